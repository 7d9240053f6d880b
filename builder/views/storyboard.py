"""The storyboard: every page and variant as a live picture, to look at, to print, and as one file of PNGs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, request, send_file

from builder import access
from builder.access import account, needs
from builder.services import rooms
from builder.storyboard import Board, board
from builder.studio import Order
from builder.views import TEMPLATES
from formengine import locales
from formengine.web import heads, language
from formengine.web.heads import Seen
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-storyboard", __name__, url_prefix="/werkstatt/<slug>", template_folder=TEMPLATES)

WIDTHS: Final[Mapping[str, str]] = {"320": "320 Pixel", "768": "768 Pixel", "1280": "1280 Pixel"}
LANGUAGES: Final[Mapping[str, str]] = {name: locales.speech(name)["name"] for name in locales.LANGUAGES}


@dataclass(frozen=True, slots=True)
class Look:
    """How the pictures are looked at."""

    width: str
    language: str
    everything: bool = False
    """True where all pictures load at once, for printing."""

    @classmethod
    def of(cls, said: Mapping[str, str]) -> "Look":
        """As an address or a form says it."""
        width, spoken = said.get("breite", ""), said.get("sprache", "")
        return cls(
            width if width in WIDTHS else "320",
            spoken if spoken in LANGUAGES else locales.GERMAN,
            said.get("alle") == "1",
        )

    def query(self, **more: str) -> str:
        """The look as the end of an address."""
        return urlencode({"breite": self.width, "sprache": self.language, **more})


@blueprint.get("/storyboard")
@needs()
def show(slug: str) -> Any:
    """Every page and variant in flow order."""
    look = Look.of(request.args)
    found, pictures = _board(slug, look)
    return render(
        "werkstatt/storyboard.html",
        slug=slug,
        title=found.form.definition.title,
        seen=found,
        board=pictures,
        names=pictures.names(),
        look=look,
        widths=WIDTHS.items(),
        languages=[(name, label, locales.tag(name)) for name, label in LANGUAGES.items()],
        tag=locales.tag(look.language),
        shelf=rooms().studio.shelf(_name(found, look)),
        csrf=services().tokens.token(),
    )


@blueprint.post("/storyboard/bilder")
@needs()
def take(slug: str) -> Any:
    """Have the pictures made; the storyboard says how far they are."""
    look = Look.of(request.form)
    found, pictures = _board(slug, look)
    shared, own = services(), account()
    secret = shared.store.sign_ins.begin(own.id, shared.settings.clock.now())
    origin = shared.settings.address if shared.settings.secure else request.host_url.rstrip("/")
    addresses = {
        name: shot.preview(slug, look.language) + f"&fassung={found.revision.number}"
        for name, shot in zip(pictures.names(), pictures.shots, strict=True)
    }
    cookies = {access.cookie(): secret}

    def order(folder: Path) -> Order:
        return Order(origin, cookies, addresses, int(look.width), folder)

    def done() -> None:
        shared.store.sign_ins.end(secret)

    begun = rooms().studio.take(_name(found, look), order, done)
    if not begun:
        done()
    state = "beginnt" if begun else "besetzt"
    return redirect(f"/werkstatt/{slug}/storyboard?{look.query(bilder=state)}#bilder", 303)


@blueprint.get("/storyboard.zip")
@needs()
def download(slug: str) -> Any:
    """The pictures as one file; where there are none yet, the storyboard says how to get them."""
    look = Look.of(request.args)
    file = rooms().studio.file(_name(_seen(slug, look), look))
    if file is None:
        return redirect(f"/werkstatt/{slug}/storyboard?{look.query()}#bilder", 303)
    name = f"{slug}-storyboard-{look.width}-{look.language}.zip"
    return send_file(file, "application/zip", as_attachment=True, download_name=name)


def _seen(slug: str, look: Look) -> Seen:
    language.use(look.language)
    found = heads.seen(slug)
    language.use(locales.GERMAN)
    if found is None:
        abort(404)
    return found


def _board(slug: str, look: Look) -> tuple[Seen, Board]:
    found = _seen(slug, look)
    return found, board(found.form.definition, services().context())


def _name(found: Seen, look: Look) -> str:
    """What the file of a look is called: pictures of another revision are others."""
    return f"{found.revision.slug}.{found.revision.hash[:12]}-{look.width}-{look.language}"
