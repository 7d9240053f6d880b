"""Placeholders in texts that name nothing, and translated texts for what does not exist."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from formengine.core.limits import walk
from formengine.core.lint._subject import Subject, hint
from formengine.core.model import Finding
from formengine.core.pointer import join
from formengine.core.texts import placeholders

_OF_ERRORS: Final = frozenset({"label", "limit", "length"})
"""What an error text may name besides answers and parameters."""


def check(subject: Subject) -> Iterator[Finding]:
    """A placeholder that names nothing is shown as it is written."""
    known = {*subject.definition.controls, *(f"param.{name}" for name in subject.form.get("parameters", {}))}
    shared = {f"shared/{name}": block for name, block in subject.definition.bundle.shared.items()}
    texts = {f"texts/{language}": part for language, part in subject.definition.bundle.texts.items()}
    for part, content in {"form": _spoken(subject.form), **shared, **texts}.items():
        for value, place, _ in walk(content):
            if isinstance(value, str) and "/schema/" not in place:
                unknown = set(placeholders(value)) - known - (_OF_ERRORS if "/errors/" in place else set())
                yield from (_finding(name, place, part) for name in sorted(unknown))
    for part, content in texts.items():
        yield from _foreign(subject, part, content)


def _spoken(form: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a form that hold texts for people."""
    return {name: form[name] for name in ("title", "service", "uischema", "rules", "outcomes") if name in form}


def _finding(name: str, place: str, part: str) -> Finding:
    message = f"Der Platzhalter {{{name}}} nennt nichts und bleibt so stehen."
    return hint(place, message, "Nennen Sie die Kennung einer Frage oder {param.name}.", part)


def _foreign(subject: Subject, part: str, texts: Mapping[str, Any]) -> Iterator[Finding]:
    form = subject.form
    ids = {"form", *subject.definition.elements, *form.get("conditions", {})}
    ids |= {entry.get("id") for group in ("rules", "outcomes", "messages") for entry in form.get(group, ())}
    for name in texts:
        if name not in ids:
            yield hint(join(name), f"Der Text gehört zu „{name}“; das gibt es nicht.", "Prüfen Sie die Kennung.", part)
