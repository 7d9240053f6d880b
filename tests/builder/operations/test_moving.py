"""Elements move, and their answers with them where these live elsewhere then."""

from typing import Any

import pytest

from builder.refusals import Refused
from builder.tree import nodes
from formengine.core.bundle import Bundle
from formengine.core.pointer import MISSING
from tests.builder.editing import SLUGS, compiled, edited, node, played, schema, shipped, small


def order(of: Bundle, parent: str) -> list[str]:
    """The children of an element."""
    return [found.id for found in nodes(of.form).values() if found.parent == parent]


def test_up_and_down_swap_neighbours() -> None:
    after = edited(small(), "move", element="zweck", to="up")
    assert order(after, "seite-eins") == ["zweck", "name", "anzahl"]
    assert edited(after, "move", element="zweck", to="down").hash == small().hash


def test_down_from_the_end_of_a_page_leads_to_the_next_and_up_leads_back() -> None:
    after = edited(small(), "move", element="anzahl", to="down")
    assert order(after, "seite-zwei") == ["anzahl", "baeume"]
    assert edited(after, "move", element="anzahl", to="up").hash == small().hash


def test_out_of_a_group_an_element_comes_to_stand_beside_it() -> None:
    grouped = edited(small(), "group", elements=["name", "zweck"], label="Neu", id="gruppe")
    assert order(edited(grouped, "move", element="name", to="up"), "seite-eins") == ["name", "gruppe", "anzahl"]
    assert order(edited(grouped, "move", element="zweck", to="down"), "seite-eins") == ["gruppe", "zweck", "anzahl"]


def test_at_the_very_top_and_bottom_there_is_no_further() -> None:
    for element, to in (("name", "up"), ("seite-eins", "up"), ("seite-zwei", "down"), ("baeume", "down")):
        with pytest.raises(Refused, match="schon ganz"):
            edited(small(), "move", element=element, to=to)
    with pytest.raises(Refused, match="schon ganz oben"):
        edited(small(), "move", element="baeume.art", to="up")


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({"before": "name"}, ["anzahl", "name", "zweck"]),
        ({"after": "name"}, ["name", "anzahl", "zweck"]),
        ({"parent": "seite-eins", "index": 0}, ["anzahl", "name", "zweck"]),
        ({"parent": "seite-eins", "index": 99}, ["name", "zweck", "anzahl"]),
        ({"parent": "seite-eins"}, ["name", "zweck", "anzahl"]),
    ],
)
def test_an_element_goes_where_it_is_sent(wish: dict[str, Any], expected: list[str]) -> None:
    assert order(edited(small(), "move", element="anzahl", **wish), "seite-eins") == expected


def test_moved_behind_a_later_neighbour_it_stands_directly_behind_it() -> None:
    assert order(edited(small(), "move", element="name", after="zweck"), "seite-eins") == ["zweck", "name", "anzahl"]
    assert order(edited(small(), "move", element="name", before="anzahl"), "seite-eins") == ["zweck", "name", "anzahl"]


def test_pages_move_among_pages() -> None:
    before = edited(small(), "add", kind="page", label="Drei", id="seite-drei")
    assert order(edited(before, "move", element="seite-drei", before="seite-eins"), "") == [
        "seite-drei",
        "seite-eins",
        "seite-zwei",
    ]
    section = edited(before, "add", kind="section", label="Abschnitt", id="abschnitt")
    assert order(edited(section, "move", element="seite-drei", parent="abschnitt"), "abschnitt")[-1] == "seite-drei"


def test_the_check_page_stays_the_last() -> None:
    with pytest.raises(Refused, match="Prüfseite"):
        edited(shipped(), "move", element="seite-anschrift", to="down")
    with pytest.raises(Refused, match="Prüfseite"):
        edited(shipped(), "move", element="seite-pruefen", before="seite-zeit")
    for operation, arguments in (
        ("add", {"kind": "page", "label": "Neu", "after": "seite-pruefen"}),
        ("duplicate", {"element": "seite-pruefen"}),
        ("move", {"element": "seite-ersatz", "parent": ""}),
    ):
        assert compiled(edited(shipped(), operation, **arguments)).pages[-1].path == "pruefen"


def test_what_cannot_hold_an_element_is_refused() -> None:
    grouped = edited(small(), "group", elements=["name"], label="Neu", id="gruppe")
    outer = edited(grouped, "group", elements=["gruppe"], label="Neu", id="aussen")
    for bundle, wish in (
        (small(), {"element": "seite-eins", "parent": "seite-zwei", "index": 0}),
        (small(), {"element": "name", "parent": "", "index": 0}),
        (small(), {"element": "name", "parent": "zweck", "index": 0}),
        (small(), {"element": "name", "parent": "weg", "index": 0}),
        (outer, {"element": "aussen", "parent": "gruppe", "index": 0}),
        (outer, {"element": "aussen", "parent": "aussen"}),
    ):
        with pytest.raises(Refused):
            edited(bundle, "move", **wish)


