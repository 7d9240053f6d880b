"""Placeholders in texts that name nothing, and translated texts for what does not exist."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from formengine.core.lint._subject import Subject, hint
from formengine.core.model import Finding
from formengine.core.parameters import value_words
from formengine.core.pointer import join
from formengine.core.texts import each_text, placeholders

_OF_ERRORS: Final = frozenset({"label", "limit", "length"})
"""What an error text may name besides answers and parameters."""


def check(subject: Subject) -> Iterator[Finding]:
    """A placeholder that names nothing is shown as it is written."""
    parameters = {f"param.{name}": value for name, value in subject.definition.parameters.items()}
    lists = {name for name, value in parameters.items() if value_words(value) is None}
    known = {*subject.definition.controls, *parameters} - lists
    shared = {f"shared/{name}": block for name, block in subject.definition.bundle.shared.items()}
    texts = {f"texts/{language}": part for language, part in subject.definition.bundle.texts.items()}
    for part, content in {"form": subject.form, **shared, **texts}.items():
        for text, place in _spoken(content):
            unknown = set(placeholders(text)) - known - (_OF_ERRORS if "/errors/" in place else set())
            yield from (_finding(name, place, part, several=name in lists) for name in sorted(unknown))
    for part, content in texts.items():
        yield from _foreign(subject, part, content)


def _spoken(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The texts for people in a part of a definition, with their places."""
    found: list[tuple[str, str]] = []

    def note(text: str, place: str) -> str:
        found.append((text, place))
        return text

    each_text(content, note)
    return found


def _finding(name: str, place: str, part: str, *, several: bool) -> Finding:
    if several:
        message = f"Der Platzhalter {{{name}}} nennt eine Liste oder Tabelle und bleibt so stehen."
        return hint(place, message, "Nennen Sie einen Parameter mit einem einzelnen Wert.", part)
    message = f"Der Platzhalter {{{name}}} nennt nichts und bleibt so stehen."
    return hint(place, message, "Nennen Sie die Kennung einer Frage oder {param.name}.", part)


def _foreign(subject: Subject, part: str, texts: Mapping[str, Any]) -> Iterator[Finding]:
    form = subject.form
    ids = {"form", *subject.definition.elements, *form.get("conditions", {})}
    ids |= {entry.get("id") for group in ("rules", "outcomes", "messages") for entry in form.get(group, ())}
    for name in texts:
        if name not in ids:
            yield hint(join(name), f"Der Text gehört zu „{name}“; das gibt es nicht.", "Prüfen Sie die Kennung.", part)
