"""What lint knows of the logic of definitions, kept for those that were looked at last."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

from builder.logic.graph import Mark
from builder.logic.marks import marks_of
from formengine.core.definition import Definition

_KEPT: Final = 32


class Knowledge:
    """The marks of the definitions that were looked at last."""

    def __init__(self) -> None:
        self._marks: OrderedDict[str, Mapping[str, tuple[Mark, ...]]] = OrderedDict()
        self._lock = threading.Lock()

    def marks(self, definition: Definition) -> Mapping[str, tuple[Mark, ...]]:
        """The marks of a definition, worked out at most once a revision and day."""
        key = f"{definition.bundle.hash} {definition.today.isoformat()}"
        with self._lock:
            known = self._marks.get(key)
        if known is None:
            known = marks_of(definition)
            with self._lock:
                self._marks[key] = known
                while len(self._marks) > _KEPT:
                    self._marks.popitem(last=False)
        return known
