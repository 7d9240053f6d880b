"""How much one browser may ask for (threat A27): each limit says so in German and keeps what was kept before."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from formengine.web import Settings
from formengine.web.lists import Change, apply
from formengine.web.places import MOST_ITEMS, item_ids
from formengine.web.quotas import Buckets, Quotas, Rate
from tests.web import probe
from tests.web.files import PDF, PNG
from tests.web.person import Person, rows

Start = Callable[[Settings], Flask]


def small(settings: Settings, **quotas: object) -> Settings:
    """The installation with other quotas."""
    return replace(settings, quotas=replace(Quotas(), **quotas))  # type: ignore[arg-type]


def test_too_many_writes_are_asked_to_wait_and_what_was_kept_stays(settings: Settings, start: Start) -> None:
    app = start(small(settings, writes=Rate(3, 0.0)))
    anna = Person(app)
    first = anna.begin()
    anna.send(first, probe.GOOD["angaben"])
    before = rows(app, first.number)
    answers = [anna.send(anna.open(first.url), {"name": f"Name {i}"}) for i in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 429, 429]
    assert answers[-1].title == "Das waren zu viele Anfragen"
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert rows(app, first.number)["angaben"][0]["name"] == "Name 1" != before["angaben"][0]["name"]
    assert anna.open(first.url).value("name") == "Name 1"


def test_one_draft_at_its_limit_is_no_other(settings: Settings, start: Start) -> None:
    app = start(small(settings, writes=Rate(1, 0.0)))
    anna, boris = Person(app), Person(app)
    one, other = anna.begin(), boris.begin()
    assert anna.send(one, probe.GOOD["angaben"]).status == 200
    assert anna.send(anna.open(one.url), {}).status == 429
    assert boris.send(other, probe.GOOD["angaben"]).status == 200


def test_a_stranger_uses_up_nothing_of_a_draft(settings: Settings, start: Start) -> None:
    app = start(small(settings, writes=Rate(2, 0.0)))
    anna, boris = Person(app), Person(app)
    first = anna.begin()
    token = boris.token()
    assert {boris.post(first.action, {"_csrf": token, "name": "x"}).status for _ in range(5)} == {404}
    assert anna.send(first, probe.GOOD["angaben"]).status == 200


def test_a_browser_that_begins_too_many_drafts_is_asked_to_wait(settings: Settings, start: Start) -> None:
    app = start(small(settings, drafts=Rate(2, 0.0)))
    anna, boris = Person(app), Person(app)
    assert [anna.begin().status for _ in range(3)] == [200, 200, 429]
    assert boris.begin().status == 200


def test_throwing_cookies_away_does_not_help_for_ever(settings: Settings, start: Start) -> None:
    app = start(small(settings, all_drafts=Rate(3, 0.0)))
    assert [Person(app).begin().status for _ in range(4)] == [200, 200, 200, 429]


def test_a_draft_does_not_grow_beyond_its_limit(settings: Settings, start: Start) -> None:
    app = start(small(settings, draft_bytes=3_000))
    anna = Person(app)
    first = anna.begin()
    anna.send(first, probe.GOOD["angaben"])
    before = rows(app, first.number)
    refused = anna.send(anna.open(first.url), {"text": "x" * 4_900})
    assert (refused.status, refused.title) == (413, "Das war zu groß")
    assert rows(app, first.number) == before
    assert anna.send(anna.open(first.url), {"text": "kurz"}).status == 200


def test_files_beyond_the_limit_of_a_draft_are_refused_and_the_text_beside_them_stays(
    settings: Settings, start: Start
) -> None:
    app = start(small(settings, file_bytes=len(PDF) + 10))
    anna = Person(app)
    page = anna.send(anna.begin(), probe.GOOD["angaben"])
    page = anna.send(page, {"belege": [(PDF, "eins.pdf")], "notiz": "erste"}, button="_speichern")
    anlagen = anna.open(f"/antrag/{page.number}/anlagen")
    refused = anna.send(anlagen, {"belege": [(PNG, "zwei.png")], "notiz": "zweite"})
    assert refused.status == 413
    again = anna.open(anlagen.url)
    assert again.value("notiz") == "zweite"
    assert "eins.pdf" in again.html
    assert "zwei.png" not in again.html


def test_a_list_takes_no_more_than_its_items() -> None:
    letters = "23456789abcdefghjkmnpqrstuvwxyz"
    ids = [f"aaaaaa{a}{b}" for a in letters for b in letters][: MOST_ITEMS + 100]
    assert len(ids) == 600
    assert item_ids({"liste": ids}, "liste") == ids[:500]
    assert apply(Change("add", "liste", ids[500]), ids[:500], ()) == (ids[:500], ())


def test_a_bucket_fills_again_with_time() -> None:
    now = [0.0]
    bucket = Buckets(Rate(2, 0.5), lambda: now[0])
    assert [bucket.take("a") for _ in range(3)] == [True, True, False]
    now[0] = 2.0
    assert [bucket.take("a") for _ in range(2)] == [True, False]
    now[0] = 1_000.0
    assert [bucket.take("a") for _ in range(3)] == [True, True, False]
    assert bucket.take("b")


@pytest.mark.parametrize("count", [10_001, 20_000])
def test_buckets_do_not_fill_the_memory(count: int) -> None:
    bucket = Buckets(Rate(1, 0.0), lambda: 0.0)
    for i in range(count):
        bucket.take(str(i))
    assert len(bucket._left) == 10_000
