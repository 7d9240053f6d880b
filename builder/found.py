"""The findings of a head, with the definitions of this installation beside it; kept, since lint may take a second."""

from collections.abc import Mapping
from typing import Final

from builder.findings import Finding, Kept, errors
from builder.workshop import Head
from formengine.core.definition import Definition
from formengine.web.services import services

_KEPT: Final = Kept()


def found_of(head: Head, definition: Definition | None) -> tuple[Finding, ...]:
    """The findings of a head; those that keep it from running where it does not compile (None)."""
    if definition is None:
        return errors(head.bundle, services().settings.clock.now().date())
    return _KEPT.of(definition, _others(head.revision.slug))


def _others(slug: str) -> Mapping[str, Definition]:
    """The definitions that everybody gets beside this one: what it points to must be there."""
    catalogue = services().catalogue
    published = {name: catalogue.published(name) for name in catalogue.slugs() if name != slug}
    return {name: found[1].definition for name, found in published.items() if found is not None}
