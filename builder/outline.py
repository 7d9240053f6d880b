"""The structure of a form as the workbench lists it: pages and elements, each with what one must see at a glance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from builder.palette import TITLES
from builder.tree import ROOT, Kind, Node, nodes_of
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition
from formengine.core.pointer import MISSING, get

_KINDS: Final[Mapping[Kind, str]] = {
    "section": "Abschnitt",
    "page": "Seite",
    "group": "Gruppe",
    "label": "Text",
    "block": "Baustein",
    "list": "Liste",
    "control": "Frage",
    "other": "Element",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One element in the structure."""

    id: str
    kind: Kind
    type: str
    """The name of the field type; "" for what asks and says nothing."""
    label: str
    kind_name: str
    depth: int
    """0 for an element that stands directly on its page."""
    required: bool
    conditional: bool
    """True where a rule decides about it."""
    first: bool
    last: bool
    """Whether it can move up or down among its neighbours."""
    parent: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page with its elements."""

    id: str
    path: str
    number: int
    title: str
    section: str
    conditional: bool
    rows: tuple[Row, ...]
    first: bool
    last: bool


def outline(bundle: Bundle) -> tuple[Leaf, ...]:
    """The pages in order, with everything on them; blocks are one row each."""
    found = nodes_of(bundle)
    siblings: dict[str, int] = {}
    for node in found.values():
        siblings[node.parent] = siblings.get(node.parent, 0) + 1
    pages = [node for node in found.values() if node.kind == "page"]
    rows: dict[str, list[Row]] = {page.id: [] for page in pages}
    for node in found.values():
        if node.kind not in ("page", "section") and node.page in rows:
            depth = node.depth - found[node.page].depth - 1
            rows[node.page].append(_row(node, bundle.form, depth, siblings[node.parent]))
    return tuple(
        Leaf(
            id=page.id,
            path=str(page.options.get("path", page.id)),
            number=number,
            title=page.label or page.id,
            section=found[page.parent].label if page.parent != ROOT else "",
            conditional="rule" in page.raw,
            rows=tuple(rows[page.id]),
            first=number == 1,
            last=number == len(pages),
        )
        for number, page in enumerate(pages, 1)
    )


def type_of(node: Node, form: Mapping[str, Any]) -> str:
    """The field type of a raw element, "" for pages, groups and blocks."""
    if node.kind == "label":
        return str(node.options.get("type", "note"))
    if node.kind == "list":
        return "list"
    return str(node.options.get("type", "")) if node.kind == "control" else ""


def schema_of(form: Mapping[str, Any], path: tuple[str, ...]) -> Mapping[str, Any]:
    """The schema of an answer in the form as it is written; {} where there is none."""
    found: Any = form.get("schema", {})
    for name in path:
        found = found.get("items") if name == "*" else get(found, ("properties", name))
        if found is MISSING or not isinstance(found, Mapping):
            return {}
    return found if isinstance(found, Mapping) else {}


def is_required(form: Mapping[str, Any], path: tuple[str, ...]) -> bool:
    """True where the schema demands an answer."""
    return bool(path) and path[-1] in schema_of(form, path[:-1]).get("required", ())


def _row(node: Node, form: Mapping[str, Any], depth: int, siblings: int) -> Row:
    type_ = type_of(node, form)
    label = node.label or str(schema_of(form, node.path).get("title", "")) or node.id
    return Row(
        id=node.id,
        kind=node.kind,
        type=type_,
        label=label,
        kind_name=TITLES.get(type_) or _KINDS[node.kind],
        depth=depth,
        required=is_required(form, node.path),
        conditional="rule" in node.raw,
        first=node.index == 0,
        last=node.index == siblings - 1,
        parent=node.parent,
    )


def inner_rows(definition: Definition, block: str) -> Iterator[tuple[str, str]]:
    """Id and label of the questions that a block brings along."""
    for id_, element in definition.elements.items():
        if id_.startswith(f"{block}.") and element.control is not None:
            yield id_, element.label
