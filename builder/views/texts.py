"""All texts of a definition in a table for each language, German beside the translation."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from builder.access import Role, account, may, needs
from builder.operations import Refused
from builder.posters import Poster, Wish
from builder.services import workshop
from builder.sight import LANGUAGES
from builder.tree import nodes
from builder.views import TEMPLATES
from builder.wordings import Wording, as_table, changed, missing_first, names, read_table, wordings
from builder.workshop import Head
from formengine import locales
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-texte", __name__, url_prefix="/werkstatt/<slug>/texte", template_folder=TEMPLATES)
_OTHERS: Final = tuple(language for language in LANGUAGES if language != locales.GERMAN)
_PAGE: Final = 40
_VIEWS: Final = {"fehlt": "Was fehlt", "alle": "Alle Texte", "tabelle": "Als Tabelle"}


@dataclass(frozen=True, slots=True)
class Look:
    """What of the texts is shown."""

    slug: str
    language: str
    view: str
    start: int

    def url(self, **changes: str | int) -> str:
        """The page with something else shown."""
        values = {"sprache": self.language, "was": self.view, "ab": self.start, **changes}
        return f"/werkstatt/{self.slug}/texte?{urlencode({name: value for name, value in values.items() if value})}"


@blueprint.get("")
@needs()
def show(slug: str) -> ResponseReturnValue:
    """The texts."""
    try:
        head = workshop().head(slug)
    except KeyError:
        abort(404)
    return _page(head, _look(head, request.args))


def _look(head: Head, asked: dict[str, str]) -> Look:
    language = asked.get("sprache", _OTHERS[0])
    language = language if language in _OTHERS else _OTHERS[0]
    start = asked.get("ab", "")
    start = start if start.isascii() and start.isdigit() and len(start) < 6 else "0"
    view = asked.get("was", "")
    if view not in _VIEWS:
        view = "fehlt" if any(not one.text for one in wordings(head.bundle, language)) else "alle"
    return Look(head.revision.slug, language, view, int(start))


def _read(seen: Head) -> Wish | None:
    look = _look(seen, request.form)
    known = wordings(seen.bundle, look.language)
    pairs: list[tuple[Wording, str]] = []
    if look.view == "tabelle":
        pairs = read_table(request.form.get("tabelle", ""), known)
    else:
        pairs = [(one, request.form[one.name]) for one in known if one.name in request.form]
    texts = changed(pairs)
    return Wish("set_texts", {"language": look.language, "texts": texts}) if texts else None


def _again(head: Head, refusal: Refused) -> str:
    return _page(head, _look(head, request.form), refusal)


POSTERS: Final = {"texte": Poster(_read, _again)}


def _page(head: Head, look: Look, refusal: Refused | None = None) -> str:
    found = wordings(head.bundle, look.language)
    lacking = [one for one in found if not one.text]
    posted = request.form if refusal else {}
    shown = lacking if look.view == "fehlt" and not refusal else missing_first(found)
    if refusal and look.view != "tabelle":
        shown = [one for one in found if one.name in posted]
    end = look.start + _PAGE
    return render(
        "werkstatt/texte.html",
        head=head,
        csrf=services().tokens.token(),
        look=look,
        languages=[(language, LANGUAGES[language]) for language in _OTHERS],
        tag=locales.tag(look.language),
        views=_VIEWS,
        rows=[(one, posted.get(one.name, one.text)) for one in shown[look.start : end]],
        table=posted.get("tabelle") or as_table(found),
        names=_names(head),
        linked=set(nodes(head.bundle.form)),
        total=len(found),
        lacking=len(lacking),
        earlier=max(0, look.start - _PAGE) if look.start else None,
        later=end if len(shown) > end else None,
        refusal=refusal,
        saved=_saved(head),
        may_edit=may(account(), Role.DESIGNER),
    )


def _names(head: Head) -> dict[str, str]:
    """What each element is called, what blocks bring along included."""
    form = services().catalogue.readable(head.revision, "de")
    elements = form.definition.elements if form else {}
    return {id_: element.label for id_, element in elements.items() if element.label} | dict(names(head.bundle))


def _saved(head: Head) -> str:
    """What was saved last, after the way back from saving it."""
    if "gespeichert" not in request.args:
        return ""
    newest = services().store.edits.own(head.revision.slug, account().id)
    return newest[0].summary if newest else ""
