"""What the schema of a condition's leaf asks of an answer, as a German clause; a keyword is one entry of a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from formengine.core import dates
from formengine.core.model import ITEM
from formengine.core.numbers import any_words
from formengine.core.phrases._clause import Clause, both, listed, whole
from formengine.core.phrases._subjects import Subject, Subjects, quoted
from formengine.core.pointer import join

_MONTHS: Final = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
_UNITS: Final = {
    "years": ("Jahr", "Jahre"),
    "months": ("Monat", "Monate"),
    "weeks": ("Woche", "Wochen"),
    "days": ("Tag", "Tage"),
}
_QUIET: Final = frozenset({"type", "format", "title", "description", "$comment", "x-param", "uniqueItems"})
"""Keywords that add nothing beside others: whoever names a bound need not say that it is a number."""
_VERBS: Final = {"choice": "gewählt ist", "many": "angekreuzt ist"}


@dataclass(frozen=True, slots=True)
class Asking:
    """One schema that is put into words: what it looks at, and which bounds come from parameters."""

    subjects: Subjects
    subject: Subject
    parameters: Mapping[str, str]
    place: str = ""

    def clause(self, schema: Mapping[str, Any] | bool) -> Clause:
        """The whole schema."""
        if isinstance(schema, bool):
            return self.answered() if schema else whole(f"es bei {self.subject.name} eine Antwort gibt, die nie passt")
        found = [_KEYWORDS[word](self.at(word), value, schema) for word, value in schema.items() if word in _KEYWORDS]
        if found:
            return both([one for one in found if one is not None] or [self.fitting()])
        return self.answered() if set(schema) <= _QUIET else self.fitting()

    def at(self, *keys: str | int) -> "Asking":
        """The same, further in."""
        return replace(self, place=self.place + join(*keys))

    def answered(self) -> Clause:
        """That there is an answer at all."""
        name, kind = self.subject.name, self.subject.kind
        if kind == "list":
            return Clause(name, "mindestens einen Eintrag", "hat", denied=f"{name} keinen Eintrag hat")
        if kind == "group":
            return Clause(f"in {name}", "etwas", "angegeben ist", denied=f"in {name} nichts angegeben ist")
        if kind == "environment":
            return Clause(f"es zu {name}", "etwas", "gibt", denied=f"es zu {name} nichts gibt")
        if self.subject.calculated:
            return Clause(name, "einen Wert", "hat", denied=f"{name} keinen Wert hat")
        return Clause(name, "beantwortet", "ist")

    def fitting(self) -> Clause:
        """What has no words of its own."""
        return Clause(self.subject.name, "die verlangte Form", "hat", denied=f"{self.subject.name} sie nicht hat")

    def value(self, value: Any) -> str:
        """A value that the schema names, as the form would show it, with the parameter that it comes from."""
        control = self.subject.control
        if control is None or self.subject.path != control.path:
            shown = quoted(any_words(value) if not isinstance(value, bool) else "Ja" if value else "Nein")
        else:
            shown = self.subjects.answer(control, value)
        return shown + self.parameter()

    def amount(self, value: Any) -> str:
        """A number with the question's unit."""
        control = self.subject.control
        shown = self.subjects.plain(control, value) if control and self.subject.kind == "number" else any_words(value)
        return shown + self.parameter()

    def day(self, value: Any) -> str:
        """`1. März 2027`; a time of day as it is written."""
        return day_words(value) + self.parameter()

    def parameter(self) -> str:
        """The title of the parameter that sets the bound in this place."""
        name = self.parameters.get(self.place)
        if name is None:
            return ""
        spec = self.subjects.definition.bundle.form.get("parameters", {}).get(name, {})
        return f" ({quoted(str(spec.get('title', name)))})"


def _const(ask: Asking, value: Any, _schema: Any) -> Clause:
    name, kind = ask.subject.name, ask.subject.kind
    if kind == "box" and isinstance(value, bool):
        other = f"{name} {'nicht ' if value else ''}angekreuzt ist"
        open_ = f"{name} angekreuzt oder noch offen ist"
        rest = "angekreuzt" if value else "nicht angekreuzt"
        return Clause(name, rest, "ist", denied="" if value else open_, opposite=other)
    shown = ask.value(value)
    if ask.subject.calculated:
        return Clause(name, shown, "ergibt", opposite=f"{name} etwas anderes als {shown} ergibt")
    if kind == "number":
        return Clause(name, f"genau {ask.amount(value)}", "ist")
    if kind == "date":
        return Clause(name, f"am {ask.day(value)}", "liegt")
    head, verb = f"bei {name}", _VERBS.get(kind, "steht")
    return Clause(head, shown, verb, opposite=f"{head} etwas anderes als {shown} {verb}")


