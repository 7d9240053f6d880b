"""Whatever answer a type can have: rendered, posted and read again it is the same, and so is any nonsense."""

import datetime
import functools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formengine.core.formats import PATTERNS
from formengine.fields import TYPES
from formengine.fields.edge import multi_line, single_line
from formengine.fields.page import FieldState, Piece, compile_control
from formengine.fields.posting import raw_of, read
from tests.fields.examples import QUESTIONS, make
from tests.fields.markup import posted

NONSENSE = (
    st.text(max_size=5) | st.text("0123456789.,- ", max_size=8) | st.sampled_from(["ja", "9" * 5000, "413500,5654690"])
)
OPTIONS = {"oneOf": [{"const": value, "title": str(value)} for value in ("a", "b & c", "ü", 7, "1,5")]}
FIRST = datetime.date(1900, 1, 1)
LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))

ANSWERS: dict[str, tuple[dict[str, Any], st.SearchStrategy[Any]]] = {
    "text": ({"type": "string"}, LETTERS.map(lambda text: single_line(text.replace("\r", "").replace("\n", "")))),
    "multiline": ({"type": "string"}, LETTERS.map(multi_line)),
    "email": ({"type": "string", "format": "email"}, st.emails()),
    "phone": ({"type": "string"}, st.text("+0123456789 ()/-").map(single_line)),
    "date": ({"type": "string", "format": "date"}, st.dates().map(datetime.date.isoformat)),
    "date-picker": ({"type": "string", "format": "date"}, st.dates().map(datetime.date.isoformat)),
    "partial-date": (
        {"type": "string", "format": "partial-date"},
        st.builds(lambda day, length: day.isoformat()[:length], st.dates(FIRST), st.sampled_from([4, 7, 10])),
    ),
    "url": ({"type": "string", "format": "uri"}, st.from_regex(PATTERNS["uri"], fullmatch=True)),
    "number": (
        {"type": "number"},
        st.integers(-(10**12), 10**12) | st.decimals(-(10**6), 10**6, places=3).map(float),
    ),
    "money": (
        {"type": "number", "multipleOf": 0.01},
        st.integers(-(10**9), 10**9) | st.decimals(-(10**9), 10**9, places=2).map(float),
    ),
    "time": ({"type": "string", "format": "time"}, st.times().map(lambda time: time.isoformat("minutes"))),
    "iban": ({"type": "string", "format": "iban"}, st.from_regex(PATTERNS["iban"], fullmatch=True)),
    "licence-plate": (
        TYPES["licence-plate"].new_schema(),
        st.from_regex("[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} [1-9][0-9]{0,3}[EH]?", fullmatch=True),
    ),
    "reference": (TYPES["reference"].new_schema(), st.from_regex("[2-9a-z]{8}", fullmatch=True)),
    "table": (
        TYPES["table"].new_schema(),
        st.lists(
            st.fixed_dictionaries(
                {"posten": st.sampled_from(["Miete", "b & c"]), "betrag": st.integers(0, 10**6).map(lambda n: n / 100)}
            ),
            min_size=1,
            max_size=5,
        ).map(lambda rows: [{"_id": f"2222222{2 + i}"} | row for i, row in enumerate(rows)]),
    ),
    "choice": (OPTIONS, st.sampled_from(["a", "b & c", "ü", 7, "1,5"])),
    "select": (OPTIONS, st.sampled_from(["a", "b & c", "ü", 7, "1,5"])),
    "choices": (
        {"type": "array", "items": OPTIONS},
        st.sets(st.sampled_from([0, 1, 2, 3, 4]), min_size=1).map(
            lambda chosen: [OPTIONS["oneOf"][i]["const"] for i in sorted(chosen)]
        ),
    ),
    "yes-no": ({"type": "boolean"}, st.booleans()),
    "confirm": ({"type": "boolean"}, st.booleans()),
    "map": (
        {"type": "object"},
        st.builds(lambda e, n: {"e": e, "n": n, "crs": "EPSG:25833"}, st.integers(0, 999999), st.integers(0, 9999999)),
    ),
}


@functools.cache
def _piece(name: str) -> Piece:
    return compile_control(make(name, schema=ANSWERS[name][0] if name in ANSWERS else None))


def _again(name: str, schema: dict[str, Any], answer: Any) -> dict[str, Any]:
    control = make(name, schema=schema)
    html = _piece(name).render(FieldState(raw=raw_of([control], {"feld": answer})))
    return read([control], posted(html))


@pytest.mark.parametrize("name", ANSWERS)
@settings(max_examples=50)
@given(data=st.data())
def test_an_answer_survives_the_way_through_the_browser(name: str, data: st.DataObject) -> None:
    schema, answers = ANSWERS[name]
    answer = data.draw(answers)
    assert _again(name, schema, answer) == ({"feld": answer} if answer != "" else {})


def test_every_question_type_has_answers_to_try() -> None:
    assert {name for name in QUESTIONS if not TYPES[name].uploads} == set(ANSWERS)


@pytest.mark.parametrize("name", QUESTIONS)
@settings(max_examples=40)
@given(data=st.data())
def test_no_posted_nonsense_stops_a_page(name: str, data: st.DataObject) -> None:
    suffixes = ["", "tag", "monat", "jahr", "e", "n", "ort", "vorher", "karte.x", "karte.y", "karte-klein.x"]
    names = ["feld", *(f"feld:{suffix}" for suffix in suffixes if suffix)]
    post = data.draw(st.dictionaries(st.sampled_from(names), st.lists(NONSENSE, max_size=2), max_size=5))
    control = make(name)
    answer = read([control], post)
    html = _piece(name).render(FieldState(raw=post, error="Falsch"))
    assert "Falsch" in html
    for value in answer.values():
        assert isinstance(TYPES[name].display(value, control), str)
        assert all(isinstance(text, str) for texts in raw_of([control], answer).values() for text in texts)


@pytest.mark.parametrize(
    "name", ["date", "partial-date", "number", "money", "time", "iban", "licence-plate", "map", "url"]
)
@given(data=st.data())
def test_what_cannot_be_parsed_comes_back_as_it_was_typed(name: str, data: st.DataObject) -> None:
    control = make(name)
    day = ["tag", "monat", "jahr"]
    suffixes = {"date": day, "partial-date": day, "map": ["e", "n"]}.get(name, [""])
    typed = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12)
    post = {f"feld:{suffix}" if suffix else "feld": [data.draw(typed)] for suffix in suffixes}
    answer = read([control], post)
    assert read([control], raw_of([control], answer)) == answer


@given(
    st.sampled_from(QUESTIONS), st.none() | st.booleans() | st.floats(allow_nan=False) | st.text() | st.lists(st.text())
)
def test_an_answer_of_the_wrong_type_is_shown_and_never_stops_a_page(name: str, answer: Any) -> None:
    control = make(name)
    assert isinstance(TYPES[name].display(answer, control), str)
    assert _piece(name).render(FieldState(raw=raw_of([control], {"feld": answer})))
