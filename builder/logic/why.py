"""Why something is hidden, for a set of answers: the sentence, the chain of causes, and where each rule is edited."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from formengine.core import cases
from formengine.core.definition import Definition
from formengine.core.explain import Cause, Explainer, ExplainError, Explanation
from formengine.core.model import Document
from formengine.core.settling import Context

DEEPEST: Final = 6
"""So far down a chain of causes is told; whoever wants more asks about the element it speaks of."""


@dataclass(frozen=True, slots=True)
class Step:
    """One cause; `element` is where one goes on asking, `rule` whose rule it is ("" for none)."""

    text: str
    element: str
    rule: str
    steps: tuple["Step", ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What is to be said of one occurrence of an element."""

    sentence: str
    visible: bool
    entry: str
    """Which entry of a list, in words; "" outside lists."""
    steps: tuple[Step, ...]


def why(definition: Definition, element: str, document: Document, context: Context) -> tuple[Answered, ...]:
    """Why an element is as it is with these answers, in a list for each entry that there is. Raises ExplainError."""
    explainer = Explainer(definition, document, context)
    if element not in definition.elements:
        raise ExplainError(f"Das Element „{element}“ gibt es nicht.")
    entries = explainer.entries(element) or [()]
    return tuple(_answered(explainer.of(element, indices)) for indices in entries)


def case_of(definition: Definition, person: str) -> str:
    """The id of the case that is meant: the one with that id, or the first one of that persona. Raises KeyError."""
    known = [(str(case.get("id", "")), str(case.get("persona", ""))) for case in _sound(definition)]
    found = [id_ for id_, persona in known if person in (id_, persona)]
    if not found:
        raise KeyError(person)
    return found[0]


def answers_of(definition: Definition, case_id: str, context: Context) -> tuple[Document, Context]:
    """The answers of a case, and what they stand in. Raises CaseError."""
    case = cases.read_case(definition, case_id, context.now)
    return cases.with_files(definition, case, case.good), Context(context.now, case.environment)


def people(definition: Definition) -> tuple[tuple[str, str], ...]:
    """The cases whose answers can be asked about: id, and whose they are."""
    named = (definition.bundle.cases or {}).get("personas", {})
    return tuple((str(case.get("id", "")), _told(case, named)) for case in _sound(definition))


def _sound(definition: Definition) -> list[Mapping[str, Any]]:
    """The cases without mistakes."""
    written = (definition.bundle.cases or {}).get("cases", ())
    return [case for case in written if not case.get("expect", {}).get("errors")]


def _told(case: Mapping[str, Any], personas: Mapping[str, Any]) -> str:
    title = str(case.get("title", case.get("id", "")))
    name = personas.get(str(case.get("persona", "")), {}).get("name")
    return f"{name}: {title}" if name else title


def _answered(found: Explanation) -> Answered:
    entry = ", ".join(f"Eintrag {index + 1}" for index in found.indices)
    seen = found.visible and found.on_path
    return Answered(found.sentence, seen, entry, tuple(_step(cause, 1) for cause in found.causes))


def _step(cause: Cause, depth: int) -> Step:
    inner = tuple(_step(one, depth + 1) for one in cause.causes) if depth < DEEPEST else ()
    text = cause.text[:1].upper() + cause.text[1:]
    return Step(text, cause.element, cause.element if cause.kind == "effect" else "", inner)
