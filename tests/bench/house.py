"""Our application with reference forms of several sizes, and a draft of each that is filled in to the end."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from flask import Flask

from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from formengine.web.forms import Form
from formengine.web.services import KEY, Services
from tests.bench import form
from tests.bench.caller import Caller

NOW: Final = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
MEASURED: Final = 2
"""The step that is measured: its box is checked, so that all ten questions are there."""
ITEM: Final = "abcdefgh"
FIRST: Final = 10
"""The first answer that a POST gives; one digit would be too short to be accepted."""
_HIDDEN: Final = re.compile(r'name="(_csrf|_rev|_shown)" value="([^"]*)"')


def build(folder: Path, *sizes: int) -> Flask:
    """An installation in a folder whose definitions are the reference forms."""
    (folder / "definitions").mkdir(parents=True, exist_ok=True)
    settings = Settings(data=folder / "data", definitions=folder / "definitions", clock=Clock(NOW), help=frozenset())
    app = create_app(settings)
    for size in sizes:
        rooms(app).store.bundles.publish_shipped(form.bundle(size), NOW)
    return app


def rooms(app: Flask) -> Services:
    """The rooms of an application."""
    found: Services = app.extensions[KEY]
    return found


def compiled(app: Flask, size: int) -> Form:
    """The compiled reference form."""
    published = rooms(app).catalogue.published(f"bench-wizard-{size}")
    assert published is not None
    return published[1]


@dataclass
class Draft:
    """A draft of a reference form in a browser of its own."""

    caller: Caller
    form: Form
    address: str = ""
    hidden: dict[str, list[str]] = field(default_factory=dict)
    turns: Iterator[int] = field(default_factory=lambda: count(FIRST))

    @classmethod
    def filled(cls, app: Flask, size: int, *, gzip: bool = False) -> "Draft":
        """A draft whose every step was accepted."""
        draft = cls(Caller(app, gzip=gzip), compiled(app, size))
        start = f"/dienste/{draft.form.definition.slug}"
        page = draft.caller.get(start)
        place = draft.caller.post(start, {"_csrf": [_hidden(page.text)["_csrf"][0]]}).headers["Location"]
        draft.address = place.rpartition("/")[0]
        for number in range(1, size // form.STEP + 1):
            draft.look(number)
            done = draft.caller.post(draft.url(number), draft.body(number))
            assert done.status == 303, f"step {number} was not accepted: {done.status}"
        draft.look(MEASURED)
        return draft

    def url(self, number: int = MEASURED) -> str:
        """Where a step stands."""
        return f"{self.address}/{self.form.definition.pages[number - 1].path}"

    def look(self, number: int) -> str:
        """Open a step and remember its hidden fields."""
        page = self.caller.get(self.url(number))
        assert page.status == 200
        self.hidden = _hidden(page.text)
        return page.text

    def get(self) -> Any:
        """One GET of the measured step."""
        return self.caller.get(self.url())

    def post(self) -> Any:
        """One POST of the measured step, with an answer that differs from the last one."""
        turn = next(self.turns)
        changed = f"&_rev={self._rev + turn - FIRST}&{self._changed}={turn}"
        return self.caller.send(self.url(), self._encoded + changed.encode())

    @cached_property
    def _encoded(self) -> bytes:
        """The body without what differs from one POST to the next; encoding it is the browser's work."""
        body = self.body(MEASURED)
        return urlencode(
            {name: body[name] for name in body if name not in ("_rev", self._changed)}, doseq=True
        ).encode()

    @cached_property
    def _rev(self) -> int:
        return int(self.hidden["_rev"][0])

    @property
    def _changed(self) -> str:
        return f"f{(MEASURED - 1) * form.STEP}"

    def body(self, number: int) -> dict[str, list[str]]:
        """What a browser posts for a step whose questions are answered; the box is checked in every second step."""
        first = (number - 1) * form.STEP
        values = form.valid(first + form.STEP)
        list_ = f"f{first + 9}"
        inner = list(self.form.pages[self.form.definition.pages[number - 1].id].items[list_].controls)
        names = [f"{ITEM}/{id_}" for id_ in inner]
        body = dict(self.hidden) | {list_: [ITEM], names[0]: ["Linde"], names[1]: ["2"], "_weiter": ["1"]}
        body["_shown"] = [" ".join([*self.hidden["_shown"][0].split(), *names])]
        for i in range(9):
            value = values.get(f"f{first + i}")
            if value is not None and value is not False:
                body[f"f{first + i}"] = ["ja" if value is True else str(value)]
        return body


def _hidden(page: str) -> dict[str, list[str]]:
    return {name: [value] for name, value in _HIDDEN.findall(page)}
