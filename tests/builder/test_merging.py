"""What two people did to one definition comes together, or both are shown what they disagree about."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.inventory import inventory
from builder.merging import Merged, changed, merge
from builder.operations import perform
from builder.operations._judging import errors
from builder.refusals import Refused
from builder.tree import nodes
from formengine.core.bundle import Bundle
from tests.builder.editing import SLUGS, edited, node, schema, shipped, small

Edit = tuple[str, dict[str, Any]]


def both(one: Edit, other: Edit, base: Bundle | None = None) -> tuple[Bundle, Bundle, Merged]:
    """A definition that two people edited at the same time: mine, theirs, and what comes of it."""
    base = base or two_groups()
    ours, theirs = edited(base, one[0], **one[1]), edited(base, other[0], **other[1])
    return ours, theirs, merge(base, ours, theirs)


def two_groups() -> Bundle:
    """The small definition with its name and kind in groups."""
    before = edited(small(), "group", elements=["name"], label="Person", id="person")
    return edited(before, "group", elements=["zweck"], label="Sache", id="sache")


def joined(one: Edit, other: Edit) -> Bundle:
    """What comes of two edits that do not disagree."""
    merged = both(one, other)[2]
    assert merged.conflicts == ()
    assert errors(merged.bundle) == []
    return merged.bundle


def places(one: Edit, other: Edit) -> list[tuple[str, tuple[str, ...]]]:
    """What two edits disagree about; the other one's stands meanwhile."""
    _, theirs, merged = both(one, other)
    assert merged.bundle.hash == theirs.hash
    return [(conflict.element, conflict.place) for conflict in merged.conflicts]


@pytest.mark.parametrize("slug", SLUGS)
def test_what_only_one_side_changed_is_as_that_side_says(slug: str) -> None:
    base = shipped(slug)
    after = edited(base, "add", kind="text", label="Neu")
    assert merge(base, after, base).bundle.hash == after.hash
    assert merge(base, base, after).bundle.hash == after.hash
    assert merge(base, after, after).bundle.hash == after.hash
    assert merge(after, base, after).bundle.hash == base.hash


def test_two_people_editing_different_properties_of_one_question_both_get_their_way() -> None:
    found = joined(
        ("set", {"element": "name", "place": "label", "value": "Wie heißen Sie?"}),
        ("set", {"element": "name", "place": "options/hint", "value": "Wie im Ausweis"}),
    )
    assert node(found, "name").label == "Wie heißen Sie?"
    assert node(found, "name").options["hint"] == "Wie im Ausweis"


def test_two_people_editing_one_property_differently_are_shown_both() -> None:
    edits = [("set", {"element": "name", "place": "label", "value": value}) for value in ("Name?", "Wie heißen Sie?")]
    merged = both(edits[0], edits[1])[2]
    (conflict,) = merged.conflicts
    assert (conflict.element, conflict.place) == ("name", ("label",))
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Ihr Name", "Name?", "Wie heißen Sie?")


def test_two_people_saying_the_same_agree() -> None:
    edit = ("set", {"element": "name", "place": "label", "value": "Name?"})
    assert node(joined(edit, edit), "name").label == "Name?"


def test_both_add_a_question_and_both_are_there() -> None:
    found = joined(
        ("add", {"kind": "text", "label": "Meins", "after": "zweck"}),
        ("add", {"kind": "number", "label": "Ihres", "after": "zweck", "required": True}),
    )
    assert {"meins", "ihres"} <= nodes(found.form).keys()
    assert schema(found)["required"] == ["name", "zweck", "ihres"]


def test_both_add_the_same_name_and_are_shown_both() -> None:
    one, other = (("add", {"kind": kind, "label": "Neu", "after": "zweck"}) for kind in ("text", "number"))
    assert places(one, other)


def test_one_moves_a_question_and_the_other_edits_it() -> None:
    found = joined(
        ("move", {"element": "name", "parent": "seite-zwei"}),
        ("set", {"element": "name", "place": "label", "value": "Name?"}),
    )
    assert (node(found, "name").parent, node(found, "name").label) == ("seite-zwei", "Name?")


def test_both_reorder_differently_and_are_shown_both() -> None:
    base = edited(small(), "add", kind="text", label="Neu", after="zweck")
    one, other = (("move", {"element": element, "to": "up"}) for element in ("zweck", "neu"))
    merged = both(one, other, base)[2]
    assert [(conflict.element, conflict.place) for conflict in merged.conflicts] == [("seite-eins", ("order",))]


def test_one_reorders_and_the_other_adds() -> None:
    found = joined(
        ("move", {"element": "sache", "to": "up"}),
        ("add", {"kind": "text", "label": "Neu", "after": "anzahl"}),
    )
    assert [node(found, id_).index for id_ in ("sache", "person", "anzahl", "neu")] == [0, 1, 2, 3]


def test_one_deletes_what_the_other_changes() -> None:
    found = places(("delete", {"element": "name"}), ("set", {"element": "name", "place": "label", "value": "Name?"}))
    assert ("name", ()) in found


def test_one_deletes_a_group_into_which_the_other_moves() -> None:
    found = places(("delete", {"element": "person"}), ("move", {"element": "anzahl", "parent": "person"}))
    assert ("anzahl", ("parent",)) in found


