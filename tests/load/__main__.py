"""`make load`: 50 participants for a minute on two workers; prints times and memory, fails on any error or growth."""

import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from tests.cli.server import Server, serving
from tests.core.forms import REPOSITORY
from tests.load.participant import Participant, Tally

PARTICIPANTS: Final = int(os.environ.get("LOAD_PARTICIPANTS", "50"))
SECONDS: Final = float(os.environ.get("LOAD_SECONDS", "60"))
PAUSE: Final = float(os.environ.get("LOAD_PAUSE", "1.0"))
"""Seconds that a participant looks at a page on average."""
SLUGS: Final = ["lp01-baumfaellung", "lp03-maengelmelder"]
EVERY: Final = 10.0
GROWTH: Final = 1.15
"""Times the memory of a server that has compiled all its pages."""


def main() -> int:
    """Exit with 1 after an error, or where memory or open files kept growing."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "definitions").symlink_to(REPOSITORY / "definitions")
        with serving(Path(folder)) as server:
            tally, samples = run(server)
    report(tally)
    (half, *_), (memory, files, _) = samples[len(samples) // 2], samples[-1]
    flat = memory <= half * GROWTH and files <= samples[0][1] + PARTICIPANTS * 6
    print(f"memory and open files {'stay' if flat else 'GROW'}; {sum(tally.errors.values())} errors")
    return 0 if flat and not tally.errors and tally.sent else 1


def run(server: Server) -> tuple[Tally, list[tuple[float, int, float]]]:
    """Everybody at once; memory, open files and CPU of the server every ten seconds."""
    tally, stop = Tally(), threading.Event()
    everybody = [
        threading.Thread(target=Participant(server.port, tally, seed).use, args=(SLUGS, PAUSE, stop), daemon=True)
        for seed in range(PARTICIPANTS)
    ]
    samples = [looked(server.process.pid)]
    print(f"start: {described(samples[0])}", flush=True)
    for thread in everybody:
        thread.start()
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        time.sleep(min(EVERY, max(0.0, deadline - time.monotonic())))
        samples.append(looked(server.process.pid))
        print(f"{len(tally.times):7} answers; {described(samples[-1])}", flush=True)
    stop.set()
    for thread in everybody:
        thread.join(40)
    return tally, samples


def looked(pid: int) -> tuple[float, int, float]:
    """Megabytes, open files and seconds of the processor of a process and its children."""
    family = [pid, *_children(pid)]
    pages = sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in family)
    files = sum(len(list(Path(f"/proc/{each}/fd").iterdir())) for each in family)
    ticks = sum(map(_ticks, family))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6, files, ticks / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    """User and system time; the name of a program may hold anything but ends at the last bracket."""
    return sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))


def _children(pid: int) -> list[int]:
    found = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*found, *(grandchild for child in found for grandchild in _children(child))]


def described(sample: tuple[float, int, float]) -> str:
    """A sample in words."""
    return f"{sample[0]:.0f} MB resident (all processes), {sample[1]} open files, {sample[2]:.1f} s of the processor"


def report(tally: Tally) -> None:
    """The answers, their times on the clock, and what went wrong."""
    for (method, status), count in sorted(tally.answers.items()):
        print(f"{count:7} {method} {status}")
    for method in ("GET", "POST"):
        times = sorted(seconds * 1000 for which, seconds in tally.times if which == method)
        if len(times) > 100:
            cuts = statistics.quantiles(times, n=100)
            said = ", ".join(f"p{rank} {cuts[rank - 1]:.0f} ms" for rank in (50, 95, 99))
            print(f"{method}: {said}, most {times[-1]:.0f} ms")
    print(f"{tally.sent} applications reached their receipt")
    for what, count in tally.errors.most_common(10):
        print(f"ERROR {count:5} {what}")


if __name__ == "__main__":
    sys.exit(main())
