"""Options from code lists: the right version, one clear finding where there is none, and the same for both judges."""

import datetime
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from formengine.core.definition import compile_definition
from formengine.core.submission import derive
from formengine.core.validation import judge
from formengine.fields import TYPES
from tests.core.forms import bundle, compiled, control, errors, form, page

SHIPPED = Path(__file__).resolve().parents[2] / "formengine" / "codelists"
URI = "urn:probe:farben"


def version(name: str, valid: str, *codes: str) -> dict[str, Any]:
    return {"version": name, "validFrom": valid, "codes": [{"code": code, "label": code.upper()} for code in codes]}


LISTS: dict[str, Any] = {
    "farben": {
        "uri": URI,
        "versions": [version("1", "2020-01-01", "rot", "blau"), version("2", "2026-11-01", "rot", "gelb")],
    }
}


def asking(**reference: str) -> Any:
    schema = {"type": "string", "x-codelist": {"uri": URI, **reference}}
    return form({"farbe": schema}, page("s", control("farbe", options={"type": "select"})))


def offered(content: Any, today: str = "2026-11-23", lists: Any = None) -> list[str]:
    day = datetime.date.fromisoformat(today)
    definition = compile_definition(bundle(content, codelists=lists or LISTS), TYPES, day)
    return [choice.value for choice in definition.controls["farbe"].choices]


def test_a_version_is_named() -> None:
    assert offered(asking(version="1")) == ["rot", "blau"]


@pytest.mark.parametrize(
    ("today", "codes"),
    [("2026-10-31", ["rot", "blau"]), ("2026-11-01", ["rot", "gelb"]), ("2026-11-23", ["rot", "gelb"])],
)
def test_the_version_valid_today_is_taken(today: str, codes: list[str]) -> None:
    assert offered(asking(at="@heute"), today) == codes


def test_a_fixed_day_stays_with_its_version() -> None:
    assert offered(asking(at="2026-10-31")) == ["rot", "blau"]


def test_titles_and_help_come_from_the_list() -> None:
    lists = {
        "farben": {"uri": URI, "versions": [{"version": "1", "codes": [{"code": "r", "label": "Rot", "help": "h"}]}]}
    }
    (choice,) = compiled(asking(version="1"), codelists=lists).controls["farbe"].choices
    assert (choice.value, choice.title, choice.description) == ("r", "Rot", "h")


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ({"version": "9"}, "Diese Version der Codeliste gibt es nicht."),
        ({"at": "2019-12-31"}, "Diese Version der Codeliste gibt es nicht."),
        ({}, "„x-codelist“ hat die falsche Form."),
        ({"version": "1", "at": "@heute"}, "„x-codelist“ hat die falsche Form."),
        ({"at": "09:15"}, "„x-codelist“ hat die falsche Form."),
        ({"at": "2026-02-31"}, "„x-codelist“ hat die falsche Form."),
    ],
)
def test_a_version_that_is_not_there_is_an_error_in_its_place(reference: dict[str, str], words: str) -> None:
    assert errors(asking(**reference), codelists=LISTS) == [("/schema/properties/farbe/x-codelist", words)]


def test_a_list_that_is_not_there_is_an_error() -> None:
    ((place, message),) = errors(asking(version="1"))
    assert place == "/schema/properties/farbe/x-codelist"
    assert "„urn:probe:farben“ gibt es nicht" in message


def _without_day(lists: Any) -> None:
    lists["farben"]["versions"][0]["validFrom"] = "2026-02-31"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (
            lambda lists: lists["farben"]["versions"][0]["codes"].append({"code": "rot", "label": "x"}),
            "/versions/0/codes",
        ),
        (lambda lists: lists["farben"]["versions"].append(version("1", "2020-01-01")), "/versions"),
        (_without_day, "/versions/0/validFrom"),
        (lambda lists: lists["farben"].pop("uri"), "/uri"),
        (
            lambda lists: lists["farben"]["versions"][0]["codes"].append({"code": 5, "label": "x"}),
            "/versions/0/codes/2/code",
        ),
    ],
)
def test_a_list_with_a_fault_is_an_error_in_its_place(change: Any, place: str) -> None:
    lists = json.loads(json.dumps(LISTS))
    change(lists)
    assert [found for found, _ in errors(asking(version="2"), codelists=lists)] == [place]


def test_a_condition_takes_no_list() -> None:
    content = asking(version="1")
    leaf = {"scope": "#/properties/farbe", "schema": {"x-codelist": {"uri": URI, "version": "1"}}}
    content["uischema"]["elements"][0]["rule"] = {"effect": "SHOW", "condition": leaf}
    ((place, _),) = errors(content, codelists=LISTS)
    assert place.endswith("/condition/schema/x-codelist")


def test_several_answers_of_a_list() -> None:
    items = {"type": "string", "x-codelist": {"uri": URI, "version": "1"}}
    schema = {"type": "array", "uniqueItems": True, "items": items}
    content = form({"farbe": schema}, page("s", control("farbe", options={"type": "choices"})))
    assert offered(content) == ["rot", "blau"]


def test_both_judges_know_the_codes() -> None:
    definition = compiled(asking(version="1"), codelists=LISTS)
    second = jsonschema_rs.Draft202012Validator(derive(definition))
    for value, good in (("rot", True), ("gelb", False), ("ROT", False)):
        assert definition.judges["farbe"].ok(value) == good
        assert second.is_valid({"farbe": value}) == good
        assert judge(derive(definition)).ok({"farbe": value}) == good


def test_a_list_of_thousands_compiles_within_the_limits() -> None:
    codes = [{"code": str(i), "label": f"Ort {i}"} for i in range(20_000)]
    lists = {"farben": {"uri": URI, "versions": [{"version": "1", "codes": codes}]}}
    assert len(compiled(asking(version="1"), codelists=lists).controls["farbe"].choices) == 20_000


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.json")), ids=lambda path: path.stem)
def test_the_shipped_lists_are_sound(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["uri"] == f"urn:formengine:codelist:{path.stem}"
    assert content["title"]
    assert content["source"]
    assert errors(asking(version="1"), codelists={"farben": LISTS["farben"], path.stem: content}) == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("laender", {"DE": "Deutschland", "CZ": "Tschechien", "XK": "Kosovo", "GL": "Grönland"}),
        ("staatsangehoerigkeiten", {"DE": "Deutschland", "VN": "Vietnam", "staatenlos": "staatenlos"}),
        ("sprachen", {"hsb": "Obersorbisch", "de": "Deutsch", "uk": "Ukrainisch"}),
        ("bundeslaender", {"14": "Sachsen", "01": "Schleswig-Holstein", "16": "Thüringen"}),
        ("geschlecht", {"m": "männlich", "d": "divers"}),
    ],
)
def test_the_shipped_lists_hold_what_they_say(name: str, codes: dict[str, str]) -> None:
    content = json.loads((SHIPPED / f"{name}.json").read_text(encoding="utf-8"))
    found = {entry["code"]: entry["label"] for entry in content["versions"][0]["codes"]}
    assert {code: found.get(code) for code in codes} == codes
    assert not found.keys() & {"EU", "UN", "ZZ", "XA"}
    assert (name != "staatsangehoerigkeiten") or "GL" not in found
