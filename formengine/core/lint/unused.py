"""Named conditions and parameters that nothing uses."""

from collections.abc import Iterator, Mapping
from typing import Any

from formengine.core.limits import walk
from formengine.core.lint._subject import Subject, hint
from formengine.core.model import Finding
from formengine.core.pointer import join
from formengine.core.texts import placeholders


def check(subject: Subject) -> Iterator[Finding]:
    """A condition that nothing names is never even read, so a mistake in it stays unseen."""
    strings = set(subject.strings())
    for name in subject.form.get("conditions", {}):
        if f"#/conditions/{name}" not in strings:
            message = f"Die Bedingung „{name}“ wird nirgends verwendet."
            yield hint(join("conditions", name), message, "Löschen Sie sie oder verweisen Sie darauf.")
    used = _parameters(subject)
    for name in subject.form.get("parameters", {}):
        if name not in used:
            message = f"Der Parameter „{name}“ wird nirgends verwendet."
            yield hint(join("parameters", name), message, "Löschen Sie ihn oder verweisen Sie darauf.")


def _parameters(subject: Subject) -> set[str]:
    """Named in calculations, as bounds (`x-param`), as suggestions or in texts."""
    used = {name.removeprefix("param.") for text in subject.strings() if "{" in text for name in placeholders(text)}
    for part in (subject.form, *subject.definition.bundle.shared.values()):
        for node, _, _ in walk(part):
            if isinstance(node, Mapping):
                used.update(_named(node))
    return used


def _named(node: Mapping[str, Any]) -> list[str]:
    bounds = node.get("x-param")
    names = [*bounds.values()] if isinstance(bounds, Mapping) else []
    return [name for name in (*names, node.get("param"), node.get("suggest")) if isinstance(name, str)]
