"""A small definition with two lists, and what a person does with them: items on pages of their own, and on the page."""

import json
import re
from pathlib import Path
from typing import Any

from flask import Flask

from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from tests.web.conftest import NOW
from tests.web.person import Person
from tests.web.screen import Screen

ART = {"type": "string", "oneOf": [{"const": "birke", "title": "Birke"}, {"const": "sonst", "title": "andere"}]}
ITEM = {
    "type": "object",
    "properties": {
        "art": ART,
        "welche": {"type": "string", "maxLength": 20},
        "umfang": {"type": "integer", "minimum": 5},
        "zahl": {"type": "integer", "minimum": 1},
        "doppelt": {"type": "integer"},
        "alter": {"type": "integer"},
        "sorte": {"type": "string", "maxLength": 20},
        "beleg": {"type": "array", "maxItems": 2, "items": {"type": "object", "properties": {"mimeType": {}}}},
    },
    "required": ["art", "welche", "umfang"],
}
UMFANG = {"value": "#/properties/umfang"}
TWICE = {"type": "number", "calc": {"product": [UMFANG, 2]}, "calcMode": "proposal"}
THICK = {"scope": "#/properties/umfang", "schema": {"minimum": 400}, "failWhenUndefined": True}
NO_BIRCH = {"scope": "#/properties/art", "schema": {"not": {"const": "birke"}}, "failWhenUndefined": True}
OTHER = {"scope": "#/properties/art", "schema": {"const": "sonst"}, "failWhenUndefined": True}


def control(id_: str, name: str, label: str, **more: Any) -> dict[str, Any]:
    return {"type": "Control", "id": id_, "scope": f"#/properties/{name}", "label": label} | more


def listed(name: str, layout: str) -> dict[str, Any]:
    which = {"rule": {"effect": "SHOW", "condition": OTHER}}
    detail = [
        control(f"{name}.art", "art", "Baumart", options={"type": "choice"}),
        control(f"{name}.welche", "welche", "Welche Art?", options={"type": "text"}, **which),
        control(f"{name}.umfang", "umfang", "Umfang", options={"type": "number"}),
        control(f"{name}.zahl", "zahl", "Stämme", options={"type": "number", "calc": 1, "calcMode": "proposal"}),
        control(f"{name}.doppelt", "doppelt", "Doppelt", options=TWICE),
        control(f"{name}.alter", "alter", "Alter", rule={"effect": "SHOW", "condition": THICK}),
        control(f"{name}.sorte", "sorte", "Sorte", rule={"effect": "SHOW", "condition": NO_BIRCH}),
        control(f"{name}.beleg", "beleg", "Beleg", options={"type": "file"}),
    ]
    options: dict[str, Any] = {"type": "list", "layout": layout, "item": "Baum", "add": "Baum hinzufügen"}
    options |= {"title": f"{{{name}.art}}, {{{name}.umfang}} cm"}
    options |= {"detail": {"type": "VerticalLayout", "elements": detail}}
    return control(name, name, "Bäume", options=options)


def page(name: str, layout: str) -> dict[str, Any]:
    return {
        "type": "Category",
        "id": f"s-{name}",
        "label": name,
        "options": {"path": name},
        "elements": [listed(name, layout)],
    }


FORM = {
    "slug": "baeume",
    "title": "Bäume",
    "service": {"package": "LP01"},
    "schema": {
        "type": "object",
        "properties": {
            "eigene": {"type": "array", "minItems": 1, "maxItems": 3, "items": ITEM},
            "gleich": {"type": "array", "maxItems": 3, "items": ITEM},
        },
        "required": ["eigene"],
    },
    "uischema": {"type": "Categorization", "elements": [page("eigene", "pages"), page("gleich", "inline")]},
}


def started(tmp_path: Path) -> Flask:
    """The application with this definition."""
    folder = tmp_path / "definitionen" / "baeume"
    folder.mkdir(parents=True)
    (folder / "form.json").write_text(json.dumps(FORM), encoding="utf-8")
    return create_app(Settings(data=tmp_path / "daten", definitions=folder.parent, clock=Clock(NOW)))


def items(screen: Screen, name: str) -> list[str]:
    """The ids of the items that a page shows, in their order."""
    return re.findall(rf'name="{name}" value="([a-z0-9]{{8}})"', screen.html)


def press(anna: Person, screen: Screen, change: str, typed: dict[str, Any] | None = None) -> Screen:
    return anna.send(screen, {**(typed or {}), "_liste": change}, button="")


def tree(item: str, name: str, umfang: str = "118") -> dict[str, Any]:
    return {f"{item}/{name}.art": "birke", f"{item}/{name}.umfang": umfang}


def one_tree(anna: Person) -> Screen:
    """The first page with one whole tree."""
    screen = press(anna, anna.begin("baeume"), "add:eigene")
    item = screen.path.rsplit("/", 1)[-1] if "/" in screen.path else screen.action.rsplit("/", 1)[-1]
    return anna.send(screen, tree(item, "eigene"))
