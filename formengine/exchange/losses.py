"""What a definition says that a JSON Schema with a UI schema has no words for."""

from collections.abc import Iterator
from typing import Any, Final

from formengine.core.bundle import Bundle
from formengine.core.definition import Definition
from formengine.core.model import Control, Finding
from formengine.core.pointer import join
from formengine.core.schemas import subschemas
from formengine.core.submission import derive
from formengine.core.texts import placeholders
from formengine.exchange.frame import lost

_REBUILD: Final = "Stellen Sie es im Zielsystem nach."
_FIXED: Final = "Schreiben Sie neu, wenn sich etwas ändert."
_SHOWN_AS: Final = {
    "file": "Dateien werden dort als Liste von Objekten gezeigt.",
    "map": "Die Karte wird dort zu Zahlenfeldern.",
    "table": "Die Tabelle wird dort zu einer Liste ohne Summen.",
    "sketch": "Die Skizze wird dort zu einem Text.",
}
_WHOLE: Final = {
    "messages": "Nachrichten und Empfänger stehen nicht darin.",
    "outcomes": "Die Ergebnisse der Anliegensklärung stehen nicht darin.",
    "service": "Die Beschreibung des Dienstes steht nicht darin.",
    "parameters": "Werte der Kommune stehen als feste Werte darin.",
}


def losses(definition: Definition) -> Iterator[Finding]:
    """Everything that is lost, whole parts first."""
    yield from _whole_parts(definition.bundle)
    for rule in definition.rules:
        if rule.severity == "error":
            message = f"Die Regel „{rule.id}“ prüft dort das Schema, ohne ihre Meldung „{rule.message[:60]}“."
        else:
            message = f"Der Hinweis „{rule.id}“ steht nicht darin."
        yield lost(rule.pointer, message, _REBUILD)
    for element in definition.elements.values():
        if element.control is not None:
            yield from _of_control(element.control)
        if placeholders(element.label):
            yield lost(element.pointer, "Platzhalter in geschweiften Klammern bleiben dort stehen.", _REBUILD)
    for relaxed in derive(definition).get("x-relaxed", ()):
        yield lost(definition.elements[relaxed["element"]].pointer, f"Nicht geprüft wird: {relaxed['what']}", _REBUILD)
    if any(element.effects for element in definition.elements.values()):
        message = "Was verborgen ist, bleibt dort in den Daten und wird mitgesendet."
        yield lost("", message, "Entfernen Sie es beim Empfang.")


def _whole_parts(bundle: Bundle) -> Iterator[Finding]:
    for name, message in _WHOLE.items():
        if bundle.form.get(name):
            yield lost(join(name), message, _REBUILD)
    for language in bundle.texts:
        yield lost("", f"Die Texte in der Sprache „{language}“ stehen nicht darin.", _REBUILD)
    if bundle.cases:
        yield lost("", "Die Fälle zum Prüfen stehen nicht darin.", _REBUILD)


def _of_control(control: Control) -> Iterator[Finding]:
    if control.calc is not None:
        yield lost(f"{control.pointer}/options/calc", f"„{control.id}“ wird dort nicht berechnet.", _REBUILD)
    if control.type in _SHOWN_AS:
        yield lost(control.pointer, _SHOWN_AS[control.type], "Ersetzen Sie die Frage im Zielsystem.")
    words: set[Any] = {word for node, _ in subschemas(control.schema, "") for word in node}
    if words & {"formatMinimum", "formatMaximum"}:
        message = "Grenzen für Tage und Uhrzeiten stehen als Muster darin, „heute“ als der heutige Tag."
        yield lost(control.pointer, message, _FIXED)
    if words & {"minContains", "maxContains"}:
        yield lost(control.pointer, "„minContains“ und „maxContains“ gibt es in draft-07 nicht.", _REBUILD)
