"""What keeps a definition that runs from being published."""

from collections.abc import Iterator

from formengine.core.definition import Definition
from formengine.core.model import Element, Finding


def stand_ins(definition: Definition) -> Iterator[Element]:
    """Elements in place of questions that do not exist yet."""
    for element in definition.elements.values():
        kind = definition.types.get(str(element.options.get("type")))
        if element.kind == "label" and kind is not None and kind.draft:
            yield element


def hindrances(definition: Definition) -> list[Finding]:
    """Findings that must be mended before anybody but the workshop sees the definition."""
    mend = "Ersetzen Sie die Skizze durch eine Frage oder löschen Sie sie."
    return [
        Finding("error", "form", element.pointer, f"„{element.label[:60]}“ ist noch eine Skizze.", mend)
        for element in stand_ins(definition)
    ]
