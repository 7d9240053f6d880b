"""Why the office may ask: the legal basis of the service, and the reason of what must be answered."""

from collections.abc import Iterator
from typing import Final

from builder.findings._subject import Subject
from builder.findings.finding import Finding

KIND: Final = "Rechtsgrundlage"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a service without a legal basis; then each question that must be answered needs a reason."""
    definition = subject.definition
    if definition.kind == "klaerung" or definition.service.get("legalBasis"):
        return
    message = "Der Dienst nennt keine Rechtsgrundlage."
    yield Finding("", "warning", KIND, message, "Ergänzen Sie unter „Dienst“ die Gesetze und Satzungen.")
    for control in definition.controls.values():
        if control.required and not control.options.get("reason") and not control.options.get("bezug"):
            yield Finding(
                control.id,
                "info",
                KIND,
                f"„{control.label}“ ist Pflicht, aber niemand sagt, warum.",
                "Nennen Sie einen Grund oder eine Rechtsgrundlage, oder machen Sie die Angabe freiwillig.",
                ("set_required", {"element": control.id, "required": False}),
            )
