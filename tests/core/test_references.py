"""Local references are inlined once; all others are refused."""

from typing import Any

import pytest

from formengine.core.references import MAX_CHAIN, MAX_EXPANDED, DanglingReference, inline
from tests.core.forms import compiled, control, form, page

TEXT = {"type": "string"}


def test_a_reference_becomes_what_it_points_at() -> None:
    schema = {"$defs": {"t": TEXT}, "properties": {"a": {"$ref": "#/$defs/t"}, "b": [{"$ref": "#/properties/a"}]}}
    assert inline(schema) == {"properties": {"a": TEXT, "b": [TEXT]}}


def test_what_stands_beside_a_reference_wins() -> None:
    schema = {"$defs": {"t": TEXT | {"maxLength": 5}}, "a": {"$ref": "#/$defs/t", "maxLength": 3}}
    assert inline(schema)["a"] == {"type": "string", "maxLength": 3}


def test_pointers_are_unescaped() -> None:
    assert inline({"$defs": {"a/b": {"c~d": TEXT}}, "x": {"$ref": "#/$defs/a~1b/c~0d"}})["x"] == TEXT


def test_a_property_may_be_called_ref() -> None:
    schema = {"properties": {"$ref": {"type": "string"}}}
    assert inline(schema) == schema


@pytest.mark.parametrize(
    ("ref", "place"),
    [
        ("#/$defs/nix", "/a/$ref"),
        ("#nix", "/a/$ref"),
        ("#/type", "/a/$ref"),
        ("#", "/a/$ref"),
        ("#/a", "/a/$ref"),
        ("nix", "/a/$ref"),
        ("https://example.org/x", "/a/$ref"),
        ("urn:formengine:shared:person", "/a/$ref"),
    ],
)
def test_a_reference_that_leads_nowhere_is_refused_with_its_place(ref: str, place: str) -> None:
    with pytest.raises(DanglingReference) as caught:
        inline({"type": "object", "a": {"$ref": ref}})
    assert caught.value.place == place
    assert caught.value.mend


@pytest.mark.parametrize("length", [1, 2, 17])
def test_a_circle_is_refused(length: int) -> None:
    defs = {f"d{i}": {"$ref": f"#/$defs/d{(i + 1) % length}"} for i in range(length)}
    with pytest.raises(DanglingReference, match="im Kreis"):
        inline({"$defs": defs, "a": {"$ref": "#/$defs/d0"}})


def test_a_long_chain_is_refused_before_it_fills_the_stack() -> None:
    def chain(length: int) -> dict[str, Any]:
        defs: dict[str, Any] = {f"d{i}": {"$ref": f"#/$defs/d{i + 1}"} for i in range(length)}
        return {"$defs": defs | {f"d{length}": TEXT}, "a": {"$ref": "#/$defs/d0"}}

    assert inline(chain(MAX_CHAIN - 2))["a"] == TEXT
    with pytest.raises(DanglingReference, match="aufeinander"):
        inline(chain(5000))


def test_an_exploding_schema_is_refused() -> None:
    defs: dict[str, Any] = {f"d{i}": {"allOf": [{"$ref": f"#/$defs/d{i + 1}"}] * 2} for i in range(25)}
    with pytest.raises(DanglingReference, match=str(MAX_EXPANDED)):
        inline({"$defs": defs | {"d25": TEXT}, "a": {"$ref": "#/$defs/d0"}})


def test_a_question_may_be_described_by_a_reference() -> None:
    content = form({"a": {"$ref": "#/$defs/kurz"}}, page("s", control("a")))
    content["schema"]["$defs"] = {"kurz": {"type": "string", "maxLength": 3}}
    assert compiled(content).controls["a"].schema == {"type": "string", "maxLength": 3}
