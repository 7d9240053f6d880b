"""The nouns of scripted usability tests: a task, what a person met on each page, how it came out; all frozen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final

RECEIPT: Final = "eingang"
OUTCOME: Final = "ergebnis"


@dataclass(frozen=True, slots=True)
class Success:
    """When a task has succeeded: where it must end, and how much it may cost at most (None: any amount)."""

    end: str
    """`eingang`, or `ergebnis:<id of an outcome>`."""
    pages: int | None = None
    fields: int | None = None
    keys: int | None = None
    words: int | None = None
    errors: int | None = None
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody wants to get done."""

    id: str
    title: str
    persona: str
    """A person's name and what is special about them, in words."""
    case: str
    goal: str
    success: Success
    way: tuple[str, ...] = ()
    slips: Mapping[str, Any] = field(default_factory=dict)
    """By JSON Pointer: what is typed first, wrongly; None for nothing at all."""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that a page complained about."""

    element: str
    """The id of the question; "" where the message leads nowhere."""
    label: str
    text: str
    helps: bool
    """Whether it says what to do, so that the person can mend it at once."""
    placed: bool
    """Whether it leads to a place that is there."""
    again: int = 0
    """How often the same message came back."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One page as a person met it, from opening it to leaving it."""

    page: str
    title: str
    item: str = ""
    """Which item of a list, where items have pages of their own."""
    questions: int = 0
    fields: int = 0
    keystrokes: int = 0
    clicks: int = 0
    mending: int = 0
    """Keystrokes and clicks to mend what was refused."""
    words: int = 0
    echo: int = 0
    """How many of these words only repeat what the person answered."""
    message_words: int = 0
    """Words of messages, each as often as it was met."""
    help_words: int = 0
    """Words in help that nobody has to open."""
    lix: float = 0.0
    wstf: float = 0.0
    reading: float = 0.0
    """Seconds, estimated like those below by the model in `effort`."""
    thinking: float = 0.0
    hands: float = 0.0
    messages: tuple[Message, ...] = ()
    twice: tuple[str, ...] = ()
    """Labels of questions whose answer was typed before on another page."""

    @property
    def name(self) -> str:
        """As it stands in reports."""
        return f"{self.title}: {self.item}" if self.item else self.title

    @property
    def seconds(self) -> float:
        """Estimated."""
        return round(self.reading + self.thinking + self.hands, 1)


@dataclass(frozen=True, slots=True)
class Played:
    """How a task came out."""

    task: Task
    visits: tuple[Visit, ...]
    """The last one is the end, where it was reached."""
    end: str = ""
    """Where it ended, like `Success.end`; "" where it got stuck."""
    stuck: str = ""
    """Why it did not go on, in words."""
    detours: tuple[str, ...] = ()
    """Pages beyond the way."""
    skipped: tuple[str, ...] = ()
    """Pages of the way that did not come."""
    unnoticed: tuple[str, ...] = ()
    """Slips that nobody complained about."""

    @property
    def pages(self) -> int:
        """Pages to go through; the end asks nothing any more."""
        return len(self.visits) - bool(self.end)

    @property
    def questions(self) -> int:
        """Questions to answer."""
        return sum(visit.questions for visit in self.visits)

    @property
    def fields(self) -> int:
        """Inputs to deal with: a date has three, a group of buttons is one."""
        return sum(visit.fields for visit in self.visits)

    @property
    def keys(self) -> int:
        """Keystrokes and clicks."""
        return sum(visit.keystrokes + visit.clicks + visit.mending for visit in self.visits)

    @property
    def words(self) -> int:
        """Words to read."""
        return sum(visit.words + visit.message_words for visit in self.visits)

    @property
    def errors(self) -> int:
        """Messages met, the same one again included."""
        return sum(1 + message.again for message in self.messages)

    @property
    def recovered(self) -> int:
        """Messages after which the right answer was taken."""
        return len(self.messages) if not self.stuck else sum(len(visit.messages) for visit in self.visits[:-1])

    @property
    def repeated(self) -> int:
        """Messages that came again, since they did not help."""
        return sum(message.again > 0 for message in self.messages)

    @property
    def minutes(self) -> float:
        """Estimated."""
        return round(sum(visit.seconds for visit in self.visits) / 60, 2)

    @property
    def lix(self) -> float:
        """How hard the pages are to read, each by its weight in words."""
        return self._ease("lix")

    @property
    def wstf(self) -> float:
        """The same by the first Wiener Sachtextformel."""
        return self._ease("wstf")

    def _ease(self, name: str) -> float:
        told = [visit for visit in self.visits if visit.lix]
        words = sum(visit.words for visit in told)
        return round(sum(getattr(visit, name) * visit.words for visit in told) / words, 1) if words else 0.0

    @property
    def messages(self) -> tuple[Message, ...]:
        """Every message met, in order."""
        return tuple(message for visit in self.visits for message in visit.messages)

    @property
    def twice(self) -> tuple[str, ...]:
        """Labels of what was asked twice."""
        return tuple(label for visit in self.visits for label in visit.twice)


MEASURES: Final = (
    "pages", "questions", "fields", "keys", "words", "errors", "recovered", "repeated", "minutes", "lix", "wstf",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """The tasks of one definition, played."""

    slug: str
    title: str
    revision: str
    played: tuple[Played, ...]

    def as_json(self) -> dict[str, Any]:
        """For the report, and to compare with later."""
        return {
            "slug": self.slug,
            "title": self.title,
            "revision": self.revision,
            "tasks": [
                asdict(played) | {"totals": {name: getattr(played, name) for name in MEASURES}}
                for played in self.played
            ],
        }


def read_result(kept: Mapping[str, Any]) -> Result:
    """A result from a report. Raises KeyError or TypeError for anything else."""
    return Result(kept["slug"], kept["title"], kept["revision"], tuple(map(_played, kept["tasks"])))


def _played(kept: Mapping[str, Any]) -> Played:
    task = dict(kept["task"]) | {"success": Success(**kept["task"]["success"]), "way": tuple(kept["task"]["way"])}
    lists = {each.name: tuple(kept[each.name]) for each in fields(Played) if each.name in _LISTS}
    visits = tuple(_visit(visit) for visit in kept["visits"])
    return Played(Task(**task), visits, kept["end"], kept["stuck"], **lists)


_LISTS: Final = ("detours", "skipped", "unnoticed")


def _visit(kept: Mapping[str, Any]) -> Visit:
    messages = tuple(Message(**message) for message in kept["messages"])
    return Visit(**dict(kept) | {"messages": messages, "twice": tuple(kept["twice"])})
