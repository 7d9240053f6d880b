"""How hard the texts are to read: long sentences, hard texts, and words of offices for which there is a plain one."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from builder.findings._subject import Subject, Text
from builder.findings.finding import Finding, Fix
from formengine.core import strictjson
from formengine.core.phrases import quoted
from formengine.core.readability import ease, sentences, words

KIND: Final = "Verständlichkeit"
LONGEST: Final = 15
"""So many words a sentence may have."""
_YEAR: Final = re.compile(r"(?<=\b[12]\d{3})·\s+(?=[A-ZÄÖÜ])")
ENOUGH: Final = 20
"""Texts of fewer words have no level: a label of three long words says nothing of it."""
HARDEST_WSTF: Final = 12.0
HARDEST_LIX: Final = 55.0


def check(subject: Subject) -> Iterator[Finding]:
    """Suggestions for each text of each element."""
    for text in subject.texts():
        yield from _long_sentences(text)
        yield from _level(text)
        yield from _office_words(text)


@cache
def plain_words() -> Mapping[str, Mapping[str, str]]:
    """Words of offices: `swap` holds those whose plain word fits in their place, `better` what to say instead."""
    found: Any = strictjson.loads((Path(__file__).parent / "plain.json").read_bytes())
    return {group: dict(entries) for group, entries in found.items()}


@cache
def _pattern(group: str) -> re.Pattern[str]:
    """Every entry of a group as a whole word; the longest first, so that phrases win over their words."""
    entries = sorted(plain_words()[group], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, entries))})(?![\w-])", re.IGNORECASE)


@cache
def _folded(group: str) -> Mapping[str, str]:
    return {word.lower(): plain for word, plain in plain_words()[group].items()}


def _long_sentences(text: Text) -> Iterator[Finding]:
    for sentence in _sentences(text.text):
        count = len(words(sentence))
        if count > LONGEST:
            message = f"Der Satz {quoted(sentence.strip())} hat {count} Wörter."
            yield Finding(text.element, "info", KIND, message, f"Teilen Sie ihn. Gut sind höchstens {LONGEST} Wörter.")


def _sentences(text: str) -> Iterator[str]:
    """The sentences; a year ends one, where a day of a month does not."""
    for sentence in sentences(text):
        yield from (part.replace("·", ".") for part in _YEAR.split(sentence))


def _level(text: Text) -> Iterator[Finding]:
    found = ease([text.text])
    if found.words >= ENOUGH and (found.wstf > HARDEST_WSTF or found.lix > HARDEST_LIX):
        measured = f"LIX {_number(found.lix)}, Wiener Sachtextformel {_number(found.wstf)}"
        message = f"Der Text {quoted(text.text)} ist schwer zu lesen ({measured})."
        yield Finding(text.element, "info", KIND, message, "Schreiben Sie kürzere Sätze und kürzere Wörter.")


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _office_words(text: Text) -> Iterator[Finding]:
    for match in _pattern("swap").finditer(text.text):
        plain = _like(_folded("swap")[match[0].lower()], match[0])
        message = f"„{match[0]}“ in {quoted(text.text)} ist Behördendeutsch."
        mended = text.text[: match.start()] + plain + text.text[match.end() :]
        fix: Fix = ("set", {"element": text.element, "place": text.place, "value": mended})
        yield Finding(text.element, "info", KIND, message, f"Schreiben Sie „{plain}“.", fix)
    for match in _pattern("better").finditer(text.text):
        message = f"„{match[0]}“ in {quoted(text.text)} ist Behördendeutsch."
        yield Finding(text.element, "info", KIND, message, f"Besser: „{_folded('better')[match[0].lower()]}“.")


def _like(plain: str, word: str) -> str:
    """The plain word, with a capital where the sentence begins with it."""
    return plain[0].upper() + plain[1:] if word[0].isupper() and plain[0].islower() else plain
