"""Who is shown on a page of a preview: the persona that was asked for, or one that comes to the page."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from formengine.core.cases import Case, CaseError, page_answers, read_case, with_files
from formengine.core.definition import Definition
from formengine.core.itemmarks import with_ids
from formengine.core.journey import Journey, walk
from formengine.core.model import Control, Indices, Page
from formengine.core.settling import Context
from formengine.web import language
from formengine.web.lists import first_id
from formengine.web.wishes import ERRORS, Wish

OUTCOME = "ergebnis"


@dataclass(frozen=True)
class Cast:
    """A case on its way to a page, and what its answers come to."""

    case: Case | None
    journey: Journey | None
    reached: bool
    line: str
    """What a designer must know of the choice, "" for nothing."""


def people(definition: Definition, now: datetime.datetime) -> tuple[Case, ...]:
    """The cases of a definition that can be read, those without mistakes first."""
    found = []
    for each in (definition.bundle.cases or {}).get("cases", ()):
        try:
            found.append(read_case(definition, str(each["id"]), now))
        except (CaseError, KeyError, ValueError):
            continue
    return tuple(sorted(found, key=lambda case: bool(case.expect.errors)))


def around(case: Case, context: Context) -> Context:
    """The time and the environment that a case is shown in."""
    return replace(context, environment={**context.environment, **case.environment})


def document_of(definition: Definition, case: Case, answers: Any) -> dict[str, Any]:
    """The answers of a case with its files, and with ids that are the same whenever they are looked at."""
    return with_ids(definition, with_files(definition, case, answers), _item_id)


def cast(definition: Definition, wish: Wish, path: str, context: Context) -> Cast:
    """Who is shown on a page, or (for a path that is no page's) at the end."""
    page, cases = definition.page(path), people(definition, context.now)
    asked = [case for case in cases if wish.person in (case.persona, case.id)] if wish.person else []
    others = [case for case in cases if case not in asked]
    if wish.state == ERRORS and page is not None:
        asked.sort(key=lambda case: not _errs_on(definition, case, page))
        others.sort(key=lambda case: not _errs_on(definition, case, page))
    found = next((one for one in _journeys(definition, [*asked, *others], context) if _comes(one[1], page, path)), None)
    if found is not None:
        taken = "" if not wish.person or found[0] in asked else _other(definition, wish, found[0])
        return Cast(found[0], found[1], reached=True, line=taken)
    first = next(_journeys(definition, (asked or others)[:1], context), None)
    line = language.say("preview.nobody_end" if page is None else "preview.nobody")
    case, journey = first or (None, None)
    return Cast(case, journey, reached=False, line=line if cases else "")


def _journeys(definition: Definition, cases: Sequence[Case], context: Context) -> Iterator[tuple[Case, Journey]]:
    for case in cases:
        yield case, walk(definition, document_of(definition, case, case.good), around(case, context))


def _comes(journey: Journey, page: Page | None, path: str) -> bool:
    if page is not None:
        return page in journey.path
    return journey.outcome is not None if path == OUTCOME else journey.complete


def _errs_on(definition: Definition, case: Case, page: Page) -> bool:
    """Whether a case makes a mistake on a page."""
    return bool(case.expect.errors) and page_answers(page, case.answers) != page_answers(page, case.good)


def _other(definition: Definition, wish: Wish, case: Case) -> str:
    return language.say("preview.other", asked=name_of(definition, wish.person), shown=_shown(definition, case))


def _shown(definition: Definition, case: Case) -> str:
    return name_of(definition, case.persona) if case.persona else case.title


def name_of(definition: Definition, person: str) -> str:
    """The name of a persona, else what it was called by."""
    personas = (definition.bundle.cases or {}).get("personas", {})
    found = personas.get(person, {}) if isinstance(personas, dict) else {}
    return str(found.get("name", person))


def _item_id(list_: Control, indices: Indices) -> str:
    return first_id("vorschau", f"{list_.id}/{'/'.join(map(str, indices))}")
