"""JSON Forms: a JSON Schema with a UI schema becomes a definition of our own; what it cannot keep, it names."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from formengine.core.pointer import write_scope
from formengine.exchange.branching import in_schema, layout, silent
from formengine.exchange.frame import Format, Imported, Node, Refused, Source, check_limits
from formengine.exchange.kinds import asked
from formengine.exchange.mending import mended
from formengine.exchange.names import is_usable
from formengine.exchange.pages import Pages
from formengine.exchange.reading import Reading
from formengine.exchange.writing import write

__all__ = ["FORMAT", "Imported", "generated", "read", "write"]

_ELEMENTS: Final = frozenset(
    {"VerticalLayout", "HorizontalLayout", "Group", "Categorization", "Control", "ListWithDetail", "Label"}
)


def read(schema: Any, uischema: Any = None, *, slug: str, title: str) -> Imported:
    """The definition that means what the two documents mean to JSON Forms. Raises Refused."""
    check_limits(Source(schema, uischema))
    if not isinstance(schema, Mapping | bool) or not isinstance(uischema, Mapping | None):
        raise Refused("Ein Schema und ein UI-Schema müssen JSON-Objekte sein, also mit { beginnen.")
    reading = Reading(schema)
    pages = Pages(reading)
    tree = pages.read(generated(schema) if uischema is None else uischema)
    reading.settle(reading.room, "/schema")
    pages.ask_first(tree, [*_unasked(reading)])
    _settle(reading)
    form = {
        "slug": slug,
        "kind": "antrag",
        "version": "1.0.0",
        "title": title,
        "schema": reading.answers.schema,
        "uischema": tree,
    }
    form, more = mended(form)
    return Imported(form, (*reading.findings, *more), reading.places)


def _unasked(reading: Reading) -> Iterator[str]:
    """The scopes that rules look at and no question asks for."""
    for path in reading.answers.used:
        found = None
        if path and is_usable(path) and reading.answers.free(path):
            found = reading.schemas.find(reading.schemas.root, path)
        if found and asked(reading.schemas, found.part, {}).kind == "question":
            message = f"Von „{'/'.join(path)}“ hängen Regeln ab, aber keine Seite fragt danach. Jetzt fragt die erste."
            reading.note(found.part.place, message, "Prüfen Sie, ob die Frage dort richtig steht.")
            yield write_scope(path)


def _settle(reading: Reading) -> None:
    """What can only be said when everything is read."""
    answers = reading.answers
    for path in answers.spread():
        name = "/".join(path)
        message = f"„{name}“ steht auf mehreren Seiten und ist jetzt immer auszufüllen."
        reading.note("/schema", message, "Fragen Sie freiwillige Angaben auf einer Seite.")
        answers.require(path)
    for name, found in reading.schemas.properties(reading.schemas.root):
        if name not in reading.mentioned:
            reading.note(found.part.place, f"Nach „{name}“ fragt das Formular nicht.", "Die Angabe wurde weggelassen.")


def generated(schema: Any) -> Node:
    """The UI schema that JSON Forms makes where there is none: one control a property, else one for everything."""
    schemas = silent(schema)
    names = [name for name, _ in schemas.properties(schemas.root)] if schemas.root.is_object else []
    scopes = [write_scope((name,)) for name in names] or ["#"]
    return layout([{"type": "Control", "scope": scope} for scope in scopes])


def _read(source: Source) -> Imported:
    found = read(source.schema, source.ui, slug=source.slug, title=source.title)
    return in_schema(found, generated(source.schema)) if source.ui is None else found


def _recognises(_schema: Any, ui: Any) -> bool:
    return isinstance(ui, Mapping) and ui.get("type") in _ELEMENTS


FORMAT: Final = Format("JSON Forms", _read, _recognises, write)
