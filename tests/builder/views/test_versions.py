"""The page of versions: who changed what and when, what differs between two, and how to get one back."""

import re

import pytest
from flask import Flask

from tests.builder.accounts.people import Hands
from tests.builder.views.shop import deliver, edited, head, relabel
from tests.web.person import rooms
from tests.web.screen import Screen

PAGE = "/werkstatt/probe/fassungen"


def text(screen: Screen) -> str:
    """What stands on a page, in one line."""
    assert screen.status == 200, screen.status
    return " ".join(re.sub(r"<[^>]+>", " ", screen.html).replace("&#34;", '"').split())


def test_the_history_says_who_changed_what_and_when(app: Flask, boris: Hands) -> None:
    edited(app, boris.id, relabel("name", "Ganzer Name"), "„Name“ umformuliert")
    shown = text(boris.open(PAGE))
    assert "„Name“ umformuliert Boris, 23. November 2026, 9:00 Uhr" in shown
    assert "ausgeliefert Auslieferung" in shown


def test_the_history_shows_fifty_revisions_a_page_and_leads_to_older_ones(app: Flask, boris: Hands) -> None:
    for number in range(52):
        edited(app, boris.id, relabel("name", f"Name {number}"), f"Schritt {number}.")
    first = boris.open(PAGE)
    assert "Schritt 51." in first.html
    assert "Schritt 2." in first.html
    assert "Schritt 1." not in first.html
    older = re.search(rf'href="({PAGE}\?vor=\d+)"', first.html)
    assert older is not None
    assert "Schritt 1." in boris.open(older[1]).html


def test_two_revisions_are_compared_in_sentences_by_page(app: Flask, boris: Hands) -> None:
    before = head(app).number
    edited(app, boris.id, relabel("name", "Ganzer Name"))
    after = edited(app, boris.id, relabel("notiz", "Bemerkung")).number
    shown = text(boris.open(f"{PAGE}/{before}/{after}"))
    assert "Seite „Ihre Angaben“ Texte Beschriftung: „Name“ → „Ganzer Name“" in shown
    assert "Seite „Anlagen“ Texte Beschriftung: „Notiz“ → „Bemerkung“" in shown
    assert "2 Änderungen" in shown


def test_pages_that_changed_stand_side_by_side_in_titled_frames(app: Flask, boris: Hands) -> None:
    before = head(app).number
    after = edited(app, boris.id, relabel("name", "Ganzer Name")).number
    html = boris.open(f"{PAGE}/{before}/{after}").html
    for number in (before, after):
        assert f'src="/vorschau/probe/angaben?fassung={number}"' in html
        assert f'title="Ihre Angaben in Fassung {number}"' in html


def test_the_comparison_can_be_narrowed_to_one_kind_of_change(app: Flask, boris: Hands) -> None:
    before = head(app).number
    edited(app, boris.id, relabel("name", "Ganzer Name"))
    after = edited(app, boris.id, lambda form: form["schema"]["required"].append("email")).number
    shown = text(boris.open(f"{PAGE}/{before}/{after}?art=requirement"))
    assert "Feld „E-Mail“: freiwillig → Pflicht" in shown
    assert "→ „Ganzer Name“" not in shown
    assert "Alle (2)" in shown


def test_what_would_lose_answers_of_running_drafts_is_marked(app: Flask, boris: Hands) -> None:
    before = head(app).number

    def shorten(form: dict[str, object]) -> None:
        form["schema"]["properties"]["art"]["oneOf"].pop()  # type: ignore[index]

    after = edited(app, boris.id, shorten).number
    shown = text(boris.open(f"{PAGE}/{before}/{after}"))
    assert "In laufenden Entwürfen können Antworten verloren gehen." in shown
    assert "Antwortmöglichkeit „Gesperrt“ entfernt Antworten können verloren gehen" in shown


def test_the_form_of_the_history_leads_to_the_comparison_with_the_older_one_first(app: Flask, boris: Hands) -> None:
    edited(app, boris.id, relabel("name", "Ganzer Name"))
    response = boris.client.get(f"{PAGE}/vergleich?von=2&bis=1")
    assert response.status_code == 302
    assert response.headers["Location"].endswith(f"{PAGE}/1/2")


def test_a_revision_is_restored_named_and_published_without_a_script(app: Flask, boris: Hands) -> None:
    before = head(app)
    changed = edited(app, boris.id, relabel("name", "Ganzer Name"))
    press = {"basis": str(changed.number), "weiter": PAGE}
    boris.press("/werkstatt/probe/tun", {**press, "schritt": "benennen", "a.fassung": "2", "a.name": "Probe 1"})
    assert "Probe 1" in text(boris.open(PAGE))
    boris.press("/werkstatt/probe/tun", {**press, "schritt": "veroeffentlichen", "a.fassung": "2"})
    published = rooms(app).store.bundles.published("probe")
    assert published is not None
    assert published.number == changed.number
    boris.press("/werkstatt/probe/tun", {**press, "schritt": "wiederherstellen", "a.fassung": str(before.number)})
    assert head(app).bundle.hash == before.bundle.hash
    assert head(app).number == changed.number + 1


def test_a_newer_delivery_is_offered_and_joined_with_what_was_edited_here(app: Flask, boris: Hands) -> None:
    edited(app, boris.id, relabel("name", "Ganzer Name"))
    assert "Neue Auslieferung" not in boris.open(PAGE).html
    number = deliver(app, relabel("notiz", "Bemerkung"))
    shown = boris.open(PAGE)
    assert "Neue Auslieferung liegt vor." in shown.html
    offer = text(boris.open(f"{PAGE}/1/{number}"))
    assert "Beschriftung: „Notiz“ → „Bemerkung“" in offer
    assert "Neue Auslieferung übernehmen" in offer
    boris.press(
        "/werkstatt/probe/tun", {"schritt": "auslieferung", "basis": "2", "a.fassung": str(number), "weiter": PAGE}
    )
    joined = str(head(app).bundle.form)
    assert "Ganzer Name" in joined
    assert "Bemerkung" in joined
    assert "Neue Auslieferung" not in boris.open(PAGE).html
    assert "neue Auslieferung" not in boris.open("/werkstatt/probe/").html
    boris.press("/werkstatt/probe/tun", {"schritt": "rueckgaengig", "basis": "4", "weiter": PAGE})
    assert "Neue Auslieferung liegt vor." in boris.open(PAGE).html


def test_whoever_only_tests_sees_the_versions_but_cannot_change_them(app: Flask, boris: Hands, quinn: Hands) -> None:
    edited(app, boris.id, relabel("name", "Ganzer Name"))
    shown = quinn.open(PAGE)
    assert "Was ist anders" in shown.html
    assert "/tun" not in shown.html


def test_nobody_reads_the_versions_without_signing_in(nobody: Hands) -> None:
    response = nobody.client.get(PAGE)
    assert response.status_code == 303
    assert "/werkstatt/anmelden" in response.headers["Location"]


@pytest.mark.parametrize("path", ["/1/99", "/99/1", "/1/99999999999999999999"])
def test_a_revision_that_is_not_there_is_not_found(boris: Hands, path: str) -> None:
    assert boris.client.get(PAGE + path).status_code == 404


def test_a_definition_that_is_not_there_has_no_versions(boris: Hands) -> None:
    assert boris.client.get("/werkstatt/nichts/fassungen").status_code == 404
