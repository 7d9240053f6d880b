"""What a preview is asked to show: who, in which state, in which language, of which revision; and its address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args
from urllib.parse import parse_qsl, urlencode

from formengine import locales

State = Literal["leer", "fehler", "ausgefuellt"]
EMPTY: Final[State] = "leer"
ERRORS: Final[State] = "fehler"
FILLED: Final[State] = "ausgefuellt"
STATES: Final[tuple[State, ...]] = get_args(State)
_LONGEST: Final = 9


@dataclass(frozen=True, slots=True)
class Wish:
    """A preview, as its address says it."""

    person: str = ""
    """A persona or a case; "" for whoever comes to the page."""
    state: State = EMPTY
    language: str = ""
    number: int = 0
    """The revision; 0 for the head."""
    seen: int = 0
    """The revision that a page was shown with; only a sent page says so."""
    entry: int = 0
    """Which item of a list whose items have pages, from one; 0 for the page itself."""
    still: bool = False
    """True for a picture."""

    @classmethod
    def of(cls, said: Mapping[str, str]) -> "Wish":
        """As the parameters of an address say it; what nobody knows counts for nothing."""
        return cls(
            person=said.get("person", ""),
            state=next((state for state in STATES if state == said.get("zustand")), EMPTY),
            language=said.get("sprache", "") if said.get("sprache") in locales.LANGUAGES else "",
            number=_number(said.get("fassung", "")),
            seen=_number(said.get("stand", "")),
            entry=_number(said.get("eintrag", "")),
            still=said.get("bild") == "1",
        )

    @classmethod
    def read(cls, part: str) -> "Wish":
        """As a part of an address says it."""
        return cls.of(dict(parse_qsl(part)))

    def part(self) -> str:
        """The wish as a part of an address: where the pages of this preview lead to each other."""
        said = {"person": self.person, "zustand": self.state, "sprache": self.language}
        said |= {"fassung": str(self.number or ""), "stand": str(self.seen or ""), "bild": "1" if self.still else ""}
        return urlencode({name: value for name, value in said.items() if value})

    def sent(self, number: int) -> "Wish":
        """What a page is sent with that was shown with this revision."""
        return replace(self, seen=number)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else 0
