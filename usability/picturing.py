"""Takes pictures of what is wrong: the place with its surroundings, marked."""

import base64
from pathlib import Path
from typing import Any, Final

from usability.model import Box, Place

_MARGIN: Final = 24
_MARK: Final = (Path(__file__).parent / "mark.js").read_text(encoding="utf-8")
_NOW: Final = """selector => {
  let node;
  try { node = document.querySelector(selector); } catch { return null; }
  const box = node?.getBoundingClientRect();
  return box && box.width && box.height ? [box.x + scrollX, box.y + scrollY, box.width, box.height] : null;
}"""
_UNMARK: Final = "() => document.getElementById('aw-marke')?.remove()"


def place_now(page: Any, place: Place) -> Box | None:
    """Where the place is now: a check may have seen it in another window."""
    if not place.selector:
        return place.box
    now = page.evaluate(_NOW, place.selector)
    return tuple(now) if now else place.box


def picture(page: Any, box: Box | None) -> str:
    """The place with its surroundings, marked; "" where there is no place to show."""
    if box is None or box[2] <= 0 or box[3] <= 0:
        return ""
    x, y, width, height = box
    size = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    left, top = max(0.0, x - _MARGIN), max(0.0, y - 3 * _MARGIN)
    clip = {
        "x": left,
        "y": top,
        "width": min(size[0] - left, max(width + 2 * _MARGIN, 480.0)),
        "height": min(size[1] - top, min(height, 500.0) + 6 * _MARGIN),
    }
    if clip["width"] <= 0 or clip["height"] <= 0:
        return ""
    page.evaluate(_MARK, list(box))
    try:
        taken = page.screenshot(clip=clip, full_page=True)
    finally:
        page.evaluate(_UNMARK)
    return base64.b64encode(taken).decode()
