"""The rules of an element as sentences, edited with plain forms; what is half done travels in the form."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from builder.access import Role, account, needs
from builder.logic import trees
from builder.logic.desk import Desk, desk_of
from builder.logic.named import fresh_name
from builder.logic.rules import (
    EFFECTS,
    OFFERED,
    Rule,
    Unreadable,
    parse_at,
    parse_state,
    part,
    put,
    read_rules,
    write_rules,
)
from builder.logic.sentences import Named, same_json, written
from builder.refusals import Refused
from builder.services import workshop
from builder.tree import Node, nodes
from builder.views import TEMPLATES
from builder.views._editor import Said, base, overtaken, posted, values
from builder.views._opening import opened
from builder.workshop import EditConflict, Head
from formengine.core.definition import Definition
from formengine.core.model import Element
from formengine.core.phrases import Subjects
from formengine.web.rendering import render

blueprint = Blueprint(
    "werkstatt-regeln", __name__, url_prefix="/werkstatt/<slug>/logik", template_folder=str(TEMPLATES)
)
_READERS: Final = (Role.DESIGNER, Role.QA, Role.MODERATOR)
SET_RULE: Final = "set_rule"
SET_CONDITION: Final = "set_condition"


@blueprint.get("/<element>")
@needs(*_READERS)
def show(slug: str, element: str) -> str:
    """The rules of an element."""
    head, definition, node = _element(slug, element)
    desk = desk_of(definition, element, _rules(node))
    return _page(head, desk, node, Said(saved="gespeichert" in request.args))


@blueprint.post("/<element>")
@needs(Role.DESIGNER)
def step(slug: str, element: str) -> ResponseReturnValue:
    """The page after a step; only saving writes."""
    head, definition, node = _element(slug, element)
    try:
        desk = desk_of(definition, element, parse_state(request.form.get("stand", "")))
        return _stepped(head, desk, node)
    except Unreadable:
        abort(400)


def _stepped(head: Head, desk: Desk, node: Node) -> ResponseReturnValue:
    step, _, at = request.form.get("tun", "").partition("@")
    if step == "speichern":
        return _save(head, desk, node)
    if step == "benennen":
        parse_at(at)
        return _page(head, desk, node, Said(naming=at))
    if step == "benannt-speichern":
        return _save_name(head, desk, node, at)
    if step == "fertig-speichern":
        desk = desk.after(replace(posted(), step="fertig"))
        return _save(head, desk, node) if desk.draft is None else _page(head, desk, node, Said())
    return _page(head, desk.after(posted()), node, Said())


def _save(head: Head, desk: Desk, node: Node) -> ResponseReturnValue:
    if desk.unfinished or desk.draft is not None:
        return _page(head, desk, node, Said(), judged=True), 422
    if overtaken(head, lambda form: _rule_in(form, node.id)):
        return _page(head, desk, node, Said(conflict=True)), 409
    arguments = {"element": node.id, "effects": write_rules(desk.rules)}
    try:
        workshop().edit(head.revision.slug, base(), SET_RULE, arguments, account().id)
    except Refused as error:
        return _page(head, desk, node, Said(refused=error)), error.status
    except EditConflict:
        return _page(head, desk, node, Said(conflict=True)), 409
    return redirect(f"{request.path}?gespeichert=1", 303)


def _save_name(head: Head, desk: Desk, node: Node, at: str) -> ResponseReturnValue:
    """Give a part a name and use it by that name; the rules themselves are not saved yet."""
    title = request.form.get("titel", "").strip()
    if not title:
        said = Said(naming=at, title_error="Schreiben Sie in einem Satz, was die Bedingung bedeutet.")
        return _page(head, desk, node, said), 422
    place = parse_at(at)
    slug, name = head.revision.slug, fresh_name(title, head.bundle.form.get("conditions", {}))
    arguments = {"name": name, "title": title, "condition": written(part(desk.rules, place))}
    try:
        workshop().edit(slug, base(), SET_CONDITION, arguments, account().id)
    except (Refused, EditConflict) as error:
        refused = error if isinstance(error, Refused) else None
        return _page(head, desk, node, Said(refused=refused, conflict=refused is None, naming=at, title=title)), 422
    rules = put(desk.rules, place, lambda term, where: trees.replaced(term, where, Named(name)))
    head, definition, node = _element(slug, node.id)
    return _page(head, desk_of(definition, node.id, rules), node, Said(base=head.number))


def _page(head: Head, desk: Desk, node: Node, said: Said, *, judged: bool = False) -> str:
    definition = desk.definition
    element = definition.elements[node.id]
    effects = [(name, EFFECTS[name]) for name in OFFERED if _makes_sense(name, element)]
    own = {"node": node, "called": Subjects(definition).name(element), "effects": effects}
    changed = not same_json(write_rules(desk.rules), write_rules(_rules(node)))
    return render("werkstatt/regeln.html", **own, changed=changed, **values(head, desk, said, element, judged=judged))


def _makes_sense(effect: str, element: Element) -> bool:
    """Whoever answers can be obliged; what asks nothing can only be shown."""
    asks = element.kind in ("control", "list") and not (element.control is not None and element.control.fixed)
    return effect in ("SHOW", "HIDE") or asks or (effect == "DISABLE" and element.kind == "group")


def _element(slug: str, id_: str) -> tuple[Head, Definition, Node]:
    """The head, its definition and an element of the form as it is written."""
    looked = opened(slug)
    head, definition = looked.head, looked.definition
    if definition is None or id_ not in definition.elements:
        abort(404)
    known, element = nodes(head.bundle.form), definition.elements[id_]
    while element.id not in known and element.parent:
        element = definition.elements[element.parent]
    if element.id not in known:
        abort(404)
    if element.id != id_:
        # A part of a block has no rules of its own here: the block has.
        abort(redirect(f"/werkstatt/{slug}/logik/{element.id}"))
    return head, definition, known[id_]


def _rule_in(form: Mapping[str, Any], id_: str) -> Any:
    node = nodes(form).get(id_)
    return None if node is None else node.raw.get("rule")


def _rules(node: Node) -> tuple[Rule, ...]:
    return read_rules(node.raw.get("rule"))
