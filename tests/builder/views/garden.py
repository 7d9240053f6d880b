"""A definition with something in every section, and how its forms are found and sent."""

import copy
import json
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.datastructures import MultiDict

from formengine.core.bundle import Bundle
from tests.builder.accounts.people import Hands
from tests.builder.editing import ROOT, small
from tests.builder.views.shop import head
from tests.core.forms import leaf
from tests.web.screen import Screen, sent_by

SLUG = "garten"


def form() -> dict[str, Any]:
    """Two pages, a list of trees, and calculations, rules, parameters and messages around them."""
    found: dict[str, Any] = copy.deepcopy(dict(small().form))
    found |= {"slug": SLUG, "title": "Garten anmelden", "kind": "antrag", "version": "1.0.0"}
    found["service"] = {
        "packageTitle": "Gärten",
        "office": {"name": "Gartenamt", "address": ["Am Beet 1", "09999 Musterhausen"]},
        "needs": ["Der Name", "Die Bäume"],
        "open": [{"id": "zaun", "text": "Zählt der Zaun dazu?"}],
    }
    properties = found["schema"]["properties"]
    properties |= {
        "wie_viele": {"type": "number"},
        "eichen": {"type": "boolean"},
        "tag": {"type": "string", "format": "date"},
    }
    page = found["uischema"]["elements"][1]
    page["elements"] += [
        _calculated("wie_viele", "Zahl der Bäume", {"count": {"of": "#/properties/baeume"}}),
        _calculated(
            "eichen", "Eichen dabei", {"any": {"of": "#/properties/baeume", "where": leaf("art", {"const": "Eiche"})}}
        ),
        {"type": "Control", "id": "tag", "scope": "#/properties/tag", "label": "Beginn", "options": {"type": "date"}},
    ]
    found["conditions"]["viele"] = {"title": "Es sind viele Bäume", "condition": leaf("wie_viele", {"minimum": 5})}
    found["rules"] = [
        {
            "id": "R1",
            "when": {"$ref": "#/conditions/faellen"},
            "require": leaf("anzahl", {"maximum": 9}),
            "severity": "error",
            "at": ["anzahl"],
            "message": "Das sind zu viele.",
        }
    ]
    found["parameters"] = {
        "gebuehr": {
            "title": "Gebühr in Euro",
            "schema": {"type": "number"},
            "default": 12.5,
            "table": [{"validFrom": "2026-01-01", "value": 15}],
        },
        "preise": {"title": "Preis nach Art", "schema": {"type": "object"}, "default": {"eiche": 20, "birke": 10}},
    }
    found["messages"] = [
        {"id": "G1", "title": "Anmeldung", "recipient": "Gartenamt", "exclude": ["name"], "format": "umschlag-1"}
    ]
    return found


def _calculated(name: str, label: str, calc: Any) -> dict[str, Any]:
    options = {"type": "calculated", "calc": calc, "calcMode": "fixed", "display": False}
    return {"type": "Control", "id": name, "scope": f"#/properties/{name}", "label": label, "options": options}


CASES: dict[str, Any] = {
    "now": "2026-11-23T09:00:00+01:00",
    "personas": {"P01": {"name": "Anna Richter"}, "P02": {"name": "Emil Ohnefall"}},
    "cases": [{"id": "F1", "title": "Ein Baum", "persona": "P01", "answers": {"name": "Anna", "zweck": "pflegen"}}],
}


def write(definitions: Path) -> None:
    """Put the definition into a folder of definitions, with the shared blocks of this repository."""
    (definitions / "_shared").symlink_to(ROOT / "definitions" / "_shared")
    folder = definitions / SLUG
    folder.mkdir(parents=True)
    texts = {"name": {"label": "Your name"}}
    for name, content in (("form", form()), ("cases", CASES), ("texts.en", texts)):
        (folder / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def now(app: Flask, slug: str = SLUG) -> Bundle:
    """The newest content."""
    return head(app, slug).bundle


def send(person: Hands, screen: Screen, typed: dict[str, Any] | None = None, /, **marks: str) -> Screen:
    """Fill in and send the form that has these hidden values, as a browser would."""
    for each in screen.tree.all("form"):
        body: MultiDict[str, Any] = MultiDict(sent_by(each))
        if each.attributes.get("method") == "post" and all(body.get(name) == value for name, value in marks.items()):
            for name, value in (typed or {}).items():
                body.setlist(name, value if isinstance(value, list) else [value])
            return person.post(each.attributes["action"], body)
    raise AssertionError(f"no form with {marks} at {screen.url}")


def said(screen: Screen) -> str:
    """What the page tells: what was saved, or why not."""
    boxes = [
        node
        for node in screen.tree.all("p", "div")
        if "wb-told" in node.attributes.get("class", "") or node.attributes.get("id") in ("wb-fehler", "fehlerliste")
    ]
    return " ".join(box.words() for box in boxes)
