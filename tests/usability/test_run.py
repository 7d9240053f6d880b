"""A run finds what was planted, names its element, comes out the same each time, and never passes when it broke."""

import copy
import json
import os
import signal
import threading
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from formengine.cli import main
from formengine.core.settling import Context
from formengine.web.clock import Clock
from tests.definitions.cases import NOW, definitions
from tests.web import probe
from usability import axe, runner
from usability.browser import Stage, stage
from usability.model import Level, Look
from usability.placing import Placing
from usability.proxy import filtering
from usability.runner import Order, run
from usability.site import running
from usability.states import enumerate_states, smoke
from usability.ways import find

pytestmark = pytest.mark.browser

SLUG = "lp03-maengelmelder"


def planted() -> dict[str, Any]:
    """The small definition with a question that says a meaning which no browser knows."""
    form = copy.deepcopy(probe.FORM)
    form["uischema"]["elements"][0]["elements"][0]["options"]["autocomplete"] = "vorname"
    return form


def order(folder: Path, **more: Any) -> Order:
    return Order(probe.SLUG, folder, "musterhausen", NOW, **{"smoke": True, **more})


def test_what_is_wrong_with_a_question_is_found_at_its_element(tmp_path: Path) -> None:
    folder = probe.write(tmp_path / "definitionen", planted())
    found = run(order(folder, only=("axe",)))
    assert found.failed == ""
    wrong = [finding for finding in found.findings if finding.level is Level.FAILURE]
    assert {finding.element for finding in wrong} == {"name"}
    own = next(finding for finding in wrong if finding.rule.id == "axe/autocomplete-valid")
    assert len(own.states) > 1
    assert own.picture


@pytest.mark.slow
def test_two_runs_have_the_same_fingerprints_and_the_second_knows_them(tmp_path: Path) -> None:
    folder, report = probe.write(tmp_path / "definitionen", planted()), tmp_path / "bericht"
    arguments = ["check", probe.SLUG, "--definitions", str(folder), "--smoke", "--report", str(report)]
    arguments += ["--only", "axe", "--clock", "2026-11-23T09:00"]
    assert main(arguments) == 1
    first = json.loads((report / probe.SLUG / "ergebnis.json").read_text(encoding="utf-8"))
    assert main(arguments) == 1
    second = json.loads((report / probe.SLUG / "ergebnis.json").read_text(encoding="utf-8"))
    marks = [[finding["fingerprint"] for finding in each["findings"]] for each in (first, second)]
    assert marks[0] == marks[1] != []
    assert {finding["news"] for finding in second["findings"]} == {"same"}
    assert [state["hash"] for state in first["states"]] == [state["hash"] for state in second["states"]]


@pytest.mark.slow
def test_since_looks_only_at_what_changed(tmp_path: Path) -> None:
    folder, report = probe.write(tmp_path / "definitionen", planted()), tmp_path / "bericht"
    arguments = ["check", probe.SLUG, "--definitions", str(folder), "--smoke", "--report", str(report)]
    arguments += ["--only", "axe", "--clock", "2026-11-23T09:00"]
    assert main(arguments) == 1
    file = report / probe.SLUG / "ergebnis.json"
    revision = json.loads(file.read_text(encoding="utf-8"))["revision"]
    changed = planted()
    changed["uischema"]["elements"][2]["elements"][1]["label"] = "Eine andere Notiz"
    probe.write(folder, changed)
    assert main([*arguments, "--since", revision[:8]]) == 1
    second = json.loads(file.read_text(encoding="utf-8"))
    looked = {state["id"] for state in second["states"]} - set(second["skipped"])
    assert {id_.split("/")[0] for id_ in looked} <= {"anlagen", "pruefen", "eingang"}
    assert "anlagen/empty/1" in looked
    assert {finding["element"] for finding in second["findings"]} == {"name"}


