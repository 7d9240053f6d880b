"""Data schemas that others wrote, read piece by piece: references followed, old drafts and odd shapes made ours."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from formengine.core import formats
from formengine.core.model import Path
from formengine.core.pointer import MISSING, at, join, split
from formengine.core.schemas import check_node
from formengine.exchange.frame import LOST, Node, Refused

MAX_REPEAT: Final = 3
"""So often a schema that holds itself is written out."""
MAX_READ: Final = 100_000
"""So much is read of one schema, references followed; each schema counts with its keywords."""
MAX_CHAIN: Final = 40
"""So many references may lead into each other before the rest counts as too deep."""
_SILENT: Final = frozenset({"$schema", "$id", "id", "$comment", "$anchor", "definitions", "$defs"})
_ELSEWHERE: Final = ("if", "then", "else", "dependencies", "dependentRequired", "dependentSchemas")
"""Demands under a condition, which `implications` reads."""
_FOREIGN: Final = ("x-codelist", "x-param", "x-fim", "x-code")
_OURS: Final[Mapping[str, str]] = {pattern: name for name, pattern in formats.PATTERNS.items()}

_READ_ELSEWHERE: Final = re.compile("(?:^/schema|/items)(?:/allOf/[0-9]+)?$")
"""Where `implications` looks: at the top, and at the items of a list."""
_DAYS: Final = formats.at_least("0001-01-01")
"""What goes out with every day."""

Note = Callable[[str, str, str], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A schema in the source, its references followed and its `allOf` merged; `deep` where it only repeats itself."""

    node: Node
    place: str
    trail: tuple[str, ...] = ()
    open: frozenset[str] = field(default_factory=frozenset)
    """References that must be followed again before any answer could end the repetition."""
    deep: bool = False

    @property
    def types(self) -> frozenset[str]:
        """The JSON types that it names, `null` left out."""
        named = self.node.get("type", [])
        return frozenset([named] if isinstance(named, str) else named) - {"null"}

    @property
    def is_object(self) -> bool:
        """True where an answer is an object with properties."""
        return self.types == {"object"} or (not self.types and "properties" in self.node)


@dataclass(frozen=True, slots=True)
class Found:
    """A property, whether its object requires it, and whether its object always has it."""

    part: Part
    required: bool
    sure: bool = True


