"""Questions of another type, which keep what fits it."""

import copy
from collections.abc import Mapping
from typing import Any, Final

from builder.operations._keys import SCHEMA, put
from builder.operations._making import new_question, options_for
from builder.operations._sheet import RELOAD, Sheet
from builder.operations._spots import Spot
from builder.refusals import Refused
from builder.tree import Node
from formengine.core.bundle import Bundle
from formengine.fields import TYPES

_FAMILIES: Final = (
    frozenset({"text", "multiline"}),
    frozenset({"number", "money", "calculated"}),
    frozenset({"date", "date-picker"}),
    frozenset({"choice", "choices", "select"}),
)
_LIMITS: Final = (
    *("minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("formatMinimum", "formatMaximum", "x-param", "format"),
)
_OFFERS: Final = ("oneOf", "enum", "x-codelist", "x-param")
_WORDS: Final = ("title", "description", "$comment", "deprecated", "x-fim")
_ALWAYS: Final = ("hint", "help", "errors", "unsure")
_OF_CALC: Final = ("calc", "calcMode", "display")


def retype(bundle: Bundle, element: str, kind: str) -> Bundle:
    """Make an `element` one of another `kind` (a field type) and keep what fits.

    Kept are label, hint, help, error texts, conditions, whether it is required; between choice, select and choices the
    options; between text and multiline the lengths; between number and money the bounds; between the dates theirs.
    Lost are all other limits and options; answers in cases stay as they are and may not fit any more. A note, heading
    or sketch can become another one of these, and a question.
    """
    sheet = Sheet(bundle)
    node = sheet.node(element)
    if kind not in TYPES:
        raise Refused(f"Die Art „{kind}“ gibt es nicht.", RELOAD)
    static = TYPES[kind].static
    if node.kind == "label":
        _retype_text(sheet, node, kind, static)
    elif node.kind not in ("control", "list") or static:
        raise Refused(
            f"„{node.label or element}“ lässt sich nicht in diese Art umwandeln.",
            "Fügen Sie ein neues Element ein und löschen Sie dieses.",
        )
    elif node.options.get("type") != kind:
        _retype_question(sheet, node, kind)
    return sheet.done()


def _retype_text(sheet: Sheet, node: Node, kind: str, static: bool) -> None:
    if static:
        options = sheet.options(node.id)
        options["type"] = kind
        return
    siblings = sheet.children(node.parent)
    old = siblings.pop(node.index)
    label = str(old.get("text", old.get("label", ""))).split("\n")[0]
    made = new_question(sheet, Spot(node.parent, node.index), kind, label, node.id)
    siblings.insert(node.index, made | ({"rule": old["rule"]} if "rule" in old else {}))


def _retype_question(sheet: Sheet, node: Node, kind: str) -> None:
    if node.kind == "list" and sheet.children(node.id):
        raise Refused("In der Liste stehen noch Fragen.", "Verschieben oder löschen Sie diese zuerst.")
    old_kind = str(node.options.get("type", ""))
    schema = sheet.schema(node.path)
    made = fitted(schema, old_kind, kind)
    schema.clear()
    schema.update(made)
    options = sheet.options(node.id)
    own = _kept(options, old_kind, kind)
    fresh = options_for(sheet, kind, made)
    options.clear()
    options.update({**fresh, **{name: part for name, part in own.items() if name != "type"}})


def _kept(options: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    related = any(old in family and new in family for family in _FAMILIES)
    left_out = ("detail", "from", *(() if new == "calculated" else _OF_CALC))
    return {name: part for name, part in options.items() if (related and name not in left_out) or name in _ALWAYS}


def fitted(schema: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    """The schema for a new type, with what of the old one fits."""
    made: dict[str, Any] = copy.deepcopy(dict(TYPES[new].new_schema()))
    if new == "calculated":
        return dict(schema)
    words = {name: schema[name] for name in _WORDS if name in schema}
    related = next((family for family in _FAMILIES if old in family and new in family), None)
    richer = copy.deepcopy(made)
    if related is _FAMILIES[-1]:
        _take_offers(schema, richer)
    elif related:
        for name in _LIMITS:
            if name in schema:
                put(richer, name, copy.deepcopy(schema[name]), SCHEMA)
        _consistent(richer, made)
    for candidate in (richer, made):
        for name, text in words.items():
            put(candidate, name, text, SCHEMA)
    return richer if TYPES[new].accepts(richer) else made


def _consistent(richer: dict[str, Any], made: Mapping[str, Any]) -> None:
    """What the new type itself demands of format and steps wins."""
    for name in ("multipleOf", "format"):
        if name in made:
            richer[name] = made[name]
        elif name == "multipleOf":
            richer.pop(name, None)
    if richer.get("minLength", 0) > richer.get("maxLength", richer.get("minLength", 0)):
        richer["maxLength"] = richer["minLength"]


def _take_offers(schema: Mapping[str, Any], made: dict[str, Any]) -> None:
    source = schema.get("items", {}) if schema.get("type") == "array" else schema
    target = made["items"] if made.get("type") == "array" else made
    found = {name: copy.deepcopy(source[name]) for name in _OFFERS if name in source}
    if found:
        for name in _OFFERS:
            target.pop(name, None)
        if "type" in source:
            target["type"] = source["type"]
        elif made is target and schema.get("type") == "array":
            del target["type"]
        for name, part in found.items():
            put(target, name, part, SCHEMA)


OPERATIONS: Final = {"retype": retype}
