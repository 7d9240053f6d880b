"""Where an id is named: in rules, messages, texts, placeholders and other languages; renamed and taken out together."""

from collections.abc import Callable
from typing import Any

from builder.operations._sheet import Sheet
from builder.operations._words import move_element_words
from formengine.core.texts import each_text, fill

New = Callable[[str], str | None]
"""The new id for an id; None for one that is gone."""


def rewrite_ids(sheet: Sheet, new: New) -> None:
    """Put new ids everywhere they are named but at the elements themselves; those that are gone are taken out."""
    form = sheet.form
    for rule in form.get("rules", ()):
        rule["at"] = _listed(rule.get("at", ()), new)
        if "each" in rule:
            rule["each"] = new(rule["each"]) or rule["each"]
    for message in form.get("messages", ()):
        for key in ("fields", "exclude"):
            if key in message:
                message[key] = _listed(message[key], new)
    for id_ in {id_ for words in sheet.texts.values() for id_ in words}:
        move_element_words(sheet, id_, new(id_))
    _rewrite_placeholders(sheet, new)


def _listed(ids: Any, new: New) -> list[str]:
    return [name for id_ in ids if (name := new(id_)) is not None]


def _rewrite_placeholders(sheet: Sheet, new: New) -> None:
    def change(text: str, _place: str = "") -> str:
        return replaced(text, new)

    texts = {language: _every_text(words, change) for language, words in sheet.texts.items()}
    form = each_text({name: part for name, part in sheet.form.items() if name != "schema"}, change)
    sheet.form = {name: form.get(name, part) for name, part in sheet.form.items()}
    sheet.form["schema"] = each_text({"schema": sheet.form.get("schema", {})}, change)["schema"]
    sheet.texts = texts


def _every_text(node: Any, change: Callable[[str], str]) -> Any:
    if isinstance(node, str):
        return change(node)
    if isinstance(node, list):
        return [_every_text(part, change) for part in node]
    return {name: _every_text(part, change) for name, part in node.items()} if isinstance(node, dict) else node


def replaced(text: str, new: New) -> str:
    """A text with new ids in its placeholders; of an element that is gone nothing stays."""

    def placeholder(name: str) -> str | None:
        found = name if name.startswith("param.") else new(name)
        return "" if found is None else "{" + found + "}"

    return fill(text, placeholder)
