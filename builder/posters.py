"""Pages that post edits of their own making: each reads its fields as an operation, and shows itself when refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from builder.refusals import Refused
from builder.workshop import Head

PLACE: Final = "ort"
"""The field that names the page which posts."""
FIELDS: Final = "felder"
"""What `schritt` says where the fields of such a page have to be read."""


class Mistyped(Refused):
    """Fields with mistakes that the engine found: each is named where it stands."""

    def __init__(self) -> None:
        super().__init__("Bitte prüfen Sie Ihre Eingaben.", "Was nicht stimmt, steht bei den Feldern.")


@dataclass(frozen=True, slots=True)
class Wish:
    """An operation with its arguments."""

    operation: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Poster:
    """A page of one definition that posts edits."""

    read: Callable[[Head], Wish | None]
    """What the posted fields ask for, given the revision that they showed; None for no change. Raises Refused."""
    again: Callable[[Head, Refused], str]
    """The page on the newest revision, with what was typed and why it was refused."""
