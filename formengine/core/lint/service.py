"""The service description: what it points to, and who gets the application."""

from collections.abc import Iterator
from typing import Any, Final

from formengine.core.lint._subject import Subject, error, hint
from formengine.core.model import Finding
from formengine.core.pointer import join

_FORMATS: Final = ("umschlag-1",)


def check(subject: Subject) -> Iterator[Finding]:
    """The Anliegensklärung that belongs to the service, and the messages."""
    yield from _klaerung(subject)
    messages: list[dict[str, Any]] = subject.form.get("messages", [])
    ids = [message["id"] for message in messages]
    for i, message in enumerate(messages):
        if message["id"] in ids[:i]:
            text = f"Die Nachricht „{message['id']}“ gibt es zweimal."
            yield error(join("messages", i, "id"), text, "Geben Sie jeder Nachricht eine eigene Kennung.")
        if message.get("format", _FORMATS[0]) not in _FORMATS:
            text = f"Das Nachrichtenformat „{message['format']}“ gibt es nicht."
            yield error(join("messages", i, "format"), text, f"Es gibt: {', '.join(_FORMATS)}.")
    if subject.definition.kind == "antrag" and not messages:
        yield hint("/messages", "Der Antrag geht an niemanden.", "Ergänzen Sie unter „messages“ eine Nachricht.")


def _klaerung(subject: Subject) -> Iterator[Finding]:
    slug = subject.definition.service.get("klaerung")
    if slug is None:
        return
    found = subject.others.get(str(slug))
    if found is None or found.kind != "klaerung":
        what = (
            f"Die Anliegensklärung „{slug}“ gibt es nicht."
            if found is None
            else f"„{slug}“ ist keine Anliegensklärung."
        )
        yield error("/service/klaerung", what, "Nennen Sie ihren Ordner oder schreiben Sie null.")
