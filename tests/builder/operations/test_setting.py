"""Single properties: where they are kept, what removes them, and what belongs to a block."""

import pytest

from builder.refusals import Refused
from formengine.core.pointer import MISSING, get
from tests.builder.editing import compiled, edited, node, played, schema, shipped, small


def test_a_label_an_option_and_a_limit_are_each_put_in_their_place() -> None:
    changes = {"label": "Name?", "options/hint": "Wie im Ausweis", "schema/maxLength": 40, "required": False}
    after = edited(small(), "set_many", element="name", changes=changes)
    control = compiled(after).controls["name"]
    assert (control.label, control.hint, control.schema["maxLength"], control.required) == (
        "Name?",
        "Wie im Ausweis",
        40,
        False,
    )


def test_none_removes_a_property_and_what_is_empty_goes_with_it() -> None:
    after = edited(small(), "set", element="name", place="options/errors/pflicht", value="Der Name fehlt.")
    assert node(after, "name").options["errors"] == {"pflicht": "Der Name fehlt."}
    after = edited(after, "set", element="name", place="options/errors/pflicht", value=None)
    assert after.hash == small().hash
    after = edited(after, "set", element="name", place="schema/maxLength", value=None)
    assert schema(after, "name") == {"type": "string"}


def test_removing_what_is_not_there_changes_nothing() -> None:
    for place in ("options/hint", "options/errors/pflicht", "schema/pattern", "text"):
        assert edited(small(), "set", element="name", place=place, value=None).hash == small().hash


def test_new_properties_stand_where_the_shipped_definitions_have_them() -> None:
    after = edited(shipped(), "set", element="termin_von", place="options/help", value="Mehr dazu")
    assert list(node(after, "termin_von").options) == ["type", "hint", "help", "errors"]
    effects = [{"effect": "SHOW", "condition": {"$ref": "#/conditions/mit_adresse"}}]
    after = edited(shipped(), "set_rule", element="seite-zeit", effects=effects)
    assert list(node(after, "seite-zeit").raw) == ["type", "id", "label", "options", "rule", "elements"]


def test_what_names_an_element_is_not_changed_in_passing() -> None:
    for place in (
        "id",
        "type",
        "scope",
        "elements",
        "options/type",
        "options/detail",
        "options/detail/elements",
        "farbe",
        "schema",
    ):
        with pytest.raises(Refused):
            edited(small(), "set", element="name", place=place, value="x")


def test_a_value_that_the_format_does_not_allow_is_refused() -> None:
    with pytest.raises(Refused):
        edited(small(), "set", element="name", place="schema/maxLength", value="viel")


def test_the_address_of_a_page_changes_in_the_cases_too() -> None:
    after = edited(shipped(), "set", element="seite-zeit", place="options/path", value="termin")
    ends = {id_: run.pages for id_, run in played(after).items()}
    assert ends == {
        id_: tuple("termin" if path == "zeit" else path for path in run.pages) for id_, run in played(shipped()).items()
    }
    case = next(case for case in after.cases["cases"] if "pages" in case["expect"])  # type: ignore[index]
    assert "termin" in case["expect"]["pages"]
    assert "zeit" not in case["expect"]["pages"]


def test_addresses_that_are_taken_or_reserved_are_refused() -> None:
    for path in ("zwei", "eingang"):
        with pytest.raises(Refused, match="vergeben"):
            edited(small(), "set", element="seite-eins", place="options/path", value=path)
    with pytest.raises(Refused):
        edited(small(), "set", element="name", place="options/path", value="x")


def test_only_the_last_page_can_become_the_check_page() -> None:
    with pytest.raises(Refused):
        edited(small(), "set", element="seite-eins", place="options/path", value="pruefen")
    after = edited(small(), "set", element="seite-zwei", place="options/path", value="pruefen")
    assert compiled(after).pages[-1].path == "pruefen"


def test_texts_inside_a_block_are_kept_at_the_block() -> None:
    after = edited(shipped(), "set", element="antragsteller.familienname", place="label", value="Nachname")
    after = edited(after, "set", element="antragsteller.familienname", place="options/hint", value="Wie im Ausweis")
    texts = node(after, "antragsteller").options["texts"]["familienname"]
    assert (texts["label"], texts["hint"]) == ("Nachname", "Wie im Ausweis")
    control = compiled(after).controls["antragsteller.familienname"]
    assert (control.label, control.hint) == ("Nachname", "Wie im Ausweis")
    assert after.shared == shipped().shared


def test_one_error_text_inside_a_block_leaves_the_others() -> None:
    before = compiled(shipped()).controls["kontakt.email"].errors
    after = edited(shipped(), "set", element="kontakt.email", place="options/errors/format", value="So nicht.")
    assert compiled(after).controls["kontakt.email"].errors == {**before, "format": "So nicht."}


def test_a_text_inside_a_block_that_is_taken_back_is_that_of_the_block_again() -> None:
    after = edited(shipped(), "set", element="erklaerung.richtigkeit", place="options/hint", value="Neu")
    back = edited(after, "set", element="erklaerung.richtigkeit", place="options/hint", value=None)
    assert (
        compiled(back).controls["erklaerung.richtigkeit"].hint
        == compiled(shipped()).controls["erklaerung.richtigkeit"].hint
    )


def test_what_is_required_inside_a_block_is_said_at_the_block() -> None:
    assert compiled(shipped()).controls["kontakt.telefon"].required is False
    after = edited(shipped(), "set_required", element="kontakt.telefon")
    assert node(after, "kontakt").options["require"] == ["telefon"]
    assert compiled(after).controls["kontakt.telefon"].required is True
    back = edited(after, "set", element="kontakt.telefon", place="required", value=False)
    assert compiled(back).controls["kontakt.telefon"].required is False


def test_the_schema_inside_a_block_is_not_changed_from_here() -> None:
    with pytest.raises(Refused, match="Baustein"):
        edited(shipped(), "set", element="kontakt.email", place="schema/maxLength", value=10)
    with pytest.raises(Refused):
        edited(shipped(), "set", element="kontakt", place="schema/title", value="x")


def test_required_stands_in_the_order_of_the_properties() -> None:
    after = edited(small(), "set_required", element="baeume")
    assert schema(after)["required"] == ["name", "zweck", "baeume"]
    assert schema(edited(after, "set_required", element="anzahl"))["required"] == ["name", "zweck", "anzahl", "baeume"]
    assert edited(after, "set_required", element="baeume", required=False).hash == small().hash


def test_what_asks_nothing_cannot_be_required() -> None:
    for element in ("seite-eins", "weg"):
        with pytest.raises(Refused):
            edited(small(), "set_required", element=element)


def test_a_schema_that_is_used_twice_is_changed_for_one_question_only() -> None:
    word = {"type": "string", "maxLength": 80}
    content = small().form["schema"]
    properties = {**content["properties"], "name": {"$ref": "#/$defs/wort"}, "ort": {"$ref": "#/$defs/wort"}}
    before = small(more={"schema": {**content, "properties": properties, "$defs": {"wort": word}}})
    after = edited(before, "set", element="name", place="schema/maxLength", value=10)
    assert schema(after, "name")["maxLength"] == 10
    assert get(after.form, ("schema", "$defs", "wort", "maxLength")) == 80
    assert schema(after, "ort") == {"$ref": "#/$defs/wort"}
    assert schema(after, "weg") is MISSING
