"""Links that work once: what they make, when they end, and that no race makes two of one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from formengine.store.accounts import Role
from tests.builder.accounts.people import PASSWORD, Hands, Watch
from tests.web.person import everything, rooms

GOOD = {"name": "dora.muster", "anzeige": "Dora Muster", "kennwort": PASSWORD}


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_a_link_makes_an_account_with_its_role_and_signs_it_in(app: Flask, nobody: Hands, role: str) -> None:
    nobody.accept(nobody.open(nobody.invited(role)), **GOOD)
    found = rooms(app).store.accounts.named("Dora.Muster")
    assert found is not None
    assert (found.display, found.role) == ("Dora Muster", role)
    assert nobody.is_in()


def test_a_link_works_once(app: Flask, nobody: Hands) -> None:
    link = nobody.invited("designer")
    page = nobody.open(link)
    nobody.accept(page, **GOOD)
    other = Hands(app)
    assert other.open(link).status == 404
    assert other.post(link, {"_csrf": other.token(), **GOOD, "name": "emil"}).status == 404
    assert rooms(app).store.accounts.named("emil") is None


def test_looking_at_a_link_does_not_use_it_up(app: Flask, nobody: Hands) -> None:
    link = nobody.invited("designer")
    before = everything(app)
    for _ in range(3):
        assert Hands(app).open(link).status == 200
        assert Hands(app).client.head(link).status_code == 200
    assert everything(app) == before


def test_a_link_ends_after_seven_days(nobody: Hands, watch: Watch) -> None:
    link = nobody.invited("designer")
    watch.forward(days=6, hours=23)
    page = nobody.open(link)
    assert page.status == 200
    watch.forward(hours=1)
    assert nobody.open(link).status == 404
    assert nobody.accept(page, **GOOD).status == 404


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "d"),
        ("name", "dora muster"),
        ("name", "x" * 61),
        ("name", "<b>dora"),
        ("name", "anna"),
        ("name", "ANNA"),
        ("anzeige", ""),
        ("anzeige", "D" * 81),
        ("kennwort", ""),
        ("kennwort", "kurz"),
        ("kennwort", "passwort2026!"),
        ("kennwort", "dora.muster1"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_only_the_password_is_typed_again(
    app: Flask, anna: Hands, nobody: Hands, field: str, typed: str
) -> None:
    link = nobody.invited("designer")
    answer = nobody.accept(nobody.open(link), **{**GOOD, field: typed})
    assert answer.status == 422
    assert set(answer.errors) == {field}
    for name in ("name", "anzeige"):
        assert answer.value(name) == {**GOOD, field: typed}[name]
    assert answer.value("kennwort") == ""
    assert PASSWORD not in answer.html
    nobody.accept(answer, **GOOD)
    assert nobody.is_in()


def test_of_many_who_send_the_same_link_one_gets_an_account(app: Flask) -> None:
    people = [Hands(app) for _ in range(6)]
    link = people[0].invited("designer")
    pages = [person.open(link) for person in people]

    def send(at: int) -> None:
        people[at].accept(pages[at], name=f"dora{at}", anzeige="Dora", kennwort=PASSWORD)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(send, range(6)))
    assert sum(person.is_in() for person in people) == 1
    assert len(rooms(app).store.accounts.listed()) == 1


def test_a_link_for_a_new_password_sets_it_and_ends_every_browser(app: Flask, anna: Hands, boris: Hands) -> None:
    page = anna.press(f"/werkstatt/konten/{boris.id}/kennwort")
    link = next(node for node in page.tree.all("input") if node.attributes.get("id") == "f-link").attributes["value"]
    assert boris.is_in()
    other = Hands(app)
    asked = other.open(link)
    assert "boris" in asked.html
    weak = other.accept(asked, kennwort="kurz")
    assert set(weak.errors) == {"kennwort"}
    done = other.accept(weak, kennwort="sieben ganz neue Wörter")
    assert "neues Kennwort gilt" in done.notice
    assert (boris.is_in(), other.is_in()) == (False, False)
    assert other.sign_in("boris").status == 422
    other.sign_in("boris", "sieben ganz neue Wörter")
    assert other.is_in()
    assert Hands(app).open(link).status == 404


def test_a_newer_link_for_a_password_replaces_the_older_one(app: Flask, anna: Hands, boris: Hands) -> None:
    store, now = rooms(app).store, rooms(app).settings.clock.now()
    old, new = (store.invitations.make(Role.DESIGNER, anna.id, now, account=boris.id) for _ in range(2))
    assert store.invitations.find(old, now) is None
    assert store.invitations.find(new, now) is not None


def test_a_link_for_a_password_keeps_the_second_factor(app: Flask, anna: Hands, boris: Hands) -> None:
    boris.with_factor()
    store, now = rooms(app).store, rooms(app).settings.clock.now()
    secret = store.invitations.make(Role.DESIGNER, anna.id, now, account=boris.id)
    other = Hands(app)
    other.accept(other.open(f"/werkstatt/einladung/{secret}"), kennwort="sieben ganz neue Wörter")
    assert other.sign_in("boris", "sieben ganz neue Wörter").title == "Code eingeben"
    assert not other.is_in()


def test_the_secret_of_a_link_is_not_stored(app: Flask, nobody: Hands) -> None:
    assert nobody.invited("qa").rpartition("/")[2] not in "\n".join(everything(app))


def test_who_is_signed_in_and_follows_a_link_is_somebody_else_afterwards(app: Flask, boris: Hands) -> None:
    old = boris.secret
    boris.accept(boris.open(boris.invited("qa")), **GOOD)
    assert "Dora Muster" in boris.open("/werkstatt/konto").html
    boris.client.set_cookie("aw-konto", old)
    assert not boris.is_in()
