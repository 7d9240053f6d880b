"""Texts of authors on every page of the builder (threats A7, A9): text for whoever reads them, never markup."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from builder.services import KEY, Rooms
from tests.builder.accounts.people import PASSWORD, Hands
from tests.builder.views.garden import SLUG, now
from tests.web.screen import Screen
from tests.web.test_markup import MARKUP

pytestmark = pytest.mark.usefixtures("garden")
EVIL = " ".join(said for said in MARKUP if said.isprintable() and "{name}" not in said) + " {{7*7}} {0.__class__}"
TEXTS = frozenset({"label", "text", "title", "hint", "help", "message", "description", "packageTitle", "name", "basis"})
PLACES = (
    *("", "?element=name", "?element=zweck", "?element=baeume", "?element=seite-eins", "?element=wie_viele&sprache=en"),
    *("befunde", "befunde?element=name", "befunde/am-element?element=name", "logik", "logik?fragen=1", "logik/name"),
    *("logik/anzahl", "bedingungen", "bedingungen/viele", "bedingungen/neu", "warum/anzahl"),
    *("texte?was=alle", "texte?was=tabelle", "texte?was=fehlt&sprache=en", "json", "json/cases", "json/texts.en"),
    *("fassungen", "fassungen/1/2", "fassungen/1/3", "fragenkatalog", "storyboard", "mitnehmen", "dienst"),
    *("dienst/angaben", "dienst/regeln", "dienst/regeln/R1", "dienst/parameter", "dienst/nachrichten", "dienst/faelle"),
    *("dienst/berechnet", "dienst/berechnet/wie_viele"),
)
PREVIEWS = ("eins", "zwei", "eins?zustand=fehler", "zwei?zustand=ausgefuellt", "pruefen", "eingang", "gibt-es-nicht")


def spoiled(value: Any, said: str) -> Any:
    """The same JSON with other words wherever somebody reads words."""
    if isinstance(value, list):
        return [spoiled(each, said) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: f"{each} {said}" if name in TEXTS and isinstance(each, str) else spoiled(each, said)
        for name, each in value.items()
    }


def publish_evil(app: Flask, person: Hands, said: str) -> None:
    """A definition whose texts all say it, and a history of edits that name them."""
    found, shop = now(app), app.extensions[KEY]
    assert isinstance(shop, Rooms)
    form = {**spoiled(found.form, said), "slug": "boese"}
    english = {"name": {"label": said, "hint": said}, "faellen": {"title": said}}
    shop.workshop.create(dataclasses.replace(found, slug="boese", form=form, texts={"en": english}), person.id, {})
    push(person, "set", 1, element="name", place="label", value=f"Ganz anders {said}")
    push(person, "add", 2, kind="choice", label=f"Auswahl {said}", parent="seite-eins")
    person.press("/werkstatt/boese/tun", {"schritt": "benennen", "a.fassung": "2", "a.name": said[:80]})


def push(person: Hands, step: str, base: int, **arguments: Any) -> Screen:
    """Post an edit."""
    fields = {"schritt": step, "basis": str(base), "angaben": json.dumps(arguments)}
    return person.press("/werkstatt/boese/tun", fields)


def pages(person: Hands, said: str) -> Iterator[tuple[str, Screen]]:
    """Every page that shows texts of authors, those that refuse something included."""
    for place in PLACES:
        yield place, person.open(f"/werkstatt/boese/{place}")
    for place in PREVIEWS:
        yield f"the preview of {place}", person.open(f"/vorschau/boese/{place}")
    yield "what can be taken over", person.open(f"/werkstatt/{SLUG}/uebernehmen?aus=boese")
    yield "the overview", person.open("/werkstatt/")
    yield "the trail", person.open("/werkstatt/konten/protokoll")
    yield "the accounts", person.open("/werkstatt/konten")
    yield "a conflict", push(person, "set", 1, element="name", place="label", value=f"Wieder anders {said}")
    yield "an unknown step", push(person, said, 1)
    yield "an unknown element", push(person, "set", 3, element=said, place="label", value="x")
    yield "an unknown place", push(person, "set", 3, element="name", place=said, value="x")
    yield "lines that cannot be read", push(person, "add_lines", 3, text=f"# \n{said}")
    yield "a part that is referred to", push(person, "delete", 3, element="zweck")
    yield "a name that is refused", person.press("/werkstatt/boese/tun", {"schritt": "benennen", "a.name": said})
    yield "a wrong document", person.press("/werkstatt/boese/json/pruefen", {"teil": "form", "text": f'{{"a": "{said}'})
    yield (
        "a strange document",
        person.press("/werkstatt/boese/json/pruefen", {"teil": "form", "text": json.dumps({said: {said: said}})}),
    )
    yield "a wrong beginning", person.press("/werkstatt/neu", {"titel": said, "kennung": said, "aus": said})
    yield "a wrong import", person.press("/werkstatt/importieren", {"schema": f"{{{said}", "import-titel": said})
    asked = {said: {"contentEncoding": said}, "a": {"not": {"const": said}, "title": said}, "b": {"$ref": f"x:{said}"}}
    strange = {"title": said, "type": "object", "properties": asked}
    yield (
        "the report of an import",
        person.press("/werkstatt/importieren", {"schema": json.dumps(strange), "import-kennung": f"hund{len(said)}"}),
    )


def strangers(screen: Screen) -> Iterator[str]:
    """What no page of ours has, and these texts would bring along."""
    for node in screen.tree.all():
        yield from (name for name in node.attributes if name.startswith(("on", "hx-on", "data-hx-on")))
        links = (node.attributes.get(name, "") for name in ("href", "src", "action", "formaction", "hx-get"))
        yield from (link for link in links if link.startswith(("//", "javascript:", "data:text")))
        if node.tag in ("base", "b", "object") or "http-equiv" in node.attributes:
            yield node.tag
        if node.tag in ("script", "style") and "alert(1)" in node.text():
            yield node.text()


def test_no_text_of_an_author_becomes_an_element_on_any_page(app: Flask, anna: Hands) -> None:
    mallory = Hands(app)
    mallory.name = "mallory"
    invited = mallory.open(mallory.invited("admin"))
    assert mallory.accept(invited, name="mallory", anzeige=EVIL[:80], kennwort=PASSWORD).status == 200
    publish_evil(app, mallory, EVIL)
    looked = [(where, screen, "alert(1)" in screen.html) for where, screen in pages(anna, EVIL)]
    for where, screen, _ in looked:
        assert not list(strangers(screen)), where
        assert screen.status < 500, where
    assert {where for where, _, shows in looked if not shows} == {"the preview of gibt-es-nicht"}


def test_no_text_of_an_author_is_a_template(app: Flask, anna: Hands) -> None:
    publish_evil(app, anna, "{{7*7}} {0.__class__} ${7*7} {% print 7*7 %}")
    for where, screen in pages(anna, "{{7*7}} {0.__class__} ${7*7} {% print 7*7 %}"):
        assert "49" not in screen.tree.text(), where
        assert "class 'str'" not in screen.html, where
