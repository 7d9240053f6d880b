"""Judges a definition by the published schema of form.json, so that a misspelt key does not stay unseen."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from formengine.core.bundle import Bundle
from formengine.core.model import Finding
from formengine.core.pointer import at, join
from formengine.core.validation import Problem, judge

_KINDS: Final = {
    "object": "ein Objekt",
    "array": "eine Liste",
    "string": "ein Text",
    "number": "eine Zahl",
    "integer": "eine ganze Zahl",
    "boolean": "true oder false",
    "null": "null",
}
_MANY: Final = 12
"""More allowed words than this help nobody."""


def check_shape(bundle: Bundle, metaschema: Mapping[str, Any]) -> tuple[list[Finding], list[Finding]]:
    """What does not fit the published schema: values that are otherwise than it says, and keys that nothing reads."""
    named = _naming(metaschema)
    block = {"$ref": "#/$defs/shared", "$defs": named["$defs"]}
    parts = {"form": (bundle.form, named)} | {f"shared/{name}": (part, block) for name, part in bundle.shared.items()}
    found = [
        (finding, key) for part, (content, schema) in parts.items() for finding, key in judged(part, content, schema)
    ]
    return (
        list(dict.fromkeys(finding for finding, key in found if not key)),
        list(dict.fromkeys(finding for finding, key in found if key)),
    )


def _naming(schema: Any) -> Any:
    """The schema with `additionalProperties: false` written as a list of names, so that each stranger is named."""
    if isinstance(schema, list):
        return [_naming(part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    result = {name: _naming(part) for name, part in schema.items()}
    if schema.get("additionalProperties") is False and isinstance(schema.get("properties"), Mapping):
        del result["additionalProperties"]
        result["propertyNames"] = {"enum": list(schema["properties"])}
    return result


def judged(part: str, content: Any, schema: Mapping[str, Any]) -> Iterator[tuple[Finding, bool]]:
    """What a schema has against a part, in words; the truth value says whether a key is the trouble."""
    for problem in judge(schema).problems(content):
        stranger = problem.keyword == "enum" and isinstance(at(content, problem.path), Mapping)
        place = join(*problem.path)
        if stranger:
            place += join(problem.value)
            message, mend = f"„{problem.value}“ kennt das Format hier nicht.", _near(problem.value, problem.limit)
        else:
            message, mend = _words(problem)
        yield Finding("error", part, place, message, mend), stranger


def _words(problem: Problem) -> tuple[str, str]:
    limit = problem.limit
    if problem.keyword == "required" and isinstance(problem.value, Mapping):
        missing = ", ".join(f"„{name}“" for name in limit if name not in problem.value)
        return f"Hier fehlt {missing}.", "Ergänzen Sie es."
    if problem.keyword == "type":
        wanted = " oder ".join(_KINDS[kind] for kind in ([limit] if isinstance(limit, str) else limit))
        return f"Hier muss {wanted} stehen.", "Ändern Sie den Wert."
    if problem.keyword in ("enum", "const"):
        return f"„{problem.value}“ gibt es hier nicht.", _near(
            problem.value, limit if isinstance(limit, list) else [limit]
        )
    if problem.keyword == "pattern":
        return f"„{problem.value}“ hat nicht die erwartete Form.", f"Erwartet wird: {limit}"
    if problem.keyword in ("minItems", "minLength"):
        return "Hier fehlt etwas.", f"Mindestens {limit}."
    return "Das passt nicht zur veröffentlichten Beschreibung.", f"Siehe metaschema.json ({problem.keyword}: {limit})."


def _near(name: Any, allowed: list[Any]) -> str:
    words = [str(word) for word in allowed]
    near = difflib.get_close_matches(str(name), words, n=1)
    if near:
        return f"Meinten Sie „{near[0]}“?"
    return f"Erlaubt: {', '.join(words)}." if len(words) <= _MANY else "Streichen Sie es."
