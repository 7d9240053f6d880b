"""What a person can do and see at the assistant; a test client and a browser each play one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from formengine.core.model import Control


@dataclass(frozen=True)
class Upload:
    """A file in a person's hands."""

    name: str
    mime: str
    body: bytes


class Assistant(Protocol):
    """What a person can do and see, in a browser or in place of one.

    A question in an item of a list is a question whose id is `<item>/<id>`, like the names of its inputs.
    """

    def begin(self, slug: str) -> None:
        """Start from the start page of a service."""

    def place(self) -> tuple[str, str]:
        """The number of the draft and the page, as in the address; for an item `<page>/<list>/<item>`."""

    def status(self) -> int:
        """The status of the last answer."""

    def sees(self, control: Control) -> bool:
        """Whether the question is there now."""

    def fill(self, control: Control, raw: Mapping[str, Sequence[str]], *, visible: bool) -> None:
        """Leave exactly these strings in the inputs of a question; one that comes up by itself is waited for."""

    def files(self, control: Control) -> list[str]:
        """The names of the files that are kept already."""

    def remove(self, control: Control, name: str) -> None:
        """Take one of them away."""

    def attach(self, control: Control, uploads: Sequence[Upload]) -> None:
        """Choose files to upload."""

    def press(self, name: str) -> None:
        """Press a button of the page, "" for the only one without a name."""

    def items(self, list_: Control) -> list[str]:
        """The ids of the items of a list that the page shows, in their order."""

    def unfinished(self, list_: Control) -> list[str]:
        """The ids of those of them that say that something is missing."""

    def change(self, what: str) -> None:
        """Press a button of a list: `add:<list>`, `open:<list>:<item>`, `remove:…`, `up:…`, `down:…`, `undo:<list>`."""

    def heading(self) -> str:
        """The heading of the page."""

    def summary(self) -> list[tuple[str, str]]:
        """The entries of the error summary: the id that it leads to, and its words."""

    def complaint(self, control: Control) -> str:
        """The message at a question."""

    def mark(self, control: Control) -> str:
        """Where a pre-filled answer says that it comes from."""

    def raw(self, control: Control) -> dict[str, list[str]]:
        """The strings in the inputs of a question, empty ones left out."""

    def rows(self) -> dict[str, list[str]]:
        """The answers that a summary shows, line by line, by question id, in an item `<item>/<question>`."""

    def leads_to(self, address: str) -> bool:
        """Whether a link of the page's content leads to an address of this site."""

    def text(self) -> str:
        """Everything that can be read on the page."""
