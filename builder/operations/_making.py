"""Makes new elements with their ids, property names and schemas."""

from typing import Any, Final

from builder.naming import check_id, check_property, fresh, slug
from builder.operations._keys import SCHEMA, put
from builder.operations._sheet import Sheet
from builder.operations._spots import Spot, element_spot, item_of, page_spot
from builder.refusals import Refused
from builder.tree import ROOT
from formengine.core.model import ENVIRONMENT, ITEM_ID, RESERVED_PATHS, Path
from formengine.core.pointer import write_scope
from formengine.fields import TYPES

CONTAINERS: Final = {"page": "Seite", "section": "Abschnitt", "group": "Gruppe"}
LABELS: Final = {
    **CONTAINERS,
    "note": "Hinweis",
    "heading": "Überschrift",
    "sketch": "Hier fehlt noch etwas",
    "list": "Liste",
}
_RESERVED: Final = {ENVIRONMENT, ITEM_ID}


def new_id(sheet: Sheet, wish: str, words: str, joint: str = "_") -> str:
    """The id that was wished for, else one made of words."""
    taken = sheet.ids()
    if not wish:
        return fresh(words, taken, joint)
    check_id(wish)
    if wish in taken:
        raise Refused(f"Die Kennung „{wish}“ gibt es schon.", "Wählen Sie eine andere.")
    return wish


def new_page(sheet: Sheet, label: str, wish: str = "") -> dict[str, Any]:
    """A page without questions."""
    name = slug(label, "seite", "-")
    path = fresh(name, RESERVED_PATHS | page_paths(sheet), "-")
    id_ = new_id(sheet, wish, f"seite-{name}", "-")
    return {"type": "Category", "id": id_, "label": label, "options": {"path": path}, "elements": []}


def page_paths(sheet: Sheet) -> set[str]:
    """The addresses of all pages."""
    pages = (node for node in sheet.nodes().values() if node.kind == "page")
    return {str(node.options.get("path", node.id)) for node in pages}


def new_container(sheet: Sheet, kind: str, label: str, wish: str) -> dict[str, Any]:
    """A page, a section with a first page, or a group."""
    if kind == "page":
        return new_page(sheet, label, wish)
    if kind == "section":
        id_ = new_id(sheet, wish, f"abschnitt-{slug(label, 'neu', '-')}", "-")
        return {"type": "Categorization", "id": id_, "label": label, "elements": [new_page(sheet, label)]}
    id_ = new_id(sheet, wish, f"gruppe-{slug(label, 'neu', '-')}", "-")
    return {"type": "Group", "id": id_, "label": label, "elements": []}


def new_text(sheet: Sheet, kind: str, text: str, wish: str) -> dict[str, Any]:
    """A note, heading or sketch."""
    prefix = {"note": "hinweis", "heading": "ueber", "sketch": "skizze"}.get(kind, kind)
    options = {"type": kind, "tone": "info"} if kind == "note" else {"type": kind}
    id_ = new_id(sheet, wish, f"{prefix}-{slug(text, 'neu', '-')}", "-")
    return {"type": "Label", "id": id_, "text": text, "options": options}


def new_property(sheet: Sheet, item: Path, wish: str, words: str) -> str:
    """A property name that is free in an object: the one wished for, else one made of words."""
    holder = sheet.schema(item)
    paths = {path[len(item)] for path in sheet.taken_paths() if len(path) > len(item) and path[: len(item)] == item}
    taken = holder.get("properties", {}).keys() | paths | _RESERVED
    if not wish:
        return fresh(slug(words, "frage"), taken)
    check_property(wish)
    if wish in taken:
        raise Refused(f"Die Angabe „{wish}“ gibt es schon.", "Wählen Sie einen anderen Namen.")
    return wish


def new_question(sheet: Sheet, spot: Spot, kind: str, label: str, id: str = "", property: str = "") -> dict[str, Any]:
    """A question, its property put into the schema."""
    with sheet.still():
        item = item_of(sheet, spot.parent)
        name = new_property(sheet, item, property, label)
        prefix = f"{_list_around(sheet, spot.parent)}." if item else ""
        schema = dict(TYPES[kind].new_schema())
        options = options_for(sheet, kind, schema)
        id_ = new_id(sheet, id, prefix + name)
    add_property(sheet, item, name, schema)
    return {"type": "Control", "id": id_, "scope": write_scope((name,)), "label": label, "options": options}


def _list_around(sheet: Sheet, parent: str) -> str:
    node = sheet.node(parent)
    while node.kind != "list":
        node = sheet.node(node.parent)
    return node.id


def options_for(sheet: Sheet, kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The options that a new question of a type needs to run."""
    options: dict[str, Any] = {"type": kind}
    if kind == "list":
        options["detail"] = {"type": "VerticalLayout", "elements": []}
    elif kind == "calculated":
        options["calc"] = 0
    elif kind == "reference":
        options["from"] = _first_list(sheet)
    if sheet.form.get("kind") == "klaerung" and kind != "calculated" and "oneOf" not in schema:
        options["unsure"] = False
    return options


def _first_list(sheet: Sheet) -> dict[str, Any]:
    for node in sheet.nodes().values():
        if node.kind == "list" and not node.item:
            return {"scope": write_scope(node.path), "from": "root"}
    raise Refused("Diese Frage wählt aus den Einträgen einer Liste.", "Legen Sie zuerst eine Liste an.")


def add_property(sheet: Sheet, item: Path, name: str, schema: dict[str, Any]) -> None:
    """Put the schema of a new question into its object."""
    holder = sheet.schema(item)
    if "properties" not in holder:
        put(holder, "properties", {}, SCHEMA)
    holder["properties"][name] = schema


def spot_for(sheet: Sheet, kind: str, parent: str, after: str, before: str) -> Spot:
    """Where a new element of a kind goes."""
    find = page_spot if kind in ("page", "section") else element_spot
    return find(sheet, parent or ROOT, after, before)


def insert(sheet: Sheet, spot: Spot, element: dict[str, Any]) -> None:
    """Put an element at a spot."""
    sheet.children(spot.parent).insert(spot.index, element)
