"""What the operations of the builder are told as: one edit is one thing to a person, however much follows from it."""

from typing import Any

import pytest

from builder.difference import difference, summary
from builder.operations import perform
from tests.builder.difference.changing import shipped

FOLLOWING = ("case", "language")
EDITS: list[tuple[str, dict[str, Any], str, list[str]]] = [
    (
        "rename",
        {"element": "baeume.umfang_cm", "property": "umfang"},
        "„Stammumfang in 1 m Höhe“ umbenannt",
        ["Technischer Name von „Stammumfang in 1 m Höhe“: „umfang_cm“ → „umfang“"],
    ),
    (
        "rename",
        {"element": "grundstueck_anschrift", "id": "adr", "property": "adr"},
        "„Adresse des Grundstücks“ umbenannt",
        [
            "Kennung von „Adresse des Grundstücks“: „grundstueck_anschrift“ → „adr“",
            "Technischer Name von „Adresse des Grundstücks“: „grundstueck_anschrift“ → „adr“",
        ],
    ),
    (
        "rename_condition",
        {"name": "mit_adresse", "to": "adresse"},
        "„Das Grundstück wird mit der Adresse angegeben“ umbenannt",
        ["Name der Bedingung „Das Grundstück wird mit der Adresse angegeben“: „mit_adresse“ → „adresse“"],
    ),
    (
        "move",
        {"element": "seite-zeit", "to": "up"},
        "„Zeitraum“ verschoben",
        ["„Zeitraum“ verschoben: steht jetzt nach „Bäume“"],
    ),
    (
        "delete",
        {"element": "ersatz_vorschlag"},
        "„Ihr Vorschlag“ entfernt",
        ["Entfernt auf Seite „Ersatz“: Frage „Ihr Vorschlag“ (Text, mehrere Zeilen)"],
    ),
    (
        "retype",
        {"element": "ersatz_bereit", "kind": "choices"},
        "„Können Sie auf dem Grundstück neu pflanzen?“ anderer Feldtyp",
        ["„Können Sie auf dem Grundstück neu pflanzen?“: Eine Möglichkeit → Mehrere Möglichkeiten"],
    ),
    (
        "duplicate",
        {"element": "seite-zeit"},
        "„Zeitraum“ neu",
        ["Neu: Seite „Zeitraum“ mit 5 Fragen"],
    ),
    (
        "set_required",
        {"element": "ersatz_vorschlag", "required": True},
        "„Ihr Vorschlag“ Pflicht geändert",
        ["Feld „Ihr Vorschlag“: freiwillig → Pflicht"],
    ),
    (
        "set",
        {"element": "grundstueck_anschrift.plz", "place": "options/hint", "value": "Neu"},
        "„Adresse des Grundstücks“ umformuliert",
        ["Hinweis von „Postleitzahl“ im Baustein „Adresse des Grundstücks“: nichts → „Neu“"],
    ),
    (
        "group",
        {"elements": ["ersatz_bereit", "ersatz_vorschlag"], "label": "Ersatzpflanzung"},
        "„Ersatzpflanzung“ neu und 2 weitere Änderungen",
        [
            "Neu auf Seite „Ersatz“: Gruppe „Ersatzpflanzung“",
            "„Können Sie auf dem Grundstück neu pflanzen?“ von Seite „Ersatz“ nach Gruppe „Ersatzpflanzung“ verschoben",
            "„Ihr Vorschlag“ von Seite „Ersatz“ nach Gruppe „Ersatzpflanzung“ verschoben",
        ],
    ),
]


@pytest.mark.parametrize(("operation", "arguments", "line", "sentences"), EDITS, ids=lambda part: str(part)[:40])
def test_an_edit_is_told_as_what_was_done(
    operation: str, arguments: dict[str, Any], line: str, sentences: list[str]
) -> None:
    found = difference(shipped(), perform(shipped(), operation, arguments))
    assert [change.sentence for change in found if change.kind not in FOLLOWING] == sentences
    assert summary(found) == line


def test_what_follows_in_the_cases_stands_behind_everything_else() -> None:
    found = difference(shipped(), perform(shipped(), "delete", {"element": "seite-ersatz", "force": True}))
    kinds = [change.kind == "case" for change in found]
    assert kinds == sorted(kinds)
    assert any(kinds)
    assert summary(found) == "„Auf dem Grundstück kann neu gepflanzt werden“ und „Ersatz“ entfernt"
