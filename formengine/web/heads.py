"""The revision that a preview shows: the head, or the newest one before it that can be compiled."""

from dataclasses import dataclass

from formengine.core.model import DefinitionError, Finding
from formengine.store.bundles import Revision
from formengine.web import language
from formengine.web.forms import Form
from formengine.web.services import services

_BACK = 20
"""So many revisions before a broken head are tried."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A revision, ready to be shown."""

    revision: Revision
    form: Form
    head: Revision
    """What was asked for."""
    broken: tuple[Finding, ...] = ()
    """Why that cannot be shown, where it cannot."""

    @property
    def line(self) -> str:
        """What a designer must know of it, "" for nothing."""
        if not self.broken:
            return ""
        why = f"{self.broken[0].message} {self.broken[0].mend}".strip()
        return language.say("preview.broken", number=self.head.number, why=why, shown=self.revision.number)


def seen(slug: str, number: int = 0) -> Seen | None:
    """The head of a definition (or a numbered revision), compiled in the language of the request; None for none."""
    store = services().store
    head = store.edits.revision(slug, number) if number else store.bundles.head(slug)
    found, broken = head, tuple[Finding, ...]()
    for _ in range(_BACK):
        if head is None or found is None:
            break
        try:
            return Seen(found, services().catalogue.form(found), head, broken)
        except DefinitionError as error:
            broken = broken or error.findings
        found = store.edits.revision(slug, found.number - 1)
    published = services().catalogue.published(slug)
    return Seen(*published, head, broken) if published and head else None
