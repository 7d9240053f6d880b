"""A definition with its history as one file: what goes out comes in again, and nothing else comes in."""

import dataclasses
import datetime
import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder import archive
from builder.archive import LIST, packed, renamed, unpacked, zipped
from builder.refusals import Refused
from builder.workshop import Workshop
from formengine.core.bundle import Bundle
from formengine.store import Store
from formengine.store.accounts import Role
from formengine.store.edits import Overtaken
from formengine.store.histories import ELSEWHERE, History
from formengine.store.invitations import Newcomer
from tests.builder.editing import small

NOW = datetime.datetime.fromisoformat("2026-11-23T09:00:00+01:00")
SLUG = "probe"


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[list[Store]]:
    opened = [Store.open(tmp_path / name) for name in ("hier", "dort")]
    yield opened
    for store in opened:
        store.close()


def shop(store: Store) -> Workshop:
    return Workshop(store, lambda: NOW, lambda _before, _after: "„Name“ geändert")


def person(store: Store, display: str) -> str:
    """The account of somebody who was invited."""
    secret = store.invitations.make(Role.DESIGNER, "shell", NOW)
    return store.invitations.accept(secret, Newcomer("anna", display, "kein Kennwort"), NOW).id


def edited(store: Store) -> History:
    """Three revisions by two people, one of them with a name."""
    anna = person(store, "Anna Richter")
    bench = shop(store)
    bench.create(small(cases={"now": "2026-11-23T09:00", "cases": []}), anna, {"aus": "antrag"})
    for label in ("Vorname", "Ganzer Name"):
        bench.edit(SLUG, bench.head(SLUG).number, "set", {"element": "name", "place": "label", "value": label}, anna)
    bench.undo(SLUG, anna)
    bench.name(SLUG, 2, "Erste Runde", anna)
    return store.histories.of(SLUG)


def test_what_is_packed_is_unpacked_as_it_was(stores: list[Store]) -> None:
    history = edited(stores[0])
    assert unpacked(packed(history)) == history
    assert packed(unpacked(packed(history))) == packed(history)


def test_a_history_continues_in_another_installation(stores: list[Store]) -> None:
    here, there = stores
    history = unpacked(packed(edited(here)))
    revision = there.histories.take_in(history)
    assert there.bundles.load(revision) == here.bundles.load(shop(here).head(SLUG).revision)
    assert [edit.summary for edit in there.edits.history(SLUG)] == [edit.summary for edit in here.edits.history(SLUG)]
    assert [one.name for one in there.edits.milestones(SLUG)] == ["Erste Runde"]
    assert shop(there).at(SLUG, 2).bundle == shop(here).at(SLUG, 2).bundle
    assert there.bundles.published(SLUG) is None
    number = shop(there).restore(SLUG, 1, "boris").head.number
    assert number == 5


def test_only_display_names_leave_and_none_of_them_becomes_an_account(stores: list[Store]) -> None:
    here, there = stores
    history = edited(here)
    account = here.accounts.named("anna")
    assert account is not None
    listed = zipfile.ZipFile(io.BytesIO(packed(history))).read(LIST).decode()
    assert "Anna Richter" in listed
    assert account.id not in listed
    there.histories.take_in(history)
    assert {edit.account for edit in there.edits.history(SLUG)} == {f"{ELSEWHERE}Anna Richter"}
    assert there.histories.of(SLUG).edits[0].account == "Anna Richter"


def test_nobody_undoes_what_somebody_did_elsewhere(stores: list[Store]) -> None:
    here, there = stores
    account = person(here, "Anna")
    shop(here).create(small(), account, {})
    history = here.histories.of(SLUG)
    forged = dataclasses.replace(
        history, edits=tuple(dataclasses.replace(edit, account=account) for edit in history.edits)
    )
    there.histories.take_in(unpacked(packed(forged)))
    assert shop(there).stack(SLUG, account).done == ()


