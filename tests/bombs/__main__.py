"""`make bombs`: every bomb in a process of its own, with the CPU time and the memory of each stage."""

import json
import subprocess
import sys
from typing import Any, Final

from tests.bombs.shapes import BOMBS

MOST_SECONDS: Final = 2.0
MOST_MEGABYTES: Final = 100


def measured(name: str) -> list[dict[str, Any]]:
    """The stages of one bomb; the last one is missing where the process had to be ended."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bombs.measure", name], capture_output=True, text=True, check=False
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> None:
    """One line a stage; `!` where a definition costs more at save than it may."""
    for name in sys.argv[1:] or BOMBS:
        print(name, flush=True)
        for stage in measured(name):
            over = stage["cpu"] > MOST_SECONDS or stage["mb"] > MOST_MEGABYTES
            mark = "!" if over and stage["stage"] == "save" else " "
            print(f" {mark} {stage['stage']:7} {stage['cpu']:6.2f} s {stage['mb']:5} MB  {stage['said']}", flush=True)


if __name__ == "__main__":
    main()
