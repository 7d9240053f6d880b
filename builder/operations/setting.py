"""Single properties of elements: label, options, limits of an answer, required, the address of a page."""

from collections.abc import Mapping
from typing import Any, Final

from builder.operations._keys import ELEMENT, OPTIONS, SCHEMA, put
from builder.operations._making import page_paths
from builder.operations._pages import rename_path
from builder.operations._requiring import put_option, require
from builder.operations._sheet import Sheet
from builder.refusals import Refused
from builder.tree import Node
from formengine.core.bundle import Bundle
from formengine.core.model import CHECK_PAGE, RESERVED_PATHS

_ELSEWHERE: Final = {
    ("id",): "„Umbenennen“ ändert die Kennung überall.",
    ("type",): "„Umwandeln“ ändert die Art.",
    ("scope",): "„Umbenennen“ und „Verschieben“ ändern den Ort der Antwort überall.",
    ("elements",): "Verschieben, ergänzen oder löschen Sie einzelne Elemente.",
    ("ref",): "Fügen Sie den anderen Baustein neu ein.",
    ("options", "type"): "„Umwandeln“ ändert die Art und passt das Schema an.",
    ("options", "detail"): "Verschieben, ergänzen oder löschen Sie einzelne Elemente.",
}
_TEXTS_OF_BLOCKS: Final = ("label", "text")


def set_one(bundle: Bundle, element: str, place: str, value: Any = None) -> Bundle:
    """Set one property of an `element`; None removes it.

    `place` is `label`, `text`, `required`, `options/<name>`, `options/errors/<code>` or `schema/<keyword>` (of the
    question's answer).
    """
    return set_many(bundle, element, {place: value})


def set_many(bundle: Bundle, element: str, changes: Mapping[str, Any]) -> Bundle:
    """Set several properties of an `element` at once: `changes` by place, as for `set`."""
    sheet = Sheet(bundle)
    for place, value in changes.items():
        names = tuple(place.split("/"))
        if names[:1] == ("element",):
            names = names[1:]
        _set(sheet, element, names, value)
    return sheet.done()


def set_required(bundle: Bundle, element: str, required: bool = True) -> Bundle:
    """Say whether a question, list or block (or what is asked inside a block) must be answered."""
    sheet = Sheet(bundle)
    require(sheet, element, required)
    return sheet.done()


def _set(sheet: Sheet, element: str, place: tuple[str, ...], value: Any) -> None:
    elsewhere = next((mend for start, mend in _ELSEWHERE.items() if place[: len(start)] == start), None)
    if elsewhere is not None:
        raise Refused("Das lässt sich hier nicht ändern.", elsewhere)
    if place == ("required",):
        require(sheet, element, bool(value))
        return
    block = sheet.block_of(element) if element not in sheet.nodes() else None
    if block is not None:
        _set_inside(sheet, block, element[len(block.id) + 1 :], place, value)
        return
    node = sheet.node(element)
    if place == ("options", "path"):
        _set_path(sheet, node, value)
    elif place[0] == "schema" and len(place) > 1:
        _set_keyword(sheet, node, place[1:], value)
    elif place in (("label",), ("text",), ("rule",)) or (place[0] == "options" and len(place) > 1):
        _put_at(sheet.raw(element), place, value)
    else:
        raise Refused(f"Die Eigenschaft „{'/'.join(place)}“ gibt es nicht.", "Wählen Sie eine aus dem Formular.")


def _put_at(holder: dict[str, Any], place: tuple[str, ...], value: Any) -> None:
    """Set or remove what stands at a place; what is empty afterwards goes too."""
    name, rest = place[0], place[1:]
    order = ELEMENT if name in ("label", "text", "rule", "options") else OPTIONS
    if not rest:
        if value is None:
            holder.pop(name, None)
        else:
            put(holder, name, value, order)
        return
    if not isinstance(holder.get(name), dict):
        if value is None:
            return
        put(holder, name, {}, order)
    _put_at(holder[name], rest, value)
    if not holder[name]:
        del holder[name]


