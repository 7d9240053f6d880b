"""What Amt24 can do: yes, with a loss, or no, and why."""

import json
from typing import Any

import pytest

from builder.findings.amt24 import feasible, overall, table
from formengine.core.bundle import Bundle
from formengine.fields import TYPES
from tests.builder.findings.test_findings import TEXT, compiled, small
from tests.core.forms import bundle, control, form, leaf, page, shared, show

CHOICE = {"type": "string", "oneOf": [{"const": "a", "title": "A"}, {"const": "b", "title": "B"}]}


def why(content: Bundle, id_: str) -> tuple[str, ...]:
    """What is lost at an element."""
    (found,) = [each for each in feasible(compiled(content)) if each.element == id_]
    assert (found.verdict == "ja") == (not found.why)
    return found.why


def asked(rule: Any = None, **schema: Any) -> Bundle:
    """A question that may depend on another one."""
    second = control("b", label="B") | ({"rule": rule} if rule else {})
    return small(control("a", label="A", options={"type": "choice"}), second, a=CHOICE, b={**TEXT, **schema})


def test_every_field_type_has_its_verdict() -> None:
    assert set(table()["types"]) == set(TYPES)


def test_the_types_are_those_of_the_format() -> None:
    schema = json.loads(shared("data/ozghub-form.schema.json").read_bytes())
    types = set(schema["$defs"]["fieldType"]["enum"])
    assert {name for name in table()["types"].values() if name} <= types


def test_a_plain_form_can_be_had_as_it_is() -> None:
    found = feasible(compiled(asked(show(leaf("a", {"const": "b"})))))
    assert overall(found) == "ja"
    assert {each.element: each.type for each in found}["a"] == "RADIO_BUTTONS"


@pytest.mark.parametrize("schema", [{"const": "a"}, {"enum": ["a", "b"]}, True])
def test_showing_by_fixed_answers_is_no_loss(schema: Any) -> None:
    assert why(asked(show(leaf("a", schema))), "b") == ()


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (show(leaf("a", {"pattern": "^a"})), "nach einem Vergleich gezeigt"),
        (
            show({"type": "XOR", "conditions": [leaf("a", {"const": "a"}), leaf("a", {"const": "b"})]}),
            "nur Und und Oder",
        ),
        ({"effect": "DISABLE", "condition": leaf("a", {"const": "a"})}, "sperren kann Amt24 ein Feld nicht"),
        (
            {
                "effect": "REQUIRE",
                "condition": {"type": "OR", "conditions": [leaf("a", {"const": "a"}), leaf("a", {"const": "b"})]},
            },
            "mehrere Prüfregeln",
        ),
    ],
)
def test_a_rule_that_the_format_cannot_say_is_a_loss(rule: Any, said: str) -> None:
    assert said in " ".join(why(asked(rule), "b"))


def test_a_required_answer_under_one_condition_is_no_loss() -> None:
    assert why(asked({"effect": "REQUIRE", "condition": leaf("a", {"const": "a"})}), "b") == ()


def test_a_list_in_a_list_and_a_group_in_a_group_are_laid_flat() -> None:
    inner = control("i", label="I", options={"type": "list", "detail": {"type": "Group", "elements": [_last()]}})
    outer = control("o", label="O", options={"type": "list", "detail": {"type": "Group", "elements": [inner]}})
    items = {
        "type": "object",
        "properties": {"i": {"type": "array", "items": {"type": "object", "properties": {"x": TEXT}}}},
    }
    assert "Eine Liste in einer Liste" in " ".join(why(small(outer, o={"type": "array", "items": items}), "i"))
    group = {"type": "Group", "id": "g", "label": "G", "elements": [control("a", label="A")]}
    around = {"type": "Group", "id": "h", "label": "H", "elements": [group]}
    assert "Gruppen in Gruppen" in " ".join(why(small(around, a=TEXT), "g"))


def _last() -> dict[str, Any]:
    return control("x", label="X")


def test_a_sketch_cannot_be_had() -> None:
    sketch = {"type": "Label", "id": "s", "text": "Plan", "options": {"type": "sketch"}}
    found = feasible(compiled(small(sketch, control("a", label="A"), a=TEXT)))
    assert overall(found) == "nein"


def test_calculated_values_and_cross_rules_need_a_script() -> None:
    rule = {"id": "R", "require": leaf("a", {"const": "x"}), "at": ["a"], "message": "Nein."}
    sum_ = control("s", label="S", options={"type": "calculated", "calc": {"value": "#/properties/a"}})
    content = form({"a": TEXT, "s": {"type": "string"}}, page("p", control("a", label="A"), sum_), rules=[rule])
    said = {each.element: each.why for each in feasible(compiled(bundle(content))) if each.why}
    assert "Skript" in said["a"][0]
    assert "Skript" in said["s"][0]
