"""The map as it is shown: the text names exactly what the picture shows, and every link leads somewhere."""

import time
from collections.abc import Callable

import pytest

from builder.logic.drawing import CROWDED, View, map_of
from builder.logic.graph import Mark
from builder.logic.marks import marks_of
from tests.builder.editing import SLUGS, compiled, shipped
from tests.builder.logic import forms


@pytest.mark.parametrize("slug", SLUGS)
def test_the_list_has_the_boxes_and_lines_of_the_picture(slug: str) -> None:
    drawn = map_of(compiled(shipped(slug)))
    assert [entry.spot.id for entry in drawn.entries] == [*drawn.boxes]
    listed = [link.edge for entry in drawn.entries for link in entry.links]
    assert sorted(map(repr, listed)) == sorted(repr(run.edge) for run in drawn.layout.runs)
    assert [link.edge.number for link, _ in drawn.numbers] == [*range(1, len(drawn.numbers) + 1)]


def test_a_connection_with_one_reason_leads_to_its_rule() -> None:
    drawn = map_of(compiled(shipped()))
    [link] = [link for link, _ in drawn.numbers if link.edge.target == "seite-schutzzeit"]
    assert link.href == "/werkstatt/lp01-baumfaellung/logik/seite-schutzzeit"


def test_a_connection_with_several_reasons_leads_to_where_they_are_listed() -> None:
    drawn = map_of(compiled(shipped()))
    [link] = [link for link, _ in drawn.numbers if link.edge.target == "seite-unterlagen"]
    assert link.href == f"#verbindung-{link.edge.number}"
    assert [href for _, href in link.sentences] == [
        "/werkstatt/lp01-baumfaellung/logik/lageskizze",
        "/werkstatt/lp01-baumfaellung/logik/baumliste",
    ]


def test_what_has_no_rule_leads_to_the_page_that_comes_next() -> None:
    link = map_of(compiled(shipped())).entries[0].links[0]
    assert (link.edge.kind, link.href) == ("next", "/werkstatt/lp01-baumfaellung/?element=seite-eigentum")
    assert link.name == "danach Eigentum"


def test_a_page_leads_to_the_workbench() -> None:
    entry = map_of(compiled(shipped())).entries[0]
    assert entry.href == "/werkstatt/lp01-baumfaellung/?element=seite-grundstueck"


def test_a_map_with_many_connections_shows_those_of_pages_first() -> None:
    definition = forms.definition(40, 8, 6, 120, 0)
    drawn = map_of(definition)
    assert drawn.hidden > CROWDED
    assert drawn.graph.count("inside") == 0
    asked = map_of(definition, None, View(questions=True))
    assert (asked.hidden, asked.graph.count("inside")) == (0, drawn.hidden)


def test_what_somebody_wants_to_see_stands_in_the_address() -> None:
    view = View("150", ("a", "b"), questions=False)
    assert view.query() == "?zoom=150&zu=a&zu=b&fragen=0"
    assert View().query() == ""


def test_a_section_folds_and_unfolds_by_its_link() -> None:
    drawn = map_of(forms.definition(8, 2), None, View("100"))
    assert drawn.toggled("abschnitt-0") == "/werkstatt/gross/logik?zoom=100&zu=abschnitt-0"
    shut = map_of(forms.definition(8, 2), None, View("100", ("abschnitt-0",)))
    assert shut.toggled("abschnitt-0") == "/werkstatt/gross/logik?zoom=100"
    assert [closed for _, _, closed, _ in shut.foldable] == [True, False]


def test_a_section_that_is_not_there_is_not_folded() -> None:
    drawn = map_of(forms.definition(8, 2), None, View(closed=("fehlt",)))
    assert len(drawn.entries) == 9


def test_a_marked_page_says_so_by_its_name() -> None:
    marks = {"seite-1": (Mark("unreachable", "Nie."), Mark("hint", "Etwas."))}
    entry = map_of(forms.definition(8, 2), marks).entries[1]
    assert entry.name == "Seite 2 · 5 Fragen: Grundstück 2, Nicht erreichbar, Hinweis zur Logik"


@pytest.mark.parametrize(("zoom", "scale"), [("breite", None), ("100", 1.0), ("150", 1.5)])
def test_the_picture_has_three_sizes(zoom: str, scale: float | None) -> None:
    assert map_of(forms.definition(8, 2), None, View(zoom)).scale == scale


def test_the_map_of_a_large_form_is_measured(record_property: Callable[[str, object], None]) -> None:
    definition = forms.definition(40, 8, 25, 300)
    start = time.perf_counter()
    marks = marks_of(definition)
    judged = time.perf_counter()
    drawn = map_of(definition, marks, View(questions=True))
    done = time.perf_counter()
    assert len(drawn.entries) == 41
    record_property("1,000 fields, 300 conditions, 40 pages: marks, ms", round(1000 * (judged - start)))
    record_property("1,000 fields, 300 conditions, 40 pages: map, ms", round(1000 * (done - judged)))
