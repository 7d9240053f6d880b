"""The map as a graph: pages in order, what is skipped, and what hangs on what."""

import datetime
from typing import Any

from builder.logic.folding import folded, without
from builder.logic.graph import Graph, graph_of
from builder.logic.marks import marks_of
from formengine.core.definition import Definition, compile_definition
from formengine.core.phrases import Phrases, item_of
from formengine.fields import TYPES
from tests.builder.editing import shipped
from tests.builder.logic import forms

TODAY = datetime.date(2026, 11, 23)


def _map(slug: str) -> Graph:
    return graph_of(compile_definition(shipped(slug), TYPES, TODAY))


def _edges(graph: Graph, kind: str) -> list[tuple[str, str]]:
    return [(edge.source, edge.target) for edge in graph.edges if edge.kind == kind]


def _raw(**rules: Any) -> dict[str, Any]:
    """Four pages in two sections, with rules by the id of their element."""
    raw = forms.form(4, sections=2, fields=2)
    for section in raw["uischema"]["elements"]:
        for element in (
            section,
            *section["elements"],
            *(one for page in section["elements"] for one in page["elements"]),
        ):
            if element["id"].replace("-", "_") in rules:
                element["rule"] = rules[element["id"].replace("-", "_")]
    return raw


def _show(*numbers: int, effect: str = "SHOW") -> dict[str, Any]:
    leaves = [forms.leaf(number, "a") for number in numbers]
    return {"effect": effect, "condition": leaves[0] if len(leaves) == 1 else {"type": "OR", "conditions": leaves}}


def _of(**rules: Any) -> Graph:
    return graph_of(forms.compiled(_raw(**rules)))


def test_pages_follow_each_other_up_to_the_end() -> None:
    assert _edges(_of(), "next") == [
        ("seite-0", "seite-1"),
        ("seite-1", "seite-2"),
        ("seite-2", "seite-3"),
        ("seite-3", "ende"),
    ]


def test_pages_that_are_not_always_there_can_be_skipped_together() -> None:
    graph = _of(seite_1=_show(0), seite_2=_show(0))
    assert _edges(graph, "skip") == [("seite-0", "seite-3")]


def test_a_page_hangs_on_every_page_that_its_condition_names() -> None:
    assert _edges(_of(seite_2=_show(0, 1)), "shows") == [("seite-0", "seite-2"), ("seite-1", "seite-2")]


def test_a_page_in_a_section_hangs_on_what_the_section_hangs_on() -> None:
    assert _edges(_of(abschnitt_1=_show(1)), "shows") == [("seite-1", "seite-2"), ("seite-1", "seite-3")]


def test_a_question_hangs_on_another_page_and_the_sentence_says_how() -> None:
    graph = _of(f3_1=_show(1))
    [edge] = [edge for edge in graph.edges if edge.kind == "inside"]
    assert (edge.source, edge.target) == ("seite-1", "seite-3")
    assert [reason.element for reason in edge.reasons] == ["f3_1"]
    assert edge.reasons[0].sentence == "„Frage f3_1“ zeigen, wenn bei „Frage f1_0“ „Ein Unternehmen“ gewählt ist"


def test_a_question_that_looks_at_its_own_page_is_no_edge() -> None:
    assert _edges(_of(f1_1=_show(1)), "inside") == []


def test_several_rules_between_the_same_pages_are_one_edge_with_several_reasons() -> None:
    graph = _of(f3_0=_show(1), f3_1=_show(1))
    [edge] = [edge for edge in graph.edges if edge.kind == "inside"]
    assert [reason.element for reason in edge.reasons] == ["f3_0", "f3_1"]


def test_a_hidden_page_says_when_it_is_there() -> None:
    assert _of(seite_1=_show(0, effect="HIDE")).by_id["seite-1"].condition.startswith("bei „Frage f0_0“ nicht")


def test_numbers_run_through_the_edges_that_have_reasons() -> None:
    graph = _of(seite_1=_show(0), seite_3=_show(1), f3_1=_show(2))
    assert [edge.number for edge in graph.edges if edge.number] == [1, 2, 3]
    assert all(bool(edge.reasons) == bool(edge.number) for edge in graph.edges)


def test_a_calculated_value_leads_to_the_page_that_it_stands_on() -> None:
    assert ("seite-zeit", "seite-schutzzeit") in _edges(_map("lp01-baumfaellung"), "shows")


def test_the_page_before_sending_is_the_end() -> None:
    assert _map("lp01-baumfaellung").spots[-1].kind == "check"


