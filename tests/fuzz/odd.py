"""Strings, values and files that make trouble somewhere."""

import random
from typing import Any, Final

from tests.web.files import EICAR, HTML, JPEG, PDF, PNG, SVG, archive

TEXTS: Final = (
    *("", " ", "0", "1", "-1", "2", "3", "5", "a", "b", "zu", "ja", "nein", "true", "rot", "eins", "viel", "on"),
    *("9" * 400, "1e400", "1" + "0" * 30, "-0", "0,5", "1.234,5", "NaN", "Infinity", "\u0663", "²", "½", "19,99"),
    *("31", "2026", "29", "0000", "9999", "10000", "2026-02-30", "2026-02-28", "3.4.2026", "413250,5655120", "07:30"),
    *(
        "a@b.de",
        "a@b",
        "<b>",
        "<script>alert(1)</script>",
        "\0",
        "\ud7ff",
        "\ufffe",
        "\u00ad",
        "\u202e",
        "é",
        "e\u0301",
    ),
    *("x" * 300, "x" * 6_000, "{name}", "{param.x}", "{0}", "%s", "%(x)s", "..", "/", "\\", "\r\n", "\t", "[]", "{}"),
    *("null", "__proto__", "abcdefgh", "22222222", "weiss-nicht", "'; DROP TABLE draft; --", "=1+1", "\u1e9e", "😀"),
    "DE89370400440532013000",
)
VALUES: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, 1, -1, 2.5, 10**30, 1e308, 5e-324, -0.0, "", "a", "x" * 500, "\ufffe", "2026-02-30"),
    *([], {}, [None], [[]], [{}], [3], {"a": 1}, {"": ""}, {"_id": "abcdefgh"}, {"__proto__": 1}, ["a", "a"], "@heute"),
)
FILES: Final = (
    *((PDF, "a.pdf"), (PNG, "b.png"), (JPEG, "c.jpg"), (b"", "leer.pdf"), (b"x", "d"), (HTML, "e.pdf"), (SVG, "f.svg")),
    *(
        (EICAR, "g.pdf"),
        (archive(b"x"), "h.zip"),
        (PDF, "../../i.pdf"),
        (PDF, "\0"),
        (PDF, "j" * 300 + ".pdf"),
        (PNG, "k.pdf"),
    ),
)


def text(rng: random.Random) -> str:
    """A string."""
    if rng.random() < 0.8:
        return rng.choice(TEXTS)
    return "".join(chr(rng.choice((rng.randrange(32, 127), rng.randrange(0xD7FF)))) for _ in range(rng.randrange(30)))


def value(rng: random.Random, depth: int = 3) -> Any:
    """Any JSON value."""
    kind = rng.random()
    if depth and kind < 0.15:
        return [value(rng, depth - 1) for _ in range(rng.randrange(4))]
    if depth and kind < 0.3:
        return {text(rng)[:20]: value(rng, depth - 1) for _ in range(rng.randrange(4))}
    return text(rng) if kind < 0.5 else rng.choice(VALUES)
