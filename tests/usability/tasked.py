"""A small definition with tasks, whole and made worse on purpose, for tests of the simulated person."""

import copy
import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.web.probe import effect, leaf, options, page, question, text
from usability.tasks.model import Played, Result
from usability.tasks.running import Order, run

SLUG: Final = "aufgaben-probe"
NOW: Final = datetime.datetime.fromisoformat("2026-11-23T09:00:00+01:00")

FORM: Final[dict[str, Any]] = {
    "slug": SLUG,
    "kind": "antrag",
    "version": "1.0.0",
    "title": "Etwas beantragen",
    "schema": {
        "type": "object",
        "properties": {
            "name": text(),
            "email": {"type": "string", "format": "email", "maxLength": 254},
            "art": {"type": "string", "oneOf": options(("a", "Art A"), ("b", "Art B"))},
            "grund": text(),
            "tag": {"type": "string", "format": "date"},
        },
        "required": ["name", "email", "art", "grund", "tag"],
    },
    "uischema": {
        "type": "Categorization",
        "elements": [
            page(
                "wer",
                "Wer sind Sie?",
                question("name", "text", "Name", autocomplete="name"),
                question("email", "email", "E-Mail", autocomplete="email"),
            ),
            page(
                "was",
                "Was brauchen Sie?",
                question("art", "choice", "Art", hint="Wählen Sie, was am besten passt."),
                question(
                    "grund", "text", "Grund", effect("SHOW", leaf("art", {"const": "b"})), help="Ein Satz reicht."
                ),
                question("tag", "date", "Ab wann?"),
            ),
        ],
    },
}

CASES: Final[dict[str, Any]] = {
    "now": NOW.isoformat(),
    "personas": {"P01": {"name": "Anna Richter", "profil": "wenig Zeit"}},
    "cases": [
        {
            "id": "F1",
            "title": "Art B",
            "persona": "P01",
            "answers": {
                "name": "Anna Richter",
                "email": "anna@example.org",
                "art": "b",
                "grund": "Weil es eilt",
                "tag": "2026-12-24",
            },
        },
    ],
    "tasks": [
        {
            "id": "A1",
            "title": "Etwas beantragen, mit Tippfehler",
            "goal": "Beantragen Sie etwas der Art B.",
            "case": "F1",
            "way": ["wer", "was", "pruefen"],
            "slips": {"/email": "anna@"},
            "success": {"end": "eingang", "pages": 3, "errors": 1},
        },
    ],
}

Change = Callable[[dict[str, Any]], Any]


def changed(whole: dict[str, Any], *changes: Change) -> dict[str, Any]:
    """A copy with changes made."""
    copied = copy.deepcopy(whole)
    for change in changes:
        change(copied)
    return copied


def written(folder: Path, form: dict[str, Any] = FORM, cases: dict[str, Any] = CASES) -> Path:
    """A folder of definitions with this one."""
    place = folder / SLUG
    place.mkdir(parents=True, exist_ok=True)
    (place / "form.json").write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    (place / "cases.json").write_text(json.dumps(cases, ensure_ascii=False), encoding="utf-8")
    return folder


def result(folder: Path, form: dict[str, Any] = FORM, cases: dict[str, Any] = CASES) -> Result:
    """The tasks of a version, played."""
    return run(Order(written(folder, form, cases), "musterhausen", SLUG, NOW))


def played(folder: Path, form: dict[str, Any] = FORM, cases: dict[str, Any] = CASES) -> Played:
    """Its one task."""
    (only,) = result(folder, form, cases).played
    return only


def element(form: dict[str, Any], id_: str) -> dict[str, Any]:
    """The question with an id."""
    found = (each for page in form["uischema"]["elements"] for each in page["elements"])
    return next(each for each in found if each["id"] == id_)
