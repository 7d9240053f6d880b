"""A step with many items: what each item costs, on the page and with pages of their own, next to a step with one."""

import copy
import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from flask import Flask

from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from formengine.web.lists import new_item_id
from tests.bench.measure import Timing, measure
from tests.web import deep
from tests.web.conftest import NOW
from tests.web.person import Person, rooms
from tests.web.screen import Screen

SHAPES: Final = ((1, 0), (10, 0), (100, 0), (100, 20))
"""How many houses, and how many rooms in each."""
LAYOUTS: Final = ("pages", "inline")


def started(folder: Path, layout: str) -> Flask:
    """The application with the houses on the page, or with pages of their own."""
    form = deep.form()
    form["uischema"]["elements"][0]["elements"][0]["options"]["layout"] = layout
    form["schema"]["properties"]["haeuser"]["items"]["required"] = ["name"]
    here = folder / "definitionen" / "haeuser"
    here.mkdir(parents=True)
    (here / "form.json").write_text(json.dumps(form), encoding="utf-8")
    return create_app(Settings(data=folder / "daten", definitions=folder / "definitionen", clock=Clock(NOW)))


def houses(count: int, inner: int) -> list[dict[str, Any]]:
    """So many houses with so many rooms."""

    def room() -> dict[str, Any]:
        return {"_id": new_item_id(), "art": "bad"}

    made = ({"_id": new_item_id(), "name": f"Haus {i}", "raeume": [room() for _ in range(inner)]} for i in range(count))
    return [house if inner else {k: v for k, v in house.items() if k != "raeume"} for house in made]


@dataclass
class Houses:
    """A draft with so many houses."""

    person: Person
    screen: Screen

    @classmethod
    def filled(cls, app: Flask, count: int, inner: int) -> "Houses":
        """A draft whose first page has these houses."""
        person = Person(app)
        number = person.begin("haeuser").number
        answers = {"haeuser": houses(count, inner)}
        rooms(app).store.drafts.save_pages(number, {"s-haeuser": (0, answers)}, now=NOW, flags={})
        return cls(person, person.open(f"/antrag/{number}/haeuser"))

    def get(self) -> int:
        """Open the page."""
        return self.person.client.get(self.screen.action).status_code

    def post(self) -> int:
        """Send it as it stands."""
        return self.person.client.post(self.screen.action, data=copy.copy(self.person.body(self.screen))).status_code


def timings(folder: Path, layout: str) -> dict[str, dict[str, Timing]]:
    """GET and POST of a step by the number of its items."""
    app = started(folder / layout, layout)
    drafts = {shape: Houses.filled(app, *shape) for shape in SHAPES}
    found = {
        name: measure({f"{n} items, {m} in each": partial(ask, drafts[n, m]) for n, m in SHAPES}, rounds=20)
        for name, ask in (("GET", Houses.get), ("POST", Houses.post))
    }
    rooms(app).store.close()
    return found


def further(found: dict[str, Timing]) -> dict[str, float]:
    """The microseconds of every item beyond the first."""
    one, *others = found.values()
    sizes = [n * (1 + m) - 1 for n, m in SHAPES[1:]]
    names = list(found)[1:]
    pairs = zip(names, others, sizes, strict=True)
    return {name: (timing.median - one.median) / more for name, timing, more in pairs}
