"""When elements show and what is required: effects on elements, and conditions that have a name."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from builder.operations._grouped import write_effects
from builder.operations._keys import FORM, put, rename
from builder.operations._keys import OPTIONS as OPTION_KEYS
from builder.operations._sheet import RELOAD, Sheet
from builder.operations._sites import REF, references, sites
from builder.operations._words import move_entry_words
from builder.refusals import Refused
from formengine.core.bundle import Bundle

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")


def set_rule(bundle: Bundle, element: str, effects: Sequence[Mapping[str, Any]]) -> Bundle:
    """Replace what shows, hides, locks or requires an `element`: a list of `{effect, condition}`; none for nothing."""
    sheet = Sheet(bundle)
    write_effects(sheet.raw(element), [dict(effect) for effect in effects])
    return sheet.done()


def set_condition(
    bundle: Bundle, name: str, condition: Mapping[str, Any] | None = None, title: str | None = None
) -> Bundle:
    """Make a named `condition`, or change it or its `title` (a sentence) wherever it is used."""
    sheet = Sheet(bundle)
    conditions = _conditions(sheet)
    entry = conditions.get(name)
    if entry is None and condition is None:
        raise Refused(f"Die Bedingung „{name}“ gibt es nicht.", RELOAD)
    _check(name)
    entry = dict(entry or {})
    for key, value in (("title", title), ("condition", dict(condition) if condition is not None else None)):
        if value is not None:
            put(entry, key, value, ("title", "description", "condition"))
    conditions[name] = entry
    return sheet.done()


def rename_condition(bundle: Bundle, name: str, to: str) -> Bundle:
    """Give a condition another `name`, wherever it is used."""
    sheet = Sheet(bundle)
    conditions = _conditions(sheet)
    if name not in conditions:
        raise Refused(f"Die Bedingung „{name}“ gibt es nicht.", RELOAD)
    _check(to)
    if to in conditions:
        raise Refused(f"Die Bedingung „{to}“ gibt es schon.", "Wählen Sie einen anderen Namen.")
    for site in sites(sheet):
        site.holder[site.key] = _renamed(site.tree, name, to)
    rename(conditions, name, to)
    move_entry_words(sheet, name, to)
    return sheet.done()


def delete_condition(bundle: Bundle, name: str) -> Bundle:
    """Take a named condition away; refused with the places while it is used."""
    sheet = Sheet(bundle)
    conditions = _conditions(sheet)
    if name not in conditions:
        raise Refused(f"Die Bedingung „{name}“ gibt es nicht.", RELOAD)
    used = [site.where for site in sites(sheet) if any(one == name for one, _ in references(site.tree, site.item))]
    if used:
        listed = ", ".join(dict.fromkeys(used))
        raise Refused(f"Die Bedingung wird noch gebraucht, in {listed}.", "Ändern Sie diese Stellen zuerst.")
    del conditions[name]
    move_entry_words(sheet, name, None)
    return sheet.done()


def set_calc(bundle: Bundle, element: str, calc: Any, mode: str | None = None, display: bool | None = None) -> Bundle:
    """Set how the value of an `element` is worked out: a `calc` tree (None: a person answers), its `mode`
    (fixed or proposal) and whether it is shown (`display`)."""
    sheet = Sheet(bundle)
    if sheet.node(element).kind != "control":
        raise Refused("Berechnen lässt sich nur die Antwort auf eine Frage.", "Wählen Sie eine Frage.")
    options = sheet.options(element)
    for key, value in (("calc", calc), ("calcMode", mode), ("display", display)):
        if value is not None:
            put(options, key, value, OPTION_KEYS)
    if calc is None:
        for key in ("calc", "calcMode", "display"):
            options.pop(key, None)
    return sheet.done()


def _conditions(sheet: Sheet) -> dict[str, Any]:
    if "conditions" not in sheet.form:
        put(sheet.form, "conditions", {}, FORM)
    return sheet.form["conditions"]  # type: ignore[no-any-return]


def _check(name: str) -> None:
    if not _NAME.match(name):
        mend = "Erlaubt sind kleine Buchstaben a bis z, Ziffern und Unterstrich; am Anfang steht ein Buchstabe."
        raise Refused(f"„{name}“ ist kein Name für eine Bedingung.", mend)


def _renamed(tree: Any, name: str, to: str) -> Any:
    if isinstance(tree, list):
        return [_renamed(part, name, to) for part in tree]
    if not isinstance(tree, Mapping):
        return tree
    if tree.get("$ref") == REF + name:
        return {**tree, "$ref": REF + to}
    return {key: part if key == "schema" else _renamed(part, name, to) for key, part in tree.items()}


OPERATIONS: Final = {
    "set_rule": set_rule,
    "set_condition": set_condition,
    "rename_condition": rename_condition,
    "delete_condition": delete_condition,
    "set_calc": set_calc,
}
