"""What JSON Forms documents of any kind become: everything in them is asked, or shown with the reason why not."""

from typing import Any

import pytest

from formengine.core.journey import walk
from formengine.core.lint import lint
from formengine.core.model import Element
from formengine.exchange import jsonforms
from formengine.exchange.frame import Imported, Refused
from formengine.fields import TYPES
from tests.core.forms import CONTEXT, TODAY
from tests.exchange.test_jsonforms import compiled, control, imported, layout

TEXT = {"type": "string"}
PERSON = {"type": "object", "properties": {"name": TEXT, "age": {"type": "integer"}}, "required": ["name"]}


def one(schema: Any, **more: Any) -> Imported:
    """A form with one control."""
    return imported({"a": schema}, layout(control("a", **more)))


def kinds(read: Imported) -> list[tuple[str, str]]:
    """The elements below the page, with their kinds."""
    elements = compiled(read).elements.items()
    return [(id_, element.kind) for id_, element in elements if element.kind not in ("page", "section")]


def notes(read: Imported) -> list[Element]:
    """The notes that stand in place of questions."""
    found = [element for element in compiled(read).elements.values() if element.kind == "label"]
    return [element for element in found if element.options.get("tone") == "warning"]


@pytest.mark.parametrize(
    ("schema", "why"),
    [
        ({"type": ["string", "integer"]}, "verschiedene Arten"),
        ({"oneOf": [PERSON, {"type": "object", "properties": {"firma": TEXT}}]}, "eine von mehreren Formen"),
        ({"anyOf": [PERSON, TEXT]}, "eine von mehreren Formen"),
        ({"type": "array", "items": TEXT}, "Liste einfacher Werte"),
        ({"type": "array", "items": {"type": "array", "items": TEXT}}, "Liste von Listen"),
        ({"type": "array", "items": [TEXT, {"type": "number"}]}, "eigene Bedeutung"),
        ({"type": "array"}, "beliebige Angaben"),
        ({"type": "object", "additionalProperties": TEXT}, "beliebige Angaben"),
        ({"type": "object", "patternProperties": {"^x": TEXT}}, "beliebige Angaben"),
        ({"enum": []}, "keine Antwort erlaubt"),
        ({"enum": [{"a": 1}]}, "beliebige Angaben"),
        ({}, "beliebige Angaben"),
        (True, "beliebige Angaben"),
        ("Unsinn", "gibt es im Schema nicht"),
    ],
)
def test_what_cannot_be_asked_is_a_note_and_a_finding(schema: Any, why: str) -> None:
    read = one(schema, label="Was?")
    (note,) = notes(read)
    assert "Was?" in note.label
    assert any(why in finding.message for finding in read.findings), read.findings
    assert all(finding.level == "hint" and finding.mend for finding in read.findings)


