"""Questions of one page that nobody can tell apart, and questions without a label."""

from collections import Counter
from collections.abc import Iterator

from formengine.core.lint._subject import Subject, hint
from formengine.core.model import Control, Element, Finding


def check(subject: Subject) -> Iterator[Finding]:
    """One hint for each question that reads like another one of the same group, and for each without words."""
    for page in subject.definition.pages:
        controls = [control for control in page.controls if control.displayed]
        counts = Counter(_known_by(subject, control) for control in controls)
        for control in controls:
            if not control.label.strip():
                yield hint(control.pointer, "Die Frage hat keine Beschriftung.", "Schreiben Sie, wonach gefragt wird.")
            elif counts[_known_by(subject, control)] > 1:
                message = f"„{control.label}“ steht auf der Seite „{page.title}“ mehrfach."
                mend = "Sagen Sie, worin sich die Fragen unterscheiden, oder stellen Sie sie in benannte Gruppen."
                yield hint(control.pointer, message, mend)


def _known_by(subject: Subject, control: Control) -> tuple[str, str]:
    """The label, and the heading of the group that a screen reader says before it."""
    element: Element | None = subject.definition.elements[control.id]
    while element is not None and element.parent:
        element = subject.definition.elements.get(element.parent)
        if element is not None and element.kind in ("group", "list", "page") and element.label:
            return " ".join(control.label.lower().split()), element.id
    return " ".join(control.label.lower().split()), ""
