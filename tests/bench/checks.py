"""`make bench-check`: what a state costs next to a bare `axe.run`, and a page next to pa11y-ci and @axe-core/cli."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from formengine.core.settling import Context
from formengine.web.clock import Clock
from tests.definitions.cases import NOW, definitions
from usability import axe
from usability.browser import CHROMIUM, Chromium, Stage, launched
from usability.looking import AXE, Judge, Looked, Looking
from usability.model import Look
from usability.placing import Placing
from usability.proxy import filtering
from usability.site import Site, running
from usability.states import Placed, enumerate_states, smoke
from usability.ways import find

SLUG: Final = "lp03-maengelmelder"
ROUNDS: Final = 3
TURNS: Final = 2
FOLDER: Final = Path(__file__).parents[2] / ".cache/bench-check"
TOOLS: Final = ("pa11y-ci@4.1.1", "@axe-core/cli@4.13.0")
SKIP: Final = {"PUPPETEER_SKIP_DOWNLOAD": "1", "CHROMEDRIVER_SKIP_DOWNLOAD": "1"}
_BARE: Final = "options => axe.run(document, options).then(found => found.violations.length)"
_OPTIONS: Final = {
    "runOnly": {"type": "tag", "values": list(axe.TAGS)},
    "resultTypes": ["violations", "incomplete"],
}


@dataclass(frozen=True)
class Bench:
    """Some states of a shipped definition, in a running application."""

    site: Site
    states: tuple[Placed, ...]

    def address(self, placed: Placed) -> str:
        """Where a fresh draft stands in that state, for everybody."""
        visit = Placing(self.site.app, SLUG).place(placed)
        self.site.keys.know(visit)
        return self.site.address + visit.url


def main() -> int:
    """Measure and print."""
    definition, context = definitions()[SLUG], Context(NOW)
    states = smoke(enumerate_states(definition, find(definition, context).ways, context))
    # Only what an address alone leads to: the other tools press no button.
    shown = tuple(placed for placed in states if placed.state.kind in ("empty", "filled"))
    with running(clock=Clock(NOW)) as site:
        bench = Bench(site, shown)
        _states(bench)
        _tools(bench)
    return 0


def _states(bench: Bench) -> None:
    """Ours, a bare run in the page that is open, and a plain navigate-inject-run, in turns."""
    ours, bare, plain = list[float](), list[float](), list[float]()
    judge, looked = Judge(SLUG, Look(), (AXE,)), Looked()
    with (
        _windows(bench) as windows,
        windows.stage(bench.site.address, Look()) as shown,
        windows.stage(bench.site.address, Look()) as own,
    ):
        for placed in bench.states * ROUNDS:
            ours.append(_timed(partial(_ours, bench, placed, shown, judge, looked)))
            bare.append(_timed(partial(shown.page.evaluate, _BARE, _OPTIONS)))
            plain.append(_timed(partial(_plain, bench, placed, own)))
    # The first round compiles.
    ours, bare, plain = (each[len(bench.states) :] for each in (ours, bare, plain))
    print(f"\nA state with axe only ({len(bench.states)} states, {ROUNDS - 1} rounds, medians)")
    for name, times in (("bare axe.run in the open page", bare), ("ours", ours), ("navigate, inject, run", plain)):
        ratio = statistics.median(a / b for a, b in zip(times, bare, strict=True))
        print(f"  {name:34}{1000 * statistics.median(times):8.0f} ms{ratio:8.2f}")
    print("  goal: at most 2 times the bare run")


def _ours(bench: Bench, placed: Placed, stage: Stage, judge: Judge, looked: Looked) -> None:
    visit = Placing(bench.site.app, SLUG).place(placed)
    bench.site.keys.know(visit)
    stage.show(visit.url, visit.button)
    judge.shown(stage.page, placed.state, looked)


def _plain(bench: Bench, placed: Placed, stage: Stage) -> None:
    stage.page.goto(bench.address(placed))
    stage.page.evaluate(axe.source())
    stage.page.evaluate(_BARE, _OPTIONS)


def _tools(bench: Bench) -> None:
    """The whole command of each tool over the same pages, the start of the browser included."""
    if shutil.which("npm") is None or not _installed():
        print("\npa11y-ci and @axe-core/cli could not be installed; nothing is said of them.")
        return
    tools: dict[str, Callable[[Bench, Sequence[Placed]], None]] = {
        "ours": _whole,
        "@axe-core/cli": lambda bench, states: _axe_cli([bench.address(placed) for placed in states]),
        "pa11y-ci": lambda bench, states: _pa11y([bench.address(placed) for placed in states]),
    }
    whole: dict[str, list[float]] = {name: [] for name in tools}
    further: dict[str, list[float]] = {name: [] for name in tools}
    several = bench.states * 2
    count = len(several)
    for _ in range(TURNS):
        for name, tool in tools.items():
            one = _timed(partial(tool, bench, several[:1]))
            every = _timed(partial(tool, bench, several))
            whole[name].append(every / count)
            further[name].append((every - one) / (count - 1))
    _table(f"A page of {count}, the start of the browser included ({TURNS} runs, medians)", whole)
    _table("Every further page", further)
    print("  goal: pa11y-ci at least 8 times, @axe-core/cli at least 4 times as long as ours")


def _table(title: str, times: dict[str, list[float]]) -> None:
    print(f"\n{title}")
    for name, took in times.items():
        # A machine that is busy slows one run of a tool and not the next one's: medians are compared.
        ratio = statistics.median(took) / statistics.median(times["ours"])
        print(f"  {name:34}{1000 * statistics.median(took):8.0f} ms{ratio:8.2f}")


def _whole(bench: Bench, states: Sequence[Placed]) -> None:
    with _windows(bench) as windows:
        found = Looking(bench.site, windows, Judge(SLUG, Look(), (AXE,))).run(states, lambda _: None)
    if found.failed or len(found.looked_at) != len(states):
        raise SystemExit(f"bench-check: {found.failed}")


@contextmanager
def _windows(bench: Bench) -> Iterator[Chromium]:
    with filtering(frozenset({bench.site.host})) as proxy, launched(proxy) as browser:
        yield Chromium(browser)


def _timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _installed() -> bool:
    if (FOLDER / "node_modules/.bin/pa11y-ci").exists() and (FOLDER / "node_modules/.bin/axe").exists():
        return True
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--prefix", str(FOLDER), "--no-audit", "--no-fund", "--ignore-scripts", *TOOLS]
    return subprocess.run(command, env=os.environ | SKIP, check=False, capture_output=True).returncode == 0


def _axe_cli(urls: Sequence[str]) -> None:
    options = "no-sandbox,disable-gpu,disable-dev-shm-usage"
    command = [str(FOLDER / "node_modules/.bin/axe"), *urls, "--chromedriver-path", str(shutil.which("chromedriver"))]
    command += ["--chrome-path", str(CHROMIUM), "--chrome-options", options, "--tags", ",".join(axe.TAGS)]
    _said(command, "violations found", len(urls))


def _pa11y(urls: Sequence[str]) -> None:
    settings: dict[str, Any] = {
        "defaults": {
            "chromeLaunchConfig": {"executablePath": str(CHROMIUM), "args": ["--no-sandbox", "--disable-gpu"]},
            "runners": ["axe"],
            "standard": "WCAG2AA",
            "concurrency": 1,
        },
        "urls": list(urls),
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pa11yci.json"
        file.write_text(json.dumps(settings), encoding="utf-8")
        _said([str(FOLDER / "node_modules/.bin/pa11y-ci"), "--config", str(file)], " errors", len(urls))


def _said(command: Sequence[str], word: str, times: int) -> None:
    """Run a tool, and make sure that it really judged every page."""
    done = subprocess.run(command, env=os.environ | SKIP, check=False, capture_output=True, text=True)
    if done.stdout.count(word) < times:
        raise SystemExit(
            f"bench-check: {command[0]} judged not every page:\n{done.stdout[-800:]}\n{done.stderr[-800:]}"
        )


if __name__ == "__main__":
    sys.exit(main())
