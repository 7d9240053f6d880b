"""The preview: the head in any state, for those who may look; who goes on from there gets a draft that follows it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from formengine.core.bundle import Bundle
from formengine.web import Settings, preview
from tests.web import probe
from tests.web.conftest import NOW
from tests.web.person import Person, everything, rooms, submitted
from tests.web.revising import SLUG, added, form, publish, relabelled, removed
from tests.web.screen import Screen

GOOD: dict[str, Any] = {
    "name": "Jürgen Groß",
    "anzahl": 2,
    "art": "a",
    "belege": ["beleg.pdf"],
    "bestaetigt": True,
}
CASES: dict[str, Any] = {
    "now": NOW.isoformat(),
    "personas": {"P01": {"name": "Jürgen"}, "P02": {"name": "Berta"}},
    "cases": [
        {"id": "A", "title": "Art A", "persona": "P01", "answers": GOOD},
        {"id": "B", "title": "Art B", "persona": "P02", "answers": GOOD | {"art": "b", "geheim": "psst"}},
        {
            "id": "F",
            "title": "Falsche Anzahl",
            "base": "A",
            "change": {"/anzahl": 99, "/grund": "Wald"},
            "expect": {"errors": {"/anzahl": "max"}},
        },
    ],
}


@pytest.fixture
def app(settings: Settings, start: Callable[[Settings], Flask]) -> Flask:
    probe.write_cases(settings.definitions, CASES)
    app = start(settings)
    preview.allow(app, lambda slug: True)
    return app


def head(app: Flask, edited: dict[str, Any], cases: Any = CASES) -> str:
    """Make a revision the head without publishing it."""
    return rooms(app).store.bundles.save_edited(Bundle(edited["slug"], edited, cases), NOW).hash


def bar(screen: Screen) -> Mapping[str, str]:
    return next(node.attributes for node in screen.tree.all("div") if node.attributes.get("id") == "vorschau")


def lines(screen: Screen) -> str:
    return next(node for node in screen.tree.all("div") if node.attributes.get("id") == "vorschau").text()


def test_nobody_may_look_until_somebody_says_who(settings: Settings, start: Callable[[Settings], Flask]) -> None:
    app = start(settings)
    person = Person(app)
    assert person.open(f"/vorschau/{SLUG}/angaben").status == 404
    preview.allow(app, lambda slug: slug == "anderes")
    assert person.open(f"/vorschau/{SLUG}/angaben").status == 404
    assert person.post(f"/vorschau/{SLUG}/befunde", {"_csrf": person.token()}).status == 404
    preview.allow(app, lambda slug: slug == SLUG)
    assert person.open(f"/vorschau/{SLUG}/angaben").status == 200


@pytest.mark.parametrize("path", ["angaben", "zusatz", "anlagen", "pruefen", "eingang"])
@pytest.mark.parametrize("state", ["leer", "fehler", "ausgefuellt"])
def test_looking_writes_nothing(app: Flask, anna: Person, path: str, state: str) -> None:
    before = everything(app)
    screen = anna.open(f"/vorschau/{SLUG}/{path}?zustand={state}")
    assert screen.status == 200
    assert bar(screen)["data-fassung"] == rooms(app).store.bundles.head(SLUG).hash  # type: ignore[union-attr]
    assert everything(app) == before


def test_a_page_shows_the_state_that_was_asked_for(anna: Person) -> None:
    empty = anna.open(f"/vorschau/{SLUG}/angaben")
    assert empty.value("name") == ""
    assert not empty.errors
    filled = anna.open(f"/vorschau/{SLUG}/angaben?zustand=ausgefuellt&person=P01")
    assert filled.value("name") == "Jürgen Groß"
    assert not filled.errors
    refused = anna.open(f"/vorschau/{SLUG}/angaben?zustand=fehler&person=F")
    assert refused.value("anzahl") == "99"
    assert list(refused.errors) == ["anzahl"]
    unanswered = anna.open(f"/vorschau/{SLUG}/angaben?zustand=fehler&person=P01")
    assert {"name", "anzahl", "art"} <= set(unanswered.errors)


def test_the_head_is_shown_and_a_number_shows_any_other_revision(app: Flask, anna: Person) -> None:
    head(app, form(relabelled("name", "Ganzer Name")))
    assert "Ganzer Name" in anna.open(f"/vorschau/{SLUG}/angaben").html
    assert "Ganzer Name" not in anna.open(f"/vorschau/{SLUG}/angaben?fassung=1").html
    assert "Ganzer Name" not in anna.begin().html
    assert anna.open(f"/vorschau/{SLUG}/angaben?fassung=99").status == 404


def test_a_page_that_the_persona_does_not_come_to_is_shown_with_another_who_does(anna: Person) -> None:
    screen = anna.open(f"/vorschau/{SLUG}/zusatz?person=P01&zustand=ausgefuellt")
    assert screen.value("geheim") == "psst"
    assert "„Jürgen“ kommt nicht hierher. Zu sehen ist „Berta“." in lines(screen)


def test_a_page_that_nobody_comes_to_is_shown_all_the_same(app: Flask, anna: Person) -> None:
    head(app, probe.FORM, CASES | {"cases": CASES["cases"][:1]})
    screen = anna.open(f"/vorschau/{SLUG}/zusatz")
    assert screen.status == 200
    assert "geheim" in screen.fields
    assert "Keine Person aus den Fällen kommt auf diese Seite." in lines(screen)


def test_a_definition_without_cases_has_a_preview_too(app: Flask, anna: Person) -> None:
    head(app, probe.FORM, None)
    for path in ("angaben", "zusatz", "anlagen", "pruefen"):
        screen = anna.open(f"/vorschau/{SLUG}/{path}?zustand=fehler")
        assert screen.status == 200
        assert lines(screen) == ""


def test_a_head_that_cannot_be_compiled_gives_way_to_the_last_that_can(app: Flask, anna: Person) -> None:
    good = head(app, form(relabelled("name", "Ganzer Name")))
    broken = form()
    broken["schema"]["properties"]["name"] = {"type": "string", "pattern": "("}
    head(app, broken)
    screen = anna.open(f"/vorschau/{SLUG}/angaben")
    assert bar(screen)["data-fassung"] == good
    assert "Fassung 3 lässt sich nicht anzeigen" in lines(screen)
    assert "Zu sehen ist Fassung 2." in lines(screen)
    assert not rooms(app).catalogue.broken


def test_the_end_of_a_form_and_each_outcome_can_be_looked_at(app: Flask, anna: Person) -> None:
    assert "Jürgen Groß" in anna.open(f"/vorschau/{SLUG}/pruefen?person=P01").html
    receipt = anna.open(f"/vorschau/{SLUG}/eingang?person=P01")
    assert "VORSCHAU" in receipt.html
    assert "LP99.Alles" in receipt.html
    cases = {"now": NOW.isoformat(), "cases": [{"id": "K", "title": "Ja", "answers": {"frage": "b"}}]}
    head(app, probe.KLAERUNG_FORM, cases)
    assert "Hier richtig" in anna.open(f"/vorschau/{probe.KLAERUNG}/ergebnis").html
    assert anna.open(f"/vorschau/{probe.KLAERUNG}/eingang").status == 404


def test_a_preview_speaks_the_language_that_was_asked_for_and_only_then(anna: Person) -> None:
    assert 'lang="en"' in anna.open(f"/vorschau/{SLUG}/angaben?sprache=en").html
    assert '<html lang="de"' in anna.open(f"/vorschau/{SLUG}/angaben").html
    assert not any("sprache" in name for name in anna.cookies())


def test_the_pages_of_a_preview_lead_to_each_other_with_the_same_persona_and_state(anna: Person) -> None:
    check = anna.open(f"/vorschau/{SLUG}/pruefen?person=P02&zustand=ausgefuellt")
    links = [a.attributes["href"] for a in check.tree.all("a") if "/angaben" in a.attributes.get("href", "")]
    assert links
    assert all(link.startswith(f"/vorschau/{SLUG}/") for link in links)
    assert anna.open(links[0].partition("#")[0]).value("art") == "b"


def test_only_previews_may_be_framed_and_only_by_us(app: Flask, anna: Person) -> None:
    shown = anna.open(f"/vorschau/{SLUG}/angaben")
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    draft = anna.send(shown, {"name": ""})
    assert "frame-ancestors 'self'" in draft.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in anna.begin().headers["Content-Security-Policy"]
    missing = anna.open(f"/vorschau/{SLUG}/nirgends")
    assert missing.status == 404


def test_mistakes_that_nobody_made_do_not_take_the_focus(anna: Person) -> None:
    shown = anna.open(f"/vorschau/{SLUG}/angaben?zustand=fehler")
    assert shown.errors
    assert "autofocus" not in shown.html
    assert "autofocus" in anna.send(shown, {"name": ""}).html


def test_a_picture_of_a_page_runs_no_script_of_the_preview(anna: Person) -> None:
    assert "preview" in anna.open(f"/vorschau/{SLUG}/angaben").html
    still = anna.open(f"/vorschau/{SLUG}/angaben?bild=1")
    assert not [node for node in still.tree.all("div") if node.attributes.get("id") == "vorschau"]
    assert "/preview.js" not in still.html
    assert "frame-ancestors 'self'" in still.headers["Content-Security-Policy"]


def test_whoever_goes_on_gets_a_draft_in_that_state(app: Flask, anna: Person) -> None:
    shown = anna.open(f"/vorschau/{SLUG}/anlagen?person=P02&zustand=ausgefuellt")
    after = anna.send(shown)
    assert after.path == "pruefen"
    assert after.url.startswith("/antrag/")
    assert "Jürgen Groß" in after.html
    assert "psst" in after.html
    file = next(a.attributes["href"] for a in anna.open(after.url.replace("pruefen", "anlagen")).tree.all("a"))
    draft = rooms(app).store.drafts.open(after.number, anna.cookies()[f"aw-{after.number}"])
    assert draft is not None
    assert draft.lifetime.days == 1
    assert file


def test_what_is_typed_in_the_preview_is_judged_and_kept(anna: Person) -> None:
    refused = anna.send(anna.open(f"/vorschau/{SLUG}/angaben"), {"name": "Neu", "anzahl": "viel"})
    assert refused.status == 422
    assert refused.value("anzahl") == "viel"
    accepted = anna.send(refused, probe.GOOD["angaben"])
    assert accepted.path == "anlagen"


def test_a_browser_keeps_only_its_newest_previews(settings: Settings, start: Callable[[Settings], Flask]) -> None:
    app = start(replace(settings, secure=True))
    preview.allow(app, lambda slug: True)
    person, https = Person(app), "https://localhost"

    def begin(url: str) -> str:
        shown = person.open(url, base_url=https)
        answer = person.client.post(shown.action, data=person.body(shown), base_url=https)
        return answer.headers.getlist("Set-Cookie")[-1].partition("=")[0]

    own = begin(f"/dienste/{SLUG}")
    names = [begin(f"/vorschau/{SLUG}/angaben?zustand=ausgefuellt") for _ in range(14)]
    assert set(person.cookies()) & set(names) == set(names[-11:])
    assert own in person.cookies()


def test_a_preview_is_german_whatever_the_browser_asks_for(anna: Person) -> None:
    english = {"Accept-Language": "en"}
    assert '<html lang="de"' in anna.open(f"/vorschau/{SLUG}/angaben", headers=english).html
    assert '<html lang="en"' in anna.open(f"/vorschau/{SLUG}/angaben?sprache=en", headers=english).html


def test_a_draft_of_the_preview_follows_the_head_without_a_page_in_between(app: Flask, anna: Person) -> None:
    draft = anna.send(anna.open(f"/vorschau/{SLUG}/angaben?person=P01&zustand=ausgefuellt"))
    head(app, form(relabelled("notiz", "Merkzettel"), added("neu", "angaben", required=True)))
    again = anna.open(draft.url)
    assert again.path == "anlagen" or again.path == "angaben"
    assert "neue-fassung" not in again.url
    page = anna.open(draft.url.replace("anlagen", "angaben"))
    assert "neu" in page.fields
    assert page.value("name") == "Jürgen Groß"


def test_a_draft_on_a_revision_that_was_asked_for_stays_there(app: Flask, anna: Person) -> None:
    head(app, form(relabelled("notiz", "Merkzettel")))
    draft = anna.send(anna.open(f"/vorschau/{SLUG}/angaben?fassung=1&zustand=ausgefuellt"))
    assert draft.path == "anlagen"
    assert "Merkzettel" not in anna.open(draft.url).html


def test_a_page_that_was_opened_before_an_edit_loses_nothing_when_it_is_sent_after_it(app: Flask, anna: Person) -> None:
    head(app, form())
    shown = anna.open(f"/vorschau/{SLUG}/angaben")
    head(app, form(removed("nurb")))
    after = anna.send(shown, probe.GOOD["angaben"])
    assert after.path == "eigene"
    back = anna.open(after.url.replace("eigene", "angaben"))
    assert back.value("name") == "Jürgen Groß"
    assert "nurb" in shown.sent["_shown"][0].split()
    assert "nurb" not in back.sent["_shown"][0].split()


def test_a_preview_is_never_handed_in(app: Flask, anna: Person) -> None:
    check = anna.send(anna.open(f"/vorschau/{SLUG}/anlagen?person=P01&zustand=ausgefuellt"))
    receipt = anna.send(check, {"bestaetigt": "ja"}, button="_absenden")
    assert receipt.path == "eingang"
    assert "VORSCHAU" in receipt.html
    assert submitted(app, receipt.number) is None
    counted = rooms(app).store.database.rows("SELECT * FROM counter", {})
    assert not counted
    assert not rooms(app).store.database.rows("SELECT * FROM obligation", {})


def test_an_outcome_leads_on_within_the_preview(app: Flask, anna: Person) -> None:
    shown = anna.open(f"/vorschau/{probe.KLAERUNG}/seite")
    ended = anna.send(shown, {"frage": "b"})
    assert ended.path == "ergebnis"
    began = anna.post(ended.url, {"_csrf": anna.token()})
    assert began.value("name") == "Übernommener Name"
    assert "frame-ancestors 'self'" in began.headers["Content-Security-Policy"]


def test_items_with_pages_of_their_own_can_be_looked_at(app: Flask, anna: Person) -> None:
    cases = {"now": NOW.isoformat(), "cases": [{"id": "L", "title": "Liste", "answers": GOOD | {"eigene": ITEMS}}]}
    head(app, form(), cases)
    overview = anna.open(f"/vorschau/{SLUG}/eigene?zustand=ausgefuellt")
    assert overview.status == 200
    second = anna.open(f"/vorschau/{SLUG}/eigene?zustand=ausgefuellt&eintrag=2")
    assert second.value(own(second, "eigene.umfang")) == "12"
    blank = anna.open(f"/vorschau/{SLUG}/eigene?zustand=leer&eintrag=2")
    assert blank.value(own(blank, "eigene.umfang")) == ""
    wrong = anna.open(f"/vorschau/{SLUG}/eigene?zustand=fehler&eintrag=2")
    assert wrong.errors
    sent = anna.send(second)
    assert sent.status == 200
    assert sent.url.startswith("/antrag/")


ITEMS = [{"art": "birke", "umfang": 11}, {"art": "birke", "umfang": 12}]


def own(screen: Screen, id_: str) -> str:
    """The full name of an input of an item."""
    return next(name for name in screen.sent if name.endswith(f"/{id_}"))


def test_findings_are_kept_for_the_revision_and_state_that_they_are_about(app: Flask, anna: Person) -> None:
    screen = anna.open(f"/vorschau/{SLUG}/angaben")
    about = bar(screen)
    one = {"rule": "label", "impact": "serious", "help": "Feld ohne Namen", "selector": "#f-name", "element": "name"}
    body = {"_csrf": about["data-csrf"], "fassung": about["data-fassung"], "zustand": about["data-zustand"]}
    sent = body | {"seite": about["data-seite"], "befunde": json.dumps([one | {"sure": True}])}
    assert anna.post(f"/vorschau/{SLUG}/befunde", sent).status == 204
    kept = rooms(app).store.preview_findings.of(SLUG, about["data-fassung"])
    assert [(each.rule, each.element, each.sure, each.page) for state in kept for each in state.findings] == [
        ("label", "name", True, "angaben")
    ]
    assert anna.post(f"/vorschau/{SLUG}/befunde", sent | {"befunde": "[]"}).status == 204
    assert [state.findings for state in rooms(app).store.preview_findings.of(SLUG, about["data-fassung"])] == [()]


@pytest.mark.parametrize(
    "wrong",
    [
        {"befunde": "kein JSON"},
        {"befunde": "{}"},
        {"befunde": "[1]"},
        {"befunde": json.dumps([{"rule": "x" * 200_000}])},
        {"fassung": "unbekannt"},
        {"zustand": ""},
        {"zustand": "x" * 1000},
    ],
)
def test_what_is_no_finding_is_refused(app: Flask, anna: Person, wrong: dict[str, str]) -> None:
    about = bar(anna.open(f"/vorschau/{SLUG}/angaben"))
    body = {"_csrf": about["data-csrf"], "fassung": about["data-fassung"], "zustand": "s", "befunde": "[]"}
    before = everything(app)
    assert anna.post(f"/vorschau/{SLUG}/befunde", body | wrong).status == 422
    assert everything(app) == before


def test_findings_need_the_token_of_the_browser(app: Flask, anna: Person, boris: Person) -> None:
    about = bar(anna.open(f"/vorschau/{SLUG}/angaben"))
    body = {"fassung": about["data-fassung"], "zustand": "s", "befunde": "[]"}
    assert anna.post(f"/vorschau/{SLUG}/befunde", body).status == 403
    assert boris.post(f"/vorschau/{SLUG}/befunde", body | {"_csrf": about["data-csrf"]}).status == 403


def test_the_gate_stands_before_the_preview_once(settings: Settings, start: Callable[[Settings], Flask]) -> None:
    app = start(replace(settings, access_code="taube-zange-ufer-mond"))
    preview.allow(app, lambda slug: True)
    person = Person(app)
    assert person.open(f"/vorschau/{SLUG}/angaben").status == 401
    person.open("/zugang/taube-zange-ufer-mond")
    assert person.open(f"/vorschau/{SLUG}/angaben").status == 200


def test_a_published_revision_changes_nothing_for_those_who_look_at_the_head(app: Flask, anna: Person) -> None:
    hash_ = publish(app, form(relabelled("name", "Veröffentlicht")))
    assert bar(anna.open(f"/vorschau/{SLUG}/angaben"))["data-fassung"] == hash_
