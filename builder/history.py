"""What somebody can undo and redo: worked out from their own edits, so that it outlives a restart."""

from collections.abc import Sequence
from dataclasses import dataclass

from formengine.store.edits import Edit


@dataclass(frozen=True, slots=True)
class Stack:
    """The own edits that stand, and those that were taken back; the newest last."""

    done: tuple[Edit, ...]
    undone: tuple[Edit, ...]
    """Each is the edit that took something back: doing it again takes that edit back."""


def stack_of(own: Sequence[Edit], undo: str, redo: str) -> Stack:
    """Replay somebody's edits (the newest first, as the store gives them); a new one forgets what was taken back.

    What a definition began with (it has no parent) is nothing to undo.
    """
    done: list[Edit] = []
    undone: list[Edit] = []
    for edit in reversed([edit for edit in own if edit.parent]):
        if edit.operation == undo:
            done = [other for other in done if other.number != edit.undoes]
            undone.append(edit)
        elif edit.operation == redo:
            undone = [other for other in undone if other.number != edit.undoes]
            done.append(edit)
        else:
            done.append(edit)
            undone.clear()
    return Stack(tuple(done), tuple(undone))