class Schemas:
    """Reads one data schema; what it cannot keep it notes once."""

    def __init__(self, root: Any, note: Note) -> None:
        self._root = root if isinstance(root, Mapping) else {}
        self._note = note
        self._nodes = 0
        self._seen: dict[tuple[str, tuple[str, ...]], dict[str, Part]] = {}
        self._owned: dict[tuple[int, str, str, tuple[str, ...]], tuple[Any, Found]] = {}
        self.root = self.read(self._root, "/schema")

    def read(self, raw: Any, place: str, trail: tuple[str, ...] = (), open_: frozenset[str] = frozenset()) -> Part:
        """A schema as it stands at a place. Raises Refused for what leads out of the document or in a circle."""
        node: dict[str, Any] = {}
        while isinstance(raw, Mapping):
            node = {**raw, **node}
            ref = node.pop("$ref", None)
            if not isinstance(ref, str):
                break
            if ref in open_:
                raise Refused(f"„{ref[:60]}“ verweist im Kreis auf sich selbst ({place}). Lösen Sie den Kreis auf.")
            if trail.count(ref) >= MAX_REPEAT or len(trail) >= MAX_CHAIN:
                return Part({}, place, trail, open_, deep=True)
            trail, open_ = (*trail, ref), open_ | {ref}
            raw, place = self._target(ref, place), "/schema" + ref[1:]
        self._count(node, place)
        return self._merged(Part(self._shaped(node, place), place, trail, open_))

    def _count(self, node: Node, place: str) -> None:
        listed = node.get("enum")
        self._nodes += 1 + len(node) + (len(listed) if isinstance(listed, list) else 0)
        if self._nodes > MAX_READ:
            raise Refused(f"Mit aufgelösten Verweisen ist das Schema zu groß ({place}). Verweisen Sie seltener.")

    def _target(self, ref: str, place: str) -> Any:
        if not ref.startswith("#"):
            raise Refused(f"„{ref[:80]}“ zeigt aus dem Dokument hinaus ({place}). Erlaubt ist nur „#/definitions/…“.")
        target = at(self._root, _steps(ref, self._root)) if ref in ("#", "#/") or ref.startswith("#/") else MISSING
        if target is MISSING:
            self._note(place, f"„{ref[:80]}“ gibt es im Schema nicht.", "Legen Sie das Ziel unter „definitions“ an.")
            return {}
        return target

    def _shaped(self, node: dict[str, Any], place: str) -> dict[str, Any]:
        """One level with only the keywords that the engine knows, each in the shape that it must have."""
        shaped = {name: value for name, value in node.items() if name not in _SILENT}
        if isinstance(shaped.get("items"), list):
            shaped["prefixItems"] = shaped.pop("items")
            if "additionalItems" in shaped:
                shaped["items"] = shaped.pop("additionalItems")
        shaped.pop("additionalItems", None)
        for name in [name for name in _ELSEWHERE if name in shaped]:
            del shaped[name]
            if not _READ_ELSEWHERE.search(place):
                self._note(place + join(name), "Was nur unter einer Bedingung gilt, wird nur ganz oben gelesen.", LOST)
        for word in _FOREIGN:
            shaped.pop(word, None)
        for finding in [*check_node(shaped, "", references=False)]:
            keyword = split(finding.place)[0]
            if keyword in shaped:
                del shaped[keyword]
                self._note(place + join(keyword), finding.message, LOST)
        return shaped

    def _merged(self, part: Part) -> Part:
        """With what `allOf` adds, as far as nothing is said twice."""
        node = {name: value for name, value in part.node.items() if name != "allOf"}
        rest: list[Any] = []
        trail, open_ = part.trail, part.open
        for i, raw in enumerate(part.node.get("allOf", ())):
            more = self.read(raw, f"{part.place}/allOf/{i}", part.trail, part.open)
            trail, open_ = (*trail, *more.trail[len(part.trail) :]), open_ | more.open
            if _collides(node, more.node):
                rest.append({"$merged": more.node})
            else:
                node = _joined(node, more.node)
        if rest or "allOf" in node:
            node["allOf"] = [*node.get("allOf", ()), *rest]
        return replace(part, node=node, trail=trail, open=open_)

    def properties(self, part: Part) -> Iterator[tuple[str, Found]]:
        """The properties of an object that it always has."""
        for name in part.node.get("properties", {}):
            found = self._own(part, name)
            if found is not None:
                yield name, found

    def _own(self, part: Part, name: str) -> Found | None:
        raw = part.node.get("properties", {}).get(name, MISSING)
        if raw is MISSING:
            return None
        # The schema itself is kept beside what was read of it, so that no other one can get its identity.
        key = id(raw), part.place, name, part.trail
        if key not in self._owned:
            required = name in part.node.get("required", ())
            place = part.place + join("properties", name)
            read = self.read(raw, place, part.trail, part.open if required else frozenset())
            self._owned[key] = raw, Found(read, required)
        return self._owned[key][1]

    def items(self, part: Part) -> Part | None:
        """What each item of a list is; None where nothing says so."""
        raw = part.node.get("items")
        return self.read(raw, f"{part.place}/items", part.trail) if isinstance(raw, Mapping) else None

    def find(self, part: Part, path: Path) -> Found | None:
        """The schema at the end of a path, looked for in every alternative like JSON Forms does; None for none."""
        found: Found | None = Found(part, required=True)
        for name in path:
            if found is None or found.part.deep:
                return None
            sure = found.sure
            found = self._own(found.part, name) or self._elsewhere(found.part, name)
            found = found and replace(found, sure=found.sure and sure)
        return found

    def _elsewhere(self, part: Part, name: str) -> Found | None:
        """A property that an object has only sometimes."""
        holder = self._sometimes(part).get(name)
        found = holder and self._own(holder, name)
        return Found(found.part, required=False, sure=False) if found else None

    def _sometimes(self, part: Part) -> dict[str, Part]:
        """The properties in the alternatives of an object, each with the first of them that has it."""
        key = part.place, part.trail
        if key not in self._seen:
            names = self._seen[key] = {}
            for raw, place in self.alternatives(part):
                inner = self.read(raw, place, part.trail, part.open)
                for name in inner.node.get("properties", ()):
                    names.setdefault(name, inner)
                for name, holder in self._sometimes(inner).items():
                    names.setdefault(name, holder)
        return self._seen[key]

    def raw(self, part: Part) -> Node:
        """A schema as it stands in the source."""
        found = at(self._root, _steps("#" + part.place.removeprefix("/schema"), self._root))
        return found if isinstance(found, Mapping) else {}

    def alternatives(self, part: Part) -> Iterator[tuple[Any, str]]:
        """The schemas that an object fits only sometimes, as they stand in the source."""
        node = self.raw(part)
        for word in ("oneOf", "anyOf", "allOf"):
            listed = node.get(word)
            for i, inner in enumerate(listed if isinstance(listed, list) else ()):
                yield inner, f"{part.place}/{word}/{i}"
        for word in ("then", "else"):
            if word in node:
                yield node[word], f"{part.place}/{word}"
        for word in ("dependencies", "dependentSchemas"):
            named = node.get(word)
            for name, inner in named.items() if isinstance(named, Mapping) else ():
                yield inner, part.place + join(word, name)

    def plain(self, part: Part) -> dict[str, Any]:
        """The whole schema of one answer without references; formats of ours are told by their pattern."""
        if part.deep:
            return {}
        node = dict(part.node)
        for word in ("properties",):
            if word in node:
                node[word] = {name: self.plain(found.part) for name, found in self.properties(part)}
        for word in ("allOf", "anyOf", "oneOf", "prefixItems"):
            if word in node:
                node[word] = [self._inner(raw, f"{part.place}/{word}/{i}", part) for i, raw in enumerate(node[word])]
        for word in ("items", "contains", "not", "additionalProperties"):
            if word in node:
                node[word] = self._inner(node[word], f"{part.place}/{word}", part)
        return _named_format(node)

    def _inner(self, raw: Any, place: str, around: Part) -> Any:
        if isinstance(raw, Mapping) and "$merged" in raw:
            return self.plain(Part(raw["$merged"], place, around.trail, around.open))
        return self.plain(self.read(raw, place, around.trail)) if isinstance(raw, Mapping) else raw


