"""Groups made and dissolved, pages split and joined."""

import pytest

from builder.refusals import Refused
from builder.tree import nodes
from tests.builder.editing import SLUGS, compiled, edited, node, played, shipped, small


def _order(of: object, parent: str) -> list[str]:
    return [found.id for found in nodes(of.form).values() if found.parent == parent]  # type: ignore[attr-defined]


def test_a_group_stands_where_its_first_element_stood() -> None:
    after = edited(small(), "group", elements=["anzahl", "zweck"], label="Was", id="was")
    assert _order(after, "seite-eins") == ["name", "was"]
    assert _order(after, "was") == ["zweck", "anzahl"]
    assert edited(after, "ungroup", element="was").hash == small().hash


def test_a_group_in_a_list_stays_in_it() -> None:
    after = edited(small(), "group", elements=["baeume.art", "baeume.hoehe"], label="Baum", id="baum")
    assert node(after, "baum").parent == "baeume"
    compiled(after)


def test_elements_of_different_pages_make_no_group() -> None:
    for elements in ([], ["name", "baeume"], ["seite-eins"], ["name", "baeume.art"]):
        with pytest.raises(Refused):
            edited(small(), "group", elements=elements)


def test_the_condition_of_a_group_passes_to_what_was_in_it() -> None:
    before = edited(small(), "group", elements=["name", "anzahl"], label="Neu", id="neu")
    effect = {"effect": "SHOW", "condition": {"$ref": "#/conditions/faellen"}}
    before = edited(before, "move", element="neu", parent="seite-zwei")
    after = edited(edited(before, "set_rule", element="neu", effects=[effect]), "ungroup", element="neu")
    assert node(after, "name").raw["rule"] == effect
    assert node(after, "anzahl").raw["rule"] == effect


def test_messages_that_name_a_group_name_what_was_in_it() -> None:
    before = edited(small(), "group", elements=["name", "zweck"], label="Neu", id="neu")
    before = edited(before, "set_message", message={"recipient": "Amt", "fields": ["neu", "anzahl"]})
    assert edited(before, "ungroup", element="neu").form["messages"][0]["fields"] == ["name", "zweck", "anzahl"]


def test_only_groups_are_dissolved() -> None:
    with pytest.raises(Refused):
        edited(small(), "ungroup", element="name")


def test_a_page_is_split_at_an_element() -> None:
    after = edited(small(), "split_page", element="zweck", label="Das Vorhaben")
    assert _order(after, "") == ["seite-eins", "seite-das-vorhaben", "seite-zwei"]
    assert _order(after, "seite-das-vorhaben") == ["zweck", "anzahl"]


def test_split_inside_a_group_the_whole_group_goes_to_the_new_page() -> None:
    before = edited(small(), "group", elements=["zweck", "anzahl"], label="Was", id="was")
    assert node(edited(before, "split_page", element="anzahl"), "was").page != "seite-eins"


def test_split_pages_have_the_same_conditions_and_cases_go_through_both() -> None:
    before = shipped()
    after = edited(before, "split_page", element="betreten_ok", label="Betreten")
    for id_, run in played(after).items():
        expected = [
            new for path in played(before)[id_].pages for new in ([path, "betreten"] if path == "anschrift" else [path])
        ]
        assert list(run.pages) == expected
        assert run.document == played(before)[id_].document
    told = [case["expect"]["pages"] for case in (after.cases or {})["cases"] if "pages" in case["expect"]]
    assert any("betreten" in pages for pages in told)


@pytest.mark.parametrize("element", ["name", "seite-eins", "weg"])
def test_a_page_is_not_split_before_its_first_element(element: str) -> None:
    with pytest.raises(Refused):
        edited(small(), "split_page", element=element)


def test_the_check_page_stays_whole_and_for_itself() -> None:
    with pytest.raises(Refused, match="Prüfseite"):
        edited(shipped(), "split_page", element="erklaerung")
    with pytest.raises(Refused, match="Prüfseite"):
        edited(shipped(), "join_pages", element="seite-anschrift")


def test_joined_pages_are_one_with_a_group() -> None:
    after = edited(small(), "join_pages", element="seite-eins")
    assert [page.id for page in compiled(after).pages] == ["seite-eins"]
    assert node(after, "seite-zwei").kind == "group"
    assert node(after, "baeume").parent == "seite-zwei"


def test_joined_pages_ask_the_same_in_all_cases() -> None:
    before = shipped(SLUGS[2])
    after = edited(before, "join_pages", element="was")
    for id_, run in played(after).items():
        assert run.document == played(before)[id_].document
        assert run.pages == tuple(path for path in played(before)[id_].pages if path != "wo")


def test_the_last_page_has_none_to_join() -> None:
    for element in ("seite-zwei", "name"):
        with pytest.raises(Refused):
            edited(small(), "join_pages", element=element)
