"""What is said of the service as a whole: title, office, legal basis, what one needs, and how it goes on."""

import copy
from collections.abc import Mapping
from typing import Any, Final

from builder.operations._keys import FORM, SERVICE, put
from builder.operations._sheet import Sheet
from builder.refusals import Refused
from formengine.core.bundle import Bundle

_OF_FORM: Final = ("title", "version", "keepDays", "kind")
_NEEDED: Final = ("title",)


def set_service(bundle: Bundle, changes: Mapping[str, Any]) -> Bundle:
    """Set what is said of the service: values by place (`title`, `version`, `keepDays`, `kind`, `summary`, `needs`,
    `office/name`, `privacy/purpose` …); None removes one."""
    sheet = Sheet(bundle)
    for place, value in changes.items():
        names = tuple(place.removeprefix("service/").split("/"))
        if names[0] in _OF_FORM and len(names) == 1:
            _write(sheet.form, names, value, FORM)
        elif names[0] in SERVICE:
            if not isinstance(sheet.form.get("service"), dict):
                put(sheet.form, "service", {}, FORM)
            _write(sheet.form["service"], names, value, SERVICE)
        else:
            raise Refused(f"Die Angabe „{place}“ gibt es nicht.", "Wählen Sie eine aus dem Formular.")
    return sheet.done()


def _write(holder: dict[str, Any], names: tuple[str, ...], value: Any, order: tuple[str, ...]) -> None:
    name = names[0]
    if len(names) > 1:
        if not isinstance(holder.get(name), dict):
            put(holder, name, {}, order)
        _write(holder[name], names[1:], value, ())
    elif value in (None, "") and name in _NEEDED and order is FORM:
        raise Refused("Ohne Titel geht es nicht.", "Schreiben Sie, wie der Antrag heißt.")
    elif value is None:
        holder.pop(name, None)
    else:
        put(holder, name, copy.deepcopy(value), order)


OPERATIONS: Final = {"set_service": set_service}
