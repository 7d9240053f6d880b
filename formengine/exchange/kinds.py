"""How an answer is asked: which field type comes nearest to what JSON Forms would show, and what cannot be asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from formengine.core.strictjson import dumps
from formengine.exchange.dialect import Part, Schemas
from formengine.exchange.frame import Node
from formengine.fields import TYPES, best_fit

_DEEP: Final = "Hier wiederholt sich das Formular in sich selbst; mehr als drei Ebenen werden nicht gezeigt."
_MIXED: Final = "Hier sind verschiedene Arten von Antworten erlaubt ({})."
_EITHER: Final = "Hier ist eine von mehreren Formen auszufüllen."
_LIST: Final = "Hier ist eine Liste einfacher Werte einzugeben."
_LISTS: Final = "Hier ist eine Liste von Listen einzugeben."
_TUPLE: Final = "Hier hat jeder Platz der Liste eine eigene Bedeutung."
_OPEN: Final = "Hier dürfen beliebige Angaben stehen."
_NOTHING: Final = "Hier ist keine Antwort erlaubt."
_NULL: Final = "Eine leere Antwort heißt hier: keine Angabe, nicht „null“."
_WORDS: Final[Mapping[str, str]] = {
    "array": "Liste",
    "boolean": "ja/nein",
    "integer": "ganze Zahl",
    "number": "Zahl",
    "object": "Objekt",
    "string": "Text",
}
_TEXTLIKE: Final = ("minLength", "maxLength", "pattern", "format")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is made of a schema: a question of a type, a group or a list of more, or nothing (and why)."""

    kind: Literal["question", "group", "list", "nothing"]
    type: str = ""
    schema: dict[str, Any] = field(default_factory=dict)
    why: str = ""
    remarks: tuple[str, ...] = ()
    """What is asked otherwise than the source does."""


def asked(schemas: Schemas, part: Part, options: Node) -> Asked:
    """How the answer to a schema is asked."""
    if part.deep:
        return _nothing(_DEEP)
    named = _named(schemas, part, options)
    if named:
        return named
    if part.is_object:
        return _object(part)
    if "array" in part.types and len(part.types) == 1:
        return _array(schemas, part, options)
    return _one_of_many(schemas, part) or _scalar(schemas.plain(part), part.types, options)


def _one_of_many(schemas: Schemas, part: Part) -> Asked | None:
    """What is seen without writing the whole schema out: answers of several kinds, or of one of several objects."""
    if len(part.types) > 1 and part.types != {"integer", "number"}:
        return _nothing(_MIXED.format(", ".join(sorted(_WORDS[name] for name in part.types))))
    listed = [schemas.read(raw, place, part.trail, part.open) for raw, place in schemas.alternatives(part)]
    if any(one.is_object or one.deep or one.types & {"array", "object"} for one in listed):
        return _nothing(_EITHER)
    return None


def _nothing(why: str) -> Asked:
    return Asked("nothing", why=why)


def _named(schemas: Schemas, part: Part, options: Node) -> Asked | None:
    """The type that the document names, where it is one of ours and fits."""
    kind = TYPES.get(str(options.get("type")))
    if kind is None or kind.name in ("list", "calculated") or kind.static:
        return None
    schema = schemas.plain(part)
    if not kind.accepts(schema) and schema.get("type") == "string" and "format" in kind.new_schema():
        # A format that draft-07 does not know, or reads otherwise, leaves here as a pattern.
        schema = {**schema, "format": kind.new_schema()["format"]}
    return Asked("question", kind.name, schema) if kind.accepts(schema) else None


def _object(part: Part) -> Asked:
    if part.node.get("properties"):
        either = _EITHER if part.node.keys() & {"oneOf", "anyOf"} else ""
        return Asked("group", remarks=(either,) if either else ())
    return _nothing(_EITHER if part.node.keys() & {"oneOf", "anyOf"} else _OPEN)


def _array(schemas: Schemas, part: Part, options: Node) -> Asked:
    if "prefixItems" in part.node:
        return _nothing(_TUPLE)
    items = schemas.items(part)
    if items is None:
        return _nothing(_OPEN)
    if items.deep:
        return _nothing(_DEEP)
    if items.is_object:
        return Asked("list") if items.node.get("properties") else _nothing(_object(items).why)
    inner = _one_of_many(schemas, items) or _scalar(schemas.plain(items), items.types, options)
    if inner.kind == "question" and inner.schema.keys() & {"enum", "oneOf"}:
        words = ("title", "description", "minItems", "maxItems", "uniqueItems")
        plain = {word: part.node[word] for word in words if word in part.node}
        return Asked("question", "choices", {"type": "array", **plain, "items": inner.schema})
    if "array" in items.types:
        return _nothing(_LISTS)
    return _nothing(_LIST if inner.kind == "question" else inner.why)


def _scalar(schema: dict[str, Any], types: frozenset[str], options: Node) -> Asked:
    remarks = [_NULL] if "null" in schema.get("type", "") else []
    schema = _without_null(schema)
    chosen = _as_choices(schema)
    if chosen is not None:
        return _choice(chosen, options)
    either = schema.get("oneOf", schema.get("anyOf"))
    if either and not types:
        types = _common(either)
        if not types:
            return _nothing(_EITHER)
    if types == {"integer", "number"}:
        types = frozenset({"number"})
    if not types and schema.keys() & {*_TEXTLIKE}:
        types = frozenset({"string"})
    if not types:
        return _nothing(_OPEN)
    (type_,) = types
    if type_ in ("object", "array"):
        return _nothing(_EITHER)
    return _plain(schema | {"type": type_}, type_, options, tuple(remarks))


