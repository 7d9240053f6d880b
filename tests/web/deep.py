"""A small definition with lists in lists and references: houses, rooms in them and lamps in those."""

import copy
import json
from pathlib import Path
from typing import Any

from flask import Flask

from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from tests.web.conftest import NOW

TEXT = {"type": "string", "maxLength": 20}
KIND = {"type": "string", "oneOf": [{"const": "bad", "title": "Bad"}, {"const": "sonst", "title": "anderer Raum"}]}
FILE = {"type": "array", "maxItems": 2, "items": {"type": "object", "properties": {"mimeType": {}}}}
REFERENCE = {"type": "string", "maxLength": 64}


def listed(properties: dict[str, Any], *required: str, **more: Any) -> dict[str, Any]:
    """The schema of a list."""
    items = {"type": "object", "properties": properties, "required": list(required)}
    return {"type": "array", "items": items} | more


LAMPS = listed({"watt": {"type": "integer", "minimum": 1}, "aus": {"type": "boolean"}}, "watt", maxItems=2)
ROOMS = listed(
    {"art": KIND, "welcher": TEXT, "lampen": LAMPS, "plan": FILE, "flaeche": {"type": "integer"}}, "art", "welcher"
)
HOUSES = listed({"name": TEXT, "raeume": ROOMS, "bester": REFERENCE}, "name", "raeume", minItems=1)
VISITS = listed({"haus": REFERENCE, "grund": TEXT}, "haus")
OTHER = {"scope": "#/properties/art", "schema": {"const": "sonst"}, "failWhenUndefined": True}


def control(id_: str, name: str, label: str, type_: str, **more: Any) -> dict[str, Any]:
    """A question."""
    options = {"type": type_} | more.pop("options", {})
    return {"type": "Control", "id": id_, "scope": f"#/properties/{name}", "label": label, "options": options} | more


def rows(id_: str, label: str, item: str, *elements: Any, layout: str = "inline", title: str = "") -> dict[str, Any]:
    """A list."""
    detail = {"type": "VerticalLayout", "elements": list(elements)}
    options = {"layout": layout, "item": item, "add": f"Noch {item}", "title": title, "detail": detail}
    return control(id_, id_, label, "list", options=options)


def form(rooms: str = "inline") -> dict[str, Any]:
    """The form; `rooms` is the layout of the inner list."""
    lamps = rows(
        "lampen", "Lampen", "Lampe", control("watt", "watt", "Watt", "number"), control("aus", "aus", "Aus?", "yes-no")
    )
    room = rows(
        "raeume",
        "Räume",
        "Raum",
        control("art", "art", "Was für ein Raum?", "choice"),
        control("welcher", "welcher", "Welcher?", "text", rule={"effect": "SHOW", "condition": OTHER}),
        control("plan", "plan", "Plan", "file"),
        lamps,
        layout=rooms,
        title="{art}",
    )
    best = {"scope": "#/properties/raeume", "title": "{art}"}
    house = rows(
        "haeuser",
        "Häuser",
        "Haus",
        control("name", "name", "Wie heißt das Haus?", "text"),
        room,
        control("bester", "bester", "Welcher Raum ist der schönste?", "reference", options={"from": best}),
        layout="pages",
        title="{name}",
    )
    visited = {"scope": "#/properties/haeuser", "title": "{name}", "from": "root"}
    visit = rows(
        "besuche",
        "Besuche",
        "Besuch",
        control("haus", "haus", "Welches Haus?", "reference", options={"from": visited}),
        control("grund", "grund", "Warum?", "text"),
    )
    at_least = {"scope": "#/properties/watt", "schema": {"maximum": 60}, "failWhenUndefined": True}
    rule = {"id": "R1", "each": "lampen", "at": ["watt"], "require": at_least, "message": "Höchstens 60 Watt je Lampe."}
    return {
        "slug": "haeuser",
        "title": "Häuser",
        "service": {"package": "LP01"},
        "schema": {
            "type": "object",
            "properties": copy.deepcopy({"haeuser": HOUSES, "besuche": VISITS}),
            "required": ["haeuser"],
        },
        "uischema": {
            "type": "Categorization",
            "elements": [
                {
                    "type": "Category",
                    "id": "s-haeuser",
                    "label": "Häuser",
                    "options": {"path": "haeuser"},
                    "elements": [house],
                },
                {
                    "type": "Category",
                    "id": "s-besuche",
                    "label": "Besuche",
                    "options": {"path": "besuche"},
                    "elements": [visit],
                },
            ],
        },
        "rules": [rule],
    }


HOUSE = {
    "name": "Villa",
    "raeume": [
        {"art": "bad", "plan": ["bad.pdf"], "lampen": [{"watt": 40, "aus": True}, {"watt": 60}]},
        {"art": "sonst", "welcher": "Flur"},
    ],
    "bester": "@raeume/1",
}
CASES = {
    "now": "2026-11-23T09:00:00+01:00",
    "personas": {"anna": {"name": "Anna"}},
    "cases": [
        {
            "id": "gut",
            "title": "Zwei Häuser",
            "persona": "anna",
            "files": {"bad.pdf": {}},
            "answers": {
                "haeuser": [HOUSE, {"name": "Hütte", "raeume": [{"art": "bad"}]}],
                "besuche": [{"haus": "@haeuser/1", "grund": "Urlaub"}, {"haus": "@haeuser/0"}],
            },
            "expect": {"pages": ["haeuser", "besuche"], "errors": {}},
        },
        {
            "id": "schlecht",
            "title": "Zu viel Watt, kein Name",
            "persona": "anna",
            "base": "gut",
            "change": {"/haeuser/0/raeume/0/lampen/1/watt": 100},
            "remove": ["/haeuser/0/raeume/1/welcher"],
            "expect": {
                "pages": ["haeuser", "besuche"],
                "errors": {
                    "/haeuser/0/raeume/0/lampen/1/watt": "regel:R1",
                    "/haeuser/0/raeume/1/welcher": "pflicht",
                },
            },
        },
    ],
    "tasks": [],
}


def write(folder: Path, rooms: str = "inline") -> Path:
    """The definition as a folder beside others."""
    here = folder / "haeuser"
    here.mkdir(parents=True)
    (here / "form.json").write_text(json.dumps(form(rooms)), encoding="utf-8")
    (here / "cases.json").write_text(json.dumps(CASES), encoding="utf-8")
    return folder


def started(tmp_path: Path, rooms: str = "inline") -> Flask:
    """The application with this definition."""
    folder = write(tmp_path / "definitionen", rooms)
    return create_app(Settings(data=tmp_path / "daten", definitions=folder, clock=Clock(NOW)))
