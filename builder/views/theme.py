"""The theme of the Kommune: name, coat of arms and colour on every page of the assistant."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, redirect, request

from builder import signing
from builder.access import Role, needs
from builder.typed import Typed, typed
from builder.views import TEMPLATES
from formengine.store.themes import Changed, Picture, Theme, read_picture
from formengine.web import theme
from formengine.web.asked import noted, posted
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-erscheinungsbild", __name__, url_prefix="/werkstatt", template_folder=TEMPLATES)
COLOUR_NAMES: Final[Mapping[str, str]] = {
    "": "Blau",
    "gruen": "Grün",
    "petrol": "Petrol",
    "violett": "Violett",
    "weinrot": "Weinrot",
}
SHIELD_NAMES: Final[Mapping[str, str]] = {
    "burg": "Burg",
    "baum": "Baum",
    "wellen": "Wellen",
    "kreuz": "Kreuz",
    "stern": "Stern",
}
OWN: Final = "eigenes"
LARGEST: Final = 200_000
_LONGEST: Final = 60
_OVERTAKEN: Final = (
    "Jemand hat das Erscheinungsbild inzwischen geändert. Ihre Angaben stehen noch hier; speichern Sie noch einmal."
)


@blueprint.get("/erscheinungsbild")
@needs(Role.DESIGNER)
def show() -> Any:
    """The theme as it is."""
    return _page(_shown(theme.current()), theme.current().number)


@blueprint.post("/erscheinungsbild")
@needs(Role.DESIGNER)
def change() -> Any:
    """Change it for everybody."""
    picture, wrong = _uploaded()
    form = _judged(wrong)
    if form.errors:
        return _page(form, _base()), 422
    shield = form.values["wappen"]
    if shield != OWN:
        picture = Picture()
    elif picture is None and not theme.current().mime:
        return _page(form.wrong(datei="Wählen Sie eine Datei mit dem Wappen."), _base()), 422
    wanted = Theme(_base(), form.values["name"], form.values["farbe"], "" if shield == OWN else shield)
    try:
        services().store.themes.save(wanted, picture)
    except Changed:
        return _page(form.wrong(name=_OVERTAKEN), services().store.themes.current().number), 409
    signing.note("Erscheinungsbild geändert", name=wanted.name, farbe=wanted.colour, wappen=shield)
    return redirect("/werkstatt/erscheinungsbild?hinweis=gespeichert", 303)


def _judged(wrong: str) -> Typed:
    form = typed("name", "farbe", "wappen")
    return form.wrong(
        name=f"Der Name hat höchstens {_LONGEST} Zeichen." if len(form.values["name"]) > _LONGEST else "",
        farbe="" if form.values["farbe"] in COLOUR_NAMES else "Wählen Sie eine der Farben.",
        wappen="" if form.values["wappen"] in {*SHIELD_NAMES, OWN} else "Wählen Sie ein Wappen.",
        datei=wrong,
    )


def _uploaded() -> tuple[Picture | None, str]:
    """The picture that was sent, and what is wrong with it."""
    file = request.files.get("datei")
    data = file.read(LARGEST + 1) if file else b""
    if not data:
        return None, ""
    if len(data) > LARGEST:
        return None, "Die Datei ist zu groß. Erlaubt sind 200 Kilobyte; verkleinern Sie das Bild."
    picture = read_picture(data)
    return picture, "" if picture else "Das ist kein PNG und kein JPEG, oder die Datei ist beschädigt."


def _base() -> int:
    """The number of the theme that the page showed."""
    text = posted("basis")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _shown(found: Theme) -> Typed:
    shield = OWN if found.mime else found.shield or theme.DEFAULT_SHIELD
    return Typed({"name": found.name, "farbe": found.colour, "wappen": shield})


def _page(form: Typed, base: int) -> str:
    return render(
        "werkstatt/erscheinungsbild.html",
        form=form,
        base=base,
        colours=COLOUR_NAMES,
        shields=SHIELD_NAMES,
        own=OWN,
        note=noted(),
    )
