"""What one import has at hand: findings, ids, where each element came from, and the rules of elements."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from formengine.core.model import Finding, Path
from formengine.exchange.answers import Answers
from formengine.exchange.demands import Demands, keys, meet, read_demands
from formengine.exchange.dialect import Found, Part, Schemas
from formengine.exchange.frame import LOST, PLACEHOLDER, Node, lost
from formengine.exchange.names import Ids, parse_scope
from formengine.exchange.rules import read_rules


@dataclass(frozen=True, slots=True)
class Room:
    """Where the reader stands: the object that the answers are in, where scopes start in it, and the page."""

    origin: Part
    answers: Answers
    demands: Demands
    page: str = ""
    base: Path = ()
    around: frozenset[str] = frozenset()
    """What holds whenever the elements around are seen and open (`demands.keys`)."""

    def within(self, element: Node) -> "Room":
        """The room inside an element with rules."""
        return replace(self, around=self.around | keys(element.get("rule", ())))


class Desk:
    """One import; ids fill up as it goes, in the order of the document."""

    def __init__(self, schema: Any) -> None:
        self.findings: dict[Finding, None] = {}
        self.places: dict[str, str] = {}
        self.mentioned: set[str] = set()
        """The properties of the top that some element is about."""
        self.ids = Ids()
        self.schemas = Schemas(schema, self.note)
        self.answers = Answers()
        root = self.schemas.root
        demands = read_demands(self.schemas.raw(root), "/schema", self.note)
        self.room = Room(root, self.answers, demands)

    def note(self, place: str, message: str, mend: str = LOST) -> None:
        """Note what is lost, once."""
        self.findings[lost(place, message, mend)] = None

    def begun(self, node: Node, place: str, type_: str, name: str) -> dict[str, Any]:
        """The beginning of an element: what it is and its id."""
        id_ = self.ids.own(node.get("id")) or self.ids.new(name)
        self.places[id_] = place
        return {"type": type_, "id": id_}

    def rule(self, node: Node, place: str, room: Room) -> dict[str, Any]:
        """The rules of an element, as it holds them."""
        return self.used(read_rules(node, place, room.base, self.note), room)

    def used(self, rules: list[dict[str, Any]], room: Room) -> dict[str, Any]:
        """Rules as an element holds them; what they look at is remembered."""
        for rule in rules:
            self._use(rule["condition"], room.answers)
        return {"rule": rules} if rules else {}

    def _use(self, condition: Node, answers: Answers) -> None:
        if "scope" in condition:
            own = self.answers if condition.get("from") == "root" else answers
            own.used[parse_scope(condition["scope"]) or ()] = None
        for child in condition.get("conditions", ()):
            self._use(child, answers)

    def placeholder(self, node: Node, place: str, room: Room, label: str, why: str) -> dict[str, Any]:
        """What stands in the place of a question that cannot be asked."""
        text = f"„{label}“ lässt sich hier noch nicht ausfüllen. {why}"
        own = self.begun(node, place, "Label", label) | {"text": text, "options": dict(PLACEHOLDER)}
        return own | self.rule(node, place, room)

    def found(self, node: Node, room: Room) -> Found | None:
        """What the schema says at the scope of an element."""
        path = parse_scope(node.get("scope"))
        return None if path is None else self.schemas.find(room.origin, room.base + path)

    def settle(self, room: Room, place: str) -> None:
        """Let the questions of a document or an item take up its demands, and note the demands that none is about."""
        for path in meet(room.demands, room.answers):
            name = "/".join(path)
            self.note(place, f"Die bedingte Pflicht von „{name}“ entfällt: Keine Frage fragt danach.")
        for question in room.answers.asked.values():
            self.used(question.element.get("rule", []), room)
        room.answers.open_used()


def options_of(node: Node) -> Node:
    """The options of an element."""
    options = node.get("options")
    return options if isinstance(options, Mapping) else {}


def words(value: Any) -> str:
    """A label, which JSON Forms also writes as an object; "" for none."""
    if isinstance(value, Mapping):
        value = value.get("text")
    return value.strip() if isinstance(value, str) else ""