def _enum(ask: Asking, values: Any, schema: Any) -> Clause:
    if len(values) == 1:
        return _const(ask, values[0], schema)
    shown = [ask.value(value) for value in values] or ["nichts"]
    name, kind = ask.subject.name, ask.subject.kind
    head, verb = f"bei {name}", _VERBS.get(kind, "steht")
    if ask.subject.calculated:
        head, verb = name, "ergibt"
    denied = f"{head} weder {' noch '.join(shown)} {verb}"
    return Clause(head, listed(shown, "oder"), verb, denied, f"{head} etwas anderes als {listed(shown)} {verb}")


def _bound(words: str, opposite: str) -> "Keyword":
    """A bound of a number."""

    def clause(ask: Asking, value: Any, _schema: Any) -> Clause:
        name, amount = ask.subject.name, ask.amount(value)
        return Clause(name, f"{words} {amount}", "ist", opposite=f"{name} {opposite} {amount} ist")

    return clause


def _day_bound(words: str, opposite: str) -> "Keyword":
    """A bound of a day; `{}` stands for it."""

    def clause(ask: Asking, value: Any, _schema: Any) -> Clause:
        name, day = ask.subject.name, ask.day(value)
        return Clause(name, words.format(day), "liegt", opposite=f"{name} {opposite.format(day)} liegt")

    return clause


def _count(words: str, opposite: str, one: str, many: str) -> "Keyword":
    """A bound of how many there are."""

    def clause(ask: Asking, value: Any, _schema: Any) -> Clause:
        head, things, verb = _counted(ask.subject, one if value == 1 else many, single=value == 1)
        amount = f"{any_words(value)}{ask.parameter()} {things}"
        return Clause(head, f"{words} {amount}", verb, opposite=f"{head} {opposite} {amount} {verb}")

    return clause


def _counted(subject: Subject, things: str, *, single: bool) -> tuple[str, str, str]:
    """Where, what and the verb, for whatever a schema counts."""
    are = "ist" if single else "sind"
    if things in ("Angabe", "Angaben"):
        return f"in {subject.name}", things, f"gemacht {are}"
    if subject.kind == "many":
        return f"bei {subject.name}", "Antwort" if single else "Antworten", f"angekreuzt {are}"
    if subject.kind == "file":
        return f"bei {subject.name}", "Datei" if single else "Dateien", f"hochgeladen {are}"
    return subject.name, things, "hat"


def _contains(ask: Asking, schema: Any, _outer: Any) -> Clause:
    if ask.subject.kind == "list" and isinstance(schema, Mapping):
        return _some_item(ask, schema)
    if ask.subject.kind == "file":
        return _some_file(ask, schema)
    return ask.clause(schema)


def _some_item(ask: Asking, schema: Mapping[str, Any]) -> Clause:
    inside = (*ask.subject.path, ITEM)
    parts = [
        replace(ask, subject=ask.subjects.at((*inside, name))).at("properties", name).clause(part).text
        for name, part in schema.get("properties", {}).items()
    ]
    what = listed(parts) if parts else "alle Angaben passen"
    name = ask.subject.name
    return Clause(f"bei mindestens einem Eintrag von {name}", what, denied=f"bei keinem Eintrag von {name} {what}")


def _some_file(ask: Asking, schema: Any) -> Clause:
    """A file is there, or was promised (`{"nachreichen": true}`)."""
    name = ask.subject.name
    if isinstance(schema, Mapping) and "nachreichen" in schema.get("required", ()):
        return Clause(name, "nachgereicht", "wird")
    return Clause(f"bei {name}", "eine passende Datei", "liegt", denied=f"bei {name} keine passende Datei liegt")


def _not(ask: Asking, schema: Any, _outer: Any) -> Clause:
    inner = ask.clause(schema)
    return whole(inner.reversal, opposite=inner.text)


def _every(ask: Asking, schemas: Any, _outer: Any) -> Clause:
    return both([ask.at(i).clause(part) for i, part in enumerate(schemas)])


