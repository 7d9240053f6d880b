"""Formats and clean characters: what is refused, and that a plain validator decides alike."""

import datetime
import json
import unicodedata
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formengine.core import formats
from formengine.core.submission import plain
from formengine.core.validation import judge
from tests.core.forms import shared

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)).map(datetime.date.isoformat)
CLEAN = {"type": "string", "pattern": formats.CLEAN}
ENTRIES = 930

GOOD = {
    "email": ["a@b.de", "jonas.weiss@example.org", "A+b_c-d%@x.y.zz9", "o@xn--mller-kva.de"],
    "date": ["2026-11-23", "2024-02-29", "0001-01-01", "9999-12-31"],
    "time": ["00:00", "09:15", "23:59"],
    "uri": ["https://a.de", "http://a.b-c.de:8080/x?y=1#z"],
}
BAD = {
    "email": ["jonas.weiss@", "@b.de", "a@b", "a..b@c.de", ".a@b.de", "a@b-.de", "a b@c.de", "a@b.de\n", "ä@b.de", ""],
    "date": [
        "2026-02-31",
        "2023-02-29",
        "31.2.2026",
        "20261123",
        "2026-W48-1",
        "2026-11-23 ",
        "2026-1-1",
        "0000-01-01",
        "",
    ],
    "time": ["24:00", "9:15", "09:60", "09:15:00", "09:15Z", ""],
    "uri": ["ftp://a.de", "https://", "//a.de", "https://a", "https://a.de/ü", "javascript:x", "https://a.de\n"],
}


def verdicts(name: str, text: str) -> list[bool]:
    """What our judge, our judge of the derived schema and a plain validator say."""
    schema = {"type": "string", "format": name}
    written = plain(schema)
    second = jsonschema_rs.Draft202012Validator(written, validate_formats=True)
    return [judge(schema).ok(text), judge(written).ok(text), second.is_valid(text)]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in GOOD.items() for text in texts])
def test_a_good_text_is_accepted_by_all(name: str, text: str) -> None:
    assert verdicts(name, text) == [True, True, True]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_a_bad_text_is_refused_by_all(name: str, text: str) -> None:
    assert verdicts(name, text) == [False, False, False]


def test_a_refused_format_has_the_code_format() -> None:
    assert [problem.code for problem in judge({"type": "string", "format": "email"}).problems("x@")] == ["format"]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(GOOD)), st.text("a0.-@:/_%+ x29\n", max_size=14))
def test_all_judges_decide_any_text_alike(name: str, text: str) -> None:
    assert len(set(verdicts(name, text))) == 1


@settings(max_examples=200, deadline=None)
@given(DAYS, DAYS)
def test_the_patterns_of_bounds_compare_days_as_texts_do(bound: str, day: str) -> None:
    assert formats.matches(formats.at_least(bound), day) == (day >= bound)
    assert formats.matches(formats.at_most(bound), day) == (day <= bound)


@pytest.mark.parametrize("day", ["2026-11-23", "2000-01-01", "1999-12-31", "2099-09-09"])
def test_the_patterns_of_bounds_hold_at_the_bound(day: str) -> None:
    there = datetime.date.fromisoformat(day)
    before, after = (str(there + datetime.timedelta(days=step)) for step in (-1, 1))
    assert [formats.matches(formats.at_least(day), text) for text in (before, day, after)] == [False, True, True]
    assert [formats.matches(formats.at_most(day), text) for text in (before, day, after)] == [True, True, False]


@pytest.mark.parametrize("times", [("09:15", "09:14"), ("09:15", "08:59"), ("20:00", "19:59")])
def test_the_patterns_of_bounds_compare_times_as_well(times: tuple[str, str]) -> None:
    later, earlier = times
    assert formats.matches(formats.at_least(later), later)
    assert not formats.matches(formats.at_least(later), earlier)
    assert not formats.matches(formats.at_most(earlier), later)


def test_every_amount_in_cents_is_accepted_and_what_lies_between_is_not() -> None:
    money = judge({"multipleOf": 0.01})
    assert [cents for cents in range(100_001) if not money.ok(cents / 100)] == []
    assert [cents for cents in range(0, 100_000, 7) if money.ok(float(f"{cents // 100}.{cents % 100:02}5"))] == []


@pytest.mark.parametrize(
    "amount",
    [10**40, 1e300, -(10**400), 10**5000, 5e-324],
    ids=["41 digits", "1e300", "401 digits", "5001 digits", "5e-324"],
)
def test_a_monstrous_amount_has_a_verdict(amount: float) -> None:
    money = judge({"type": "number", "multipleOf": 0.01})
    assert money.ok(amount) == (abs(amount) >= 1)


@pytest.mark.parametrize("schema", [{"type": "number", "minimum": 0, "maximum": 9}, {"type": "integer"}])
@pytest.mark.parametrize("monster", [float("nan"), float("inf"), float("-inf"), True, "1"])
def test_what_is_no_number_in_json_is_none_here(schema: Any, monster: Any) -> None:
    assert [problem.code for problem in judge(schema).problems(monster)][:1] == ["format"]


FORBIDDEN = [
    0,
    7,
    0x0B,
    0x1F,
    0x7F,
    0x80,
    0x9F,
    0xAD,
    0xFDD0,
    0xFDEF,
    0xFFFD,
    0xFFFE,
    0xFFFF,
    0x1FFFE,
    0x10FFFF,
    0xD800,
]


@pytest.mark.parametrize("character", [chr(code) for code in FORBIDDEN], ids=[f"U+{code:04X}" for code in FORBIDDEN])
def test_a_forbidden_character_has_the_code_muster(character: str) -> None:
    assert [problem.code for problem in judge(CLEAN).problems(f"a{character}b")] == ["muster"]


@pytest.mark.parametrize("character", ["\t", "\n", "\r", "\u200d", "\u202f", "ß", "ẞ", "\U0001f600", "\U0001fffd"])
def test_an_ordinary_character_is_clean(character: str) -> None:
    assert judge(CLEAN).ok(f"a{character}b")


def test_every_entry_of_din_91379_is_clean_and_stable() -> None:
    lines = shared("data/din91379-latin-letters.txt").read_text(encoding="utf-8").splitlines()
    letters = ["".join(chr(int(code, 16)) for code in line.split(";")[2].split()) for line in lines]
    second = jsonschema_rs.Draft202012Validator(CLEAN)
    assert len(letters) == ENTRIES
    assert [letter for letter in letters if not judge(CLEAN).ok(letter) or not second.is_valid(letter)] == []
    assert [letter for letter in letters if unicodedata.normalize("NFC", letter) != letter] == []
    assert json.loads(json.dumps(letters)) == letters


def test_only_free_texts_are_asked_to_be_clean() -> None:
    assert formats.clean({"type": "string", "maxLength": 3})["allOf"] == [{"pattern": formats.CLEAN}]
    assert formats.clean({"type": "string", "allOf": [{"minLength": 1}]})["allOf"][0] == {"minLength": 1}
    for schema in ({"type": "integer"}, {"type": "string", "enum": ["a"]}, {"type": "string", "format": "date"}):
        assert formats.clean(schema) == schema
