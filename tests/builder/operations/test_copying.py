"""Copies have names and answers of their own."""

from typing import Any

import pytest

from builder.refusals import Refused
from formengine.core.bundle import Bundle
from formengine.core.pointer import MISSING
from tests.builder.editing import SLUGS, compiled, edited, new_ids, node, schema, shipped, small


def source(of: Bundle) -> dict[str, Any]:
    """A definition as the workbench hands it over."""
    return {**of.form, "shared": of.shared, "texts": of.texts}


def test_a_duplicate_stands_behind_and_answers_for_itself() -> None:
    after = edited(small(), "duplicate", element="name")
    assert new_ids(small(), after) == ["name-2"]
    assert (node(after, "name-2").index, node(after, "name-2").path) == (1, ("name_2",))
    assert schema(after, "name_2") == schema(after, "name")
    assert schema(after)["required"] == ["name", "zweck", "name_2"]


def test_a_duplicated_question_asks_under_the_same_condition() -> None:
    after = edited(small(), "duplicate", element="anzahl")
    assert node(after, "anzahl-2").raw["rule"] == node(after, "anzahl").raw["rule"]


def test_a_duplicated_list_looks_into_its_own_items() -> None:
    after = edited(small(), "duplicate", element="baeume")
    assert schema(after, "baeume_2") == schema(after, "baeume")
    controls = compiled(after).controls
    assert controls["baeume.art-2"].path == ("baeume_2", "*", "art")
    assert node(after, "baeume.hoehe-2").raw["rule"] == node(after, "baeume.hoehe").raw["rule"]


def test_a_duplicate_in_a_list_stays_there() -> None:
    after = edited(small(), "duplicate", element="baeume.art")
    assert node(after, "baeume.art-2").path == ("baeume", "*", "art_2")
    assert schema(after, "baeume", "*")["required"] == ["art", "art_2"]


def test_inside_a_duplicated_page_conditions_look_at_the_copy() -> None:
    before = edited(
        small(),
        "set_rule",
        element="anzahl",
        effects=[
            {
                "effect": "SHOW",
                "condition": {"scope": "#/properties/name", "schema": {"const": "Eva"}, "failWhenUndefined": True},
            }
        ],
    )
    after = edited(before, "duplicate", element="seite-eins")
    assert node(after, "anzahl-2").raw["rule"]["condition"]["scope"] == "#/properties/name_2"
    assert [page.path for page in compiled(after).pages] == ["eins", "eins-2", "zwei"]


def test_translations_and_placeholders_are_copied_too() -> None:
    after = edited(shipped(), "duplicate", element="baeume")
    assert after.texts["en"]["baeume-2"] == after.texts["en"]["baeume"]
    assert node(after, "baeume-2").options["title"] == "Art: {baeume.art-2}, Stammumfang: {baeume.umfang_cm-2}"


@pytest.mark.parametrize("slug", SLUGS)
def test_every_page_can_be_duplicated(slug: str) -> None:
    before = shipped(slug)
    for page in compiled(before).pages:
        assert len(compiled(edited(before, "duplicate", element=page.id)).pages) == len(compiled(before).pages) + 1


def test_questions_come_from_another_definition_with_their_conditions() -> None:
    other = shipped("lp03-maengelmelder")
    after = edited(small(), "copy_from", source=source(other), elements=["kategorie", "laterne_nr"], after="name")
    assert [node(after, id_).index for id_ in ("kategorie", "laterne_nr")] == [1, 2]
    assert schema(after, "kategorie") == schema(other, "kategorie")
    assert after.form["conditions"]["ist_licht"] == other.form["conditions"]["ist_licht"]
    assert node(after, "laterne_nr").raw["rule"] == node(other, "laterne_nr").raw["rule"]


def test_what_shows_by_questions_that_stay_behind_is_left_out() -> None:
    other = shipped("lp03-maengelmelder")
    after = edited(small(), "copy_from", source=source(other), elements=["laterne_nr"])
    assert "rule" not in node(after, "laterne_nr").raw
    assert "ist_licht" not in after.form["conditions"]


def test_what_calculates_by_questions_that_stay_behind_is_refused() -> None:
    with pytest.raises(Refused, match="hängt von Fragen ab"):
        edited(small(), "copy_from", source=source(shipped("lp03-maengelmelder")), elements=["prioritaet"])


def test_a_page_with_blocks_brings_these() -> None:
    other = shipped()
    after = edited(small(), "copy_from", source=source(other), elements=["seite-pruefen"])
    assert after.shared["erklaerung"] == other.shared["erklaerung"]
    assert "erklaerung.richtigkeit" in compiled(after).controls


def test_names_that_are_taken_here_are_made_new() -> None:
    after = edited(small(), "copy_from", source=source(small()), elements=["seite-eins"])
    assert node(after, "name-2").path == ("name_2",)
    assert after.form["conditions"]["faellen_2"]["condition"]["scope"] == "#/properties/zweck_2"
    assert node(after, "anzahl-2").raw["rule"]["condition"] == {"$ref": "#/conditions/faellen_2"}


def test_a_question_of_a_list_can_come_out_of_it() -> None:
    after = edited(small(), "copy_from", source=source(small()), elements=["baeume.art"], after="name")
    assert node(after, "baeume.art-2").path == ("art",)
    assert schema(after, "art") is not MISSING


def test_nothing_or_pages_with_questions_cannot_be_copied_together() -> None:
    for elements in ([], ["seite-eins", "name"], ["weg"]):
        with pytest.raises(Refused):
            edited(small(), "copy_from", source=source(small()), elements=elements)
    with pytest.raises(Refused):
        edited(small(), "copy_from", source={}, elements=["name"])
