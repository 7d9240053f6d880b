"""The list of accounts: what admins do there, and that there is always one of them."""

import re

import pytest
from flask import Flask

from formengine.store.accounts import Role
from tests.builder.accounts.people import SIGN_IN, Hands, Watch
from tests.web.person import rooms

LIST = "/werkstatt/konten"


def role(person: Hands) -> Role:
    found = rooms(person.app).store.accounts.get(person.id)
    assert found is not None
    return found.role


def test_an_invitation_is_a_link_that_is_shown_once(app: Flask, anna: Hands) -> None:
    page = anna.press(f"{LIST}/einladen", {"rolle": "qa"})
    (link,) = re.findall(r'value="http://localhost(/werkstatt/einladung/[\w-]{22})"', page.html)
    assert "Prüfung" in page.notice
    again = anna.open(LIST).html
    assert link.rpartition("/")[2] not in again
    assert "Offene Links" in again
    person = Hands(app)
    assert person.open(link).status == 200


def test_an_invitation_that_waits_can_be_withdrawn(app: Flask, anna: Hands) -> None:
    link = anna.invited("qa")
    (path,) = re.findall(rf"{LIST}/einladungen/[0-9A-F]{{64}}/zurueckziehen", anna.open(LIST).html)
    anna.press(path)
    assert Hands(app).open(link).status == 404
    assert anna.press(path).status == 200


@pytest.mark.parametrize("posted", ["", "chef", "Admin", "admin'--"])
def test_only_roles_that_exist_are_given(app: Flask, anna: Hands, boris: Hands, posted: str) -> None:
    assert anna.press(f"{LIST}/einladen", {"rolle": posted}).status == 422
    assert anna.press(f"{LIST}/{boris.id}/rolle", {"rolle": posted}).status == 422
    assert role(boris) is Role.DESIGNER
    assert rooms(app).store.invitations.waiting(rooms(app).settings.clock.now()) == []


def test_another_role_ends_what_was_signed_in_with_the_old_one(app: Flask, anna: Hands, boris: Hands) -> None:
    anna.press(f"{LIST}/{boris.id}/rolle", {"rolle": "admin"})
    assert role(boris) is Role.ADMIN
    assert not boris.is_in()
    boris.sign_in()
    assert boris.open(LIST).status == 200


def test_one_s_own_role_changes_with_a_new_secret(app: Flask, anna: Hands, boris: Hands) -> None:
    anna.press(f"{LIST}/{boris.id}/rolle", {"rolle": "admin"})
    old = anna.secret
    answer = anna.press(f"{LIST}/{anna.id}/rolle", {"rolle": "qa"})
    assert answer.title == "Mein Konto"
    assert anna.secret != old
    assert anna.open(LIST).status == 403
    anna.client.set_cookie("aw-konto", old)
    assert not anna.is_in()


@pytest.mark.parametrize(("path", "typed"), [("rolle", {"rolle": "designer"}), ("schliessen", {})])
def test_the_last_admin_stays(app: Flask, anna: Hands, boris: Hands, path: str, typed: dict[str, str]) -> None:
    answer = anna.press(f"{LIST}/{anna.id}/{path}", typed)
    assert answer.status == 409
    assert "letzte" in answer.html
    assert anna.open(LIST).status == 200
    Hands(app).joined("carla", "admin")
    anna.press(f"{LIST}/{anna.id}/{path}", typed)
    assert anna.client.get(LIST).status_code in (303, 403)


@pytest.mark.parametrize(("path", "typed"), [("rolle", {"rolle": "designer"}), ("schliessen", {})])
def test_who_may_no_longer_invite_has_kept_no_link_to_come_back_by(
    app: Flask, anna: Hands, path: str, typed: dict[str, str]
) -> None:
    carla = Hands(app).joined("carla", "admin")
    page = carla.press(f"{LIST}/einladen", {"rolle": "admin"})
    (link,) = re.findall(r'value="http://localhost(/werkstatt/einladung/[\w-]{22})"', page.html)
    assert Hands(app).open(link).status == 200
    anna.press(f"{LIST}/{carla.id}/{path}", typed)
    assert Hands(app).open(link).status == 404