def _plain(schema: dict[str, Any], type_: str, options: Node, remarks: tuple[str, ...]) -> Asked:
    """A text, a number, or yes and no."""
    if "oneOf" in schema:
        # To our text fields a oneOf is a list of options.
        schema = {word: value for word, value in schema.items() if word != "oneOf"} | {
            "allOf": [*schema.get("allOf", ()), {"oneOf": schema["oneOf"]}]
        }
    more = dict(_otherwise(schema, options))
    if type_ == "boolean":
        return Asked("question", "yes-no" if options.get("format") == "radio" else "confirm", schema, remarks=remarks)
    if type_ == "string" and options.get("multi"):
        return Asked("question", "multiline", schema, remarks=remarks)
    if type_ == "string" and _is_day(schema, options):
        return Asked("question", "date-picker", schema | {"format": "date"}, remarks=remarks)
    fits = best_fit(schema)
    return Asked("question", fits.name if fits else "text", schema, remarks=(*remarks, *more.values()))


def _otherwise(schema: Node, options: Node) -> Iterable[tuple[str, str]]:
    """What our field types do otherwise."""
    if options.get("slider"):
        yield "slider", "Der Schieberegler wird zum Zahlenfeld."
    if schema.get("format") == "time":
        yield "time", "Uhrzeiten werden ohne Sekunden gefragt (HH:MM)."
    if options.get("format") in ("date", "time", "date-time") and "format" not in schema:
        yield "format", f"„{options['format']}“ wird als Text gefragt."


def _is_day(schema: Node, options: Node) -> bool:
    return schema.get("format") == "date" or (
        options.get("format") == "date" and "format" not in schema and "dateSaveFormat" not in options
    )


def _choice(schema: dict[str, Any], options: Node) -> Asked:
    if not schema.get("enum", schema.get("oneOf")):
        return _nothing(_NOTHING)
    values = schema.get("enum") or [option["const"] for option in schema["oneOf"]]
    if not all(isinstance(value, str | int | float) for value in values):
        return _nothing(_OPEN)
    return Asked("question", "choice" if options.get("format") == "radio" else "select", schema)


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """To us no answer is absent, never null."""
    named = schema.get("type")
    if isinstance(named, list):
        rest = [name for name in named if name != "null"]
        schema = schema | {"type": rest[0] if len(rest) == 1 else rest}
        if not rest:
            del schema["type"]
    if isinstance(schema.get("enum"), list):
        schema = schema | {"enum": [value for value in schema["enum"] if value is not None]}
    return schema


def _as_choices(schema: dict[str, Any]) -> dict[str, Any] | None:
    """The schema of a question with options, None for one without."""
    if "enum" in schema:
        return schema | {"enum": _distinct(schema["enum"])}
    if "const" in schema:
        return None if schema.get("type") == "boolean" else _but(schema, "const") | {"enum": [schema["const"]]}
    for word in ("oneOf", "anyOf"):
        listed = [_options(part) for part in schema.get(word, ())]
        if listed and all(part is not None for part in listed):
            return _but(schema, word) | {"oneOf": _union([part or [] for part in listed], once=word == "oneOf")}
    return None


def _but(schema: Node, word: str) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != word}


def _options(part: Any) -> list[dict[str, Any]] | None:
    """The values of one alternative with their words; None where it is no list of values."""
    if not isinstance(part, Mapping):
        return None
    if "const" in part:
        words = {name: part[name] for name in ("title", "description") if name in part}
        return [{"const": part["const"], "title": str(part["const"])} | words]
    if isinstance(part.get("enum"), list):
        return [{"const": value, "title": str(value)} for value in part["enum"] if value is not None]
    inner = [_options(option) for option in part.get("oneOf", ())]
    if inner and all(option is not None for option in inner):
        return [option for options in inner for option in options or []]
    return None


def _union(listed: list[list[dict[str, Any]]], *, once: bool) -> list[dict[str, Any]]:
    """All values; where exactly one alternative may fit, those of one alternative only."""
    keys = [dumps(option["const"]) for options in listed for option in options]
    found = {dumps(option["const"]): option for options in reversed(listed) for option in reversed(options)}
    kept = [key for key in dict.fromkeys(keys) if not once or keys.count(key) == 1]
    return [found[key] for key in kept]


def _distinct(values: list[Any]) -> list[Any]:
    return list({dumps(value): value for value in values}.values())


def _common(alternatives: Any) -> frozenset[str]:
    """The one type that all alternatives have; none where they differ."""
    found: set[str] = set()
    for part in alternatives:
        values = _options(part)
        named = part.get("type") if isinstance(part, Mapping) else None
        if values is not None and all(isinstance(option["const"], str) for option in values):
            found.add("string")
        elif isinstance(named, str):
            found.add(named)
        else:
            return frozenset()
    return frozenset(found) if len(found) == 1 and found <= {"string", "number", "integer"} else frozenset()
