"""A definition with lists and many kinds of question, the ways to edit it, and drafts that were begun with it."""

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any, Final

from flask import Flask

from formengine.core.bundle import Bundle
from tests.web import files, listed, probe
from tests.web.conftest import NOW
from tests.web.person import Person, rooms
from tests.web.screen import Screen

Form = dict[str, Any]
Edit = Callable[[Form], None]
SLUG: Final = "probe"
FORM: Final[Form] = copy.deepcopy(probe.FORM)
FORM["schema"]["properties"] |= listed.FORM["schema"]["properties"]  # type: ignore[index]
FORM["schema"]["properties"]["eigene"] = {**FORM["schema"]["properties"]["eigene"], "minItems": 0}
FORM["uischema"]["elements"][2:2] = [listed.page("eigene", "pages"), listed.page("gleich", "inline")]
FORM["uischema"]["elements"][0]["elements"].insert(1, probe.question("iban", "iban", "IBAN"))
FORM["schema"]["properties"]["iban"] = {"type": "string", "format": "iban"}


def form(*edits: Edit) -> Form:
    """The definition after some edits."""
    edited = copy.deepcopy(FORM)
    for edit in edits:
        edit(edited)
    return edited


def publish(app: Flask, edited: Form) -> str:
    """Publish a revision while the application runs; its hash."""
    bundle = Bundle(edited["slug"], edited)
    return rooms(app).store.bundles.publish_shipped(bundle, NOW).revision.hash


def page_of(edited: Form, id_: str) -> dict[str, Any]:
    return next(page for page in edited["uischema"]["elements"] if page["id"] == id_)


