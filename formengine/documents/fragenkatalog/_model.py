"""The Fragenkatalog as a value: what a reader sees, in the order of reading; print page and DOCX are made of it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what there is to say: *Pflicht: ja*."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a sketch, with its words for who cannot see it."""

    data: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A question, a text or a group of a page; `number` is empty for what asks nothing."""

    id: str
    kind: Literal["question", "text", "group"]
    number: str
    title: str
    depth: int
    """How many groups and lists are around it on its page."""
    facts: tuple[Fact, ...] = ()
    options: tuple[tuple[str, str, str], ...] = ()
    """Each option: what people read, what is stored, and its explanation."""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the assistant."""

    id: str
    number: str
    title: str
    facts: tuple[Fact, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table at the end: rules, outcomes, messages, values of the Kommune, open points."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole document."""

    title: str
    kind: str
    facts: tuple[Fact, ...]
    chapters: tuple[Chapter, ...]
    listings: tuple[Listing, ...]

    @property
    def name(self) -> str:
        """The title of the document."""
        return f"Fragenkatalog: {self.title}"
