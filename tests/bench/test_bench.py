"""The benchmark runs, and what it compares does the same work. How long it takes is for `make bench` to say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import form, house, large, references
from tests.bench.house import Draft
from tests.bench.measure import measure
from tests.core.forms import REPOSITORY

SHARED = REPOSITORY.parent / "shared" / "bench"
KINDS = ("bare", "widgets", "honest")
FIELD = re.compile(r'<(?:input|select|textarea)[^>]* name="([^"]+)"')
ID = re.compile(r' id="([^"]+)"')


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draft]:
    app = house.build(tmp_path_factory.mktemp("haus"), 20)
    yield Draft.filled(app, 20)
    house.rooms(app).store.close()


@pytest.fixture(scope="module")
def pages(draft: Draft, tmp_path_factory: pytest.TempPathFactory) -> references.Pages:
    return references.Pages(tmp_path_factory.mktemp("bezug"), draft)


def names(html: str) -> set[str]:
    return set(FIELD.findall(html))


@pytest.mark.parametrize("kind", KINDS)
def test_a_reference_page_is_as_large_as_ours_and_asks_the_same(
    draft: Draft, pages: references.Pages, kind: str
) -> None:
    ours, theirs = draft.get(), pages.get(kind)()
    assert (ours.status, theirs.status) == (200, 200)
    assert abs(len(theirs.body) - len(ours.body)) <= len(ours.body) / 10
    # WTForms names the fields of an item in its own way.
    assert len(names(ours.text)) == len(names(theirs.text))
    assert kind == "widgets" or names(ours.text) == names(theirs.text)


def test_a_bare_page_has_the_parts_and_the_answers_of_ours(draft: Draft, pages: references.Pages) -> None:
    ours, bare = draft.get().text, pages.get("bare")().text
    assert set(ID.findall(ours)) - {"f-f13:0"} <= set(ID.findall(bare))
    for answer in ("2026-11-23", "Kurze Begründung des Antrags.", "Linde", " checked", " selected"):
        assert ours.count(answer) == bare.count(answer) > 0


def test_a_measured_post_changes_the_draft_and_goes_on(draft: Draft) -> None:
    before = references.stored_answers(draft)
    answer = draft.post()
    assert (answer.status, answer.headers["Location"]) == (303, f"{draft.address}/pruefen")
    assert references.stored_answers(draft) != before


def test_the_other_parts_of_a_post_do_what_they_say(draft: Draft, pages: references.Pages, tmp_path: Path) -> None:
    assert pages.post("bare")().status == 303
    assert references.validation(draft)()[1].mistakes == ()
    references.commit(tmp_path, draft)()
    assert (tmp_path / "commit.db").stat().st_size + (tmp_path / "commit.db-wal").stat().st_size > 4096


def test_measuring_takes_turns_and_compares_round_by_round() -> None:
    called: list[str] = []
    found = measure({name: lambda name=name: called.append(name) for name in "ab"}, rounds=3)  # type: ignore[misc]
    assert called == ["a", "b", *"ababab"]
    assert all(len(timing.cpu) == len(timing.wall) == 3 for timing in found.values())
    assert found["a"].over(found["a"]) == 1


@pytest.mark.skipif(not SHARED.is_dir(), reason="the reference form is not beside the checkout")
def test_our_form_is_the_reference_form(tmp_path: Path) -> None:
    form.write(tmp_path, 20, 200, 1000)
    theirs = {path.name: path.read_bytes() for path in SHARED.glob("*.json")}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == theirs


def test_a_large_form_with_conditions_is_filled_to_the_end_and_measured(tmp_path: Path) -> None:
    app = large.build(tmp_path / "haus", 20, 60)
    for size in (20, 60):
        draft = large.filled(app, size)
        assert draft.get().status == 200
        assert [draft.post().status for _ in range(2)] == [303, 303]
    house.rooms(app).store.close()
    found = large.checks(60)
    assert found["check"]().complete
    assert found["bare"]() is True
    save = large.saving(tmp_path / "ablage", 60)
    save()
    save()


def test_the_large_form_has_the_conditions_that_are_measured() -> None:
    questions = [each for page in large.bundle(1000).form["uischema"]["elements"] for each in page["elements"]]
    assert (len(questions), sum("rule" in each for each in questions)) == (1000, 300)
