"""Requests that make little sense, most of them real pages with something changed, by two browsers over every route."""

import io
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from formengine.core.validation import Judge
from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from formengine.web.quotas import Quotas, Rate
from tests import kinds
from tests.bench import form as reference
from tests.fuzz import odd
from tests.web import probe
from tests.web.conftest import NOW
from tests.web.person import Person, rooms
from tests.web.screen import Screen, parse

FREE: Final = Quotas(writes=Rate(10**9, 0), drafts=Rate(10**9, 0), all_drafts=Rate(10**9, 0))
"""Nothing is counted here: who asks so often is meant to."""
BUTTONS: Final = (
    *(*["_weiter"] * 12, "_zurueck", "_speichern", "_absenden", "_entfernen", "_aktualisieren", "_blick", "_feld"),
    *("_liste", "_beispiel", "_beispieldatei", "_springen", "_beginnen"),
)
SUFFIXES: Final = (
    "",
    ":tag",
    ":monat",
    ":jahr",
    ":e",
    ":n",
    ":ort",
    ":vorher",
    ":karte.x",
    ":karte.y",
    ":x",
    "/a",
    "[]",
)
FIXED: Final = (
    *(
        "/",
        "/hinweise",
        "/gesund",
        "/weitermachen",
        "/mitmachen",
        "/zugang",
        "/zugang/{odd}",
        "/bench",
        "/bench/{odd}/20",
    ),
    *(
        "/bench/wizard/20",
        "/stil/{hash}.css",
        "/stil/{odd}.css",
        "/optionen/{hash}/{odd}.json",
        "/optionen/{hash}/nation.json",
    ),
    *("/static/x/assistant.css", "/static/x/{odd}", "/dienste/{slug}", "/dienste/{odd}", "/{odd}", "/antrag/{odd}/x"),
)
OWN: Final = (
    *("", "pruefen", "eingang", "ergebnis", "schritte", "spaeter", "loeschen", "neue-fassung", "datei/{odd}", "{odd}"),
    *("{page}/{list}/{odd}", "{page}/{odd}/{odd}"),
)
SHARE_OF_PAGES: Final = 0.7


@dataclass
class Seen:
    """What was asked and answered."""

    answers: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    posts: int = 0
    with_token: int = 0
    judged: int = 0
    slowest: tuple[float, str] = (0.0, "")

    def lines(self) -> Iterator[str]:
        """The histogram by method, route and status, and the shares."""
        for (method, rule, status), count in sorted(self.answers.items()):
            yield f"{count:6} {method:7} {status} {rule}"
        total = sum(self.answers.values())
        yield f"{total} requests, {self.posts} of them posts; {self.with_token} posts had a token that fits"
        yield f"{self.judged} posts ({self.judged / max(1, self.posts):.0%}) reached the judge"
        yield f"slowest: {self.slowest[0]:.3f} s of the processor, {self.slowest[1]}"


class Calls:
    """Counts how often the judge is asked."""

    count = 0


@contextmanager
def counted() -> Iterator[Calls]:
    """Instruments the judge."""
    calls = Calls()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ok", "problems"):
            patch.setattr(Judge, name, _counting(getattr(Judge, name), calls))
        yield calls


def _counting(asked: Any, calls: Calls) -> Any:
    def counting(self: Judge, value: Any) -> Any:
        calls.count += 1
        return asked(self, value)

    return counting


def installation(folder: Path, code: str = "") -> Flask:
    """The shipped definitions and our small ones, with everything that an installation can offer."""
    base = Settings(data=folder / "daten", clock=Clock(NOW))
    definitions = folder / "definitionen"
    definitions.mkdir(parents=True)
    for source in sorted(base.definitions.iterdir()):
        if source.name != "_codelists":
            (definitions / source.name).symlink_to(source)
    kinds.write(definitions)
    probe.write(definitions)
    settings = replace(base, definitions=definitions, bench=reference.write(folder / "messen", 20), quotas=FREE)
    return create_app(replace(settings, access_code=code))


