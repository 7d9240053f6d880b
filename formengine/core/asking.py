"""What kind of question a control is, and what it offers to choose from; faults come as message and mend."""

from collections.abc import Mapping
from typing import Any, Final

from formengine.core.answers import choices_of, is_list
from formengine.core.model import Choice, FieldType
from formengine.core.strictjson import dumps

Fault = tuple[str, str] | None
_NO_SOURCE: Final = (
    "„from“ und der Feldtyp passen nicht zusammen.",
    "Nur und immer „type“: „reference“ braucht „from“.",
)


def type_of(types: Mapping[str, FieldType], options: Mapping[str, Any], schema: Mapping[str, Any]) -> tuple[str, Fault]:
    """The field type that a control names, else the one that fits its schema best."""
    named = options.get("type")
    if ("from" in options) != (named == "reference"):
        return str(named), _NO_SOURCE
    if named is None and is_list(schema, options):
        return "list", None
    if named is None:
        fits = max(types.values(), key=lambda type_: type_.accepts(schema), default=None)
        if fits is not None and fits.accepts(schema):
            return fits.name, None
    elif named in ("calculated", "list") or (named in types and types[named].accepts(schema)):
        return str(named), None
    elif named in types:
        mend = "Ändern Sie den Typ oder das Schema der Angabe."
        return str(named), (f"Der Feldtyp „{named}“ passt nicht zum Schema.", mend)
    return "text", (f"Den Feldtyp „{named or '?'}“ gibt es nicht.", f"Es gibt: {', '.join(sorted(types))}.")


def offered(schema: Mapping[str, Any], options: Mapping[str, Any]) -> tuple[tuple[Choice, ...], Fault]:
    """The options of a question, in the words that its translation gives them."""
    choices = choices_of(schema, options.get("choices", {}), options.get("descriptions", {}))
    if len({dumps(choice.value) for choice in choices}) < len(choices):
        return choices, ("Zwei Antworten haben denselben Wert („const“).", "Geben Sie jeder einen eigenen.")
    return choices, None
