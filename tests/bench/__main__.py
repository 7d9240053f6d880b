"""`make bench`: how fast a step is, next to what it is compared with, and how its cost grows with the form."""

import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.bench import house, large, lists, references
from tests.bench.house import Draft
from tests.bench.measure import Timing, measure

SIZES = (20, 200, 1000, 2000)
FOLDER = Path(__file__).parents[2] / ".cache"


def main() -> int:
    """Measure and print."""
    FOLDER.mkdir(exist_ok=True)
    # Beside the checkout, not in /tmp: there a commit may cost nothing.
    with tempfile.TemporaryDirectory(prefix="bench-", dir=FOLDER) as name:
        folder = Path(name)
        app = house.build(folder, *SIZES)
        drafts = {size: Draft.filled(app, size) for size in SIZES}
        _gets(folder, drafts[SIZES[0]])
        _posts(folder, drafts[SIZES[0]])
        _growth(drafts)
        _lists(folder)
        house.rooms(app).store.close()
        _large(folder / "gross")
    return 0


def _large(folder: Path) -> None:
    """1,000 questions with 300 conditions: steps, the whole check, and saving a revision."""
    app = large.build(folder / "haus", 20, 1000)
    few, many = large.filled(app, 20), large.filled(app, 1000)
    for name, ask in (("GET", large.Filled.get), ("POST", large.Filled.post)):
        found = measure({"20 fields": partial(ask, few), "1000 fields, 300 conditions": partial(ask, many)}, 200)
        _table(f"{name} of a step, by the size of a form with conditions", found, found["20 fields"])
    checks = measure(large.checks(1000), 60)
    _table("The whole check at submit of 1000 questions", checks, checks["bare"])
    print("  goal: at most 1.5 times the bare `is_valid` of the derived schema")
    saved = measure({"checking and storing": large.saving(folder / "ablage", 1000)}, 20)["checking and storing"]
    print(
        f"\nSaving a revision of it: {saved.median / 1000:.0f} ms CPU, {saved.wall_median / 1000:.0f} ms on the clock"
    )
    print("  goal: under 500 ms on an idle core")
    house.rooms(app).store.close()


def _gets(folder: Path, draft: Draft) -> None:
    pages = references.Pages(folder, draft)
    packed, packed_pages = _packed(folder, draft)
    found = measure(
        {
            "bare Flask + Jinja": pages.get("bare"),
            "the same with WTForms' widgets": pages.get("widgets"),
            "bare, with token, headers, one SELECT": pages.get("honest"),
            "our step": draft.get,
            "bare, gzip as ours": packed_pages.get("packed"),
            "our step, gzip": packed.get,
        }
    )
    ours, bare, *_ = found["our step"], found["bare Flask + Jinja"]
    _table("GET of a step with ten questions (no gzip on either side unless it says so)", found, bare)
    print(f"  goal: at most 1.6 times the bare page; it is {ours.over(bare):.2f}")
    print(f"  with gzip on both sides: {found['our step, gzip'].over(found['bare, gzip as ours']):.2f}")


def _packed(folder: Path, draft: Draft) -> tuple[Draft, references.Pages]:
    packed = Draft.filled(draft.caller.app, SIZES[0], gzip=True)
    return packed, references.Pages(folder, packed, gzip=True)


def _posts(folder: Path, draft: Draft) -> None:
    pages = references.Pages(folder, draft)
    parts = {
        "bare Flask POST, redirect": pages.post("bare"),
        "validation of the step": references.validation(draft),
        "one commit, synchronous=FULL": references.commit(folder, draft),
    }
    reading = "reading what was typed (WTForms)"
    found = measure({**parts, reading: references.reading(draft), "our step": draft.post})
    together = [found[name] for name in parts]
    _table("POST of the same step, every time with another answer", found, found["bare Flask POST, redirect"])
    ours = found["our step"]
    print(f"  goal: at most 1.5 times the three together; it is {ours.over(*together):.2f} in CPU time,")
    print(f"  {ours.wall_over(*together):.2f} on the clock")
    print(f"  with the reading as part of the validation: {ours.over(*together, found[reading]):.2f} in CPU time")


def _growth(drafts: dict[int, Draft]) -> None:
    for name, ask in (("GET", Draft.get), ("POST", Draft.post)):
        found = measure({f"{size} fields": partial(ask, draft) for size, draft in drafts.items()})
        first, last = found[f"{SIZES[0]} fields"], found[f"{SIZES[-1]} fields"]
        _table(f"{name} of a step, by the size of the form", found, first)
        print(f"  goal: at most 2 times; it is {last.over(first):.2f}")


def _lists(folder: Path) -> None:
    for layout in lists.LAYOUTS:
        for name, found in lists.timings(folder, layout).items():
            _table(f"{name} of a step with a list, items {layout}", found, next(iter(found.values())))
            costs = (f"{cost:.0f} µs ({items})" for items, cost in lists.further(found).items())
            print(f"  every further item: {', '.join(costs)}")


def _table(title: str, found: dict[str, Timing], base: Timing) -> None:
    print(f"\n{title}")
    print(f"  {'':40}{'CPU µs':>9}{'quartiles':>16}{'clock µs':>11}{'ratio':>8}")
    for name, timing in found.items():
        low, high = timing.spread
        quartiles = f"{low:.0f} – {high:.0f}"
        print(f"  {name:40}{timing.median:9.0f}{quartiles:>16}{timing.wall_median:11.0f}{timing.over(base):8.2f}")


if __name__ == "__main__":
    sys.exit(main())
