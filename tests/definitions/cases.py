"""The shipped definitions and their cases, for every level of tests that plays them."""

import datetime
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from _pytest.mark import ParameterSet

from formengine.core.cases import Case, Played, play, read_cases
from formengine.core.definition import Definition, compile_definition
from formengine.fields import TYPES
from formengine.store.folder import read_all
from formengine.web.clock import Clock
from formengine.web.quotas import Quotas, Rate
from formengine.web.settings import Settings, shipped_definitions

NOW: Final = datetime.datetime.fromisoformat("2026-11-23T09:00:00+01:00")
"""The time that every shipped `cases.json` assumes, so that one server can serve them all."""

MANY: Final = Rate(100_000, 1_000)
_PERSONAS: Final = re.compile(r".*-(P[1-3]|F)")


def settings(data: Path) -> Settings:
    """An installation whose clock stands still at the time of the cases; one browser may begin many drafts."""
    return Settings(data=data, clock=Clock(NOW), quotas=Quotas(drafts=MANY, all_drafts=MANY))


@functools.cache
def spoken(slug: str, language: str) -> Definition:
    """A definition of the folder in a language."""
    return compile_definition(definitions()[slug].bundle, TYPES, NOW.date(), language)


@functools.cache
def definitions() -> Mapping[str, Definition]:
    """Every definition of the folder, compiled, by slug; a broken one is an error."""
    reading = read_all(shipped_definitions(), settings(Path()).kommune)
    assert reading.errors == ()
    return {bundle.slug: compile_definition(bundle, TYPES, NOW.date()) for bundle in reading.bundles}


@functools.cache
def cases() -> Mapping[str, tuple[Definition, Case]]:
    """Every case with its definition, by its id."""
    found = [(definition, case) for definition in definitions().values() for case in read_cases(definition)]
    assert len({case.id for _, case in found}) == len(found), "two cases share an id"
    return {case.id: (definition, case) for definition, case in found}


@functools.cache
def played(id_: str) -> Played:
    """What the journey alone makes of a case."""
    return play(*cases()[id_])


def cases_of(definition: Definition) -> Iterator[Case]:
    """The cases of one definition, in its order."""
    return (case for other, case in cases().values() if other.slug == definition.slug)


def good_cases(definition: Definition) -> list[Case]:
    """The cases that nothing is wrong in."""
    return [case for case in cases_of(definition) if not case.expect.errors]


def visiting(definition: Definition) -> list[Case]:
    """Few good cases that together visit every page and every outcome."""
    chosen: list[Case] = []
    seen: set[str] = set()
    for case in sorted(good_cases(definition), key=lambda case: -len(played(case.id).pages)):
        result = played(case.id)
        news = {f"page {path}" for path in result.pages} | {f"outcome {result.outcome}"}
        if not news <= seen:
            chosen.append(case)
            seen |= news
    return chosen


def sparing(slugs: Iterable[str]) -> list[ParameterSet]:
    """Each of these definitions for a test; of each kind only the shortest is not slow, since it shows the same."""
    found = [definitions()[slug] for slug in slugs]
    pages = {slug: len(definition.pages) for slug, definition in definitions().items()}
    shortest = {
        min((d.slug for d in found if d.kind == kind), key=pages.__getitem__) for kind in {d.kind for d in found}
    }
    return [pytest.param(d.slug, marks=[] if d.slug in shortest else [pytest.mark.slow]) for d in found]


def smoke(definition: Definition) -> list[Case]:
    """The cases that stand for all: the first personas and the bad one; else one for each outcome and a bad one."""
    named = [case for case in cases_of(definition) if _PERSONAS.fullmatch(case.id)]
    bad = [case for case in cases_of(definition) if case.expect.errors]
    return named or [*visiting(definition), *bad[:1]]
