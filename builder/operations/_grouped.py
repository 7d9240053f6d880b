"""Rules that pass from an element to others when it goes."""

from typing import Any

from builder.operations._keys import ELEMENT, put


def effects_of(raw: dict[str, Any]) -> list[Any]:
    """The effects on an element as a list."""
    rule = raw.get("rule", [])
    return list(rule) if isinstance(rule, list) else [rule]


def write_effects(raw: dict[str, Any], effects: list[Any]) -> None:
    """Put effects on an element: none, one as an object, several as a list."""
    if not effects:
        raw.pop("rule", None)
    else:
        put(raw, "rule", effects[0] if len(effects) == 1 else effects, ELEMENT)


def add_effects(raw: dict[str, Any], effects: list[Any]) -> None:
    """Put further effects on an element."""
    own = effects_of(raw)
    write_effects(raw, own + [effect for effect in effects if effect not in own])
