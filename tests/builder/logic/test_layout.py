"""The picture: nothing overlaps, every line leads where it says, and the text says the same."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.logic.boxes import SMALL, TITLE, WIDTH, plate
from builder.logic.drawing import Map, View, map_of, path
from builder.logic.graph import Mark, Spot
from builder.logic.layout import NUMBER, Box, Layout, layout
from builder.logic.lettering import lines, width
from tests.builder.logic import forms

MAPS = st.builds(
    lambda pages, sections, conditions, seed, closed: map_of(
        forms.definition(pages, sections, 3, conditions, seed), None, View(closed=closed, questions=True)
    ),
    st.integers(1, 60),
    st.sampled_from([0, 1, 3, 8]),
    st.sampled_from([0, 5, 40]),
    st.integers(0, 3),
    st.sampled_from([(), ("abschnitt-0",), ("abschnitt-0", "abschnitt-1")]),
)


def _apart(one: Box, other: Box) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


def _grown(box: Box, by: float) -> Box:
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


@settings(max_examples=60)
@given(MAPS)
def test_no_box_lies_on_another(drawn: Map) -> None:
    for one, other in itertools.combinations(drawn.boxes.values(), 2):
        assert _apart(_grown(one, 8), other)


@settings(max_examples=60)
@given(MAPS)
def test_everything_lies_in_the_picture(drawn: Map) -> None:
    area = drawn.layout
    for box in (*area.boxes.values(), *(frame.box for frame in area.frames)):
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= area.width
        assert box.bottom <= area.height
    for run in area.runs:
        assert all(0 < x < area.width and 0 < y < area.height for x, y in run.points)


@settings(max_examples=60)
@given(MAPS)
def test_no_line_runs_through_a_box(drawn: Map) -> None:
    for run in drawn.layout.runs:
        for (x1, y1), (x2, y2) in itertools.pairwise(run.points):
            way = Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
            for box in drawn.boxes.values():
                assert _apart(_grown(box, -1), way)


@settings(max_examples=60)
@given(MAPS)
def test_numbers_lie_neither_on_boxes_nor_on_each_other(drawn: Map) -> None:
    numbers = [run.number for run in drawn.layout.runs if run.number is not None]
    spots = [Box(x - NUMBER, y - NUMBER, 2 * NUMBER, 2 * NUMBER) for x, y in numbers]
    for one, other in itertools.combinations(spots, 2):
        assert _apart(one, other)
    for spot, box in itertools.product(spots, drawn.boxes.values()):
        assert _apart(spot, box)


@settings(max_examples=60)
@given(MAPS)
def test_every_line_leads_from_its_page_to_its_page(drawn: Map) -> None:
    for run in drawn.layout.runs:
        assert _touches(drawn.boxes[run.edge.source], run.points[0])
        assert _touches(drawn.boxes[run.edge.target], run.points[-1])
        assert all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in itertools.pairwise(run.points))


def _touches(box: Box, point: tuple[float, float]) -> bool:
    x, y = point
    beside = x in (box.x, box.right) and box.y < y < box.bottom
    return beside or (y in (box.y, box.bottom) and box.x < x < box.right)


@settings(max_examples=60)
@given(MAPS)
def test_lines_of_different_pages_do_not_run_on_top_of_each_other(drawn: Map) -> None:
    upright: dict[float, set[tuple[str, str]]] = {}
    for run in drawn.layout.runs:
        # What comes next to a box ends there, on a line of its own; in the channels lines of one source go together.
        for (x1, y1), (x2, y2) in itertools.pairwise(run.points):
            if x1 == x2 and y1 != y2 and len(run.points) > 2:
                upright.setdefault(x1, set()).add((run.edge.source, run.edge.kind))
    for x, sources in upright.items():
        bands = _bands_of(drawn, x)
        assert len(sources) <= bands


def _bands_of(drawn: Map, x: float) -> int:
    """In how many bands a channel may hold a line of its own at the same x."""
    tops = {box.y for box in drawn.boxes.values()}
    return max(1, len(tops))


@settings(max_examples=40)
@given(MAPS)
def test_the_same_map_is_always_drawn_the_same(drawn: Map) -> None:
    again: Layout = layout(drawn.graph)
    assert (again.boxes, again.runs, again.frames) == (drawn.layout.boxes, drawn.layout.runs, drawn.layout.frames)


@pytest.mark.parametrize("sections", [0, 8])
def test_forty_pages_are_no_wider_than_four_of_them(sections: int) -> None:
    drawn = map_of(forms.definition(40, sections, 6, 30, 3))
    assert len({box.x for box in drawn.boxes.values()}) <= 4
    assert drawn.layout.width < 8 * WIDTH


@given(st.text(alphabet="abc mMÄß–", min_size=1, max_size=120), st.integers(1, 4))
def test_words_stay_inside_their_lines(text: str, most: int) -> None:
    found = lines(text, 180, TITLE, most)
    assert len(found) <= most
    assert all(width(line, TITLE) <= 180 or " " not in line for line in found)


def test_a_text_that_fits_is_not_cut() -> None:
    assert lines("Wer stellt den Antrag?", 200, TITLE, 2) == ("Wer stellt den Antrag?",)


def test_a_text_that_is_too_long_ends_with_whole_words() -> None:
    found = lines("eins zwei drei vier fünf sechs sieben acht", 90, TITLE, 2)
    assert re.fullmatch(r"(\w+ )+…", found[-1])


def test_a_word_longer_than_a_line_is_parted() -> None:
    found = lines("Grundstücksverkehrsgenehmigungszuständigkeit", 120, SMALL, 9)
    assert len(found) > 1
    assert "".join(part.removesuffix("-") for part in found) == "Grundstücksverkehrsgenehmigungszuständigkeit"


def test_a_box_says_what_it_is_when_it_is_there_and_what_is_wrong() -> None:
    spot = Spot(
        "a", "page", "Kosten", 4, condition="es etwas kostet", marks=(Mark("unreachable", "Nie."),), questions=1
    )
    styles = [(line.style, line.text) for line in plate(spot).lines]
    assert styles == [
        ("art", "Seite 4 · 1 Frage"),
        ("titel", "Kosten"),
        ("wenn", "nur wenn es etwas kostet"),
        ("marke", "Nicht erreichbar"),
    ]


def test_lines_of_text_do_not_lie_on_each_other() -> None:
    spot = Spot("a", "page", "Ein langer Titel, der über zwei Zeilen geht", 4, condition="x " * 80)
    baselines = [line.y for line in plate(spot).lines]
    assert all(later - earlier >= SMALL for earlier, later in itertools.pairwise(baselines))
    assert plate(spot).height > baselines[-1]


def test_a_path_turns_in_round_corners() -> None:
    assert path([(0, 0), (20, 0), (20, 30)]) == "M0 0L12 0Q20 0 20 8L20 30"


def test_a_path_between_close_corners_stays_a_path() -> None:
    assert path([(0, 0), (4, 0), (4, 0), (4, 9)]).startswith("M0 0L2 0Q4 0")
