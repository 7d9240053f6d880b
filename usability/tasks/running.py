"""Plays the tasks of definitions in a folder, each on the day that its cases assume."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from formengine.core.cases import read_case
from formengine.core.definition import Definition
from formengine.web.services import KEY
from usability.tasks.desk import opened
from usability.tasks.model import Result, Task
from usability.tasks.person import play
from usability.tasks.reading import tasks


class CannotPlayError(Exception):
    """Nothing was played; the message says why and what to do."""


@dataclass(frozen=True)
class Order:
    """What is to be played."""

    definitions: Path
    kommune: str
    slug: str
    now: datetime.datetime
    same: tuple[Task, ...] = ()
    """Tasks of another version, to be played here too where their case is there; they win over own ones."""


def run(order: Order) -> Result:
    """Play every task of one definition. Raises CannotPlayError."""
    with opened(order.definitions, order.kommune, order.now) as app:
        with app.test_request_context():
            published = app.extensions[KEY].catalogue.published(order.slug)
        if published is None:
            raise CannotPlayError(
                f"Die Definition „{order.slug}“ lässt sich nicht öffnen. Warum, sagt: formengine lint"
            )
        revision, form = published
        try:
            pairs = [
                (task, read_case(form.definition, task.case, order.now)) for task in _wanted(form.definition, order)
            ]
        except ValueError as error:
            raise CannotPlayError(f"Die Fälle von „{order.slug}“ lassen sich nicht lesen: {error}") from error
        played = [play(app, order.slug, task, case) for task, case in pairs]
        return Result(order.slug, form.definition.title, revision.hash, tuple(played))


def _wanted(definition: Definition, order: Order) -> list[Task]:
    """Two versions are compared by the same person with the same slips, so the task must be the same."""
    there = {case["id"] for case in (definition.bundle.cases or {}).get("cases", ())}
    found = {task.id: task for task in tasks(definition)}
    found |= {task.id: task for task in order.same if task.case in there}
    return list(found.values())
