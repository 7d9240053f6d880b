"""The Fragenkatalog: everything that participants may read stands in it, in words, and the document is accessible."""

import base64
import datetime
import functools
import io
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, compile_definition
from formengine.documents.fragenkatalog import Catalogue, Entry, catalogue, docx
from formengine.fields import TYPES
from tests.builder.difference.changing import SHIPPED, shipped
from tests.core.forms import TODAY, bundle, control, form, leaf, page, show

NOW = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)


def compiled(content: Bundle) -> Definition:
    return compile_definition(content, TYPES, TODAY)


def opened(content: Bundle) -> Any:
    """The document as Word reads it."""
    return Document(io.BytesIO(docx(catalogue(compiled(content)), NOW)))


@functools.cache
def delivered(slug: str) -> Any:
    """The document of a shipped definition."""
    return opened(shipped(slug))


def texts(document: Any) -> str:
    """All text of a document."""
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def entry(found: Catalogue, id_: str) -> Entry:
    """The entry of an element."""
    return next(entry for chapter in found.chapters for entry in chapter.entries if entry.id == id_)


def fact(found: Entry, name: str) -> str:
    """What an entry says of something."""
    return "; ".join(each.text for each in found.facts if each.name == name)


def one(*elements: Any, **more: Any) -> Catalogue:
    """The catalogue of one page."""
    properties = more.pop("properties", {"a": {"type": "string"}, "b": {"type": "string"}})
    return catalogue(compiled(bundle(form(properties, page("p", *elements), **more))))


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_label_hint_help_option_and_error_stands_in_the_document(slug: str) -> None:
    definition = compiled(shipped(slug))
    said = texts(delivered(slug))
    for control_ in definition.controls.values():
        missing = [text for text in _told(control_) if text not in said]
        assert missing == []
    for found in definition.pages:
        assert found.title in said


def _told(control_: Any) -> Iterator[str]:
    yield from (text for text in (control_.label, control_.hint, control_.help) if text)
    yield from (choice.title for choice in control_.choices)
    yield from control_.errors.values()


@pytest.mark.parametrize("slug", SHIPPED)
def test_rules_outcomes_and_open_points_stand_in_the_document(slug: str) -> None:
    definition = compiled(shipped(slug))
    said = texts(delivered(slug))
    for wanted in (
        *(rule.message for rule in definition.rules),
        *(outcome.title for outcome in definition.outcomes),
        *(point["text"] for point in definition.service.get("open", ())),
    ):
        assert wanted in said


