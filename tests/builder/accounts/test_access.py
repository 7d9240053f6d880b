"""Who gets in where: every route of the builder, asked by nobody, by a participant and by each role."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from formengine.store.accounts import Role
from formengine.web import Settings
from tests.builder.accounts.people import KEPT, SIGN_IN, Hands
from tests.web import probe
from tests.web.person import everything
from tests.web.test_csrf import FOREIGN
from tests.web.test_gate import CODE, let_in

ROLES = [role.value for role in Role]
KNOWN = {"slug": probe.SLUG, "secret": "A" * 22, "id": "abcdefgh"}
ADMINS = ("/werkstatt/konten",)
OPEN = (SIGN_IN, "/werkstatt/einladung/")


def routes(app: Flask, method: str) -> Iterator[str]:
    """The address of every route of the builder that takes a method."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/werkstatt") and method in (rule.methods or ()):
            yield address(rule)


def address(rule: Rule) -> str:
    built = rule.build({name: KNOWN.get(name, "1") for name in rule.arguments}, append_unknown=False)
    assert built is not None, rule
    return built[1]


@pytest.fixture
def participant(app: Flask) -> Hands:
    """Somebody who tries a prototype."""
    found = Hands(app)
    found.begin()
    return found


@pytest.mark.parametrize("who", ["nobody", "participant"])
def test_without_an_account_no_page_of_the_builder_opens(app: Flask, who: str, request: Any) -> None:
    person: Hands = request.getfixturevalue(who)
    urls = [url for url in routes(app, "GET") if not url.startswith(OPEN)]
    assert len(urls) >= 4
    for url in urls:
        for more in ({}, {"HX-Request": "true"}):
            answer = person.client.get(url, headers=more)
            assert answer.status_code == (401 if more else 303), url
            assert answer.headers["HX-Redirect" if more else "Location"].startswith(SIGN_IN), url
            assert not more or answer.get_data() == b""
    assert person.open(SIGN_IN).status == 200
    assert person.open("/werkstatt/einladung/" + "A" * 22).status == 404
    assert person.open(SIGN_IN + "/code").url == SIGN_IN


@pytest.mark.parametrize("who", ["nobody", "participant"])
def test_without_an_account_no_post_to_the_builder_does_anything(app: Flask, who: str, request: Any) -> None:
    person: Hands = request.getfixturevalue(who)
    before = everything(app)
    for url in routes(app, "POST"):
        answer = person.client.post(url, data={"_csrf": person.token(), "rolle": "admin"})
        assert answer.status_code != 200, url
        assert SIGN_IN in answer.headers.get("Location", "") or url.startswith(OPEN), url
    assert everything(app) == before


@pytest.mark.parametrize("role", [role for role in ROLES if role != "admin"])
def test_only_admins_manage_accounts(app: Flask, anna: Hands, role: str) -> None:
    person = Hands(app).joined("carla", role)
    token = person.token()
    accounts = [everything_but_audit(app)]
    gets = [url for url in routes(app, "GET") if url.startswith(ADMINS)]
    posts = [url for url in routes(app, "POST") if url.startswith(ADMINS)]
    assert len(gets) == 2
    assert len(posts) == 8
    for answer in (
        *(person.client.get(url) for url in gets),
        *(person.client.post(url.replace("abcdefgh", anna.id), data={"_csrf": token}) for url in posts),
    ):
        assert answer.status_code == 403
        assert "nicht für Ihre Rolle" in answer.get_data(as_text=True)
    assert [everything_but_audit(app)] == accounts
    assert anna.is_in()


def everything_but_audit(app: Flask) -> list[str]:
    """What is stored, without the trail, in which refusals are noted."""
    return [line for line in everything(app) if not line.startswith('INSERT INTO "audit"')]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_answers_each_role_without_an_error_of_ours(app: Flask, anna: Hands, role: str) -> None:
    person = anna if role == "admin" else Hands(app).joined("carla", role)
    for url in routes(app, "GET"):
        answer = person.client.get(url)
        assert answer.status_code in (200, 302, 303, 308, 403, 404), url
        if url.startswith(ADMINS):
            assert answer.status_code == (200 if role == "admin" else 403)


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
def test_no_other_site_can_make_an_admin_s_browser_do_anything(
    app: Flask, anna: Hands, headers: dict[str, str]
) -> None:
    token, before = anna.token(), everything(app)
    for url in routes(app, "POST"):
        answer = anna.client.post(url.replace("abcdefgh", anna.id), data={"_csrf": token}, headers=headers)
        assert answer.status_code == 403, url
    assert everything(app) == before


