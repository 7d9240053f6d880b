"""A bundle laid flat and built again is the same bundle, byte by byte."""

import copy

import pytest

from builder.inventory import bundle_of, inventory
from builder.refusals import Refused
from builder.tree import ROOT, nodes
from formengine.core.bundle import Bundle
from tests.builder.editing import SLUGS, shipped, small
from tests.core.forms import bundle, control, form, page


@pytest.mark.parametrize("slug", SLUGS)
def test_a_shipped_definition_laid_flat_is_built_again_to_the_byte(slug: str) -> None:
    before = shipped(slug)
    assert bundle_of(inventory(before), before).parts() == before.parts()


def test_elements_are_known_by_their_ids_and_know_what_is_around_them() -> None:
    found = inventory(small())
    assert set(found["elements"]) == {ROOT, *nodes(small().form)}
    assert found["elements"]["baeume.art"]["parent"] == "baeume"
    assert found["order"]["baeume"] == ["baeume.art", "baeume.hoehe"]
    assert found["order"][ROOT] == ["seite-eins", "seite-zwei"]


def test_an_element_of_an_inventory_does_not_hold_its_children() -> None:
    found = inventory(small())
    assert found["elements"]["seite-eins"]["elements"] == []
    assert found["elements"]["baeume"]["options"]["detail"]["elements"] == []


def test_laying_flat_leaves_the_bundle_alone() -> None:
    before = small()
    content = copy.deepcopy(before.form)
    inventory(before)["elements"]["name"]["label"] = "Anders"
    assert before.form == content


def test_elements_without_ids_are_kept_even_when_they_are_alike() -> None:
    nameless = {name: part for name, part in control("a").items() if name != "id"}
    before = bundle(form({"a": {"type": "string"}}, page("eins", nameless, dict(nameless))))
    assert bundle_of(inventory(before), before).parts() == before.parts()


def test_a_form_of_one_page_without_a_root_is_built_again() -> None:
    before = bundle({**form({"a": {"type": "string"}}), "uischema": page("eins", control("a"))})
    assert bundle_of(inventory(before), before).parts() == before.parts()


def test_a_group_without_elements_and_a_list_without_detail_are_built_again() -> None:
    elements = [{"type": "Group", "id": "leer", "elements": []}, {"type": "Label", "id": "text", "text": "Hallo"}]
    before = bundle(form({"a": {"type": "array"}}, page("eins", *elements, control("a", options={"type": "list"}))))
    assert bundle_of(inventory(before), before).parts() == before.parts()


def test_an_element_with_a_property_named_parent_keeps_it() -> None:
    before = bundle(form({"a": {"type": "string"}}, page("eins", control("a", parent="von woanders"))))
    assert bundle_of(inventory(before), before).parts() == before.parts()


def test_elements_in_a_circle_are_refused() -> None:
    group = {"type": "Group", "elements": []}
    before = bundle(form({}, page("eins", {**group, "id": "a"}, {**group, "id": "b"})))
    found = inventory(before)
    found["elements"]["a"]["parent"], found["elements"]["b"]["parent"] = "b", "a"
    with pytest.raises(Refused, match="im Kreis"):
        bundle_of(found, before)


def test_all_parts_of_a_bundle_are_in_its_inventory() -> None:
    before = Bundle("probe", small().form, {"cases": []}, {"en": {}}, {"x": {}}, {"p": 1}, {"l": {}})
    assert bundle_of(inventory(before), before).parts() == before.parts()
