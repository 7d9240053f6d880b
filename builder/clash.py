"""Two versions of one property in words, for the person who has to decide between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from builder.merging import Conflict
from builder.tree import nodes_of
from formengine.core.bundle import Bundle
from formengine.core.pointer import MISSING

_NAMES: Final[Mapping[str, str]] = {
    "label": "Frage oder Überschrift",
    "text": "Text",
    "hint": "Hinweis",
    "help": "Hilfe",
    "rule": "Bedingungen",
    "parent": "Ort",
    "order": "Reihenfolge",
    "path": "Name in der Adresse",
    "required": "Pflicht",
    "oneOf": "Antwortmöglichkeiten",
    "title": "Titel",
    "type": "Art",
    "schema": "Vorgaben für die Antwort",
    "cases": "Fälle",
    "texts": "Texte in anderen Sprachen",
}


@dataclass(frozen=True, slots=True)
class Clash:
    """One place that two people changed."""

    name: str
    mine: str
    """"" where it was taken away."""
    now: str


def clash_of(conflict: Conflict, bundle: Bundle) -> Clash:
    """What both sides say; the bundle knows what the element is called."""
    node = nodes_of(bundle).get(conflict.element)
    known = [_NAMES[name] for name in conflict.place if name in _NAMES]
    what = known[-1] if known else "Element" if not conflict.place else conflict.place[-1]
    name = f"„{node.label or node.id}“, {what}" if node else what
    return Clash(name, _said(conflict.ours, bundle), _said(conflict.theirs, bundle))


def _said(value: Any, bundle: Bundle) -> str:
    if value is MISSING or value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, str):
        node = nodes_of(bundle).get(value)
        return node.label if node is not None and node.label else value
    if isinstance(value, list):
        return ", ".join(filter(None, (_said(entry, bundle) for entry in value)))
    if isinstance(value, Mapping):
        title = next((str(value[name]) for name in ("title", "label", "text") if value.get(name)), "")
        return title or "eine andere Vorgabe"
    return str(value).replace(".", ",")
