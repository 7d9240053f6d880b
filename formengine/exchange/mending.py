"""What lint would refuse in an imported form becomes a finding: a rule falls away, a question becomes a note."""

import copy
import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from formengine.core.bundle import Bundle
from formengine.core.lint import lint
from formengine.core.model import Finding
from formengine.core.pointer import MISSING, at
from formengine.exchange.frame import Refused, lost
from formengine.fields import TYPES

MOST_ROUNDS: Final = 12
_ANY_DAY: Final = datetime.date(2026, 1, 1)
"""An imported form knows no relative days, so the day decides nothing."""
_ELEMENT: Final = re.compile(r"/uischema(?:/elements/[0-9]+|/options/detail)*")


def mended(form: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """The form as it runs, and what had to go. Raises Refused where that leads nowhere."""
    form, found = copy.deepcopy(form), []
    for _ in range(MOST_ROUNDS):
        errors = [f for f in lint(Bundle(form["slug"], form), TYPES, _ANY_DAY, {}) if f.level == "error"]
        if not errors:
            return form, found
        changed = [finding for error in _outermost(errors) for finding in _mend(form, error)]
        if not changed:
            break
        found += changed
    raise Refused(f"Das Formular lässt sich nicht übernehmen: {errors[0].message} {errors[0].mend}")


def _outermost(errors: Iterable[Finding]) -> list[Finding]:
    """One error a place: the first tells what is wrong, the rest may have gone with it."""
    return list(
        {
            _ELEMENT.match(error.place) and _ELEMENT.match(error.place)[0]: error for error in reversed([*errors])
        }.values()
    )  # type: ignore[index]


def _mend(form: dict[str, Any], error: Finding) -> Iterable[Finding]:
    match = _ELEMENT.match(error.place)
    place = match[0] if match else ""
    node = at(form, _keys(place)) if place else MISSING
    if not isinstance(node, dict):
        return
    said = f"{error.message} "
    if "rule" in node:
        del node["rule"]
        yield lost(place, said + "Die Regel wurde weggelassen; das Element ist jetzt immer zu sehen.", error.mend)
    elif node.get("type") == "Control":
        label, id_ = node.get("label", ""), node.get("id", "")
        node.clear()
        node |= {"type": "Label", "id": id_, "text": f"„{label}“ lässt sich hier noch nicht ausfüllen. {error.message}"}
        node["options"] = {"type": "note", "tone": "warning"}
        yield lost(place, said + "An der Stelle der Frage steht ein Hinweis.", error.mend)


def _keys(place: str) -> tuple[str | int, ...]:
    return tuple(int(name) if name.isdigit() else name for name in place.split("/")[1:])


def is_mapping(value: Any) -> bool:
    """True for an object."""
    return isinstance(value, Mapping)