@pytest.mark.parametrize("token", ["", "falsch", None])
def test_without_a_token_no_post_does_anything(app: Flask, anna: Hands, nobody: Hands, token: str | None) -> None:
    before = everything(app)
    body = {"rolle": "qa", "_csrf": nobody.token() if token is None else token}
    for url in routes(app, "POST"):
        answer = anna.client.post(url.replace("abcdefgh", anna.id), data=body)
        assert answer.status_code in (403, 422), url
    assert everything(app) == before
    assert anna.is_in()


def test_a_page_that_was_asked_for_opens_after_signing_in(anna: Hands) -> None:
    anna.press("/werkstatt/abmelden")
    asked = anna.open("/werkstatt/konten/protokoll?dienst=a&vor=9")
    assert anna.send(asked, {"name": "anna", "kennwort": "vier kurze bunte Wörter"}, "").url == (
        "/werkstatt/konten/protokoll?dienst=a&vor=9"
    )


class TestBehindTheGate:
    """In the room, and behind a proxy, the access code comes first."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return replace(settings, access_code=CODE, address="http://localhost:8000", lan=True)

    def test_strangers_see_the_gate_in_place_of_the_sign_in_page(self, app: Flask, nobody: Hands) -> None:
        for url in (*routes(app, "GET"), SIGN_IN):
            assert nobody.client.get(url).status_code == 401, url
        token, before = "", everything(app)
        for url in routes(app, "POST"):
            assert nobody.client.post(url, data={"_csrf": token}).status_code == 401, url
        assert everything(app) == before

    def test_whoever_was_invited_needs_no_code_then_or_later(self, app: Flask, nobody: Hands) -> None:
        person = nobody.joined("dora", "designer")
        assert person.is_in()
        person.press("/werkstatt/abmelden")
        assert person.open(SIGN_IN).status == 200
        person.sign_in()
        assert person.is_in()

    def test_a_link_that_was_used_shows_the_gate_again(self, nobody: Hands, app: Flask) -> None:
        link = nobody.invited("qa")
        nobody.accept(nobody.open(link), name="dora", anzeige="Dora", kennwort="vier kurze bunte Wörter")
        assert Hands(app).client.get(link).status_code == 401
        assert Hands(app).client.get("/werkstatt/einladung/" + "A" * 22).status_code == 401

    def test_an_open_link_lets_nobody_see_anything_else(self, nobody: Hands) -> None:
        assert nobody.open(nobody.invited("admin")).status == 200
        assert nobody.client.get("/").status_code == 401
        assert nobody.client.get("/dienste/probe").status_code == 401

    def test_somebody_signed_in_passes_even_after_the_cookie_of_the_code_is_gone(self, nobody: Hands) -> None:
        person = nobody.joined("dora", "designer")
        person.client.delete_cookie("aw-zugang")
        assert person.open("/dienste/probe").status == 200
        person.client.delete_cookie(KEPT)
        assert person.client.get("/dienste/probe").status_code == 401

    def test_with_the_code_people_sign_in_as_anywhere(self, app: Flask, nobody: Hands) -> None:
        nobody.joined("dora", "designer")
        other = Hands(app)
        let_in(other)
        other.sign_in("dora")
        assert other.is_in()

    def test_a_participant_with_the_code_still_has_no_account(self, nobody: Hands) -> None:
        let_in(nobody)
        assert nobody.open("/werkstatt/konto").url.startswith(SIGN_IN)


@pytest.mark.parametrize(("secure", "name"), [(False, "aw-konto"), (True, "__Host-aw-konto")])
def test_the_cookie_is_as_strict_as_its_scheme_allows(
    settings: Settings, start: Callable[[Settings], Flask], secure: bool, name: str
) -> None:
    person = Hands(start(replace(settings, secure=secure)))
    base = "https://localhost" if secure else "http://localhost"
    link = person.invited("designer")
    page = person.open(link, base_url=base)
    typed = {"name": "dora", "anzeige": "Dora", "kennwort": "vier kurze bunte Wörter"}
    answer = person.client.post(link, data=person.body(page, typed, ""), base_url=base)
    (cookie,) = (line for line in answer.headers.getlist("Set-Cookie") if line.startswith(f"{name}="))
    flags = {part.strip() for part in cookie.split(";")[1:]}
    assert {"HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=1209600"} <= flags
    assert ("Secure" in flags) is secure
    assert not any(flag.startswith("Domain") for flag in flags)
    assert len(cookie.split(";")[0].partition("=")[2]) >= 22
