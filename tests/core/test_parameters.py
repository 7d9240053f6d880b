"""Parameters: days of validity, what a Kommune sets, and where their values go."""

import datetime
from typing import Any

import pytest

from formengine.core import parameters
from tests.core.forms import TODAY, compiled, control, errors, form, leaf, page, show, travel

TABLE = [
    {"validFrom": "2026-01-01", "value": 5},
    {"validFrom": "2026-11-23", "value": 6},
    {"validFrom": "2026-11-24", "value": 7},
]
SATZ = {"schema": {"type": "integer", "minimum": 1}, "default": 4, "title": "Satz", "table": TABLE}


def declared(**specs: Any) -> dict[str, Any]:
    """A form that declares parameters and has one question."""
    return form({"a": {"type": "integer"}}, page("s", control("a")), parameters=specs)


@pytest.mark.parametrize(
    ("day", "value"),
    [("2025-12-31", 4), ("2026-01-01", 5), ("2026-11-22", 5), ("2026-11-23", 6), ("2027-01-01", 7)],
)
def test_a_value_holds_from_its_day_on(day: str, value: int) -> None:
    found = parameters.resolve({"parameters": {"satz": SATZ}}, {}, datetime.date.fromisoformat(day))
    assert found == {"satz": value}


def test_a_table_may_give_a_value_for_each_key() -> None:
    spec = {"schema": {}, "default": {}, "table": [{"validFrom": "2026-01-01", "byKey": {"a": 1}}]}
    assert parameters.resolve({"parameters": {"t": spec}}, {}, TODAY) == {"t": {"a": 1}}


def test_what_the_kommune_sets_wins() -> None:
    overrides = {"kommune": "Musterhausen", "values": {"satz": 9, "fremd": 1}}
    assert parameters.resolve({"parameters": {"satz": SATZ}}, overrides, TODAY) == {"satz": 9}
    assert compiled(declared(satz=SATZ), parameters=overrides).parameters == {"satz": 9}


def test_a_bad_override_is_named() -> None:
    overrides = {"kommune": "Musterhausen", "values": {"satz": "viel"}}
    assert errors(declared(satz=SATZ), parameters=overrides) == [
        ("/values/satz", "Der Wert der Kommune für „satz“ passt nicht zum Schema des Parameters.")
    ]


@pytest.mark.parametrize(
    ("spec", "place"),
    [
        ({"default": 1}, "/parameters/p"),
        ({"schema": {"type": "integer"}}, "/parameters/p"),
        ({"schema": {"type": "integer"}, "default": "x"}, "/parameters/p/default"),
        ({"schema": {"type": "nix"}, "default": 1}, "/parameters/p/schema/type"),
        ({"schema": {"type": "integer"}, "default": 1, "table": [{"value": 1}]}, "/parameters/p/table/0/validFrom"),
        ({"schema": {"type": "integer"}, "default": 1, "table": [TABLE[0] | {"value": "x"}]}, "/parameters/p/table/0"),
        ({"schema": {"$ref": "#/$defs/x"}, "default": 1}, "/parameters/p/schema/$ref"),
        (5, "/parameters/p"),
    ],
)
def test_a_misdeclared_parameter_is_named(spec: Any, place: str) -> None:
    assert [where for where, _ in errors(declared(p=spec))] == [place]


def bounded(**bound: Any) -> dict[str, Any]:
    """A number with a bound of the Kommune, in the schema and in a condition."""
    number = {"type": "integer"} | bound
    more = control("b", rule=show(leaf("a", {"minimum": 0} | bound)))
    content = form({"a": number, "b": {"type": "string"}}, page("s", control("a"), more))
    return content | {"parameters": {"satz": SATZ}}


def test_a_parameter_bounds_answers_and_conditions() -> None:
    content = bounded(minimum=1, **{"x-param": {"minimum": "satz"}})
    assert [len(travel(content, {"a": value}).mistakes) for value in (5, 6)] == [1, 0]
    shown = [travel(content, {"a": value, "b": "x"}).document.get("b") for value in (5, 6)]
    assert shown == [None, "x"]


def test_a_parameter_that_does_not_exist_is_named() -> None:
    found = errors(bounded(**{"x-param": {"minimum": "nix"}}))
    assert found == [("", "Den Parameter 'nix' gibt es nicht („x-param“).")]


def test_a_value_that_its_keyword_cannot_take_is_named() -> None:
    content = bounded(**{"x-param": {"pattern": "satz"}})
    places = [place for place, _ in errors(content)]
    assert "/schema/properties/a/pattern" in places


def test_relative_days_are_resolved_for_the_day_of_compiling() -> None:
    born = {"type": "string", "format": "date", "formatMaximum": "@heute-16j"}
    content = form({"a": born}, page("s", control("a")))
    assert [len(travel(content, {"a": day}).mistakes) for day in ("2010-11-23", "2010-11-24")] == [0, 1]


@pytest.mark.parametrize("mark", ["@heute-99999j", "@naechster-02-30", "@naechster-13-40", "bald", 5, None])
def test_a_bound_that_is_no_day_is_refused(mark: Any) -> None:
    born = {"type": "string", "format": "date", "formatMaximum": mark}
    content = form({"a": born}, page("s", control("a")))
    assert [place for place, _ in errors(content)] == ["/schema/properties/a/formatMaximum"]


def test_words_that_look_like_a_day_beyond_the_calendar_stay_words() -> None:
    content = form({"a": {"type": "string"}}, page("s", control("a", label="@heute-99999j")))
    assert compiled(content).controls["a"].label == "@heute-99999j"
