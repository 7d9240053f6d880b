"""A search finds names however they are typed, and every letter of DIN 91379 by what a keyboard has."""

import string
import unicodedata

import pytest

from formengine.core.model import Choice
from formengine.fields.folding import exactly, german, hits, matches, plain
from tests.core.forms import shared

LETTERS = "data/din91379-latin-letters.txt"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("oesterreich", "Österreich"),
        ("ÖSTER", "Österreich"),
        ("osterreich", "Österreich"),
        ("Nguyen", "Nguyễn"),
        ("nguyễn", "Nguyễn"),
        ("strasse", "Große Straße"),
        ("grosse straße", "Große Straße"),
        ("luz", "Łužica"),
        ("cote d ivoire", "Côte d’Ivoire"),
        ("sor", "Sør-Trøndelag"),
        ("soer", "Sør-Trøndelag"),
        ("thorshofn", "Þórshöfn"),
        ("tuerkei", "Türkei"),
    ],
)
def test_an_entry_is_found_however_it_is_typed(query: str, title: str) -> None:
    assert matches(query, title)
    assert matches(query, unicodedata.normalize("NFD", title))


@pytest.mark.parametrize(
    ("query", "title"), [("", "Wien"), ("  ", "Wien"), ("!", "Wien"), ("wiem", "Wien"), ("ooo", "Öo")]
)
def test_another_is_not(query: str, title: str) -> None:
    assert not matches(query, title)


def test_what_begins_with_the_search_comes_first() -> None:
    choices = [Choice(name, name) for name in ("Neuberg", "Bergen", "Ölberg", "Berg")]
    assert [choice.value for choice in hits("berg", choices)] == ["Bergen", "Berg", "Neuberg", "Ölberg"]


def test_only_one_whole_title_is_a_choice() -> None:
    choices = [Choice("1", "Österreich"), Choice("2", "Berg"), Choice("3", "Berg")]
    assert exactly("oesterreich", choices) == choices[0]
    assert exactly("Osterreich ", choices) == choices[0]
    assert exactly("Berg", choices) is None
    assert exactly("Öster", choices) is None
    assert exactly("", choices) is None


def test_every_letter_of_the_standard_is_found_by_itself_and_by_letters_that_every_keyboard_has() -> None:
    lines = [line.split("; ") for line in shared(LETTERS).read_text(encoding="utf-8").splitlines()]
    letters = ["".join(chr(int(p, 16)) for p in points.split()) for group, _, points, *_ in lines if group == "bll"]
    assert len(letters) == 649
    for letter in letters:
        bare = plain(letter)
        assert bare
        assert set(bare) <= set(string.ascii_lowercase)
        assert set(german(letter)) <= set(string.ascii_lowercase)
        title = f"X{letter}y"
        assert matches(title, title)
        assert matches(f"x{bare}y", title)
        assert matches(unicodedata.normalize("NFD", title), title)
        assert unicodedata.normalize("NFC", letter) == letter
