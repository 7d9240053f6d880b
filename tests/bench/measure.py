"""Times several things in one process in turns, so that a busy machine slows all of them alike."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

ROUNDS: Final = 600
COLLECT_EVERY: Final = 50


@dataclass(frozen=True)
class Timing:
    """Microseconds a call, one entry a round."""

    cpu: tuple[float, ...]
    wall: tuple[float, ...]

    @property
    def median(self) -> float:
        """The CPU time of a call."""
        return statistics.median(self.cpu)

    @property
    def wall_median(self) -> float:
        """The time on the clock of a call."""
        return statistics.median(self.wall)

    @property
    def spread(self) -> tuple[float, float]:
        """The quartiles of the CPU time."""
        low, _, high = statistics.quantiles(self.cpu, n=4)
        return low, high

    def over(self, *others: "Timing") -> float:
        """How many times the CPU time of the others together, round by round."""
        sums = [float(sum(parts)) for parts in zip(*(other.cpu for other in others), strict=True)]
        return statistics.median([own / other for own, other in zip(self.cpu, sums, strict=True)])

    def wall_over(self, *others: "Timing") -> float:
        """The same on the clock."""
        sums = [float(sum(parts)) for parts in zip(*(other.wall for other in others), strict=True)]
        return statistics.median([own / other for own, other in zip(self.wall, sums, strict=True)])


def measure(things: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, Timing]:
    """Time one call of each thing in each round.

    One call, since a server rarely does the same thing twice in a row: what ran just before is quicker by a third.
    """
    cpu: dict[str, list[float]] = {name: [] for name in things}
    wall: dict[str, list[float]] = {name: [] for name in things}
    for thing in things.values():
        thing()
    with _no_collection():
        for number in range(rounds):
            for name, thing in things.items():
                before, began = time.process_time_ns(), time.perf_counter_ns()
                thing()
                cpu[name].append((time.process_time_ns() - before) / 1000)
                wall[name].append((time.perf_counter_ns() - began) / 1000)
            if number % COLLECT_EVERY == 0:
                gc.collect()
    return {name: Timing(tuple(cpu[name]), tuple(wall[name])) for name in things}


@contextmanager
def _no_collection() -> Iterator[None]:
    """A collection in the middle would fall on whoever happens to run."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
