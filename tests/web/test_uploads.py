"""Files that people upload (threat A15): only what was asked for is kept, and nothing of it ever runs."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from formengine.web import Settings
from tests.store.helpers import bytes_below
from tests.web import probe
from tests.web.files import CAMERA, HOSTILE, JPEG, NAMES, PDF, PNG, photo
from tests.web.person import Person, rooms, rows, submitted
from tests.web.screen import Screen


@pytest.fixture
def attachments(anna: Person) -> Screen:
    """The page that asks for files."""
    return anna.walk(probe.GOOD, anna.begin(), until="anlagen")


def kept(app: Flask, screen: Screen) -> list[str]:
    """The names of the files that the page keeps."""
    answers, pending = rows(app, screen.number).get("anlagen", (None, None))
    files = pending["files"].get("belege", []) if pending is not None else (answers or {}).get("belege", [])
    return [str(file["name"]) for file in files]


def links(screen: Screen) -> list[str]:
    return [a.attributes["href"] for a in screen.tree.all("a") if "/datei/" in a.attributes.get("href", "")]


@pytest.mark.parametrize(("data", "name"), HOSTILE.values(), ids=HOSTILE)
def test_what_was_not_asked_for_is_named_and_not_kept(
    app: Flask, settings: Settings, anna: Person, attachments: Screen, data: bytes, name: str
) -> None:
    answer = anna.send(attachments, {"belege": [(data, name)], "notiz": "bleibt stehen"})
    assert answer.status == 422
    assert list(answer.errors) == ["belege"]
    assert "PDF oder JPG oder PNG" in answer.errors["belege"]
    assert answer.value("notiz") == "bleibt stehen"
    assert kept(app, attachments) == []
    assert [path for path in (settings.data / "files").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(("data", "name"), [(PDF, "a.pdf"), (JPEG, "a.jpg"), (JPEG, "A.JPEG"), (PNG, "a.png")])
def test_what_was_asked_for_is_kept_and_comes_back(
    app: Flask, anna: Person, attachments: Screen, data: bytes, name: str
) -> None:
    anna.send(attachments, {"belege": [(data, name)]})
    assert kept(app, attachments) == [name]
    (link,) = links(anna.open(attachments.url))
    assert anna.client.get(link).data == data


@pytest.mark.parametrize("raw", NAMES.values(), ids=NAMES)
def test_a_strange_name_is_shown_tamely_and_names_no_file(
    app: Flask, settings: Settings, anna: Person, attachments: Screen, raw: str
) -> None:
    anna.send(attachments, {"belege": [(PNG, raw)]})
    (name,) = kept(app, attachments)
    assert name.endswith(".png")
    assert len(name) <= 150
    assert not set(name) & set("/\\\r\n\0\u202e")
    assert unicodedata.is_normalized("NFC", name)
    (link,) = links(anna.open(attachments.url))
    headers = anna.client.get(link).headers
    assert headers["Content-Disposition"].startswith("attachment; filename")
    assert "boese" not in headers
    files = [path for path in (settings.data / "files").rglob("*") if path.is_file()]
    assert [len(path.name) for path in files] == [64]


def test_a_name_that_is_no_text_is_refused_with_a_page(app: Flask, anna: Person, attachments: Screen) -> None:
    parts = [
        f'--g\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v[0]}\r\n' for k, v in attachments.sent.items()
    ]
    head = b'--g\r\nContent-Disposition: form-data; name="belege"; filename="\xff\xfe.png"\r\n\r\n'
    body = (
        "".join(parts).encode()
        + head
        + PNG
        + b'\r\n--g\r\nContent-Disposition: form-data; name="_weiter"\r\n\r\n1\r\n--g--\r\n'
    )
    answer = anna.post(attachments.action, body, content_type="multipart/form-data; boundary=g")
    assert answer.status in (400, 403)
    assert answer.title
    assert kept(app, attachments) == []


def test_a_file_is_served_as_a_download_that_nothing_runs(anna: Person, attachments: Screen) -> None:
    anna.send(attachments, {"belege": [(PNG, "a.png")]})
    (link,) = links(anna.open(attachments.url))
    headers = anna.client.get(link).headers
    assert headers["Content-Disposition"] == "attachment; filename=a.png"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"] == "image/png"


def test_a_file_is_served_to_its_own_browser_only(anna: Person, boris: Person, attachments: Screen) -> None:
    anna.send(attachments, {"belege": [(PNG, "a.png")]})
    (link,) = links(anna.open(attachments.url))
    assert boris.open(link).status == 404


def test_a_file_beyond_the_limit_of_its_question_is_named_and_not_kept(
    app: Flask, settings: Settings, anna: Person, attachments: Screen
) -> None:
    answer = anna.send(attachments, {"belege": [(PDF + b" " * 200_000, "a.pdf")], "notiz": "bleibt"})
    assert answer.status == 422
    assert "195 KB" in answer.errors["belege"]
    assert answer.value("notiz") == "bleibt"
    assert kept(app, attachments) == []
    assert bytes_below(settings.data / "files") == b""


def test_one_file_too_many_is_said_and_can_be_removed(app: Flask, anna: Person, attachments: Screen) -> None:
    answer = anna.send(attachments, {"belege": [(PDF, f"{n}.pdf") for n in range(4)]})
    assert (answer.status, list(answer.errors)) == (422, ["belege"])
    assert len(links(answer)) == 4
    button = [b for b in answer.tree.all("button") if b.attributes.get("name") == "_entfernen"][1]
    anna.send(answer, {"_entfernen": button.attributes["value"]}, "")
    assert kept(app, attachments) == ["0.pdf", "2.pdf", "3.pdf"]
    assert anna.send(anna.open(attachments.url)).path == "pruefen"


@pytest.mark.parametrize("button", ["_weiter", "_zurueck", "_speichern"])
def test_files_outlive_a_page_that_is_not_accepted(app: Flask, anna: Person, attachments: Screen, button: str) -> None:
    anna.send(attachments, {"belege": [(PDF, "gut.pdf")], "notiz": "x" * 300}, button)
    assert kept(app, attachments) == ["gut.pdf"]
    again = anna.open(attachments.url)
    assert again.value("notiz") == "x" * 300
    assert "gut.pdf" in again.around("belege")


@pytest.mark.parametrize("button", ["_zurueck", "_speichern"])
def test_a_file_alone_is_kept_when_a_page_is_left(app: Flask, anna: Person, attachments: Screen, button: str) -> None:
    anna.send(attachments, {"belege": [(PDF, "allein.pdf")]}, button)
    assert kept(app, attachments) == ["allein.pdf"]


def test_a_good_file_beside_a_refused_one_is_kept(app: Flask, anna: Person, attachments: Screen) -> None:
    answer = anna.send(attachments, {"belege": [(PDF, "gut.pdf"), *[HOSTILE["HTML"]]]})
    assert answer.status == 422
    assert kept(app, attachments) == ["gut.pdf"]


def test_a_file_sent_twice_is_one_file(app: Flask, anna: Person, attachments: Screen) -> None:
    typed = {"belege": [(PDF, "einmal.pdf")]}
    anna.send(attachments, typed)
    again = anna.send(attachments, typed)
    assert again.path == "pruefen"
    assert kept(app, attachments) == ["einmal.pdf"]


def test_a_removed_file_is_gone_for_good(app: Flask, settings: Settings, anna: Person, attachments: Screen) -> None:
    page = anna.send(
        attachments, {"belege": [(PDF.replace(b"xref", b"%Kanarie\nxref", 1), "a.pdf")], "notiz": "x" * 300}
    )
    (link,) = links(page)
    anna.send(page, {"_entfernen": link.rsplit("/", 1)[1], "notiz": "kurz"}, "")
    assert anna.client.get(link).status_code == 404
    rooms(app).store.purge(rooms(app).settings.clock.now())
    assert b"Kanarie" not in bytes_below(settings.data)


def test_a_photograph_loses_its_position_and_camera(
    app: Flask, settings: Settings, anna: Person, attachments: Screen
) -> None:
    picture = photo()
    assert CAMERA in picture
    anna.send(attachments, {"belege": [(picture, "foto.jpg")]})
    (link,) = links(anna.open(attachments.url))
    assert anna.client.get(link).data.startswith(b"\xff\xd8\xff")
    assert CAMERA not in anna.client.get(link).data + bytes_below(settings.data)


def test_files_go_with_the_application(app: Flask, anna: Person, attachments: Screen) -> None:
    good = {**probe.GOOD, "anlagen": {"belege": [(PDF, "a.pdf"), (PNG, "b.png")]}}
    receipt = anna.walk(good, attachments)
    assert receipt.answer("belege") == ["a.pdf (1 KB); b.png (1 KB)"]
    document = submitted(app, attachments.number) or {}
    assert [file["mimeType"] for file in document["belege"]] == ["application/pdf", "image/png"]
    store = rooms(app).store.submissions
    reference = store.get_for_draft(attachments.number).reference  # type: ignore[union-attr]
    assert sorted(file.name for file in store.files(reference)) == ["a.pdf", "b.png"]


def unlimited(folder: Path) -> Path:
    """A definition whose question for files sets no type, no size and no number."""
    files = {"type": "array", "items": {"type": "object", "properties": {"mimeType": {"type": "string"}}}}
    properties = {**probe.PROPERTIES, "belege": files}
    form = {**probe.FORM, "schema": {**probe.FORM["schema"], "properties": properties}}
    return probe.write(folder / "ohne-grenzen", form)


@pytest.mark.parametrize(("data", "name"), [HOSTILE["HTML"], HOSTILE["nothing"], (PDF + b" " * 10_500_000, "a.pdf")])
def test_a_question_without_limits_never_takes_a_file_that_it_does_not_keep(
    tmp_path: Path, settings: Settings, start: Callable[[Settings], Flask], data: bytes, name: str
) -> None:
    app = start(replace(settings, definitions=unlimited(tmp_path)))
    person = Person(app)
    page = person.walk(probe.GOOD, person.begin(), until="anlagen")
    answer = person.send(page, {"belege": [(data, name)]})
    assert (answer.status, list(answer.errors)) == (422, ["belege"])
    assert kept(app, page) == []
