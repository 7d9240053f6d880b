"""Bodies that no form of ours sends (threat A14): one rule for each, a page in German, and the draft as it was."""

import io
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from tests.web import probe
from tests.web.files import PDF
from tests.web.person import Person, everything, rows
from tests.web.screen import Screen

URLENCODED = "application/x-www-form-urlencoded"


@pytest.fixture
def app(house: Flask) -> Flask:
    return house


@pytest.fixture
def begun(anna: Person) -> Screen:
    """A draft whose first page was accepted, opened again."""
    first = anna.begin()
    anna.send(first, probe.GOOD["angaben"])
    return anna.open(first.url)


def stored(person: Person, screen: Screen) -> Any:
    return rows(person.app, screen.number)["angaben"][0]


def raw(person: Person, screen: Screen, body: bytes, kind: str, **more: Any) -> Screen:
    """Post bytes as they stand; the token travels in a header, so that only the body is on trial."""
    headers = {"X-CSRFToken": screen.value("_csrf"), **more.pop("headers", {})}
    return person._screen(
        person.client.post(screen.action, data=body, content_type=kind, headers=headers, follow_redirects=True, **more)
    )


def test_of_repeated_keys_the_first_counts(anna: Person, begun: Screen) -> None:
    anna.send(begun, {"name": ["Erster", "Zweiter"], "anzahl": ["1", "2"], "art": ["zu", "a"], "tag:tag": ["5", "6"]})
    found = stored(anna, begun)
    assert (found["name"], found["anzahl"], found["art"], found["tag"]) == ("Erster", 1, "zu", "2026-04-05")


def test_of_repeated_choices_all_count_once(anna: Person, begun: Screen) -> None:
    anna.send(begun, {"mehr": ["zwei", "eins", "zwei"]})
    assert stored(anna, begun)["mehr"] == ["eins", "zwei"]


def test_brackets_and_dots_in_keys_mean_nothing(anna: Person, begun: Screen) -> None:
    before = stored(anna, begun)
    anna.send(begun, {"name[]": "x", "name[0]": "x", "name.x": "x", "mehr[]": ["zwei"], "punkt[e]": "1", "Name": "x"})
    assert stored(anna, begun) == before


def test_answers_in_the_address_do_not_count(anna: Person, begun: Screen) -> None:
    body = anna.body(begun, {"name": "Körper"})
    anna.post(f"{begun.action}?name=Adresse&anzahl=9&_rev=7&_speichern=1", body)
    assert (stored(anna, begun)["name"], stored(anna, begun)["anzahl"]) == ("Körper", 2)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (json.dumps({"name": "Json", "_weiter": "1"}).encode(), "application/json"),
        (json.dumps({"name": "Json"}).encode(), URLENCODED),
        (b"name=Text&_weiter=1", "text/plain"),
        (b"<name>Xml</name>", "application/xml"),
        (b"name=Ohne&_weiter=1", ""),
        (b"", URLENCODED),
        (b"", "multipart/form-data; boundary=x"),
        (b"&&&=&==&", URLENCODED),
        (b"--x\r\nkaputt", "multipart/form-data; boundary=x"),
        (b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nabgerissen', "multipart/form-data; boundary=x"),
        (b"x" * 100, "multipart/form-data"),
        (b"name=x", "multipart/form-data; boundary=" + "b" * 5_000),
    ],
)
def test_a_body_that_is_no_form_changes_no_answer(anna: Person, begun: Screen, body: bytes, kind: str) -> None:
    before = stored(anna, begun)
    for more in ({}, {"headers": {"HX-Request": "true"}}):
        answer = raw(anna, begun, body, kind, **more)
        assert answer.status in (400, 409, 413, 415)
        assert answer.title
    assert stored(anna, begun) == before


