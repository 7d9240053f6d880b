"""The switch on every page: it keeps the place and what was typed; the browser's wish counts until somebody chooses."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from formengine import locales
from formengine.store.bundles import Revision
from formengine.web import Settings
from tests.fields.markup import Node
from tests.web import listed, probe
from tests.web.person import Person, rooms, rows
from tests.web.screen import Screen

TAGS = {language: locales.tag(language) for language in locales.LANGUAGES}
PLACES = ["/", "/hinweise", "/dienste/probe", "/weitermachen", "/gibt-es-nicht"]


def said(key: str, language: str = "en") -> str:
    """A sentence of the pages."""
    return locales.table(language, "web")[key]


def spoken(screen: Screen) -> str:
    """The language that a page says it is in."""
    (root,) = screen.tree.all("html")
    return root.attributes["lang"]


def switch(screen: Screen) -> Node:
    """The switch of a page."""
    (found,) = [node for node in screen.tree.all("nav") if node.attributes.get("id") == "sprachen"]
    return found


def buttons(screen: Screen) -> dict[str, Node]:
    """The buttons of the switch by language."""
    return {node.attributes.get("value", ""): node for node in switch(screen).all("button")}


def press(person: Person, screen: Screen, language: str = "en", typed: dict[str, Any] | None = None) -> Screen:
    """Press a button of the switch, as a browser does."""
    button = buttons(screen)[language]
    assert button.attributes["form"] == screen.form.attributes["id"]
    assert button.attributes["name"] == "_sprache"
    return person.send(screen, {**(typed or {}), "_sprache": language}, "")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_every_page_without_a_draft_offers_every_language(anna: Person, place: str, language: str) -> None:
    anna.open(f"/sprache/{language}")
    screen = anna.open(place)
    assert spoken(screen) == TAGS[language]
    here = [node.words() for node in switch(screen).all("span")]
    assert here == [locales.speech(language)["name"]]
    offered = {node.attributes["lang"]: node.words() for node in switch(screen).all("a", "button") if node.words()}
    assert offered == {TAGS[each]: locales.speech(each)["name"] for each in locales.LANGUAGES if each != language}


def test_a_link_leads_back_to_the_same_page(anna: Person) -> None:
    offered = switch(anna.open("/hinweise?x=1&y=ü")).all("a")
    links = {node.attributes["lang"]: node.attributes["href"] for node in offered}
    screen = anna.open(links["en"])
    assert (screen.url, spoken(screen)) == ("/hinweise?x=1&y=%C3%BC", "en")
    assert spoken(anna.open("/")) == "en"


@pytest.mark.parametrize("target", ["https://boese.example/", "//boese.example", "/\\boese.example", "javascript:x"])
def test_a_link_leads_to_no_other_site(anna: Person, target: str) -> None:
    response = anna.client.get("/sprache/en", query_string={"nach": target})
    assert (response.status_code, response.headers["Location"]) == (303, "/")


@pytest.mark.parametrize("language", ["", "fr", "EN", "de-simple", "../x", "en\r\nX: y"])
def test_a_language_that_nobody_speaks_changes_nothing(anna: Person, language: str) -> None:
    anna.client.get(f"/sprache/{language or 'xx'}")
    assert anna.cookies() == {}
    page = anna.begin()
    again = anna.send(page, {"name": "Anna", "_sprache": language}, "_zurueck")
    assert spoken(again) == "de"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en", "en"),
        ("en-US,en;q=0.9,de;q=0.8", "en"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("de-simple, de;q=0.9", "de-einfach"),
        ("uk, pl;q=0.9, en;q=0.5, de;q=0.1", "en"),
        ("uk,pl", "de"),
        ("", "de"),
        ("*", "de"),
        (";;q=x,,", "de"),
        ("en;q=0", "de"),
    ],
)
def test_the_first_visit_is_in_the_language_of_the_browser(anna: Person, header: str, language: str) -> None:
    assert spoken(anna.open("/", headers={"Accept-Language": header})) == TAGS[language]
    assert "aw-sprache" not in anna.cookies()


def test_what_somebody_chose_counts_more_than_what_the_browser_wishes(anna: Person) -> None:
    anna.open("/sprache/de-einfach")
    assert anna.cookies()["aw-sprache"] == "de-einfach"
    assert spoken(anna.open("/", headers={"Accept-Language": "en"})) == "de-simple"


def test_a_cookie_with_nonsense_is_as_good_as_none(anna: Person) -> None:
    anna.client.set_cookie("aw-sprache", "klingonisch")
    assert spoken(anna.open("/", headers={"Accept-Language": "en"})) == "en"


def test_behind_https_the_cookie_is_bound_to_the_host(settings: Settings, start: Any) -> None:
    app = start(replace(settings, secure=True, address="https://localhost"))
    answer = app.test_client().get("/sprache/en", base_url="https://localhost")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-aw-sprache=en;")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


def test_a_page_of_questions_keeps_what_was_typed_and_comes_back(anna: Person) -> None:
    first = anna.begin()
    english = press(anna, first, typed={"name": "Jürgen", "anzahl": "viel", "art": "b"})
    assert (english.path, english.status, spoken(english)) == (first.path, 200, "en")
    assert [english.value(name) for name in ("name", "anzahl", "art")] == ["Jürgen", "viel", "b"]
    assert said("page.next") in english.html
    back = press(anna, english, "de", {"name": "Änne"})
    assert (spoken(back), back.value("name"), back.value("anzahl")) == ("de", "Änne", "viel")


def test_nothing_typed_leaves_an_accepted_page_accepted(app: Flask, anna: Person) -> None:
    second = anna.send(anna.begin(), probe.GOOD["angaben"])
    first = anna.open(f"/antrag/{second.number}/angaben")
    english = press(anna, first)
    assert english.path == "angaben"
    assert rows(app, first.number)["angaben"][1] is None


def test_after_a_refused_page_everything_is_still_there(anna: Person) -> None:
    refused = anna.send(anna.begin(), {"name": "", "anzahl": "viel"})
    assert refused.status == 422
    english = press(anna, refused)
    assert (english.status, english.path, english.value("anzahl")) == (200, refused.path, "viel")
    again = anna.send(english)
    assert again.status == 422
    assert again.html.partition("</title>")[0].rpartition("<title>")[2].startswith("Error: ")
    assert said("page.mistakes") in again.html


def test_the_check_page_keeps_its_box(anna: Person) -> None:
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    english = press(anna, check, typed={"bestaetigt": "ja"})
    assert (english.path, english.value("bestaetigt")) == ("pruefen", "ja")
    assert said("check.lead") in english.html
    done = anna.send(english, {"bestaetigt": "ja"}, "_absenden")
    assert (done.path, said("receipt.heading") in done.html) == ("eingang", True)


def test_enter_sends_the_page_although_the_switch_stands_before_it(anna: Person) -> None:
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    for screen, name in ((anna.begin(), "_weiter"), (check, "_absenden")):
        id_ = screen.form.attributes["id"]
        first = next(
            node
            for node in screen.tree.all("button")
            if node.attributes.get("type") == "submit" and node.attributes.get("form") == id_
        )
        assert first.attributes["name"] == name


def test_with_htmx_the_switch_follows_the_page(anna: Person) -> None:
    first = anna.begin()
    second = anna.send(first, probe.GOOD["angaben"], headers={"HX-Request": "true"})
    assert switch(second).attributes["hx-swap-oob"] == "true"
    assert buttons(second)["en"].attributes["form"] == second.form.attributes["id"] != first.form.attributes["id"]


def test_a_post_of_an_expired_page_can_still_be_switched(anna: Person) -> None:
    first = anna.begin()
    expired = anna.send(first, {"name": "Anna", "_csrf": "x"})
    assert expired.status == 403
    assert press(anna, expired, typed={"name": "Anna"}).value("name") == "Anna"


def test_the_code_that_was_typed_stays(anna: Person) -> None:
    english = press(anna, anna.open("/weitermachen"), typed={"code": "ABCD EFGH"})
    assert (spoken(english), english.value("code"), english.status) == ("en", "ABCD EFGH", 200)


def test_the_gate_keeps_the_guess_and_what_was_posted(settings: Settings, start: Any) -> None:
    app = start(replace(settings, access_code="K7M-P3X-R4D"))
    person = Person(app)
    gate = person.post("/antrag/abcdefgh/angaben", {"name": "Jürgen", "_csrf": "x"})
    assert gate.status == 401
    english = press(person, gate, typed={"_zugang": "K7M-P3"})
    assert (english.status, spoken(english)) == (401, "en")
    assert (english.value("_zugang"), english.value("name")) == ("K7M-P3", "Jürgen")
    assert said("gate.kept") in english.html
    assert spoken(person.open("/")) == "en"


def test_a_stranger_may_choose_a_language_before_the_gate(settings: Settings, start: Any) -> None:
    person = Person(start(replace(settings, access_code="K7M-P3X-R4D")))
    assert spoken(person.open("/sprache/en?nach=/hinweise")) == "en"


def test_a_page_of_an_item_keeps_what_was_typed(tmp_path: Path) -> None:
    app = listed.started(tmp_path)
    person = Person(app)
    item = listed.press(person, person.begin("baeume"), "add:eigene")
    name = next(name for name in item.sent if name.endswith(".umfang"))
    english = press(person, item, typed={name: "viel"})
    assert (english.action, english.value(name), spoken(english)) == (item.action, "viel", "en")
    rooms(app).store.close()


def test_a_receipt_stays_in_the_language_of_the_person(app: Flask, anna: Person) -> None:
    anna.open("/sprache/en")
    receipt = anna.walk(probe.GOOD, anna.begin())
    kept = rooms(app).store.submissions.get_for_draft(receipt.number)
    assert kept is not None
    assert kept.receipt["language"] == "en"
    assert kept.document["_umgebung"] == {"sprache": "en"}
    assert said("check.no_answer") in receipt.html or said("receipt.answers") in receipt.html
    anna.open("/sprache/de")
    german = anna.open(receipt.url)
    assert spoken(german) == "de"
    assert [node for node in german.tree.all("div") if node.attributes.get("lang") == "en"] != []


def test_a_condition_may_ask_for_the_language(tmp_path: Path, settings: Settings, start: Any) -> None:
    here = probe.leaf("x", {"const": "en"}) | {"scope": "#/properties/_umgebung/properties/sprache"}
    form = {
        "slug": "mehr",
        "title": "Mehr",
        "schema": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}},
        "uischema": {
            "type": "Categorization",
            "elements": [
                probe.page("eins", "Eins", probe.question("a", "text", "A")),
                probe.page("zwei", "Zwei", probe.question("b", "text", "B"), rule=probe.effect("SHOW", here)),
            ],
        },
    }
    app = start(replace(settings, definitions=probe.write(tmp_path / "mehr", form)))
    person = Person(app)
    german = person.send(person.begin("mehr"), {"a": "x"})
    assert german.path == "pruefen"
    person.open("/sprache/en")
    assert person.open(f"/antrag/{german.number}/").path == "zwei"
    person.open("/sprache/de")
    assert person.open(f"/antrag/{german.number}/").path == "pruefen"


def test_each_language_is_compiled_once(app: Flask, anna: Person) -> None:
    shared = rooms(app)
    revision = shared.store.bundles.published("probe")
    assert isinstance(revision, Revision)
    forms = {language: shared.catalogue.form(revision, language) for language in locales.LANGUAGES}
    assert all(shared.catalogue.form(revision, language) is form for language, form in forms.items())
    assert len({form.style for form in forms.values()}) == 1
    assert {form.definition.language for form in forms.values()} == set(locales.LANGUAGES)


def test_what_is_not_translated_says_that_it_is_german(anna: Person) -> None:
    anna.open("/sprache/en")
    page = anna.begin()
    (name,) = [node for node in page.tree.all("div") if node.attributes.get("data-field") == "name"]
    assert name.attributes["lang"] == "de"
    refused = anna.send(page, {"name": ""})
    (box,) = [node for node in refused.tree.all("div") if node.attributes.get("id") == "fehlerliste"]
    assert {link.attributes.get("lang") for link in box.all("a")} == {"de"}
    assert refused.title.startswith("Step 1 of ")
