"""How hard German text is to read: LIX and the first Wiener Sachtextformel, with syllables counted by rule."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_](?:[^\W_]|[-’'](?=[^\W_]))*|\d[\d.,:]*")
_END: Final = re.compile(r"[.!?:;](?=\s|$)")
_NO_END: Final = re.compile(
    r"\b(?:z\. ?B|d\. ?h|u\. ?a|bzw|ca|Nr|Abs|Art|Str|ggf|inkl|max|min|Tel|usw|\d{1,4})\.(?=\s+\S)"
)
_KERNEL: Final = re.compile(
    r"e(?=um$)|aa|ee|oo|ie|ei|ai|ey|ay|au|äu|eu|oi|(?<=q)u[aeioäöü]|[aeiouyäöüéèêáàâóòíúøåœæ\u0131\u1ec5\u01b0\u01a1]"
)
_LONG: Final = 6
"""More letters than these make a word long."""


@dataclass(frozen=True, slots=True)
class Ease:
    """How hard a text is to read; 0 for both where it holds no word."""

    words: int = 0
    sentences: int = 0
    lix: float = 0.0
    """Under 30 very easy, 40 ordinary, 50 hard, from 60 very hard."""
    wstf: float = 0.0
    """The school year that the text suits: 4 easy, 15 very hard."""


def words(text: str) -> list[str]:
    """The words and numbers of a text."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, abbreviations and ordinal numbers not taken for an end."""
    joined = _NO_END.sub(lambda found: found[0].replace(".", "·"), text)
    return [part for part in _END.split(joined) if words(part)]


def syllables(word: str) -> int:
    """Syllables as they are spoken: one for each vowel or pair of vowels that sounds as one; a number has one."""
    return max(1, len(_KERNEL.findall(word.lower())))


def ease(texts: Iterable[str]) -> Ease:
    """How hard texts are together; each begins a new sentence, as a label or a button does."""
    counted = [words(sentence) for text in texts for sentence in sentences(text)]
    every = [word for sentence in counted for word in sentence]
    if not every:
        return Ease()
    return Ease(len(every), len(counted), round(_lix(every, len(counted)), 1), round(_wstf(every, len(counted)), 1))


def _lix(every: Sequence[str], count: int) -> float:
    return len(every) / count + 100 * _share(every, [len(word) > _LONG for word in every])


def _wstf(every: Sequence[str], count: int) -> float:
    """The first Wiener Sachtextformel (Bamberger and Vanecek 1984)."""
    spoken = [syllables(word) for word in every]
    many = 100 * _share(every, [number >= 3 for number in spoken])
    long = 100 * _share(every, [len(word) > _LONG for word in every])
    single = 100 * _share(every, [number == 1 for number in spoken])
    return 0.1935 * many + 0.1672 * len(every) / count + 0.1297 * long - 0.0327 * single - 0.875


def _share(every: Sequence[str], such: Iterable[bool]) -> float:
    return sum(such) / len(every)
