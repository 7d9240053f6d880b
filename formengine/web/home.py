"""The way in: the list of prototypes by Leistungspaket, the start page of a service, notes, health, static files."""

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response, request, url_for

from formengine import locales
from formengine.core.strictjson import dumps
from formengine.fields import token
from formengine.store.errors import StoreError
from formengine.web import language
from formengine.web.assets import Asset
from formengine.web.beginning import start
from formengine.web.errors import answer
from formengine.web.rendering import render
from formengine.web.room import invitation
from formengine.web.services import services

blueprint = Blueprint("home", __name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """A service in the list."""

    slug: str
    title: str
    summary: str
    duration: str
    costs: str
    kind: str
    notes: tuple[str, ...]
    lang: str = ""
    """The language of its texts, where it is not that of the page."""


@dataclass(slots=True)
class Package:
    """A Leistungspaket and its services."""

    code: str
    title: str
    services: list[Entry] = field(default_factory=list)


@blueprint.get("/")
def index() -> str:
    """The list of prototypes; an Anliegensklärung that belongs to a service stands on the service's own page."""
    shared = services()
    found = [(slug, published) for slug in shared.catalogue.slugs() if (published := shared.catalogue.published(slug))]
    owned = {published[1].definition.service.get("klaerung") for _, published in found}
    packages: dict[str, Package] = {}
    for slug, (_, form) in found:
        definition = form.definition
        if slug in owned:
            continue
        service = definition.service
        code = str(service.get("package", "–"))
        package = packages.setdefault(code, Package(code, str(service.get("packageTitle", ""))))
        notes = (language.say("home.waiting"),) if slug in shared.catalogue.waiting else ()
        summary, duration, costs = (str(service.get(name, "")) for name in ("summary", "duration", "costs"))
        entry = Entry(
            slug,
            definition.title,
            summary,
            duration,
            costs,
            definition.kind,
            notes,
            form.words.foreign(definition.title_language),
        )
        package.services.append(entry)
    ordered = [packages[code] for code in sorted(packages)]
    return render("home.html", packages=ordered, broken=shared.catalogue.broken, invitation=invitation())


@blueprint.get("/dienste/<slug>")
def service(slug: str) -> Any:
    """The start page of a service."""
    catalogue = services().catalogue
    published = catalogue.published(slug)
    if published is None:
        return answer(404)
    definition = published[1].definition
    other = definition.service.get("klaerung")
    klaerung = catalogue.published(other) if isinstance(other, str) else None
    return render(
        "service.html",
        service=definition.service,
        title=definition.title,
        foreign=published[1].words.foreign(definition.title_language),
        klaerung=(other, klaerung[1].definition.title) if klaerung else None,
        begin_action=url_for("home.begin", slug=slug),
        deleted=request.args.get("hinweis") == "geloescht",
    )


@blueprint.post("/dienste/<slug>")
def begin(slug: str) -> Any:
    """Begin a draft."""
    return start(slug, {})


@blueprint.get("/hinweise")
def notes() -> str:
    """About the prototype, accessibility, privacy."""
    return render("hinweise.html")


@blueprint.get("/gesund")
def health() -> tuple[str, int]:
    """For supervisors: 200 while the store can be read."""
    try:
        services().catalogue.slugs()
    except StoreError:
        return "gestört", 503
    return "gesund", 200


@blueprint.get("/stil/<revision>.css")
def style(revision: str) -> Any:
    """The style sheet by which a revision shows and hides questions; a revision never changes."""
    form = services().catalogue.pinned(revision) if len(revision) == 64 and revision.isalnum() else None
    if form is None:
        return answer(404)
    response = Response(form.style, mimetype="text/css")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@blueprint.get("/optionen/<revision>/<spoken>/<id_>.json")
def options(revision: str, spoken: str, id_: str) -> Any:
    """The options of a list that is too long for its page, as pairs of posted string and title; compressed."""
    known = len(revision) == 64 and revision.isalnum() and spoken in locales.LANGUAGES
    form = services().catalogue.pinned(revision, spoken) if known else None
    control = form.definition.controls.get(id_) if form else None
    if control is None or not control.choices:
        return answer(404)
    listed = [(token(choice.value), choice.title) for choice in control.choices]
    return Asset("optionen.json", dumps(listed)).response()


@blueprint.get("/static/<hash_>/<path:name>")
def static_file(hash_: str, name: str) -> Any:
    """A static file by its name; the hash only tells caches apart."""
    asset = services().assets.get(name)
    return answer(404) if asset is None else asset.response()
