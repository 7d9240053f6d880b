"""The law of a draft's move to another revision: whatever was typed stands in the new fields, or is told as left."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from formengine.fields.posting import read
from formengine.store.drafts import _draft as read_draft
from formengine.store.rows import Rows
from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from formengine.web.display import display
from formengine.web.drafting import Working
from formengine.web.filling import current
from formengine.web.forms import Form
from formengine.web.migrating import migrate
from formengine.web.revised import Report
from tests.web import probe, revising
from tests.web.conftest import NOW
from tests.web.person import rooms

DRAFTS = 50


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, list[str]]]:
    """An installation with fifty drafts, begun and left in fifty ways."""
    folder = probe.write(tmp_path_factory.mktemp("definitionen"), revising.FORM)
    app = create_app(Settings(data=tmp_path_factory.mktemp("daten"), definitions=folder, clock=Clock(NOW)))
    yield app, [revising.begun(app, seed)[1] for seed in range(DRAFTS)]
    rooms(app).store.close()


def _draft(app: Flask, number: str) -> Working:
    shared = rooms(app)
    row = shared.store.database.row("SELECT * FROM draft WHERE number = :number", {"number": number})
    assert row is not None
    draft = read_draft({**row, "published": ""})
    form = shared.catalogue.pinned(draft.revision)
    assert form is not None
    return Working(draft, form, Rows(shared.store.drafts, number), shared.context())


def _strings(working: Working) -> dict[str, list[str]]:
    """Everything that stands in the fields of a draft, by input name; files by their names."""
    found: dict[str, list[str]] = {}
    for page in working.form.definition.pages:
        if working.rows.get(page.id) is None:
            continue
        filled = current(working, page)
        found |= {name: [each for each in strings if each] for name, strings in filled.raw.items()}
        found |= {f"{name}#": [file["name"] for file in files] for name, files in filled.files.items()}
    return {name: strings for name, strings in found.items() if strings}


def _shown(working: Working, id_: str, name: str) -> str:
    """What a question that was asked anew shows now."""
    control = working.form.definition.controls[id_]
    found = {key: value for key, value in _strings(working).items() if key.partition(":")[0] == name}
    value = read((control,), found, name[: -len(id_)]).get(id_)
    return "" if value is None else display(control, value)


@pytest.mark.parametrize("kind", revising.EDITS)
def test_nothing_that_was_typed_falls_away(
    drafts: tuple[Flask, list[str]], kind: str, record_property: Callable[[str, Any], None]
) -> None:
    app, numbers = drafts
    edited = revising.form(*revising.EDITS[kind])
    hash_ = revising.publish(app, edited)
    try:
        form = rooms(app).catalogue.pinned(hash_)
        assert form is not None
        with app.test_request_context():
            counts = [_checked(_draft(app, number), form) for number in numbers]
    finally:
        revising.publish(app, revising.form())
    typed, left = sum(count[0] for count in counts), sum(count[1] for count in counts)
    record_property("measured", f"{DRAFTS} drafts, {kind}: {typed} strings, {left} answers left with a word")


def _checked(before: Working, form: Form) -> tuple[int, int]:
    pages, report = migrate(before, form)
    after = Working(before.draft, form, Rows.holding(rooms_drafts(before), before.draft.number, pages), before.context)
    now, old = _strings(after), _strings(before)
    for name, strings in old.items():
        assert _found(before, after, report, name, strings, now), f"{name}: {strings} is lost"
    for page in form.definition.pages:
        row = pages.get(page.id)
        if row is not None and row.pending is None:
            assert not after.step(page).verdict.mistakes, f"{page.id} counts as done"
    return len(old), len(report.left)


def rooms_drafts(working: Working) -> Any:
    return working.rows._drafts


def _found(
    before: Working, after: Working, report: Report, name: str, strings: list[str], now: dict[str, list[str]]
) -> bool:
    base = name.rstrip("#").partition(":")[0]
    id_ = base.rpartition("/")[2]
    kept = {string for left in report.left if left.name == base for each in left.raw.values() for string in each}
    kept |= {file["name"] for left in report.left if left.name == base for file in left.files}
    if before.form.definition.controls[id_].type == "list":
        # The ids of items are nothing that a person typed; what stands in the items is looked at by itself.
        return True
    if all(string in kept or string in now.get(name, ()) for string in strings):
        return True
    control = after.form.definition.controls.get(id_)
    retyped = control is not None and control.type != before.form.definition.controls[id_].type
    here = [each for key, values in now.items() if key.partition(":")[0] == base for each in values]
    in_words = any(string in each for each in here for string in strings)
    return retyped and (in_words or _shown(before, id_, base) == _shown(after, id_, base))


def test_the_drafts_are_of_many_kinds(drafts: tuple[Flask, list[str]]) -> None:
    app, numbers = drafts
    workings = [_draft(app, number) for number in numbers]
    kept = [row for working in workings for row in working.rows.values()]
    names = {name.rpartition("/")[2].partition(":")[0] for working in workings for name in _strings(working)}
    assert sum(row.pending is not None for row in kept) > 40
    assert sum(row.answers is not None for row in kept) > 100
    assert {"belege#", "eigene.art", "gleich.welche", "geheim", "bestaetigt", "tag", "iban"} <= names
