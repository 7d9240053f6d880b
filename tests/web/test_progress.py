"""How far each page is: kept in a few characters, believed only for the state of the draft that it was made for."""

import datetime

import pytest
from flask import Flask

from formengine.core.definition import Definition
from formengine.store.drafts import Draft
from formengine.web import progress
from formengine.web.progress import Progress
from tests.web import probe
from tests.web.conftest import NOW
from tests.web.person import Person, rooms


@pytest.fixture
def definition(house: Flask) -> Definition:
    published = rooms(house).catalogue.published("probe")
    assert published is not None
    return published[1].definition


def draft(flags: dict[str, object], rev: int) -> Draft:
    return Draft("abcdefgh", "probe", "r" * 64, rev, flags, None, NOW, NOW)


def some(definition: Definition) -> Progress:
    first, second, *rest = definition.page_ids
    flags = {first: (True, True), second: (False, True)} | dict.fromkeys(rest, (True, False))
    return Progress(flags, {first}, {first, second})


def test_what_is_kept_comes_back(definition: Definition) -> None:
    known = some(definition)
    kept = progress.written(known, definition, 7)
    found = progress.read(draft(kept, 7), definition)
    assert found is not None
    assert (found.flags, set(found.done), set(found.begun)) == (known.flags, known.done, known.begun)


def test_it_takes_one_character_a_page(definition: Definition) -> None:
    kept = progress.written(some(definition), definition, 7)[progress.KEY]
    assert len(kept["pages"]) == len(definition.pages)


@pytest.mark.parametrize("rev", [6, 8])
def test_it_is_not_believed_for_another_state_of_the_draft(definition: Definition, rev: int) -> None:
    assert progress.read(draft(progress.written(some(definition), definition, 7), rev), definition) is None


def test_it_is_not_believed_on_another_day(definition: Definition) -> None:
    kept = progress.written(some(definition), definition, 7)
    kept[progress.KEY]["day"] = (definition.today - datetime.timedelta(days=1)).isoformat()
    assert progress.read(draft(kept, 7), definition) is None


def test_nothing_kept_is_nothing_known(definition: Definition) -> None:
    assert progress.read(draft({}, 1), definition) is None
    nothing = progress.written(Progress(None, (), ()), definition, 1)
    assert progress.read(draft(nothing, 1), definition) is None


def test_two_windows_that_save_at_once_leave_no_wrong_progress(house: Flask) -> None:
    """Each saves what it knew of the other's page before; the next look must not believe either."""
    anna = Person(house)
    first = anna.begin()
    second = anna.send(first, probe.GOOD["angaben"] | {"art": "b"})
    store = rooms(house).store
    with store.database.transaction() as db:
        # What the other window does between our reading and our writing.
        db.execute("UPDATE draft SET rev = rev + 1 WHERE number = :number", {"number": first.number})
    assert anna.open(second.url).path == "zusatz"
    assert anna.send(second, probe.GOOD["zusatz"]).path == "anlagen"
