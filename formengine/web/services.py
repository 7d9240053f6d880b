"""What the views share: the installation's rooms, reachable from a request."""

from dataclasses import dataclass
from typing import Final

from flask import current_app, g, request
from werkzeug.exceptions import TooManyRequests

from formengine.core.settling import Context
from formengine.store import Store
from formengine.store.drafts import Draft
from formengine.store.rows import Rows
from formengine.web.assets import Assets
from formengine.web.catalogue import Catalogue
from formengine.web.drafting import PREVIEW, Working
from formengine.web.errors import Missing
from formengine.web.frames import Frames
from formengine.web.housekeeping import Housekeeping
from formengine.web.language import current
from formengine.web.previewed import Previewed
from formengine.web.quotas import Limiter
from formengine.web.sessions import Tokens
from formengine.web.settings import Settings

KEY = "antragswerkstatt"
RETRY_SECONDS: Final = 5
"""After so long somebody who asked too often may try again."""


@dataclass(frozen=True)
class Services:
    """The rooms of one installation."""

    settings: Settings
    store: Store
    assets: Assets
    catalogue: Catalogue
    housekeeping: Housekeeping
    frames: Frames
    tokens: Tokens
    limiter: Limiter

    def cookie(self, number: str) -> str:
        """The name of the cookie that opens a draft."""
        return f"{'__Host-' if self.settings.secure else ''}aw-{number}"

    def context(self) -> Context:
        """The time and the environment of this request."""
        return Context(self.settings.clock.now(), {"sprache": current()})

    def draft(self, number: str) -> Draft:
        """The draft, if this browser holds its secret. Raises Missing."""
        begun = g.opened if "opened" in g else ("", "")
        secret = begun[1] if begun[0] == number else request.cookies.get(self.cookie(number), "")
        draft = self.store.drafts.open(number, secret) if secret else None
        if draft is None or draft.expires <= self.settings.clock.now():
            raise Missing
        if request.method == "POST" and not self.limiter.may_write(number):
            raise TooManyRequests(retry_after=RETRY_SECONDS)
        g.opened = number, secret, draft.lifetime
        if PREVIEW in draft.flags:
            g.preview = Previewed(draft.slug, draft.revision, f"{request.path.rpartition('/')[2]}/entwurf")
        return draft

    def working(self, number: str) -> Working:
        """The draft with its rows and its revision. Raises Missing."""
        draft = self.draft(number)
        form = self.catalogue.pinned(draft.revision)
        if form is None:
            raise Missing
        return Working(draft, form, Rows(self.store.drafts, number), self.context())


def services() -> Services:
    """The rooms of the running application."""
    found: Services = current_app.extensions[KEY]
    return found
