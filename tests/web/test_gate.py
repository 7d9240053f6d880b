"""The gate: without the access code nothing is shown and nothing happens; with it nothing that was typed is lost."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from formengine import locales
from formengine.web import Settings, gate
from formengine.web.accesscode import ALPHABET, new_code, plain, weakness
from tests.web import probe
from tests.web.files import PDF
from tests.web.person import Person, everything, rows
from tests.web.screen import Screen
from tests.web.test_addresses import ELSEWHERE
from tests.web.test_csrf import addresses

WORDS = locales.table("de", "web")

CODE = "K7M-P3X-R4D"
OPEN = ("/gesund", "/static/", "/stil/", "/sprache/", "/wappen/")
COOKIE = "aw-zugang"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_PAUSE", 0.0)


@pytest.fixture
def gated(settings: Settings) -> Settings:
    return replace(settings, access_code=CODE, address="http://localhost:8000", lan=True)


@pytest.fixture
def app(gated: Settings, start: Callable[[Settings], Flask]) -> Flask:
    return start(gated)


def let_in(person: Person, url: str = "/") -> Screen:
    """Open an address and type the code."""
    return person.send(person.open(url), {"_zugang": CODE}, "")


def is_gate(screen: Screen) -> bool:
    return screen.status == 401 and "Zugangscode" in screen.title


def test_without_the_code_every_address_shows_the_gate_and_nothing_else(app: Flask, anna: Person) -> None:
    before = everything(app)
    urls = [*addresses(app, "GET", number="22222222", revision="0" * 64, id_="22222222"), "/gibtsnicht", "/.env"]
    closed = [url for url in urls if not url.startswith(OPEN)]
    assert len(closed) > 10
    for url in closed:
        for method in ("GET", "HEAD", "PUT") if "/zugang" in url else ("GET", "HEAD", "PUT", "OPTIONS"):
            answer = anna.client.open(url, method=method)
            assert answer.status_code == 401, f"{method} {url}"
            assert COOKIE not in str(answer.headers)
    texts = [anna.open(url).html for url in closed]
    assert not any(word in text for text in texts for word in ("Probe", plain(CODE), CODE))
    assert everything(app) == before


def test_without_the_code_no_post_does_anything(app: Flask, anna: Person, boris: Person) -> None:
    let_in(anna)
    number = anna.begin().number
    secret, token = anna.cookies()[f"aw-{number}"], anna.token()
    boris.client.set_cookie(f"aw-{number}", secret, path=f"/antrag/{number}")
    boris.client.set_cookie("aw-sitzung", anna.cookies()["aw-sitzung"])
    before = everything(app)
    for url in addresses(app, "POST", number=number):
        for more in ({}, {"HX-Request": "true"}):
            answer = boris.post(url, {"_csrf": token, "name": "Boris"}, headers=more)
            assert answer.status == 401, url
            assert "aw-" not in str(answer.headers.getlist("Set-Cookie"))
    assert everything(app) == before


def test_supervisors_and_style_sheets_need_no_code(app: Flask, anna: Person, boris: Person) -> None:
    assert anna.open("/gesund").html == "gesund"
    let_in(boris)
    page = boris.begin()
    for link in page.tree.all("link"):
        assert anna.client.get(link.attributes["href"]).status_code == 200


@pytest.mark.parametrize("typed", [CODE, "k7mp3xr4d", " K7M P3X R4D ", "k7m–p3x\u2011r4d", "K7MP3X-R4D\t"])
def test_however_it_is_typed_the_code_lets_in(anna: Person, typed: str) -> None:
    answer = anna.send(anna.open("/dienste/probe"), {"_zugang": typed}, "")
    assert (answer.status, answer.url) == (200, "/dienste/probe")
    assert anna.open("/hinweise").status == 200


@pytest.mark.parametrize(
    "typed", ["", "   ", "K7M-P3X-R4E", "K7M", CODE + "X", "\u017f" * 9, "K7M-P3X-R4D" * 20, "ä" * 500, "\0", "%s", "*"]
)
def test_a_wrong_code_is_named_and_lets_nobody_in(anna: Person, typed: str) -> None:
    answer = anna.send(anna.open("/hinweise"), {"_zugang": typed}, "")
    assert is_gate(answer)
    assert list(answer.errors.values()) == [WORDS["gate.wrong" if typed.strip() else "gate.missing"]]
    assert "Fehler: " in answer.html.partition("</title>")[0]
    assert COOKIE not in anna.cookies()
    assert let_in(anna).url == "/"


def test_after_a_wrong_code_the_way_still_leads_to_what_was_asked_for(anna: Person) -> None:
    wrong = anna.send(anna.open("/dienste/probe?a=%C3%BC&b=1"), {"_zugang": "falsch"}, "")
    right = anna.send(wrong, {"_zugang": CODE}, "")
    assert right.url == "/dienste/probe?a=%C3%BC&b=1"


def test_the_address_in_the_qr_code_lets_in_and_leads_to_one_without_the_code(anna: Person) -> None:
    answer = anna.client.get(f"/zugang/{plain(CODE)}")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert anna.open("/hinweise").status == 200
    answer = anna.client.get("/zugang/egal?nach=/dienste/probe")
    assert answer.headers["Location"] == "/dienste/probe"


@pytest.mark.parametrize("wrong", ["falsch", "K7M", "%00", "x" * 3_000])
def test_an_address_with_a_wrong_code_shows_the_gate(anna: Person, wrong: str) -> None:
    answer = anna.open(f"/zugang/{wrong}?nach=/hinweise")
    assert is_gate(answer)
    assert anna.send(answer, {"_zugang": CODE}, "").url == "/hinweise"


@pytest.mark.parametrize("target", [*ELSEWHERE, "/" + "x" * 2_000, "/\tx", "/ä", "hinweise", "", "///boese.example"])
def test_the_gate_leads_to_no_other_host(app: Flask, target: str) -> None:
    for way in ("link", "typed", "inside"):
        person = Person(app)
        if way == "link":
            answer = person.client.get(f"/zugang/{plain(CODE)}", query_string={"nach": target})
        elif way == "typed":
            page = person.open("/zugang")
            answer = person.client.post("/zugang", data=person.body(page, {"_zugang": CODE, "nach": target}, ""))
        else:
            let_in(person)
            answer = person.client.get("/zugang", query_string={"nach": target})
        assert answer.status_code == 303
        assert answer.headers["Location"] in ("/", target)
        assert answer.headers["Location"] == "/" or target == "/%2f/boese.example"


def cookie_line(person: Person) -> str:
    answer = person.client.get(f"/zugang/{plain(CODE)}", base_url=person.base)
    return next(line for line in answer.headers.getlist("Set-Cookie") if COOKIE in line)


def test_the_cookie_stays_for_months_and_is_no_business_of_scripts(anna: Person) -> None:
    line = cookie_line(anna)
    assert line.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=15552000"} <= set(line.split("; "))
    assert "Secure" not in line
    assert plain(CODE) not in line.casefold()


def test_the_cookie_behind_https(gated: Settings, start: Callable[[Settings], Flask]) -> None:
    person = Person(start(replace(gated, secure=True, lan=False, address="https://localhost")))
    person.base = "https://localhost"
    line = cookie_line(person)
    assert line.startswith(f"__Host-{COOKIE}=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(line.split("; "))
    assert person.client.get("/", base_url=person.base).status_code == 200


def test_who_is_in_stays_in_after_a_restart_but_not_after_a_new_code(
    gated: Settings, start: Callable[[Settings], Flask]
) -> None:
    person = Person(start(gated))
    let_in(person)
    person.client.application = start(replace(gated, access_code="k7m p3x r4d"))
    assert person.open("/").status == 200
    person.client.application = start(replace(gated, access_code="W6N-Q9T-Y3C"))
    assert is_gate(person.open("/"))


def test_the_cookie_of_another_installation_opens_nothing(
    anna: Person, gated: Settings, start: Callable[[Settings], Flask]
) -> None:
    other = Person(start(replace(gated, data=gated.data.with_name("andere"))))
    let_in(other)
    anna.client.set_cookie(COOKIE, other.cookies()[COOKIE])
    assert is_gate(anna.open("/"))


@pytest.mark.parametrize("value", ["", "x", "0" * 64, CODE, "ä", '"', "=;"])
def test_a_made_up_cookie_opens_nothing(anna: Person, value: str) -> None:
    assert is_gate(anna.open("/", headers={"Cookie": f"{COOKIE}={value}"}))


TYPED: dict[str, Any] = {"name": 'Anna "<b>&', "text": "eins\r\nzwei", "anzahl": "viel", "mehr": ["eins", "zwei"]}


def locked_out(person: Person) -> None:
    """The code has changed while this person was typing."""
    person.client.delete_cookie(COOKIE)


def test_what_was_typed_is_sent_as_soon_as_the_code_is_right(app: Flask, anna: Person) -> None:
    let_in(anna)
    page = anna.begin()
    locked_out(anna)
    wrong = anna.send(anna.send(page, TYPED), {"_zugang": "falsch"}, "")
    assert is_gate(wrong)
    assert "Ihre Eingaben sind noch da" in wrong.html
    assert rows(app, page.number) == {}
    done = anna.send(wrong, {"_zugang": CODE}, "")
    assert (done.status, done.path) == (422, "angaben")
    kept = rows(app, page.number)["angaben"][1]["raw"]
    assert {name: kept[name] for name in TYPED} == {
        name: value if isinstance(value, list) else [value] for name, value in TYPED.items()
    }
    assert "_zugang" not in kept


def test_an_accepted_page_goes_on_to_the_next(app: Flask, anna: Person) -> None:
    let_in(anna)
    page = anna.begin()
    locked_out(anna)
    done = anna.send(anna.send(page, probe.GOOD["angaben"]), {"_zugang": CODE}, "")
    assert done.path == "anlagen"
    assert rows(app, page.number)["angaben"][0]["name"] == "Jürgen Groß"


def test_the_code_alone_does_not_replace_the_token(app: Flask, anna: Person) -> None:
    before = everything(app)
    answer = anna.post("/dienste/probe", {"_zugang": CODE, "_csrf": "falsch"})
    assert answer.status == 403
    assert everything(app) == before


def test_files_are_not_received_from_strangers_and_are_asked_for_again(app: Flask, anna: Person) -> None:
    let_in(anna)
    page = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    locked_out(anna)
    asked = anna.send(page, {"notiz": "hier", "belege": [(PDF, "beleg.pdf")]})
    assert is_gate(asked)
    assert "Dateien" in asked.html
    after = anna.send(asked, {"_zugang": CODE}, "")
    assert after.path == "pruefen"
    assert rows(app, page.number)["anlagen"][0] == {"notiz": "hier"}


def test_a_body_that_is_too_large_for_a_stranger_is_not_read(app: Flask, anna: Person, gated: Settings) -> None:
    big = [(PDF + b"\0" * gated.max_body, "gross.pdf")]
    answer = anna.post("/antrag/22222222/anlagen", anna.body(anna.open("/zugang"), {"belege": big, "_zugang": CODE}))
    assert is_gate(answer)
    assert "Dateien" in answer.html
    assert anna.send(answer, {"_zugang": CODE}, "").url == "/antrag/22222222/anlagen"


def test_htmx_is_told_where_to_enter_the_code(anna: Person) -> None:
    let_in(anna)
    page = anna.begin()
    locked_out(anna)
    answer = anna.send(page, TYPED, headers={"HX-Request": "true"})
    assert is_gate(answer)
    assert not answer.html.startswith("<!doctype")
    assert "in einem neuen Tab" in answer.html
    assert let_in(anna).status == 200
    assert anna.send(page, TYPED, headers={"HX-Request": "true"}).status == 422


def test_a_foreign_host_is_no_concern_of_the_gate(anna: Person) -> None:
    assert anna.open("/", headers={"Host": "boese.example"}).status == 400


def test_the_code_stands_in_no_log(app: Flask, anna: Person, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    anna.open(f"/zugang/{plain(CODE)}")
    anna.open("/zugang/falsch")
    assert "zugang" not in caplog.text.casefold()
    assert plain(CODE) not in caplog.text.casefold()


@pytest.fixture
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_PAUSE", 0.6)


@pytest.mark.usefixtures("_patient")
def test_many_wrong_guesses_keep_nobody_waiting_who_knows_the_code(app: Flask) -> None:
    def seconds(offered: str) -> float:
        began = time.monotonic()
        Person(app).client.get(f"/zugang/{offered}")
        return time.monotonic() - began

    inside = Person(app)
    let_in(inside)
    with ThreadPoolExecutor(12) as pool:
        wrong = [pool.submit(seconds, f"falsch{number}") for number in range(12)]
        time.sleep(0.1)
        began = time.monotonic()
        assert inside.open("/").status == 200
        assert Person(app).client.get(f"/zugang/{plain(CODE)}").status_code == 303
        assert time.monotonic() - began < 0.4
    waited = [each.result() >= 0.6 for each in wrong]
    assert waited.count(True) == 4


def test_without_a_code_there_is_no_gate(settings: Settings, start: Callable[[Settings], Flask]) -> None:
    person = Person(start(settings))
    assert person.open("/").status == 200
    assert person.client.get("/zugang").headers["Location"] == "/"
    assert person.client.get("/zugang/egal").headers["Location"] == "/"
    assert COOKIE not in person.cookies()


def test_a_made_code_is_strong_and_easy_to_read() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert not any(weakness(code) for code in codes if len(set(plain(code))) >= 5)
    assert not set("01258BILOSUVZ") & set(ALPHABET)
    assert len(ALPHABET) ** 9 > 2**40


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("", False),
        ("werkstatt", True),
        ("werk", False),
        ("12345678", False),
        ("123456789012", True),
        ("aaaaaaaaaaaaaaaa", False),
        ("ab12ab12ab12", False),
        ("Baum 2026", True),
        ("grün-und-blau", False),
        ("a/b?c#d%e&f", False),
        ("x" * 60 + "abcdefgh", False),
    ],
)
def test_a_chosen_code_must_not_be_easy_to_guess(code: str, fits: bool) -> None:
    assert (weakness(code) == "") is fits


SPOOFED: Mapping[str, str] = {
    "X-Forwarded-For": "127.0.0.1",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Host": "boese.example",
    "X-Forwarded-Port": "81",
    "X-Forwarded-Prefix": "/boese",
    "X-Real-IP": "127.0.0.1",
    "Forwarded": "for=127.0.0.1;proto=http;host=boese.example",
    "X-Original-URL": "/gesund",
    "X-Rewrite-URL": "/gesund",
    "X-HTTP-Method-Override": "GET",
}
PUBLIC = "https://werkstatt.example.org"


@pytest.fixture
def behind(gated: Settings, start: Callable[[Settings], Flask]) -> Flask:
    hosts = (*gated.hosts, "werkstatt.example.org")
    return start(replace(gated, secure=True, lan=False, address=PUBLIC, hosts=hosts))


def observed(app: Flask, headers: Mapping[str, str]) -> list[Any]:
    """What an installation behind a proxy answers: status and headers of a stranger's and a participant's requests."""
    client = app.test_client()
    seen = [client.get("/", base_url=PUBLIC, headers=headers)]
    seen.append(client.get(f"/zugang/{plain(CODE)}", base_url=PUBLIC, headers=headers))
    seen += [client.get(url, base_url=PUBLIC, headers=headers) for url in ("/", "/mitmachen", "/antrag/22222222")]
    seen.append(client.post("/dienste/probe", base_url=PUBLIC, headers=headers))
    return [
        (answer.status_code, [pair for pair in answer.headers if pair[0] not in ("Set-Cookie", "Content-Length")])
        for answer in seen
    ]


@pytest.mark.parametrize("name", SPOOFED)
def test_headers_of_a_proxy_change_nothing(behind: Flask, name: str) -> None:
    plain_ = observed(behind, {})
    assert [status for status, _ in plain_] == [401, 303, 200, 200, 308, 403]
    assert observed(behind, {name: SPOOFED[name]}) == plain_
    assert "boese" not in str(plain_)


def test_behind_a_proxy_redirects_name_neither_scheme_nor_host(behind: Flask) -> None:
    client = behind.test_client(use_cookies=False)
    for base in (PUBLIC, "http://werkstatt.example.org", "http://127.0.0.1:8000"):
        cookie = {"Cookie": f"__Host-{COOKIE}={behind.config['ZUGANG']}"}
        assert client.get("/antrag/22222222", base_url=base, headers=cookie).headers["Location"] == "/antrag/22222222/"


@pytest.mark.parametrize("host", ["werkstatt.example.org", "127.0.0.1:8000"])
@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (PUBLIC, 401),
        ("http://werkstatt.example.org", 403),
        ("https://werkstatt.example.org:8443", 403),
        ("http://127.0.0.1:8000", 403),
        ("https://boese.example", 403),
        ("null", 403),
    ],
)
def test_behind_a_proxy_only_the_public_address_may_post(behind: Flask, host: str, origin: str, status: int) -> None:
    spoofed = {"X-Forwarded-Host": "boese.example", "X-Forwarded-Proto": "https"}
    answer = behind.test_client().post("/dienste/probe", headers={"Host": host, "Origin": origin, **spoofed})
    assert answer.status_code == status


@pytest.mark.parametrize(("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 401)])
def test_behind_a_proxy_browsers_say_which_site_a_post_comes_from(behind: Flask, site: str, status: int) -> None:
    headers = {"Host": "werkstatt.example.org", "Sec-Fetch-Site": site}
    assert behind.test_client().post("/dienste/probe", headers=headers).status_code == status


def test_in_the_room_origin_token_and_host_are_still_checked(app: Flask, anna: Person) -> None:
    let_in(anna)
    page = anna.open("/dienste/probe")
    body = anna.body(page, button="")
    for headers, status in (
        ({"Origin": "http://boese.example"}, 403),
        ({"Origin": "http://localhost:8081"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "boese.example"}, 400),
        ({"Sec-Fetch-Site": "cross-site"}, 303),
        ({"Origin": "http://localhost"}, 303),
    ):
        assert anna.client.post(page.action, data=body, headers=headers).status_code == status, headers
    assert anna.client.post(page.action, data={}).status_code == 403
