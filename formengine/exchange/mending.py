"""What lint would refuse in an imported form becomes a finding: a rule falls away, a question becomes a note."""

import copy
import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from formengine.core.bundle import Bundle
from formengine.core.definition import read_definition
from formengine.core.limits import walk
from formengine.core.lint import lint
from formengine.core.model import Finding
from formengine.core.pointer import MISSING, at
from formengine.exchange.frame import PLACEHOLDER, Refused, lost
from formengine.fields import TYPES

MOST_ROUNDS: Final = 12
MOST_LINTED: Final = 20_000
"""Of forms with more nodes only what keeps them from running is mended here: what nobody can reach takes longer."""
_ANY_DAY: Final = datetime.date(2026, 1, 1)
"""An imported form knows no relative days, so the day decides nothing."""
_ELEMENT: Final = re.compile(r"/uischema(?:/elements/[0-9]+|/options/detail)*")


def mended(form: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """The form as it runs, and what had to go. Raises Refused where that leads nowhere."""
    form = copy.deepcopy(form)
    found: list[Finding] = []
    for _ in range(MOST_ROUNDS):
        errors = [one for one in _found(Bundle(form["slug"], form)) if one.level == "error"]
        if not errors:
            return form, found
        changed = [finding for place, error in _by_element(errors).items() for finding in _mend(form, place, error)]
        if not changed:
            break
        found += changed
    raise Refused(f"Das Formular lässt sich nicht übernehmen: {errors[0].message} {errors[0].mend}")


def _found(bundle: Bundle) -> list[Finding]:
    definition, found = read_definition(bundle, TYPES, _ANY_DAY)
    if definition is None or sum(1 for _ in walk(bundle.form)) > MOST_LINTED:
        return found
    return lint(bundle, TYPES, _ANY_DAY, {})


def _by_element(errors: Iterable[Finding]) -> dict[str, Finding]:
    """The first error of each element: the rest may go with it."""
    found: dict[str, Finding] = {}
    for error in errors:
        match = _ELEMENT.match(error.place)
        found.setdefault(match[0] if match else "", error)
    return found


def _mend(form: dict[str, Any], place: str, error: Finding) -> Iterator[Finding]:
    node = at(form, _keys(place)) if place else MISSING
    if not isinstance(node, dict):
        return
    ruled = [node] if "rule" in node else _ruled_inside(node)
    if ruled:
        for each in ruled:
            del each["rule"]
        message = f"{error.message} Die Regel wurde weggelassen; das Element ist jetzt immer zu sehen."
        yield lost(place, message, error.mend)
    elif node.get("type") == "Control":
        text = f"„{node['label']}“ lässt sich hier noch nicht ausfüllen. {error.message}"
        kept = {"type": "Label", "id": node["id"], "text": text, "options": dict(PLACEHOLDER)}
        node.clear()
        node.update(kept)
        yield lost(place, f"{error.message} An der Stelle der Frage steht ein Hinweis.", error.mend)


def _ruled_inside(node: dict[str, Any]) -> list[dict[str, Any]]:
    """The elements of a page that have rules: together they keep it from ever being seen."""
    found: list[dict[str, Any]] = []
    for element in node.get("elements", ()) if node.get("type") != "Control" else ():
        found += [element] if "rule" in element else _ruled_inside(element)
    return found


def _keys(place: str) -> tuple[str | int, ...]:
    return tuple(int(name) if name.isdigit() else name for name in place.split("/")[1:])