@pytest.mark.slow
def test_an_accepted_finding_fails_no_run_until_its_day(tmp_path: Path) -> None:
    folder = probe.write(tmp_path / "definitionen", planted())
    asked = order(folder, only=("axe",), accepted=folder / probe.SLUG / "accepted.json")
    mark = run(asked).findings[0].fingerprint
    entry = {"fingerprint": mark, "reason": "kommt im Dezember", "until": "2026-12-31"}
    (folder / probe.SLUG / "accepted.json").write_text(json.dumps({"accepted": [entry]}), encoding="utf-8")
    assert run(asked).open == ()
    assert run(replace(asked, now=NOW.replace(year=2027))).open != ()


@pytest.mark.slow
def test_a_browser_that_is_killed_makes_the_run_fail_and_says_where(tmp_path: Path, monkeypatch: Any) -> None:
    folder = probe.write(tmp_path / "definitionen")
    monkeypatch.setattr(runner, "PATIENCE", 60.0)
    killing = threading.Thread(target=_kill_the_browser, args=[os.getpid()], daemon=True)
    killing.start()
    found = run(order(folder, smoke=False))
    killing.join(timeout=60)
    assert "brach bei" in found.failed or "Chromium" in found.failed
    assert len(found.states) > 0


def _kill_the_browser(parent: int) -> None:
    """Wait for a browser below this process, let it work a little, and end it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = [pid for pid in _below(parent) if "chromium" in _command(pid) and "--type=" not in _command(pid)]
        # One belongs to the other tests of this worker: the youngest is ours.
        if found and "remote-debugging-pipe" in _command(max(found)) and _proxied(max(found)):
            time.sleep(3)
            # A start forks helpers that look the same and are gone at once.
            if _command(max(found)):
                os.kill(max(found), signal.SIGKILL)
                return
        time.sleep(0.2)


def _proxied(pid: int) -> bool:
    return "--proxy-server=" in _command(pid)


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def _below(parent: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, waiting = [], [parent]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def test_a_run_without_a_browser_has_failed(tmp_path: Path) -> None:
    folder = probe.write(tmp_path / "definitionen")
    found = run(order(folder, chromium=tmp_path / "gibt-es-nicht"))
    assert "gibt es nicht" in found.failed


def test_a_page_shown_in_place_is_the_page_that_is_opened(browser: Browser) -> None:
    definition = definitions()[SLUG]
    states = list(smoke(enumerate_states(definition, find(definition, Context(NOW)).ways, Context(NOW))))
    with running(clock=Clock(NOW)) as site, stage(browser, site.address, Look(scripts=False)) as shown:
        placing = Placing(site.app, SLUG)
        for placed in states[:6]:
            visit = placing.place(placed)
            site.keys.know(visit)
            shown.show(visit.url, visit.button)
            here = _told(shown)
            shown.open(site.address + visit.url, visit.button)
            assert here == _told(shown), placed.state.id


def _told(shown: Stage) -> tuple[str, list[str], str]:
    """What axe and the accessibility tree say of a page."""
    said = [f"{found.rule.id} {found.answer} {found.place.selector}" for found in axe.scan(shown.page)]
    return shown.page.title(), sorted(said), shown.page.locator("main").aria_snapshot()


def test_no_other_host_is_ever_asked(browser: Browser) -> None:
    with ExitStack() as stack:
        site = stack.enter_context(running(clock=Clock(NOW)))
        proxy = stack.enter_context(filtering(frozenset({site.host})))
        shown = stack.enter_context(stage(browser, site.address, Look(), proxy))
        for address in ("http://localhost:8000/", "http://example.org/", "http://127.0.0.1:8123/"):
            answer = shown.page.goto(address)
            assert answer is not None
            assert answer.status == 403
        said = shown.page.evaluate("url => fetch(url).then(r => r.status, () => 0)", "http://example.org/x")
    assert said == 0
    assert any("example.org" in entry for entry in proxy.refused)
    assert any("127.0.0.1:8123" in entry for entry in proxy.refused)
