"""What of a definition Amt24 can do: yes, with a loss, or no, and why; derived from the format that it imports."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from builder.findings._subject import Subject
from builder.findings.finding import Finding, Level
from formengine import locales
from formengine.core import strictjson
from formengine.core.conditions import leaves
from formengine.core.definition import Definition
from formengine.core.model import Condition, Control, Effect, Element
from formengine.core.phrases import quoted

KIND: Final = "Amt24"
Verdict = Literal["ja", "mit Verlust", "nein"]
_PLAIN: Final = frozenset({"const", "enum", "type"})
_STEPS: Final = frozenset({"multipleOf", "exclusiveMinimum", "exclusiveMaximum"})
_SHOWN: Final = {"SHOW": "gezeigt", "HIDE": "verborgen", "FORBID": "ausgeschlossen", "REQUIRE": "zur Pflicht"}


@dataclass(frozen=True, slots=True)
class Feasible:
    """Whether an element can be had in Amt24; `why` gives a sentence for each loss, `type` the field type there."""

    element: str
    verdict: Verdict
    why: tuple[str, ...] = ()
    type: str = ""


@cache
def table() -> Mapping[str, Any]:
    """Which of our field types is which one there, and what gets lost."""
    found: Mapping[str, Any] = strictjson.loads((Path(__file__).parent / "amt24.json").read_bytes())
    return found


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for whatever Amt24 can do only in part or not at all."""
    for found in feasible(subject.definition):
        for why in found.why:
            level: Level = "warning" if found.verdict == "nein" else "info"
            yield Finding(found.element, level, KIND, f"Umsetzbar in Amt24: {found.verdict}. {why}")


def overall(found: tuple[Feasible, ...]) -> Verdict:
    """The verdict on the whole: the worst one."""
    verdicts = {each.verdict for each in found}
    return "nein" if "nein" in verdicts else "mit Verlust" if "mit Verlust" in verdicts else "ja"


def feasible(definition: Definition) -> tuple[Feasible, ...]:
    """The verdict on every element, and on the whole under the id ""."""
    elements = (_of_element(definition, element) for element in definition.elements.values())
    return (_of_whole(definition), *_of_rules(definition), *elements)


def _of_element(definition: Definition, element: Element) -> Feasible:
    kind = str(element.options.get("type", "note")) if element.kind == "label" else ""
    kind = element.control.type if element.control is not None else kind
    never = [table()["never"][kind]] if kind in table()["never"] else []
    lost = [table()["loss"][kind]] if kind in table()["loss"] else []
    lost += _nested(definition, element)
    lost += [why for effect in element.effects for why in _of_effect(effect)]
    if element.control is not None:
        lost += _of_answer(element.control)
    if element.options.get("tone") == "warning":
        lost.append("Warnungen kennt Amt24 nicht. Der Hinweis erscheint als Information.")
    verdict: Verdict = "nein" if never else "mit Verlust" if lost else "ja"
    return Feasible(element.id, verdict, (*never, *lost), table()["types"].get(kind, ""))


def _nested(definition: Definition, element: Element) -> list[str]:
    """Groups there hold fields only."""
    if element.kind not in ("group", "list") or not element.parent:
        return []
    around = definition.elements[element.parent]
    if element.kind == "list" and element.lists:
        return ["Eine Liste in einer Liste gibt es in Amt24 nicht. Der Export legt sie flach nebeneinander."]
    if around.kind in ("group", "list"):
        return ["Gruppen in Gruppen gibt es in Amt24 nicht. Der Export stellt sie nebeneinander."]
    return []


def _of_answer(control: Control) -> list[str]:
    found = []
    if control.type == "list" and control.schema.get("minItems", 0) > 1:
        found.append("Amt24 kann nicht verlangen, dass eine Liste mehrere Einträge hat.")
    if control.type == "choices" and control.schema.keys() & {"minItems", "maxItems"}:
        found.append("Wie viele Antworten erlaubt sind, prüft Amt24 nicht.")
    if control.schema.keys() & _STEPS:
        found.append("Die genaue Stufe der Zahl prüft Amt24 nicht.")
    if control.calc is not None and not control.fixed:
        found.append("Einen berechneten Vorschlag braucht in Amt24 ein Skript im Prozess.")
    return found


def _of_effect(effect: Effect) -> Iterator[str]:
    if effect.name in ("ENABLE", "DISABLE"):
        yield "Nach Antworten sperren kann Amt24 ein Feld nicht."
        return
    what = _SHOWN[effect.name]
    if any(part.kind == "XOR" for part in _parts(effect.condition)):
        yield f"Es wird nach einer Bedingung „genau eines davon“ {what}. Amt24 kennt nur Und und Oder."
    if not all(_simple(leaf) for leaf in leaves(effect.condition)):
        yield f"Es wird nach einem Vergleich {what}. Amt24 vergleicht nur mit festen Antworten."
    if effect.name == "REQUIRE" and effect.condition.kind != "LEAF":
        yield "Pflicht unter mehreren Bedingungen braucht in Amt24 mehrere Prüfregeln."


def _parts(condition: Condition) -> Iterator[Condition]:
    yield condition
    for child in condition.children:
        yield from _parts(child)


def _simple(leaf: Condition) -> bool:
    """Whether a leaf asks for a value, for one of some, or for any."""
    schema = leaf.schema
    if isinstance(schema, Mapping) and isinstance(schema.get("contains"), Mapping):
        # Of several answers one that fits is enough there, too.
        schema = schema["contains"]
    return isinstance(schema, bool) or set(schema) <= _PLAIN


def _of_rules(definition: Definition) -> Iterator[Feasible]:
    for rule in definition.rules:
        why = f"Für die Regel {quoted(rule.message)} gibt es dort keine Prüfregel. Sie braucht ein Skript."
        yield Feasible(next(iter(rule.at), ""), "mit Verlust", (why,))


def _of_whole(definition: Definition) -> Feasible:
    found = []
    if definition.outcomes:
        found.append("Die Ergebnisse einer Anliegensklärung stehen dort im Prozess, nicht im Formular.")
    languages = [name for name in locales.LANGUAGES[1:] if name in definition.bundle.texts]
    if languages:
        names = ", ".join(str(locales.speech(name)["name"]) for name in languages)
        found.append(f"Ein Formular hat dort eine Sprache. Für {names} braucht es je ein eigenes.")
    if definition.bundle.form.get("parameters"):
        found.append("Werte der Kommune werden beim Export fest eingetragen.")
    return Feasible("", "mit Verlust" if found else "ja", tuple(found))
