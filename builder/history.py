"""What somebody can undo and redo: worked out from their own edits, so that it outlives a restart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from formengine.core import strictjson
from formengine.store.edits import Edit

_MOST: Final = 10_000
"""Bytes of arguments that are kept."""


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


def remembered(arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the history keeps of the arguments of an edit: of a whole document only how large it was.

    The revision has what came of it, and documents would make the history several times as large.
    """
    size = len(strictjson.dumps(arguments))
    return arguments if size <= _MOST else {"bytes": size}
