"""Whether an answer must be given."""

from builder.operations._keys import SCHEMA, put
from builder.operations._sheet import Sheet
from builder.refusals import Refused
from builder.tree import Node


def require(sheet: Sheet, element: str, required: bool) -> None:
    """Say of a question, list or block that it must be answered, or need not; what is inside a block is said there."""
    block = sheet.block_of(element) if element not in sheet.nodes() else None
    if block is not None:
        _require_inside(sheet, block, element[len(block.id) + 1 :], required)
        return
    node = sheet.node(element)
    if not node.path:
        raise Refused(f"„{node.label or element}“ fragt nichts.", "Pflicht kann nur eine Frage sein.")
    holder = sheet.schema(node.path[:-1])
    names = [name for name in holder.get("required", ()) if name != node.path[-1]]
    if required:
        names = _in_order([*names, node.path[-1]], list(holder.get("properties", ())), holder.get("required", []))
    if names or "required" in holder:
        put(holder, "required", names, SCHEMA)


def _in_order(names: list[str], properties: list[str], before: list[str]) -> list[str]:
    """As they stood, where nothing is new; else a new one where its property stands."""
    if set(names) == set(before):
        return before
    places = {name: place for place, name in enumerate(properties)}
    new, rest = names[-1], names[:-1]
    behind = next((at for at, name in enumerate(rest) if places.get(name, 0) > places.get(new, len(places))), len(rest))
    return [*rest[:behind], new, *rest[behind:]]


def _require_inside(sheet: Sheet, block: Node, inner: str, required: bool) -> None:
    shared = sheet.block(block)
    name = _property(shared.get("elements", ()), inner)
    if name is None:
        raise Refused(f"„{inner}“ fragt nichts.", "Pflicht kann nur eine Frage sein.")
    known = list(shared.get("schema", {}).get("properties", ()))
    wanted = set(block.options.get("require", shared.get("schema", {}).get("required", ())))
    wanted = wanted | {name} if required else wanted - {name}
    put_option(sheet, block.id, "require", [each for each in known if each in wanted])


def put_option(sheet: Sheet, element: str, name: str, value: object) -> None:
    """Set one option of an element at its place."""
    from_order = ("only", "require", "texts")
    put(sheet.options(element), name, value, from_order)


def _property(elements: object, inner: str) -> str | None:
    """The property that an element at the top of a block, or in a group there, asks for."""
    for element in elements if isinstance(elements, list) else ():
        if element.get("id") == inner and str(element.get("scope", "")).count("/") == 2:
            return str(element["scope"]).rsplit("/", 1)[-1]
        found = _property(element.get("elements"), inner)
        if found is not None:
            return found
    return None
