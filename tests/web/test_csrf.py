"""Requests that another site makes a browser send (threat A11): no route that changes anything takes them."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask

from formengine.web import preview
from tests.web import probe
from tests.web.files import PDF
from tests.web.person import Person, everything, rows

FOREIGN = {
    "another site's origin": {"Origin": "https://boese.example"},
    "our name on another port": {"Origin": "http://localhost:8081"},
    "our name as another's subdomain": {"Origin": "http://localhost.boese.example"},
    "an origin that hides itself": {"Origin": "null"},
    "an origin that is none": {"Origin": "http://["},
    "a browser that says cross-site": {"Sec-Fetch-Site": "cross-site"},
    "a browser that says same-site": {"Sec-Fetch-Site": "same-site"},
}


@pytest.fixture
def app(house: Flask) -> Flask:
    return house


def addresses(app: Flask, method: str, **values: str) -> Iterator[str]:
    """The address of every route that takes a method, its placeholders filled in."""
    known = {
        "slug": probe.SLUG,
        "path": "angaben",
        "hash_": "0",
        "name": "wappen.svg",
        "address": "liste/abcdefgh",
        "offered": "falsch",
        "language": "de",
        "spoken": "de",
        "wish": "zustand=leer",
    }
    known |= values
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()):
            built = rule.build(known, append_unknown=False)
            assert built is not None, f"{rule} has a placeholder that this test does not know"
            yield built[1]


def changing(app: Flask, number: str) -> list[str]:
    """The address of every route that may change something."""
    safe = {"GET", "HEAD", "OPTIONS"}
    methods = {method for rule in app.url_map.iter_rules() for method in rule.methods or ()} - safe
    assert methods == {"POST"}
    return list(addresses(app, "POST", number=number))


def refused(person: Person, urls: list[str], body: Mapping[str, Any], headers: Mapping[str, str]) -> None:
    before = everything(person.app)
    for url in urls:
        for more in ({}, {"HX-Request": "true"}):
            answer = person.post(url, body, headers={**headers, **more})
            assert answer.status == 403, f"{url} answered {answer.status}"
    assert everything(person.app) == before


def test_the_route_map_has_the_routes_that_change_something(app: Flask, anna: Person) -> None:
    assert len(changing(app, anna.begin().number)) >= 3


def test_every_route_takes_a_post_of_our_own_page(app: Flask, anna: Person) -> None:
    number = anna.begin().number
    preview.allow(app, lambda slug: True)
    for url in changing(app, number):
        headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
        answer = anna.client.post(url, data={"_csrf": anna.token()}, headers=headers)
        # A code is asked for, or findings are, and none were given.
        assert answer.status_code in ((422,) if url in ("/weitermachen", "/vorschau/probe/befunde") else (303, 409)), (
            f"{url} answered {answer.status}"
        )


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
def test_no_route_takes_a_post_from_elsewhere_even_with_a_token(
    app: Flask, anna: Person, headers: Mapping[str, str]
) -> None:
    urls = changing(app, anna.begin().number)
    refused(anna, urls, {"_csrf": anna.token(), "name": "Fremd"}, headers)


@pytest.mark.parametrize("token", [None, "", "x", "ImFiYyI.aaaa.bbbb", "ä" * 500, "\0"])
def test_no_route_takes_a_post_without_a_sound_token(app: Flask, anna: Person, token: str | None) -> None:
    urls = changing(app, anna.begin().number)
    refused(anna, urls, {} if token is None else {"_csrf": token}, {})


def test_no_route_takes_somebody_elses_token(app: Flask, anna: Person, boris: Person) -> None:
    refused(anna, changing(app, anna.begin().number), {"_csrf": boris.token()}, {})


def test_no_route_takes_the_token_of_an_earlier_session(app: Flask, anna: Person) -> None:
    urls = changing(app, anna.begin().number)
    token = anna.token()
    anna.client.delete_cookie("aw-sitzung")
    assert anna.token() != token
    refused(anna, urls, {"_csrf": token}, {})


def test_a_bad_token_without_a_draft_is_no_error_of_ours(app: Flask, anna: Person) -> None:
    for url in changing(app, "22222222"):
        answer = anna.post(url, {"_csrf": "falsch"})
        assert answer.status in (403, 404), f"{url} answered {answer.status}"


def busy(person: Person) -> list[str]:
    """A browser in the middle of things: drafts with something pending, with a file, submitted, and a Klärung."""
    first = person.begin()
    pending = person.send(first, {"anzahl": "viel"}, "_speichern")
    second = person.walk(probe.GOOD, person.begin(), until="anlagen")
    person.send(second, {"belege": [(PDF, "beleg.pdf")]}, "_speichern")
    done = person.walk(probe.GOOD, person.begin())
    asked = person.send(person.begin(probe.KLAERUNG), {"frage": "a"})
    return [pending.number, second.number, done.number, asked.number]


def file_id(app: Flask, number: str) -> str:
    return str(rows(app, number)["anlagen"][1]["files"]["belege"][0]["_id"])


def test_looking_changes_nothing(app: Flask, anna: Person) -> None:
    numbers = busy(anna)
    revision = anna.begin().html.partition("/stil/")[2].partition(".css")[0]
    urls = set()
    for number in numbers:
        for path in ("angaben", "zusatz", "anlagen", "pruefen", "seite", "gibtsnicht"):
            known = {"number": number, "path": path, "revision": revision, "id_": file_id(app, numbers[1])}
            urls |= set(addresses(app, "GET", **known))
    before = everything(app)
    seen = set()
    for method, headers in (("GET", {}), ("GET", {"HX-Request": "true"}), ("HEAD", {}), ("OPTIONS", {})):
        for url in sorted(urls):
            answer = anna.client.open(url, method=method, headers=headers)
            seen.add(answer.status_code)
            assert answer.status_code < 500, f"{method} {url}"
    assert everything(app) == before
    assert seen == {200, 204, 303, 404}


def test_head_answers_as_get_does_without_a_body(app: Flask, anna: Person) -> None:
    number = busy(anna)[0]
    for url in addresses(app, "GET", number=number, revision="0" * 64, id_="22222222"):
        get, head = anna.client.get(url), anna.client.head(url)
        assert (head.status_code, head.data) == (get.status_code, b"")


def test_an_expired_token_loses_nothing(app: Flask, anna: Person) -> None:
    typed = {"name": "Anna <b>", "anzahl": "viel", "text": "eins\r\nzwei", "art": "b", "mehr": ["zwei"], "tag:tag": "3"}
    first = anna.begin()
    anna.client.delete_cookie("aw-sitzung")
    again = anna.send(first, typed)
    assert again.status == 403
    assert "noch einmal" in again.notice
    assert {name: again.sent[name] for name in typed} == {
        name: value if isinstance(value, list) else [value] for name, value in typed.items()
    }
    assert rows(app, first.number) == {}


def test_the_fresh_token_works(app: Flask, anna: Person) -> None:
    first = anna.begin()
    anna.client.delete_cookie("aw-sitzung")
    again = anna.send(first, probe.GOOD["angaben"])
    assert anna.send(again).path == "anlagen"
    assert rows(app, first.number)["angaben"][0]["name"] == "Jürgen Groß"


def test_a_page_that_changed_meanwhile_is_a_conflict_even_after_an_expired_token(app: Flask, anna: Person) -> None:
    first = anna.begin()
    anna.send(first, probe.GOOD["angaben"])
    anna.client.delete_cookie("aw-sitzung")
    stale = anna.send(first, {**probe.GOOD["angaben"], "name": "Von gestern"})
    assert stale.status == 403
    assert anna.send(stale).status == 409
    assert rows(app, first.number)["angaben"][0]["name"] == "Jürgen Groß"
