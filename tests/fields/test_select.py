"""Long lists: what comes with the page, what the server's search finds, and what is read from it."""

from typing import Any

import pytest

from formengine.core.model import Control
from formengine.fields import TYPES
from formengine.fields.page import FieldState, compile_control
from formengine.fields.posting import raw_of, read
from formengine.fields.select import MOST_IN_PAGE, SEARCHED_FROM
from tests.fields.examples import make
from tests.fields.markup import parse, posted


def listed(count: int, **options: Any) -> Control:
    """A list of so many places, every third of them called Łużica."""
    titles = [f"{('Łużica', 'Berg', 'Straße')[i % 3]} {i}" for i in range(count)]
    choices = [{"const": f"c{i}", "title": title} for i, title in enumerate(titles)]
    return make("select", schema={"type": "string", "oneOf": choices}, options=options)


LONG = listed(MOST_IN_PAGE + 1)
PIECE = compile_control(LONG, source=lambda control: f"/optionen/x/{control.id}.json")


def offered(raw: dict[str, list[str]]) -> list[str]:
    tree = parse(PIECE.render(FieldState(raw=raw)))
    return [node.words() for node in tree.all("option")][1:]


@pytest.mark.parametrize(
    ("control", "searched"),
    [
        (listed(SEARCHED_FROM - 1), False),
        (listed(SEARCHED_FROM), True),
        (listed(3, search=True), True),
        (listed(SEARCHED_FROM, search=False), False),
        (listed(MOST_IN_PAGE + 1, search=False), True),
    ],
)
def test_a_list_is_searched_from_so_many_entries_or_when_told(control: Control, searched: bool) -> None:
    assert ("data-auswahl" in compile_control(control).render()) == searched
    assert bool(TYPES["select"].scripts(control)) == searched


def test_the_entries_of_a_very_long_list_do_not_come_with_the_page() -> None:
    assert offered({}) == []
    assert len(PIECE.render()) < 2_500
    assert 'data-quelle="/optionen/x/feld.json"' in PIECE.render()


def test_every_entry_of_a_shorter_one_does() -> None:
    html = compile_control(listed(MOST_IN_PAGE)).render()
    assert html.count("<option") == MOST_IN_PAGE + 1


def test_a_search_offers_what_it_finds_at_most_fifty() -> None:
    assert len(offered({"feld:suche": ["luzica"]})) == 50
    assert offered({"feld:suche": ["luzica 300"]}) == ["Łużica 300"]
    assert "167 Treffer" in PIECE.render(FieldState(raw={"feld:suche": ["luzica"]}))
    assert "Kein Eintrag gefunden" in PIECE.render(FieldState(raw={"feld:suche": ["xyz"]}))


def test_what_is_chosen_stays_on_offer_beside_what_is_found() -> None:
    assert offered({"feld": ["c1"], "feld:suche": ["luzica 300"]}) == ["Berg 1", "Łużica 300"]


@pytest.mark.parametrize(
    ("post", "answer"),
    [
        ({"feld": ["c1"]}, "c1"),
        ({"feld": ["c1"], "feld:suche": ["luzica 300"]}, "c1"),
        ({"feld": [""], "feld:suche": [" łużica 300 "]}, "c300"),
        ({"feld:suche": ["strasse 2"]}, "c2"),
        ({"feld:suche": ["Straße"]}, "Straße"),
        ({"feld:suche": ["<b>"]}, "<b>"),
        ({"feld": ["fremd"]}, "fremd"),
        ({"feld": [""], "feld:suche": ["  "]}, None),
        ({}, None),
    ],
)
def test_the_choice_counts_then_a_whole_title_then_what_was_typed(post: dict[str, list[str]], answer: Any) -> None:
    assert read([LONG], post) == ({} if answer is None else {"feld": answer})


@pytest.mark.parametrize("answer", ["c0", "c500", "Nirgendwo", '"><script>'])
def test_an_answer_survives_the_way_through_the_browser(answer: str) -> None:
    html = PIECE.render(FieldState(raw=raw_of([LONG], {"feld": answer})))
    assert read([LONG], posted(html)) == {"feld": answer}


def test_both_inputs_have_labels_and_the_first_is_the_fields() -> None:
    tree = parse(PIECE.render(FieldState(error="Falsch", disabled=False)))
    labels = {node.attributes["for"]: node.words() for node in tree.all("label")}
    assert labels["f-feld"].startswith("Frage")
    assert labels["f-feld:wahl"] == "Gefundene Einträge"
    assert tree.find("f-feld").tag == "input"
    assert tree.find("f-feld:wahl").attributes["aria-invalid"] == "true"