@pytest.mark.parametrize(
    ("schema", "type_"),
    [
        ({"type": ["string", "null"]}, "text"),
        ({"type": ["integer", "number"]}, "number"),
        ({"const": "x"}, "select"),
        ({"anyOf": [{"type": "string"}, {"enum": ["a", "b"]}]}, "text"),
        ({"oneOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]}, "select"),
        ({"allOf": [{"type": "string"}, {"maxLength": 9}]}, "text"),
        ({"type": "string", "format": "date-time"}, "text"),
        ({"type": "string", "format": "time"}, "time"),
        ({"minLength": 3}, "text"),
    ],
)
def test_what_can_be_asked_in_another_way_is_asked(schema: Any, type_: str) -> None:
    assert compiled(one(schema)).controls["a"].type == type_


def test_exactly_one_of_several_lists_takes_values_of_one_list_only() -> None:
    definition = compiled(one({"oneOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]}))
    assert [choice.value for choice in definition.controls["a"].choices] == ["a", "c"]


def test_an_object_is_a_group_in_its_own_words() -> None:
    detail = {"type": "VerticalLayout", "elements": [control("age"), control("name")]}
    assert kinds(one(PERSON)) == [("a", "group"), ("name", "control"), ("age", "control")]
    assert kinds(one(PERSON, options={"detail": detail})) == [("a", "group"), ("age", "control"), ("name", "control")]
    assert any("hinterlegte Layout" in f.message for f in one(PERSON, options={"detail": "REGISTERED"}).findings)


def test_the_scope_of_everything_asks_everything() -> None:
    read = imported({"a": TEXT, "o": PERSON}, {"type": "Control", "scope": "#"})
    assert [id_ for id_, kind in kinds(read) if kind == "control"] == ["a", "name", "age"]


def test_all_of_is_merged_also_where_both_speak_of_the_same_object() -> None:
    more = {"properties": {"o": {"required": ["age"]}}, "required": ["o"]}
    read = imported({"o": PERSON}, layout(control("o")), allOf=[more])
    assert read.form["schema"]["properties"]["o"]["required"] == ["name", "age"]
    assert read.form["schema"]["required"] == ["o"]


def test_a_list_with_detail_is_a_list_whose_items_are_known_by_an_answer() -> None:
    options = {"elementLabelProp": "name"}
    node = {"type": "ListWithDetail", "scope": "#/properties/l", "options": options}
    definition = compiled(imported({"l": {"type": "array", "items": PERSON, "minItems": 1}}, layout(node)))
    assert definition.elements["l"].kind == "list"
    assert definition.controls["l"].options["title"] == "{name}"
    assert definition.controls["l"].schema["minItems"] == 1


def test_recursion_is_written_out_three_times() -> None:
    folder = {"type": "object", "properties": {"name": TEXT, "children": {"type": "array", "items": {"$ref": "#/f"}}}}
    schema = {"type": "object", "properties": {"root": {"$ref": "#/f"}}, "f": folder}
    read = jsonforms.read(schema, layout(control("root")), slug="x", title="X")
    assert sum(control.path[-1] == "name" for control in compiled(read).controls.values()) == 3
    assert any("mehr als drei Ebenen" in finding.message for finding in read.findings)


def test_two_questions_for_one_answer_are_one_question_and_a_note() -> None:
    read = imported({"a": TEXT}, layout(control("a"), control("a", label="Noch einmal")))
    assert [kind for _, kind in kinds(read)] == ["control", "label"]


@pytest.mark.parametrize("name", ["__proto__", "constructor", "a/b", "a~b", "ä ö", "15", "x[0]", "properties", "anyOf"])
def test_property_names_may_be_almost_anything(name: str) -> None:
    scope = "#/properties/" + name.replace("~", "~0").replace("/", "~1")
    definition = compiled(imported({name: TEXT}, layout({"type": "Control", "scope": scope})))
    assert [control.path for control in definition.controls.values()] == [(name,)]


@pytest.mark.parametrize("name", ["", "*", "_id", "_umgebung"])
def test_names_that_mean_something_here_are_notes(name: str) -> None:
    assert len(notes(imported({name: TEXT}, layout({"type": "Control", "scope": f"#/properties/{name}"})))) == 1


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ({"effect": "SHOW", "condition": {"scope": "#/properties/a"}}, "Funktion"),
        ({"effect": "SHOW", "condition": {"scope": "#/properties/a", "schema": {}, "validate": "f"}}, "Funktion"),
        ({"effect": "SHOW", "condition": {"type": "MAYBE", "scope": "#", "schema": {}}}, "Bedingungsart"),
        ({"effect": "GLOW", "condition": {"scope": "#/properties/a", "schema": {}}}, "Wirkung"),
        ({"effect": "SHOW"}, "fehlt ihre Bedingung"),
        ({"effect": "SHOW", "condition": {"scope": "#/properties/a", "schema": {"pattern": "(?=x)"}}}, "nicht prüfen"),
        ({"effect": "SHOW", "condition": {"scope": "#", "schema": {"minProperties": 2}}}, "ganzen Dokument"),
        ("Unsinn", "Wirkung"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_a_finding_and_the_element_is_shown(rule: Any, why: str) -> None:
    read = imported({"a": TEXT, "b": TEXT}, layout(control("a"), control("b", rule=rule)))
    assert compiled(read).elements["b"].effects == ()
    assert [finding.place for finding in read.findings if why in finding.message] == ["/uischema/elements/1/rule"]


@pytest.mark.parametrize(
    "condition",
    [
        {"type": "LEAF", "scope": "#/properties/a", "expectedValue": "x"},
        {"scope": "#", "schema": {"properties": {"a": {"const": "x"}}, "required": ["a"]}},
        {"scope": "/properties/a", "schema": {"const": "x"}},
        {"type": "OR", "conditions": [{"scope": "#/properties/a", "schema": {"enum": ["x"]}}]},
        {"scope": "#", "schema": {"not": {"properties": {"a": {"not": {"const": "x"}}}}}},
    ],
)
def test_conditions_of_every_form_mean_the_same(condition: Any) -> None:
    rule = {"effect": "SHOW", "condition": condition}
    definition = compiled(imported({"a": TEXT, "b": TEXT}, layout(control("a"), control("b", rule=rule))))
    shown = [
        ("b", ()) in walk(definition, answers, CONTEXT).settled.visible for answers in ({"a": "x"}, {"a": "y"}, {})
    ]
    assert shown == [True, False, False]


def test_rules_in_a_circle_are_broken_and_named() -> None:
    rules = [
        {"effect": "SHOW", "condition": {"scope": f"#/properties/{name}", "schema": {"const": "x"}}} for name in "ba"
    ]
    read = imported({"a": TEXT, "b": TEXT}, layout(control("a", rule=rules[0]), control("b", rule=rules[1])))
    assert any("im Kreis" in finding.message for finding in read.findings)
    assert list(compiled(read).controls) == ["a", "b"]


def test_a_rule_that_looks_at_a_later_page_is_left_out() -> None:
    rule = {"effect": "SHOW", "condition": {"scope": "#/properties/b", "schema": {"const": "x"}}}
    pages = [{"type": "Category", "label": name, "elements": [control(name)]} for name in "ab"]
    pages[0]["elements"] = [control("a", rule=rule)]
    read = imported({"a": TEXT, "b": TEXT}, {"type": "Categorization", "elements": pages})
    assert any("späteren Seite" in finding.message for finding in read.findings)


def test_what_rules_depend_on_is_asked_even_if_no_page_does() -> None:
    rule = {"effect": "SHOW", "condition": {"scope": "#/properties/b", "schema": {"const": "x"}}}
    read = imported({"a": TEXT, "b": TEXT}, layout(control("a", rule=rule)))
    assert list(compiled(read).controls) == ["b", "a"]


def test_pages_may_stand_anywhere() -> None:
    pages = {"type": "Categorization", "elements": [{"type": "Category", "label": "Zwei", "elements": [control("b")]}]}
    read = imported({"a": TEXT, "b": TEXT, "c": TEXT}, layout(control("a"), pages, control("c")))
    assert [page.title for page in compiled(read).pages] == ["Ihre Angaben", "Zwei", "Ihre Angaben"]
    nested = {"type": "Category", "label": "Teil", "elements": [pages]}
    read = imported({"b": TEXT}, {"type": "Categorization", "elements": [nested]})
    assert [(page.title, page.section) for page in compiled(read).pages] == [("Zwei", "Teil")]


@pytest.mark.parametrize("elements", [[], [{"type": "Categorization", "label": "Leer", "elements": []}], "Unsinn"])
def test_pages_that_are_not_there_are_one_that_says_so(elements: Any) -> None:
    read = imported({"a": TEXT}, {"type": "Categorization", "elements": elements})
    assert len(compiled(read).pages) == 1
    assert "steht nichts" in notes(read)[0].label


def test_a_read_only_answer_cannot_be_changed() -> None:
    for read in (one(TEXT, options={"readonly": True}), one(TEXT | {"readOnly": True})):
        assert ("a", ()) in walk(compiled(read), {}, CONTEXT).settled.disabled


def test_a_required_object_under_a_condition_makes_its_duties_conditional() -> None:
    demand = {"if": {"properties": {"k": {"const": "x"}}, "required": ["k"]}, "then": {"required": ["o"]}}
    definition = compiled(imported({"k": TEXT, "o": PERSON}, layout(control("k"), control("o")), **demand))
    wrong = [[m.pointer for m in walk(definition, answers, CONTEXT).mistakes] for answers in ({"k": "x"}, {"k": "y"})]
    assert wrong == [["/o/name"], []]


def test_keys_of_translations_and_defaults_are_findings() -> None:
    read = one(TEXT | {"default": "x"}, i18n="a.b")
    said = " ".join(finding.message for finding in read.findings)
    assert "Übersetzungsschlüssel" in said
    assert "Vorbelegung" in said


@pytest.mark.parametrize(
    ("schema", "ui", "why"),
    [
        ([], None, "müssen JSON-Objekte sein"),
        ({"type": "object"}, [], "müssen JSON-Objekte sein"),
        ({"$ref": "https://example.org/schema.json"}, None, "zeigt aus dem Dokument hinaus"),
        ({"properties": {"a": {"$ref": "datei.json#/a"}}}, None, "zeigt aus dem Dokument hinaus"),
        ({"properties": {"a": {"$ref": "#/properties/a"}}}, None, "im Kreis"),
        ({"properties": {"a": {"allOf": [{"$ref": "#/properties/a"}]}}}, None, "im Kreis"),
        ({"properties": {"a": {"$ref": "#"}}, "required": ["a"]}, None, "im Kreis"),
    ],
)
def test_documents_that_lead_nowhere_are_refused_in_one_line(schema: Any, ui: Any, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        jsonforms.read(schema, ui, slug="x", title="X")
    assert "\n" not in str(refused.value)


def test_lint_has_nothing_against_what_was_imported() -> None:
    read = one({"anyOf": [PERSON, TEXT]})
    assert [finding for finding in lint(read.bundle, TYPES, TODAY, {}) if finding.level == "error"] == []
