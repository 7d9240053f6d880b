"""Documents that want to be too much: each is refused in one line or read, in little time and memory, never a crash."""

import random
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from formengine.core.definition import compile_definition
from formengine.exchange.formats import FORMATS
from formengine.exchange.frame import Refused, Source
from formengine.fields import TYPES
from tests.core.forms import TODAY

TEXT = {"type": "string"}
MOST_SECONDS = 2.0
MOST_BYTES = 100_000_000
SLACK = 4
"""How much slower than the machine that the limit is meant for a busy one may be."""


def doubling(word: str) -> dict[str, Any]:
    """Thirty schemas that each hold the next one twice."""
    each = {f"a{i}": {word: [{"$ref": f"#/definitions/a{i + 1}"}] * 2} for i in range(30)}
    definitions = each | {"a30": {"type": "object", "properties": {"x": TEXT}}}
    return {"type": "object", "properties": {"b": {"$ref": "#/definitions/a0"}}, "definitions": definitions}


def wide(number: int, part: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {f"p{i}": part for i in range(number)}}


def conditions(number: int) -> list[Any]:
    return [
        {"if": {"properties": {f"p{i}": {"const": "a"}}, "required": [f"p{i}"]}, "then": {"required": [f"p{i + 1}"]}}
        for i in range(number)
    ]


def deep(levels: int) -> Any:
    schema: Any = TEXT
    for _ in range(levels):
        schema = {"type": "object", "properties": {"a": schema}}
    return schema


BOMBS: dict[str, Any] = {
    "itself forty times": wide(40, {"$ref": "#"}),
    "lists of itself": wide(40, {"type": "array", "items": {"$ref": "#"}}),
    "allOf": doubling("allOf"),
    "anyOf": doubling("anyOf"),
    "oneOf": doubling("oneOf"),
    "3001 questions": wide(3001, TEXT),
    "many references to much": wide(2000, {"$ref": "#/definitions/b"}) | {"definitions": {"b": wide(500, TEXT)}},
    "one long list, often": wide(1000, {"$ref": "#/definitions/e"})
    | {"definitions": {"e": {"enum": [f"w{i}" for i in range(5000)]}}},
    "one very long list": wide(1, {"enum": [f"w{i}" for i in range(190_000)]}),
    "conditions": wide(500, TEXT) | {"allOf": conditions(5000)},
    "too deep": deep(40),
    "a number that nobody can read": wide(1, {"type": "integer", "maximum": 10**40}),
    "4 MB": wide(1, TEXT | {"description": "x" * 4_000_001}),
    "half a character": wide(1, TEXT | {"title": "\ud800"}),
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize(
    "format_", [pytest.param(name, marks=[] if name == "jsonforms" else [pytest.mark.slow]) for name in FORMATS]
)
def test_a_bomb_is_refused_in_one_line(format_: str, name: str) -> None:
    start = time.process_time()
    with pytest.raises(Refused) as refused:
        FORMATS[format_].read(Source(BOMBS[name]))
    assert time.process_time() - start < MOST_SECONDS * SLACK
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["itself forty times", "anyOf", "conditions", "one very long list"])
def test_a_bomb_takes_little_memory(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(Refused):
            FORMATS["jsonforms"].read(Source(BOMBS[name]))
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES
    finally:
        tracemalloc.stop()


def test_a_large_form_is_read() -> None:
    read = FORMATS["jsonschema"].read(Source(wide(2900, TEXT)))
    assert len(read.form["schema"]["properties"]) == 2900


PERSON = {
    "type": "object",
    "properties": {"name": TEXT, "tags": {"type": "array", "items": TEXT}},
    "required": ["name"],
}
SOUND: dict[str, Any] = {
    "type": "object",
    "properties": {
        "a": {"type": "string", "enum": ["x", "y"]},
        "b": {"type": ["string", "null"], "format": "email"},
        "c": {"$ref": "#/definitions/person"},
        "d": {"type": "array", "items": {"$ref": "#/definitions/person"}},
        "e": {"oneOf": [{"const": 1, "title": "eins"}, {"const": 2, "title": "zwei"}]},
    },
    "required": ["a"],
    "if": {"properties": {"a": {"const": "x"}}, "required": ["a"]},
    "then": {"required": ["b"]},
    "dependencies": {"a": ["c"]},
    "allOf": [{"properties": {"c": {"required": ["tags"]}}}],
    "definitions": {"person": PERSON},
}
SOUND_UI: dict[str, Any] = {
    "type": "Categorization",
    "elements": [
        {
            "type": "Category",
            "label": "Eins",
            "elements": [
                {"type": "Control", "scope": "#/properties/a", "ui:widget": "radio"},
                {
                    "type": "Group",
                    "label": "G",
                    "elements": [{"type": "Control", "scope": "#/properties/c"}],
                    "rule": {"effect": "SHOW", "condition": {"scope": "#/properties/a", "schema": {"const": "x"}}},
                },
            ],
        },
        {"type": "Category", "label": "Zwei", "elements": [{"type": "ListWithDetail", "scope": "#/properties/d"}]},
    ],
}
ODD: list[Any] = [
    *(None, True, False, 0, -1, 1e300, "", [], {}, "#", "#/properties/a", "*", "_id", "__proto__", ["x"], "Control"),
    *({"type": "object"}, {"$ref": "#"}, {"properties": []}, {"enum": [{"a": 1}]}, {"const": None}, {"items": [{}]}),
    *({"allOf": [{"$ref": "#/properties/a"}]}, {"oneOf": [{"const": 1}, {"const": "1"}]}, {"if": {}, "then": 3}),
]
WORDS = (
    *("type", "properties", "items", "required", "allOf", "anyOf", "oneOf", "$ref", "if", "then", "elements", "scope"),
    *("rule", "options", "label", "id", "enum", "dependencies", "const", "detail", "condition", "", "*", "ui:order"),
)


def mutated(node: Any, rng: random.Random, often: float) -> Any:
    """The same with something else here and there."""
    if rng.random() < often:
        return rng.choice([*ODD, SOUND, SOUND_UI])
    if isinstance(node, list):
        return [mutated(part, rng, often) for part in node]
    if not isinstance(node, dict):
        return node
    changed = {name: mutated(part, rng, often) for name, part in node.items()}
    if changed and rng.random() < often:
        del changed[rng.choice([*changed])]
    if rng.random() < often:
        changed[rng.choice(WORDS)] = rng.choice(ODD)
    return changed


@pytest.mark.parametrize("format_", FORMATS)
def test_no_document_is_too_odd(format_: str, record_property: Callable[[str, object], None]) -> None:
    counts: Counter[str] = Counter()
    for seed in range(60):
        rng = random.Random(seed)  # noqa: S311  nothing secret is drawn
        often = rng.choice([0.01, 0.05, 0.15])
        schema, ui = mutated(SOUND, rng, often), mutated(SOUND_UI, rng, often)
        try:
            read = FORMATS[format_].read(Source(schema, None if format_ == "jsonschema" else ui))
        except Refused:
            counts["refused"] += 1
        else:
            compile_definition(read.bundle, TYPES, TODAY)
            counts["read"] += 1
    record_property(f"mutated documents, {format_}", dict(counts))
    assert counts["read"] > 20
