"""The data schema of what an imported form asks; it fills up as the questions are read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from formengine.core.answers import schema_at
from formengine.core.model import Path
from formengine.core.pointer import MISSING


def _object() -> dict[str, Any]:
    return {"type": "object", "properties": {}}


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its page, its element, and what holds whenever it is seen and open (`demands.keys`)."""

    page: str
    element: dict[str, Any]
    holds: frozenset[str]

    def demand(self, condition: dict[str, Any]) -> None:
        """Make it a duty while a condition holds."""
        self.element.setdefault("rule", []).append({"effect": "REQUIRE", "condition": condition})


@dataclass
class Answers:
    """The answers of a document, or of an item of a list."""

    schema: dict[str, Any] = field(default_factory=_object)
    asked: dict[Path, Question] = field(default_factory=dict)
    """The questions by their paths."""
    ways: set[Path] = field(default_factory=set)
    """The paths of the questions and of all that holds them."""
    used: dict[Path, None] = field(default_factory=dict)
    """What conditions look at."""

    def free(self, path: Path) -> bool:
        """True where nothing asks for this answer, for a part of it or for what holds it."""
        return path not in self.ways and not any(path[:length] in self.asked for length in range(1, len(path)))

    def put(self, path: Path, schema: dict[str, Any], required: Iterable[bool], question: Question) -> None:
        """A question: its schema, and of each name on its path whether it is required."""
        holder = self.schema
        *steps, last = zip(path, required, strict=True)
        for name, demanded in steps:
            _require(holder, name, demanded)
            holder = holder["properties"].setdefault(name, _object())
        _require(holder, last[0], last[1])
        holder["properties"][last[0]] = schema
        self.asked[path] = question
        self.ways |= {path[:length] for length in range(1, len(path) + 1)}

    def require(self, path: Path) -> None:
        """Demand an answer whenever its question is shown."""
        holder = schema_at(self.schema, path[:-1])
        if isinstance(holder, dict):
            _require(holder, path[-1], True)

    def inside(self, path: Path) -> list[Question]:
        """The questions in an object."""
        return [question for other, question in self.asked.items() if other[: len(path)] == path != other]

    def duties(self, path: Path) -> Iterator[Question]:
        """The questions that an object must have answers to."""
        holder = schema_at(self.schema, path)
        for name in holder.get("required", ()) if isinstance(holder, dict) else ():
            question = self.asked.get((*path, name))
            if question is None:
                yield from self.duties((*path, name))
            else:
                yield question

    def spread(self) -> list[Path]:
        """The objects that are not required and whose questions stand on several pages."""
        pages: dict[Path, set[str]] = {}
        for path, question in self.asked.items():
            for length in range(1, len(path)):
                pages.setdefault(path[:length], set()).add(question.page)
        found = [path for path, on in pages.items() if len(on) > 1]
        return [path for path in found if path[-1] not in _holder(self.schema, path).get("required", ())]

    def open_used(self) -> None:
        """Put in what only conditions look at, so that they look at something."""
        for path in self.used:
            if path and schema_at(self.schema, path) is MISSING and self.free(path):
                holder = self.schema
                for name in path[:-1]:
                    holder = holder.setdefault("properties", {}).setdefault(name, _object())
                holder.setdefault("properties", {}).setdefault(path[-1], {})


def _holder(schema: dict[str, Any], path: Path) -> dict[str, Any]:
    found = schema_at(schema, path[:-1])
    return found if isinstance(found, dict) else {}


def _require(holder: dict[str, Any], name: str, demanded: bool) -> None:
    if demanded and name not in holder.setdefault("required", []):
        holder["required"].append(name)
