"""Named conditions: what each says, where it is used, and names for new ones."""

import itertools
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from builder.logic.sentences import NAMED
from builder.tree import nodes
from formengine.core.limits import walk

_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LONGEST: Final = 60
NEW: Final = "neu"
"""Stands in an address for a condition that is not there yet."""
_ROOMS: Final[Mapping[str, str]] = {"rules": "Regel", "outcomes": "Ergebnis", "messages": "Nachricht"}


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a condition is used; `path` leads there from the pages of the definition."""

    words: str
    path: str


def uses(form: Mapping[str, Any]) -> dict[str, tuple[Use, ...]]:
    """Where each named condition is used, by name; those that nobody uses are there, too."""
    found: dict[str, list[Use]] = {name: [] for name in form.get("conditions", {})}
    for name, use in _all(form):
        if use not in found.setdefault(name, []):
            found[name].append(use)
    return {name: tuple(own) for name, own in found.items()}


def fresh_name(title: str, taken: Collection[str]) -> str:
    """A name for a condition with a title, other than all that are taken."""
    base = re.sub("[^a-z0-9]+", "_", title.lower().translate(_UMLAUTS)).strip("_")[:_LONGEST] or "bedingung"
    base = base if base[0].isalpha() else f"b_{base}"
    taken = {*taken, NEW}
    names = itertools.chain([base], (f"{base}_{number}" for number in itertools.count(2)))
    return next(name for name in names if name not in taken)


def _all(form: Mapping[str, Any]) -> Iterator[tuple[str, Use]]:
    for node in nodes(form).values():
        own = [node.raw.get("rule"), node.options.get("calc")]
        use = Use(f"„{node.label or node.id}“", f"logik/{node.id}")
        yield from ((name, use) for name in _named(own))
    for name, said in form.get("conditions", {}).items():
        use = Use(f"Bedingung „{said.get('title', name)}“", f"logik/bedingungen/{name}")
        yield from ((inner, use) for inner in _named(said.get("condition")))
    for room, noun in _ROOMS.items():
        for entry in form.get(room, ()):
            use = Use(f"{noun} „{entry.get('title', entry.get('id', ''))}“", "dienst")
            yield from ((name, use) for name in _named(entry))


def _named(value: Any) -> Iterator[str]:
    for node, _, _ in walk(value):
        if isinstance(node, Mapping) and isinstance(node.get("$ref"), str) and node["$ref"].startswith(NAMED):
            yield node["$ref"].removeprefix(NAMED)
