"""What can be taken along of a definition, and the report of what an import could not keep."""

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from builder.access import needs
from builder.archive import packed
from builder.parcels import documents, folder
from builder.views import TEMPLATES
from builder.views._opening import head_of
from builder.workshop import CREATE
from formengine.core import strictjson
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-mitnehmen", __name__, url_prefix="/werkstatt/<slug>", template_folder=TEMPLATES)


@blueprint.get("/mitnehmen")
@needs()
def show(slug: str) -> ResponseReturnValue:
    """Everything that can be taken along."""
    head = head_of(slug)
    form = services().catalogue.readable(head.revision, "de")
    found = documents(form.definition) if form else []
    numbers = services().store.edits.history(slug, most=1)
    return render("werkstatt/mitnehmen.html", head=head, documents=found, runs=form is not None, edited=bool(numbers))


@blueprint.get("/export.zip")
@needs()
def archive(slug: str) -> ResponseReturnValue:
    """The definition with its whole history."""
    head_of(slug)
    return _file(packed(services().store.histories.of(slug)), "application/zip", f"{slug}-mit-geschichte.zip")


@blueprint.get("/ordner.zip")
@needs()
def files(slug: str) -> ResponseReturnValue:
    """The files of the newest revision."""
    return _file(folder(head_of(slug).bundle), "application/zip", f"{slug}.zip")


@blueprint.get("/format/<name>.json")
@needs()
def document(slug: str, name: str) -> ResponseReturnValue:
    """The newest revision in another system's format."""
    form = services().catalogue.readable(head_of(slug).revision, "de")
    found = {each.name: each for each in documents(form.definition)} if form else {}
    if name not in found:
        abort(404)
    return _file(strictjson.pretty(dict(found[name].parts)), "application/json", f"{slug}.{name}.json")


@blueprint.get("/bericht")
@needs()
def report(slug: str) -> ResponseReturnValue:
    """What an import could not keep or had to guess."""
    head = head_of(slug)
    created = [edit for edit in services().store.edits.history(slug, before=2) if edit.operation == CREATE]
    if not created or "findings" not in created[0].arguments:
        abort(404)
    return render("werkstatt/bericht.html", head=head, origin=created[0].arguments)


def _file(content: bytes, kind: str, name: str) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
