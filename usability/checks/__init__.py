"""The project's own checks: each module beside this one holds CHECK, a rule and how to judge a page by it."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from usability.browser import Page
from usability.model import Answer, Fact, Found, Level, Look, Place, Rule, State
from usability.places import HELPER, element_of

Scope = Literal["shown", "live", "journey"]
"""shown: reads the page as it stands, in every state; live: acts on it (keys, window size, media), once a page;
journey: notes something of every state, and judges all of them together at the end."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says of one page, and each thing that led to it."""

    answer: Answer
    found: tuple[Found, ...] = ()
    states: tuple[State, ...] = ()
    """Of a journey: the state of each thing found, in the same order."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule and how a page is judged by it."""

    rule: Rule
    scope: Scope
    evaluate: Callable[[Page], Verdict]
    kinds: tuple[str, ...] = ("empty", "errors", "filled", "end")
    """The kinds of state that it is for."""
    collect: Callable[[Page], Mapping[str, Any]] | None = None
    """Of a journey: what is noted of one state."""
    conclude: Callable[[Sequence[Fact]], Verdict] | None = None
    """Of a journey: the verdict over everything that was noted with one look."""


def journey(
    rule: Rule,
    collect: Callable[[Page], Mapping[str, Any]],
    conclude: Callable[[Sequence[Fact]], Verdict],
    kinds: tuple[str, ...] = ("empty", "errors", "filled", "end"),
) -> Check:
    """A check over all pages of a journey; a page without one is a journey of its own."""

    def evaluate(page: Page) -> Verdict:
        return conclude([Fact(State("seite/filled/1", "seite", page.title(), "filled", ""), Look(), collect(page))])

    return Check(rule, "journey", evaluate, kinds, collect, conclude)


def over(rule: Rule, applies: bool, said: Sequence[tuple[Fact, Mapping[str, Any]]]) -> Verdict:
    """The verdict over a journey: like `judged`, with the state that each entry belongs to."""
    verdict = judged(rule, applies, [entry for _, entry in said])
    return replace(verdict, states=tuple(fact.state for fact, _ in said))


def judged(rule: Rule, applies: bool, said: Sequence[Mapping[str, Any]]) -> Verdict:
    """The verdict over what a script found: entries with a place, a message, and `unsure` where it cannot tell.

    `best` marks an entry that breaks no criterion, only good practice.
    """
    found = tuple(found_at(rule, entry) for entry in said)
    if any(each.answer is Answer.FAIL for each in found):
        return Verdict(Answer.FAIL, found)
    if found:
        return Verdict(Answer.UNSURE, found)
    return Verdict(Answer.PASS if applies else Answer.NONE)


def found_at(rule: Rule, entry: Mapping[str, Any]) -> Found:
    """One entry of a script as a finding."""
    place: Mapping[str, Any] = entry.get("place") or {}
    box = tuple(place["box"]) if place.get("box") else None
    where = Place(
        element_of(str(place.get("around", ""))), str(place.get("selector", "")), str(place.get("html", "")), box
    )
    answer = Answer.UNSURE if entry.get("unsure") else Answer.FAIL
    kept = replace(rule, level=min(rule.level, Level.BEST, key=lambda level: level.rank)) if entry.get("best") else rule
    return Found(kept, answer, where, str(entry["message"]), str(entry.get("key", "")))


def ask(page: Page, rule: Rule, script: str, *arguments: Any) -> Verdict:
    """Judge by a script that returns `{applies, found: [{place, message, key?, unsure?}]}`; `__aw.place` is there."""
    answer = told(page, script, *arguments)
    return judged(rule, bool(answer["applies"]), answer["found"])


def told(page: Page, script: str, *arguments: Any) -> Mapping[str, Any]:
    """What a script answers that reads a page with our helper."""
    page.evaluate(HELPER)
    answer: Mapping[str, Any] = page.evaluate(script, list(arguments) if arguments else None)
    return answer


@cache
def script(module: str) -> str:
    """The script of a check: it lies beside its module and has its name."""
    return Path(module).with_suffix(".js").read_text(encoding="utf-8")


def _checks() -> Mapping[str, Check]:
    modules = sorted(found.name for found in pkgutil.iter_modules(__path__))
    checks = [importlib.import_module(f"{__name__}.{name}").CHECK for name in modules]
    return MappingProxyType({check.rule.id: check for check in checks})


CHECKS: Final = _checks()
"""Every check by the id of its rule."""
