"""What was only given another name: ids of elements and places of answers, so that what follows is not told anew."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from builder.difference.side import Side
from builder.difference.wording import same
from builder.inventory import PARENT
from builder.tree import ROOT
from formengine.core.model import ITEM, Path
from formengine.core.pointer import join, parse_scope, split, write_scope
from formengine.core.texts import placeholders

_CONDITIONS: Final = "#/conditions/"
_SCOPES: Final = frozenset({"scope", "value", "of"})


@dataclass(frozen=True)
class Renaming:
    """New ids by old ones and new places by old ones, of elements that stand in both revisions."""

    ids: Mapping[str, str] = field(default_factory=dict)
    paths: Mapping[Path, Path] = field(default_factory=dict)

    blocks: frozenset[str] = frozenset()
    """The old ids of blocks: the ids of what stands in them begin with theirs."""

    conditions: Mapping[str, str] = field(default_factory=dict)
    """New names of named conditions by old ones."""

    def id(self, old: str) -> str:
        """The id that an element has now."""
        if old in self.ids or "." not in old:
            return self.ids.get(old, old)
        block = next((id_ for id_ in self.blocks if old.startswith(f"{id_}.")), None)
        return old if block is None else self.ids[block] + old.removeprefix(block)

    def path(self, old: Path) -> Path:
        """The place that an answer has now: its own or that of the nearest answer around it is known."""
        for length in range(len(old), 0, -1):
            if old[:length] in self.paths:
                return self.paths[old[:length]] + old[length:]
        return old

    def applied(self, node: Any) -> Any:
        """A part of the old revision in the names of the new one: scopes, ids and what texts insert."""
        return self._walked(node) if self.ids or self.paths or self.conditions else node

    def same(self, old: Any, new: Any) -> bool:
        """Whether a part is as it was, but for names that changed with the elements that they name."""
        return same(old, new) or same(self.applied(old), new)

    def keyed(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
        """What is kept by the ids of elements, under their new ids."""
        return {id_ if id_ in new else self.id(id_): part for id_, part in old.items()}

    def _walked(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self._walked(part) for part in node]
        if isinstance(node, Mapping):
            return {self._name(name): self._scoped(name, part) for name, part in node.items()}
        return self._text(node) if isinstance(node, str) else node

    def _scoped(self, name: str, part: Any) -> Any:
        if name in _SCOPES and isinstance(part, str) and part.startswith("#/"):
            try:
                return write_scope(self._moved(parse_scope(part)))
            except ValueError:
                return part
        if name == "$ref" and isinstance(part, str):
            own = part.removeprefix(_CONDITIONS)
            return _CONDITIONS + self.conditions[own] if own in self.conditions else part
        return self._walked(part)

    def _moved(self, path: Path) -> Path:
        """A scope may start from an item of a list."""
        return self.path(path) if self.path(path) != path else self._inside.path(path) if self._items else path

    @property
    def _items(self) -> dict[Path, Path]:
        return {_last(old): _last(new) for old, new in self.paths.items() if ITEM in old and ITEM in new}

    @property
    def _inside(self) -> "Renaming":
        return Renaming({}, self._items)

    def _name(self, name: str) -> str:
        if name.startswith("/"):
            return self._pointer(name)
        return self._names.get(name, self.id(name))

    def _pointer(self, text: str) -> str:
        return join(*(self._names.get(part, part) for part in split(text)))

    @property
    def _names(self) -> dict[str, str]:
        """Property names that are others now, as they stand in the answers of cases."""
        pairs = {old[-1]: new[-1] for old, new in self.paths.items()}
        return {old: new for old, new in pairs.items() if old != new}

    def _text(self, text: str) -> str:
        if self.id(text) != text:
            return self.id(text)
        if text.startswith("/"):
            return self._pointer(text)
        for name in placeholders(text):
            text = text.replace(f"{{{name}}}", f"{{{self.id(name)}}}")
        return text


def renaming(before: Side, after: Side) -> Renaming:
    """Find what is the same under another name: a question by where its answer lives, anything else by its content."""
    gone = [id_ for id_ in before.elements if id_ not in after.elements and id_ in before.nodes]
    new = {id_ for id_ in after.elements if id_ not in before.elements and id_ in after.nodes}
    ids: dict[str, str] = {}
    for old in gone:
        found = next((id_ for id_ in after.elements if id_ in new and _alike(before, old, after, id_)), None)
        if found is not None:
            ids[old] = found
            new.discard(found)
    ids |= _nameless(before, after)
    blocks = frozenset(old for old in ids if old in before.nodes and before.nodes[old].kind == "block")
    return Renaming(ids, _paths(before, after, lambda old: ids.get(old, old)), blocks, _conditions(before, after))


def _conditions(before: Side, after: Side) -> dict[str, str]:
    """Named conditions that stand there unchanged under another name."""
    one, other = before.form.get("conditions", {}), after.form.get("conditions", {})
    new = [name for name in other if name not in one]
    found = {}
    for old in (name for name in one if name not in other):
        twin = next((name for name in new if same(one[old], other[name])), None)
        if twin is not None:
            found[old] = twin
            new.remove(twin)
    return found


def _nameless(before: Side, after: Side) -> dict[str, str]:
    """Elements without an id are known by their content; one whose content changed is the next one of its type."""
    left = [new for new in after.elements if new not in before.elements and new not in after.nodes]
    found = {}
    for old, element in before.elements.items():
        if old in after.elements or old in before.nodes:
            continue
        new = next((new for new in left if after.elements[new].get("type") == element.get("type")), None)
        if new is not None:
            found[old] = new
            left.remove(new)
    return found


def _paths(before: Side, after: Side, now: Callable[[str], str]) -> dict[Path, Path]:
    found: dict[Path, Path] = {}
    if before.form.get("uischema") is after.form.get("uischema"):
        return found
    for id_, node in before.nodes.items():
        other = after.nodes.get(now(id_))
        if other is not None and node.path and other.path and node.path != other.path:
            found[node.path] = other.path
    return found


def _alike(before: Side, old: str, after: Side, new: str) -> bool:
    one, other = before.nodes[old], after.nodes[new]
    if one.raw.get("type") != other.raw.get("type"):
        return False
    if one.path and one.path == other.path:
        return True
    if one.label and (one.parent, one.index, one.label) == (other.parent, other.index, other.label):
        return True
    return not one.path and not other.path and same(_nameless_content(before, old), _nameless_content(after, new))


def _nameless_content(side: Side, id_: str) -> dict[str, Any]:
    return {name: part for name, part in side.elements[id_].items() if name not in ("id", PARENT)}


def _last(path: Path) -> Path:
    """The part of a place that is relative to the innermost item."""
    return path[len(path) - path[::-1].index(ITEM) :]


def parent(element: Mapping[str, Any], renamed: Renaming) -> str:
    """The id that the element around has now."""
    return renamed.id(str(element.get(PARENT, ROOT)))
