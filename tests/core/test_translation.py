"""Other languages: how their texts are laid over a form, what blocks bring along, and what is missing."""

import copy
import dataclasses
from typing import Any

import pytest

from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, compile_definition
from formengine.core.lint import lint
from formengine.core.translation import coverage, overlay, slots
from formengine.fields import TYPES
from tests.core.forms import TODAY, bundle, compiled, control, form, leaf, page, show

TEXT = {"type": "string"}
CHOICE = {"type": "string", "oneOf": [{"const": "x", "title": "Eins", "description": "Mehr"}, {"const": "y"}]}
ENGLISH = {
    "form": {"title": "Probe EN"},
    "s": {"label": "Page"},
    "a": {
        "label": "Question",
        "hint": "Hint",
        "errors": {"pflicht": "Missing."},
        "options": {"x": "One"},
        "descriptions": {"x": "More"},
    },
    "b": {"label": "Other"},
    "R1": {"message": "No."},
    "e": {"title": "End", "text": "Bye.", "target": {"label": "There"}},
}


def german() -> dict[str, Any]:
    """A form with every kind of text."""
    question = control("a", options={"hint": "Hinweis", "errors": {"pflicht": "Fehlt."}}, rule=show(leaf("b", True)))
    content = form({"a": CHOICE, "b": TEXT}, page("s", control("b"), question))
    content |= {"rules": [{"id": "R1", "message": "Nein.", "at": ["b"], "require": leaf("b", True)}]}
    return content | {
        "outcomes": [{"id": "e", "kind": "kein", "title": "Ende", "text": "Tschüs.", "target": {"label": "Dort"}}]
    }


def spoken(content: Any, language: str, **parts: Any) -> Definition:
    """A definition compiled for a language."""
    return compile_definition(bundle(content, **parts), TYPES, TODAY, language)


def without(texts: dict[str, Any], id_: str, *names: str) -> dict[str, Any]:
    """Texts that lack something."""
    return texts | {id_: {name: text for name, text in texts[id_].items() if name not in names}}


def test_texts_of_another_language_are_laid_over_by_id() -> None:
    content = german()
    laid = overlay(content, ENGLISH, "en")
    assert laid["title"] == "Probe EN"
    found = spoken(content, "en", texts={"en": ENGLISH})
    assert (found.pages[0].title, found.controls["a"].label, found.controls["a"].hint) == ("Page", "Question", "Hint")
    assert [(each.title, each.description) for each in found.controls["a"].choices] == [("One", "More"), ("y", "")]
    assert (found.rules[0].message, found.outcomes[0].title, found.outcomes[0].text) == ("No.", "End", "Bye.")
    assert found.outcomes[0].target == {"label": "There"}
    assert found.controls["a"].errors == {"pflicht": "Missing."}
    assert content["title"] == "Probe"


def test_texts_reach_the_questions_in_a_list() -> None:
    detail = {"type": "VerticalLayout", "elements": [control("x")]}
    rows = {"type": "array", "items": {"type": "object", "properties": {"x": TEXT}}}
    options = {"type": "list", "item": "Person", "detail": detail}
    content = form({"l": rows}, page("s", control("l", options=options)))
    texts = {"x": {"label": "Name"}, "l": {"label": "People", "hint": "All", "item": "Human"}}
    controls = spoken(content, "en", texts={"en": texts}).controls
    assert [(each.label, each.hint) for each in controls.values()] == [("People", "All"), ("Name", "")]
    assert controls["l"].options["item"] == "Human"


@pytest.mark.parametrize("missing", ["label", "hint", "options", "descriptions"])
def test_a_foreign_language_leaves_an_element_german_where_its_translation_is_not_complete(missing: str) -> None:
    found = spoken(german(), "en", texts={"en": without(ENGLISH, "a", missing)}).controls
    assert (found["a"].language, found["a"].label, found["a"].hint) == ("de", "Frage", "Hinweis")
    assert found["a"].errors == {"pflicht": "Fehlt."}
    assert (found["b"].language, found["b"].label) == ("en", "Other")


def test_an_error_text_that_is_not_translated_gives_way_to_the_general_one() -> None:
    found = spoken(german(), "en", texts={"en": without(ENGLISH, "a", "errors")}).controls["a"]
    assert (found.language, found.errors) == ("en", {})


def test_plain_german_falls_back_text_by_text() -> None:
    found = spoken(german(), "de-einfach", texts={"de-einfach": {"a": {"hint": "Tipp"}}})
    question = found.controls["a"]
    assert (question.label, question.hint, question.errors) == ("Frage", "Tipp", {"pflicht": "Fehlt."})
    assert {each.language for each in found.controls.values()} == {"de-einfach"}


