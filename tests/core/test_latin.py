"""String.Latin: the data types of DIN 91379 accept their characters and no others, and a plain validator agrees."""

import unicodedata
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scripts.latin
from formengine.core import latin
from formengine.core.submission import plain
from formengine.core.validation import judge
from scripts.latin import TABLE
from tests.core.forms import shared

GROUPS = {"din91379-a": {"bll", "bnlreq"}}
GROUPS["din91379-b"] = GROUPS["din91379-a"] | {"bnl"}
GROUPS["din91379-c"] = GROUPS["din91379-b"] | {"bnlopt", "bnlnot"}
NAMES = [
    "Nguyễn",
    "Y\u0131ld\u0131z",
    "Łužičanka-Groß",
    "Thị Lan",
    "O’Brien",
    "d'Arc",
    "M\u0302adame",
    "Dr. h. c.",
    "ẞ",
    "\u1e62\u0304",
]
FOREIGN = ["Иван", "Νίκος", "Anna3", "a/b", "x\u0303", "😀", "a\u00ad", "a\n", "李", "\u0302", "Q\u0302"]


def entries() -> list[tuple[str, str]]:
    """Group and characters of each entry of the standard."""
    lines = shared("data/din91379-latin-letters.txt").read_text(encoding="utf-8").splitlines()
    split = [line.split("; ") for line in lines]
    return [(group, "".join(chr(int(point, 16)) for point in points.split())) for group, _, points, *_ in split]


def verdicts(name: str, text: str) -> set[bool]:
    """What our judge and a plain validator of the derived schema say."""
    schema = {"type": "string", "format": name}
    second = jsonschema_rs.Draft202012Validator(plain(schema), validate_formats=True)
    return {judge(schema).ok(text), judge(plain(schema)).ok(text), second.is_valid(text)}


@pytest.mark.parametrize("name", latin.PATTERNS)
def test_a_data_type_accepts_just_its_entries(name: str) -> None:
    accepts = judge({"type": "string", "format": name}).ok
    assert [text for group, text in entries() if accepts(text) != (group in GROUPS[name])] == []
    assert sum(accepts(text) for _, text in entries()) == {"a": 667, "b": 727, "c": 737}[name[-1]]


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_accepted_by_all(text: str) -> None:
    assert verdicts("din91379-a", unicodedata.normalize("NFC", text)) == {True}
    assert latin.foreign("din91379-a", text) == ""


@pytest.mark.parametrize("text", FOREIGN)
def test_what_is_no_latin_name_is_refused_by_all_and_named(text: str) -> None:
    assert verdicts("din91379-a", text) == {False}
    found = latin.foreign("din91379-a", text)
    assert found
    assert found in text


def test_a_mark_is_named_with_the_letter_that_it_stands_on() -> None:
    assert latin.foreign("din91379-a", "Anna Q\u0302u") == "Q\u0302"


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(latin.PATTERNS)), st.text("aKHJŽç\u0131\u0302\u0304\u035f\u0325'’3€½\n\u00a0Я", max_size=5)
)
def test_all_judges_decide_any_text_alike(name: str, text: str) -> None:
    assert len(verdicts(name, text)) == 1


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=8))
def test_a_foreign_character_is_found_exactly_where_the_pattern_fails(text: str) -> None:
    assert bool(latin.foreign("din91379-c", text)) != judge({"type": "string", "format": "din91379-c"}).ok(text)


def test_the_table_is_what_the_script_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = TABLE.read_bytes()
    monkeypatch.setattr(scripts.latin, "TABLE", tmp_path / "table.py")
    scripts.latin.main(shared("data/din91379-latin-letters.txt"))
    assert (tmp_path / "table.py").read_bytes() == before
