"""The map in a browser: a click names the right place at every size, with JavaScript and without it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Position

from formengine.core.model import Control
from formengine.fields import ASSETS, TYPES
from formengine.fields.page import FieldState, compile_control
from formengine.fields.posting import PageForm
from formengine.web.security import POLICY

pytestmark = pytest.mark.browser

STATIC = Path("formengine/web/static")
HERE = {"e": 413250, "n": 5655120, "crs": "EPSG:25833"}
SIZES = [(320, 288, 11), (1280, 600, 5)]
"""Width of the window, width of the map, metres that a pixel stands for (rounded up)."""

CONTROL = Control(
    id="ort.punkt",
    type="map",
    path=("punkt",),
    label="Wo ist es?",
    schema=TYPES["map"].new_schema(),
    page="wo",
    pointer="",
    required=True,
)
PIECE = compile_control(CONTROL, asset=lambda name: f"/{name}")
FORM = PageForm([CONTROL])


class _Handler(BaseHTTPRequestHandler):
    """Answers a post with the same page, as the assistant does, and says what was read."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path.removeprefix("/")
        if path in ASSETS:
            self._send(ASSETS[path].read_bytes(), "text/javascript" if path.endswith(".js") else "image/svg+xml")
        elif path:
            self._send((STATIC / path).read_bytes(), "text/css" if path.endswith(".css") else "text/javascript")
        else:
            self._page({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._page(parse_qs(body, keep_blank_values=True))

    def _page(self, raw: dict[str, list[str]]) -> None:
        html = f"""<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Karte</title>
<link rel="icon" href="/map/musterhausen.svg"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/vendor/kern/kern.css"><link rel="stylesheet" href="/assistant.css">
<script src="/map/karte.js" defer></script></head><body><main class="aw-main aw-wrap"><h1>Karte</h1>
<form method="post" action="/" novalidate><button name="_weiter" value="1">Weiter</button>
{PIECE.render(FieldState(raw=raw))}</form><output>{FORM.read(raw).get(CONTROL.id)}</output></main></body></html>"""
        self._send(html.encode(), "text/html; charset=utf-8")

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def opened(browser: Browser, address: str, width: int, *, scripts: bool) -> Iterator[Page]:
    """The page in a window of its own; anything that the browser complains about fails the test."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert complaints == []


def _pixel(point: dict[str, Any], width: int) -> Position:
    return {"x": (point["e"] - 412000) * width / 3000, "y": (5656500 - point["n"]) * width / 3000}


def _answer(page: Page) -> Any:
    text = page.locator("output").inner_text()
    return None if text == "None" else {key: int(text.split(f"'{key}': ")[1].split(",")[0]) for key in "en"}


@pytest.mark.parametrize(("window", "width", "metres"), SIZES)
def test_a_click_without_javascript_names_the_place_at_every_size(
    browser: Browser, address: str, window: int, width: int, metres: int
) -> None:
    with opened(browser, address, window, scripts=False) as page:
        picture = page.locator("input[type=image]:visible")
        box = picture.bounding_box()
        assert picture.count() == 1
        assert box is not None
        assert (round(box["width"]), round(box["height"])) == (width, width * 5 // 6)
        picture.click(position=_pixel(HERE, width))
        # Until the style sheet is there, both pictures are to be seen.
        page.wait_for_load_state()
        answer = _answer(page)
        assert abs(answer["e"] - HERE["e"]) <= metres
        assert abs(answer["n"] - HERE["n"]) <= metres
        assert page.locator("[name='ort.punkt:e']").input_value() == str(answer["e"])
        marker = page.locator(".aw-karte__punkt circle").last.bounding_box()
        again = page.locator("input[type=image]:visible").bounding_box()
        assert marker is not None
        assert again is not None
        assert abs(marker["x"] + marker["width"] / 2 - again["x"] - _pixel(answer, width)["x"]) < 2
        assert abs(marker["y"] + marker["height"] / 2 - again["y"] - _pixel(answer, width)["y"]) < 2
        page.locator("button[name=_weiter]").click()
        assert _answer(page) == answer


@pytest.mark.parametrize(("window", "width", "metres"), SIZES)
def test_the_page_with_the_map_is_never_wider_than_the_window(
    browser: Browser, address: str, window: int, width: int, metres: int
) -> None:
    with opened(browser, address, window, scripts=True) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= window
        assert metres * width >= 3000


def test_a_place_from_the_list_replaces_a_click_without_javascript(browser: Browser, address: str) -> None:
    with opened(browser, address, 1280, scripts=False) as page:
        page.locator("input[type=image]:visible").click(position=_pixel(HERE, 600))
        page.locator("select").select_option(label="Bahnhof")
        page.locator("button[name=_weiter]").click()
        assert _answer(page) == {"e": 413500, "n": 5654690}
        page.locator("select").select_option(label="Kein Ort ausgewählt")
        page.locator("button[name=_weiter]").click()
        assert _answer(page) is None


def test_the_enter_key_names_no_place_without_javascript(browser: Browser, address: str) -> None:
    with opened(browser, address, 1280, scripts=False) as page:
        page.locator("input[type=image]:visible").focus()
        page.keyboard.press("Enter")
        assert _answer(page) is None


@pytest.mark.parametrize(("window", "width", "metres"), SIZES)
def test_a_click_with_javascript_asks_no_server(
    browser: Browser, address: str, window: int, width: int, metres: int
) -> None:
    with opened(browser, address, window, scripts=True) as page:
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url) if request.is_navigation_request() else None)
        page.locator("[role=application]").click(position=_pixel(HERE, width))
        page.get_by_text("Planquadrat D4, nahe Schillerring").wait_for()
        assert requests == []
        page.locator("button[name=_weiter]").click()
        assert abs(_answer(page)["e"] - HERE["e"]) <= metres


def test_arrow_keys_move_the_point_and_say_where_it_is(browser: Browser, address: str) -> None:
    with opened(browser, address, 1280, scripts=True) as page:
        page.locator("select").focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('role')") == "application"
        for key in ["ArrowRight", "ArrowUp", "Shift+ArrowLeft", "Shift+ArrowDown"]:
            page.keyboard.press(key)
        expected = {"e": 413500 + 10 - 100, "n": 5655250 + 10 - 100}
        words = TYPES["map"].display(HERE | expected, CONTROL).partition(" (")[0]
        page.locator("[aria-live]", has_text=words).wait_for()
        page.locator("button[name=_weiter]").click()
        assert _answer(page) == expected
        page.locator("[role=application]").focus()
        page.keyboard.press("Delete")
        page.get_by_text("Noch kein Punkt ausgewählt.").wait_for()
        page.locator("button[name=_weiter]").click()
        assert _answer(page) is None


def test_the_list_moves_the_marker_and_typed_numbers_leave_the_list(browser: Browser, address: str) -> None:
    with opened(browser, address, 1280, scripts=True) as page:
        page.locator("select").select_option(label="Rathaus")
        assert page.locator(".aw-karte__punkt").get_attribute("x") == "322"
        assert page.locator("[name='ort.punkt:e']").input_value() == "413610"
        page.locator("summary").click()
        page.locator("[name='ort.punkt:e']").fill("413620")
        page.keyboard.press("Tab")
        assert page.locator("select").input_value() == ""
        page.locator("button[name=_weiter]").click()
        assert _answer(page) == {"e": 413620, "n": 5655475}


def test_a_map_that_is_exchanged_in_place_works_at_once(browser: Browser, address: str) -> None:
    with opened(browser, address, 1280, scripts=True) as page:
        page.evaluate("html => { document.querySelector('.aw-field').outerHTML = html }", PIECE.render())
        page.locator("[role=application]").click(position=_pixel(HERE, 600))
        page.get_by_text("Planquadrat D4, nahe Schillerring").wait_for()


def test_the_script_and_the_server_say_the_same_of_any_place(browser: Browser, address: str) -> None:
    with opened(browser, address, 1280, scripts=True) as page:
        for e, n in [(412000, 5656500), (415000, 5654000), (413610, 5655475), (412375, 5656083), (414999, 5654001)]:
            page.evaluate(
                """([e, n]) => { for (const [name, value] of [["e", e], ["n", n]]) {
                    const input = document.querySelector(`[name='ort.punkt:${name}']`);
                    input.value = value; input.dispatchEvent(new Event("change")); } }""",
                [e, n],
            )
            words = TYPES["map"].display({"e": e, "n": n, "crs": "EPSG:25833"}, CONTROL).partition(" (")[0]
            page.locator("[aria-live]").get_by_text(f"Ausgewählt: {words}", exact=True).wait_for(timeout=3000)
