"""Text at the edge is composed and trimmed, and nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formengine.core.formats import CLEAN
from formengine.core.validation import judge
from formengine.fields.edge import multi_line, nfc, single_line

FORBIDDEN = ["\x00", "\x0b", "\x0c", "\x1f", "\x7f", "\x85", "\x9f", "\u00ad", "\ufdd0", "\uffff", "\ufffd"]


@given(st.text())
def test_text_is_composed_once_and_then_stays(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text) == unicodedata.normalize("NFC", text)
    assert single_line(single_line(text)) == single_line(text)
    assert multi_line(multi_line(text)) == multi_line(text)


@given(st.text())
def test_nothing_between_the_first_and_the_last_letter_is_lost(text: str) -> None:
    assert single_line(f"A{text}Z") == nfc(f"A{text}Z")
    assert multi_line(f"A{text}Z") == nfc(f"A{text}Z").replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("strange", FORBIDDEN, ids=ascii)
def test_a_forbidden_character_is_left_for_the_schema_to_refuse(strange: str) -> None:
    for edge in (single_line, multi_line):
        for text in (strange, f"An{strange}na", f"Anna{strange}", f"{strange}Anna"):
            assert edge(text) == text
            assert not judge({"type": "string", "pattern": CLEAN}).ok(edge(text))


@pytest.mark.parametrize(
    "space", [" ", "\t", "\n", "\r\n", "\u00a0", "\u2009", "\u202f", "\u3000", " \u00a0 "], ids=ascii
)
def test_white_space_around_a_text_is_not_part_of_it(space: str) -> None:
    assert single_line(f"{space}Anna Maria{space}") == "Anna Maria"
    assert multi_line(f"{space}Anna Maria{space}") == "Anna Maria"
    assert single_line(space) == ""


@pytest.mark.parametrize("text", ["ﬀ", "²", "Å", "ſ", "Ǆ", "①"])  # noqa: RUF001 compatibility characters
def test_the_compatibility_form_is_never_used(text: str) -> None:
    assert single_line(text) == text


def test_line_ends_of_all_systems_become_one() -> None:
    assert multi_line("eins\r\nzwei\rdrei\nvier") == "eins\nzwei\ndrei\nvier"
