"""Cookies and headers (threats A19, A20): the same on every answer, errors and static files included."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from formengine.web import Settings
from tests.web import probe
from tests.web.files import PDF
from tests.web.person import Person, rooms
from tests.web.screen import Screen

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


def asset(person: Person) -> str:
    return next(
        link.attributes["href"] for link in person.open("/").tree.all("link") if "/static/" in link.attributes["href"]
    )


def style(screen: Screen) -> str:
    return next(link.attributes["href"] for link in screen.tree.all("link") if "/stil/" in link.attributes["href"])


def answers(person: Person) -> Iterator[tuple[str, int, Screen]]:
    """Every kind of answer that the application gives: what it is, the status it must have, and it."""
    first = person.begin()
    url = f"/antrag/{first.number}"
    files = person.walk(probe.GOOD, person.begin(), until="anlagen")
    page = person.send(files, {"belege": [(PDF, "a.pdf")], "notiz": "x" * 300})
    file = next(a.attributes["href"] for a in page.tree.all("a") if "/datei/" in a.attributes.get("href", ""))
    done = person.walk(probe.GOOD, person.begin())
    asked = person.send(person.begin(probe.KLAERUNG), {"frage": "b"})
    yield "home", 200, person.open("/")
    yield "service", 200, person.open("/dienste/probe")
    yield "notes", 200, person.open("/hinweise")
    yield "health", 200, person.open("/gesund")
    yield "step", 200, person.open(first.url)
    yield "check", 200, person.open(f"{url}/pruefen")
    yield "receipt", 200, person.open(done.url)
    yield "outcome", 200, person.open(asked.url)
    yield "file", 200, person.open(file)
    yield "redirect", 303, person._screen(person.client.get(f"{url}/"))
    yield "redirect to the slash", 308, person._screen(person.client.get(url))
    yield (
        "accepted",
        303,
        person._screen(person.client.post(first.action, data=person.body(first, probe.GOOD["angaben"]))),
    )
    yield "refused", 422, person.send(person.open(first.url), {"anzahl": "viel"})
    yield "conflict", 409, person.send(first, {"name": "anders"})
    yield "forged", 403, person.post(first.action, {"_csrf": "falsch"})
    yield "missing", 404, person.open("/gibtsnicht")
    yield "foreign draft", 404, person.open("/antrag/22222222/angaben")
    yield "method", 405, person._screen(person.client.put("/"))
    yield "too large", 413, person.post(first.action, {"_csrf": "x" * 1_100_000})
    yield "foreign host", 400, person.open("/", headers={"Host": "boese.example"})
    yield "options", 200, person._screen(person.client.options(first.url))
    yield "no asset", 404, person.open("/static/0/gibtsnicht.css")
    yield "asset", 200, person.open(asset(person))
    yield "style", 200, person.open(style(first))


def test_every_answer_carries_every_header(app: Flask, anna: Person) -> None:
    seen = list(answers(anna))
    for kind, status, answer in seen:
        assert answer.status == status, kind
        assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE, kind
        wanted = "default-src 'none'; sandbox; frame-ancestors 'none'" if kind == "file" else POLICY
        assert answer.headers.getlist("Content-Security-Policy") == [wanted], kind
        assert "Strict-Transport-Security" not in answer.headers
        assert "Access-Control-Allow-Origin" not in answer.headers
    assert {answer.status for _, _, answer in seen} == {200, 303, 308, 400, 403, 404, 405, 409, 413, 422}


def test_only_what_is_the_same_for_everybody_may_be_kept(app: Flask, anna: Person) -> None:
    for kind, _, answer in answers(anna):
        if kind in ("asset", "style"):
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert "Set-Cookie" not in answer.headers
        else:
            assert answer.headers["Cache-Control"] == "no-store", kind
            assert {"Cookie", "HX-Request"} <= set(answer.headers["Vary"].split(", ")), kind


def test_a_shared_cache_never_shows_one_person_to_another(app: Flask, anna: Person, boris: Person) -> None:
    cache: dict[str, Screen] = {}

    def through(person: Person, url: str) -> Screen:
        answer = cache.get(url) or person._screen(person.client.get(url))
        if "no-store" not in answer.headers["Cache-Control"]:
            cache[url] = answer
        return answer

    mine = anna.begin()
    anna.send(mine, {"name": "KANARIE"}, "_speichern")
    urls = ["/", mine.url, f"/antrag/{mine.number}/pruefen", asset(anna), style(mine)]
    assert "KANARIE" in "".join(through(anna, url).html for url in urls)
    assert "KANARIE" not in "".join(through(boris, url).html for url in urls)
    assert set(cache) == {asset(anna), style(mine)}


def test_every_page_loads_from_us_and_runs_nothing_inline(app: Flask, anna: Person) -> None:
    for kind, _, answer in answers(anna):
        if not answer.html.startswith("<!doctype") or answer.status in (303, 308):
            continue
        for node in answer.tree.all():
            assert not [name for name in node.attributes if name == "style" or name.startswith("on")], kind
            for name in ("src", "srcset", "data", "action", "formaction", "poster", "hx-post", "hx-get"):
                assert node.attributes.get(name, "/").startswith("/"), kind
            assert not node.attributes.get("src", "").startswith("//"), kind
        assert all("src" in script.attributes for script in answer.tree.all("script")), kind
        assert not list(answer.tree.all("style")), kind


def set_cookies(person: Person) -> dict[str, str]:
    """Every cookie that beginning a draft sets, by name."""
    page = person.client.get("/dienste/probe", base_url=person.base)
    token = page.get_data(as_text=True).partition('name="_csrf" value="')[2].partition('"')[0]
    begun = person.client.post("/dienste/probe", data={"_csrf": token}, base_url=person.base)
    lines = page.headers.getlist("Set-Cookie") + begun.headers.getlist("Set-Cookie")
    return {line.partition("=")[0]: line for line in lines}


def test_cookies_on_plain_http(anna: Person) -> None:
    session, draft = sorted(set_cookies(anna).items(), key=lambda item: item[0] != "aw-sitzung")
    for _, line in (session, draft):
        assert "HttpOnly" in line
        assert "SameSite=Lax" in line
        assert "Secure" not in line
        assert "Domain" not in line
    assert session[0] == "aw-sitzung"
    assert f"Path=/antrag/{draft[0].removeprefix('aw-')}" in draft[1]


@pytest.fixture
def secure(settings: Settings, start: Callable[[Settings], Flask]) -> Person:
    person = Person(start(replace(settings, secure=True)))
    person.base = "https://localhost"
    return person


def test_cookies_behind_https(secure: Person) -> None:
    for name, line in set_cookies(secure).items():
        assert name.startswith("__Host-aw-")
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(line.split("; "))
        assert "Domain" not in line


def test_a_draft_works_behind_https(secure: Person) -> None:
    number = next(name for name in set_cookies(secure) if "sitzung" not in name).removeprefix("__Host-aw-")
    answer = secure.client.get(f"/antrag/{number}/angaben", base_url=secure.base)
    assert answer.status_code == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert secure.client.get("/gibtsnicht", base_url=secure.base).headers["Strict-Transport-Security"]


def test_a_large_draft_makes_no_large_cookie(app: Flask, anna: Person) -> None:
    first = anna.begin()
    anna.send(first, {**probe.GOOD["angaben"], "text": "ä" * 5_000})
    assert max(len(value) for value in anna.cookies().values()) < 300
    assert rooms(app).store.drafts.pages(first.number)["angaben"].answers["text"] == "ä" * 5_000  # type: ignore[index]


def test_nothing_personal_stands_in_an_address(anna: Person) -> None:
    good = {**probe.GOOD, "angaben": {**probe.GOOD["angaben"], "name": "KANARIE"}}
    screen = anna.begin()
    seen = [screen.url]
    while screen.path != "eingang":
        screen = anna.send(screen, good[screen.path], "_absenden" if screen.path == "pruefen" else "_weiter")
        seen += [screen.url, *(a.attributes["href"] for a in screen.tree.all("a"))]
    assert "KANARIE" not in "".join(seen)


def test_the_key_of_the_installation_is_its_own_and_nobody_elses_to_read(settings: Settings, app: Flask) -> None:
    key = settings.data / "secret.key"
    assert len(key.read_bytes()) == 32
    assert key.stat().st_mode & 0o777 == 0o600
    assert settings.data.stat().st_mode & 0o077 == 0