class World:
    """Two browsers with drafts of every definition in several states."""

    def __init__(self, app: Flask, calls: Calls, rng: random.Random) -> None:
        self.app, self.calls, self.rng, self.seen = app, calls, rng, Seen()
        self.people = (Person(app), Person(app))
        self.tokens = [person.token() for person in self.people]
        self.slugs = rooms(app).catalogue.slugs()
        self.drafts: list[list[str]] = [[], []]
        self.screens: dict[str, Screen] = {}
        self.revs: dict[str, int] = {}
        for who in (0, 1):
            for slug in self.slugs:
                self.begin(who, slug)

    def begin(self, who: int, slug: str) -> None:
        """A new draft of a browser."""
        screen = self.people[who].begin(slug)
        if screen.url.startswith("/antrag/"):
            self.drafts[who].append(screen.number)
            self.screens[screen.number] = screen

    def step(self) -> None:
        """One request, and what must hold after it."""
        rng = self.rng
        who = rng.randrange(2)
        body: MultiDict[str, Any] | None
        mine = rng.random() < 0.92
        number = rng.choice(self.drafts[who if mine else 1 - who])
        if rng.random() < SHARE_OF_PAGES:
            method, (url, body) = "POST", self.page(number)
        else:
            method, url, body = self.anything(number)
        before = {} if mine and method == "POST" else self.stored(number)
        answer = self.ask(who, method, url, body)
        if before:
            assert self.stored(number) == before, (
                f"{method} {url} of {'its own' if mine else 'another'} browser changed a draft"
            )
        self.check(number)
        self.follow(who, number, answer)

    def page(self, number: str) -> tuple[str, MultiDict[str, Any]]:
        """A page as it was shown, with a few changes."""
        screen, rng = self.screens[number], self.rng
        body: MultiDict[str, Any] = MultiDict()
        for name, values in self.filled(screen, number).items():
            for value in values:
                body.add(name, value)
        for _ in range(rng.choice((0, 0, 1, 1, 2, 3, 8))):
            self.change(body)
        body.add(rng.choice(BUTTONS), rng.choice((*list(body)[:5], "1", odd.text(rng))))
        for _ in range(rng.choice((0, 0, 0, 0, 1, 2))):
            data, name = rng.choice(odd.FILES)
            body.add(rng.choice(("belege", *list(body))), (io.BytesIO(data), name))
        return screen.action, body

    def filled(self, screen: Screen, number: str) -> dict[str, list[str]]:
        """What the page would send, and now and then what a case of the definition answers."""
        sent = dict(screen.sent)
        good = probe.GOOD.get(screen.path, {})
        if self.rng.random() < 0.5:
            sent |= {name: value if isinstance(value, list) else [value] for name, value in good.items()}
        for node in screen.form.all("input"):
            name, kind = node.attributes.get("name", ""), node.attributes.get("type", "")
            if kind in ("radio", "checkbox") and self.rng.random() < 0.4:
                sent[name] = [node.attributes.get("value", "on")]
            elif kind == "text" and self.rng.random() < 0.3:
                sent[name] = [odd.text(self.rng)]
        return sent

    def change(self, body: MultiDict[str, Any]) -> None:
        """One change of a body."""
        rng, names = self.rng, [*body]
        name = rng.choice(names) if names else "x"
        kind = rng.randrange(9)
        if kind < 4:
            body.setlist(name, [odd.text(rng)])
        elif kind == 4:
            body.poplist(name)
        elif kind == 5:
            body.add(name, odd.text(rng))
        elif kind == 6:
            body.add(f"{name.partition(':')[0]}{rng.choice(SUFFIXES)}", odd.text(rng))
        elif kind == 7:
            body.add(
                rng.choice((f"abcdefgh/{name}", "_shown", "_rev", "_liste", "_neu", "_person", "_csrf")), odd.text(rng)
            )
        else:
            body.setlist("_rev", [str(rng.randrange(-1, 6))])

    def anything(self, number: str) -> tuple[str, str, MultiDict[str, Any] | None]:
        """Any method on any route."""
        rng, screen = self.rng, self.screens[number]
        pattern = rng.choice((*FIXED, *(f"/antrag/{number}/{path}" for path in OWN), *[screen.url] * 4))
        hash_ = rooms(self.app).store.bundles.published(rng.choice(self.slugs))
        names = {
            "odd": odd.text(rng)[:80].replace("\0", "%00") or "x",
            "hash": hash_.hash if hash_ else "0",
            "slug": rng.choice(self.slugs),
            "page": screen.path,
            "list": rng.choice((*screen.sent, "x")),
        }
        for name, value in names.items():
            pattern = pattern.replace("{" + name + "}", value)
        if rng.random() < 0.3:
            key = rng.choice(("zurueck", "hinweis", "nach", "x"))
            pattern += f"{'&' if '?' in pattern else '?'}{key}={rng.choice(('1', 'vorher', '//evil.test', 'x'))}"
        method = rng.choice((*["GET"] * 6, *["POST"] * 4, "HEAD", "OPTIONS", "PUT", "DELETE"))
        body = MultiDict({"code": odd.text(rng)} if rng.random() < 0.4 else self.page(number)[1])
        return method, pattern, body if method in ("POST", "PUT") else None

    def ask(self, who: int, method: str, url: str, body: MultiDict[str, Any] | None) -> Any:
        """Send it, with a token that fits four times out of five, and headers of all sorts."""
        rng, headers = self.rng, {}
        if body is not None:
            fits = rng.random() < 0.85
            body.setlist("_csrf", [self.tokens[who] if fits else rng.choice((self.tokens[1 - who], "x", ""))])
            self.seen.with_token += method == "POST" and fits
        if rng.random() < 0.4:
            headers["HX-Request"] = rng.choice(("true", "x"))
        if rng.random() < 0.05:
            name = rng.choice(
                ("Origin", "Sec-Fetch-Site", "Accept-Encoding", "X-Forwarded-Host", "HX-Current-URL", "Cookie")
            )
            headers[name] = rng.choice(("http://evil.test", "cross-site", "x", "gzip"))
        if url.startswith("//"):
            # A client takes what follows for a host, and may find it malformed before anything is sent.
            url = f"/{url.lstrip('/')}"
        before, began = self.calls.count, time.process_time()
        answer = self.people[who].client.open(url, method=method, data=body, headers=headers)
        answer.get_data()
        spent = time.process_time() - began
        with self.app.test_request_context(url.partition("?")[0], method=method) as context:
            rule = str(context.request.url_rule or "(no route)")
        self.seen.answers[method, rule, answer.status_code] += 1
        self.seen.posts += method == "POST"
        self.seen.judged += method == "POST" and self.calls.count > before
        self.seen.slowest = max(self.seen.slowest, (spent, f"{method} {rule} {answer.status_code}"))
        assert answer.status_code < 500, f"{method} {url} {body} answered {answer.status}"
        return answer

    def stored(self, number: str) -> dict[str, Any]:
        """All that is stored of a draft."""
        return dict(rooms(self.app).store.drafts.pages(number))

    def check(self, number: str) -> None:
        """What is stored answers questions of its own page, and revision numbers only grow."""
        store = rooms(self.app).store
        rows = store.drafts.pages(number)
        found = store.database.row("SELECT rev, revision FROM draft WHERE number = :number", {"number": number})
        if found is None:
            return
        assert found["rev"] >= self.revs.get(number, 0)
        self.revs[number] = found["rev"]
        form = rooms(self.app).catalogue.pinned(found["revision"])
        assert form is not None
        for page, row in rows.items():
            asked = {control.path[0] for control in form.definition.page_by_id(page).controls}
            assert set(row.answers or {}) <= asked, f"{set(row.answers or {}) - asked} on {page}"

    def follow(self, who: int, number: str, answer: Any) -> None:
        """Go where the answer leads; a draft that is gone or sent is followed by a new one."""
        store, owner = rooms(self.app).store, 0 if number in self.drafts[0] else 1
        gone = store.database.row("SELECT reference FROM draft WHERE number = :number", {"number": number})
        if gone is None or gone["reference"] is not None:
            self.drafts[owner].remove(number)
            self.begin(owner, self.rng.choice(self.slugs))
            return
        page = answer.mimetype == "text/html" and answer.status_code in (200, 409, 422)
        if page and not {"HX-Request", "Accept-Encoding"} & {*answer.request.headers.keys()}:
            html = answer.get_data(as_text=True)
            parse(html)
            screen = Screen(200, html, answer.request.path, answer.headers)
        elif answer.status_code == 303 or self.rng.random() < 0.3:
            screen = self.people[owner].open(f"/antrag/{number}/")
        else:
            return
        if self._has_page(screen, number):
            self.screens[number] = screen

    def _has_page(self, screen: Screen, number: str) -> bool:
        forms = screen.status == 200 and any(True for _ in screen.tree.all("form"))
        return forms and screen.action.startswith(f"/antrag/{number}/")


def run(folder: Path, seed: int, count: int, seconds: float = 1e9) -> Seen:
    """So many requests, or as many as there is time for."""
    rng, deadline = random.Random(seed), time.monotonic() + seconds  # noqa: S311  nothing secret is drawn
    app = installation(folder)
    try:
        with counted() as calls:
            world = World(app, calls, rng)
            while sum(world.seen.answers.values()) < count and time.monotonic() < deadline:
                world.step()
            return world.seen
    finally:
        rooms(app).store.close()