def element(edited: Form, id_: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """A question and the elements that it stands among."""
    for siblings in _siblings(edited["uischema"]["elements"]):
        for each in siblings:
            if each["id"] == id_:
                return siblings, each
    raise KeyError(id_)


def _siblings(elements: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    yield elements
    for each in elements:
        detail = each.get("options", {}).get("detail", {})
        for below in (each.get("elements"), detail.get("elements")):
            if below:
                yield from _siblings(below)


def removed(id_: str) -> Edit:
    def edit(edited: Form) -> None:
        siblings, each = element(edited, id_)
        siblings.remove(each)
        required = edited["schema"]["required"]
        required[:] = [name for name in required if name != id_]

    return edit


def relabelled(id_: str, label: str) -> Edit:
    def edit(edited: Form) -> None:
        element(edited, id_)[1]["label"] = label

    return edit


def moved(id_: str, to: str, at: int = 0) -> Edit:
    def edit(edited: Form) -> None:
        siblings, each = element(edited, id_)
        siblings.remove(each)
        page_of(edited, to)["elements"].insert(at, each)

    return edit


def retyped(id_: str, type_: str, schema: dict[str, Any]) -> Edit:
    def edit(edited: Form) -> None:
        element(edited, id_)[1]["options"] = {"type": type_}
        edited["schema"]["properties"][id_] = schema

    return edit


def schema_of(id_: str, **changes: Any) -> Edit:
    def edit(edited: Form) -> None:
        edited["schema"]["properties"][id_] |= changes

    return edit


def added(id_: str, to: str, *, required: bool, rule: dict[str, Any] | None = None) -> Edit:
    def edit(edited: Form) -> None:
        edited["schema"]["properties"][id_] = probe.text()
        page_of(edited, to)["elements"].insert(0, probe.question(id_, "text", f"Neu: {id_}", rule))
        if required:
            edited["schema"]["required"].append(id_)

    return edit


def ruled(id_: str, rule: dict[str, Any] | None) -> Edit:
    def edit(edited: Form) -> None:
        element(edited, id_)[1].pop("rule", None)
        if rule is not None:
            element(edited, id_)[1]["rule"] = rule

    return edit


def rescoped(id_: str) -> Edit:
    """The same question, its answer under another name."""

    def edit(edited: Form) -> None:
        properties = edited["schema"]["properties"]
        properties["anders"] = properties.pop(id_)
        element(edited, id_)[1]["scope"] = "#/properties/anders"
        edited["schema"]["required"] = ["anders" if name == id_ else name for name in edited["schema"]["required"]]

    return edit


def renamed(id_: str) -> Edit:
    """The same question under another id: to a draft it is one that went and one that came."""

    def edit(edited: Form) -> None:
        element(edited, id_)[1]["id"] = f"{id_}-neu"

    return edit


def page_removed(id_: str) -> Edit:
    def edit(edited: Form) -> None:
        page = page_of(edited, id_)
        edited["uischema"]["elements"].remove(page)
        gone = {each["scope"].rsplit("/", 1)[-1] for each in page["elements"]}
        edited["schema"]["required"] = [name for name in edited["schema"]["required"] if name not in gone]

    return edit


def page_split(id_: str, after: int) -> Edit:
    def edit(edited: Form) -> None:
        page, pages = page_of(edited, id_), edited["uischema"]["elements"]
        rest = page["elements"][after:]
        del page["elements"][after:]
        pages.insert(pages.index(page) + 1, probe.page(f"{id_}-zwei", "Zweiter Teil", *rest))

    return edit


def pages_merged(id_: str, other: str) -> Edit:
    def edit(edited: Form) -> None:
        second = page_of(edited, other)
        edited["uischema"]["elements"].remove(second)
        page_of(edited, id_)["elements"] += second["elements"]

    return edit


def page_renamed(id_: str) -> Edit:
    def edit(edited: Form) -> None:
        page = page_of(edited, id_)
        page |= {"id": f"{id_}-neu", "options": {"path": f"{id_}-neu"}}

    return edit


def grouped(*ids: str) -> Edit:
    def edit(edited: Form) -> None:
        found = [element(edited, id_) for id_ in ids]
        place = found[0][0].index(found[0][1])
        for siblings, each in found:
            siblings.remove(each)
        group = {"type": "Group", "id": "gruppe", "label": "Gruppe", "elements": [each for _, each in found]}
        found[0][0].insert(place, group)

    return edit


def into_list(id_: str, list_: str) -> Edit:
    def edit(edited: Form) -> None:
        siblings, each = element(edited, id_)
        siblings.remove(each)
        properties = edited["schema"]["properties"]
        properties[list_]["items"] = copy.deepcopy(properties[list_]["items"])
        properties[list_]["items"]["properties"][id_] = properties.pop(id_)
        element(edited, list_)[1]["options"]["detail"]["elements"].append(each)

    return edit


def of_item(list_: str, name: str, schema: dict[str, Any]) -> Edit:
    def edit(edited: Form) -> None:
        items = edited["schema"]["properties"][list_]["items"] = copy.deepcopy(
            edited["schema"]["properties"][list_]["items"]
        )
        items["properties"][name] = schema

    return edit


def item_question_removed(id_: str) -> Edit:
    def edit(edited: Form) -> None:
        siblings, each = element(edited, id_)
        siblings.remove(each)
        list_, _, name = id_.partition(".")
        items = edited["schema"]["properties"][list_]["items"] = copy.deepcopy(
            edited["schema"]["properties"][list_]["items"]
        )
        items["required"] = [each for each in items["required"] if each != name]

    return edit


def layout(list_: str, kind: str) -> Edit:
    def edit(edited: Form) -> None:
        element(edited, list_)[1]["options"]["layout"] = kind

    return edit


TWO: Final = probe.options(("eins", "Erstens"), ("drei", "Drittens"))
EDITS: Final[dict[str, tuple[Edit, ...]]] = {
    "a question goes": (removed("tag"),),
    "a question with a rule on it goes": (removed("nurb"), removed("telefon")),
    "an upload goes": (removed("belege"),),
    "a label changes": (relabelled("name", "Familienname und Vorname"),),
    "a declaration changes": (relabelled("bestaetigt", "Alles richtig und vollständig"),),
    "a question moves to a later page": (moved("tag", "anlagen"),),
    "a question moves to an earlier page": (moved("notiz", "angaben"),),
    "an upload moves": (moved("belege", "angaben", 3),),
    "a list moves": (moved("gleich", "anlagen"),),
    "a number becomes a text": (
        removed("grund"),
        removed("stufe"),
        lambda edited: edited.update(messages=[]),
        retyped("anzahl", "text", probe.text(20)),
    ),
    "a text becomes a number": (retyped("name", "number", {"type": "integer", "minimum": 0}),),
    "a text becomes long": (retyped("name", "multiline", probe.text(2000)),),
    "a date becomes a text": (retyped("tag", "text", probe.text(40)),),
    "a choice becomes a select": (
        retyped("liste", "choice", probe.PROPERTIES["liste"]),
        retyped("telefon", "text", probe.text(40)),
    ),
    "several become one": (retyped("mehr", "choice", probe.PROPERTIES["mehr"]["items"]),),
    "an option goes": (schema_of("mehr", items={"type": "string", "oneOf": TWO}),),
    "the option of a list goes": (
        schema_of("liste", oneOf=probe.options(("gelb", "Gelb"), ("blau", "Blau"))),
        of_item("gleich", "art", {"type": "string", "oneOf": probe.options(("eiche", "Eiche"), ("sonst", "andere"))}),
    ),
    "a required question comes": (added("neu", "angaben", required=True),),
    "an optional question comes": (added("neu", "anlagen", required=False),),
    "a hidden question comes": (added("neu", "anlagen", required=True, rule=probe.effect("SHOW", probe.B)),),
    "a question becomes conditional": (ruled("telefon", probe.effect("SHOW", probe.B)),),
    "a condition goes": (ruled("nurb", None), ruled("zusatz", None)),
    "an answer gets another name": (rescoped("name"),),
    "an id changes": (renamed("text"),),
    "a bound becomes tighter": (schema_of("anzahl", maximum=1), schema_of("text", maxLength=8)),
    "a page goes": (page_removed("anlagen"), lambda edited: edited.update(messages=[])),
    "a page is split": (page_split("angaben", 9),),
    "two pages become one": (pages_merged("anlagen", "s-gleich"),),
    "a page gets another id": (page_renamed("anlagen"),),
    "questions are grouped": (grouped("name", "email", "telefon"),),
    "a question moves into a list": (into_list("telefon", "eigene"),),
    "a list goes": (page_removed("s-eigene"),),
    "a question of items goes": (item_question_removed("eigene.umfang"),),
    "items get a place on the page": (layout("eigene", "inline"),),
    "items get pages": (layout("gleich", "pages"),),
}
"""Every kind of edit that a builder or an author makes."""

GARBAGE: Final[dict[str, Any]] = {
    "angaben": {
        "anzahl": "viele",
        "tag:tag": "31",
        "tag:monat": "Februar",
        "email": "keine@",
        "iban": "DE00 1234",
        "telefon": "nachts",
        "name": "Groß",
    },
    "anlagen": {"notiz": "x" * 300},
    "zusatz": {"geheim": ""},
    "pruefen": {},
}


def begun(app: Flask, seed: int) -> tuple[Person, str]:
    """A draft that somebody filled in some way; the person and its number."""
    chance = random.Random(seed)  # noqa: S311  it only has to differ
    person = Person(app)
    screen = person.begin(SLUG)
    number = screen.action.split("/")[2]
    art = chance.choice(["a", "b"])
    for path in ("angaben", "zusatz", "eigene", "gleich", "anlagen", "pruefen"):
        if screen.path != path or chance.random() < 0.05:
            continue
        screen = _page(person, screen, path, chance, art)
    if chance.random() < 0.3:
        # Back to a page that was done, and left half changed.
        first = person.open(f"/antrag/{number}/angaben")
        person.send(first, GARBAGE["angaben"], button=chance.choice(["_zurueck", "_weiter"]))
    return person, number


def _page(person: Person, screen: Screen, path: str, chance: random.Random, art: str) -> Screen:
    if path in ("eigene", "gleich"):
        return _list(person, screen, path, chance)
    typed = {**probe.GOOD[path]}
    if path == "angaben":
        typed |= {"art": art, "nurb": "nur so" if art == "b" else None, "iban": "DE02 1203 0000 0000 2020 51"}
    if path == "anlagen" and chance.random() < 0.7:
        typed |= {"belege": [(files.PDF, "beleg.pdf")], "notiz": "siehe Beleg"}
    for base in {name.partition(":")[0] for name in typed} - {"name", "art", "anzahl", "belege", "bestaetigt"}:
        if chance.random() < 0.1:
            typed = {name: value for name, value in typed.items() if name.partition(":")[0] != base}
    if chance.random() < 0.2:
        wrong = person.send(screen, {**typed, **GARBAGE[path]})
        return person.send(wrong, typed) if chance.random() < 0.6 and wrong.path == path else wrong
    button = "_zurueck" if chance.random() < 0.1 else "_speichern" if path == "pruefen" else "_weiter"
    return person.send(screen, typed, button=button)


def _list(person: Person, screen: Screen, path: str, chance: random.Random) -> Screen:
    for _ in range(chance.choice([0, 1, 2])):
        before = listed.items(screen, path)
        screen = listed.press(person, screen, f"add:{path}")
        item = next(iter(set(listed.items(screen, path)) - set(before)), screen.action.rsplit("/", 1)[-1])
        typed: dict[str, Any] = listed.tree(item, path, chance.choice(["118", "450", "7", "99", "dick"]))
        typed[f"{item}/{path}.sorte"] = "Sandbirke"
        if chance.random() < 0.5:
            typed |= {f"{item}/{path}.art": "sonst", f"{item}/{path}.welche": "Ulme", f"{item}/{path}.sorte": "Feld"}
        screen = person.send(screen, typed, button="_weiter")
        if screen.path != path:
            screen = person.open("/".join((*screen.action.split("/")[:3], path)))
    return person.send(screen)
