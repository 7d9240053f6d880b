"""`make mutants`: takes each guard out of a copy of the tree and shows that the named test then fails."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from scripts.guard import Guard
from scripts.guards import GUARDS

ROOT: Final = Path(__file__).resolve().parent.parent
COPIED: Final = (
    *("formengine", "builder", "usability", "tests", "scripts", "definitions", "docs"),
    *("pyproject.toml", "Makefile", "README.md"),
)
LIMITED: Final = f'ulimit -v {2_500_000}; exec "$@"'
"""Kilobytes: some guards are there so that memory does not run out."""
SECONDS: Final = 90
"""A test that never ends has failed as well: that is what some guards are for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test said with its guard in place and without it."""

    guard: Guard
    before: str
    after: str
    seconds: float

    @property
    def killed(self) -> bool:
        """The test passes with the guard and fails without it."""
        return self.before == "passes" and self.after == "fails"


def copy(target: Path) -> Path:
    """A tree of its own to take guards out of."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"), symlinks=True)
        else:
            shutil.copy2(source, target / name)
    return target


def ask(tree: Path, test: str) -> str:
    """Run one test in a process group of its own: `passes`, `fails`, or what else became of it."""
    command = [
        "sh",
        "-c",
        LIMITED,
        "sh",
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        "--no-header",
        "--tb=line",
        test,
    ]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(
        command, cwd=tree, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        said = process.communicate(timeout=SECONDS)[0].decode(errors="replace")
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return "fails"
    if process.returncode == 0 and " passed" in said:
        return "passes"
    # 1: tests were run and one failed. Anything else (no such test, an import that breaks) proves nothing.
    return "fails" if process.returncode == 1 else f"says nothing ({said.strip().splitlines()[-1:]})"


def judged(tree: Path, guard: Guard) -> Outcome:
    """Ask with the guard and without it; the tree is as it was afterwards."""
    began = time.monotonic()
    file = tree / guard.file
    text = file.read_text(encoding="utf-8")
    if text.count(guard.guard) != 1:
        return Outcome(guard, f"guard stands {text.count(guard.guard)} times in {guard.file}", "", 0)
    before = ask(tree, guard.test)
    file.write_text(text.replace(guard.guard, guard.without), encoding="utf-8")
    try:
        after = ask(tree, guard.test)
    finally:
        file.write_text(text, encoding="utf-8")
    return Outcome(guard, before, after, time.monotonic() - began)


def run(guards: Sequence[Guard], jobs: int) -> list[Outcome]:
    """Each guard in one of a few trees, a line as each is done."""
    with tempfile.TemporaryDirectory(prefix="mutanten-") as folder, ThreadPoolExecutor(jobs) as pool:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(jobs):
            trees.put(copy(Path(folder) / str(number)))

        def one(guard: Guard) -> Outcome:
            tree = trees.get()
            try:
                outcome = judged(tree, guard)
            finally:
                trees.put(tree)
            say(outcome)
            return outcome

        return list(pool.map(one, guards))


def say(outcome: Outcome) -> None:
    """One line of the table."""
    guard = outcome.guard
    verdict = "killed  " if outcome.killed else "SURVIVED"
    print(f"{verdict} {guard.row:4} {guard.what:58} {outcome.seconds:5.1f} s  {guard.test}", flush=True)
    if not outcome.killed:
        print(f"         with the guard: {outcome.before}; without: {outcome.after}", flush=True)


def main() -> int:
    """Exit with 1 where a guard could be taken out unnoticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", help="only these rows, for example A1 A27")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    chosen = [guard for guard in GUARDS if not options.rows or guard.row in options.rows]
    outcomes = run(chosen, options.jobs)
    survived = [outcome for outcome in outcomes if not outcome.killed]
    rows = {guard.row for guard in chosen}
    print(f"{len(outcomes)} mutants of {len(rows)} rows, {len(survived)} survived")
    return 1 if survived or not outcomes else 0


if __name__ == "__main__":
    sys.exit(main())
