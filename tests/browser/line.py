"""A bad line between a browser and the server: requests that never arrive, and answers that never come back."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any, Final

from playwright.sync_api import Error, Frame

from formengine.core.model import Control
from tests.browser.person import Person
from tests.browser.windows import TIMEOUT, Window

LOST_BEFORE: Final = "request"
LOST_AFTER: Final = "answer"
THROUGH: Final = ""
THIRTY_PERCENT: Final = (LOST_BEFORE, THROUGH, LOST_AFTER, THROUGH, THROUGH, LOST_AFTER, *[THROUGH] * 4)
_STAGES: Final = ("Request", "Response")
_ERROR_PAGE: Final = "chrome-error://chromewebdata/"
_A_MOMENT: Final = 50
_MOST_TRIES: Final = 20


@dataclass
class Line:
    """Decides the fate of one request for a page after the other, in this order, again and again."""

    window: Window
    fates: Sequence[str]
    lost: list[str] = field(default_factory=list)

    @contextmanager
    def bad(self) -> Iterator[None]:
        """While the block runs."""
        session = self.window.context.new_cdp_session(self.window.page)
        fates, doomed = cycle(self.fates), set()

        def paused(event: dict[str, Any]) -> None:
            answer, identity = "responseStatusCode" in event, (event.get("networkId"), event["request"]["url"])
            # Messages on leaving a field come and go by themselves; nobody waits for them.
            aside = "_blick=" in event["request"].get("postData", "")
            fate = THROUGH if answer or aside else next(fates)
            if fate == LOST_AFTER:
                doomed.add(identity)
            elif fate == LOST_BEFORE or (answer and identity in doomed):
                doomed.discard(identity)
                self.lost.append(LOST_AFTER if answer else LOST_BEFORE)
                session.send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "ConnectionReset"})
                return
            session.send("Fetch.continueRequest", {"requestId": event["requestId"]})

        session.on("Fetch.requestPaused", paused)
        patterns = [{"urlPattern": "*/antrag/*", "requestStage": stage} for stage in _STAGES]
        session.send("Fetch.enable", {"patterns": patterns})
        try:
            yield
        finally:
            session.send("Fetch.disable")
            session.detach()


class PatientPerson(Person):
    """Tries again until it works: by the button in the notice, without scripts by the browser's own."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.tries = 0
        self._error_pages = 0
        self.page.on("framenavigated", self._arrived)

    def _arrived(self, frame: Frame) -> None:
        self._error_pages += frame.url == _ERROR_PAGE

    def press(self, name: str) -> None:
        self.patiently(lambda: super(PatientPerson, self).press(name))

    def remove(self, control: Control, name: str) -> None:
        self.patiently(lambda: super(PatientPerson, self).remove(control, name))

    def change(self, what: str) -> None:
        """Press a button of a list, named by the beginning of what it sends."""
        self.patiently(lambda: self._change(what))

    def _change(self, what: str) -> None:
        with self.window.sending():
            self.page.locator(f'button[name=_liste][value^="{what}"]').first.click()

    def patiently(self, act: Callable[[], None]) -> None:
        """Do something that sends the page, and send it again for as long as that fails."""
        failed, before = self._fails(act), self.tries
        while failed:
            self.tries += 1
            assert self.tries - before <= _MOST_TRIES
            failed = self._fails(self.again)

    def again(self) -> None:
        """Send the same once more: reloading the browser's error page does so, too."""
        if self.window.scripts:
            with self.window.sending():
                self.page.locator("[data-erneut]").click()
        else:
            self._reload()

    def _reload(self) -> None:
        for _ in range(_MOST_TRIES):
            try:
                self.page.reload()
            except Error as error:
                # Chromium is still swapping pages, and has sent nothing.
                if "Not attached" not in str(error):
                    raise
                self.page.wait_for_timeout(_A_MOMENT)
            else:
                return

    def _fails(self, act: Callable[[], None]) -> bool:
        before = self._error_pages
        try:
            act()
        except Error as error:
            if self.window.scripts or "net::ERR" not in str(error):
                raise
            # The error page comes a moment after the error, and before that there is nothing to reload.
            for _ in range(TIMEOUT // _A_MOMENT):
                if self._error_pages > before:
                    return True
                self.page.wait_for_timeout(_A_MOMENT)
            raise
        return self.window.scripts and self.page.locator("#netzhinweis").count() > 0
