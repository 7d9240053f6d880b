"""Opens a definition for a page of the builder."""

from dataclasses import dataclass

from flask import abort

from builder import compiling
from builder.logic.mending import Fault, mended
from builder.services import workshop
from builder.workshop import Head
from formengine.core.definition import Definition
from formengine.core.model import DefinitionError
from formengine.web.services import services


@dataclass(frozen=True, slots=True)
class Opened:
    """The head, and what can be read of it."""

    head: Head
    definition: Definition | None
    """Without the rules that keep it from running; None where more is wrong."""
    faults: tuple[Fault, ...] = ()


def head_of(slug: str) -> Head:
    """The head of a definition; an unknown one is answered with 404."""
    try:
        return workshop().head(slug)
    except KeyError:
        abort(404)


def definition_of(head: Head) -> Definition | None:
    """The compiled head; None while it does not compile."""
    form = services().catalogue.readable(head.revision, "de")
    return None if form is None else form.definition


def opened(slug: str) -> Opened:
    """A definition; an unknown one is answered with 404."""
    head = head_of(slug)
    try:
        return Opened(head, services().catalogue.form(head.revision, "de").definition)
    except DefinitionError:
        with compiling.on(services().settings.clock.now().date()):
            left = mended(head.bundle, compiling.read)
        return Opened(head, left.definition, left.faults)
