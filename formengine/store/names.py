"""What a file may be called: a name from somebody's computer, made safe to show and to download under."""

import re
import unicodedata

MAX_CHARACTERS = 150
_LONGEST_EXTENSION = 10
_FALLBACK = "datei"
# Control, bidirectional and other invisible characters, halves of surrogate pairs, private use, line separators.
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\..*)?", re.IGNORECASE)


def display_name(raw: str) -> str:
    """The last part of the name in NFC, without anything invisible, at most 150 characters and with its extension."""
    last = unicodedata.normalize("NFC", re.split(r"[/\\]", raw)[-1])
    visible = "".join(character for character in last if unicodedata.category(character) not in _DROPPED)
    name = " ".join(visible.split()).strip(". ") or _FALLBACK
    if _DEVICE.fullmatch(name):
        name = f"_{name}"
    ending = extension(name)
    if len(name) <= MAX_CHARACTERS:
        return name
    if not ending:
        return name[:MAX_CHARACTERS]
    return f"{name[: MAX_CHARACTERS - len(ending) - 1].rstrip('. ')}.{ending}"


def extension(name: str) -> str:
    """What follows the last dot, as written; empty if that is no extension."""
    stem, dot, ending = name.rpartition(".")
    return ending if stem and dot and 0 < len(ending) <= _LONGEST_EXTENSION else ""
