"""Elements without ids get those that the compiler would give."""

import copy
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builder.identifying import identified
from builder.operations import perform
from builder.operations._judging import errors
from builder.tree import nodes
from formengine.core.bundle import Bundle
from tests.builder.editing import SLUGS, compiled, shipped
from tests.core.forms import bundle, control, form, page


def _nameless(node: Any, forget: Any) -> Any:
    if isinstance(node, list):
        return [_nameless(part, forget) for part in node]
    if not isinstance(node, dict):
        return node
    drop = "id" in node and "type" in node and node["type"] != "Block" and forget()
    return {name: _nameless(part, forget) for name, part in node.items() if not (drop and name == "id")}


def test_a_definition_with_all_ids_stays_as_it_is() -> None:
    for slug in SLUGS:
        assert identified(shipped(slug)) is shipped(slug)


@settings(max_examples=25)
@given(st.data())
def test_ids_are_those_that_the_compiler_gives(data: st.DataObject) -> None:
    before = shipped(data.draw(st.sampled_from(SLUGS[1:])))
    uischema = _nameless(copy.deepcopy(before.form["uischema"]), lambda: data.draw(st.booleans()))
    simple = {name: part for name, part in before.form.items() if name not in ("rules", "outcomes", "messages")}
    lacking = Bundle(before.slug, {**simple, "uischema": uischema}, shared=before.shared, parameters=before.parameters)
    named = identified(lacking)
    assume(not errors(lacking))
    given_ids = [id_ for id_, node in nodes(named.form).items() if node.kind != "block"]
    assert set(given_ids) <= compiled(lacking).elements.keys()
    assert compiled(named).elements.keys() == compiled(lacking).elements.keys()
    assert [pages.path for pages in compiled(named).pages] == [pages.path for pages in compiled(lacking).pages]


def test_words_that_come_twice_get_a_number() -> None:
    element = {"type": "Label", "text": "Guten Tag"}
    named = identified(bundle(form({"a": {"type": "string"}}, page("eins", element, dict(element), control("a")))))
    assert list(nodes(named.form)) == ["eins", "guten-tag", "guten-tag-2", "a"]
    assert list(named.form["uischema"]["elements"][0]["elements"][0]) == ["type", "id", "text"]


def test_no_id_that_stands_further_down_is_given_again() -> None:
    first, second = {"type": "Label", "text": "Hallo"}, {"type": "Label", "id": "hallo", "text": "Hallo"}
    named = identified(bundle(form({"a": {"type": "string"}}, page("eins", first, second, control("a")))))
    assert list(nodes(named.form)) == ["eins", "hallo-2", "hallo", "a"]


def test_the_first_edit_writes_the_ids_down() -> None:
    element = {"type": "Control", "scope": "#/properties/a", "label": "Frage"}
    before = bundle(form({"a": {"type": "string"}}, page("eins", element)))
    after = perform(before, "set", {"element": "a", "place": "label", "value": "Neu"})
    assert nodes(after.form)["a"].label == "Neu"
