"""What it costs to fill in a page: keystrokes and clicks by the kind of input, and an estimate of the time.

The time is the Keystroke-Level Model (Card, Moran and Newell 1980, CACM 23(7)): 0.28 s a keystroke of an average
typist, 1.1 s to point at something and click, 1.35 s to make up one's mind, here once for each question and once for
sending the page. Reading is 200 words a minute: between the 179 for German read aloud (Trauzettel-Klosinski and Dietz
2012, IReST) and the 238 for English read silently (Brysbaert 2019). It compares versions; it predicts nobody.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from usability.tasks.seeing import Box

KEYSTROKE: Final = 0.28
CLICK: Final = 1.1
MIND: Final = 1.35
WORDS_A_MINUTE: Final = 200
FILE_CLICKS: Final = 3
"""The button, the file, and OK."""
MAP_CLICKS: Final = 1
_TAB: Final = 1


@dataclass(frozen=True, slots=True)
class Effort:
    """Keystrokes and clicks."""

    keystrokes: int = 0
    clicks: int = 0

    def __add__(self, other: "Effort") -> "Effort":
        return Effort(self.keystrokes + other.keystrokes, self.clicks + other.clicks)


def reading(words: int) -> float:
    """Seconds to read so many words."""
    return round(words * 60 / WORDS_A_MINUTE, 1)


def thinking(questions: int, rounds: int) -> float:
    """Seconds to make up one's mind: at each question, and each time before the page is sent."""
    return round((questions + rounds) * MIND, 1)


def hands(effort: Effort) -> float:
    """Seconds to type and to click."""
    return round(effort.keystrokes * KEYSTROKE + effort.clicks * CLICK, 1)


def filling(boxes: Iterable[Box], before: Mapping[str, Sequence[str]]) -> Effort:
    """What it costs to bring inputs from what stood there into what stands there; files and maps are counted apart."""
    total = Effort()
    for box in boxes:
        total += _of(box, before.get(box.name, ()))
    return total


def _of(box: Box, before: Sequence[str]) -> Effort:
    if box.kind in ("radio", "checkbox"):
        was = box.value in before
        taken_back = was and not box.on and box.kind == "checkbox"
        return Effort(clicks=1 if (box.on and not was) or taken_back else 0)
    if box.kind == "file" or box.value == (before[0] if before else ""):
        return Effort()
    if box.kind == "select":
        return _selecting(box)
    # In a list with a search the entry is typed once, and that is counted where it is chosen.
    return Effort() if box.searched else Effort(len(box.value.replace("\r\n", "\n")) + _TAB)


def _selecting(box: Box) -> Effort:
    """The first letters or the arrow key, whichever is less; where one can search, letters and a click."""
    titles = [title.strip().casefold() for _, title in box.offered]
    values = [value for value, _ in box.offered]
    if box.value not in values:
        return Effort()
    at = values.index(box.value)
    typed = _letters(titles[at], titles)
    return Effort(typed + _TAB, 1) if box.searched else Effort(min(at, typed) + _TAB)


def _letters(title: str, titles: Sequence[str]) -> int:
    """So many letters single an entry out."""
    for length in range(1, len(title)):
        if sum(other.startswith(title[:length]) for other in titles) == 1:
            return length
    return max(1, len(title))


def filled_in(boxes: Iterable[Box]) -> Iterator[tuple[str, str]]:
    """The question and the text of every typed answer."""
    return ((box.field, box.value.strip()) for box in boxes if box.kind == "text" and box.value.strip())
