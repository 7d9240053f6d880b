"""Whether a message helps: a person who reads it must learn what to do, not only that something is wrong."""

import re
from typing import Final

_ASKED: Final = re.compile(r"\b([A-Za-zäöüßÄÖÜ]+(?:en|rn|ln)) Sie\b")
_VAGUE: Final = frozenset(
    ("prüfen", "überprüfen", "kontrollieren", "korrigieren", "berichtigen", "ändern", "versuchen", "beachten", "haben",
     "sehen", "verbessern", "wiederholen", "können", "müssen", "sollen", "dürfen", "sind", "werden")
)  # fmt: skip
"""Whoever is asked for no more than this knows nothing new."""
_WANTED: Final = re.compile(
    r"zum Beispiel|z\. ?B\.|mindestens|höchstens|\bab\b|\bbis\b|\bnur\b|\bwie\b|\b(?:muss|müssen|darf|dürfen)\b|\d"
    r"|\bliegt (?:vor|nach|in|zu|außerhalb)\b|\bzu (?:lang|kurz|groß|klein|früh|spät|viele?|wenige?)\b",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"„[^“]*“")
_FEWEST: Final = 3
_WORDS: Final = re.compile(r"\w+")


def helps(text: str, label: str) -> bool:
    """True where a message asks for something definite, or names a form or a bound."""
    rest = _QUOTED.sub(" ", text.replace(label, " "))
    if len(_WORDS.findall(rest)) < _FEWEST:
        return False
    if any(verb.casefold() not in _VAGUE for verb in _ASKED.findall(rest)):
        return True
    return _WANTED.search(text.replace(label, " ")) is not None
