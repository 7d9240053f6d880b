"""`make bench-builder`: how long a designer waits from an edit to the preview that shows it, in a real browser."""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

from tests.bench.designer import designing
from tests.bench.large import bundle

SIZES: Final = (30, 1_000)
EDITS: Final = 40
PAUSE: Final = 1_200
"""Milliseconds between two edits: axe has looked at the page by then, as it has while somebody reads it."""
GOALS: Final = {30: 300, 1_000: 600}
"""Milliseconds that 95 of 100 edits should stay below."""
ELEMENT: Final = "a2"
_EDIT: Final = """async words => {
    const field = document.querySelector("#felder [name=frage]"), frame = document.querySelector("#wb-rahmen");
    const shown = () => frame.contentDocument.body.innerText.includes(words);
    const start = performance.now();
    field.value = words;
    field.dispatchEvent(new Event("change", {bubbles: true}));
    while (!shown()) {
        if (performance.now() - start > 10000) throw new Error("not shown: " + words);
        await new Promise(requestAnimationFrame);
    }
    return performance.now() - start;
}"""


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, designing(Path(folder), [*map(bundle, SIZES)]) as (page, base):
        for size in SIZES:
            waits = sorted(_edits(page, f"{base}/werkstatt/gross-{size}/"))
            middle, late = statistics.median(waits), waits[int(len(waits) * 0.95) - 1]
            said = f"median {middle:4.0f} ms, p95 {late:4.0f} ms of {len(waits)} edits"
            print(f"{size:5} fields: {said} (goal {GOALS[size]} ms)")
    return 0


def _edits(page: Page, address: str) -> Iterator[float]:
    page.goto(f"{address}?element={ELEMENT}")
    page.wait_for_function("document.querySelector('#wb-rahmen').contentDocument?.querySelector('#felder')")
    for turn in range(EDITS + 2):
        wait: Any = page.evaluate(_EDIT, f"Frage in der Fassung {turn}")
        page.wait_for_timeout(PAUSE)
        # The first ones compile what later ones find compiled.
        if turn > 1:
            yield wait


if __name__ == "__main__":
    sys.exit(main())
