"""Sketches, which stand in place of questions that do not exist yet."""

from collections.abc import Iterator

from formengine.core.lint._subject import Subject, hint
from formengine.core.model import Finding
from formengine.core.publishing import stand_ins


def check(subject: Subject) -> Iterator[Finding]:
    """A sketch may be tried out; publishing refuses it. Its picture needs words for those who cannot see it."""
    for element in stand_ins(subject.definition):
        message = f"„{element.label[:60]}“ ist noch eine Skizze. Die Definition lässt sich so nicht veröffentlichen."
        yield hint(element.pointer, message, "Ersetzen Sie die Skizze durch eine Frage oder löschen Sie sie.")
        if element.options.get("image") and not element.options.get("alt"):
            message = "Dem Bild der Skizze fehlt eine Beschreibung."
            yield hint(element.pointer, message, "Schreiben Sie in „alt“, was darauf zu sehen ist.")
