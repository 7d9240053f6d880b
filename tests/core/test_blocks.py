"""Shared blocks written out in a form: ids, scopes, texts, conditions, and what is left out or demanded."""

import copy
from typing import Any

import pytest

from formengine.core import blocks
from formengine.core.blocks import Expansion
from tests.core.forms import calculated, codes, compiled, control, errors, form, leaf, page, show, travel

PERSON: dict[str, Any] = {
    "name": "person",
    "title": "Person",
    "schema": {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "firma": {"type": "boolean"},
            "register": {"type": "string"},
            "kinder": {"type": "array", "items": {"type": "object", "properties": {"alter": {"type": "integer"}}}},
            "anzahl": {"type": "integer"},
        },
        "required": ["name"],
    },
    "elements": [
        control("name", label="Name"),
        {"type": "Group", "id": "firmengruppe", "label": "Firma", "elements": [control("firma")]},
        control("register", rule=show(leaf("firma", {"const": True}))),
        control(
            "kinder",
            options={"type": "list", "detail": {"type": "VerticalLayout", "elements": [control("alter")]}},
        ),
        calculated(
            "anzahl",
            {"count": {"of": "#/properties/kinder", "where": leaf("alter", {"minimum": 18})}},
            display=False,
        ),
    ],
}


def block(id_: str, **options: Any) -> dict[str, Any]:
    """A use of the block."""
    scope = f"#/properties/{id_}"
    return {"type": "Block", "id": id_, "ref": "urn:formengine:shared:person", "scope": scope, "options": options}


def used(*uses: dict[str, Any], person: dict[str, Any] = PERSON) -> tuple[dict[str, Any], dict[str, Any]]:
    """A form that uses the block, and the shared part."""
    return form({}, page("s", *uses)), {"person": person}


def test_a_block_brings_its_questions_under_ids_and_scopes_of_the_form() -> None:
    content, shared = used(block("antragsteller"), block("vertreter"))
    controls = compiled(content, shared=shared).controls
    assert [id_ for id_ in controls if id_.startswith("antragsteller")] == [
        "antragsteller.name",
        "antragsteller.firma",
        "antragsteller.register",
        "antragsteller.kinder",
        "antragsteller.alter",
        "antragsteller.anzahl",
    ]
    assert controls["vertreter.name"].path == ("vertreter", "name")
    assert controls["vertreter.alter"].path == ("vertreter", "kinder", "*", "alter")
    assert controls["vertreter.name"].required


def test_conditions_and_calculations_in_a_block_look_into_the_block() -> None:
    content, shared = used(block("a"), block("b"))
    answers = {
        "a": {"name": "Ada", "firma": True, "register": "HRB 1", "kinder": [{"alter": 18}, {"alter": 3}]},
        "b": {"name": "Bo", "firma": False, "register": "HRB 2"},
    }
    document = travel(content, answers, shared=shared).document
    assert document["a"]["register"] == "HRB 1"
    assert document["a"]["anzahl"] == 1
    assert "register" not in document["b"]


def test_only_chooses_and_require_demands() -> None:
    content, shared = used(block("a", only=["name", "firma"], require=["firma"]))
    content["schema"]["required"] = ["a"]
    definition = compiled(content, shared=shared)
    assert list(definition.controls) == ["a.name", "a.firma"]
    assert set(definition.schema["properties"]["a"]["properties"]) == {"name", "firma"}
    assert codes(travel(content, {}, shared=shared)) == {"/a/firma": "pflicht"}


def test_texts_replace_those_of_the_block() -> None:
    texts = {"name": {"label": "Wie heißen Sie?", "hint": "wie im Ausweis", "errors": {"pflicht": "Name fehlt."}}}
    content, shared = used(block("a", texts=texts))
    name = compiled(content, shared=shared).controls["a.name"]
    assert (name.label, name.hint, name.errors) == ("Wie heißen Sie?", "wie im Ausweis", {"pflicht": "Name fehlt."})


def test_what_the_form_says_of_the_place_itself_stays() -> None:
    content, shared = used(block("a"))
    content["schema"]["properties"]["a"] = {"properties": {"extra": {"type": "string"}}, "required": ["extra"]}
    content["uischema"]["elements"][0]["elements"].append(control("a/extra"))
    schema = compiled(content, shared=shared).schema["properties"]["a"]
    assert schema["required"] == ["extra", "name"]
    assert set(schema["properties"]) == {*PERSON["schema"]["properties"], "extra"}


