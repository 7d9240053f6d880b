"""QR codes: as SVG for a page, as half blocks for a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import segno
from markupsafe import Markup

_QUIET: Final = 4
"""Light modules around the code; fewer than four, and some readers do not find it."""
_TERMINAL_QUIET: Final = 2
_COLOURS: Final = "\x1b[38;5;16;48;5;231m"
"""Black on white by number: the sixteen colours with names look different in every terminal."""
_PLAIN: Final = "\x1b[0m"
_BLOCKS: Final = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def svg(text: str, title: str) -> Markup:
    """A QR code as a picture; `title` is what it says in place of the picture."""
    rows = _rows(text, _QUIET)
    path = "".join(f"M{x} {y}h{width}v1h-{width}z" for x, y, width in _runs(rows))
    return Markup(
        '<svg class="aw-qr" role="img" aria-label="{title}" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path fill="#000" d="{path}"/></svg>'
    ).format(title=title, size=len(rows), path=path)


def terminal(text: str) -> str:
    """A QR code for a terminal with colours, two modules in a character."""
    rows = _rows(text, _TERMINAL_QUIET)
    if len(rows) % 2:
        rows.append(bytes(len(rows[0])))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    lines = ("".join(_BLOCKS[pair] for pair in zip(*both, strict=True)) for both in pairs)
    return "\n".join(f"{_COLOURS}{line}{_PLAIN}" for line in lines)


def _rows(text: str, quiet: int) -> list[bytes]:
    """The modules, 1 for dark, with the light edge."""
    code = segno.make(text, error="m", micro=False)
    return [bytes(row) for row in code.matrix_iter(border=quiet)]


def _runs(rows: Sequence[bytes]) -> Iterator[tuple[int, int, int]]:
    """Neighbouring dark modules: column, row, how many."""
    for y, row in enumerate(rows):
        x = 0
        for dark, group in groupby(row):
            width = len(list(group))
            if dark:
                yield x, y, width
            x += width
