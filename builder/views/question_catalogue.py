"""The Fragenkatalog of the head: to print from the browser, and as a Word document to go on editing."""

import io
from typing import Final

from flask import Blueprint, abort, send_file
from flask.typing import ResponseReturnValue

from builder.access import needs
from builder.views import TEMPLATES
from builder.views._opening import definition_of, head_of
from formengine.documents.fragenkatalog import catalogue, docx
from formengine.web.clock import date_words
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-fragenkatalog", __name__, url_prefix="/werkstatt/<slug>", template_folder=TEMPLATES)
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/fragenkatalog")
@needs()
def show(slug: str) -> ResponseReturnValue:
    """The Fragenkatalog as a page to read and print."""
    head = head_of(slug)
    definition = definition_of(head)
    return render(
        "werkstatt/fragenkatalog.html",
        head=head,
        slug=slug,
        title=head.bundle.form.get("title", slug),
        catalogue=catalogue(definition) if definition is not None else None,
        day=date_words(services().settings.clock.now()),
    )


@blueprint.get("/fragenkatalog.docx")
@needs()
def download(slug: str) -> ResponseReturnValue:
    """The Fragenkatalog as a Word document."""
    head = head_of(slug)
    definition = definition_of(head)
    if definition is None:
        abort(404)
    body = docx(catalogue(definition), services().settings.clock.now())
    name = f"fragenkatalog-{slug}-fassung-{head.number}.docx"
    return send_file(io.BytesIO(body), mimetype=_WORD, as_attachment=True, download_name=name)
