"""New elements: questions of every type, pages, sections, groups, texts, sketches and shared blocks."""

from collections.abc import Mapping
from typing import Any, Final

from builder.naming import slug
from builder.operations._making import (
    CONTAINERS,
    LABELS,
    insert,
    new_container,
    new_id,
    new_property,
    new_question,
    new_text,
    spot_for,
)
from builder.operations._requiring import require
from builder.operations._sheet import RELOAD, Sheet
from builder.operations._spots import item_of
from builder.refusals import Refused
from formengine.core.bundle import SHARED_PREFIX, Bundle
from formengine.core.pointer import write_scope
from formengine.fields import TYPES


def add(
    bundle: Bundle,
    kind: str,
    label: str = "",
    parent: str = "",
    after: str = "",
    before: str = "",
    id: str = "",
    property: str = "",
    required: bool = False,
) -> Bundle:
    """Add an element: `kind` is the name of a field type, or page, section or group.

    `parent` takes it at its end, `after` and `before` name a neighbour; without any it comes last. `id` and `property`
    are made of the label where they are not given.
    """
    sheet = Sheet(bundle)
    if kind not in CONTAINERS and kind not in TYPES:
        raise Refused(f"Die Art „{kind}“ gibt es nicht.", RELOAD)
    spot = spot_for(sheet, kind, parent, after, before)
    label = label.strip() or LABELS.get(kind, "Neue Frage")
    if kind in CONTAINERS:
        element = new_container(sheet, kind, label, id)
    elif TYPES[kind].static:
        element = new_text(sheet, kind, label, id)
    else:
        element = new_question(sheet, spot, kind, label, id, property)
    insert(sheet, spot, element)
    if required and element["type"] == "Control":
        require(sheet, element["id"], True)
    return sheet.done()


def sketch(bundle: Bundle, text: str = "", parent: str = "", after: str = "", before: str = "") -> Bundle:
    """Add a stand-in for what does not exist yet, with a `text` that says what shall come; placed as by `add`."""
    return add(bundle, "sketch", text, parent, after, before)


def add_block(
    bundle: Bundle,
    name: str,
    content: Mapping[str, Any] | None = None,
    label: str = "",
    parent: str = "",
    after: str = "",
    before: str = "",
    property: str = "",
    required: bool = True,
) -> Bundle:
    """Add a shared block by its `name` (person, anschrift …); `content` is the block, where the bundle lacks it."""
    sheet = Sheet(bundle)
    shared = sheet.shared.get(name) or content
    if not isinstance(shared, Mapping) or "elements" not in shared:
        raise Refused(f"Den Baustein „{name}“ gibt es nicht.", RELOAD)
    sheet.shared.setdefault(name, shared)
    spot = spot_for(sheet, "block", parent, after, before)
    item = item_of(sheet, spot.parent)
    words = slug(label, "") or slug(name, "baustein")
    own = new_property(sheet, item, property, words)
    element = {"type": "Block", "id": new_id(sheet, "", own), "ref": SHARED_PREFIX + name, "scope": write_scope((own,))}
    insert(sheet, spot, element | ({"label": label} if label else {}))
    sheet.schema(item).setdefault("properties", {})[own] = {"type": "object"}
    if required:
        require(sheet, str(element["id"]), True)
    return sheet.done()


OPERATIONS: Final = {"add": add, "sketch": sketch, "add_block": add_block}
