"""Tasks: whether what they name is there; whether their bounds hold, only whoever plays them can tell."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from formengine.core.lint._cases import PART, Names, unknown
from formengine.core.lint._subject import error
from formengine.core.model import CHECK_PAGE, Finding
from formengine.core.pointer import join

_RECEIPT = "eingang"
_OUTCOME = "ergebnis:"


def check_task(names: Names, task: Mapping[str, Any], place: str) -> Iterator[Finding]:
    """What a task names and nobody knows."""
    definition = names.subject.definition
    known = {
        "case": ("Den Fall", names.cases),
        "start": ("Die Definition", names.subject.others),
        "persona": ("Die Persona", names.personas),
    }
    for name, (what, there) in known.items():
        if task.get(name) is not None and task[name] not in there:
            yield unknown(f"{place}/{name}", what, task[name])
    pages = {page.path for page in definition.pages} | {CHECK_PAGE}
    for i, path in enumerate(task.get("way", ())):
        if path not in pages:
            yield unknown(f"{place}/way/{i}", "Die Seite", path)
    for key in task.get("slips", {}):
        yield from names.pointer(str(key), f"{place}/slips{join(key)}")
    yield from names.expected(task.get("expect", {}), f"{place}/expect")
    yield from _success(names, task, place)


def _success(names: Names, task: Mapping[str, Any], place: str) -> Iterator[Finding]:
    if "success" not in task:
        return
    if "case" not in task:
        mend = "Nennen Sie unter „case“ den Fall, dessen Antworten die Person kennt."
        yield error(place, "Niemand weiß, was in dieser Aufgabe geantwortet wird.", mend, PART)
    if any(case["id"] == task.get("case") and case.get("environment") for case in _cases(names)):
        mend = "Nennen Sie einen Fall ohne „environment“; was von außen kommt, kann niemand eintippen."
        yield error(f"{place}/case", "Diesen Fall kann die simulierte Person nicht spielen.", mend, PART)
    end, definition = task["success"]["end"], names.subject.definition
    asking = definition.kind == "klaerung"
    outcomes = {f"{_OUTCOME}{outcome.id}" for outcome in definition.outcomes} if asking else {_RECEIPT}
    if end not in outcomes:
        yield unknown(f"{place}/success/end", "Das Ende", end)


def _cases(names: Names) -> Sequence[Mapping[str, Any]]:
    listed: Sequence[Mapping[str, Any]] = (names.subject.definition.bundle.cases or {})["cases"]
    return listed
