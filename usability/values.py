"""Answers that a person in Germany might give: by the meaning of a question, its type, and what its schema takes."""

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from formengine.core import dates
from formengine.core.conditions import leaves
from formengine.core.definition import Definition
from formengine.core.model import ITEM, Condition, Control, Path
from formengine.core.possible import bounds
from formengine.core.settling import Context
from formengine.fields import FOLDER

_BY_MEANING: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("Zoë Öztürk-Weiß",),
    "given-name": ("Zoë", "Jürgen"),
    "family-name": ("Öztürk-Weiß", "Müller"),
    "organization": ("Gärtnerei Grünwald GmbH",),
    "street-address": ("Straße der Nationen 12 b",),
    "address-line1": ("Straße der Nationen",),
    "address-line2": ("Hinterhaus",),
    "address-level2": ("Chemnitz",),
    "postal-code": ("09111",),
    "country": ("DE",),
    "email": ("zoe.oeztuerk@example.org",),
    "tel": ("0371 488-0",),
    "bday": ("1984-03-29",),
}
_STRINGS: Final = (
    "Am Schloßteich, große Linde", "12", "12a", "09111", "Chemnitz", "C-AB 123", "1984", "AB12CD34", "1234567890",
    "https://www.example.org/", "zoe.oeztuerk@example.org", "0371 488-0", "DE02120300000000202051", "09:30", "ja",
)  # fmt: skip


@dataclass(frozen=True)
class Values:
    """What one definition's questions can be answered with."""

    definition: Definition
    context: Context

    @cached_property
    def _named(self) -> Mapping[Path, tuple[Any, ...]]:
        """What conditions and rules compare answers with, by the place of the answer."""
        found: dict[Path, dict[str, Any]] = {}
        for element in self.definition.elements.values():
            for effect in element.effects:
                _note(found, effect.condition, (*element.lists[-1], ITEM) if element.lists else ())
        for rule in self.definition.rules:
            for condition in (rule.require, rule.when):
                _note(found, condition, (*rule.each, ITEM) if rule.each else ())
        return {path: tuple(values.values()) for path, values in found.items()}

    def one(self, control: Control) -> Any:
        """The most natural answer that the schema takes. Raises LookupError where none was found."""
        for value in self.several(control):
            return value
        raise LookupError(f"„{control.label}“ ({control.id}): keine passende Antwort gefunden")

    def several(self, control: Control) -> Iterator[Any]:
        """Every answer that came to mind and that the schema takes, the most natural first."""
        judge, seen = self.definition.judges[control.id], []
        for value in self._guesses(control):
            if value not in seen and judge.ok(value):
                seen.append(value)
                yield value

    def _guesses(self, control: Control) -> Iterator[Any]:
        schema = control.schema
        if control.type == "list":
            yield [{"_id": "aaaaaaa2"}] * max(1, int(schema.get("minItems", 1)))
            return
        if "const" in schema:
            yield schema["const"]
        yield from (choice.value for choice in control.choices if schema.get("type") != "array")
        yield from ([choice.value] for choice in control.choices if schema.get("type") == "array")
        yield from _BY_MEANING.get(str(control.options.get("autocomplete", "")).rpartition(" ")[2], ())
        yield from self._named.get(control.path, ())
        yield from schema.get("examples", ())
        yield from self._by_kind(control)
        yield from _examples(control.type)

    def _by_kind(self, control: Control) -> Iterator[Any]:
        schema, today = control.schema, self.context.now.date()
        kind = schema.get("type")
        if schema.get("format") == "date":
            yield from (_day(today, n) for n in (0, 1, 7, 30, 90, 200, 365, -1, -30, -365, -365 * 30))
        elif kind == "boolean":
            yield from (True, False)
        elif kind in ("integer", "number"):
            low, high = schema.get("minimum", schema.get("exclusiveMinimum", 0)), schema.get("maximum", 100)
            yield from (low, low + 1, (low + high) // 2, high, 80, 2, 1)
        elif kind == "string":
            yield from _STRINGS
            length = int(schema.get("minLength", 1))
            yield ("Die Wurzel hebt die Gehwegplatten an. " * (length // 38 + 1))[: max(length, 38)].strip()
            yield "x" * length


def _note(found: dict[Path, dict[str, Any]], condition: Condition, item: Path) -> None:
    for leaf in leaves(condition):
        path = leaf.path if leaf.root else item + leaf.path
        for value in bounds(leaf.schema):
            found.setdefault(path, {})[repr(value)] = value


def _day(today: datetime.date, days: int) -> str:
    return dates.shift(today, days, "days").isoformat()


@cache
def _examples(kind: str) -> tuple[Any, ...]:
    """The accepted answers among the examples of a field type."""
    file = FOLDER / kind.replace("-", "_") / "examples.json"
    if not file.is_file():
        return ()
    listed = json.loads(file.read_text(encoding="utf-8")).get("examples", ())
    return tuple(each["answer"] for each in listed if "answer" in each and "fails" not in each)