def _steps(ref: str, root: Node) -> tuple[str | int, ...]:
    """A reference as keys; digits are positions where a list stands."""
    steps: list[str | int] = []
    here: Any = root
    for name in split(ref[1:].rstrip("/") if ref == "#/" else ref[1:]):
        key: str | int = int(name) if isinstance(here, list) and name.isdigit() else name
        steps.append(key)
        here = at(here, (key,))
    return tuple(steps)


def _collides(one: Node, other: Node) -> bool:
    """True where both say something different by the same keyword, properties and demands left out."""
    shared = (one.keys() & other.keys()) - {"properties", "required", "title", "description", "default", "allOf"}
    return any(one[word] != other[word] for word in shared)


def _joined(one: Node, other: Node) -> dict[str, Any]:
    joined = {**other, **one}
    if "properties" in one and "properties" in other:
        joined["properties"] = {**one["properties"], **_both(one["properties"], other["properties"])}
    if "required" in one and "required" in other:
        joined["required"] = list(dict.fromkeys([*one["required"], *other["required"]]))
    if "allOf" in one and "allOf" in other:
        joined["allOf"] = [*one["allOf"], *other["allOf"]]
    return joined


def _both(one: Node, other: Node) -> dict[str, Any]:
    """The properties of the second, each with what the first says of it as well."""
    return {name: {"allOf": [one[name], part]} if one.get(name, part) != part else part for name, part in other.items()}


def _named_format(node: dict[str, Any]) -> dict[str, Any]:
    """A pattern that is the one of a format of ours is that format: so it left, and so it comes back."""
    pattern = node.get("pattern", "")
    name = _OURS.get(pattern) if "format" not in node else "date" if pattern == _DAYS else None
    if name is None:
        return node
    return {**{word: value for word, value in node.items() if word != "pattern"}, "format": name}
