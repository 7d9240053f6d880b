"""The findings of a head, with the definitions of this installation beside it; kept, since lint may take a second."""

from collections.abc import Iterator, Mapping
from typing import Final

from builder.findings import Finding, Kept, Level, errors
from builder.workshop import Head
from formengine.core.definition import Definition
from formengine.web.services import services

_KEPT: Final = Kept()
_GRAVE: Final = frozenset({"critical", "serious"})


def found_of(head: Head, definition: Definition | None) -> tuple[Finding, ...]:
    """The findings of a head; those that keep it from running where it does not compile (None)."""
    if definition is None:
        return errors(head.bundle, services().settings.clock.now().date())
    return (*dict.fromkeys(seen_by_axe(head)), *_KEPT.of(definition, _others(head.revision.slug)))


def seen_by_axe(head: Head) -> Iterator[Finding]:
    """What axe-core saw in the preview of this revision, as far as somebody looked at it."""
    for state in services().store.preview_findings.of(head.revision.slug, head.revision.hash):
        for found in state.findings:
            level: Level = "error" if found.sure and found.impact in _GRAVE else "warning"
            mend = "" if found.sure else "Ein Programm kann das nicht entscheiden. Bitte sehen Sie es sich an."
            yield Finding(found.element, level, "Barriere", f"{found.help}.", mend, page=found.page)


def _others(slug: str) -> Mapping[str, Definition]:
    """The definitions that everybody gets beside this one: what it points to must be there."""
    catalogue = services().catalogue
    published = {name: catalogue.published(name) for name in catalogue.slugs() if name != slug}
    return {name: found[1].definition for name, found in published.items() if found is not None}
