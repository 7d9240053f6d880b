"""Where each element stands, and where its answers live."""

from builder.tree import ROOT, nodes
from tests.builder.editing import SLUGS, compiled, shipped, small
from tests.core.forms import bundle, control, form, page


def test_elements_come_in_the_order_of_the_document_and_know_their_places() -> None:
    found = nodes(small().form)
    assert list(found) == [
        "seite-eins",
        "name",
        "zweck",
        "anzahl",
        "seite-zwei",
        "baeume",
        "baeume.art",
        "baeume.hoehe",
    ]
    tree = found["baeume.hoehe"]
    assert (tree.parent, tree.index, tree.page, tree.depth) == ("baeume", 1, "seite-zwei", 2)
    assert (tree.path, tree.item) == (("baeume", "*", "hoehe"), ("baeume", "*"))
    assert (found["seite-zwei"].parent, found["seite-zwei"].page) == (ROOT, "seite-zwei")


def test_kinds_are_told_apart() -> None:
    kinds = {element: found.kind for element, found in nodes(shipped().form).items()}
    assert (kinds["seite-baeume"], kinds["baeume"], kinds["baeume.art"]) == ("page", "list", "control")
    assert (kinds["kontakt"], kinds["hinweis-frist"]) == ("block", "label")


def test_places_and_pointers_are_those_of_the_compiler() -> None:
    for slug in SLUGS:
        definition = compiled(shipped(slug))
        for element, found in nodes(shipped(slug).form).items():
            assert definition.elements[element].pointer == found.pointer
            if found.kind in ("control", "list"):
                assert definition.controls[element].path == found.path
                assert definition.controls[element].page == found.page


def test_a_form_of_a_single_page_is_a_tree_too() -> None:
    one = bundle({**form({"a": {"type": "string"}}), "uischema": page("eins", control("a"))})
    assert [(found.id, found.pointer) for found in nodes(one.form).values()] == [
        ("eins", "/uischema"),
        ("a", "/uischema/elements/0"),
    ]


def test_a_list_without_questions_is_a_list() -> None:
    found = nodes(form({"a": {"type": "array"}}, page("eins", control("a", options={"type": "list"}))))
    assert found["a"].kind == "list"
    assert found["a"].holds
