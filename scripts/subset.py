"""Cuts Fira Sans down to the letters of names in Germany (DIN 91379) and writes the stylesheet that loads it."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# It warns of a flag in the original that no browser reads.
logging.getLogger("fontTools").setLevel(logging.ERROR)

Span = tuple[int, int]

# What a German page shows; loaded by every page.
LATIN: tuple[Span, ...] = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x152, 0x153),
    (0x178, 0x178),
    (0x2010, 0x2015),  # hyphens and dashes
    (0x2018, 0x201E),  # quotation marks
    (0x2020, 0x2022),
    (0x2026, 0x2026),
    (0x202F, 0x202F),  # the narrow space in "z. B."
    (0x2030, 0x2030),
    (0x2039, 0x203A),
    (0x20AC, 0x20AC),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2264, 0x2265),
)
# Latin Extended-A and -B, letters and combining marks of DIN 91379, Latin Extended Additional, all punctuation.
EXTENDED: tuple[Span, ...] = (
    *LATIN,
    (0x100, 0x24F),
    (0x259, 0x259),
    (0x292, 0x292),
    (0x2B0, 0x2FF),
    (0x300, 0x36F),
    (0x1D48, 0x1D57),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x20A0, 0x20BF),
    (0x2100, 0x214F),
)


@dataclass(frozen=True, slots=True)
class Face:
    """One weight of Fira Sans; the range lets KERN's 600 also serve 700, so that no browser draws a false bold."""

    name: str
    weight: str


FACES = (Face("FiraSans-Regular", "400"), Face("FiraSans-Medium", "500"), Face("FiraSans-SemiBold", "600 900"))

# The larger file is declared first: where ranges overlap the later declaration wins, so an ordinary page loads the
# small file only; but a letter with a combining mark finds both in one file, and the mark sits where it should.
PARTS = (("extended", EXTENDED), ("latin", LATIN))


def subset(font: bytes, spans: Iterable[Span]) -> bytes:
    """Return the font as woff2 with the glyphs of these code points only."""
    options = Options(flavor="woff2", layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "tnum"])
    loaded = TTFont(BytesIO(font))
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in spans for code in range(first, last + 1)])
    subsetter.subset(loaded)
    loaded.flavor = "woff2"
    written = BytesIO()
    loaded.save(written)
    return written.getvalue()


def stylesheet() -> str:
    """Return the @font-face rules of every face and part."""
    rules = (_rule(face, part, spans) for part, spans in PARTS for face in FACES)
    return "/* Written by scripts/vendor.py. */\n" + "\n".join(rules)


def _rule(face: Face, part: str, spans: tuple[Span, ...]) -> str:
    return f"""@font-face {{
  font-family: "Fira Sans";
  font-style: normal;
  font-weight: {face.weight};
  font-display: swap;
  src: url("fonts/{face.name}.{part}.woff2") format("woff2");
  unicode-range: {", ".join(_span(span) for span in spans)};
}}
"""


def _span(span: Span) -> str:
    first, last = span
    return f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}"
