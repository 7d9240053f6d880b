"""A designer at a real server in a real browser, for what is measured at the builder."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from builder.app import install
from builder.services import KEY
from builder.workshop import Workshop
from formengine.core.bundle import Bundle
from formengine.store.accounts import Role
from formengine.store.invitations import Newcomer
from formengine.web import Settings, create_app
from formengine.web.services import KEY as WEB
from formengine.web.settings import CHECKOUT
from tests.chromium import chromium, flags
from tests.cli.server import serving


@contextmanager
def designing(folder: Path, bundles: Sequence[Bundle] = ()) -> Iterator[tuple[Page, str]]:
    """A page of somebody who is signed in, and the address of a server that has these definitions, not yet released."""
    (folder / "definitions").mkdir()
    for shared in ("_shared", "_parameters"):
        (folder / "definitions" / shared).symlink_to(CHECKOUT / shared)
    secret = _prepared(Settings(data=folder / "data", definitions=folder / "definitions"), bundles)
    with serving(folder) as server, sync_playwright() as playwright:
        base = f"http://127.0.0.1:{server.port}"
        opened = playwright.chromium.launch(executable_path=chromium(), args=flags())
        context = opened.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "aw-konto", "value": secret, "url": base}])
        yield context.new_page(), base
        opened.close()


def _prepared(settings: Settings, bundles: Sequence[Bundle]) -> str:
    """The secret of the designer's browser."""
    app = install(create_app(settings))
    shared, now = app.extensions[WEB], settings.clock.now()
    workshop: Workshop = app.extensions[KEY].workshop
    link = shared.store.invitations.make(Role.DESIGNER, "bench", now)
    account = shared.store.invitations.accept(link, Newcomer("anna", "Anna Muster", "-"), now)
    for bundle in bundles:
        workshop.create(bundle, account.id, {})
    secret: str = shared.store.sign_ins.begin(account.id, now)
    shared.store.close()
    return secret
