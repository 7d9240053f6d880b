"""Pages without a definition are looked at where that is allowed and nowhere else; who is followed leaves no values."""

import json
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from formengine.cli import main
from tests.definitions.cases import NOW
from tests.usability.strangers import Stranger, serving
from usability.browsing import CannotRunError
from usability.following import follow
from usability.model import Level
from usability.pages import Order, allowing, run
from usability.proxy import host_of
from usability.reports import write_all
from usability.results import Run

pytestmark = pytest.mark.browser

FORM = """<form action="/danke"><label>Name <input name="name" id="name"></label>
<button id="los">Weiter</button></form><button id="auf" onclick="document.getElementById('mehr').hidden = false">
Mehr</button><p id="mehr" hidden>Mehr <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></p>"""
PAGES = {
    "/gut": "<p>Alles gut.</p>",
    "/schlecht": '<p><input id="ohne"></p>',
    "/danke": """<p style="color: #bbb">Danke, {said}!</p><p id="nochmal" title="{said}">Noch einmal?</p>
<img alt="Zähler" src="http://zaehler.invalid/?{said}">""",
    "/formular": FORM,
}


def order(stranger: Stranger, *paths: str, **more: Any) -> Order:
    urls = tuple(stranger.address + path for path in paths)
    return Order(urls, frozenset({host_of(stranger.address)}), NOW.date(), **more)


def wrong(found: Run) -> set[tuple[str, str]]:
    return {
        (finding.rule.id, state.rpartition("/")[2])
        for finding in found.findings
        if finding.level is Level.FAILURE
        for state in finding.states
    }


def test_plain_pages_are_looked_at_like_states(tmp_path: Path) -> None:
    with serving(PAGES) as stranger:
        found = run(order(stranger, "/gut", "/schlecht?wer=Erika", only=("axe", "sichtbare-beschriftung")))
    assert found.failed == ""
    assert wrong(found) == {("axe/label", "schlecht"), ("sichtbare-beschriftung", "schlecht")}
    assert [state.title for state in found.states] == ["/gut", "/schlecht"]
    files = write_all(found, tmp_path)
    assert not any("Erika" in file.read_text(encoding="utf-8") for file in files)


def test_a_page_that_leads_elsewhere_is_not_followed_and_fails_the_run() -> None:
    with serving({"/": "<p>geheim</p>"}) as elsewhere:
        pages = {**PAGES, "/weg": f"->{elsewhere.address}/", "/fehlt-nicht": "<p>da</p>"}
        with serving(pages) as stranger:
            found = run(order(stranger, "/weg", "/fehlt", "/gut", only=("axe",)))
    assert elsewhere.asked == []
    assert "/weg führt zu" in found.failed
    assert "/fehlt antwortet mit 404" in found.failed
    assert [state.id.rpartition("/")[2] for state in found.states] == ["gut"]
    assert any(host_of(elsewhere.address) in entry for entry in found.refused)


def test_an_address_outside_the_allowed_origins_is_refused_before_anything_starts() -> None:
    with pytest.raises(CannotRunError, match=r"--allow-origin https://b\.example"):
        allowing(["https://a.example"], ["https://a.example/x", "https://b.example/y?z"])
    with pytest.raises(CannotRunError, match="ist keine Adresse"):
        allowing(["amt24"], [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--page http://127.0.0.1:1/", "--allow-origin http://127.0.0.1:1"),
        ("--page http://127.0.0.1:1/ --follow http://127.0.0.1:1/", "entweder"),
        ("lp03-maengelmelder --page http://127.0.0.1:1/", "entweder"),
        ("lp03-maengelmelder --allow-origin http://127.0.0.1:1", "gehört zu"),
        ("--follow http://127.0.0.1:1/ --engine firefox --allow-origin http://127.0.0.1:1", "nur mit Chromium"),
        ("--page http://127.0.0.1:1/ --smoke --allow-origin http://127.0.0.1:1", "nur für Definitionen"),
    ],
)
def test_the_command_says_what_does_not_go_together(
    capsys: pytest.CaptureFixture[str], arguments: str, said: str
) -> None:
    assert main(["check", *arguments.split()]) == 2
    assert said in capsys.readouterr().err


def _tester(window: Any, number: int) -> None:
    """Types a name, opens something, sends, and closes the window; with time to look in between."""
    steps = {
        6: lambda: window.fill("#name", "Erika Mustermann"),
        12: lambda: window.click("#auf"),
        22: lambda: window.click("#los"),
        34: window.close,
    }
    steps.get(number, lambda: None)()


def _followed(asked: Order) -> tuple[Run, list[str]]:
    told: list[str] = []
    return follow(asked, lambda state: told.append(state.id), visible=False, turn=_tester), told


@pytest.mark.slow
def test_who_is_followed_has_every_new_state_checked_and_no_value_kept(tmp_path: Path) -> None:
    # In a process of its own: Playwright runs only once in each.
    with serving(PAGES) as stranger, ProcessPoolExecutor(1, get_context("spawn")) as alone:
        asked = order(stranger, "/formular", only=("axe", "sichtbare-beschriftung", "umbruch-320", "tastatur"))
        found, told = alone.submit(_followed, asked).result(timeout=120)
    assert found.failed == ""
    assert [id_.rpartition("/")[2] for id_ in told] == ["formular#1", "formular#2", "danke#1"]
    assert wrong(found) == {("axe/image-alt", "formular#2"), ("axe/color-contrast", "danke#1")}
    assert found.not_here == ("tastatur",)
    said = next(finding.place.html for finding in found.findings if finding.rule.id == "axe/color-contrast")
    assert "Danke, ••••• ••••••••••!" in said
    assert any("name=Erika" in entry for entry in stranger.asked)
    assert found.refused == ("GET http://zaehler.invalid/",)
    for file in write_all(found, tmp_path):
        assert "Erika" not in file.read_text(encoding="utf-8")
        assert "Mustermann" not in file.read_text(encoding="utf-8")
    kept = json.loads((tmp_path / "mitgegangen/ergebnis.json").read_text(encoding="utf-8"))
    assert len({state["hash"] for state in kept["states"]}) == 3


def test_without_a_screen_nobody_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(CannotRunError, match="Bildschirm"):
        follow(Order(("http://127.0.0.1:1/",), frozenset({"127.0.0.1:1"}), NOW.date()), lambda _: None)
