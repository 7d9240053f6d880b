"""1,000 questions with 300 conditions beside 20 with 6: steps, the check at submit, saving a revision."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flask import Flask

from formengine.core.bundle import Bundle
from formengine.core.definition import read_definition
from formengine.core.journey import walk
from formengine.core.settling import Context
from formengine.core.submission import derive
from formengine.core.validation import Judge
from formengine.fields import TYPES
from formengine.store import Store
from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from formengine.web.quotas import Quotas, Rate
from tests.bench.caller import Caller
from tests.bench.house import NOW, rooms
from tests.core.forms import control, form, leaf, page, show
from tests.web.screen import Screen

STEP: Final = 10
TEXT: Final = {"type": "string", "maxLength": 40}
PICK: Final = {"type": "string", "oneOf": [{"const": "a", "title": "A"}, {"const": "b", "title": "B"}]}
FREE: Final = Quotas(Rate(10**9, 0), Rate(10**9, 0), Rate(10**9, 0))


def bundle(size: int) -> Bundle:
    """So many questions, ten a page; three in ten hang on a choice of their page or of the page before."""
    names = [f"a{i}" for i in range(size)]
    schema = {name: PICK if i % STEP in (0, 1) else TEXT for i, name in enumerate(names)}
    questions = [control(name, **_rule(i)) for i, name in enumerate(names)]
    pages = [page(f"s{n}", *questions[n * STEP : (n + 1) * STEP]) for n in range(size // STEP)]
    content = form(schema, *pages, required=tuple(names), slug=f"gross-{size}")
    return Bundle(slug=f"gross-{size}", form=content | {"messages": [{"id": "amt", "recipient": "Amt"}]})


def _rule(i: int) -> dict[str, Any]:
    if i % STEP not in (3, 4, 5):
        return {}
    earlier = i - i % STEP - (STEP if i % STEP == 5 and i >= STEP else 0)
    return {"rule": show(leaf(f"a{earlier}", {"const": "a"}))}


def answers(size: int) -> dict[str, Any]:
    """Everything answered."""
    return {f"a{i}": "a" if i % STEP in (0, 1) else f"Antwort {i}" for i in range(size)}


def build(folder: Path, *sizes: int) -> Flask:
    """An installation with forms of these sizes."""
    (folder / "definitions").mkdir(parents=True)
    settings = Settings(data=folder / "data", definitions=folder / "definitions", clock=Clock(NOW), quotas=FREE)
    app = create_app(settings)
    for size in sizes:
        rooms(app).store.bundles.publish_shipped(bundle(size), NOW)
    return app


@dataclass
class Filled:
    """A draft whose every step was accepted, standing in its middle."""

    caller: Caller
    address: str
    hidden: dict[str, list[str]]
    number: int
    turn: int = 0

    def get(self) -> Any:
        """The step."""
        return self.caller.get(f"{self.address}/s{self.number}")

    def post(self) -> Any:
        """The step with one answer that differs from the last one."""
        self.turn += 1
        rev = int(self.hidden["_rev"][0]) + self.turn - 1
        typed = _typed(self.number) | {f"a{self.number * STEP + 9}": [f"Antwort {self.turn}"]}
        return self.caller.post(f"{self.address}/s{self.number}", self.hidden | typed | {"_rev": [str(rev)]})


def _typed(number: int) -> dict[str, list[str]]:
    first = number * STEP
    found = {name: [value] for name, value in answers(first + STEP).items() if int(name[1:]) >= first}
    return found | {"_weiter": ["1"]}


def filled(app: Flask, size: int) -> Filled:
    """Answer page after page."""
    caller = Caller(app)
    start = Screen(200, caller.get(f"/dienste/gross-{size}").text, "", {})
    place = caller.post(start.action, {"_csrf": start.sent["_csrf"]}).headers["Location"]
    address, count = place.rpartition("/")[0], size // STEP
    hidden: dict[str, list[str]] = {}
    for number in [*range(count), count // 2]:
        shown = Screen(200, caller.get(f"{address}/s{number}").text, "", {})
        hidden = {name: shown.sent[name] for name in ("_csrf", "_rev", "_shown")}
        if number < count:
            done = caller.post(f"{address}/s{number}", hidden | _typed(number))
            assert done.status == 303, f"s{number}: {done.status}"
    shown = Screen(200, caller.get(f"{address}/s{count // 2}").text, "", {})
    return Filled(caller, address, {name: shown.sent[name] for name in ("_csrf", "_rev", "_shown")}, count // 2)


def checks(size: int) -> dict[str, Callable[[], Any]]:
    """The whole-form check of a submit, and a bare `is_valid` of the derived schema on the same document."""
    definition, _ = read_definition(bundle(size), TYPES, NOW.date())
    assert definition is not None
    document, context = answers(size), Context(NOW)
    settled, judge = walk(definition, document, context), Judge(derive(definition))
    assert settled.complete
    assert judge.ok(settled.document)
    return {
        "check": lambda: walk(definition, document, context),
        "bare": lambda: judge.ok(settled.document),
    }


def saving(folder: Path, size: int) -> Callable[[], Any]:
    """Check an edited revision and store it; each time another one."""
    store, edited = Store.open(folder), bundle(size)
    turn = iter(range(1_000_000))

    def save() -> None:
        fresh = Bundle(slug=edited.slug, form={**edited.form, "version": str(next(turn))})
        definition, _ = read_definition(fresh, TYPES, NOW.date())
        assert definition is not None
        store.bundles.save_edited(fresh, NOW)

    return save
