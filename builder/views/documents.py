"""The JSON view for experts: each document of a definition, checked against what the engine knows, and downloaded."""

from typing import Final

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from builder.access import Role, account, may, needs
from builder.documents import FORM, METASCHEMA, Problem, content, parts, problems, read, text_of, wish, with_part
from builder.operations import Refused
from builder.posters import Poster, Wish
from builder.services import workshop
from builder.views import TEMPLATES
from builder.workshop import Head
from formengine.core import strictjson
from formengine.core.bundle import Bundle
from formengine.core.definition import read_definition
from formengine.core.model import Finding
from formengine.core.shape import check_shape
from formengine.fields import TYPES
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-json", __name__, url_prefix="/werkstatt/<slug>/json", template_folder=TEMPLATES)

_REST: Final = 50_000
"""So much of what the server reads of a post may be taken by everything beside the document."""


@blueprint.get("")
@needs()
def show(slug: str) -> ResponseReturnValue:
    """The form."""
    return _show(slug, FORM)


@blueprint.get("/<teil>")
@needs()
def part(slug: str, teil: str) -> ResponseReturnValue:
    """Another document."""
    return _show(slug, teil)


@blueprint.get("/<teil>.json")
@needs()
def download(slug: str, teil: str) -> ResponseReturnValue:
    """A document as a file, byte by byte as the folder has it."""
    head = _head(slug, teil)
    answer = Response(strictjson.pretty(content(head.bundle, teil)), mimetype="application/json")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{slug}.{teil}.json")
    return answer


@blueprint.post("/pruefen")
@needs(Role.DESIGNER)
def check(slug: str) -> ResponseReturnValue:
    """What is wrong with a document as it is typed; nothing is saved."""
    head = _head(slug, request.form.get("teil", ""))
    try:
        return _page(head, request.form["teil"], _typed(), checked=True)
    except Refused as error:
        return _again(head, error), 422


def _show(slug: str, name: str) -> str:
    head = _head(slug, name)
    return _page(head, name, text_of(head.bundle, name))


def _head(slug: str, name: str) -> Head:
    if name not in parts():
        abort(404)
    try:
        return workshop().head(slug)
    except KeyError:
        abort(404)


def _typed() -> str:
    """The document that was posted, as a file or in the field. Raises Refused."""
    upload = request.files.get("datei")
    if upload is None or not upload.filename:
        return _shown()
    upload.stream.seek(0)
    try:
        return str(upload.read(), "utf-8")
    except UnicodeDecodeError as error:
        raise Refused("Die Datei ist nicht in UTF-8 geschrieben.", "Speichern Sie sie als UTF-8.") from error


def _shown() -> str:
    return request.form.get("text", "").replace("\r\n", "\n")


def _read(seen: Head) -> Wish | None:
    name = request.form.get("teil", "")
    if name not in parts():
        raise Refused("Dieses Dokument gibt es nicht.", "Laden Sie die Seite neu.")
    return wish(seen.bundle, name, read(_typed()))


def _again(head: Head, refusal: Refused) -> str:
    name = request.form.get("teil", "")
    try:
        text = _typed()
    except Refused:
        text = _shown()
    return _page(head, name if name in parts() else FORM, text, refusal)


POSTERS: Final = {"json": Poster(_read, _again)}


def _page(head: Head, name: str, text: str, refusal: Refused | None = None, *, checked: bool = False) -> str:
    found: list[Problem] = []
    try:
        found = problems(_findings(with_part(head.bundle, name, read(text))), name, text)
    except Refused as error:
        refusal = refusal or error
    return render(
        "werkstatt/json.html",
        head=head,
        csrf=services().tokens.token(),
        part=name,
        parts=parts(),
        text=text,
        large=len(text.encode("utf-8", "replace")) > services().settings.max_body - _REST,
        problems=found,
        checked=checked,
        refusal=refusal,
        saved=_saved(head),
        may_edit=may(account(), Role.DESIGNER),
    )


def _findings(bundle: Bundle) -> list[Finding]:
    """What the compiler and the published description of the format have to say; lint would take seconds."""
    unfit, strangers = check_shape(bundle, METASCHEMA)
    found = read_definition(bundle, TYPES, services().settings.clock.now().date())[1]
    known = {(finding.part, finding.place) for finding in found}
    return [*found, *(finding for finding in (*unfit, *strangers) if (finding.part, finding.place) not in known)]


def _saved(head: Head) -> str:
    """What was saved last, after the way back from saving it."""
    if "gespeichert" not in request.args:
        return ""
    newest = services().store.edits.own(head.revision.slug, account().id)
    return newest[0].summary if newest else ""