def test_a_condition_on_a_later_page_keeps_a_question_where_it_is() -> None:
    with pytest.raises(Refused, match="spät"):
        edited(small(), "move", element="zweck", parent="seite-zwei")


def test_a_move_within_a_page_or_to_another_changes_no_answer() -> None:
    before, after = played(shipped()), played(edited(shipped(), "move", element="betreten_ok", to="up"))
    assert {id_: run.document for id_, run in before.items()} == {id_: run.document for id_, run in after.items()}


def test_a_question_moved_into_a_list_lives_in_its_items() -> None:
    cases = {"now": "2026-11-23T09:00:00+01:00", "cases": [{"id": "a", "answers": {"name": "Eva", "baeume": [{}, {}]}}]}
    after = edited(small(cases=cases), "move", element="name", parent="baeume")
    assert schema(after, "name") is MISSING
    assert schema(after, "baeume", "*", "name") == {"type": "string", "maxLength": 80}
    assert schema(after)["required"] == ["zweck"]
    assert schema(after, "baeume", "*")["required"] == ["art", "name"]
    assert node(after, "name").path == ("baeume", "*", "name")
    assert after.cases["cases"][0]["answers"] == {"baeume": [{"name": "Eva"}, {"name": "Eva"}]}  # type: ignore[index]


def test_a_question_moved_out_of_a_list_lives_in_the_document() -> None:
    before = edited(small(), "set_rule", element="baeume.hoehe", effects=[])
    after = edited(before, "move", element="baeume.art", before="name")
    assert schema(after, "art") == {"type": "string", "maxLength": 40}
    assert schema(after, "baeume", "*")["required"] == []
    assert schema(after)["required"] == ["name", "zweck", "art"]
    assert compiled(after).controls["baeume.art"].path == ("art",)


def test_a_condition_in_a_list_looks_out_of_it_at_the_question_that_left() -> None:
    after = edited(small(), "move", element="baeume.art", parent="seite-eins")
    condition = node(after, "baeume.hoehe").raw["rule"]["condition"]
    assert (condition["scope"], condition["from"]) == ("#/properties/art", "root")
    compiled(after)


def test_a_question_that_is_asked_from_outside_does_not_go_into_a_list() -> None:
    with pytest.raises(Refused, match="Es wird gefällt"):
        edited(small(), "move", element="zweck", parent="baeume")


def test_a_question_in_a_list_keeps_asking_what_stands_outside() -> None:
    after = edited(small(), "move", element="anzahl", parent="baeume")
    condition = node(after, "anzahl").raw["rule"]["condition"]
    assert (condition["scope"], condition["from"]) == ("#/properties/zweck", "root")
    assert "faellen" in after.form["conditions"]


def test_a_name_that_is_taken_in_the_list_gets_a_number() -> None:
    before = edited(small(), "add", kind="text", label="Art", after="name")
    assert node(edited(before, "move", element="art", parent="baeume"), "art").path == ("baeume", "*", "art_2")


def test_a_group_carries_its_questions_into_a_list() -> None:
    grouped = edited(small(), "group", elements=["name"], label="Neu", id="gruppe")
    after = edited(grouped, "move", element="gruppe", parent="baeume")
    assert node(after, "name").path == ("baeume", "*", "name")


def test_a_list_in_a_list_carries_its_items() -> None:
    before = edited(small(), "add", kind="list", label="Schäden", id="schaeden", property="schaeden")
    before = edited(before, "add_lines", text="Umfang (Zahl) *", parent="schaeden")
    after = edited(before, "move", element="schaeden", parent="baeume")
    assert node(after, "schaeden.umfang").path == ("baeume", "*", "schaeden", "*", "umfang")
    assert edited(after, "move", element="schaeden", parent="seite-zwei").hash == before.hash


@pytest.mark.parametrize("slug", SLUGS)
def test_every_move_by_one_that_is_accepted_can_be_taken_back_by_one(slug: str) -> None:
    before = shipped(slug)
    for element in list(nodes(before.form))[::5]:
        try:
            after = edited(before, "move", element=element, to="down")
        except Refused:
            continue
        assert nodes(edited(after, "move", element=element, to="up").form).keys() == nodes(before.form).keys()