def test_outcomes_are_reached_from_the_last_page_that_they_name() -> None:
    ends = _edges(_map("lp01-baumfaellung-klaerung"), "ends")
    assert ("seite-gefahr", "gefahr") in ends
    assert ("seite-ort", "keine-satzung") in ends


def test_what_comes_with_not_knowing_is_nobodys_rule() -> None:
    graph = _map("lp01-baumfaellung-klaerung")
    assert not [
        edge for edge in graph.edges if edge.kind == "shows" and "Weiß ich nicht" in edge.reasons[0].sentence[:40]
    ]
    assert "verbergen" not in " ".join(reason.sentence for edge in graph.edges for reason in edge.reasons)


def _named_pages(definition: Definition, page: str) -> set[str]:
    """The pages that a page hangs on, read off the compiled plan: those that it looks at."""
    return set(definition.plans[page].sources) - {page}


def test_no_edge_names_a_page_that_settling_does_not_look_at() -> None:
    definition = forms.definition(12, 3, 5, 20, 1)
    graph = graph_of(definition)
    for edge in graph.edges:
        if edge.kind in ("shows", "inside"):
            assert edge.source in _named_pages(definition, edge.target)


def test_every_rule_that_looks_at_another_page_is_on_the_map() -> None:
    definition = forms.definition(12, 3, 5, 20, 1)
    phrases = Phrases(definition)
    told = {reason.sentence for edge in graph_of(definition).edges for reason in edge.reasons}
    rules = [(one, effect) for one in definition.elements.values() for effect in one.effects]
    assert rules
    for element, effect in rules:
        [subject] = [phrases.subject(effect.condition, item_of(element))]
        assert subject.control is not None
        own = element.control.page if element.control else element.id
        assert (phrases.effect(element, effect) in told) == (subject.control.page != own)


def test_a_folded_section_is_one_spot_and_hides_what_happens_inside() -> None:
    graph = folded(_of(seite_1=_show(0), seite_2=_show(1), f3_1=_show(2)), {"abschnitt-0"})
    assert [spot.id for spot in graph.spots] == ["abschnitt-0", "seite-2", "seite-3", "ende"]
    assert graph.by_id["abschnitt-0"].pages == 2
    assert _edges(graph, "shows") == [("abschnitt-0", "seite-2")]
    assert _edges(graph, "inside") == [("seite-2", "seite-3")]


def test_edges_that_fall_together_keep_all_their_reasons() -> None:
    graph = folded(_of(f2_1=_show(0), f3_1=_show(1)), {"abschnitt-0", "abschnitt-1"})
    [edge] = [edge for edge in graph.edges if edge.kind == "inside"]
    assert [reason.element for reason in edge.reasons] == ["f2_1", "f3_1"]


def test_without_a_kind_the_other_edges_stay() -> None:
    graph = _of(seite_1=_show(0), f3_1=_show(1))
    left = without(graph, "inside")
    assert {edge.kind for edge in left.edges} == {"next", "skip", "shows"}
    assert [edge.number for edge in left.edges if edge.number] == [1]


def test_a_page_that_nobody_reaches_is_marked() -> None:
    both = {"type": "AND", "conditions": [forms.leaf(0, "a"), forms.leaf(0, "b")]}
    definition = forms.compiled(_raw(seite_2={"effect": "SHOW", "condition": both}))
    marks = marks_of(definition)
    [mark] = marks["seite-2"]
    assert (mark.kind, mark.element) == ("unreachable", "seite-2")
    assert graph_of(definition, marks).by_id["seite-2"].marks == (mark,)


def test_a_part_that_cannot_hold_is_a_contradiction_at_its_page() -> None:
    both = {"type": "AND", "conditions": [forms.leaf(0, "a"), forms.leaf(0, "b")]}
    either = {"type": "OR", "conditions": [forms.leaf(1, "a"), both]}
    marks = marks_of(forms.compiled(_raw(f2_1={"effect": "SHOW", "condition": either})))
    assert [(mark.kind, mark.element) for mark in marks["seite-2"]] == [("contradiction", "f2_1")]


def test_a_sound_form_has_no_marks() -> None:
    assert marks_of(forms.compiled(_raw(seite_1=_show(0)))) == {}


def test_the_same_form_gives_the_same_map() -> None:
    raw = _raw(seite_1=_show(0), f3_1=_show(1))
    one, other = graph_of(forms.compiled(raw)), graph_of(forms.compiled(raw))
    assert (one.spots, one.edges) == (other.spots, other.edges)
