"""What the data schema says about one answer: its place, its options, and what the judge asks of it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from formengine.core import formats
from formengine.core.model import ITEM, Choice, Control, Path, Source
from formengine.core.pointer import MISSING, Missing, parse_scope

_NO_TEXTS: Final[Mapping[str, str]] = MappingProxyType({})
_ANNOTATIONS: Final = frozenset({"title", "description", "$comment", "deprecated", "x-fim"})


def schema_at(schema: Mapping[str, Any], path: Path) -> Mapping[str, Any] | Missing:
    """The subschema for a path of property names (ITEM for the items of a list), or MISSING."""
    for name in path:
        holder = schema.get("items") if name == ITEM else schema.get("properties", {}).get(name)
        if not isinstance(holder, Mapping):
            return MISSING
        schema = holder
    return schema


def required_at(schema: Mapping[str, Any], path: Path) -> list[str]:
    """The names that the object at a path requires."""
    found = schema_at(schema, path)
    return list(found.get("required", ())) if isinstance(found, Mapping) else []


def objects_of(controls: Iterable[Control], schema: Mapping[str, Any]) -> dict[Path, bool]:
    """Every object that holds questions, deepest first, and whether its parent requires it."""
    found: dict[Path, bool] = {}
    for control in controls:
        for length in range(1, len(control.path)):
            path = control.path[:length]
            if control.path[length] != ITEM and path[-1] != ITEM and path not in found:
                found[path] = path[-1] in required_at(schema, path[:-1])
    return dict(sorted(found.items(), key=lambda entry: -len(entry[0])))


def is_list(schema: Mapping[str, Any], options: Mapping[str, Any]) -> bool:
    """True for a list of items with questions of their own."""
    return schema.get("type") == "array" and "detail" in options


def choices_of(
    schema: Mapping[str, Any], titles: Mapping[str, str], descriptions: Mapping[str, str] = _NO_TEXTS
) -> tuple[Choice, ...]:
    """The options of a question; `titles` and `descriptions` are those of another language by option."""
    source = schema.get("items", {}) if schema.get("type") == "array" else schema
    source = source if isinstance(source, Mapping) else {}
    listed = [option for option in source.get("oneOf", ()) if isinstance(option, Mapping) and "const" in option]
    if not listed:
        values = [value for value in source.get("enum", ()) if value is not None]
        return tuple(Choice(value, titles.get(str(value), str(value))) for value in values)
    return tuple(
        Choice(
            option["const"],
            titles.get(str(option["const"]), str(option.get("title", option["const"]))),
            descriptions.get(str(option["const"]), str(option.get("description", ""))),
        )
        for option in listed
    )


def answer_schema(control: Control) -> dict[str, Any]:
    """What the judge asks of an answer: options as an enum, texts of clean characters, a list without its items."""
    schema = dict(control.schema)
    if control.type == "list":
        return {name: part for name, part in schema.items() if name != "items"}
    if isinstance(schema.get("items"), Mapping):
        schema["items"] = _as_enum(schema["items"])
    return formats.clean(_as_enum(schema))


def _as_enum(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A `oneOf` of plain options as an `enum`, which fails with one reason instead of one for each option."""
    options = schema.get("oneOf", ())
    plain = [isinstance(option, Mapping) and set(option) - _ANNOTATIONS == {"const"} for option in options]
    if not plain or not all(plain) or "enum" in schema:
        return dict(schema)
    rest = {name: part for name, part in schema.items() if name != "oneOf"}
    return rest | {"enum": [option["const"] for option in options]}


def source_of(said: Any, schema: Mapping[str, Any], near: Mapping[str, Any], base: Path) -> Source | None:
    """The list that a reference names: its scope starts from the item, or with `from: root` from the document."""
    if not isinstance(said, Mapping):
        return None
    root = said.get("from") == "root"
    try:
        path = parse_scope(str(said.get("scope")))
    except ValueError:
        return None
    found = schema_at(schema if root else near, path)
    if not path or not isinstance(found, Mapping) or found.get("type") != "array":
        return None
    return Source(path if root else base + path, str(said.get("title", "")))
