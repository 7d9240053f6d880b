"""Questions that are long and say nothing more: whoever does not understand them finds no help."""

from collections.abc import Iterator
from typing import Final

from builder.findings._subject import Subject
from builder.findings.finding import Finding
from formengine.core.readability import words

KIND: Final = "Hilfe"
LONG: Final = 12
"""A question of more words than these needs a hint or a help."""


def check(subject: Subject) -> Iterator[Finding]:
    """A suggestion for each long question without hint and help; a box to tick is a statement, no question."""
    for control in subject.definition.controls.values():
        count = len(words(control.label))
        if count > LONG and control.displayed and not control.box and not control.hint and not control.help:
            message = f"Die Frage hat {count} Wörter und weder Hinweis noch Hilfe."
            yield Finding(
                control.id, "info", KIND, message, "Kürzen Sie die Frage und erklären Sie den Rest im Hinweis."
            )
