"""The examples of the field types as values for tests."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from formengine.core.model import Choice, Control
from formengine.fields import FOLDER, TYPES


@dataclass(frozen=True)
class Example:
    """One line of an `examples.json`, with its control."""

    type: str
    title: str
    control: Control
    data: Mapping[str, Any]

    @property
    def post(self) -> dict[str, Sequence[str]]:
        """The posted strings under full input names."""
        return {
            f"{self.control.id}:{suffix}" if suffix else self.control.id: [value] if isinstance(value, str) else value
            for suffix, value in self.data.get("post", {}).items()
        }

    @property
    def answered(self) -> bool:
        """True where an answer is expected."""
        return "answer" in self.data

    def __str__(self) -> str:
        return f"{self.type}: {self.title}"


def folder(type: str) -> Any:
    """The folder of a type."""
    return FOLDER / type.replace("-", "_")


def document(type: str, name: str) -> Any:
    """A JSON file of a type's folder."""
    return json.loads((folder(type) / name).read_text(encoding="utf-8"))


def make(type: str, *, schema: Mapping[str, Any] | None = None, id: str = "feld", **said: Any) -> Control:
    """A control of a type, its options taken from the schema as the compiler does."""
    schema = schema if schema is not None else TYPES[type].new_schema()
    source = schema.get("items", {}) if schema.get("type") == "array" else schema
    choices = tuple(
        Choice(option["const"], option["title"], option.get("description", "")) for option in source.get("oneOf", ())
    )
    values: dict[str, Any] = {
        "label": "Frage",
        "path": (id,),
        "page": "seite",
        "pointer": "",
        "choices": choices,
    } | said
    return Control(id=id, type=type, schema=schema, **values)


def examples() -> Iterator[Example]:
    """Every example of every type."""
    for name in TYPES:
        data = document(name, "examples.json")
        for line in data["examples"]:
            own = {key: line[key] for key in ("schema", "options", "label") if key in line}
            yield Example(name, line["title"], make(name, **data["control"] | own), line)


EXAMPLES = list(examples())
ASKED = [example for example in EXAMPLES if not TYPES[example.type].static]
SAID = [example for example in EXAMPLES if TYPES[example.type].static]
QUESTIONS = [name for name, kind in TYPES.items() if not (kind.static or kind.passive)]
PASSIVE = [name for name, kind in TYPES.items() if kind.passive]
