"""Another name changes no behaviour, and can be taken back to the byte."""

from typing import Any

import pytest

from builder.refusals import Refused
from builder.tree import nodes
from formengine.core.bundle import Bundle
from formengine.core.cases import Played
from formengine.core.pointer import join, split
from tests.builder.editing import SLUGS, compiled, edited, node, played, schema, shipped, small
from tests.core.forms import leaf

NEW = "ganz_anders"
ASKING = [(slug, element) for slug in SLUGS for element, found in nodes(shipped(slug).form).items() if found.path]
OTHERS = [(slug, element) for slug in SLUGS for element, found in nodes(shipped(slug).form).items() if not found.path]


def _back(run: Played, old: str, new: str) -> object:
    """A journey with the new name put back, everywhere that a name can stand."""
    errors = {
        join(*(old if part == new else part for part in split(place))): code for place, code in run.errors.items()
    }
    return (run.pages, errors, run.hints, _renamed(run.document, old, new), run.outcome, run.messages, run.complete)


def _renamed(node_: object, old: str, new: str) -> object:
    if isinstance(node_, list):
        return [_renamed(part, old, new) for part in node_]
    if isinstance(node_, dict):
        return {old if name == new else name: _renamed(part, old, new) for name, part in node_.items()}
    return node_


def _changes_nothing(before: Bundle, element: str) -> None:
    old = node(before, element).path[-1]
    after = edited(before, "rename", element=element, property=NEW)
    assert node(after, element).path[-1] == NEW
    first, second = played(before), played(after)
    assert {id_: _back(run, old, old) for id_, run in first.items()} == {
        id_: _back(run, old, NEW) for id_, run in second.items()
    }
    assert edited(after, "rename", element=element, property=old).parts() == before.parts()


@pytest.mark.parametrize(("slug", "element"), ASKING[::9])
def test_renaming_a_property_changes_no_behaviour(slug: str, element: str) -> None:
    _changes_nothing(shipped(slug), element)


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "element"), ASKING)
def test_renaming_any_property_changes_no_behaviour(slug: str, element: str) -> None:
    _changes_nothing(shipped(slug), element)


def _words(texts: Any) -> list[str]:
    parts = texts.values() if isinstance(texts, dict) else texts
    if isinstance(texts, str):
        return [texts]
    return sorted(text for part in parts for text in _words(part))


@pytest.mark.parametrize(("slug", "element"), [*ASKING, *OTHERS][::11])
def test_renaming_an_element_changes_no_behaviour_and_loses_no_translation(slug: str, element: str) -> None:
    before = shipped(slug)
    after = edited(before, "rename", element=element, id="ganz-anders")
    assert element not in nodes(after.form)
    assert played(after) == played(before)
    for language in before.texts:
        assert compiled(after).elements.keys() - compiled(before).elements.keys()
        assert _words(after.texts[language]) == _words(before.texts[language])
    assert edited(after, "rename", element="ganz-anders", id=element).parts() == before.parts()


def test_a_parameter_keeps_its_name_although_a_property_has_the_same() -> None:
    before = shipped()
    after = edited(before, "rename", element="baeume.umfang_cm", property="umfang")
    condition = node(after, "alle_klein").options["calc"]["all"]["where"]["conditions"][0]
    assert condition["scope"] == "#/properties/umfang"
    assert condition["schema"]["x-param"] == {"exclusiveMaximum": "umfang_min"}


def test_a_condition_that_looks_into_items_from_outside_follows() -> None:
    tall = {"contains": {"properties": {"hoehe": {"minimum": 10}}, "required": ["hoehe"]}}
    before = edited(small(), "add", kind="note", label="Hoch", parent="seite-zwei", id="hoch")
    before = edited(before, "set_rule", element="hoch", effects=[{"effect": "SHOW", "condition": leaf("baeume", tall)}])
    after = edited(before, "rename", element="baeume.hoehe", property="meter")
    assert node(after, "hoch").raw["rule"]["condition"]["schema"] == {
        "contains": {"properties": {"meter": {"minimum": 10}}, "required": ["meter"]}
    }


def test_placeholders_follow_the_id() -> None:
    before = edited(small(), "set", element="zweck", place="label", value="Was haben Sie vor, {name}?")
    after = edited(before, "rename", element="name", id="voller-name")
    assert node(after, "zweck").label == "Was haben Sie vor, {voller-name}?"


def test_a_block_takes_its_inner_ids_along() -> None:
    after = edited(shipped(), "rename", element="kontakt", id="erreichbar")
    assert {"erreichbar.email", "erreichbar.telefon"} <= compiled(after).controls.keys()
    assert any("erreichbar.email" in rule["at"] for rule in after.form["rules"])


def test_an_outcome_of_the_same_name_keeps_its_words() -> None:
    before = shipped("lp01-baumfaellung-klaerung")
    assert "bauantrag" in nodes(before.form)
    after = edited(before, "rename", element="bauantrag", id="im-bauantrag")
    words, old = after.texts["en"], before.texts["en"]["bauantrag"]
    assert words["bauantrag"] == {name: old[name] for name in ("title", "text", "target") if name in old}
    assert words["im-bauantrag"]["label"] == old["label"]


def test_a_page_without_an_address_keeps_the_one_that_it_had() -> None:
    content = small().form
    pages = [
        {name: part for name, part in page.items() if name != "options"} for page in content["uischema"]["elements"]
    ]
    before = small(more={"uischema": {"type": "Categorization", "elements": pages}})
    after = edited(before, "rename", element="seite-eins", id="anders")
    assert [page.path for page in compiled(after).pages] == ["seite-eins", "seite-zwei"]


def test_names_that_are_taken_or_unfit_are_refused() -> None:
    for wish in ({"property": "zweck"}, {"property": "Zweck"}, {"property": "2"}, {"id": "zweck"}, {"id": "Ä"}):
        with pytest.raises(Refused):
            edited(small(), "rename", element="name", **wish)
    for element in ("seite-eins", "weg"):
        with pytest.raises(Refused):
            edited(small(), "rename", element=element, property="neu")


def test_what_a_block_brings_along_keeps_its_name() -> None:
    with pytest.raises(Refused, match="Baustein"):
        edited(shipped(), "rename", element="kontakt.email", property="mail")


def test_the_order_of_properties_and_required_stays() -> None:
    after = edited(small(), "rename", element="name", property=NEW)
    assert list(schema(after)["properties"]) == [NEW, "zweck", "anzahl", "baeume"]
    assert schema(after)["required"] == [NEW, "zweck"]
