"""What the cases of a definition may name, and how a pointer into answers is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from formengine.core.lint._subject import Subject, error
from formengine.core.model import ENVIRONMENT, ITEM, ITEM_ID, Control, Finding, Path
from formengine.core.pointer import join, split
from formengine.core.schemas import subschemas
from formengine.core.shape import judged
from formengine.core.validation import CODES

PART: Final = "cases"
_TEXT: Final = {"type": "string"}
_TEXTS: Final = {"type": "array", "items": _TEXT}
_OBJECT: Final = {"type": "object"}
_EXPECT: Final = {
    **dict.fromkeys(("pages", "hints", "messages"), _TEXTS),
    "errors": {"type": "object", "additionalProperties": _TEXT},
    "values": _OBJECT,
    "outcome": _TEXT,
}
_CASE: Final = {
    **dict.fromkeys(("id", "title", "persona", "base"), _TEXT),
    **dict.fromkeys(("answers", "change", "environment", "parameters"), _OBJECT),
    "remove": _TEXTS,
    "files": {"type": "object", "additionalProperties": _OBJECT},
    "expect": {"type": "object", "properties": _EXPECT},
}
_BOUND: Final = {"type": "integer", "minimum": 0}
_SUCCESS: Final = {
    "end": _TEXT,
    **dict.fromkeys(("pages", "fields", "keys", "words", "errors"), _BOUND),
    "minutes": {"type": "number", "minimum": 0},
}
_TASK: Final = {
    **dict.fromkeys(("id", "title", "persona", "goal", "start", "case"), _TEXT),
    "way": _TEXTS,
    "slips": _OBJECT,
    "success": {
        "type": "object",
        "required": ["end"],
        "properties": _SUCCESS,
        "propertyNames": {"enum": list(_SUCCESS)},
    },
    # What a moderator needs where people play the task.
    "seconds": _BOUND,
    "observe": _TEXTS,
    "expect": {"type": "object", "properties": _EXPECT},
}
_SHAPE: Final = {
    "type": "object",
    "required": ["now", "cases"],
    "properties": {
        "now": _TEXT,
        "personas": {"type": "object", "additionalProperties": _OBJECT},
        "cases": {"type": "array", "items": {"type": "object", "required": ["id"], "properties": _CASE}},
        "tasks": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "properties": _TASK,
                "propertyNames": {"enum": list(_TASK)},
            },
        },
    },
}


def shape(raw: Mapping[str, Any]) -> Iterator[Finding]:
    """What keeps the cases from being read at all."""
    wrong = [finding for finding, _ in judged(PART, raw, _SHAPE)]
    yield from wrong
    if not wrong:
        yield from _once("cases", "Den Fall", raw["cases"])
        yield from _once("tasks", "Die Aufgabe", raw.get("tasks", ()))


def _once(name: str, what: str, listed: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    ids = [each["id"] for each in listed]
    for i, id_ in enumerate(ids):
        if id_ in ids[:i]:
            message = f"{what} „{id_}“ gibt es zweimal."
            yield error(join(name, i), message, "Vergeben Sie jede Kennung nur einmal.", PART)


@dataclass(frozen=True)
class Names:
    """Everything that a case may refer to."""

    subject: Subject
    personas: frozenset[str]
    cases: frozenset[str]
    codes: frozenset[str]

    @classmethod
    def of(cls, subject: Subject, raw: Mapping[str, Any]) -> "Names":
        """The names that a definition and its cases offer."""
        definition = subject.definition
        codes = {*CODES.values(), *(f"regel:{rule.id}" for rule in definition.rules)}
        codes.update(code for type_ in definition.types.values() for code in type_.codes.values())
        codes.update(node["x-code"] for node, _ in subschemas(definition.schema, "") if "x-code" in node)
        return cls(
            subject,
            frozenset(raw.get("personas", {})),
            frozenset(case["id"] for case in raw["cases"]),
            frozenset(codes),
        )

    def check(self, case: Mapping[str, Any], place: str) -> Iterator[Finding]:
        """What a case names and nobody knows."""
        if case.get("persona") and case["persona"] not in self.personas:
            yield unknown(f"{place}/persona", "Die Persona", case["persona"])
        if "base" in case and case["base"] not in self.cases:
            yield unknown(f"{place}/base", "Den Fall", case["base"])
        for path in _paths(case.get("answers", {}), (), self._controls()):
            if not self._asked(path):
                yield unknown(f"{place}/answers{join(*path)}", "Die Angabe", "/".join(path))
        for key in case.get("change", {}):
            yield from self.pointer(str(key), f"{place}/change{join(key)}")
        for i, key in enumerate(case.get("remove", ())):
            yield from self.pointer(str(key), f"{place}/remove/{i}")
        yield from self.expected(case.get("expect", {}), f"{place}/expect")

    def expected(self, expect: Mapping[str, Any], place: str) -> Iterator[Finding]:
        """What an expectation names and nobody knows."""
        for key, code in expect.get("errors", {}).items():
            yield from self.pointer(str(key), f"{place}/errors{join(key)}")
            if code not in self.codes:
                yield unknown(f"{place}/errors{join(key)}", "Den Fehler", code)
        for key in expect.get("values", {}):
            dotted = key if key.startswith("/") else "/" + key.replace(".", "/")
            yield from self.pointer(dotted, f"{place}/values{join(key)}")
        definition = self.subject.definition
        known = {
            "pages": ("Die Seite", {page.path for page in definition.pages}),
            "hints": ("Die Regel", {rule.id for rule in definition.rules}),
            "messages": ("Die Nachricht", {message.id for message in definition.messages}),
        }
        for name, (what, names) in known.items():
            for i, value in enumerate(expect.get(name, ())):
                if value not in names:
                    yield unknown(f"{place}/{name}/{i}", what, value)
        outcome = expect.get("outcome")
        if outcome is not None and outcome not in {found.id for found in definition.outcomes}:
            yield unknown(f"{place}/outcome", "Das Ergebnis", outcome)

    def pointer(self, key: str, place: str) -> Iterator[Finding]:
        """A JSON Pointer that leads to no answer."""
        try:
            path = tuple(ITEM if part.isdigit() else part for part in split(key))
        except ValueError:
            path = ()
        if not path or not self._asked(path):
            yield unknown(place, "Die Angabe", key)

    def _asked(self, path: Path) -> bool:
        """A question's answer, a part of one, or an object around some."""
        return path[0] == ENVIRONMENT or any(
            control.path[: len(path)] == path
            or (path[: len(control.path)] == control.path and control.schema.get("type") in ("array", "object"))
            for control in self._controls().values()
        )

    def _controls(self) -> Mapping[str, Control]:
        return self.subject.definition.controls


def _paths(value: Any, path: Path, controls: Mapping[str, Control]) -> Iterator[Path]:
    """The paths of all answers in a document, down to where a question stands."""
    control = next((control for control in controls.values() if control.path == path), None)
    if isinstance(value, list) and control is not None and control.type == "list":
        for item in value:
            yield from _paths(item, (*path, ITEM), controls)
    elif isinstance(value, dict) and control is None:
        for name, part in value.items():
            if name != ITEM_ID:
                yield from _paths(part, (*path, name), controls)
    else:
        yield path


def unknown(place: str, what: str, name: Any) -> Finding:
    """A name that nobody knows."""
    return error(place, f"{what} „{name}“ gibt es nicht.", "Prüfen Sie die Schreibweise.", PART)
