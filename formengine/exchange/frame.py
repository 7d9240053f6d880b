"""What every format of whole forms shares: what comes in, what goes out, what is lost on the way, what is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from formengine.core import limits
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition
from formengine.core.model import Finding

Node: TypeAlias = Mapping[str, Any]
PLACEHOLDER: Final = {"type": "note", "tone": "warning", "title": "Hier fehlt noch etwas"}
"""How the note looks that stands in the place of a question that cannot be asked."""
LOST: Final = "Es wurde weggelassen."


class Refused(ValueError):
    """A document that is not read at all; the message says in German what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: the data schema, the UI schema where there is one, and what the definition shall be called."""

    schema: Any
    ui: Any = None
    slug: str = "import"
    title: str = "Importiertes Formular"


@dataclass(frozen=True, slots=True)
class Imported:
    """A definition as `form.json` holds it, and what was lost or guessed on the way."""

    form: dict[str, Any]
    findings: tuple[Finding, ...]
    places: Mapping[str, str] = field(default_factory=dict)
    """Where each element came from, by its id: a JSON Pointer into the source, beginning with /uischema or /schema."""

    @property
    def bundle(self) -> Bundle:
        """The first revision, without cases."""
        return Bundle(slug=self.form["slug"], form=self.form, cases={"now": "2026-01-01T09:00", "cases": []})


@dataclass(frozen=True, slots=True)
class Exported:
    """What another system reads, file by file, and what it will not find in there."""

    parts: Mapping[str, Any]
    losses: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """One format. A module of this package holds one as FORMAT; its name comes from the module."""

    title: str
    read: Callable[[Source], Imported]
    recognises: Callable[[Any, Any], bool]
    """Whether a data schema and a UI schema (or None) are probably of this format."""
    write: Callable[[Definition], Exported] | None = None
    name: str = ""


def check_limits(source: Source) -> None:
    """Raises Refused for what is too large, too deep or no JSON."""
    for part in (source.schema, source.ui):
        for finding in limits.check(part):
            message = finding.message.replace("Die Definition", "Das Dokument")
            raise Refused(f"{message} {finding.mend}")


def check_count(controls: int) -> None:
    """Raises Refused for more questions than a definition may have."""
    if controls > limits.MAX_CONTROLS:
        raise Refused(f"Das Formular hat mehr als {limits.MAX_CONTROLS} Fragen. Teilen Sie es auf.")


def lost(place: str, message: str, mend: str = LOST) -> Finding:
    """Something that an import or an export could not keep."""
    return Finding("hint", "form", place, message, mend)
