"""Ids for elements that have none, made of their words."""

import re
from collections.abc import Container
from dataclasses import dataclass, field


@dataclass
class Identifiers:
    """Remembers how often the same words were used, so that the next id is found at once."""

    _numbers: dict[str, int] = field(default_factory=dict)

    def fresh(self, words: str, taken: Container[str]) -> str:
        """An id that is not taken."""
        base = re.sub(r"[^a-z0-9._-]+", "-", words.lower()).strip("-._") or "element"
        id_, number = base, self._numbers.get(base, 2)
        while id_ in taken:
            id_, number = f"{base}-{number}", number + 1
        self._numbers[base] = number
        return id_
