"""What a definition may contain at most, checked before it is compiled: what passes cannot hang a worker."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import re2

from formengine.core import formats
from formengine.core.model import Finding
from formengine.core.pointer import join
from formengine.core.references import FORBIDDEN
from formengine.core.validation import compiled, schema_errors

MAX_BYTES: Final = 4_000_000
MAX_DEPTH: Final = 64
MAX_CONTROLS: Final = 3_000
MAX_NODES: Final = 200_000
MAX_PATTERN: Final = 1_000
_KEYWORDS: Final = frozenset(
    {"$defs", "$ref", "$comment", "title", "description", "examples", "default", "deprecated", "readOnly", "writeOnly"}
    | {"type", "enum", "const", "properties", "required", "additionalProperties", "items", "prefixItems", "contains"}
    | {
        "minContains",
        "maxContains",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minLength",
        "maxLength",
        "pattern",
        "format",
    }
    | {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minProperties", "maxProperties"}
    | {"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentRequired"}
    | {"formatMinimum", "formatMaximum", "x-param", "x-code", "x-fim"}
)
_DIALECT: Final = (
    ("\\s", "[ \\t]"),
    ("\\S", "[^ \\t]"),
    ("\\p", "ausgeschriebene Buchstaben"),
    ("\\P", "ausgeschriebene Buchstaben"),
    ("\\A", "^"),
    ("\\z", "$"),
    ("\\Q", "einzelne Zeichen mit \\"),
    ("\\C", "."),
    ("(?", "( … ) oder (?: … )"),
    ("[[:", "[a-z]"),
)


def walk(node: Any, place: str = "", depth: int = 0) -> Iterator[tuple[Any, str, int]]:
    """Every node of a JSON tree with its pointer and depth, without recursion."""
    stack: list[tuple[Any, str, int]] = [(node, place, depth)]
    while stack:
        current = stack.pop()
        yield current
        value, here, level = current
        if isinstance(value, Mapping):
            stack += [(part, here + join(str(name)), level + 1) for name, part in value.items()]
        elif isinstance(value, list):
            stack += [(part, f"{here}/{i}", level + 1) for i, part in enumerate(value)]


def check(form: Mapping[str, Any], size: int) -> list[Finding]:
    """Findings for a form that is too large, too deep, or whose schemas a validator could choke on."""
    if size > MAX_BYTES:
        return [_finding("", f"Die Definition ist größer als {MAX_BYTES // 1_000_000} MB.", "Teilen Sie sie auf.")]
    controls = 0
    for nodes, (value, place, depth) in enumerate(walk(form)):
        if depth > MAX_DEPTH:
            return [_finding(place, f"Die Definition ist tiefer als {MAX_DEPTH} Ebenen.", "Verschachteln Sie weniger.")]
        if nodes > MAX_NODES:
            return [_finding("", f"Die Definition hat mehr als {MAX_NODES} Knoten.", "Teilen Sie sie auf.")]
        controls += isinstance(value, Mapping) and value.get("type") == "Control"
    if controls > MAX_CONTROLS:
        return [_finding("/uischema", f"Die Definition hat mehr als {MAX_CONTROLS} Fragen.", "Teilen Sie sie auf.")]
    return [finding for schema, place in schemas_of(form) for finding in check_schema(schema, place)]


def schemas_of(form: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    """The data schema, the schemas of the parameters and of every condition leaf, with their places."""
    yield form.get("schema", {}), "/schema"
    for value, place, _ in walk(
        {name: form.get(name) for name in ("uischema", "conditions", "rules", "outcomes", "messages")}
    ):
        if isinstance(value, Mapping) and "scope" in value and isinstance(value.get("schema"), Mapping):
            yield value["schema"], f"{place}/schema"
    for name, spec in (form.get("parameters") or {}).items() if isinstance(form.get("parameters"), Mapping) else ():
        if isinstance(spec, Mapping):
            yield spec.get("schema", {}), join("parameters", name, "schema")


def check_schema(schema: Any, place: str) -> list[Finding]:
    """Findings for one schema: its shape, its references, its patterns, its formats."""
    errors = [
        _finding(place + join(*where), f"Das ist kein gültiges JSON-Schema: {text[:120]}", "")
        for where, text in schema_errors(schema)
    ]
    if errors:
        return errors
    found: list[Finding] = []
    for node, here in subschemas(schema, place):
        found += _check_node(node, here)
    return found


def subschemas(schema: Any, place: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """A schema and every schema in it, with their pointers; property names are no keywords."""
    stack: list[tuple[Any, str]] = [(schema, place)]
    while stack:
        node, here = stack.pop()
        if not isinstance(node, Mapping):
            continue
        yield node, here
        for word in ("properties", "$defs", "patternProperties", "dependentSchemas"):
            named = node.get(word)
            stack += (
                [(part, here + join(word, name)) for name, part in named.items()] if isinstance(named, Mapping) else []
            )
        for word in ("allOf", "anyOf", "oneOf", "prefixItems"):
            listed = node.get(word)
            stack += [(part, f"{here}/{word}/{i}") for i, part in enumerate(listed)] if isinstance(listed, list) else []
        stack += [
            (node[word], f"{here}/{word}")
            for word in ("items", "contains", "not", "if", "then", "else", "additionalProperties")
            if word in node
        ]


def _check_node(node: Mapping[str, Any], place: str) -> Iterator[Finding]:
    for word in node:
        if word in FORBIDDEN or word in ("$id", "$schema"):
            yield _finding(f"{place}/{word}", f"„{word}“ ist in einer Definition nicht erlaubt.", "Streichen Sie es.")
        elif word not in _KEYWORDS:
            yield _finding(
                f"{place}/{word}", f"Das Schlüsselwort „{word}“ kennt die Engine nicht.", "Streichen Sie es."
            )
    ref = node.get("$ref")
    if isinstance(ref, str) and not ref.startswith("#"):
        yield _finding(
            f"{place}/$ref", f"„{ref[:60]}“ zeigt aus der Definition hinaus.", "Erlaubt ist nur „#/$defs/…“."
        )
    if "format" in node and node["format"] not in formats.CHECKS:
        yield _finding(
            f"{place}/format",
            f"Das Format „{node['format']}“ kennt die Engine nicht.",
            f"Es gibt: {', '.join(formats.CHECKS)}.",
        )
    if isinstance(node.get("pattern"), str):
        yield from _check_pattern(node["pattern"], f"{place}/pattern")
    if node.get("uniqueItems") and not isinstance(node.get("items", {}).get("type", "string"), str):
        yield _finding(
            f"{place}/uniqueItems", "„uniqueItems“ geht nur bei Listen einfacher Werte.", "Streichen Sie es."
        )


def _check_pattern(pattern: str, place: str) -> Iterator[Finding]:
    """Only what RE2 and ECMA-262 read alike, so that server, browser and any other validator decide the same."""
    if len(pattern) > MAX_PATTERN:
        yield _finding(place, f"Das Muster ist länger als {MAX_PATTERN} Zeichen.", "Kürzen Sie es.")
        return
    plain = pattern.replace("\\\\", "").replace("(?:", "(")
    for construct, mend in _DIALECT:
        if construct in plain:
            yield _finding(
                place, f"„{construct}“ bedeutet nicht überall dasselbe.", f"Schreiben Sie stattdessen {mend}."
            )
            return
    try:
        compiled(pattern)
    except re2.error as error:
        yield _finding(
            place,
            f"Das Muster ist nicht erlaubt ({_reason(error)}).",
            "Ohne Vor- und Rückschau, höchstens 1000 Wiederholungen.",
        )


def _reason(error: Exception) -> str:
    text = error.args[0] if error.args else error
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)


def _finding(place: str, message: str, mend: str) -> Finding:
    return Finding("error", "form", place, message, mend)
