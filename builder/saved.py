"""What the workshop hands out: heads, what became of an edit, and why there was none."""

from dataclasses import dataclass

from builder.merging import Conflict
from formengine.core.bundle import Bundle
from formengine.store.bundles import Revision
from formengine.store.edits import Edit


@dataclass(frozen=True, slots=True)
class Head:
    """The newest revision of a definition and what it holds."""

    revision: Revision
    bundle: Bundle

    @property
    def number(self) -> int:
        """The number of the revision."""
        return self.revision.number


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an edit."""

    head: Head
    summary: str
    elements: frozenset[str]
    """The ids of the elements that changed."""
    created: frozenset[str]
    """The ids of those that are new, without what is new inside of them."""
    late: bool
    """True where somebody else had saved in between, so that it was applied to what they made."""


class EditConflict(Exception):
    """Somebody else changed the same thing meanwhile: nothing was saved, and both versions are here to be shown."""

    def __init__(self, head: Head, conflicts: tuple[Conflict, ...], operation: str, by: Edit | None) -> None:
        super().__init__(f"{operation} meets what was changed meanwhile")
        self.head = head
        self.conflicts = conflicts
        self.operation = operation
        self.by = by
        """The newest edit of somebody else, as far as that is known."""


class Nothing(Exception):
    """There is nothing to undo or redo."""


class NoRevision(KeyError):
    """No definition, or none of its revisions, is called so."""
