"""The conditions that have a name: what each says, where it is used, and its editor."""

from dataclasses import replace
from typing import Any, Final

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from builder.access import Role, account, needs
from builder.logic import trees
from builder.logic.desk import Desk, desk_of
from builder.logic.named import NEW, fresh_name, uses
from builder.logic.rules import Rule, Unreadable, parse_state
from builder.logic.sentences import structure, written
from builder.logic.wording import Wording
from builder.refusals import Refused
from builder.services import workshop
from builder.views import TEMPLATES
from builder.views._editor import Said, base, overtaken, posted, values
from builder.views._opening import opened
from builder.workshop import EditConflict, Head
from formengine.core.definition import Definition
from formengine.web.rendering import render

blueprint = Blueprint(
    "werkstatt-bedingungen", __name__, url_prefix="/werkstatt/<slug>/logik/bedingungen", template_folder=str(TEMPLATES)
)
_READERS: Final = (Role.DESIGNER, Role.QA, Role.MODERATOR)
SET_CONDITION: Final = "set_condition"
DELETE_CONDITION: Final = "delete_condition"


@blueprint.get("")
@needs(*_READERS)
def index(slug: str) -> str:
    """The conditions that have a name: what each says and where it is used."""
    looked = opened(slug)
    head, definition = looked.head, looked.definition
    if definition is None:
        abort(404)
    wording, used = Wording(definition), uses(head.bundle.form)
    listed = [
        {
            "name": name,
            "title": wording.title(name),
            "sentence": wording.clause(structure(said.get("condition"))),
            "uses": used.get(name, ()),
        }
        for name, said in head.bundle.form.get("conditions", {}).items()
    ]
    return render("werkstatt/bedingungen.html", head=head, conditions=listed, saved=request.args.get("gespeichert", ""))


@blueprint.get("/<name>")
@needs(*_READERS)
def show(slug: str, name: str) -> str:
    """One named condition; „neu“ stands for one that is not there yet."""
    head, definition, said = _opened(slug, name)
    rule = Rule("", structure(said["condition"]) if said else trees.EMPTY, {})
    return _page(head, desk_of(definition, "", (rule,)), name, Said(title=str(said.get("title", ""))))


@blueprint.post("/<name>")
@needs(Role.DESIGNER)
def step(slug: str, name: str) -> ResponseReturnValue:
    """The page after a step; saving and deleting write."""
    head, definition, _ = _opened(slug, name)
    said = Said(title=request.form.get("titel", "").strip())
    try:
        desk = desk_of(definition, "", parse_state(request.form.get("stand", "")))
        if len(desk.rules) != 1:
            raise Unreadable
        if request.form.get("tun") == "speichern":
            return _save_condition(head, desk, name, said)
        if request.form.get("tun") == "entfernen":
            return _edited(head, desk, name, said, DELETE_CONDITION, {"name": name})
        return _page(head, desk.after(posted()), name, said)
    except Unreadable:
        abort(400)


def _save_condition(head: Head, desk: Desk, name: str, said: Said) -> ResponseReturnValue:
    if not said.title:
        said = replace(said, title_error="Schreiben Sie in einem Satz, was die Bedingung bedeutet.")
    if said.title_error or desk.unfinished or desk.draft is not None:
        return _page(head, desk, name, said, judged=True), 422
    fresh = name == NEW
    own = fresh_name(said.title, head.bundle.form.get("conditions", {})) if fresh else name
    arguments = {"name": own, "title": said.title, "condition": written(desk.rules[0].term)}
    return _edited(head, desk, name, said, SET_CONDITION, arguments)


def _edited(
    head: Head, desk: Desk, name: str, said: Said, operation: str, arguments: dict[str, Any]
) -> ResponseReturnValue:
    slug = head.revision.slug
    if overtaken(head, lambda form: form.get("conditions", {}).get(name)):
        return _page(head, desk, name, replace(said, conflict=True)), 409
    try:
        workshop().edit(slug, base(), operation, arguments, account().id)
    except Refused as error:
        return _page(head, desk, name, replace(said, refused=error)), error.status
    except EditConflict:
        return _page(head, desk, name, replace(said, conflict=True)), 409
    return redirect(f"/werkstatt/{slug}/logik/bedingungen?gespeichert={arguments['name']}", 303)


def _page(head: Head, desk: Desk, name: str, said: Said, *, judged: bool = False) -> str:
    used = uses(head.bundle.form).get(name, ())
    own = values(head, desk, said, None, judged=judged)
    return render("werkstatt/bedingung.html", called=name, uses=used, **own)


def _opened(slug: str, name: str) -> tuple[Head, Definition, dict[str, Any]]:
    looked = opened(slug)
    head, definition = looked.head, looked.definition
    known = head.bundle.form.get("conditions", {})
    if definition is None or (name not in known and name != NEW):
        abort(404)
    return head, definition, dict(known.get(name, {}))