def _set_keyword(sheet: Sheet, node: Node, names: tuple[str, ...], value: Any) -> None:
    if not node.path or node.kind == "block":
        raise Refused(f"„{node.label or node.id}“ hat kein eigenes Schema.", "Ändern Sie eine einzelne Frage.")
    holder: Any = sheet.schema(node.path)
    for name in names[:-1]:
        holder = holder.setdefault(name, {}) if value is not None else holder.get(name, {})
        if not isinstance(holder, dict):
            raise Refused(
                "An diesem Ort des Schemas steht nichts, was sich ändern lässt.", "Nutzen Sie die JSON-Ansicht."
            )
    if value is None:
        holder.pop(names[-1], None)
    else:
        put(holder, names[-1], value, SCHEMA)


def _set_path(sheet: Sheet, node: Node, value: Any) -> None:
    old = str(node.options.get("path", node.id))
    new = node.id if value is None else str(value)
    if node.kind != "page":
        raise Refused("Nur eine Seite hat eine Adresse.", "Wählen Sie eine Seite.")
    if new != old and (new in RESERVED_PATHS or new in page_paths(sheet)):
        free = "Wählen Sie eine andere aus kleinen Buchstaben, Ziffern und Strichen."
        raise Refused(f"Die Adresse „{new}“ ist schon vergeben.", free)
    if CHECK_PAGE in (old, new) and sheet.children(node.parent)[-1] is not node.raw and new == CHECK_PAGE:
        raise Refused("Nur die letzte Seite kann die Prüfseite sein.", "Verschieben Sie die Seite zuerst ans Ende.")
    _put_at(sheet.raw(node.id), ("options", "path"), value)
    rename_path(sheet, old, new)


def _set_inside(sheet: Sheet, block: Node, inner: str, place: tuple[str, ...], value: Any) -> None:
    """A text of what a block brings along is kept at the block."""
    name = place[-1] if place[0] == "options" and len(place) == 2 else place[0]
    if place[:2] == ("options", "errors") and len(place) == 3:
        _set_error(sheet, block, inner, place[2], value)
        return
    if len(place) > 2 or (place[0] != "options" and name not in _TEXTS_OF_BLOCKS):
        raise Refused(
            f"„{inner}“ kommt aus einem Baustein; daran lassen sich nur Texte und die Pflicht ändern.",
            f"Ändern Sie es am Baustein „{block.label or block.id}“ selbst.",
        )
    _write_inside(sheet, block, inner, name, value)


def _set_error(sheet: Sheet, block: Node, inner: str, code: str, value: Any) -> None:
    own = block.options.get("texts", {}).get(inner, {})
    errors = dict(own.get("errors", _errors(sheet.block(block).get("elements", ()), inner)))
    errors.pop(code, None)
    _write_inside(sheet, block, inner, "errors", errors if value is None else errors | {code: value})


def _errors(elements: Any, inner: str) -> Mapping[str, str]:
    for element in elements:
        if element.get("id") == inner:
            return element.get("options", {}).get("errors", {})  # type: ignore[no-any-return]
        found = _errors(element.get("elements", ()), inner)
        if found:
            return found
    return {}


def _write_inside(sheet: Sheet, block: Node, inner: str, name: str, value: Any) -> None:
    texts = {id_: dict(words) for id_, words in block.options.get("texts", {}).items()}
    words = texts.setdefault(inner, {})
    words.pop(name, None)
    if value is not None:
        words[name] = value
    texts = {id_: words for id_, words in texts.items() if words}
    if texts:
        put_option(sheet, block.id, "texts", texts)
    else:
        _put_at(sheet.raw(block.id), ("options", "texts"), None)


OPERATIONS: Final = {"set": set_one, "set_many": set_many, "set_required": set_required}
