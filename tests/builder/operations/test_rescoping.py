"""Scopes are rewritten wherever they stand, and seen from where they stand."""

from typing import Any

import pytest

from builder.operations._rescoping import reads, renamed, rescoped
from builder.operations._sheet import Sheet
from builder.operations._sites import references, sites
from builder.refusals import Refused
from tests.builder.editing import SLUGS, compiled, edited, shipped, small
from tests.core.forms import leaf

ITEM = ("l", "*")


def moved(tree: Any, old: str, new: str, item: tuple[str, ...] = ()) -> Any:
    """A tree after an answer got another name; a slash leads into a group, a star into the items of a list."""
    change = renamed(tuple(old.split("/")), tuple(new.split("/")))
    return rescoped(tree, item, item, change)


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ({"value": "#/properties/a"}, {"value": "#/properties/x"}),
        (
            {"value": {"scope": "#/properties/a", "from": "root"}},
            {"value": {"scope": "#/properties/x", "from": "root"}},
        ),
        ({"count": "#/properties/a"}, {"count": "#/properties/x"}),
        ({"sum": [{"value": "#/properties/a"}, 1]}, {"sum": [{"value": "#/properties/x"}, 1]}),
        ({"value": "#/properties/ab"}, {"value": "#/properties/ab"}),
        (
            {"lookup": {"param": "a", "key": {"value": "#/properties/a"}}},
            {"lookup": {"param": "a", "key": {"value": "#/properties/x"}}},
        ),
        ({"equals": [{"value": "#/properties/b"}, "a"]}, {"equals": [{"value": "#/properties/b"}, "a"]}),
        (leaf("a", {"const": "a"}), leaf("x", {"const": "a"})),
        ({"type": "NOT", "conditions": [leaf("a/b", {})]}, {"type": "NOT", "conditions": [leaf("x/b", {})]}),
        ({"$ref": "#/conditions/a"}, {"$ref": "#/conditions/a"}),
    ],
)
def test_scopes_follow_and_what_only_looks_like_one_stays(tree: Any, expected: Any) -> None:
    assert moved(tree, "a", "x") == expected


def test_looks_at_items_start_from_the_item() -> None:
    tree = {"sum": {"of": "#/properties/l", "value": {"value": "#/properties/a"}, "where": leaf("a", {"minimum": 1})}}
    assert moved(tree, "l/*/a", "l/*/x") == {
        "sum": {"of": "#/properties/l", "value": {"value": "#/properties/x"}, "where": leaf("x", {"minimum": 1})}
    }
    assert moved(tree, "a", "x") == tree
    assert moved(tree, "l", "liste")["sum"]["of"] == "#/properties/liste"


def test_in_an_item_the_root_is_named() -> None:
    tree = leaf("a", {}, **{"from": "root"})
    assert moved(tree, "a", "x", ITEM) == leaf("x", {}, **{"from": "root"})
    assert moved(leaf("a", {}), "a", "x", ITEM) == leaf("a", {})
    assert moved(leaf("a", {}), "l/*/a", "l/*/x", ITEM) == leaf("x", {})


def test_what_leaves_a_list_is_read_from_the_root_and_what_enters_from_the_item() -> None:
    assert moved(leaf("a", {}), "l/*/a", "a", ITEM) == leaf("a", {}, **{"from": "root"})
    assert moved(leaf("a", {}, **{"from": "root"}), "a", "m/a", ITEM)["scope"] == "#/properties/m/properties/a"
    with pytest.raises(Refused, match="in einer Liste"):
        moved(leaf("a", {}), "a", "l/*/a")


def test_conditions_on_a_whole_group_follow_the_names_in_it() -> None:
    tree = leaf("g", {"required": ["a", "b"], "properties": {"a": {"const": 1}}, "anyOf": [{"required": ["a"]}]})
    assert moved(tree, "g/a", "g/x")["schema"] == {
        "required": ["x", "b"],
        "properties": {"x": {"const": 1}},
        "anyOf": [{"required": ["x"]}],
    }
    with pytest.raises(Refused, match="ganzen Gruppe"):
        moved(tree, "g/a", "a")


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_changes_where_nothing_moves_and_every_place_is_known_to_the_compiler(slug: str) -> None:
    definition, sheet = compiled(shipped(slug)), Sheet(shipped(slug))
    for site in sites(sheet):
        assert rescoped(site.tree, site.item, site.item, lambda path: path) == site.tree
    for id_, calculation in definition.calculations.items():
        (site,) = (site for site in sites(sheet) if site.what == "calc" and site.owner == id_)
        named = {name for name, _ in references(site.tree, site.item)}
        assert named or reads(site.tree, site.item) == calculation.reads


def test_a_condition_is_asked_from_each_place_that_names_it() -> None:
    condition = leaf("art", {"const": "Eiche"})
    before = edited(small(), "add", kind="text", label="Art", after="name")
    before = edited(before, "set_condition", name="eiche", condition=condition)
    show = [{"effect": "SHOW", "condition": {"$ref": "#/conditions/eiche"}}]
    before = edited(before, "set_rule", element="baeume.hoehe", effects=show)
    both = edited(before, "set_rule", element="anzahl", effects=show)
    starts = {site.item for site in sites(Sheet(both)) if site.what == "condition" and site.owner == "eiche"}
    assert starts == {(), ("baeume", "*")}
    with pytest.raises(Refused, match="in einer Liste und außerhalb"):
        edited(both, "rename", element="art", property="sorte")
    assert edited(before, "rename", element="baeume.art", property="sorte").form["conditions"]["eiche"][
        "condition"
    ] == leaf("sorte", {"const": "Eiche"})
