"""From a place in a page to the element of the definition that put it there."""

from pathlib import Path
from typing import Final

_PARTS: Final = [(Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("places.js", "reading.js")]
HELPER: Final = "() => {" + "".join(f"({part})();" for part in _PARTS) + "}"
"""Puts into a page what finds an element's place (the question around it, a selector, its box) and reads its words."""


def element_of(around: str) -> str:
    """The id of the element of the definition; a field in an item carries the item's id before its own."""
    return around.rpartition("/")[2].partition(":")[0]
