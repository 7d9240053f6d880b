"""Opens a definition for a page of the builder."""

from flask import abort

from builder.services import workshop
from builder.workshop import Head
from formengine.core.definition import Definition
from formengine.core.model import DefinitionError
from formengine.web.services import services


def opened(slug: str) -> tuple[Head, Definition | None]:
    """The head and its compiled definition, None where it does not compile; an unknown one is answered with 404."""
    try:
        head = workshop().head(slug)
    except KeyError:
        abort(404)
    try:
        return head, services().catalogue.form(head.revision, "de").definition
    except DefinitionError:
        return head, None
