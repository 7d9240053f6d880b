"""The logic of a definition: the map, the rules of an element, named conditions, and why something is hidden."""

from typing import Final

from flask import Blueprint, abort, request

from builder import compiling
from builder.access import Role, needs
from builder.logic.drawing import ZOOMS, View, map_of, path
from builder.logic.graph import Mark
from builder.logic.knowledge import Knowledge
from builder.logic.why import persona_document, personas, why
from builder.views import TEMPLATES
from builder.views._opening import opened
from formengine.core.cases import CaseError
from formengine.core.phrases import Subjects
from formengine.core.settling import Context
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-logik", __name__, url_prefix="/werkstatt/<slug>", template_folder=str(TEMPLATES))
_READERS: Final = (Role.DESIGNER, Role.QA, Role.MODERATOR)
_MARK_WORDS: Final = {"unreachable": "Nicht erreichbar", "contradiction": "Widerspruch", "hint": "Hinweis"}
_KNOWLEDGE: Final = Knowledge()


@blueprint.get("/logik")
@needs(*_READERS)
def show(slug: str) -> str:
    """The map of pages and conditions, with the same in words."""
    head, definition = opened(slug)
    if definition is None:
        return render("werkstatt/logik_defekt.html", head=head, findings=compiling.read(head.bundle)[1])
    drawn = map_of(definition, _KNOWLEDGE.marks(definition), _view())
    return render("werkstatt/logik.html", head=head, map=drawn, path=path, mark_word=mark_word)


@blueprint.get("/warum/<element>")
@needs(*_READERS)
def explain(slug: str, element: str) -> str:
    """Why an element is hidden or there, for a persona or for nobody's answers."""
    head, definition = opened(slug)
    if definition is None or element not in definition.elements:
        abort(404)
    persona = request.args.get("person", "")
    context = Context(services().settings.clock.now())
    try:
        document, context = persona_document(definition, persona, context) if persona else ({}, context)
    except (KeyError, CaseError):
        abort(404)
    subject = Subjects(definition).name(definition.elements[element])
    found = why(definition, element, document, context)
    own = {"head": head, "element": element, "called": subject, "found": found, "elements": definition.elements}
    return render("werkstatt/warum.html", persona=persona, personas=personas(definition), **own)


def mark_word(mark: Mark) -> str:
    """The word that stands before a mark."""
    return _MARK_WORDS[mark.kind]


def _view() -> View:
    zoom = request.args.get("zoom", "")
    questions = {"1": True, "0": False}.get(request.args.get("fragen", ""))
    return View(zoom if zoom in ZOOMS else ZOOMS[0], tuple(dict.fromkeys(request.args.getlist("zu"))), questions)
