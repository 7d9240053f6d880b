"""Another type keeps what fits it."""

from typing import Any

import pytest

from builder.refusals import Refused
from formengine.fields import TYPES
from tests.builder.editing import compiled, edited, node, schema, shipped, small

ASKING = sorted(name for name, kind in TYPES.items() if not kind.static and name != "reference")
ZWECK = [{"const": "faellen", "title": "Fällen"}, {"const": "pflegen", "title": "Pflegen"}]


@pytest.mark.parametrize("kind", ASKING)
@pytest.mark.parametrize("element", ["name", "zweck", "anzahl", "baeume.art"])
def test_any_question_becomes_one_of_any_type_and_keeps_its_words(element: str, kind: str) -> None:
    before = edited(small(), "set", element=element, place="options/hint", value="Ein Hinweis")
    after = edited(before, "retype", element=element, kind=kind)
    control = compiled(after).controls[element]
    assert (control.type, control.label, control.hint) == (kind, node(before, element).label, "Ein Hinweis")
    assert control.required == compiled(before).controls[element].required
    assert node(after, element).raw.get("rule") == node(before, element).raw.get("rule")


@pytest.mark.parametrize("kind", ["choice", "select"])
def test_one_of_several_keeps_its_options(kind: str) -> None:
    before = edited(small(), "retype", element="zweck", kind="choices")
    assert schema(before, "zweck") == {
        "type": "array",
        "uniqueItems": True,
        "items": {"type": "string", "oneOf": ZWECK},
    }
    assert schema(edited(before, "retype", element="zweck", kind=kind), "zweck") == {"type": "string", "oneOf": ZWECK}


@pytest.mark.parametrize(
    ("element", "place", "value", "kind", "kept"),
    [
        ("name", "schema/maxLength", 33, "multiline", {"maxLength": 33}),
        ("name", "schema/maxLength", 33, "email", {"maxLength": 254}),
        ("anzahl", "schema/maximum", 9, "money", {"minimum": 1, "maximum": 9, "multipleOf": 0.01}),
        ("anzahl", "schema/title", "Anzahl", "text", {"title": "Anzahl"}),
    ],
)
def test_limits_are_kept_where_they_make_sense(
    element: str, place: str, value: Any, kind: str, kept: dict[str, Any]
) -> None:
    before = edited(small(), "set", element=element, place=place, value=value)
    assert kept.items() <= schema(edited(before, "retype", element=element, kind=kind), element).items()


def test_there_and_back_keeps_the_bounds_of_a_day() -> None:
    before = shipped()
    after = edited(
        edited(before, "retype", element="termin_von", kind="date-picker"), "retype", element="termin_von", kind="date"
    )
    assert schema(after, "termin_von") == schema(before, "termin_von")
    assert node(after, "termin_von").options == node(before, "termin_von").options


def test_what_belongs_to_the_old_type_goes() -> None:
    before = edited(small(), "set", element="anzahl", place="options/unit", value="Bäume")
    assert "unit" in node(edited(before, "retype", element="anzahl", kind="money"), "anzahl").options
    assert "unit" not in node(edited(before, "retype", element="anzahl", kind="text"), "anzahl").options


def test_a_sketch_becomes_the_question_that_it_stood_for() -> None:
    before = edited(small(), "sketch", text="Foto des Baums", after="name")
    after = edited(before, "retype", element="skizze-foto-des-baums", kind="file")
    added = node(after, "skizze-foto-des-baums")
    assert (added.kind, added.label, added.index, added.path) == ("control", "Foto des Baums", 1, ("foto_des_baums",))


def test_a_note_becomes_a_heading() -> None:
    before = edited(small(), "add", kind="note", label="Wichtig", id="wichtig")
    assert node(edited(before, "retype", element="wichtig", kind="heading"), "wichtig").options["type"] == "heading"


def test_what_would_lose_questions_is_refused() -> None:
    for element, kind in (("baeume", "text"), ("name", "note"), ("seite-eins", "text"), ("name", "hologramm")):
        with pytest.raises(Refused):
            edited(small(), "retype", element=element, kind=kind)


def test_the_same_type_changes_nothing() -> None:
    assert edited(small(), "retype", element="name", kind="text").hash == small().hash
