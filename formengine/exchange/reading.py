"""Reads the elements of a JSON Forms UI schema; what cannot be asked is still shown, as a note that says so."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from formengine.core.model import Path
from formengine.core.pointer import join, write_scope
from formengine.exchange.answers import Answers, Question
from formengine.exchange.demands import Demands, implied, keys, read_demands
from formengine.exchange.desk import Desk, Room, options_of, words
from formengine.exchange.dialect import Found, Part
from formengine.exchange.frame import LOST, Node, check_count
from formengine.exchange.implications import ALWAYS
from formengine.exchange.kinds import Asked, asked
from formengine.exchange.names import in_words, is_usable, parse_scope
from formengine.exchange.options import kept, unread
from formengine.exchange.rules import read_rules
from formengine.fields import TYPES

LAYOUTS: Final = ("VerticalLayout", "HorizontalLayout", "Group")
_ASKING: Final = ("Control", "ListWithDetail")
_LIST_WORDS: Final = ("title", "minItems", "maxItems")


class Reading(Desk):
    """Reads elements into a definition's own."""

    def __init__(self, schema: Any) -> None:
        super().__init__(schema)
        self.controls = 0

    def elements(self, nodes: Any, place: str, room: Room) -> list[dict[str, Any]]:
        """What the elements of a layout become."""
        listed = nodes if isinstance(nodes, list) else []
        return [self.element(node, f"{place}/{i}", room) for i, node in enumerate(listed)]

    def element(self, node: Any, place: str, room: Room) -> dict[str, Any]:
        """One element of any kind."""
        node = node if isinstance(node, Mapping) else {}
        kind = node.get("type")
        if "i18n" in node:
            self.note(f"{place}/i18n", "Der Übersetzungsschlüssel wird nicht gelesen.", "Prüfen Sie den Text.")
        if kind in _ASKING:
            return self._control(node, place, room)
        if kind == "Label":
            return self._label(node, place, room)
        if kind not in LAYOUTS:
            name = str(kind)[:40]
            self.note(place, f"„{name}“ gibt es hier nicht.", "Ersetzen Sie es durch eine Frage oder einen Text.")
            if not isinstance(node.get("elements"), list):
                return self.placeholder(node, place, room, name, "Diese Art von Element gibt es hier nicht.")
        return self._group(node, place, room)

    def _group(self, node: Node, place: str, room: Room) -> dict[str, Any]:
        """A layout with what is in it."""
        kind = str(node["type"]) if node.get("type") in LAYOUTS else "Group"
        label = words(node.get("label")) if kind == "Group" else ""
        own = self.begun(node, place, kind, label or "gruppe") | ({"label": label} if label else {})
        own |= self.rule(node, place, room)
        return own | {"elements": self.elements(node.get("elements"), f"{place}/elements", room.within(own))}

    def _label(self, node: Node, place: str, room: Room) -> dict[str, Any]:
        found = self.found(node, room) if "scope" in node else None
        titled = words(found.part.node.get("title")) if found else ""
        text = words(node.get("text")) or words(node.get("label")) or titled or "…"
        own = self.begun(node, place, "Label", text[:30]) | {"text": text}
        given = options_of(node)
        kind = TYPES.get(str(given.get("type")))
        if kind is not None and kind.static:
            own["options"] = {"type": kind.name, **kept(given)}
        return own | self.rule(node, place, room)

    def _control(self, node: Node, place: str, room: Room) -> dict[str, Any]:
        self.controls += 1
        check_count(self.controls)
        path, found = parse_scope(node.get("scope")), self.found(node, room)
        if path is None or found is None:
            scope = str(node.get("scope"))[:80]
            self.note(f"{place}/scope", f"„{scope}“ gibt es im Schema nicht.", "Legen Sie die Angabe im Schema an.")
            label = words(node.get("label")) or scope
            return self.placeholder(node, place, room, label, "Im Schema fehlt diese Angabe.")
        full = room.base + path
        if room.answers is self.answers:
            self.mentioned |= {*full[:1]}
        ask = asked(self.schemas, found.part, options_of(node))
        why = self._why_not(full, ask, room)
        if why:
            message = f"„{'/'.join(full) or '#'}“ wird nicht gefragt. {why}"
            self.note(place, message, "Ersetzen Sie den Hinweis durch eine Frage.")
            return self.placeholder(node, place, room, _title(node, found, full), why)
        self._remark(node, place, full, found, ask)
        make = {"group": self._object, "list": self._list}.get(ask.kind, self._question)
        return make(node, place, replace(room, base=full), found, ask)

    def _remark(self, node: Node, place: str, path: Path, found: Found, ask: Asked) -> None:
        """Note what is asked otherwise than the source does."""
        if not found.sure and "rule" not in node:
            message = f"„{'/'.join(path)}“ gilt im Schema nur bedingt und ist jetzt immer erlaubt."
            self.note(found.part.place, message, "Prüfen Sie, wann die Frage zu sehen sein soll.")
        for remark in [*ask.remarks, *unread(options_of(node))]:
            self.note(place, remark, "Prüfen Sie, ob das so passt.")
        if "default" in found.part.node:
            self.note(
                f"{found.part.place}/default",
                "Die Vorbelegung entfällt.",
                "Fragen Sie danach oder rechnen Sie sie aus.",
            )

    def _why_not(self, path: Path, ask: Asked, room: Room) -> str:
        if ask.kind == "nothing":
            return ask.why
        if not is_usable(path):
            return "Dieser Name einer Angabe ist hier vergeben."
        if ask.kind == "group":
            return ""
        if not path:
            return "Das ganze Dokument ist keine Sammlung von Angaben."
        return "" if room.answers.free(path) else "Diese Angabe wird auf dem Formular schon gefragt."

    def _object(self, node: Node, place: str, room: Room, found: Found, _ask: Asked) -> dict[str, Any]:
        """A group of the questions in an object, in the words of its own layout or one for each property."""
        label = _title(node, found, room.base) if room.base or node.get("label") else ""
        own = self.begun(node, place, "Group", room.base[-1] if room.base else "angaben")
        own |= {"label": label} if label else {}
        own |= self.rule(node, place, _outside(node, room))
        return own | {"elements": self._inside(node, place, room.within(own), found.part)}

    def _inside(self, node: Node, place: str, room: Room, part: Part) -> list[dict[str, Any]]:
        """What is asked of an object or an item: as the document says, else each property."""
        detail, here = options_of(node).get("detail"), f"{place}/options/detail"
        if isinstance(detail, Mapping) and isinstance(detail.get("elements"), list):
            if "rule" in detail or (detail.get("type") == "Group" and words(detail.get("label"))):
                return [self._group(detail, here, room)]
            return self.elements(detail["elements"], f"{here}/elements", room)
        if isinstance(detail, Mapping) and detail.get("type") in _ASKING:
            return [self.element(detail, here, room)]
        if detail == "REGISTERED":
            self.note(here, "Das hinterlegte Layout gibt es hier nicht; gefragt wird jede Angabe.")
        return [
            self.element(
                {"type": "Control", "scope": write_scope((name,))}, part.place + join("properties", name), room
            )
            for name, _ in self.schemas.properties(part)
        ]

    def _list(self, node: Node, place: str, room: Room, found: Found, _ask: Asked) -> dict[str, Any]:
        items = self.schemas.items(found.part) or found.part
        around = room.around | keys(self._rules(node, place, room))
        inner = Room(items, Answers(), self._of_items(items, room, around), room.page)
        detail = self._inside(node, place, inner, items)
        self.settle(inner, items.place)
        if not inner.answers.asked:
            why = "In einem Eintrag der Liste lässt sich nichts fragen."
            self.note(place, f"„{'/'.join(room.base)}“ wird nicht gefragt. {why}")
            return self.placeholder(node, place, _outside(node, room), _title(node, found, room.base), why)
        plain = {word: found.part.node[word] for word in _LIST_WORDS if word in found.part.node}
        schema = {"type": "array", **plain, "items": inner.answers.schema}
        more = _item_title(node, detail) | {"detail": {"type": "VerticalLayout", "elements": detail}}
        return self._keep(node, place, room, found, Asked("list", "list", schema), more)

    def _of_items(self, items: Part, room: Room, around: frozenset[str]) -> Demands:
        """What the items demand themselves, and what is demanded of them whenever the list is seen and open."""
        found = read_demands(self.schemas.raw(items), items.place, self.note)
        for said in room.demands.items.pop(room.base, ()):
            if implied(said.condition, around):
                more = read_demands(said.schema, items.place, self.note, whole=False)
                found.add(more.all())
            else:
                self.note(items.place, "Was für Einträge nur unter einer Bedingung gilt, entfällt.", LOST)
        return found

    def _question(self, node: Node, place: str, room: Room, found: Found, ask: Asked) -> dict[str, Any]:
        return self._keep(node, place, room, found, ask, {})

    def _keep(
        self, node: Node, place: str, room: Room, found: Found, ask: Asked, more: dict[str, Any]
    ) -> dict[str, Any]:
        """A question or a list, entered into the schema."""
        path, given = room.base, options_of(node)
        required = [self._required(room.origin, path[:length]) for length in range(1, len(path) + 1)]
        rules = [*self._rules(node, place, room), *_fixed(found, given)]
        own: dict[str, Any] = self.begun(node, place, "Control", path[-1])
        own |= {"scope": write_scope(path), "label": _title(node, found, path)}
        hint = words(found.part.node.get("description"))
        own["options"] = {"type": ask.type, **({"hint": hint} if hint else {}), **kept(given), **more}
        own |= self.used(rules, room)
        room.answers.put(path, ask.schema, required, Question(room.page, own, room.around | keys(rules)))
        return own

    def _rules(self, node: Node, place: str, room: Room) -> list[dict[str, Any]]:
        return read_rules(node, place, _outside(node, room).base, self.note)

    def _required(self, origin: Part, path: Path) -> bool:
        found = self.schemas.find(origin, path)
        return found is not None and found.required


def _fixed(found: Found, given: Node) -> list[dict[str, Any]]:
    """The rule of a question that nobody may answer."""
    fixed = [given.get("readonly"), given.get("readOnly"), found.part.node.get("readOnly")]
    return [{"effect": "DISABLE", "condition": dict(ALWAYS)}] if True in fixed else []


def _outside(node: Node, room: Room) -> Room:
    """The room again that the scope of a control starts from."""
    return replace(room, base=room.base[: len(room.base) - len(parse_scope(node["scope"]) or ())])


def _title(node: Node, found: Found, path: Path) -> str:
    """What a person reads: the document's own words, else the name of the property."""
    own = words(node.get("label")) or words(found.part.node.get("title"))
    return own or in_words(path[-1] if path else "Angaben")


def _item_title(node: Node, detail: list[dict[str, Any]]) -> dict[str, Any]:
    """What an item is known by: JSON Forms names a property, ours a question."""
    wanted = write_scope((str(options_of(node).get("elementLabelProp")),))
    return next(({"title": f"{{{each['id']}}}"} for each in detail if each.get("scope") == wanted), {})
