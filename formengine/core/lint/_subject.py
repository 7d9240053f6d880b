"""What the checks look at, and the words in which they speak."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from formengine.core.definition import Definition
from formengine.core.limits import walk
from formengine.core.model import ITEM, Control, Finding, Path


@dataclass(frozen=True, slots=True)
class Subject:
    """A definition that runs, and the definitions that stand beside it (itself included)."""

    definition: Definition
    others: Mapping[str, Definition]

    @property
    def form(self) -> Mapping[str, Any]:
        """The form as it is written, blocks not expanded."""
        return self.definition.bundle.form

    def strings(self) -> Iterator[str]:
        """Every string in the form and in the blocks that it uses."""
        for part in (self.form, *self.definition.bundle.shared.values()):
            yield from (value for value, _, _ in walk(part) if isinstance(value, str))

    def control_at(self, path: Path) -> Control | None:
        """The question whose answer stands at a path."""
        return next((control for control in self.definition.controls.values() if control.path == path), None)


def schema_place(path: Path) -> str:
    """Where the schema of an answer stands in the form."""
    names = (name.replace("~", "~0").replace("/", "~1") for name in path)
    return "/schema" + "".join("/items" if name == ITEM else f"/properties/{name}" for name in names)


def error(place: str, message: str, mend: str, part: str = "form") -> Finding:
    """A finding that must be mended."""
    return Finding("error", part, place, message, mend)


def hint(place: str, message: str, mend: str, part: str = "form") -> Finding:
    """A finding that somebody should look at."""
    return Finding("hint", part, place, message, mend)
