"""Addresses (threats A21, A24, A25): no way to another host, out of the folder or into a header."""

from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.web import probe
from tests.web.files import PDF
from tests.web.person import Person
from tests.web.test_csrf import addresses

ELSEWHERE = [
    "https://boese.example",
    "//boese.example",
    "\\\\boese.example",
    "/\\boese.example",
    "https:boese.example",
    "javascript:alert(1)",
    "http://localhost@boese.example",
    "/%2f/boese.example",
    "%0d%0aLocation: https://boese.example",
    "pruefen@boese.example",
    "pruefen/../../../boese.example",
]
OUTSIDE = [
    "..",
    "../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "....//....//etc/passwd",
    "..\\..\\secret.key",
    "..%5c..%5csecret.key",
    "/etc/passwd",
    "%00",
    "secret.key",
    "../secret.key",
    "antragswerkstatt.db",
    "__init__.py",
    "../__init__.py",
    "vendor/../../assistant.py",
    "%252e%252e%252fsecret.key",
    "con",
    "a" * 5_000,
    "%c0%ae%c0%ae%c0%afetc%c0%afpasswd",
    "file:///etc/passwd",
]


@pytest.mark.parametrize("target", ELSEWHERE)
@pytest.mark.parametrize("name", ["zurueck", "hinweis", "next"])
def test_no_parameter_leads_to_another_host(shipped: Flask, name: str, target: str) -> None:
    person = Person(shipped)
    first = person.begin()
    person.send(first, probe.GOOD["angaben"])
    for url in addresses(shipped, "GET", number=first.number, revision="0" * 64, id_="22222222"):
        answer = person.client.get(url, query_string={name: target})
        assert urlsplit(answer.headers.get("Location", "/")).netloc in ("", "localhost")
        assert "boese" not in str(answer.headers)
    for button in ("_weiter", "_zurueck", "_speichern", "_entfernen"):
        for more in ({}, {"HX-Request": "true"}):
            page = person.open(first.url)
            body = person.body(page, {"_feld": target, name: target}, button)
            answer = person.client.post(page.action, query_string={name: target}, data=body, headers=more)
            location = answer.headers.get("Location") or answer.headers.get("HX-Push-Url") or "/"
            assert location.startswith("/")
            assert not location.startswith(("//", "/\\"))
            assert urlsplit(location).path.startswith("/antrag/") or location == "/"


@pytest.mark.parametrize(
    "path", ["//boese.example", "//boese.example/..", "/\\boese.example", "/%09/boese.example", "//"]
)
def test_no_address_leads_to_another_host(shipped: Flask, path: str) -> None:
    answer = shipped.test_client().get(path)
    assert urlsplit(answer.headers.get("Location", "/")).netloc in ("", "localhost")


@pytest.mark.parametrize("outside", OUTSIDE)
def test_no_address_leads_out_of_its_folder(shipped: Flask, outside: str) -> None:
    person = Person(shipped)
    number = person.begin().number
    for url in (
        f"/dienste/{outside}",
        f"/static/0/{outside}",
        f"/static/{outside}/{outside}",
        f"/stil/{outside}.css",
        f"/antrag/{number}/{outside}x",
        f"/antrag/{number}/datei/{outside}",
        f"/antrag/{outside}/angaben",
    ):
        answer = person.client.get(url, follow_redirects=True)
        assert answer.status_code == 404, url
        assert b"root:" not in answer.data


BREAKS = ["%0d%0aX-Boese: 1", "%0aX-Boese: 1", "%0d%0a%0d%0a<script>", "\u20ac", "%e2%82%ac", "%ff", "%00", "ü", "%20"]


@pytest.mark.parametrize("text", BREAKS)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_no_address_breaks_into_a_header(shipped: Flask, text: str, headers: dict[str, str]) -> None:
    person = Person(shipped)
    number = person.begin().number
    for url in (
        f"/static/{text}/wappen.svg",
        f"/hinweise?x={text}",
        f"/antrag/{number}/angaben?zurueck={text}&hinweis={text}",
        f"/antrag/{number}/{text}",
        f"/antrag/{number}?{text}",
        f"/{text}",
    ):
        answer = person.client.get(url, headers=headers, follow_redirects=True)
        assert answer.status_code in (200, 404), url
        assert "X-Boese" not in answer.headers
        assert all(value.isascii() and value.isprintable() for _, value in answer.headers)


@pytest.mark.parametrize("text", ["a\r\nX-Boese: 1", "a\nX-Boese: 1", "a\u2028b", "ü", "\0", "name\r\n"])
def test_no_field_breaks_into_a_header(shipped: Flask, text: str) -> None:
    person = Person(shipped)
    first = person.begin()
    for name in ("_blick", "_feld", "_entfernen", "_shown", "_rev", "name", "_weiter"):
        answer = person.send(first, {name: text}, "_entfernen" if name == "_feld" else "_blick")
        assert answer.status < 500
        assert "X-Boese" not in answer.headers


def test_a_file_name_breaks_into_no_header(shipped: Flask) -> None:
    person = Person(shipped)
    files = person.walk(probe.GOOD, person.begin(), until="anlagen")
    page = person.send(files, {"belege": [(PDF, "ü%0d%0aX-Boese: 1%22; x=%22€\u202e.pdf")], "notiz": "x" * 300})
    link = next(a.attributes["href"] for a in page.tree.all("a") if "/datei/" in a.attributes.get("href", ""))
    headers = person.client.get(link).headers
    assert "X-Boese" not in headers
    assert "\n" not in headers["Content-Disposition"]
    assert headers["Content-Disposition"].count("filename") == 2


@pytest.mark.parametrize(
    "host",
    ["boese.example", "localhost.boese.example", "boese.example:80", "localhost@boese.example", "", "a b", "[::2]"],
)
def test_a_host_that_is_not_ours_is_refused_with_a_page(shipped: Flask, host: str) -> None:
    for method in ("GET", "POST"):
        answer = Person(shipped)._screen(shipped.test_client().open("/", method=method, headers={"Host": host}))
        assert answer.status == 400
        assert answer.title == "Diese Anfrage haben wir nicht verstanden"
        assert "boese" not in answer.html + str(answer.headers)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "localhost:8000", "127.0.0.1:8000"])
def test_our_own_hosts_are_served(shipped: Flask, host: str) -> None:
    assert shipped.test_client().get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "name", ["X-Forwarded-Host", "X-Forwarded-Server", "Forwarded", "X-Original-URL", "X-Rewrite-URL"]
)
def test_headers_that_a_proxy_would_set_are_not_believed(shipped: Flask, name: str) -> None:
    person = Person(shipped)
    number = person.begin().number
    answer = person.client.get(f"/antrag/{number}", headers={name: "host=boese.example"})
    assert answer.status_code == 308
    assert urlsplit(answer.headers["Location"]).netloc in ("", "localhost")
