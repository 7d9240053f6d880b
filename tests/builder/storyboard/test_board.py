"""The storyboard: each page empty, refused, in every arrangement that its cases bring about, and its ends."""

import copy
from collections import Counter
from typing import Any

import pytest

from builder.storyboard import MOST, board, states
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, compile_definition
from formengine.core.settling import Context
from formengine.fields import TYPES
from tests.definitions.cases import NOW, definitions
from tests.web import probe
from tests.web.test_preview import CASES, GOOD


def compiled(cases: Any = CASES, form: dict[str, Any] = probe.FORM) -> Definition:
    return compile_definition(Bundle(form["slug"], form, cases), TYPES, NOW.date())


def shown(definition: Definition) -> list[tuple[str, str, str]]:
    return [(shot.path, shot.state, shot.person) for shot in board(definition, Context(NOW)).shots]


def test_each_page_is_empty_then_refused_then_filled_and_the_end_comes_last() -> None:
    assert shown(compiled()) == [
        ("angaben", "leer", ""),
        ("angaben", "fehler", "A"),
        ("angaben", "fehler", "F"),
        ("angaben", "ausgefuellt", "A"),
        ("angaben", "ausgefuellt", "B"),
        ("zusatz", "leer", ""),
        ("zusatz", "fehler", "B"),
        ("zusatz", "ausgefuellt", "B"),
        ("anlagen", "leer", ""),
        ("anlagen", "ausgefuellt", "A"),
        ("pruefen", "leer", ""),
        ("pruefen", "fehler", "A"),
        ("pruefen", "ausgefuellt", "A"),
        ("eingang", "ausgefuellt", "A"),
    ]


def test_two_cases_that_look_alike_are_one_picture() -> None:
    twice = [*CASES["cases"], CASES["cases"][0] | {"id": "A2", "answers": GOOD | {"name": "Anders"}}]
    assert shown(compiled(CASES | {"cases": twice})) == shown(compiled())


def test_a_definition_without_cases_has_its_pages_empty_and_refused() -> None:
    assert shown(compiled(None)) == [
        (page, state, "") for page in ("angaben", "zusatz", "anlagen", "pruefen") for state in ("leer", "fehler")
    ]


def test_every_outcome_of_an_anliegensklaerung_is_a_picture() -> None:
    definition = definitions()["lp01-baumfaellung-klaerung"]
    titles = [shot.title for shot in board(definition, Context(NOW)).shots if shot.path == "ergebnis"]
    assert titles == [outcome.title for outcome in definition.outcomes if outcome.title in titles]
    assert len(titles) >= 8


@pytest.mark.parametrize("slug", sorted(definitions()))
def test_the_pictures_stand_in_flow_order_under_names_of_their_own(slug: str) -> None:
    definition = definitions()[slug]
    drawn = board(definition, Context(NOW))
    order = [page.path for page in definition.pages]
    paths = [shot.path for shot in drawn.shots if not shot.end]
    assert list(dict.fromkeys(paths)) == order
    assert paths == sorted(paths, key=order.index)
    names = drawn.names()
    assert len(set(names)) == len(names)
    assert names[0] == f"01-{order[0]}-leer.png"
    filled = Counter((shot.path, shot.item) for shot in drawn.shots if shot.state == "ausgefuellt" and not shot.end)
    assert max(filled.values()) <= MOST


def test_what_is_left_out_is_counted() -> None:
    form = copy.deepcopy(probe.FORM)
    page = form["uischema"]["elements"][0]
    for number in range(MOST + 2):
        name = f"extra{number}"
        form["schema"]["properties"][name] = probe.text()
        rule = probe.effect("SHOW", probe.leaf("anzahl", {"const": number + 1}))
        page["elements"].append(probe.question(name, "text", name, rule))
    cases = [
        {"id": f"C{number}", "title": "x", "answers": GOOD | {"anzahl": number + 1, "grund": "g"}}
        for number in range(MOST + 2)
    ]
    drawn = board(compiled({"now": NOW.isoformat(), "cases": cases}, form), Context(NOW))
    assert drawn.left_out == {"Ihre Angaben": 2}


def test_a_picture_knows_its_preview_and_its_place_in_the_workbench() -> None:
    shot = next(shot for shot in board(compiled(), Context(NOW)).shots if shot.person == "B")
    assert shot.preview("probe", "en") == "/vorschau/probe/angaben?person=B&zustand=ausgefuellt&sprache=en&bild=1"
    assert shot.bench("probe") == "/werkstatt/probe/?element=angaben&person=B&zustand=ausgefuellt"
    assert shot.who == "Berta: Art B"


def test_the_picker_offers_what_each_case_brings_about() -> None:
    offered = {(choice.path, choice.person): choice.states for choice in states(compiled(), Context(NOW))}
    assert ("zusatz", "A") not in offered
    assert offered["zusatz", "B"] == ("leer", "fehler", "ausgefuellt")
    assert offered["anlagen", "A"] == ("leer", "ausgefuellt")
