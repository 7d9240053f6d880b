"""The tasks of a definition as its `cases.json` says them."""

from collections.abc import Mapping
from typing import Any

from formengine.core.definition import Definition
from usability.tasks.model import Success, Task


def tasks(definition: Definition) -> tuple[Task, ...]:
    """Every task that can be played: it names whose answers are known, and where it must end. Raises ValueError."""
    raw = definition.bundle.cases or {}
    people = {case["id"]: case.get("persona", "") for case in raw.get("cases", ())}
    found = [task for task in raw.get("tasks", ()) if task.get("case") in people and "success" in task]
    try:
        return tuple(_task(task, raw.get("personas", {}), people[task["case"]]) for task in found)
    except (TypeError, KeyError) as error:
        raise ValueError(f"Eine Aufgabe hat nicht die erwartete Form ({error}). Alles dazu: formengine lint") from error


def _task(raw: Mapping[str, Any], personas: Mapping[str, Mapping[str, Any]], persona: str) -> Task:
    person = personas.get(raw.get("persona", persona), {})
    name, profile = str(person.get("name", "")), str(person.get("profil", ""))
    return Task(
        id=raw["id"],
        title=raw.get("title", raw["id"]),
        persona=f"{name} ({profile})" if name and profile else name,
        case=raw["case"],
        goal=raw.get("goal", ""),
        success=Success(**raw["success"]),
        way=tuple(raw.get("way", ())),
        slips=raw.get("slips", {}),
    )