def test_a_part_without_a_name_is_nothing(anna: Person, begun: Screen) -> None:
    fields = {**{name: value[0] for name, value in begun.sent.items()}, "name": "Neben Namenlosem", "_weiter": "1"}
    parts = [f'--g\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
    nameless = "--g\r\nContent-Disposition: form-data\r\n\r\nx\r\n"
    file = '--g\r\nContent-Disposition: form-data; filename="x.png"\r\n\r\nx\r\n--g--\r\n'
    raw(anna, begun, (nameless + "".join(parts) + file).encode(), "multipart/form-data; boundary=g")
    assert stored(anna, begun)["name"] == "Neben Namenlosem"


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "utf-16le", "ibm037", "gibtsnicht", "iso-8859-1"])
@pytest.mark.parametrize("kind", [URLENCODED, "multipart/form-data; boundary=grenze"])
def test_a_charset_in_the_header_is_not_followed(anna: Person, begun: Screen, charset: str, kind: str) -> None:
    fields = {**{name: value[0] for name, value in begun.sent.items()}, "name": "+ADw-b+AD4- ü", "_weiter": "1"}
    if kind == URLENCODED:
        body = urlencode(fields).encode()
    else:
        parts = [f'--grenze\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
        body = ("".join(parts) + "--grenze--\r\n").encode()
    raw(anna, begun, body, f"{kind}; charset={charset}")
    assert stored(anna, begun)["name"] == "+ADw-b+AD4- ü"


@pytest.mark.parametrize("text", ["%FF", "%C3(", "%ED%A0%80", "%F8%88%80%80%80", "%C0%AE"])
def test_bytes_that_are_no_text_stay_visible(anna: Person, begun: Screen, text: str) -> None:
    fields = {name: value[0] for name, value in begun.sent.items() if name != "name"}
    raw(anna, begun, f"{urlencode(fields)}&_weiter=1&name={text}".encode(), URLENCODED)
    assert stored(anna, begun)["name"] == text
    assert anna.open(begun.url).value("name") == text


def too_large(person: Person, screen: Screen, answer: Screen, before: list[str]) -> None:
    assert answer.status == 413
    assert answer.title == "Das war zu groß"
    assert "gespeichert" in answer.html
    assert everything(person.app) == before


def test_a_form_beyond_a_megabyte_is_refused_whole(anna: Person, begun: Screen) -> None:
    before = everything(anna.app)
    too_large(anna, begun, anna.send(begun, {"text": "x" * 1_100_000}), before)


def test_a_text_part_beyond_a_megabyte_is_refused_whole(anna: Person, begun: Screen) -> None:
    before = everything(anna.app)
    body = anna.body(begun, {"text": "x" * 1_100_000})
    body.add("belege", (io.BytesIO(PDF), "beleg.pdf"))
    too_large(anna, begun, anna.post(begun.action, body), before)


def test_files_beyond_the_limit_of_a_request_are_refused_whole(anna: Person, begun: Screen) -> None:
    before = everything(anna.app)
    body = anna.body(begun, {"belege": [(b"x" * 46_000_000, "gross.pdf")]})
    too_large(anna, begun, anna.post(begun.action, body), before)


def test_five_thousand_and_one_parts_are_refused_whole(anna: Person, begun: Screen) -> None:
    before = everything(anna.app)
    body = anna.body(begun)
    for number in range(5_001):
        body.add(f"feld{number}", "x")
    body.add("belege", (io.BytesIO(PDF), "beleg.pdf"))
    too_large(anna, begun, anna.post(begun.action, body), before)


def test_the_page_for_a_body_too_large_says_what_is_kept_to_htmx_as_well(anna: Person, begun: Screen) -> None:
    answer = anna.send(begun, {"text": "x" * 1_100_000}, headers={"HX-Request": "true"})
    assert (answer.status, answer.title) == (413, "Das war zu groß")
    assert "<html" not in answer.html


def test_a_text_of_600_kilobytes_is_judged_not_dropped(anna: Person, begun: Screen) -> None:
    body = anna.body(begun, {"text": "ä" * 300_000})
    body.add("belege", (io.BytesIO(b""), ""))
    answer = anna.post(begun.action, body)
    assert (answer.status, list(answer.errors)) == (422, ["text"])
    assert answer.value("text") == "ä" * 300_000


def test_thousands_of_keys_are_read_in_good_time(anna: Person, begun: Screen) -> None:
    body = MultiDict(anna.body(begun, {"name": "Viele Schlüssel"}))
    for number in range(40_000):
        body.add(f"k{number}", "")
    anna.post(begun.action, body)
    assert stored(anna, begun)["name"] == "Viele Schlüssel"


def chunked(person: Person, screen: Screen, body: bytes) -> Screen:
    """Post without a length, as a server hands over a chunked request whose end it knows."""
    environ = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
    return raw(person, screen, b"", URLENCODED, environ_overrides={**environ, "wsgi.input": io.BytesIO(body)})


def test_a_chunked_post_counts_like_any_other(anna: Person, begun: Screen) -> None:
    chunked(anna, begun, urlencode([*anna.body(begun, {"name": "In Stücken"}).items(multi=True)]).encode())
    assert stored(anna, begun)["name"] == "In Stücken"


def test_a_chunked_post_beyond_the_limit_is_refused_whole(anna: Person, begun: Screen) -> None:
    before = everything(anna.app)
    too_large(anna, begun, chunked(anna, begun, b"text=" + b"x" * 1_100_000), before)


@pytest.mark.parametrize("path", ["/antrag/{}/angaben", "/antrag/{}/ergebnis", "/dienste/probe", "/", "/gibtsnicht"])
def test_methods_that_a_route_lacks_change_nothing(app: Flask, anna: Person, begun: Screen, path: str) -> None:
    before = everything(app)
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "BREW"):
        answer = anna.client.open(path.format(begun.number), method=method, data={"_csrf": begun.value("_csrf")})
        assert answer.status_code in (404, 405)
    assert everything(app) == before
