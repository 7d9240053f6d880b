"""JSON Schema 2020-12, as we write it, in the words of draft-07, which JSON Forms and rjsf read."""

from collections.abc import Mapping
from typing import Any, Final

URI: Final = "http://json-schema.org/draft-07/schema#"
_SCHEMAS: Final = ("allOf", "anyOf", "oneOf")
_SCHEMA: Final = ("items", "contains", "not", "if", "then", "else", "additionalProperties", "additionalItems")
_UNKNOWN: Final = frozenset({"minContains", "maxContains", "deprecated", "x-fim", "x-code", "x-codelist", "x-param"})
"""Newer words, and words of our own: draft-07 has nothing for them."""


def draft07(schema: Any) -> Any:
    """A schema and every schema in it."""
    if not isinstance(schema, Mapping):
        return schema
    result: dict[str, Any] = {}
    for word, part in schema.items():
        if word == "prefixItems":
            result["items"] = [draft07(inner) for inner in part]
        elif word == "items" and "prefixItems" in schema:
            result["additionalItems"] = draft07(part)
        elif word == "dependentRequired":
            result["dependencies"] = part
        elif word not in _UNKNOWN:
            result[word] = _part(word, part)
    return result


def _part(word: str, part: Any) -> Any:
    """Only what stands where a schema stands is a schema."""
    if word in ("properties", "definitions"):
        return {name: draft07(inner) for name, inner in part.items()}
    if word in _SCHEMAS:
        return [draft07(inner) for inner in part]
    return draft07(part) if word in _SCHEMA else part
