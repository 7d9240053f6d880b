"""Pages that ask nothing, ask too much at once, or are too many to keep in view."""

from collections.abc import Iterator

from formengine.core.lint._subject import Subject, hint
from formengine.core.model import CHECK_PAGE, Finding

MAX_STEPS = 10
"""So many entries a step list can show."""


def check(subject: Subject) -> Iterator[Finding]:
    """Hints only: every such page works."""
    pages = subject.definition.pages
    for page in pages:
        asked = [control for control in page.controls if not control.fixed]
        if not asked:
            yield hint(
                page.element.pointer,
                f"Die Seite „{page.title}“ stellt keine Frage.",
                "Stellen Sie ihren Text zu einer Frage oder löschen Sie die Seite.",
            )
        elif subject.definition.kind == "klaerung" and len(asked) > 1:
            yield hint(
                page.element.pointer,
                f"Die Seite „{page.title}“ der Anliegensklärung stellt {len(asked)} Fragen.",
                "Stellen Sie je Seite eine Frage.",
            )
    steps = [page for page in pages if page.path != CHECK_PAGE]
    if len(steps) > MAX_STEPS and not any(page.section for page in steps):
        yield hint(
            "/uischema",
            f"Der Antrag hat {len(steps)} Schritte ohne Abschnitte.",
            f"Fassen Sie mehr als {MAX_STEPS} Schritte in Abschnitten zusammen („Categorization“ in „Categorization“).",
        )