def test_a_form_without_texts_says_of_everything_that_it_is_german() -> None:
    found = spoken(german(), "en")
    spoken_in = {found.title_language, found.pages[0].language, found.outcomes[0].language}
    assert spoken_in | {each.language for each in found.elements.values()} == {"de"}
    assert (found.language, found.title) == ("en", "Probe")


BLOCK = {
    "schema": {"type": "object", "properties": {"ort": TEXT, "plz": TEXT}},
    "elements": [
        {"type": "Control", "id": "ort", "scope": "#/properties/ort", "label": "Ort", "options": {"hint": "Name"}},
        {"type": "Control", "id": "plz", "scope": "#/properties/plz", "label": "Postleitzahl"},
    ],
    "texts": {"en": {"ort": {"label": "Town", "hint": "Its name"}, "plz": {"label": "Postcode"}}},
}


def with_block(texts: dict[str, Any], **own: Any) -> Bundle:
    """A form that uses the block twice, once with words of its own."""
    ref = {"type": "Block", "ref": "urn:formengine:shared:anschrift"}
    one = ref | {"id": "eins", "scope": "#/properties/eins"}
    two = ref | {"id": "zwei", "scope": "#/properties/zwei", "options": {"texts": own}}
    return bundle(form({}, page("s", one, two)), shared={"anschrift": BLOCK}, texts={"en": texts})


def test_a_block_brings_its_translation_along() -> None:
    found = compile_definition(with_block({"s": {"label": "Page"}}), TYPES, TODAY, "en").controls
    assert [each.label for each in found.values()] == ["Town", "Postcode"] * 2
    assert {each.language for each in found.values()} == {"en"}


def test_words_that_a_form_gives_a_block_are_not_what_the_block_translates() -> None:
    own = with_block({"s": {"label": "Page"}}, ort={"label": "Wohnort"})
    found = compile_definition(own, TYPES, TODAY, "en").controls
    assert (found["zwei.ort"].label, found["zwei.ort"].language) == ("Wohnort", "de")
    texts = {"s": {"label": "Page"}, "zwei.ort": {"label": "Home"}}
    mended = compile_definition(with_block(texts, ort={"label": "Wohnort"}), TYPES, TODAY, "en").controls
    assert (mended["zwei.ort"].label, mended["zwei.ort"].hint) == ("Home", "Its name")
    assert (mended["eins.ort"].label, mended["zwei.ort"].language) == ("Town", "en")


def test_every_text_is_found_and_counted() -> None:
    content = german()
    found = {(slot.id, slot.keys) for slot in slots(content)}
    assert ("a", ("errors", "pflicht")) in found
    assert ("e", ("target", "label")) in found
    whole = dataclasses.replace(bundle(content), texts={"en": ENGLISH})
    assert coverage(whole, "en") == (len(found), [])
    total, lacking = coverage(bundle(content), "en")
    assert (total, {(slot.id, slot.keys) for slot in lacking}) == (len(found), found)


def messages(texts: dict[str, Any] | None) -> list[str]:
    """What lint says of the English texts."""
    parts = {"texts": {"en": texts}} if texts is not None else {}
    found = lint(bundle(german(), **parts), TYPES, TODAY, {})
    return [str(finding) for finding in found if finding.part == "texts/en"]


def test_lint_names_each_missing_text_with_its_place_and_the_mend() -> None:
    assert messages(ENGLISH) == []
    (one,) = messages(without(ENGLISH, "a", "hint"))
    assert one.startswith("texts/en#/a/hint: Der Text für „Hinweis“ fehlt (English). Ergänzen Sie ihn.")
    assert len(messages(without(ENGLISH, "a", "options", "label"))) == 2


def test_lint_does_not_name_every_text_where_nobody_has_begun_to_translate() -> None:
    assert messages(None) == []


def test_not_knowing_is_an_answer_in_the_language_of_the_question() -> None:
    choice = copy.deepcopy(CHOICE)
    content = form({"a": CHOICE, "b": choice}, page("s", control("a")), page("t", control("b")), kind="klaerung")
    options = {"options": {"x": "One"}, "descriptions": {"x": "More"}, "label": "First"}
    found = spoken(content, "en", texts={"en": {"a": options}}).controls
    assert [each.choices[-1].title for each in found.values()] == ["I don’t know", "Weiß ich nicht"]
    assert compiled(content).controls["a"].choices[-1].title == "Weiß ich nicht"
