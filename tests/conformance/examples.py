"""The registered examples of JSON Forms, where they lie beside the checkout, and what it says of them itself."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from formengine.exchange import jsonforms
from formengine.exchange.frame import Imported

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = Path(os.environ.get("SHARED", ROOT.parent / "shared")) / "conformance" / "jsonforms"
EXCEPTIONS: Final[dict[str, list[dict[str, Any]]]] = json.loads(
    Path(__file__).with_name("exceptions.json").read_text(encoding="utf-8")
)
"""Where we mean to differ: which example, in which states, at which places or for which scopes, and why."""
_SHOWN: Final = ("Control", "Label", "ListWithDetail")


@dataclass(frozen=True)
class State:
    """Answers to an example, and what JSON Forms makes of them."""

    why: str
    data: Any
    absent: bool
    valid: bool
    shown: tuple[Mapping[str, Any], ...]
    """Each element that asks or tells something, in the order of the UI schema."""


@dataclass(frozen=True)
class Example:
    """One example; `ui` is None where JSON Forms generates the UI schema, which is then in `generated`."""

    name: str
    title: str
    schema: Any
    ui: Any
    generated: Any
    states: tuple[State, ...]
    functions: tuple[str, ...]
    """Places of functions that were dropped from the example, since they are no data."""

    def read(self) -> Imported:
        """The definition that it becomes."""
        return imported(self.name)

    def places(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The elements that ask or tell something, with their places, in the order of the UI schema."""
        yield from _places(self.generated if self.ui is None else self.ui, "/uischema")

    def by_function(self, place: str) -> bool:
        """True where a function, which nobody has kept, decides over an element."""
        return any(place.startswith("/" + where.partition("/rule")[0]) for where in self.functions)


def _places(node: Mapping[str, Any], place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if node["type"] in _SHOWN:
        yield place, node
    for i, child in enumerate(node.get("elements", ())):
        yield from _places(child, f"{place}/elements/{i}")


def _state(each: Mapping[str, Any]) -> State:
    # Over a rule that JSON Forms itself fails at there is an entry more.
    shown = tuple(said for said in each["controls"] if "ruleError" not in said)
    return State(each["why"], each.get("data"), "data_absent" in each, each["validation"]["valid"], shown)


def _read(path: Path) -> Example:
    content = json.loads(path.read_text(encoding="utf-8"))
    states = tuple(_state(each) for each in content["oracle"]["states"])
    return Example(
        path.stem,
        content["label"],
        content["schema"],
        content["uischema"],
        content.get("uischema_generated_by_jsonforms"),
        states,
        tuple(content.get("not_pure_data", ())),
    )


def names() -> list[str]:
    """The names of all examples that are there."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@cache
def example(name: str) -> Example:
    """One example."""
    return _read(FOLDER / f"{name}.json")


@cache
def imported(name: str) -> Imported:
    """What our import makes of an example."""
    read = example(name)
    return jsonforms.read(read.schema, read.ui, slug="beispiel", title=read.title)
