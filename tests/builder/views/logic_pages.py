"""What the tests of the pages about logic have in common: an installation, and somebody who presses buttons."""

from pathlib import Path
from typing import Any, Final

from flask import Flask

from builder.tree import nodes
from formengine.core import strictjson
from formengine.web import Settings
from tests.builder.accounts.people import Hands, Watch
from tests.builder.editing import small
from tests.builder.logic import forms
from tests.builder.views.shop import head
from tests.core.forms import show
from tests.web import probe
from tests.web.screen import Screen

TREES: Final = "/werkstatt/baeume/logik"
CONDITIONS: Final = "/werkstatt/baeume/bedingungen"
ZWECK: Final = "hier|#/properties/zweck|"
FELLED: Final = {"$ref": "#/conditions/faellen"}


def installed(tmp_path: Path, watch: Watch) -> Settings:
    """The small definition with rules, and a larger one with a page that nobody reaches."""
    folder = probe.write(tmp_path / "definitionen")
    both = {"type": "AND", "conditions": [forms.leaf(0, "a"), forms.leaf(0, "b")]}
    large = forms.form(9, sections=3, conditions=6, seed=5)
    large["uischema"]["elements"][1]["elements"][1]["rule"] = show(both)
    for slug, form in (("baeume", dict(small().form)), ("gross", large)):
        (folder / slug).mkdir()
        (folder / slug / "form.json").write_bytes(strictjson.pretty({**form, "slug": slug}))
    return Settings(data=tmp_path / "daten", definitions=folder, clock=watch)


def step(who: Hands, screen: Screen, tun: str, **typed: Any) -> Screen:
    """Press a button of the editor."""
    return who.send(screen, {"tun": tun, **typed}, button="")


def rule(app: Flask, element: str, slug: str = "baeume") -> Any:
    """The rule of an element in the head."""
    return nodes(head(app, slug).bundle.form)[element].raw.get("rule")


def words(screen: Screen) -> str:
    """All that a person reads on a page."""
    return next(screen.tree.all("main")).words()


def attribute(screen: Screen, name: str) -> list[str]:
    """What an attribute says on a page, in order."""
    return [node.attributes[name] for node in screen.tree.all() if name in node.attributes]


def picture(screen: Screen) -> str:
    """All that is written in the picture of the map."""
    drawn = [node for node in screen.tree.all("svg") if "wb-karte__bild" in node.attributes.get("class", "")]
    return drawn[0].words()
