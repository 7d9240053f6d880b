"""A definition that does not run is shown without the rules that keep it from running."""

from typing import Any

from builder.logic.graph import graph_of
from builder.logic.marks import faults_of
from builder.logic.mending import Mended, mended
from formengine.core.bundle import Bundle
from formengine.core.definition import read_definition
from formengine.fields import TYPES
from tests.builder.editing import shipped
from tests.builder.logic import forms
from tests.core.forms import show


def _mended(raw: dict[str, Any]) -> Mended:
    return mended(Bundle("gross", raw), lambda bundle: read_definition(bundle, TYPES, forms.TODAY))


def _with(**rules: Any) -> dict[str, Any]:
    raw = forms.form(3, fields=2)
    for page in raw["uischema"]["elements"]:
        for element in (page, *page["elements"]):
            if element["id"].replace("-", "_") in rules:
                element["rule"] = rules[element["id"].replace("-", "_")]
    return raw


def test_what_runs_stays_as_it_is() -> None:
    found = mended(shipped(), lambda bundle: read_definition(bundle, TYPES, forms.TODAY))
    assert found.definition is not None
    assert (found.definition.bundle, found.faults) == (shipped(), ())


def test_a_cycle_is_cut_and_marked_where_it_arises() -> None:
    text = {"scope": "#/properties/f0_1", "schema": {"const": "x"}, "failWhenUndefined": True}
    found = _mended(_with(f0_0=show(text), f0_1=show(forms.leaf(0, "a"))))
    assert found.definition is not None
    assert "im Kreis" in found.faults[0].finding.message
    [mark] = faults_of(found.definition, found.faults)["seite-0"]
    assert (mark.kind, mark.word) == ("error", "Fehler")
    assert mark.element in ("f0_0", "f0_1")
    assert len(graph_of(found.definition).spots) == 4


def test_a_look_at_a_later_page_is_marked_at_its_page() -> None:
    found = _mended(_with(seite_1=show(forms.leaf(2, "a"))))
    assert found.definition is not None
    assert [fault.element for fault in found.faults] == ["seite-1"]
    assert [*faults_of(found.definition, found.faults)] == ["seite-1"]


def test_several_rules_may_be_wrong_at_once() -> None:
    dangling = show({"$ref": "#/conditions/fehlt"})
    found = _mended(_with(f1_0=dangling, f2_1=dangling, seite_1=show(forms.leaf(0, "a"))))
    assert found.definition is not None
    assert {fault.element for fault in found.faults} == {"f1_0", "f2_1"}
    assert graph_of(found.definition).count("shows") == 1


def test_what_is_wrong_beyond_rules_cannot_be_left_out() -> None:
    raw = forms.form(2)
    raw["uischema"]["elements"][0]["elements"][0]["scope"] = "#/properties/fehlt"
    found = _mended(raw)
    assert found.definition is None
    assert found.faults