def test_a_block_may_stand_in_a_list() -> None:
    use = block("wer")
    detail = {"type": "VerticalLayout", "elements": [use]}
    persons = control("leute", options={"type": "list", "detail": detail})
    content = form({"leute": {"type": "array", "items": {"type": "object"}}}, page("s", persons))
    answers = {"leute": [{"wer": {"name": "Ada", "firma": True, "register": "1"}}, {"wer": {"firma": False}}]}
    journey = travel(content, answers, shared={"person": PERSON})
    assert journey.document["leute"][0]["wer"]["register"] == "1"
    assert compiled(content, shared={"person": PERSON}).controls["wer.name"].path == ("leute", "*", "wer", "name")


def test_the_shared_part_and_the_form_stay_as_they_are() -> None:
    content, shared = used(block("a", texts={"name": {"label": "x"}}))
    before = copy.deepcopy((content, shared))
    compiled(content, shared=shared)
    assert (content, shared) == before


def test_a_look_at_the_document_stays_a_look_at_the_document() -> None:
    condition = leaf("x", True, **{"from": "root"})
    assert blocks.relocate({"rule": show(condition)}, ("a",)) == {"rule": show(condition)}
    assert blocks.relocate(leaf("x", {"const": {"scope": "#/properties/x"}}), ("a",))["schema"] == {
        "const": {"scope": "#/properties/x"}
    }


@pytest.mark.parametrize(
    ("use", "message"),
    [
        (block("a") | {"ref": "urn:formengine:shared:nix"}, "Den Baustein „urn:formengine:shared:nix“ gibt es nicht."),
        (
            block("a") | {"ref": "https://example.org/person"},
            "Den Baustein „https://example.org/person“ gibt es nicht.",
        ),
        (block("a") | {"scope": "nix"}, "Dem Baustein fehlt „scope“."),
        ({"type": "Block", "ref": "urn:formengine:shared:person"}, "Dem Baustein fehlt „scope“."),
    ],
)
def test_a_block_that_cannot_be_written_out_is_named(use: Any, message: str) -> None:
    content, shared = used(use)
    assert errors(content, shared=shared) == [("/uischema/elements/0/elements/0", message)]


def test_a_block_may_ask_for_less_unless_told_otherwise() -> None:
    person = PERSON | {"default": ["name", "firma"]}
    content, shared = used(block("a"), block("b", only=["name", "register", "firma"]), person=person)
    controls = compiled(content, shared=shared).controls
    assert [id_ for id_ in controls if id_.startswith("a.")] == ["a.name", "a.firma"]
    assert "b.register" in controls


def test_a_block_that_holds_itself_is_named() -> None:
    loop = PERSON | {"elements": [block("ich")]}
    content, shared = used(block("a"), person=loop)
    assert [message for _, message in errors(content, shared=shared)] == [
        "Der Baustein „urn:formengine:shared:person“ enthält sich selbst."
    ]


def test_two_blocks_that_hold_each_other_are_named() -> None:
    other = block("x") | {"ref": "urn:formengine:shared:b"}
    shared = {"person": PERSON | {"elements": [other]}, "b": PERSON | {"elements": [block("y")]}}
    content, _ = used(block("a"))
    assert [message for _, message in errors(content, shared=shared)] == [
        "Der Baustein „urn:formengine:shared:person“ enthält sich selbst."
    ]


def test_blocks_that_multiply_are_stopped_before_they_fill_the_memory() -> None:
    many = PERSON | {"elements": [control("name")], "title": "x", "extra": [0] * 20_000}
    content, shared = used(*(block(f"b{i}") for i in range(12)), person=many)
    found = errors(content, shared=shared)
    assert [place for place, _ in found] == [f"/uischema/elements/0/elements/{i}" for i in (9, 10, 11)]
    assert {message for _, message in found} == {"Mit ihren Bausteinen hat die Definition mehr als 200000 Knoten."}


def test_the_names_of_all_blocks_of_a_form_are_found() -> None:
    content, _ = used(block("a"), {"type": "Group", "elements": [block("b") | {"ref": "urn:formengine:shared:x"}]})
    assert blocks.shared_names(content) == {"person", "x"}


def test_a_form_without_blocks_is_only_copied() -> None:
    content = form({"a": {"type": "string"}}, page("s", control("a")))
    expansion = Expansion({})
    assert expansion.expand(content) == content
    assert expansion.findings == []
