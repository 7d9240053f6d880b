"""The page of the storyboard, and its pictures as one file: made in the background, one order at a time."""

import io
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from builder.services import KEY, Rooms
from builder.studio import LIMIT, NoPictures, Order, Shelf, Studio
from tests.builder.accounts.people import Hands
from tests.web.person import Person, everything, rooms

BOARD = "/werkstatt/probe/storyboard"


class Camera:
    """A photographer who writes the address into each picture, when it is told to go on."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self.go = threading.Event()
        self.problem: Exception | None = None

    def __call__(self, order: Order) -> None:
        self.orders.append(order)
        assert self.go.wait(10)
        if self.problem is not None:
            raise self.problem
        for name, address in order.pictures.items():
            (order.folder / name).write_text(address, encoding="utf-8")


@pytest.fixture
def camera(app: Flask) -> Camera:
    made: Rooms = app.extensions[KEY]
    found = Camera()
    object.__setattr__(made.studio, "photographer", found)
    return found


def finished(app: Flask) -> None:
    """Wait until no order is at work."""
    for thread in threading.enumerate():
        if thread.daemon and "_work" in thread.name:
            thread.join(10)


def test_the_storyboard_shows_every_page_as_a_live_picture(app: Flask, anna: Hands) -> None:
    before = everything(app)
    screen = anna.open(BOARD)
    frames = list(screen.tree.all("iframe"))
    assert len(frames) == 8
    assert all(frame.attributes["src"].endswith("&bild=1") for frame in frames)
    assert {frame.attributes["loading"] for frame in frames} == {"lazy"}
    assert {frame.attributes["tabindex"] for frame in frames} == {"-1"}
    for frame in frames:
        picture = anna.open(frame.attributes["src"])
        assert picture.status == 200
        assert "frame-ancestors 'self'" in picture.headers["Content-Security-Policy"]
    assert everything(app) == before


def test_width_and_language_are_chosen_and_carried_on(anna: Hands) -> None:
    screen = anna.open(f"{BOARD}?breite=768&sprache=en&alle=1")
    frames = list(screen.tree.all("iframe"))
    assert all("sprache=en" in frame.attributes["src"] for frame in frames)
    assert not any("loading" in frame.attributes for frame in frames)
    assert "wb-shots--768" in screen.html
    assert "wb-shots--320" in anna.open(f"{BOARD}?breite=7&sprache=klingonisch").html
    assert '<html lang="de">' in screen.html


def test_the_pictures_come_as_one_file_with_names_in_flow_order(app: Flask, anna: Hands, camera: Camera) -> None:
    assert anna.press(f"{BOARD}/bilder", {"breite": "320", "sprache": "de"}).status == 200
    assert "werden gerade gemacht" in anna.open(BOARD).html
    assert anna.client.get(f"{BOARD}.zip").status_code == 303
    camera.go.set()
    finished(app)
    answer = anna.client.get(f"{BOARD}.zip?breite=320&sprache=de")
    assert answer.mimetype == "application/zip"
    assert "filename=probe-storyboard-320-de.zip" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        names = packed.namelist()
        assert names[:2] == ["01-angaben-leer.png", "02-angaben-fehler.png"]
        assert packed.read(names[0]).decode().startswith("/vorschau/probe/angaben?")
    assert "herunterladen" in anna.open(BOARD).html
    assert "herunterladen" not in anna.open(f"{BOARD}?breite=768").html


def test_the_photographer_sees_what_the_designer_sees_and_only_for_as_long_as_it_takes(
    app: Flask, anna: Hands, camera: Camera
) -> None:
    anna.press(f"{BOARD}/bilder")
    order = camera.orders[0]
    assert order.origin == "http://localhost"
    stranger = Person(app)
    for name, value in order.cookies.items():
        stranger.client.set_cookie(name, value)
    address = next(iter(order.pictures.values()))
    assert stranger.client.get(address).status_code == 200
    camera.go.set()
    finished(app)
    assert stranger.client.get(address).status_code == 404


def test_only_one_order_is_at_work_at_a_time(app: Flask, anna: Hands, camera: Camera) -> None:
    anna.press(f"{BOARD}/bilder", {"breite": "320"})
    anna.press(f"{BOARD}/bilder", {"breite": "768"})
    camera.go.set()
    finished(app)
    assert [order.width for order in camera.orders] == [320]


def test_what_is_missing_is_said(app: Flask, anna: Hands, camera: Camera) -> None:
    camera.problem = NoPictures("Playwright fehlt. Installieren Sie es.")
    camera.go.set()
    anna.press(f"{BOARD}/bilder")
    finished(app)
    assert "Playwright fehlt. Installieren Sie es." in anna.open(BOARD).html
    assert not list(Path(rooms(app).settings.data, "bilder").glob("*.zip"))


def test_an_installation_without_a_browser_says_so(app: Flask, anna: Hands) -> None:
    anna.press(f"{BOARD}/bilder")
    finished(app)
    assert "kann keine Bilder machen" in anna.open(BOARD).html


def test_an_order_that_died_with_its_process_stands_in_nobodys_way(tmp_path: Path) -> None:
    now = [1000.0]
    camera = Camera()
    studio = Studio(tmp_path, lambda: now[0], camera)
    order: Callable[[Path], Order] = lambda folder: Order("http://localhost", {}, {}, 320, folder)  # noqa: E731
    (tmp_path / "laeuft").write_text("990.0 anderes", encoding="utf-8")
    assert not studio.take("probe.1", order, lambda: None)
    assert studio.shelf("anderes") == Shelf("busy")
    now[0] += LIMIT + 60
    camera.go.set()
    over = threading.Event()
    assert studio.take("probe.1", order, over.set)
    assert over.wait(10)
    assert studio.shelf("probe.1") == Shelf("ready")


def test_strangers_see_no_storyboard(app: Flask) -> None:
    stranger = Person(app)
    for address in (BOARD, f"{BOARD}.zip"):
        assert stranger.client.get(address).status_code == 303
    assert stranger.client.post(f"{BOARD}/bilder", data={"_csrf": stranger.token()}).status_code == 303
    assert rooms(app).store.bundles.head("probe") is not None


def test_a_definition_that_is_not_there_has_no_storyboard(anna: Hands) -> None:
    assert anna.open("/werkstatt/nirgends/storyboard").status == 404
    assert anna.client.get("/werkstatt/nirgends/storyboard.zip").status_code == 404
