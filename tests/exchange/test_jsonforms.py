"""The importer of JSON Forms: what the documents say is what the definition asks."""

from typing import Any

import pytest

from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, compile_definition, read_definition
from formengine.core.journey import walk
from formengine.exchange import jsonforms
from formengine.exchange.jsonforms import Imported
from formengine.fields import TYPES
from tests.bench import form
from tests.core.forms import CONTEXT, TODAY


def control(name: str, **more: Any) -> dict[str, Any]:
    return {"type": "Control", "scope": f"#/properties/{name}"} | more


def layout(*elements: Any, **more: Any) -> dict[str, Any]:
    return {"type": "VerticalLayout", "elements": list(elements)} | more


def imported(properties: dict[str, Any], uischema: dict[str, Any], **more: Any) -> Imported:
    return jsonforms.read(
        {"type": "object", "properties": properties} | more, uischema, slug="fremd", title="Fremdes Formular"
    )


def compiled(read: Imported) -> Definition:
    return compile_definition(Bundle(slug="fremd", form=read.form), TYPES, TODAY)


def codes(definition: Definition, answers: dict[str, Any]) -> dict[str, str]:
    return {mistake.pointer: mistake.code for mistake in walk(definition, answers, CONTEXT).mistakes}


@pytest.mark.parametrize(
    ("schema", "options", "type_"),
    [
        ({"type": "string"}, {}, "text"),
        ({"type": "string", "maxLength": 80}, {"multi": True}, "multiline"),
        ({"type": "string", "format": "date"}, {}, "date-picker"),
        ({"type": "string", "format": "email"}, {}, "email"),
        ({"type": "integer"}, {}, "number"),
        ({"type": "boolean"}, {}, "confirm"),
        ({"type": "string", "enum": ["a", "b"]}, {}, "select"),
        ({"type": "string", "enum": ["a", "b"]}, {"format": "radio"}, "choice"),
        ({"type": "string", "oneOf": [{"const": "a", "title": "A"}]}, {"format": "radio"}, "choice"),
        ({"type": "array", "uniqueItems": True, "items": {"type": "string", "enum": ["a", "b"]}}, {}, "choices"),
        ({"type": "array", "items": {"type": "object", "properties": {"x": {"type": "string"}}}}, {}, "list"),
    ],
)
def test_a_control_gets_the_type_that_json_forms_would_show(
    schema: dict[str, Any], options: dict[str, Any], type_: str
) -> None:
    definition = compiled(imported({"a": schema}, layout(control("a", options=options))))
    assert definition.controls["a"].type == type_


def test_ids_come_from_the_last_part_of_the_scope_and_are_told_apart() -> None:
    nested = {"type": "object", "properties": {"name": {"type": "string"}}}
    scope = "#/properties/{}/properties/name"
    elements = [control("x", scope=scope.format(group)) for group in ("kind", "mutter")]
    read = imported({"kind": nested, "mutter": nested}, layout(*elements))
    definition = compiled(read)
    assert {id_: question.path for id_, question in definition.controls.items()} == {
        "name": ("kind", "name"),
        "name-2": ("mutter", "name"),
    }
    assert read == imported({"kind": nested, "mutter": nested}, layout(*elements))


def test_names_that_are_no_ids_become_some() -> None:
    definition = compiled(imported({"Straße & Nr.": {"type": "string"}}, layout(control("Straße & Nr."))))
    assert list(definition.controls) == ["strasse-nr"]


def test_a_form_without_pages_is_one_page() -> None:
    definition = compiled(imported({"a": {"type": "string"}}, layout(control("a"))))
    assert [page.title for page in definition.pages] == ["Ihre Angaben"]


def test_categories_are_pages_and_nested_ones_are_sections() -> None:
    pages = [{"type": "Category", "label": label, "elements": [control(label[0].lower())]} for label in ("A 1", "B 2")]
    tree = {
        "type": "Categorization",
        "elements": [{"type": "Categorization", "label": "Teil I", "elements": [pages[0]]}, pages[1]],
    }
    definition = compiled(imported({"a": {"type": "string"}, "b": {"type": "string"}}, tree))
    assert [(page.path, page.title, page.section) for page in definition.pages] == [
        ("a-1", "A 1", "Teil I"),
        ("b-2", "B 2", ""),
    ]


def test_a_page_gets_no_address_that_is_ours() -> None:
    tree = {
        "type": "Categorization",
        "elements": [{"type": "Category", "label": "Prüfen", "elements": [control("a")]}],
    }
    definition = compiled(imported({"a": {"type": "string"}}, tree))
    assert [page.path for page in definition.pages] == ["pruefen-2"]


