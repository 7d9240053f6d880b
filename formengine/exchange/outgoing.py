"""Rules and conditions of ours as JSON Forms knows them: one rule an element, and only AND, OR and schemas."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from formengine.core.conditions import conjunction, leaves, negation, to_schema
from formengine.core.model import ALWAYS, ENVIRONMENT, Condition, Effect, Element
from formengine.core.pointer import write_scope
from formengine.core.submission import plain

Note = Callable[[str, str], None]
_VISIBLE: Final = ("SHOW", "HIDE", "FORBID")
_OPEN: Final = ("ENABLE", "DISABLE")


class Lost(ValueError):
    """A condition that JSON Forms cannot say."""


def visibility(element: Element) -> Condition:
    """When an element is to be seen, as far as its own rules say."""
    return _joined(element.effects, "SHOW", ("HIDE", "FORBID"))


def openness(element: Element) -> Condition:
    """When it can be filled in."""
    return _joined(element.effects, "ENABLE", ("DISABLE",))


def _joined(effects: Iterable[Effect], holds: str, fails: tuple[str, ...]) -> Condition:
    found = [effect.condition for effect in effects if effect.name == holds]
    return conjunction(*found, *(negation(effect.condition) for effect in effects if effect.name in fails))


def rule(condition: Condition, effect: str, opposite: str, *, in_item: bool) -> dict[str, Any]:
    """The rule of an element, nothing for one that always holds. Raises Lost."""
    if condition == ALWAYS:
        return {}
    if condition.kind == "NOT" and condition.children[0].kind in ("LEAF", "AND", "OR"):
        effect, condition = opposite, condition.children[0]
    return {"rule": {"effect": effect, "condition": written(condition, in_item=in_item)}}


def written(condition: Condition, *, in_item: bool) -> dict[str, Any]:
    """A condition as JSON Forms reads it; what it has no word for becomes a schema over the document or the item."""
    for leaf in leaves(condition):
        if leaf.path[:1] == (ENVIRONMENT,):
            raise Lost("Sie fragt nach der Umgebung, zum Beispiel dem Vertrauensniveau.")
        if in_item and leaf.root:
            raise Lost("Sie fragt aus einem Eintrag einer Liste heraus nach dem ganzen Antrag.")
    return _node(condition)


def _node(condition: Condition) -> dict[str, Any]:
    if condition.kind == "LEAF":
        schema = condition.schema if isinstance(condition.schema, dict) else ({} if condition.schema else {"not": {}})
        leaf = {"scope": write_scope(condition.path), "schema": plain(schema)}
        return leaf | ({"failWhenUndefined": True} if condition.fail_when_undefined else {})
    if condition.kind in ("AND", "OR"):
        return {"type": condition.kind, "conditions": [_node(child) for child in condition.children]}
    return {"scope": "#", "schema": plain(to_schema(condition))}
