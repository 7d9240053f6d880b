"""react-jsonschema-form in: the uiSchema decides the order, the words and the kind of a question."""

from typing import Any

from formengine.exchange.formats import FORMATS
from formengine.exchange.frame import Imported, Source
from tests.exchange.test_jsonforms import compiled

TEXT = {"type": "string"}
SCHEMA = {
    "type": "object",
    "properties": {
        "a": TEXT,
        "b": TEXT,
        "c": {"type": "string", "enum": ["x", "y"], "enumNames": ["Ix", "Ypsilon"]},
        "o": {"type": "object", "properties": {"p": TEXT, "q": TEXT}},
        "l": {"type": "array", "items": {"type": "object", "properties": {"r": TEXT, "s": {"type": "boolean"}}}},
    },
}


def read(ui: Any) -> Imported:
    return FORMATS["rjsf"].read(Source(SCHEMA, ui, "fremd", "Fremdes Formular"))


def order(ui: Any) -> list[str]:
    return list(compiled(read(ui)).controls)


def test_without_settings_everything_is_asked() -> None:
    assert order({}) == ["a", "b", "c", "p", "q", "l", "r", "s"]


def test_the_order_is_kept_inside_objects_and_lists_too() -> None:
    ui = {"ui:order": ["c", "*", "a"], "o": {"ui:order": ["q", "p"]}, "l": {"items": {"ui:order": ["s", "r"]}}}
    assert order(ui) == ["c", "b", "q", "p", "l", "s", "r", "a"]


def test_widgets_choose_the_kind_of_question() -> None:
    ui = {"a": {"ui:widget": "textarea", "ui:options": {"rows": 8}}, "c": {"ui:options": {"widget": "radio"}}}
    controls = compiled(read(ui)).controls
    assert (controls["a"].type, controls["a"].options["rows"], controls["c"].type) == ("multiline", 8, "choice")


def test_words_come_from_the_settings_and_from_enum_names() -> None:
    ui = {"a": {"ui:title": "Ihr Name", "ui:description": "Wie im Ausweis", "ui:help": "Mehr dazu"}}
    controls = compiled(read(ui)).controls
    assert (controls["a"].label, controls["a"].hint, controls["a"].help) == ("Ihr Name", "Wie im Ausweis", "Mehr dazu")
    assert [choice.title for choice in controls["c"].choices] == ["Ix", "Ypsilon"]


def test_what_is_hidden_or_unknown_is_a_finding() -> None:
    read_ = read({"a": {"ui:widget": "hidden"}, "b": {"ui:widget": "Kristallkugel", "ui:field": "eigenes"}})
    places = [finding.place for finding in read_.findings]
    assert places == ["/uischema/a", "/uischema/b/ui:widget", "/uischema/b/ui:field", "/schema/properties/a"]
    assert "a" not in compiled(read_).controls


def test_read_only_questions_cannot_be_changed() -> None:
    effects = compiled(read({"a": {"ui:readonly": True}, "b": {"ui:disabled": True}})).elements
    assert [[effect.name for effect in effects[id_].effects] for id_ in "abc"] == [["DISABLE"], ["DISABLE"], []]