def test_both_move_one_question_to_different_places() -> None:
    found = places(
        ("move", {"element": "anzahl", "parent": "person"}), ("move", {"element": "anzahl", "parent": "sache"})
    )
    assert ("anzahl", ("parent",)) in found


def test_two_moves_that_would_make_a_circle_are_a_conflict() -> None:
    found = places(
        ("move", {"element": "person", "parent": "sache"}), ("move", {"element": "sache", "parent": "person"})
    )
    assert found


def test_an_undo_takes_back_what_was_mine_and_leaves_what_others_did() -> None:
    base = small()
    mine = edited(base, "set", element="name", place="label", value="Name?")
    head = edited(mine, "add", kind="text", label="Ihres")
    back = merge(mine, base, head)
    assert back.conflicts == ()
    assert node(back.bundle, "name").label == "Ihr Name"
    assert "ihres" in nodes(back.bundle.form)


def test_an_undo_of_what_somebody_else_changed_since_shows_both() -> None:
    base = small()
    mine = edited(base, "set", element="name", place="label", value="Name?")
    head = edited(mine, "set", element="name", place="label", value="Wie heißen Sie?")
    (conflict,) = merge(mine, base, head).conflicts
    assert (conflict.ours, conflict.theirs) == ("Ihr Name", "Wie heißen Sie?")


def test_a_deletion_can_be_taken_back_after_others_went_on() -> None:
    base = shipped()
    mine = edited(base, "delete", element="seite-ersatz", force=True)
    head = edited(mine, "set", element="eigentum", place="label", value="Wem gehört es?")
    back = merge(mine, base, head)
    assert back.conflicts == ()
    assert back.bundle.hash == edited(base, "set", element="eigentum", place="label", value="Wem gehört es?").hash


def test_options_are_told_apart_by_their_values() -> None:
    first, second = {"const": "faellen", "title": "Fällen"}, {"const": "pflegen", "title": "Pflegen"}
    found = joined(
        ("set_options", {"element": "zweck", "options": [{**first, "title": "Ganz fällen"}, second]}),
        ("set_options", {"element": "zweck", "options": [first, second, {"title": "Anderes"}]}),
    )
    assert [option["title"] for option in schema(found, "zweck")["oneOf"]] == ["Ganz fällen", "Pflegen", "Anderes"]


def test_true_is_not_one() -> None:
    base, other = (Bundle("probe", {**small().form, "keepDays": value}) for value in (1, True))
    assert changed(base, other) == {""}


def test_changed_names_the_elements_that_an_edit_touched() -> None:
    base = small()
    assert changed(base, base) == set()
    assert changed(base, edited(base, "set", element="name", place="label", value="Neu")) == {"name"}
    assert changed(base, edited(base, "set_required", element="anzahl")) == {""}
    assert changed(base, edited(base, "add", kind="text", label="Neu", parent="baeume")) == {"baeume.neu", ""}
    assert changed(base, edited(base, "move", element="name", parent="seite-zwei")) == {"name"}


EDITS: list[Edit] = [
    ("set", {"element": "name", "place": "label", "value": "Neu"}),
    ("set", {"element": "zweck", "place": "options/hint", "value": "Neu"}),
    ("set_required", {"element": "anzahl"}),
    ("set_required", {"element": "name", "required": False}),
    ("add", {"kind": "text", "label": "Neu", "after": "name"}),
    ("add", {"kind": "page", "label": "Neu"}),
    ("move", {"element": "name", "parent": "seite-zwei"}),
    ("move", {"element": "sache", "to": "up"}),
    ("move", {"element": "anzahl", "parent": "person"}),
    ("rename", {"element": "name", "property": "voller_name"}),
    ("rename", {"element": "anzahl", "id": "zahl"}),
    ("delete", {"element": "person"}),
    ("delete", {"element": "anzahl"}),
    ("delete", {"element": "zweck", "force": True}),
    ("duplicate", {"element": "baeume"}),
    ("ungroup", {"element": "person"}),
    ("split_page", {"element": "sache"}),
    ("join_pages", {"element": "seite-eins"}),
    ("set_service", {"changes": {"summary": "Kurz"}}),
]


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(EDITS), min_size=1, max_size=3), st.lists(st.sampled_from(EDITS), min_size=1, max_size=3)
)
def test_whoever_comes_first_the_same_comes_of_it(mine: list[Edit], others: list[Edit]) -> None:
    base = two_groups()
    ours, theirs = _edited(base, mine), _edited(base, others)
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert bool(one.conflicts) == bool(other.conflicts)
    if one.conflicts:
        assert one.bundle.hash == theirs.hash
        return
    left, right = inventory(one.bundle), inventory(other.bundle)
    assert left["elements"] == right["elements"]
    for id_ in left["elements"].keys() - changed(base, ours):
        assert left["elements"][id_] == inventory(theirs)["elements"][id_]


def _edited(bundle: Bundle, edits: list[Edit]) -> Bundle:
    for name, arguments in edits:
        try:
            bundle = perform(bundle, name, arguments)
        except Refused:
            continue
    return bundle