def _either(ask: Asking, schemas: Any, _outer: Any) -> Clause:
    return whole(listed([ask.at(i).clause(part).text for i, part in enumerate(schemas)], "oder"))


def _exactly_one(ask: Asking, schemas: Any, outer: Any) -> Clause:
    if len(schemas) == 1:
        return _every(ask, schemas, outer)
    return whole(f"genau eines davon gilt ({'; '.join(ask.at(i).clause(part).text for i, part in enumerate(schemas))})")


def _properties(ask: Asking, parts: Any, _schema: Any) -> Clause:
    name = ask.subject.name
    if ask.subject.kind == "group":
        inner = (
            replace(ask, subject=ask.subjects.at((*ask.subject.path, key))).at(key).clause(part)
            for key, part in parts.items()
        )
        return both([*inner] or [ask.answered()])
    return Clause(name, "in den vorgegebenen Grenzen", "liegt")


def _required(ask: Asking, names: Any, schema: Any) -> Clause | None:
    """Which parts are there; what `properties` asks of them says as much."""
    if ask.subject.kind != "group" or set(names) <= set(schema.get("properties", {})):
        return None if "properties" in schema else Clause(ask.subject.name, "vollständig beantwortet", "ist")
    inner = (replace(ask, subject=ask.subjects.at((*ask.subject.path, name))).answered() for name in names)
    return both([*inner] or [ask.answered()])


def _pattern(ask: Asking, _value: Any, _schema: Any) -> Clause:
    name = ask.subject.name
    return Clause(name, "die verlangte Form", "hat", denied=f"{name} nicht die verlangte Form hat")


def _multiple(ask: Asking, value: Any, _schema: Any) -> Clause:
    return Clause(ask.subject.name, f"durch {any_words(value)} teilbar", "ist")


Keyword = Callable[[Asking, Any, Any], Clause | None]
_KEYWORDS: Final[Mapping[str, Keyword]] = {
    "const": _const,
    "enum": _enum,
    "minimum": _bound("mindestens", "weniger als"),
    "exclusiveMinimum": _bound("mehr als", "höchstens"),
    "maximum": _bound("höchstens", "mehr als"),
    "exclusiveMaximum": _bound("weniger als", "mindestens"),
    "formatMinimum": _day_bound("am {} oder später", "vor dem {}"),
    "formatMaximum": _day_bound("am {} oder früher", "nach dem {}"),
    "minLength": _count("mindestens", "weniger als", "Zeichen", "Zeichen"),
    "maxLength": _count("höchstens", "mehr als", "Zeichen", "Zeichen"),
    "minItems": _count("mindestens", "weniger als", "Eintrag", "Einträge"),
    "maxItems": _count("höchstens", "mehr als", "Eintrag", "Einträge"),
    "minProperties": _count("mindestens", "weniger als", "Angabe", "Angaben"),
    "maxProperties": _count("höchstens", "mehr als", "Angabe", "Angaben"),
    "contains": _contains,
    "not": _not,
    "allOf": _every,
    "anyOf": _either,
    "oneOf": _exactly_one,
    "properties": _properties,
    "required": _required,
    "pattern": _pattern,
    "multipleOf": _multiple,
}


def day_words(value: Any) -> str:
    """`1. März 2027`; a relative day as `Tag 42 Tage nach heute`; a time of day as it is written."""
    if dates.is_mark(value):
        return _mark_words(str(value))
    year, month, day = value.split("-") if isinstance(value, str) and value.count("-") == 2 else ("", "1", "1")
    return f"{int(day)}. {_MONTHS[int(month) - 1]} {year}" if year else str(value)


def _mark_words(mark: str) -> str:
    start, shifts = dates.parts(mark)
    near = "heute" if start is None else f"dem nächsten {start[1]}. {_MONTHS[start[0] - 1]}"
    if not shifts:
        return "heutigen Tag" if start is None else near.removeprefix("dem ")
    moved = (
        f"{abs(amount)} {_UNITS[unit][abs(amount) != 1]} {'nach' if amount > 0 else 'vor'}" for amount, unit in shifts
    )
    return f"Tag {' und '.join(moved)} {near}"


def asked(subjects: Subjects, subject: Subject, schema: Mapping[str, Any] | bool, names: Mapping[str, str]) -> Clause:
    """The clause for a leaf; `names` are the parameters by the place of the bound that they set."""
    return Asking(subjects, subject, names).clause(schema)