def test_questions_are_numbered_through_groups_and_below_lists() -> None:
    listed = control("l", label="L", options={"type": "list", "detail": {"type": "Group", "elements": [control("x")]}})
    group = {"type": "Group", "id": "g", "label": "Gruppe", "elements": [control("b", label="B")]}
    items = {"type": "array", "items": {"type": "object", "properties": {"x": {"type": "string"}}}}
    properties = {"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "string"}, "l": items}
    found = one(control("a", label="A"), group, listed, control("c", label="C"), properties=properties)
    numbers = {each.id: each.number for each in found.chapters[0].entries}
    assert numbers == {"a": "1.1", "g": "", "b": "1.2", "l": "1.3", "x": "1.3.1", "c": "1.4"}


def test_a_rule_is_said_in_words_and_its_days_stay_relative() -> None:
    properties = {"a": {"type": "string", "format": "date"}, "b": {"type": "string"}}
    late = show(leaf("a", {"format": "date", "formatMinimum": "@heute+42d"}))
    found = one(control("a", label="Tag"), control("b", label="Grund", rule=late), properties=properties)
    assert fact(entry(found, "b"), "Regel") == "zu sehen, wenn „Tag“ am Tag 42 Tage nach heute oder später liegt"


def test_whether_an_answer_is_required_is_said_with_its_condition() -> None:
    rule = {"effect": "REQUIRE", "condition": leaf("a", {"const": "x"})}
    found = one(
        control("a", label="A"),
        control("b", label="B", rule=rule),
        properties={"a": {"type": "string"}, "b": {"type": "string"}},
    )
    assert fact(entry(found, "b"), "Pflicht") == "ja, wenn bei „A“ „x“ steht"
    assert fact(entry(found, "a"), "Pflicht") == "nein"


def test_bounds_type_unit_and_legal_basis_are_said() -> None:
    options = {"type": "number", "unit": "cm", "bezug": "§ 3 Satzung", "reason": "Für die Gebühr."}
    properties = {"a": {"type": "integer", "minimum": 5, "maximum": 1000}}
    found = entry(one(control("a", label="Umfang", options=options), properties=properties), "a")
    assert fact(found, "Erlaubt") == "mindestens 5; höchstens 1000"
    assert fact(found, "Art der Antwort") == "Zahl"
    assert (fact(found, "Einheit"), fact(found, "Rechtsgrundlage")) == ("cm", "§ 3 Satzung")
    assert fact(found, "Grund der Pflicht") == "Für die Gebühr."


def test_a_calculated_value_is_said_in_words_and_asks_nothing() -> None:
    properties = {"a": {"type": "number"}, "s": {"type": "number"}}
    sum_ = control("s", label="S", options={"type": "calculated", "calc": {"sum": [{"value": "#/properties/a"}, 2]}})
    found = entry(one(control("a", label="A"), sum_, properties=properties), "s")
    assert fact(found, "Berechnung") == "Summe aus „A“ und 2"
    assert fact(found, "Pflicht") == ""


def test_the_general_error_text_stands_where_a_required_question_has_none_of_its_own() -> None:
    found = one(control("a", label="Name"), required=("a",), properties={"a": {"type": "string"}})
    assert (
        fact(entry(found, "a"), "Fehlertext, wenn die Antwort fehlt")
        == "„Name“ fehlt. Bitte füllen Sie dieses Feld aus."
    )


def test_a_condition_of_an_imported_definition_that_has_no_words_is_told_as_such() -> None:
    odd = show({"scope": "#/properties/a", "schema": {"minimum": "viel"}, "failWhenUndefined": True})
    definition = compiled(
        bundle(form({"a": {"type": "string"}, "b": {"type": "string"}}, page("p", control("a"), control("b"))))
    )
    raw: Any = definition.bundle.form["uischema"]["elements"][0]["elements"][1]
    raw["rule"] = {**odd, "condition": {"type": "UNKLAR"}}
    assert "nicht in Worte fassen" in fact(entry(catalogue(definition), "b"), "Regel")


@pytest.mark.parametrize("slug", SHIPPED)
def test_the_document_is_accessible(slug: str) -> None:
    document = delivered(slug)
    assert document.core_properties.title == f"Fragenkatalog: {shipped(slug).form['title']}"
    assert document.core_properties.language == "de-DE"
    assert document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val")) == "de-DE"
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(cell.text for cell in table.rows[0].cells)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_the_picture_of_a_sketch_has_its_words() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "PNG")
    image = f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"
    sketch = {
        "type": "Label",
        "id": "s",
        "text": "Plan",
        "options": {"type": "sketch", "image": image, "alt": "Ein Plan"},
    }
    content = bundle(form({"a": {"type": "string"}}, page("p", control("a"), sketch)))
    document = opened(content)
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Ein Plan"
    assert "Diese Stelle ist erst skizziert." in texts(document)


def test_a_picture_that_word_does_not_know_is_told_in_words() -> None:
    image = f"data:image/svg+xml;base64,{base64.b64encode(b'<svg/>').decode()}"
    sketch = {
        "type": "Label",
        "id": "s",
        "text": "Plan",
        "options": {"type": "sketch", "image": image, "alt": "Ein Plan"},
    }
    document = opened(bundle(form({"a": {"type": "string"}}, page("p", control("a"), sketch))))
    assert "Bild: Ein Plan" in texts(document)


def test_signs_that_no_document_can_hold_are_left_out() -> None:
    document = opened(bundle(form({"a": {"type": "string"}}, page("p", control("a", label="Na\x0bm\uffffe")))))
    assert "1.1 Name" in texts(document)
