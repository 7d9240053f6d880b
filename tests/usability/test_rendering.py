"""The same state has the same hash in every run, whatever ids are drawn by lot; another page has another."""

import datetime
from pathlib import Path
from typing import Final

import pytest

from formengine.web.clock import parse
from usability.rendering import normalized
from usability.runner import Order, plan

DEFINITIONS: Final = Path(__file__).resolve().parents[2] / "definitions"
NUMBER: Final = "kppthpnn"
PAGE: Final = """<form action="/antrag/{number}/baeume/baeume/{item}"><input name="_csrf" value="{token}">
<input type="hidden" name="_shown" value="{shown}"><li id="eintrag-{item}"><input name="baeume" value="{item}">
<div id="{item}/w-baeume.art" data-x="{item}/f-baeume.art #{item}/f-baeume.art">Weißdorn</div>
<a href="/antrag/{number}/datei/{file}">foto.jpg</a>
<button name="_liste" value="remove:baeume:{item}">Entfernen</button>
<input name="_neu" value="{new}"><p>Beginnen gestrichen am Bahnhof</p></form>"""


def page(**drawn: str) -> str:
    shown = " ".join(sorted([f"{drawn['item']}/baeume.art", "baeume"]))
    return normalized(PAGE.format(number=NUMBER, token="t" + drawn["item"], shown=shown, **drawn), NUMBER)


@pytest.mark.parametrize(
    "drawn",
    [
        {"item": "hdvncraf", "file": "mskkvwxy", "new": "jsjxfgdq"},
        {"item": "zz2nkraf", "file": "abcdefgh", "new": "98765432"},
        {"item": "aaaaaaaa", "file": "m8kkvwxy", "new": "prruvxxm"},
    ],
)
def test_ids_drawn_by_lot_are_alike_with_and_without_digits(drawn: dict[str, str]) -> None:
    assert page(**drawn) == page(item="x2x2x2x2", file="y3y3y3y3", new="z4z4z4z4")


def test_different_items_stay_different_and_words_stay_words() -> None:
    two = normalized('<i id="hdvncraf/f-a"><i id="mskkvwxy/f-a"><i id="hdvncraf/f-b">', NUMBER)
    assert two == '<i id="ID0/f-a"><i id="ID1/f-a"><i id="ID0/f-b">'
    assert "Beginnen gestrichen am Bahnhof" in page(item="hdvncraf", file="mskkvwxy", new="jsjxfgdq")


@pytest.mark.slow
def test_the_states_of_a_list_have_the_same_hashes_in_two_runs() -> None:
    now: datetime.datetime = parse("2026-11-23T09:00")
    order = Order("lp01-baumfaellung", DEFINITIONS, "musterhausen", now, smoke=True)
    assert plan(order).hashes == plan(order).hashes
