"""Properties of the schema that no question asks for."""

from collections.abc import Iterator, Mapping
from typing import Any

from formengine.core.lint._subject import Subject, error, hint, schema_place
from formengine.core.model import ITEM, Finding, Path


def check(subject: Subject) -> Iterator[Finding]:
    """A required one is an error: nobody could ever finish if it were believed."""
    asked = {control.path for control in subject.definition.controls.values()}
    around = {path[:length] for path in asked for length in range(1, len(path))}
    yield from _below(subject.definition.schema, (), asked, around)


def _below(schema: Mapping[str, Any], path: Path, asked: set[Path], around: set[Path]) -> Iterator[Finding]:
    required = set(schema.get("required", ()))
    for name, part in schema.get("properties", {}).items():
        inner = (*path, name)
        if inner in asked:
            yield from _items(part, inner, asked, around)
        elif inner in around:
            yield from _below(part, inner, asked, around)
        else:
            yield _unasked(inner, name in required)


def _items(schema: Any, path: Path, asked: set[Path], around: set[Path]) -> Iterator[Finding]:
    """The properties of a list's items, where questions ask for them one by one."""
    inside = (*path, ITEM)
    if isinstance(schema, Mapping) and inside in around:
        yield from _below(schema.get("items", {}), inside, asked, around)


def _unasked(path: Path, required: bool) -> Finding:
    name = "/".join(path)
    if required:
        message = f"Die Pflichtangabe „{name}“ kann nie beantwortet werden: Keine Frage fragt danach."
        return error(
            schema_place(path), message, "Ergänzen Sie eine Frage oder streichen Sie den Namen aus „required“."
        )
    message = f"Nach der Angabe „{name}“ fragt keine Frage."
    return hint(schema_place(path), message, "Ergänzen Sie eine Frage oder streichen Sie die Angabe.")
