"""The trail: who did what, and nothing that must stay secret."""

from dataclasses import replace

from flask import Flask

from formengine.store.edits import Step
from tests.builder.accounts.people import PASSWORD, SIGN_IN, Hands, Watch
from tests.web.person import rooms

TRAIL = "/werkstatt/konten/protokoll"


def actions(person: Hands) -> list[tuple[str, str]]:
    """Who did what, the oldest first."""
    store = rooms(person.app).store
    names = {each.account.id: each.account.name for each in store.accounts.listed()}
    return [(names.get(entry.account, entry.account), entry.action) for entry in reversed(store.audit.entries())]


def test_what_happens_to_accounts_is_written_down(app: Flask, anna: Hands, boris: Hands) -> None:
    anna.press("/werkstatt/konten/einladen", {"rolle": "qa"})
    anna.press(f"/werkstatt/konten/{boris.id}/rolle", {"rolle": "moderator"})
    boris.sign_in("boris", "ganz falsches Kennwort")
    boris.sign_in()
    boris.press("/werkstatt/konten/einladen", {"rolle": "admin"})
    boris.press("/werkstatt/abmelden")
    anna.press(f"/werkstatt/konten/{boris.id}/schliessen")
    assert actions(anna) == [
        ("anna", "beigetreten"),
        ("anna", "angemeldet"),
        ("boris", "beigetreten"),
        ("boris", "angemeldet"),
        ("anna", "eingeladen"),
        ("anna", "Rolle geändert"),
        ("boris", "abgewiesen"),
        ("boris", "angemeldet"),
        ("boris", "abgewiesen"),
        ("boris", "abgemeldet"),
        ("anna", "Konto geschlossen"),
    ]


def test_a_name_that_nobody_has_is_refused_in_the_trail_without_the_name(app: Flask, anna: Hands) -> None:
    Hands(app).sign_in("mein.kennwort.im.falschen.feld", "ganz falsches Kennwort")
    (entry,) = rooms(app).store.audit.entries(1)
    assert (entry.account, entry.action, entry.details) == ("", "abgewiesen", {"grund": "Kennwort"})
    assert "unbekannt" in anna.open(TRAIL).tree.words()


def test_no_password_secret_or_code_stands_in_it(app: Flask, anna: Hands, boris: Hands) -> None:
    secret, link = boris.with_factor(), boris.invited("qa")
    boris.press("/werkstatt/konto/kennwort", {"kennwort": PASSWORD, "kennwort-neu": "fünf andere lange Wörter"})
    anna.press(f"/werkstatt/konten/{boris.id}/kennwort")
    boris.press("/werkstatt/konto/zweiter-faktor/aus", {"kennwort": "ganz falsches Kennwort"})
    said = str(rooms(app).store.audit.entries()) + anna.open(TRAIL).html
    kept = (secret, link.rpartition("/")[2], PASSWORD, "fünf andere", "ganz falsches", boris.secret, anna.secret)
    assert not any(word in said for word in kept)


def test_it_names_people_services_and_revisions(app: Flask, anna: Hands, boris: Hands, watch: Watch) -> None:
    watch.forward(minutes=5)
    store, now = rooms(app).store, rooms(app).settings.clock.now()
    store.audit.note(boris.id, "rename", "probe", 7, {"element": "name"}, now)
    store.audit.note(boris.id, "rename", "andere", 8, {}, now)
    words = anna.open(TRAIL, query_string={"dienst": "probe"}).tree.words()
    assert "23. November 2026, 9:05 Uhr Boris rename probe 7 element: name" in " ".join(words.split())
    assert "andere" not in words


def test_an_edit_is_named_by_what_it_did(app: Flask, anna: Hands, boris: Hands) -> None:
    store, now = rooms(app).store, rooms(app).settings.clock.now()
    head = store.bundles.head("probe")
    assert head is not None
    bundle = store.bundles.load(head)
    changed = replace(bundle, form={**bundle.form, "title": "Neuer Titel"})
    made = store.edits.record(changed, head, Step(boris.id, "retitle", {}, "Titel geändert"), now)
    store.audit.note(boris.id, "retitle", "probe", made.number, {}, now)
    store.audit.note(boris.id, "veroeffentlicht", "probe", made.number, {}, now)
    words = " ".join(anna.open(TRAIL).tree.words().split())
    assert f"Boris bearbeitet probe {made.number} Titel geändert" in words
    assert f"Boris freigegeben probe {made.number} 23." in words
    assert "retitle" not in words


def test_older_lines_are_a_page_further(app: Flask, anna: Hands) -> None:
    store, now = rooms(app).store, rooms(app).settings.clock.now()
    for number in range(230):
        store.audit.note(anna.id, f"Schritt{number}", "", 0, {}, now)
    seen: list[str] = []
    page = anna.open(TRAIL)
    for _ in range(3):
        seen += [cell.words() for row in page.tree.all("tbody") for cell in row.all("td") if "Schritt" in cell.words()]
        older = [link for link in page.tree.all("a") if link.words() == "Ältere"]
        page = anna.open(older[0].attributes["href"]) if older else page
    assert seen == [f"Schritt{number}" for number in reversed(range(230))]
    assert anna.open(TRAIL, query_string={"vor": "9" * 30}).status in (200, 422)
    assert anna.open(TRAIL, query_string={"vor": "abc"}).status == 200


def test_nobody_but_admins_reads_it(boris: Hands, nobody: Hands) -> None:
    assert boris.open(TRAIL).status == 403
    assert nobody.open(TRAIL).url.startswith(SIGN_IN)
