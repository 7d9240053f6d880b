"""Elements once more: beside the first, or from another definition."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from builder.operations._copies import Copies
from builder.operations._sheet import Sheet
from builder.operations._spots import Spot, element_spot, is_check_page, page_spot
from builder.refusals import Refused
from builder.tree import ROOT
from formengine.core.bundle import Bundle


def duplicate(bundle: Bundle, element: str) -> Bundle:
    """Put a copy of an `element`, with all that is in it, behind it; ids and answers of the copy are its own."""
    sheet = Sheet(bundle)
    node = sheet.node(element)
    if node.kind == "section":
        raise Refused("Ein ganzer Abschnitt lässt sich nicht verdoppeln.", "Verdoppeln Sie einzelne Seiten.")
    Copies(Sheet(bundle), sheet, own=True).put([element], Spot(node.parent, node.index + (not is_check_page(node))))
    return sheet.done()


def copy_from(
    bundle: Bundle,
    source: Mapping[str, Any],
    elements: Sequence[str],
    parent: str = "",
    after: str = "",
    before: str = "",
) -> Bundle:
    """Take `elements` (ids) over from another definition.

    `source` has its `schema`, `uischema` and, where needed, `conditions`, `shared` (blocks by name), `parameters` and
    `texts` (by language). What shows or calculates by answers that are not copied along is left out or refused.
    """
    sheet = Sheet(bundle)
    form = {"title": "", **{name: source[name] for name in _PARTS if name in source}}
    if not isinstance(form.get("uischema"), Mapping) or not isinstance(form.get("schema"), Mapping):
        raise Refused("Die Vorlage ist unvollständig.", "Wählen Sie sie noch einmal aus.")
    other = Sheet(Bundle("vorlage", form, texts=source.get("texts", {}), shared=source.get("shared", {})))
    pages = [other.node(element).kind in ("page", "section") for element in elements]
    if not elements or any(pages) != all(pages):
        raise Refused("Übernehmen lassen sich entweder Seiten oder Fragen.", "Wählen Sie nur eines von beiden.")
    find = page_spot if pages[0] else element_spot
    Copies(other, sheet, own=False).put(list(elements), find(sheet, parent or ROOT, after, before))
    return sheet.done()


_PARTS: Final = ("schema", "uischema", "conditions", "parameters")

OPERATIONS: Final = {"duplicate": duplicate, "copy_from": copy_from}
