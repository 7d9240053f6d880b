"""The logic of a definition: the map, the rules of an element, named conditions, and why something is hidden."""

from typing import Final

from flask import Blueprint, abort, request

from builder.access import Role, needs
from builder.logic.drawing import ZOOMS, View, map_of
from builder.logic.knowledge import Knowledge
from builder.logic.marks import faults_of, joined
from builder.logic.why import answers_of, case_of, people, why
from builder.views import TEMPLATES
from builder.views._opening import opened
from formengine.core.cases import CaseError
from formengine.core.phrases import Subjects
from formengine.core.settling import Context
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-logik", __name__, url_prefix="/werkstatt/<slug>", template_folder=str(TEMPLATES))
_READERS: Final = (Role.DESIGNER, Role.QA, Role.MODERATOR)
_KNOWLEDGE: Final = Knowledge()


@blueprint.get("/logik")
@needs(*_READERS)
def show(slug: str) -> str:
    """The map of pages and conditions, with the same in words."""
    found = opened(slug)
    if found.definition is None:
        return render("werkstatt/logik_defekt.html", head=found.head, faults=found.faults)
    marks = joined(_KNOWLEDGE.marks(found.definition), faults_of(found.definition, found.faults))
    drawn = map_of(found.definition, marks, _view())
    return render("werkstatt/logik.html", head=found.head, faults=found.faults, map=drawn)


@blueprint.get("/warum/<element>")
@needs(*_READERS)
def explain(slug: str, element: str) -> str:
    """Why an element is hidden or there, for a persona or for nobody's answers."""
    looked = opened(slug)
    head, definition = looked.head, looked.definition
    if definition is None or element not in definition.elements:
        abort(404)
    person, context = request.args.get("person", ""), Context(services().settings.clock.now())
    try:
        case = case_of(definition, person) if person else ""
        document, context = answers_of(definition, case, context) if case else ({}, context)
    except (KeyError, CaseError):
        abort(404)
    subject = Subjects(definition).name(definition.elements[element])
    found = why(definition, element, document, context)
    own = {"head": head, "element": element, "called": subject, "found": found, "elements": definition.elements}
    return render("werkstatt/warum.html", person=case, people=people(definition), **own)


def _view() -> View:
    zoom = request.args.get("zoom", "")
    questions = {"1": True, "0": False}.get(request.args.get("fragen", ""))
    return View(zoom if zoom in ZOOMS else ZOOMS[0], tuple(dict.fromkeys(request.args.getlist("zu"))), questions)
