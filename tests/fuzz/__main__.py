"""`make fuzz`: as many definitions, answers and requests as there is time for (FUZZ_SECONDS, FUZZ_SEED)."""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.fuzz import definitions, requests

REQUESTS: Final = 10_000
ROUND: Final = 2_000
"""Requests to one installation, before a new one begins."""
SLOWEST: Final = 1.0
"""Seconds of the processor that one request may take; a busy machine takes longer on the clock."""


def fuzz_requests(seed: int, seconds: float) -> bool:
    """Prints the histogram; False where a request was too slow. Raises AssertionError with the request at fault."""
    total, deadline = requests.Seen(), time.monotonic() + seconds
    for start in range(seed, seed + REQUESTS // ROUND):
        with tempfile.TemporaryDirectory() as folder:
            seen = requests.run(Path(folder), start, ROUND, deadline - time.monotonic())
        total.answers += seen.answers
        total.posts, total.with_token = total.posts + seen.posts, total.with_token + seen.with_token
        total.judged, total.slowest = total.judged + seen.judged, max(total.slowest, seen.slowest)
        if time.monotonic() > deadline:
            break
    print("\n".join(total.lines()), flush=True)
    return total.slowest[0] <= SLOWEST


def fuzz(what: str, run: Callable[[int, Counter[str]], None], seed: int, seconds: float) -> None:
    """One seed after the other until the time is over; names the seed at fault."""
    counts: Counter[str] = Counter()
    slowest, deadline = (0.0, seed), time.monotonic() + seconds
    while time.monotonic() < deadline:
        began = time.process_time()
        try:
            run(seed, counts)
        except BaseException:
            print(f"{what}: seed {seed} failed", flush=True)
            raise
        slowest = max(slowest, (time.process_time() - began, seed))
        seed += 1
    print(f"{sum(counts.values())} {what}: {dict(counts)}; slowest {slowest[0]:.2f} s (seed {slowest[1]})", flush=True)


def main() -> int:
    """Half of the time for requests, the rest for definitions and answers."""
    seconds, seed = float(os.environ.get("FUZZ_SECONDS", "900")), int(os.environ.get("FUZZ_SEED", "1"))
    fuzz("definitions", definitions.run, seed * 1_000_000, seconds / 4)
    fuzz("answers", definitions.run_answers, seed * 1_000_000, seconds / 8)
    return 0 if fuzz_requests(seed, seconds * 5 / 8) else 1


if __name__ == "__main__":
    sys.exit(main())
