"""`make bench-builder`: how long a designer waits from an edit to the preview that shows it, in a real browser."""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

from builder.app import install
from builder.services import KEY
from builder.tree import nodes
from builder.workshop import Workshop
from formengine.store.accounts import Role
from formengine.store.invitations import Newcomer
from formengine.web import Settings, create_app
from formengine.web.services import KEY as WEB
from tests.bench.large import bundle
from tests.chromium import chromium, flags
from tests.cli.server import serving

SIZES: Final = (30, 1_000)
EDITS: Final = 40
PAUSE: Final = 1_200
"""Milliseconds between two edits: axe has looked at the page by then, as it has while somebody reads it."""
GOALS: Final = {30: 300, 1_000: 600}
"""Milliseconds that 95 of 100 edits should stay below."""
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
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        (Path(folder) / "definitions").mkdir()
        secret, elements = _prepared(data)
        with (
            serving(Path(folder)) as server,
            _page(f"http://127.0.0.1:{server.port}", secret) as page,
        ):
            for size in SIZES:
                waits = sorted(_edits(page, f"http://127.0.0.1:{server.port}/werkstatt/gross-{size}/", elements[size]))
                middle, late = statistics.median(waits), waits[int(len(waits) * 0.95) - 1]
                said = f"median {middle:4.0f} ms, p95 {late:4.0f} ms of {len(waits)} edits"
                print(f"{size:5} fields: {said} (goal {GOALS[size]} ms)")
    return 0


def _prepared(data: Path) -> tuple[str, dict[int, str]]:
    """An installation with the forms and a designer; the secret of their browser, and a question of each form."""
    app = install(create_app(Settings(data=data)))
    shared = app.extensions[WEB]
    now = shared.settings.clock.now()
    workshop: Workshop = app.extensions[KEY].workshop
    link = shared.store.invitations.make(Role.DESIGNER, "bench", now)
    account = shared.store.invitations.accept(link, Newcomer("anna", "Anna Muster", "-"), now)
    secret = shared.store.sign_ins.begin(account.id, now)
    elements = {}
    for size in SIZES:
        head = workshop.create(bundle(size), account.id, {}).head
        elements[size] = [node.id for node in nodes(head.bundle.form).values() if node.kind == "control"][2]
    shared.store.close()
    return secret, elements


@contextmanager
def _page(base: str, secret: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=flags())
        context = opened.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "aw-konto", "value": secret, "url": base}])
        yield context.new_page()
        opened.close()


def _edits(page: Page, address: str, element: str) -> Iterator[float]:
    page.goto(f"{address}?element={element}")
    page.wait_for_function("document.querySelector('#wb-rahmen').contentDocument?.querySelector('#felder')")
    for turn in range(EDITS + 2):
        wait: Any = page.evaluate(_EDIT, f"Frage in der Fassung {turn}")
        page.wait_for_timeout(PAUSE)
        # The first ones compile what later ones find compiled.
        if turn > 1:
            yield wait


if __name__ == "__main__":
    sys.exit(main())