def test_a_definition_that_is_there_is_not_overwritten(stores: list[Store]) -> None:
    history = edited(stores[0])
    before = list(stores[0].database.connection().conn.iterdump())
    with pytest.raises(Overtaken):
        stores[0].histories.take_in(history)
    assert list(stores[0].database.connection().conn.iterdump()) == before


def test_another_name_stands_in_every_revision(stores: list[Store]) -> None:
    here, there = stores
    history = renamed(edited(here), "anders")
    there.histories.take_in(unpacked(packed(history)))
    for number in (1, 2, 3, 4):
        found = shop(there).at("anders", number)
        assert found.bundle.form["slug"] == "anders"
        assert found.bundle.hash == found.revision.hash


def listing(data: bytes) -> Any:
    return json.loads(zipfile.ZipFile(io.BytesIO(data)).read(LIST))


def files(data: bytes) -> dict[str, bytes]:
    opened = zipfile.ZipFile(io.BytesIO(data))
    return {name: opened.read(name) for name in opened.namelist()}


def relisted(data: bytes, change: Callable[[Any], None]) -> bytes:
    found = listing(data)
    change(found)
    return zipped({**files(data), LIST: json.dumps(found).encode()})


CHANGES: dict[str, Callable[[Any], Any]] = {
    "another format": lambda found: found.update(format=2),
    "a name for another folder": lambda found: found.update(slug="../../etc"),
    "a head that is not there": lambda found: found.update(head=99),
    "no revision": lambda found: found.update(revisions=[]),
    "a revision twice": lambda found: found["revisions"].append(found["revisions"][0]),
    "revisions in disorder": lambda found: found["revisions"].reverse(),
    "a number below one": lambda found: found["revisions"][0].update(number=0),
    "a truth value for a number": lambda found: found["revisions"][0].update(number=True),
    "another hash": lambda found: found["revisions"][0].update(hash="0" * 64),
    "a part that is not there": lambda found: found["revisions"][0]["parts"].update(cases="0" * 64),
    "a part of an unknown kind": lambda found: found["revisions"][0]["parts"].update({"../x": "0" * 64}),
    "a revision without a form": lambda found: found["revisions"][0]["parts"].pop("form"),
    "an unknown origin": lambda found: found["revisions"][0].update(origin="magic"),
    "no time": lambda found: found["revisions"][0].update(created="gestern"),
    "an edit of nothing": lambda found: found["edits"][0].update(number=77),
    "an edit twice": lambda found: found["edits"].append(found["edits"][0]),
    "a parent that is not there": lambda found: found["edits"][1].update(parent=77),
    "an undo of nothing": lambda found: found["edits"][1].update(undoes=77),
    "a milestone of nothing": lambda found: found["milestones"][0].update(number=77),
    "a milestone twice": lambda found: found["milestones"].append(found["milestones"][0]),
    "a further key": lambda found: found.update(accounts=[]),
    "an author as long as a book": lambda found: found["edits"][0].update(author="A" * 201),
    "a list in place of all": lambda found: found.clear(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_list_that_was_tampered_with_is_refused(stores: list[Store], name: str) -> None:
    data = packed(edited(stores[0]))
    with pytest.raises(Refused):
        unpacked(relisted(data, CHANGES[name]))


def test_a_part_that_was_tampered_with_is_refused(stores: list[Store]) -> None:
    found = files(packed(edited(stores[0])))
    name = next(name for name in found if name.startswith("teile/"))
    with pytest.raises(Refused, match="verändert oder beschädigt"):
        unpacked(zipped({**found, name: b'{\n  "a": 1\n}\n'}))


@pytest.mark.parametrize(
    "body", [b"[]\n", b'{"a":1}', b'{\n  "a": 1,\n  "a": 2\n}\n', b'{\n  "a": NaN\n}\n', b"\xff", b"", b"{" * 5000]
)
def test_a_part_must_be_strict_json_as_this_program_writes_it(stores: list[Store], body: bytes) -> None:
    found = files(packed(edited(stores[0])))
    extra = {f"teile/{hashlib.sha256(body).hexdigest()}.json": body}
    with pytest.raises(Refused):
        unpacked(zipped({**found, **extra}))


def test_a_part_that_no_revision_has_is_refused(stores: list[Store]) -> None:
    body = b'{\n  "a": 1\n}\n'
    found = files(packed(edited(stores[0])))
    with pytest.raises(Refused):
        unpacked(zipped({**found, f"teile/{hashlib.sha256(body).hexdigest()}.json": body}))


@pytest.mark.parametrize(
    "name",
    ["../boese.json", "/etc/passwd", "teile/../x.json", "teile/" + "A" * 64 + ".json", "README.md", "teile/", "CON"],
)
def test_a_file_of_another_name_is_refused_before_anything_is_read(
    stores: list[Store], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    data = zipped({**files(packed(edited(stores[0]))), name: b"{}"})
    monkeypatch.setattr(zipfile.ZipFile, "open", _must_not)
    with pytest.raises(Refused):
        unpacked(data)


def _must_not(*_args: Any, **_more: Any) -> Any:
    raise AssertionError("nothing may be read")


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({LIST: b"{}", **{f"teile/{number:064x}.json": bytes(8_000_000) for number in range(12)}})
    assert len(bomb) < 200_000
    monkeypatch.setattr(zipfile.ZipFile, "open", _must_not)
    with pytest.raises(Refused, match="zu groß"):
        unpacked(bomb)


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    honest = zipped({LIST: bytes(30_000_000)})
    lying = honest.replace((30_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(Refused):
        unpacked(lying)


def test_more_entries_than_any_definition_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_ENTRIES", 3)
    with pytest.raises(Refused, match="zu groß"):
        unpacked(zipped({LIST: b"{}", **{f"teile/{number:064x}.json": b"{}" for number in range(3)}}))


def test_a_list_that_names_a_file_twice_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(LIST, "{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr(LIST, "{}")
    with pytest.raises(Refused):
        unpacked(out.getvalue())


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_packed_otherwise_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch, way: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as made:
        made.writestr(LIST, bytes(10_000_000))
    monkeypatch.setattr(zipfile.ZipFile, "open", _must_not)
    with pytest.raises(Refused, match="kein vollständiges Archiv"):
        unpacked(out.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK", b"kein ZIP", b"PK\x05\x06" + bytes(18), zipped({"x.json": b"{}"})])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="kein vollständiges Archiv"):
        unpacked(data)


@settings(max_examples=60, deadline=None)
@example(seed=313)  # an offset before the beginning of the file
@given(seed=st.integers(0, 10_000))
def test_damage_of_any_kind_is_refused_or_does_no_harm(seed: int) -> None:
    draw, data, whole = random.Random(seed), bytearray(WHOLE), unpacked(WHOLE)  # noqa: S311
    for _ in range(draw.randrange(1, 6)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    try:
        found = unpacked(bytes(data))
    except Refused:
        return
    assert found.bodies == whole.bodies


def _whole() -> bytes:
    bundle = Bundle(SLUG, {**small().form, "slug": SLUG})
    hashes = {name: hashlib.sha256(body).hexdigest() for name, body in bundle.parts().items()}
    revision = {
        "number": 1,
        "hash": bundle.hash,
        "origin": "edited",
        "base": 0,
        "created": NOW.isoformat(),
        "parts": hashes,
    }
    listed = {
        "format": 1,
        "slug": SLUG,
        "head": 1,
        "revisions": [revision],
        "edits": [],
        "milestones": [],
    }
    return zipped(
        {
            LIST: json.dumps(listed).encode(),
            **{f"teile/{hashes[name]}.json": body for name, body in bundle.parts().items()},
        }
    )


WHOLE = _whole()
