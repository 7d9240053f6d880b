"""Values that each Kommune settles for itself."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any, Final

from builder.operations._entries import arranged
from builder.operations._keys import FORM, PARAMETER, put
from builder.operations._sheet import RELOAD, Sheet
from builder.refusals import Refused
from formengine.core.bundle import Bundle
from formengine.core.pointer import join
from formengine.core.texts import each_text, placeholders

_NAMING: Final = ("param", "suggest")


def set_parameter(bundle: Bundle, name: str, parameter: Mapping[str, Any]) -> Bundle:
    """Make or replace a `parameter` (`{title, description, schema, default, table}`)."""
    sheet = Sheet(bundle)
    if "schema" not in parameter or "default" not in parameter:
        raise Refused("Ein Parameter braucht ein Schema und einen Wert.", "Ergänzen Sie beides.")
    if "parameters" not in sheet.form:
        put(sheet.form, "parameters", {}, FORM)
    sheet.form["parameters"][name] = arranged(copy.deepcopy(dict(parameter)), PARAMETER)
    return sheet.done()


def delete_parameter(bundle: Bundle, name: str) -> Bundle:
    """Take a parameter away, with what the Kommune says of it; refused with the places while it is used."""
    sheet = Sheet(bundle)
    if name not in sheet.form.get("parameters", {}):
        raise Refused(f"Den Parameter „{name}“ gibt es nicht (mehr).", RELOAD)
    form = {part: content for part, content in sheet.form.items() if part != "parameters"}
    used = [*_uses(form, name, ""), *_uses(sheet.shared, name, "Baustein "), *_in_texts(form, name)]
    if used:
        listed = ", ".join(dict.fromkeys(used[:5]))
        raise Refused(f"Der Parameter wird noch gebraucht: {listed}.", "Ändern Sie diese Stellen zuerst.")
    del sheet.form["parameters"][name]
    sheet.parameters.pop(name, None)
    return sheet.done()


def _uses(node: Any, name: str, place: str) -> Iterator[str]:
    """Where a form names a parameter, as JSON Pointers."""
    if isinstance(node, list):
        for index, part in enumerate(node):
            yield from _uses(part, name, f"{place}/{index}")
    elif isinstance(node, Mapping):
        for key, part in node.items():
            here = place + join(str(key))
            bound = isinstance(part, Mapping) and key == "x-param" and name in part.values()
            if bound or (key in (*_NAMING, "x-param") and part == name):
                yield here
            else:
                yield from _uses(part, name, here)


def _in_texts(form: Mapping[str, Any], name: str) -> list[str]:
    found: list[str] = []

    def note(text: str, place: str) -> str:
        if f"param.{name}" in placeholders(text):
            found.append(place)
        return text

    each_text(form, note)
    return found


OPERATIONS: Final = {"set_parameter": set_parameter, "delete_parameter": delete_parameter}
