"""Reads the elements of a JSON Forms UI schema; what cannot be asked is still shown, as a note that says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from formengine.core.limits import MAX_CONTROLS
from formengine.core.model import Finding, Path
from formengine.core.pointer import join, write_scope
from formengine.exchange.answers import Answers
from formengine.exchange.dialect import Found, Part, Schemas
from formengine.exchange.frame import LOST, Node, Refused, lost
from formengine.exchange.implications import ALWAYS, Demand, Unsaid, read_implications
from formengine.exchange.kinds import Asked, asked
from formengine.exchange.names import Ids, in_words, is_usable, parse_scope
from formengine.exchange.options import kept, unread
from formengine.exchange.rules import judged, read_rules, strictly
from formengine.fields import TYPES

LAYOUTS: Final = ("VerticalLayout", "HorizontalLayout", "Group")
_ASKING: Final = ("Control", "ListWithDetail")


@dataclass(frozen=True, slots=True)
class Room:
    """Where the reader stands: the object that the answers are in, where scopes start in it, and the page."""

    origin: Part
    answers: Answers
    page: str = ""
    base: Path = ()


class Reading:
    """One import; ids fill up as it goes, in the order of the document."""

    def __init__(self, schema: Any) -> None:
        self.findings: dict[Finding, None] = {}
        self.places: dict[str, str] = {}
        self.ids = Ids()
        self.schemas = Schemas(schema, self.note)
        self.answers = Answers()
        self.room = Room(self.schemas.root, self.answers)
        said = read_implications(schema if isinstance(schema, Mapping) else {})
        self.demands: dict[Path, list[Demand]] = {path: self._ours(demands) for path, demands in said.demands.items()}
        self.mentioned: set[str] = set()
        """The properties of the top that some element is about."""
        self.controls = 0
        for place in said.unsaid:
            self.note(place, "Diese Bedingung des Schemas lässt sich nicht übernehmen.", LOST)

    def note(self, place: str, message: str, mend: str = LOST) -> None:
        """Note what is lost, once."""
        self.findings[lost(place, message, mend)] = None

    def _ours(self, demands: Iterable[Demand]) -> list[Demand]:
        found = []
        for demand in demands:
            try:
                found.append(replace(demand, condition=judged(demand.condition, strictly)))
            except Unsaid as why:
                self.note("/schema", f"Die bedingte Pflicht von „{demand.path[-1]}“ entfällt. {why}")
        return found

    def elements(self, nodes: Any, place: str, room: Room) -> list[dict[str, Any]]:
        """What the elements of a layout become."""
        listed = nodes if isinstance(nodes, list) else []
        return [self.element(node, f"{place}/{i}", room) for i, node in enumerate(listed)]

    def element(self, node: Any, place: str, room: Room) -> dict[str, Any]:
        """One element of any kind."""
        node = node if isinstance(node, Mapping) else {}
        kind = node.get("type")
        if "i18n" in node:
            self.note(join_to(place, "i18n"), "Der Übersetzungsschlüssel wird nicht gelesen.", "Prüfen Sie den Text.")
        if kind in _ASKING:
            return self._control(node, place, room)
        if kind == "Label":
            return self._label(node, place, room)
        if kind not in LAYOUTS:
            self.note(
                place, f"„{str(kind)[:40]}“ gibt es hier nicht.", "Ersetzen Sie es durch eine Frage oder einen Text."
            )
            if not isinstance(node.get("elements"), list):
                return self.placeholder(node, place, room, str(kind)[:40], "Diese Art von Element gibt es hier nicht.")
        return self.group(node, place, room)

    def group(self, node: Node, place: str, room: Room) -> dict[str, Any]:
        """A layout with what is in it."""
        label = words(node.get("label")) if node.get("type") not in LAYOUTS[:2] else ""
        own = self.begun(node, place, str(node["type"]) if node.get("type") in LAYOUTS else "Group", label or "gruppe")
        own |= {"label": label} if label else {}
        return (
            own
            | self.rule(node, place, room)
            | {"elements": self.elements(node["elements"], f"{place}/elements", room) if "elements" in node else []}
        )

    def begun(self, node: Node, place: str, type_: str, name: str) -> dict[str, Any]:
        """The beginning of an element: what it is and its id."""
        id_ = self.ids.own(node.get("id")) or self.ids.new(name)
        self.places[id_] = place
        return {"type": type_, "id": id_}

    def rule(self, node: Node, place: str, room: Room, *more: dict[str, Any]) -> dict[str, Any]:
        """The rules of an element, and more."""
        rules = [*read_rules(node, place, room.base, self.note), *more]
        for rule in rules:
            self._use(rule["condition"], room.answers)
        return {"rule": rules} if rules else {}

    def _use(self, condition: Node, answers: Answers) -> None:
        """Remember what a condition looks at."""
        if "scope" in condition:
            own = self.answers if condition.get("from") == "root" else answers
            own.used[parse_scope(condition["scope"]) or ()] = None
        for child in condition.get("conditions", ()):
            self._use(child, answers)

    def _label(self, node: Node, place: str, room: Room) -> dict[str, Any]:
        found = self._found(node, room) if "scope" in node else None
        text = (
            words(node.get("text")) or words(node.get("label")) or (found and words(found.part.node.get("title"))) or ""
        )
        given = options_of(node)
        static = TYPES[given["type"]].static if given.get("type") in TYPES else False
        own = self.begun(node, place, "Label", text[:30] or "text") | {"text": text or "…"}
        return (
            own | ({"options": {"type": given["type"], **kept(given)}} if static else {}) | self.rule(node, place, room)
        )

    def placeholder(self, node: Node, place: str, room: Room, label: str, why: str) -> dict[str, Any]:
        """What stands in the place of a question that cannot be asked."""
        text = f"„{label}“ lässt sich hier noch nicht ausfüllen. {why}"
        own = self.begun(node, place, "Label", label) | {"text": text, "options": {"type": "note", "tone": "warning"}}
        return own | self.rule(node, place, room)

    def _found(self, node: Node, room: Room) -> Found | None:
        path = parse_scope(node.get("scope"))
        return None if path is None else self.schemas.find(room.origin, room.base + path)

    def _control(self, node: Node, place: str, room: Room) -> dict[str, Any]:
        self.controls += 1
        if self.controls > MAX_CONTROLS:
            raise Refused(f"Das Formular hat mehr als {MAX_CONTROLS} Fragen. Teilen Sie es auf.")
        path, found = parse_scope(node.get("scope")), self._found(node, room)
        if path is None or found is None:
            scope = str(node.get("scope"))[:80]
            self.note(f"{place}/scope", f"„{scope}“ gibt es im Schema nicht.", "Legen Sie die Angabe im Schema an.")
            return self.placeholder(
                node, place, room, words(node.get("label")) or scope, "Im Schema fehlt diese Angabe."
            )
        full = room.base + path
        if room.answers is self.answers:
            self.mentioned |= {*full[:1]}
        if not found.sure:
            self.note(
                found.part.place,
                f"„{'/'.join(full)}“ gilt im Schema nur bedingt und ist jetzt immer erlaubt.",
                "Prüfen Sie, wann die Frage zu sehen sein soll.",
            )
        ask = asked(self.schemas, found.part, options_of(node))
        why = self._why_not(full, ask, room)
        if why:
            self.note(
                place,
                f"„{'/'.join(full) or '#'}“ wird nicht gefragt. {why}",
                "Ersetzen Sie den Hinweis durch eine Frage.",
            )
            return self.placeholder(node, place, room, self._words(node, found, full), why)
        for remark in [*ask.remarks, *unread(options_of(node))]:
            self.note(place, remark, "Prüfen Sie, ob das so passt.")
        make = {"group": self._object, "list": self._list}.get(ask.kind, self._question)
        return make(node, place, replace(room, base=full), found, ask)

    def _why_not(self, path: Path, ask: Asked, room: Room) -> str:
        if ask.kind == "nothing":
            return ask.why
        if not is_usable(path):
            return "Dieser Name einer Angabe ist hier vergeben."
        if ask.kind != "group" and not path:
            return "Das ganze Dokument ist keine Sammlung von Angaben."
        return (
            ""
            if ask.kind == "group" or room.answers.free(path)
            else "Diese Angabe wird auf dem Formular schon gefragt."
        )

    def _words(self, node: Node, found: Found, path: Path) -> str:
        """What a person reads: the document's own words, else the name of the property."""
        own = words(node.get("label")) or words(found.part.node.get("title"))
        return own or in_words(path[-1] if path else "Angaben")

    def _object(self, node: Node, place: str, room: Room, found: Found, _ask: Asked) -> dict[str, Any]:
        """A group of the questions in an object, in the words of its own layout or one for each property."""
        label = self._words(node, found, room.base) if room.base or node.get("label") else ""
        own = self.begun(node, place, "Group", room.base[-1] if room.base else "angaben")
        own |= {"label": label} if label else {}
        return (
            own
            | self.rule(node, place, self._outside(node, room))
            | {"elements": self._inside(node, place, room, found.part)}
        )

    def _inside(self, node: Node, place: str, room: Room, part: Part) -> list[dict[str, Any]]:
        detail = options_of(node).get("detail")
        if isinstance(detail, Mapping) and isinstance(detail.get("elements"), list):
            label = words(detail.get("label"))
            if "rule" in detail or (label and detail.get("type") == "Group"):
                return [self.group(detail, f"{place}/options/detail", room)]
            return self.elements(detail["elements"], f"{place}/options/detail/elements", room)
        if isinstance(detail, Mapping) and detail.get("type") in _ASKING:
            return [self.element(detail, f"{place}/options/detail", room)]
        if detail == "REGISTERED":
            self.note(f"{place}/options/detail", "Das hinterlegte Layout gibt es hier nicht; gefragt wird jede Angabe.")
        names = [name for name, _ in self.schemas.properties(part)]
        return [
            self.element(
                {"type": "Control", "scope": write_scope((name,))}, part.place + join("properties", name), room
            )
            for name in names
        ]

    def _list(self, node: Node, place: str, room: Room, found: Found, _ask: Asked) -> dict[str, Any]:
        items = self.schemas.items(found.part)
        inner = Room(items or found.part, Answers(), room.page)
        detail = self._inside(node, place, inner, inner.origin)
        inner.answers.open_used()
        if not inner.answers.asked:
            why = "In einem Eintrag der Liste lässt sich nichts fragen."
            self.note(place, f"„{'/'.join(room.base)}“ wird nicht gefragt. {why}")
            return self.placeholder(node, place, self._outside(node, room), self._words(node, found, room.base), why)
        plain = {word: found.part.node[word] for word in ("title", "minItems", "maxItems") if word in found.part.node}
        schema = {"type": "array", **plain, "items": inner.answers.schema}
        more = self._item_title(node, detail) | {"detail": {"type": "VerticalLayout", "elements": detail}}
        return self._keep(node, place, room, found, Asked("list", "list", schema), more)

    def _item_title(self, node: Node, detail: list[dict[str, Any]]) -> dict[str, Any]:
        """What an item is known by: JSON Forms names a property, ours a question."""
        wanted = write_scope((str(options_of(node).get("elementLabelProp")),))
        return next(({"title": f"{{{each['id']}}}"} for each in detail if each.get("scope") == wanted), {})

    def _question(self, node: Node, place: str, room: Room, found: Found, ask: Asked) -> dict[str, Any]:
        return self._keep(node, place, room, found, ask, {})

    def _outside(self, node: Node, room: Room) -> Room:
        """The room again that the scope of a control starts from."""
        return replace(room, base=room.base[: len(room.base) - len(parse_scope(node["scope"]) or ())])

    def _keep(
        self, node: Node, place: str, room: Room, found: Found, ask: Asked, more: dict[str, Any]
    ) -> dict[str, Any]:
        path, given = room.base, options_of(node)
        required = [self._required(room.origin, path[:length]) for length in range(1, len(path) + 1)]
        room.answers.put(path, ask.schema, required, room.page)
        own: dict[str, Any] = self.begun(node, place, "Control", path[-1]) | {"scope": write_scope(path)}
        own["label"] = self._words(node, found, path)
        hint = words(found.part.node.get("description"))
        options = {"type": ask.type, **({"hint": hint} if hint else {}), **kept(given), **more}
        fixed = (
            given.get("readonly") is True or given.get("readOnly") is True or found.part.node.get("readOnly") is True
        )
        blocked = [{"effect": "DISABLE", "condition": dict(ALWAYS)}] if fixed else []
        demanded = self._demanded(path, room) if room.answers is self.answers else []
        rule = self.rule(node, place, self._outside(node, room), *blocked, *demanded)
        return own | {"options": options} | self._settled(rule, path, room)

    def _required(self, origin: Part, path: Path) -> bool:
        found = self.schemas.find(origin, path)
        return found is not None and found.required

    def _demanded(self, path: Path, room: Room) -> list[dict[str, Any]]:
        return [{"effect": "REQUIRE", "condition": demand.condition} for demand in self.demands.pop(path, ())]

    def _settled(self, rule: dict[str, Any], path: Path, room: Room) -> dict[str, Any]:
        """A demand that only repeats when the question is shown becomes a plain demand."""
        rules = rule.get("rule", [])
        shown = [each["condition"] for each in rules if each["effect"] == "SHOW"]
        demands = [each for each in rules if each["effect"] == "REQUIRE"]
        if not demands or not all(each["condition"] in shown for each in demands):
            return rule
        room.answers.require(path)
        rest = [each for each in rules if each["effect"] != "REQUIRE"]
        return {"rule": rest} if rest else {}


def options_of(node: Node) -> Node:
    """The options of an element."""
    options = node.get("options")
    return options if isinstance(options, Mapping) else {}


def words(value: Any) -> str:
    """A label, which JSON Forms also writes as an object; "" for none."""
    if isinstance(value, Mapping):
        value = value.get("text")
    return value.strip() if isinstance(value, str) else ""


def join_to(place: str, word: str) -> str:
    """The place of a keyword."""
    return place + join(word)
