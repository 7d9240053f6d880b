"""What a definition may be called: its name stands in addresses, and is the name of its folder."""

import re
from typing import Final

RESERVED: Final = frozenset(
    {
        *("abmelden", "anmelden", "einladung", "einspielen", "erscheinungsbild"),
        *("importieren", "konten", "konto", "neu"),
    }
)
"""What stands in addresses of the builder where the name of a definition would."""
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


def unfit(slug: str) -> str:
    """Why no definition may be called so, as a German sentence; "" where one may."""
    if not _SLUG.fullmatch(slug):
        return "Erlaubt sind kleine Buchstaben a bis z, Ziffern und Bindestriche, höchstens 64 Zeichen."
    return f"„{slug}“ ist schon der Name einer Seite der Werkstatt." if slug in RESERVED else ""
