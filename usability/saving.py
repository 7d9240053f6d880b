"""Keeps the ways that were worked out as cases: from then on they are played at every level, and people edit them."""

import datetime
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from formengine.core import strictjson
from formengine.core.cases import play
from formengine.core.definition import Definition
from usability.runner import Order, plan
from usability.ways import Way


def keep(order: Order) -> int:
    """Add what was worked out for a definition to its cases; the number of new ones. Raises CannotRunError."""
    planned = plan(order)
    return save(planned.definition, planned.ways.ways, order.definitions / order.slug / "cases.json", order.now)


def save(definition: Definition, ways: Iterable[Way], file: Path, now: datetime.datetime) -> int:
    """Add every sound way that is no case yet to a `cases.json`; the number of them.

    What is wrong on purpose stays out: a case needs answers that mend it, and only a person knows good ones.
    """
    content: dict[str, Any] = (
        json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {"now": now.isoformat()}
    )
    listed = content.setdefault("cases", [])
    known = {case["id"] for case in listed}
    fresh = [case for case in _cases(definition, ways) if case["id"] not in known]
    listed += fresh
    if fresh:
        file.write_bytes(strictjson.pretty(content))
    return len(fresh)


def _cases(definition: Definition, ways: Iterable[Way]) -> Iterator[dict[str, Any]]:
    for way in ways:
        if way.sound:
            played = play(definition, way.case)
            expect: dict[str, Any] = {"pages": list(played.pages)}
            if played.hints:
                expect["hints"] = list(played.hints)
            if played.outcome is not None:
                expect["outcome"] = played.outcome
            yield {"id": way.case.id, "title": way.case.title, "answers": way.case.answers, "expect": expect}
