"""The good cases of a definition, as a choice for people who want to fill a form with one of them."""

from dataclasses import dataclass

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
    raw = definition.bundle.cases or {}
    people = raw.get("personas", {})
    return tuple(
        Example(
            case["id"], str(case.get("title", case["id"])), str(people.get(case.get("persona"), {}).get("name", ""))
        )
        for case in raw.get("cases", ())
        if "id" in case and not case.get("expect", {}).get("errors")
    )
