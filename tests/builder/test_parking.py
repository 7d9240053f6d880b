"""The Bewohnerparkausweis, built as a designer types it: it runs, lint finds no error, and its schema is what it says."""

import datetime
from typing import Any

import pytest

from builder.beginning import empty
from builder.operations import perform
from builder.shelf import blocks
from builder.tree import nodes
from formengine.core.bundle import Bundle
from formengine.core.definition import compile_definition
from formengine.core.lint import lint
from formengine.core.submission import derive
from formengine.core.validation import judge
from formengine.fields import TYPES
from tests.builder.editing import ROOT
from tests.builder.parking import BLOCKS, LINES, TITLE, good

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def built() -> Bundle:
    bundle = perform(empty("lp08-bewohnerparkausweis", TITLE), "add_lines", {"text": LINES})
    bundle = perform(bundle, "delete", {"element": "seite-eins"})
    living = next(id_ for id_, node in nodes(bundle.form).items() if node.label == "Wohnung")
    for name in BLOCKS:
        content = blocks(ROOT / "definitions")[name]
        bundle = perform(bundle, "add_block", {"name": name, "content": content, "parent": living})
    return bundle


def answers(bundle: Bundle, said: dict[str, Any]) -> dict[str, Any]:
    """The document of an application, its answers given by the words of questions and options."""
    definition = compile_definition(bundle, TYPES, TODAY)
    document: dict[str, Any] = {
        "person": {"familienname": "Weiß", "vornamen": "Jonas", "geburtsdatum": "1985-04-09"},
        "anschrift": {"strasse": "Elbgasse", "hausnummer": "14", "plz": "09999", "ort": "Musterhausen"},
        "kontakt": {},
    }
    for control in definition.controls.values():
        if control.label in said and control.path:
            value = said[control.label]
            value = next((choice.value for choice in control.choices if choice.title == value), value)
            if control.type == "file":
                value = [file(name) for name in value]
            document[control.path[-1]] = value
    return document


def file(name: str) -> dict[str, Any]:
    return {"_id": "abcdefgh", "name": name, "mimeType": "application/pdf", "size": 1000, "sha256": "0" * 64}


def accepted(bundle: Bundle, **changes: Any) -> list[str]:
    """What the derived schema has against an application; changes by the words of questions, None to leave out."""
    said = {label: value for label, value in good(**changes).items() if value is not None}
    definition = compile_definition(bundle, TYPES, TODAY)
    schema = derive(definition)
    return [problem.code for problem in judge(schema).problems(answers(bundle, said))]


def test_it_runs_and_lint_finds_no_error(built: Bundle) -> None:
    assert [finding for finding in lint(built, TYPES, TODAY, {}) if finding.level == "error"] == []


def test_it_has_the_pages_and_questions_that_were_typed(built: Bundle) -> None:
    definition = compile_definition(built, TYPES, TODAY)
    assert [page.title for page in definition.pages] == ["Antrag", "Wohnung", "Fahrzeug", "Versand"]
    types = {control.label: control.type for control in definition.controls.values()}
    assert types["Gültig ab"] == "date"
    assert types["Kennzeichen"] == "licence-plate"
    assert types["Mitgliedsbestätigung"] == "file"
    assert types["Haben Sie eine Garage oder einen Stellplatz im Gebiet?"] == "yes-no"


CARSHARING = {
    "Auf wen ist das Fahrzeug zugelassen?": "Carsharing",
    "Kennzeichen": None,
    "Zulassungsbescheinigung Teil I": None,
    "Anbieter": "teilAuto Muster",
    "Mitgliedsbestätigung": ["mitglied.pdf"],
}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        CARSHARING,
        {"Was möchten Sie?": "Ersatz", "Laufzeit": None, "Nummer des bisherigen Ausweises": "B 4711"},
        {
            "Auf wen ist das Fahrzeug zugelassen?": "Auf eine andere Person oder Firma",
            "Name der Halterin oder des Halters": "Elbblick Bau GmbH",
            "Bestätigung der dauerhaften Nutzung": ["nutzung.pdf"],
        },
    ],
    ids=["new", "carsharing", "replacement", "company car"],
)
def test_the_derived_schema_accepts_what_the_office_would(built: Bundle, changes: dict[str, Any]) -> None:
    assert accepted(built, **changes) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"Kennzeichen": None},
        {"Kennzeichen": "kein Kennzeichen"},
        {"Gültig ab": None},
        {"Laufzeit": None},
        {"Laufzeit": "5 Jahre"},
        {"Was möchten Sie?": "Ersatz", "Laufzeit": None},
        {"Nummer des bisherigen Ausweises": "B 4711"},
        CARSHARING | {"Mitgliedsbestätigung": None},
        CARSHARING | {"Kennzeichen": "MGB-AR 412"},
        {"Auf wen ist das Fahrzeug zugelassen?": "Auf eine andere Person oder Firma"},
    ],
)
def test_the_derived_schema_refuses_what_is_missing_wrong_or_not_asked(built: Bundle, changes: dict[str, Any]) -> None:
    assert accepted(built, **changes) != []
