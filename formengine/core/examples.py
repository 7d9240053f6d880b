"""The good cases of a definition, as a choice for people who want to fill a form with one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from formengine.core.definition import Definition


@dataclass(frozen=True, slots=True)
class Example:
    """A case that nothing is wrong in, as it is offered."""

    case: str
    title: str
    person: str
    """The name of the persona, "" where the case has none."""


def examples(definition: Definition) -> tuple[Example, ...]:
    """The good cases of a definition, in its order; what is misshapen is left out (lint names it)."""
    raw = definition.bundle.cases
    if not isinstance(raw, Mapping) or not isinstance(raw.get("cases"), list):
        return ()
    cases = [case for case in raw["cases"] if isinstance(case, Mapping) and isinstance(case.get("id"), str)]
    people = raw.get("personas")
    return tuple(
        Example(case["id"], str(case.get("title", case["id"])), _name(people, case.get("persona")))
        for case in cases
        if not (isinstance(case.get("expect"), Mapping) and case["expect"].get("errors"))
    )


def _name(people: Any, persona: Any) -> str:
    found = people.get(persona) if isinstance(people, Mapping) and isinstance(persona, str) else None
    return str(found.get("name", "")) if isinstance(found, Mapping) else ""
