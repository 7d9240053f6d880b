"""New elements get names, places and schemas that fit."""

import json

import pytest

from builder.refusals import Refused
from formengine.core.pointer import MISSING
from formengine.fields import TYPES
from tests.builder.editing import ROOT, SLUGS, compiled, edited, new_ids, node, schema, shipped, small

CONTACT = json.loads((ROOT / "definitions/_shared/kontakt.json").read_text(encoding="utf-8"))
ASKING = sorted(name for name, kind in TYPES.items() if not kind.static)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("kind", [*sorted(TYPES), "page", "section", "group"])
def test_every_kind_of_element_can_be_added_to_every_shipped_definition(slug: str, kind: str) -> None:
    before = shipped(slug)
    if kind == "reference" and slug != "lp01-baumfaellung":
        with pytest.raises(Refused, match="Legen Sie zuerst eine Liste an"):
            edited(before, "add", kind=kind, label="Größe der Fläche")
        return
    assert new_ids(before, edited(before, "add", kind=kind, label="Größe der Fläche"))


@pytest.mark.parametrize("kind", [kind for kind in ASKING if kind != "reference"])
def test_a_new_question_says_its_type_and_has_the_schema_of_a_new_one(kind: str) -> None:
    after = edited(shipped(), "add", kind=kind, label="Größe der Fläche")
    assert node(after, "groesse_der_flaeche").options["type"] == kind
    assert schema(after, "groesse_der_flaeche") == TYPES[kind].new_schema()
    assert compiled(after).controls["groesse_der_flaeche"].type == kind


def test_names_are_made_of_the_label_in_plain_letters() -> None:
    after = edited(small(), "add", kind="text", label="Straße & Hausnummer (Öffnungszeit)")
    assert new_ids(small(), after) == ["strasse_hausnummer_oeffnungszeit"]


def test_a_label_that_is_used_twice_gets_a_number() -> None:
    after = edited(edited(small(), "add", kind="text", label="Name"), "add", kind="text", label="Name")
    assert new_ids(small(), after) == ["name_2", "name_3"]


def test_a_label_without_letters_still_makes_a_name() -> None:
    assert new_ids(small(), edited(small(), "add", kind="text", label="1. …")) == ["frage_1"]
    assert new_ids(small(), edited(small(), "add", kind="text", label="???")) == ["frage"]


def test_a_question_stands_after_or_before_the_one_that_is_named() -> None:
    for wish, index in (({"after": "name"}, 1), ({"before": "name"}, 0), ({"parent": "name"}, 1)):
        after = edited(small(), "add", kind="text", label="Neu", **wish)
        assert (node(after, "neu").parent, node(after, "neu").index) == ("seite-eins", index)


def test_without_a_wish_a_question_stands_at_the_end_of_the_last_page() -> None:
    added = node(edited(small(), "add", kind="text", label="Neu"), "neu")
    assert (added.parent, added.index) == ("seite-zwei", 1)


def test_a_question_in_a_list_lives_in_its_items() -> None:
    after = edited(small(), "add", kind="number", label="Umfang", parent="baeume", required=True)
    assert node(after, "baeume.umfang").raw["scope"] == "#/properties/umfang"
    assert schema(after, "baeume", "*", "umfang") == {"type": "integer", "minimum": 0}
    assert schema(after, "umfang") is MISSING
    assert schema(after, "baeume", "*")["required"] == ["art", "umfang"]


def test_a_new_page_comes_before_the_check_page_and_has_an_address_of_its_own() -> None:
    after = edited(shipped(), "add", kind="page", label="Über den Baum")
    pages = [page.path for page in compiled(after).pages]
    assert pages[-2:] == ["ueber-den-baum", "pruefen"]


def test_no_page_gets_an_address_that_the_assistant_needs_itself() -> None:
    after = edited(small(), "add", kind="page", label="Eingang")
    assert compiled(after).pages[-1].path == "eingang-2"


def test_a_section_comes_with_a_page() -> None:
    after = edited(small(), "add", kind="section", label="Angaben")
    assert [node(after, id_).kind for id_ in new_ids(small(), after)] == ["section", "page"]


def test_a_block_brings_its_questions_and_their_words() -> None:
    after = edited(small(), "add_block", name="kontakt", content=CONTACT, label="Ansprechperson")
    definition = compiled(after)
    assert definition.controls["ansprechperson.email"].label == "E-Mail-Adresse"
    assert "ansprechperson" in definition.schema["required"]
    assert after.shared.keys() == {"kontakt"}


def test_a_block_that_the_bundle_has_needs_no_content() -> None:
    after = edited(shipped(), "add_block", name="kontakt", label="Firma vor Ort", after="grundstueck_art")
    assert compiled(after).controls["firma_vor_ort.email"].page == "seite-grundstueck"


def test_an_unknown_block_or_kind_is_refused() -> None:
    with pytest.raises(Refused, match="Baustein"):
        edited(small(), "add_block", name="kontakt")
    with pytest.raises(Refused, match="gibt es nicht"):
        edited(small(), "add", kind="hologramm")


def test_wished_names_are_taken_or_refused() -> None:
    after = edited(small(), "add", kind="text", label="Neu", id="mein-feld", property="mein_feld")
    assert node(after, "mein-feld").path == ("mein_feld",)
    for wrong in ({"id": "name"}, {"property": "name"}, {"property": "Groß"}, {"id": "?"}):
        with pytest.raises(Refused):
            edited(small(), "add", kind="text", label="Neu", **wrong)


def test_a_sketch_says_what_shall_come() -> None:
    after = edited(small(), "sketch", text="Hier kommt der Lageplan hin.", after="name")
    assert node(after, "skizze-hier-kommt-der-lageplan-hin").raw["options"] == {"type": "sketch"}
