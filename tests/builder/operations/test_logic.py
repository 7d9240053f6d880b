"""Effects, conditions with names, and calculations."""

import pytest

from builder.refusals import Refused
from tests.builder.editing import compiled, edited, node, played, shipped, small
from tests.core.forms import leaf

SHOW = {"effect": "SHOW", "condition": leaf("zweck", {"const": "pflegen"})}
NEED = {"effect": "REQUIRE", "condition": {"$ref": "#/conditions/faellen"}}


def test_effects_are_one_object_or_a_list_and_none_leaves_nothing() -> None:
    one = edited(small(), "set_rule", element="anzahl", effects=[SHOW])
    two = edited(one, "set_rule", element="anzahl", effects=[SHOW, NEED])
    assert node(one, "anzahl").raw["rule"] == SHOW
    assert node(two, "anzahl").raw["rule"] == [SHOW, NEED]
    assert "rule" not in node(edited(two, "set_rule", element="anzahl", effects=[]), "anzahl").raw


def test_conditions_that_make_no_sense_are_refused() -> None:
    for condition in (leaf("weg", {}), {"$ref": "#/conditions/weg"}, {"type": "VIELLEICHT"}, leaf("baeume/art", {})):
        with pytest.raises(Refused):
            edited(small(), "set_rule", element="anzahl", effects=[{"effect": "SHOW", "condition": condition}])
    with pytest.raises(Refused, match="Wirkung"):
        edited(small(), "set_rule", element="anzahl", effects=[{**SHOW, "effect": "FLASH"}])


def test_a_question_that_would_show_itself_is_refused() -> None:
    with pytest.raises(Refused, match="Kreis"):
        edited(small(), "set_rule", element="zweck", effects=[SHOW])


def test_a_condition_gets_a_name_a_sentence_and_another_meaning() -> None:
    after = edited(small(), "set_condition", name="heisst_eva", condition=leaf("name", {"const": "Eva"}), title="Eva")
    assert after.form["conditions"]["heisst_eva"] == {"title": "Eva", "condition": leaf("name", {"const": "Eva"})}
    after = edited(after, "set_condition", name="heisst_eva", title="Sie heißt Eva")
    assert after.form["conditions"]["heisst_eva"]["title"] == "Sie heißt Eva"
    after = edited(after, "set_condition", name="heisst_eva", condition=leaf("name", {"const": "Ada"}))
    assert after.form["conditions"]["heisst_eva"]["title"] == "Sie heißt Eva"


def test_names_of_conditions_follow_rules_of_their_own() -> None:
    for name in ("Groß", "a b", "1"):
        with pytest.raises(Refused):
            edited(small(), "set_condition", name=name, condition=leaf("name", {}))
    with pytest.raises(Refused, match="gibt es nicht"):
        edited(small(), "set_condition", name="weg", title="Nichts")


def test_a_renamed_condition_is_asked_under_its_new_name_everywhere() -> None:
    before = shipped()
    for name in list(before.form["conditions"])[::3]:
        after = edited(before, "rename_condition", name=name, to="ganz_anders")
        assert played(after) == played(before)
        assert edited(after, "rename_condition", name="ganz_anders", to=name).parts() == before.parts()


def test_a_condition_that_is_asked_stays_and_says_where() -> None:
    with pytest.raises(Refused, match="in der Bedingung von „Wie viele Bäume"):
        edited(small(), "delete_condition", name="faellen")
    after = edited(edited(small(), "set_rule", element="anzahl", effects=[]), "delete_condition", name="faellen")
    assert after.form["conditions"] == {}


def test_conditions_that_are_not_there_or_taken_are_refused() -> None:
    for operation, arguments in (
        ("delete_condition", {"name": "weg"}),
        ("rename_condition", {"name": "weg", "to": "neu"}),
        ("rename_condition", {"name": "faellen", "to": "faellen"}),
        ("rename_condition", {"name": "faellen", "to": "Ä"}),
    ):
        with pytest.raises(Refused):
            edited(small(), operation, **arguments)


def test_a_calculation_is_set_and_taken_off_again() -> None:
    tree = {"product": [2, {"value": "#/properties/anzahl"}]}
    before = edited(small(), "add", kind="number", label="Doppelt", after="anzahl")
    after = edited(before, "set_calc", element="doppelt", calc=tree, mode="proposal", display=True)
    assert node(after, "doppelt").options == {
        "type": "number",
        "calc": tree,
        "calcMode": "proposal",
        "display": True,
    }
    assert compiled(after).controls["doppelt"].calc == tree
    assert edited(after, "set_calc", element="doppelt", calc=None).hash == before.hash


def test_calculations_that_make_no_sense_are_refused() -> None:
    for element, tree in (("anzahl", {"magic": []}), ("seite-eins", 1), ("anzahl", {"value": "#/properties/weg"})):
        with pytest.raises(Refused):
            edited(small(), "set_calc", element=element, calc=tree)
