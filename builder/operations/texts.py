"""Texts in any language: German ones where they stand in the form, others laid over it by id."""

from typing import Any, Final

from builder.operations import setting
from builder.operations._keys import OUTCOME, RULE, put
from builder.operations._sheet import RELOAD, Sheet
from builder.operations._words import OF_ENTRIES, entry_ids
from builder.refusals import Refused
from formengine import locales
from formengine.core.bundle import Bundle
from formengine.core.translation import FORM

_OF_ELEMENTS: Final = ("label", "text")
_OF_CHOICES: Final = ("options", "descriptions")


def set_text(bundle: Bundle, language: str, element: str, what: str, text: Any = None) -> Bundle:
    """Set what an `element` (or rule, outcome, condition, or `form`) says in a `language`; None or "" removes it.

    `what` is label, text, hint, help, title, message …, `errors/<code>`, `options/<value>`, `descriptions/<value>`,
    of `form` also `service/<name>`. A list takes the place of a list.
    """
    text = text or None
    names = tuple(what.split("/"))
    if language == locales.GERMAN:
        return _set_german(bundle, element, names, text)
    sheet = Sheet(bundle)
    if element not in speakers(sheet):
        raise Refused(f"Das Element „{element}“ gibt es nicht (mehr).", RELOAD)
    words = sheet.texts.setdefault(language, {})
    lay(words.setdefault(element, {}), names, text)
    if not words[element]:
        del words[element]
    return sheet.done()


def speakers(sheet: Sheet) -> set[str]:
    """The ids of all that says something."""
    return {FORM, *sheet.ids(), *entry_ids(sheet.form)}


def lay(holder: dict[str, Any], names: tuple[str, ...], text: Any) -> None:
    """Set or remove one text; what is empty afterwards goes too."""
    if len(names) == 1:
        holder.pop(names[0], None) if text is None else holder.update({names[0]: text})
        return
    inner = holder.setdefault(names[0], {})
    if not isinstance(inner, dict):
        raise Refused("An dieser Stelle steht ein einzelner Text.", RELOAD)
    lay(inner, names[1:], text)
    if not inner:
        del holder[names[0]]


def _set_german(bundle: Bundle, element: str, names: tuple[str, ...], text: Any) -> Bundle:
    sheet = Sheet(bundle)
    meant = element in entry_ids(sheet.form) and names[0] in OF_ENTRIES
    if element in sheet.ids() and not meant:
        if names[0] in _OF_CHOICES:
            _set_choice(sheet, element, names, text)
            return sheet.done()
        place = names if names[0] in _OF_ELEMENTS else ("options", *names)
        return setting.set_one(bundle, element, "/".join(place), text)
    if element == FORM:
        lay(sheet.form, names, text)
        return sheet.done()
    entry, order = _entry(sheet, element)
    if len(names) > 1 and isinstance(entry.get(names[0]), dict):
        lay(entry, names, text)
    elif text is None:
        entry.pop(names[0], None)
    else:
        put(entry, names[0], text, order)
    return sheet.done()


def _entry(sheet: Sheet, id_: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The rule, outcome or condition with an id."""
    for name, order in (("rules", RULE), ("outcomes", OUTCOME)):
        for entry in sheet.form.get(name, ()):
            if str(entry.get("id", entry.get("kind"))) == id_:
                return entry, order
    if id_ in sheet.form.get("conditions", {}):
        return sheet.form["conditions"][id_], ("title", "description", "condition")
    raise Refused(f"Das Element „{id_}“ gibt es nicht (mehr).", RELOAD)


def _set_choice(sheet: Sheet, element: str, names: tuple[str, ...], text: Any) -> None:
    """The title or description of one option."""
    schema = sheet.schema(sheet.node(element).path)
    holder = schema.get("items", {}) if schema.get("type") == "array" else schema
    for option in holder.get("oneOf", ()):
        if str(option.get("const")) == names[-1]:
            key = "title" if names[0] == "options" else "description"
            option.pop(key, None) if text is None else option.update({key: text})
            return
    raise Refused(f"Die Antwort „{names[-1]}“ gibt es nicht (mehr).", RELOAD)


OPERATIONS: Final = {"set_text": set_text}
