"""The elements of a form as it is written (blocks not expanded): where each stands, and where its answers live."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from formengine.core.bundle import Bundle
from formengine.core.model import ITEM, Path
from formengine.core.pointer import parse_scope

Kind = Literal["section", "page", "group", "label", "control", "list", "block", "other"]
_KINDS: Final[Mapping[str, Kind]] = {
    "Categorization": "section",
    "Category": "page",
    "Group": "group",
    "VerticalLayout": "group",
    "HorizontalLayout": "group",
    "Label": "label",
    "Control": "control",
    "Block": "block",
}
ROOT: Final = ""
"""What stands for the root of the page tree where an id is asked for."""


_KEPT: Final = 8
_known: dict[str, Mapping[str, "Node"]] = {}


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the raw form."""

    id: str
    kind: Kind
    raw: Mapping[str, Any]
    pointer: str
    """JSON Pointer into the form."""
    parent: str
    """The id of the element around it; ROOT for pages and sections at the top."""
    index: int
    """Its position among the children of `parent`."""
    page: str
    """The id of its page; its own for a page, "" for a section."""
    depth: int
    path: Path = ()
    """Where its answers live in the document, with ITEM for items; () for what asks nothing."""
    item: Path = ()
    """What its scopes are relative to: the path of the items of the list around it, () outside lists."""

    @property
    def label(self) -> str:
        """What a person reads of it."""
        return str(self.raw.get("label", self.raw.get("text", "")))

    @property
    def options(self) -> Mapping[str, Any]:
        """Its options."""
        options = self.raw.get("options")
        return options if isinstance(options, Mapping) else {}

    @property
    def holds(self) -> bool:
        """True for what other elements can stand in."""
        return self.kind in ("section", "page", "group", "list")


def nodes_of(bundle: Bundle) -> Mapping[str, Node]:
    """The elements of a bundle, which never changes: read once for everybody who asks in turn."""
    found = _known.get(bundle.hash)
    if found is None:
        found = nodes(bundle.form)
        while len(_known) >= _KEPT:
            _known.pop(next(iter(_known)), None)
        _known[bundle.hash] = found
    return found


def nodes(form: Mapping[str, Any]) -> dict[str, Node]:
    """All elements that have an id, by id, in the order of the document."""
    root = form.get("uischema", {})
    if root.get("type") != "Categorization":
        return {node.id: node for node in _below([root], "/uischema", ROOT, "", 0, (), single=True)}
    return {node.id: node for node in _below(root.get("elements", ()), "/uischema/elements", ROOT, "", 0, ())}


def _below(
    children: Any, place: str, parent: str, page: str, depth: int, item: Path, *, single: bool = False
) -> Iterator[Node]:
    for index, raw in enumerate(children):
        pointer = place if single else f"{place}/{index}"
        kind: Kind = _KINDS.get(str(raw.get("type")), "other")
        id_, path = str(raw.get("id", "")), _path(raw, item)
        detail = raw.get("options", {}).get("detail") if kind == "control" else None
        if kind == "control" and (detail is not None or raw.get("options", {}).get("type") == "list"):
            kind = "list"
        here = id_ if kind == "page" else page
        if id_:
            yield Node(id_, kind, raw, pointer, parent, index, here, depth, path, item)
        inner, at, inside = raw.get("elements", ()), f"{pointer}/elements", item
        if kind == "list":
            detail = detail if isinstance(detail, Mapping) else {}
            inner, at, inside = detail.get("elements", ()), f"{pointer}/options/detail/elements", (*path, ITEM)
        yield from _below(inner, at, id_ or parent, here, depth + 1, inside)


def _path(raw: Mapping[str, Any], item: Path) -> Path:
    try:
        return (*item, *parse_scope(str(raw["scope"])))
    except (KeyError, ValueError):
        return ()
