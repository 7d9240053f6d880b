"""Names made from words: ids, property names and addresses, in the letters that each allows."""

import re
from collections.abc import Container
from typing import Final

from builder.refusals import Refused

_GERMAN: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "ê": "e", "à": "a", "ç": "c", "ł": "l", "ś": "s"}
)
_LONGEST: Final = 40
_PROPERTY: Final = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]*\Z")


def slug(words: str, fallback: str, joint: str = "_") -> str:
    """Words in small letters, digits and joints, cut at a word where they are long."""
    plain = re.sub(r"[^a-z0-9]+", joint, words.lower().translate(_GERMAN)).strip(joint)
    if len(plain) > _LONGEST:
        plain = plain[:_LONGEST].rsplit(joint, 1)[0]
    if not plain:
        return fallback
    return plain if plain[0].isalpha() or joint == "-" else f"{fallback}{joint}{plain}"


def fresh(name: str, taken: Container[str], joint: str = "_") -> str:
    """The name, or with the first number from 2 on that makes it new."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name}{joint}{number}", number + 1
    return found


def check_property(name: str) -> None:
    """Refuse what is no name of a property made in the builder."""
    if not _PROPERTY.match(name):
        raise Refused(
            f"„{name}“ ist kein Name für eine Angabe.",
            "Erlaubt sind kleine Buchstaben a bis z, Ziffern und Unterstrich; am Anfang steht ein Buchstabe.",
        )


def check_id(name: str) -> None:
    """Refuse what is no id."""
    if not _ID.match(name):
        raise Refused(
            f"„{name}“ ist keine Kennung.",
            "Erlaubt sind kleine Buchstaben a bis z, Ziffern, Punkt, Strich und Unterstrich.",
        )