def test_a_closed_admin_does_not_count(app: Flask, anna: Hands) -> None:
    carla = Hands(app).joined("carla", "admin")
    anna.press(f"{LIST}/{carla.id}/schliessen")
    assert anna.press(f"{LIST}/{anna.id}/schliessen").status == 409


def test_a_closed_account_is_out_at_once_and_stays_in_the_list(app: Flask, anna: Hands, boris: Hands) -> None:
    whose, shared = boris.id, rooms(app)
    link = shared.store.invitations.make(Role.DESIGNER, anna.id, shared.settings.clock.now(), account=whose)
    anna.press(f"{LIST}/{whose}/schliessen")
    assert not boris.is_in()
    assert boris.sign_in().status == 422
    assert Hands(app).open(f"/werkstatt/einladung/{link}").status == 404
    assert "geschlossen am 23. November 2026" in anna.open(LIST).html
    anna.press(f"{LIST}/{whose}/oeffnen")
    boris.sign_in()
    assert boris.is_in()


def test_all_browsers_of_an_account_can_be_ended(app: Flask, anna: Hands, boris: Hands) -> None:
    other = Hands(app)
    other.sign_in("boris")
    anna.press(f"{LIST}/{boris.id}/abmelden")
    assert (boris.is_in(), other.is_in(), anna.is_in()) == (False, False, True)


def test_the_list_says_who_is_there_with_which_role_and_since_when(anna: Hands, boris: Hands, watch: Watch) -> None:
    watch.forward(hours=1)
    anna.open(LIST)
    words = anna.open(LIST).tree.words()
    assert "Anna (Sie)" in words
    assert "boris · Gestaltung · ohne zweiten Faktor" in words
    assert "zuletzt da: 23. November 2026, 10:00 Uhr" in words


@pytest.mark.parametrize("path", ["rolle", "schliessen", "oeffnen", "abmelden", "kennwort", "zweiter-faktor-aus"])
def test_an_account_that_is_not_there_is_not_found(anna: Hands, path: str) -> None:
    assert anna.press(f"{LIST}/gibtsnicht/{path}", {"rolle": "qa"}).status == 404


def test_a_name_with_markup_stays_a_text(app: Flask, anna: Hands) -> None:
    person = Hands(app)
    shown = '<script>alert(1)</script>"'
    typed = {"name": "eva", "anzeige": shown, "kennwort": "vier kurze bunte Wörter"}
    person.accept(person.open(person.invited("designer")), **typed)
    for url in (LIST, f"{LIST}/protokoll"):
        page = anna.open(url)
        assert "<script>alert" not in page.html
        assert shown in page.tree.words()
    assert shown in person.open("/werkstatt/konto").tree.words()


def test_the_pages_load_from_us_and_run_nothing_inline(anna: Hands, nobody: Hands) -> None:
    pages = [
        anna.open(url) for url in (LIST, f"{LIST}/protokoll", "/werkstatt/konto", "/werkstatt/konto/zweiter-faktor")
    ]
    for page in (*pages, nobody.open(SIGN_IN), nobody.open(nobody.invited("qa"))):
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        for node in page.tree.all():
            assert not any(name == "style" or name.startswith("on") for name in node.attributes), page.url
            assert node.tag not in ("script", "style") or node.attributes.get("src", "").startswith("/static/")


def test_password_fields_tell_managers_what_they_are_and_take_what_is_pasted(anna: Hands, nobody: Hands) -> None:
    told = {
        SIGN_IN: {"name": "username", "kennwort": "current-password"},
        nobody.invited("qa"): {"name": "username", "anzeige": "name", "kennwort": "new-password"},
    }
    for url, tokens in told.items():
        fields = [node.attributes for node in nobody.open(url).tree.all("input") if node.attributes["type"] != "hidden"]
        assert {field["name"]: field["autocomplete"] for field in fields} == tokens
        assert not any(name in field for field in fields for name in ("maxlength", "onpaste", "readonly"))
    own = {node.attributes.get("id"): node.attributes for node in anna.open("/werkstatt/konto").tree.all("input")}
    assert own["f-kennwort-neu"]["autocomplete"] == "new-password"
    code = {
        node.attributes.get("id"): node.attributes
        for node in anna.open("/werkstatt/konto/zweiter-faktor").tree.all("input")
    }
    assert code["f-code"]["autocomplete"] == "one-time-code"