def test_groups_and_labels_stay() -> None:
    group = {"type": "Group", "label": "Wohnung", "elements": [{"type": "Label", "text": "Bitte genau."}, control("a")]}
    definition = compiled(imported({"a": {"type": "string"}}, layout(group)))
    assert [(id_, element.kind) for id_, element in definition.elements.items() if element.kind != "page"] == [
        ("wohnung", "group"),
        ("bitte-genau", "label"),
        ("a", "control"),
    ]


def test_rules_keep_what_json_forms_says_of_absent_answers() -> None:
    leaf = {"scope": "#/properties/a", "schema": {"minLength": 3}}
    rule = {"effect": "HIDE", "condition": leaf}
    definition = compiled(
        imported({"a": {"type": "string"}, "b": {"type": "string"}}, layout(control("a"), control("b", rule=rule)))
    )
    assert "b" not in walk(definition, {"b": "x"}, CONTEXT).document
    assert "b" in walk(definition, {"a": "ab", "b": "x"}, CONTEXT).document


@pytest.mark.parametrize(("answers", "wrong"), [({}, {}), ({"a": True}, {"/b": "pflicht"}), ({"a": False}, {})])
def test_if_then_required_demands_an_answer(answers: dict[str, Any], wrong: dict[str, str]) -> None:
    demand = {"if": {"properties": {"a": {"const": True}}, "required": ["a"]}, "then": {"required": ["b"]}}
    properties = {"a": {"type": "boolean"}, "b": {"type": "string"}}
    definition = compiled(imported(properties, layout(control("a"), control("b")), allOf=[demand]))
    assert codes(definition, answers) == wrong


def test_if_passes_for_an_absent_answer_as_json_schema_says() -> None:
    demand = {"if": {"properties": {"a": {"const": "x"}}}, "then": {"required": ["b"]}, "else": {"required": ["c"]}}
    properties = {name: {"type": "string"} for name in "abc"}
    definition = compiled(imported(properties, layout(*map(control, "abc")), **demand))
    assert codes(definition, {}) == {"/b": "pflicht"}
    assert codes(definition, {"a": "x"}) == {"/b": "pflicht"}
    assert codes(definition, {"a": "y"}) == {"/c": "pflicht"}


def test_a_question_that_is_required_whenever_it_is_shown_needs_no_rule() -> None:
    definition = compiled(jsonforms_of(20))
    question = definition.controls["f6"]
    assert question.required
    assert [effect.name for effect in definition.elements["f6"].effects] == ["SHOW"]


def test_a_list_asks_what_its_items_have_or_what_its_detail_says() -> None:
    parts = {"x": {"type": "string", "title": "X"}, "y": {"type": "number"}}
    list_ = {"type": "array", "items": {"type": "object", "properties": parts}}
    whole = compiled(imported({"l": list_}, layout(control("l"))))
    part = compiled(imported({"l": list_}, layout(control("l", options={"detail": layout(control("y"))}))))
    assert list(whole.controls) == ["l", "x", "y"]
    assert list(part.controls) == ["l", "y"]


def test_what_cannot_be_kept_is_named_and_the_rest_is_shown() -> None:
    read = imported({"a": {"type": "string"}}, layout({"type": "Chart"}, control("weg"), control("a")))
    assert [(finding.place, finding.message) for finding in read.findings] == [
        ("/uischema/elements/0", "„Chart“ gibt es hier nicht."),
        ("/uischema/elements/1/scope", "„#/properties/weg“ gibt es im Schema nicht."),
    ]
    assert list(compiled(read).controls) == ["a"]


def jsonforms_of(size: int) -> Imported:
    return jsonforms.read(form.schema(size), form.uischema(size, "wizard"), slug="fremd", title="Messformular")


@pytest.mark.parametrize("mode", form.MODES)
def test_the_reference_form_is_imported_without_a_finding(mode: str) -> None:
    bundle = form.bundle(40, mode)
    assert read_definition(bundle, TYPES, TODAY)[1] == []
    definition = compile_definition(bundle, TYPES, TODAY)
    questions = [id_ for id_ in definition.controls if id_.startswith("f")]
    assert questions == [f"f{i}" for i in range(40)]
    assert codes(definition, form.valid(40)) == {}
    assert codes(definition, form.invalid(40)) == {"/f0": "min", "/f2": "max", "/f3": "codeliste"}
