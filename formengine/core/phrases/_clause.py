"""A German clause with its verb at the end, as it stands after *wenn* or *weil*; and what it turns into when denied."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """`head` says where, `rest` what, `verb` ends it; two clauses with the same head and verb melt into one."""

    head: str
    rest: str
    verb: str = ""
    denied: str = ""
    """The whole clause where the condition does not hold; left out: with *nicht*."""
    opposite: str = ""
    """The whole clause where something else is answered; left out: as denied."""

    @property
    def text(self) -> str:
        """As it is."""
        return " ".join(part for part in (self.head, self.rest, self.verb) if part)

    @property
    def denial(self) -> str:
        """Where it does not hold, be it that nothing is answered."""
        return self.denied or " ".join(part for part in (self.head, "nicht", self.rest, self.verb) if part)

    @property
    def reversal(self) -> str:
        """Where there is an answer, and it is another one."""
        return self.opposite or self.denial


def whole(text: str, opposite: str = "") -> Clause:
    """A clause that does not come apart; it is denied as a whole."""
    return Clause("", text, denied=f"nicht gilt, dass {text}", opposite=opposite)


def both(clauses: Sequence[Clause]) -> Clause:
    """All of them at once."""
    if len(clauses) == 1:
        return clauses[0]
    first = clauses[0]
    if first.verb and all((one.head, one.verb) == (first.head, first.verb) for one in clauses):
        rest = listed([one.rest for one in clauses])
        return Clause(first.head, rest, first.verb, denied=f"{first.head} nicht zugleich {rest} {first.verb}")
    return whole(listed([one.text for one in clauses]))


def listed(words: Iterable[str], last: str = "und") -> str:
    """`a, b und c`."""
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end
