"""The way into the builder: the definitions of this installation, and what to begin a new one from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from builder.access import Role, account, may, needs
from builder.archive import renamed, unpacked
from builder.beginning import TEMPLATES as BEGINNINGS
from builder.beginning import begun, copy_of, empty
from builder.incoming import Wanted, arrive, check_slug
from builder.naming import fresh, slug
from builder.operations import Refused
from builder.refusals import Busy
from builder.services import rooms, workshop
from builder.views import TEMPLATES
from formengine.core.bundle import Bundle
from formengine.core.definition import read_definition
from formengine.core.slugs import RESERVED
from formengine.exchange.formats import FORMATS
from formengine.fields import TYPES
from formengine.store.edits import Overtaken
from formengine.store.histories import History
from formengine.web import rendering
from formengine.web.services import services

blueprint = Blueprint("werkstatt", __name__, url_prefix="/werkstatt", template_folder=TEMPLATES)
EMPTY: Final = "leer"
_FIELDS: Final = (
    *("titel", "aus", "kennung", "schema", "uischema", "format"),
    *("import-titel", "import-kennung", "archiv-kennung"),
)
_NEWEST: Final = "Geben Sie eine andere Kennung an, oder machen Sie den Stand aus der Datei zur neuesten Fassung."


@dataclass(frozen=True, slots=True)
class Card:
    """One definition in the list."""

    slug: str
    title: str
    kind: str
    number: int
    state: str
    """Whether everybody gets the head, an earlier revision, or nothing yet."""
    waiting: bool


@blueprint.get("/")
@needs()
def overview() -> ResponseReturnValue:
    """All definitions."""
    return _page()


@blueprint.post("/neu")
@needs(Role.DESIGNER)
def create() -> ResponseReturnValue:
    """Begin a definition from a template or as a copy."""
    title, source, name = (request.form.get(field, "").strip() for field in ("titel", "aus", "kennung"))
    store = services().store.bundles
    try:
        own = name or fresh(slug(title, "antrag", "-"), {*store.slugs(), *RESERVED}, "-")
        head = store.head(source)
        bundle = copy_of(store.load(head), own, title) if head else _begun(source, own, title)
        workshop().create(bundle, account().id, {"aus": source})
    except Refused as error:
        return _page(error), error.status
    return redirect(f"/werkstatt/{own}/", 303)


@blueprint.post("/importieren")
@needs(Role.DESIGNER)
def take_document() -> ResponseReturnValue:
    """A definition from documents of another system; on to the report of what was lost."""
    form = request.form
    schema, ui = _content("schema-datei", "schema"), _content("uischema-datei", "uischema")
    try:
        _must_not_hurry()
        names = (form.get(name, "") for name in ("format", "import-kennung", "import-titel"))
        arrived = arrive(Wanted(schema, ui, *names))
        bundle = arrived.imported.bundle
        workshop().create(bundle, account().id, arrived.origin)
    except Refused as error:
        return _page(error), error.status
    return redirect(f"/werkstatt/{bundle.slug}/bericht", 303)


@blueprint.post("/einspielen")
@needs(Role.DESIGNER)
def take_archive() -> ResponseReturnValue:
    """A definition with its history from another installation."""
    own = account().id
    try:
        _must_not_hurry()
        history = unpacked(_content("archiv-datei", ""))
        name = request.form.get("archiv-kennung", "").strip() or history.slug
        check_slug(name)
        history = history if name == history.slug else renamed(history, name)
        bundle = _head_of(history)
        if services().store.bundles.head(name) is None:
            _take_in(history, own)
        elif request.form.get("archiv-neueste") == "ja":
            workshop().adopt(name, bundle, own)
        else:
            raise Refused(f"„{name}“ gibt es hier schon.", _NEWEST)
    except Refused as error:
        return _page(error), error.status
    return redirect(f"/werkstatt/{name}/fassungen", 303)


def _begun(source: str, name: str, title: str) -> Bundle:
    return empty(name, title) if source == EMPTY else begun(source, name, title, rooms().blocks)


def _must_not_hurry() -> None:
    if not services().limiter.may_import(account().id):
        raise Busy


def _head_of(history: History) -> Bundle:
    """The newest content of a history, which has to run. Raises Refused."""
    parts = next(past.parts for past in history.revisions if past.number == history.head)
    bundle = Bundle.from_parts(history.slug, {name: history.bodies[hash_] for name, hash_ in parts.items()})
    definition, findings = read_definition(bundle, TYPES, services().settings.clock.now().date())
    if definition is None:
        first = next(finding for finding in findings if finding.level == "error")
        raise Refused(f"Die Definition in der Datei läuft hier nicht: {first.message}", first.mend)
    return bundle


def _take_in(history: History, account_id: str) -> None:
    shared = services()
    try:
        revision = shared.store.histories.take_in(history)
    except Overtaken as error:
        raise Refused(f"„{history.slug}“ hat gerade jemand angelegt.", "Geben Sie eine andere Kennung an.") from error
    shared.store.audit.note(account_id, "eingespielt", revision.slug, revision.number, {}, shared.settings.clock.now())


def _content(file: str, field: str) -> bytes:
    """What was uploaded, else what was typed."""
    upload: FileStorage | None = request.files.get(file)
    if upload is not None and upload.filename:
        return bytes(upload.read())
    return request.form.get(field, "").encode("utf-8", "replace") if field else b""


def _page(refusal: Refused | None = None) -> str:
    shared = services()
    typed: Mapping[str, str] = {name: request.form.get(name, "") for name in _FIELDS}
    return rendering.render(
        "werkstatt/uebersicht.html",
        cards=[card for name in shared.catalogue.slugs() if (card := _card(name))],
        kinds=[(name, template.title, template.description) for name, template in BEGINNINGS.items()],
        formats=[(name, format_.title) for name, format_ in FORMATS.items()],
        csrf=shared.tokens.token(),
        typed=typed,
        refusal=refusal,
        may_create=may(account(), Role.DESIGNER),
    )


def _card(slug: str) -> Card | None:
    shared = services()
    head, published = shared.store.bundles.head(slug), shared.store.bundles.published(slug)
    if head is None:
        return None
    form: Any = shared.store.bundles.load(head).form
    state = "noch nicht freigegeben" if published is None else "freigegeben"
    if published is not None and published.number != head.number:
        state = f"freigegeben ist Fassung {published.number}"
    waiting = slug in shared.catalogue.waiting
    return Card(slug, str(form.get("title", slug)), str(form.get("kind", "antrag")), head.number, state, waiting)
