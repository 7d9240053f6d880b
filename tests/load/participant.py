"""A participant over HTTP: begins, fills in the example, sends page after page to the receipt, and begins again."""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from typing import Final
from urllib.parse import urlencode

from tests.web.screen import Screen

FORM: Final = "application/x-www-form-urlencoded"
MOST_REDIRECTS: Final = 4


@dataclass
class Tally:
    """What all participants saw."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    times: list[tuple[str, float]] = field(default_factory=list)
    """Method and seconds on the clock."""
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    """Applications that reached their receipt."""

    def add(self, method: str, seconds: float, status: int) -> None:
        """Count one answer."""
        with self.lock:
            self.times.append((method, seconds))
            self.answers[method, status] += 1
            if status >= 500 or status == 429:
                self.errors[f"{method} {status}"] += 1

    def failed(self, what: str) -> None:
        """Count what was no answer, or not the one that a person expects."""
        with self.lock:
            self.errors[what] += 1


class Participant:
    """One browser."""

    def __init__(self, port: int, tally: Tally, seed: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self._cookies: dict[str, str] = {}
        self._tally = tally
        self._rng = random.Random(seed)  # noqa: S311  nothing secret is drawn

    def use(self, slugs: list[str], pause: float, stop: threading.Event) -> None:
        """Fill in applications until it is over."""
        while not stop.is_set():
            try:
                self._application(self._rng.choice(slugs), pause, stop)
            except (HTTPException, OSError, AssertionError, IndexError, KeyError) as error:
                self._tally.failed(f"{type(error).__name__}: {str(error)[:80]}")
                self._connection.close()

    def _application(self, slug: str, pause: float, stop: threading.Event) -> None:
        screen = self._open(f"/dienste/{slug}")
        screen = self._send(screen, "")
        while not stop.wait(self._rng.uniform(0.5, 1.5) * pause):
            if screen.path == "eingang":
                with self._tally.lock:
                    self._tally.sent += 1
                return
            here = screen.path
            filled = self._send(screen, "_beispiel") if here != "pruefen" else screen
            stop.wait(self._rng.uniform(0.5, 1.5) * pause)
            screen = self._send(filled, "_absenden" if here == "pruefen" else "_weiter")
            if screen.path == here and "/" not in screen.url.partition(here)[2]:
                self._tally.failed(f"{slug}/{here} was not accepted: {[*screen.errors.values()][:1]}")
                return

    def _send(self, screen: Screen, button: str) -> Screen:
        body = dict(screen.sent) | ({button: ["1"]} if button else {})
        for node in screen.form.all("input") if button == "_absenden" else ():
            if node.attributes.get("type") == "checkbox":
                body[node.attributes["name"]] = [node.attributes.get("value", "on")]
        return self._ask("POST", screen.action, urlencode(body, doseq=True))

    def _open(self, path: str) -> Screen:
        return self._ask("GET", path, "")

    def _ask(self, method: str, path: str, body: str) -> Screen:
        for _ in range(MOST_REDIRECTS):
            headers = {"Host": "localhost", "Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
            headers |= {"Content-Type": FORM} if method == "POST" else {}
            began = time.monotonic()
            self._connection.request(method, path, body or None, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            self._tally.add(method, time.monotonic() - began, answer.status)
            for header in answer.headers.get_all("Set-Cookie") or ():
                self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
            if answer.status != 303:
                return Screen(answer.status, text, path, answer.headers)
            method, path, body = "GET", str(answer.headers["Location"]).partition("#")[0], ""
        raise AssertionError("too many redirects")
