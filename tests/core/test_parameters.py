"""Parameters: days of validity, what a Kommune sets, and where their values go."""

import datetime
from typing import Any

import pytest

from formengine.core import parameters
from formengine.core.definition import compile_definition
from formengine.fields import TYPES
from tests.core.forms import TODAY, bundle, calculated, compiled, control, errors, form, leaf, page, show, travel

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


WORDS = "{param.satz} {param.viel} {param.kurs} {param.ja} {param.ort} {param.liste} {param.weg} {a}"
SAID = "6 12.000 1,5 ja Musterhausen {param.liste} {param.weg} {a}"


def spoken_form() -> dict[str, Any]:
    """A form that names parameters in every text, and where no text is."""
    note = {"type": "Label", "id": "n", "text": WORDS, "options": {"type": "note", "title": WORDS}}
    only = {"rule": show(leaf("a", {"const": WORDS}))}
    asked = control("a", label=WORDS, options={"hint": WORDS, "help": WORDS, "errors": {"pflicht": WORDS}})
    detail = {"type": "Group", "id": "d", "elements": [control("x", id="l.x", label=WORDS)]}
    listed = control("l", options={"type": "list", "item": WORDS, "add": WORDS, "title": WORDS, "detail": detail})
    group = {"type": "Group", "id": "g", "label": WORDS, "elements": [control("b", **only)]}
    kinds = {
        "satz": SATZ,
        "viel": {"schema": {"type": "integer"}, "default": 12000},
        "kurs": {"schema": {"type": "number"}, "default": 1.5},
        "ja": {"schema": {"type": "boolean"}, "default": True},
        "ort": {"schema": {"type": "string"}, "default": "Musterhausen"},
        "liste": {"schema": {"type": "array"}, "default": [1]},
    }
    options = [{"const": WORDS, "title": WORDS, "description": WORDS}]
    properties = {
        "a": {"type": "string", "oneOf": options},
        "b": {"type": "string", "default": WORDS},
        "l": {"type": "array", "items": {"type": "object", "properties": {"x": {"type": "string"}}}},
    }
    rule = {"id": "R1", "at": ["a"], "require": leaf("a", {"const": WORDS}), "message": WORDS}
    pages = [page("s", note, asked, group, listed, label=WORDS)]
    more: dict[str, Any] = {"title": WORDS, "service": {"summary": WORDS, "open": [{"text": WORDS}]}, "rules": [rule]}
    return form(properties, *pages, parameters=kinds, **more)


def test_parameters_are_filled_into_every_text_as_people_read_them() -> None:
    definition = compiled(spoken_form())
    asked, listed, note = (definition.elements[id_] for id_ in ("a", "l", "n"))
    (choice,) = definition.controls["a"].choices
    said = [
        *(definition.title, definition.service["summary"], definition.service["open"][0]["text"]),
        *(definition.pages[0].title, definition.elements["g"].label, definition.controls["l.x"].label),
        *(note.options["title"], note.control.label if note.control else ""),
        *(asked.label, definition.controls["a"].hint, definition.controls["a"].help),
        *(definition.controls["a"].errors["pflicht"], choice.title, choice.description),
        *(listed.options[name] for name in ("item", "add", "title")),
        definition.rules[0].message,
    ]
    assert said == [SAID] * 18


def test_parameters_are_not_filled_into_values_and_conditions() -> None:
    definition = compiled(spoken_form())
    (choice,) = definition.controls["a"].choices
    (effect,) = definition.elements["b"].effects
    assert choice.value == WORDS
    assert effect.condition.schema == {"const": WORDS}
    assert definition.rules[0].require.schema == {"const": WORDS}
    assert definition.controls["b"].schema["default"] == WORDS


def test_a_translated_text_is_filled_too() -> None:
    texts = {"en": {"a": {"label": "At least {param.satz}"}}}
    english = compile_definition(bundle(declared(satz=SATZ), texts=texts), TYPES, TODAY, "en")
    assert english.controls["a"].label == "At least 6"


def test_a_lookup_may_ask_what_a_table_said_on_another_day() -> None:
    table = [{"validFrom": "2026-01-01", "byKey": {"a": 1}}, {"validFrom": "2026-12-01", "byKey": {"a": 2}}]
    fees = {"schema": {"type": "object"}, "default": {}, "title": "Gebühr", "table": table}
    fee = {"lookup": {"param": "gebuehr", "key": "a", "at": {"value": "#/properties/tag"}}}
    properties = {"tag": {"type": "string", "format": "date"}, "preis": {"type": "integer"}}
    content = form(properties, page("s", control("tag"), calculated("preis", fee)), parameters={"gebuehr": fees})
    days = ["2026-11-30", "2026-12-01", "2025-12-31", None]
    found = [travel(content, {"tag": day} if day else {}).document.get("preis") for day in days]
    assert found == [1, 2, None, None]
