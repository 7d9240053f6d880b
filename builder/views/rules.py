"""The rules of an element as sentences, and the conditions that have a name; both are edited with plain forms."""

import json
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from builder.access import Role, account, needs
from builder.logic import trees
from builder.logic.desk import Desk, Posted, desk_of
from builder.logic.drafts import sheet
from builder.logic.named import fresh_name, uses
from builder.logic.rows import Rows
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
from builder.logic.sentences import Named, same_json, structure, written
from builder.logic.wording import Wording
from builder.refusals import Refused
from builder.services import workshop
from builder.tree import Node, nodes
from builder.views import TEMPLATES
from builder.views._opening import opened
from builder.workshop import EditConflict, Head
from formengine.core.definition import Definition
from formengine.core.model import Element
from formengine.core.phrases import Subjects, item_of
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-regeln", __name__, url_prefix="/werkstatt/<slug>/logik", template_folder=str(TEMPLATES))
_READERS: Final = (Role.DESIGNER, Role.QA, Role.MODERATOR)
SET_RULE: Final = "set_rule"
SET_CONDITION: Final = "set_condition"


@dataclass(frozen=True, slots=True)
class Said:
    """What the page has to say besides the rules."""

    saved: bool = False
    refused: Refused | None = None
    conflict: bool = False
    naming: str = ""
    """The place of the part that is getting a name."""
    title: str = ""
    title_error: str = ""


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
    return _page(head, desk.after(_posted()), node, Said())


def _save(head: Head, desk: Desk, node: Node) -> ResponseReturnValue:
    if desk.unfinished or desk.draft is not None:
        return _page(head, desk, node, Said(), judged=True), 422
    arguments = {"element": node.id, "rules": write_rules(desk.rules)}
    try:
        workshop().edit(head.revision.slug, _base(), SET_RULE, arguments, account().id)
    except Refused as error:
        return _page(head, desk, node, Said(refused=error)), 422
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
        workshop().edit(slug, _base(), SET_CONDITION, arguments, account().id)
    except (Refused, EditConflict) as error:
        refused = error if isinstance(error, Refused) else None
        return _page(head, desk, node, Said(refused=refused, conflict=refused is None, naming=at, title=title)), 422
    rules = put(desk.rules, place, lambda term, where: trees.replaced(term, where, Named(name)))
    head, definition, node = _element(slug, node.id)
    return _page(head, desk_of(definition, node.id, rules), node, Said())


@blueprint.get("/bedingungen")
@needs(*_READERS)
def conditions(slug: str) -> str:
    """The conditions that have a name: what each says and where it is used."""
    head, definition = opened(slug)
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


@blueprint.get("/bedingungen/<name>")
@needs(*_READERS)
def condition(slug: str, name: str) -> str:
    """One named condition; „neu“ stands for one that is not there yet."""
    head, definition, said = _condition(slug, name)
    rule = Rule("", structure(said["condition"]) if said else trees.EMPTY, {})
    return _condition_page(head, desk_of(definition, "", (rule,)), name, Said(title=str(said.get("title", ""))))


@blueprint.post("/bedingungen/<name>")
@needs(Role.DESIGNER)
def condition_step(slug: str, name: str) -> ResponseReturnValue:
    """The page after a step; saving and deleting write."""
    head, definition, _ = _condition(slug, name)
    said = Said(title=request.form.get("titel", "").strip())
    try:
        desk = desk_of(definition, "", parse_state(request.form.get("stand", "")))
        if len(desk.rules) != 1:
            raise Unreadable
        if request.form.get("tun") == "speichern":
            return _save_condition(head, desk, name, said)
        if request.form.get("tun") == "entfernen":
            return _edited(head, desk, name, said, {"name": name, "condition": None})
        return _condition_page(head, desk.after(_posted()), name, said)
    except Unreadable:
        abort(400)


def _save_condition(head: Head, desk: Desk, name: str, said: Said) -> ResponseReturnValue:
    if not said.title:
        said = replace(said, title_error="Schreiben Sie in einem Satz, was die Bedingung bedeutet.")
    if said.title_error or desk.unfinished or desk.draft is not None:
        return _condition_page(head, desk, name, said, judged=True), 422
    fresh = name == "neu"
    own = fresh_name(said.title, head.bundle.form.get("conditions", {})) if fresh else name
    arguments = {"name": own, "title": said.title, "condition": written(desk.rules[0].term)}
    return _edited(head, desk, name, said, arguments)


def _edited(head: Head, desk: Desk, name: str, said: Said, arguments: dict[str, Any]) -> ResponseReturnValue:
    slug = head.revision.slug
    try:
        workshop().edit(slug, _base(), SET_CONDITION, arguments, account().id)
    except Refused as error:
        return _condition_page(head, desk, name, replace(said, refused=error)), 422
    except EditConflict:
        return _condition_page(head, desk, name, replace(said, conflict=True)), 409
    return redirect(f"/werkstatt/{slug}/logik/bedingungen?gespeichert={arguments['name']}", 303)


def _posted() -> Posted:
    form = request.form
    named = {name.removeprefix("benannt-"): value for name, value in form.items() if name.startswith("benannt-")}
    return Posted(
        step=form.get("tun", ""),
        draft_at=form.get("ort", ""),
        adding=form.get("neu") == "1",
        question=form.get("frage", ""),
        offer=form.get("operator", ""),
        typed=tuple(form.getlist("wert")),
        parameter=form.get("parameter", ""),
        asked_of=form.get("gezeigt", ""),
        named=named,
    )


def _page(head: Head, desk: Desk, node: Node, said: Said, *, judged: bool = False) -> str:
    definition = desk.definition
    element = definition.elements[node.id]
    effects = [(name, EFFECTS[name]) for name in OFFERED if _makes_sense(name, element)]
    own = {"node": node, "name": Subjects(definition).name(element), "effects": effects}
    changed = not same_json(write_rules(desk.rules), write_rules(_rules(node)))
    return render("werkstatt/regeln.html", **own, changed=changed, **_values(head, desk, said, element, judged=judged))


def _makes_sense(effect: str, element: Element) -> bool:
    """Whoever answers can be obliged; what asks nothing can only be shown."""
    asks = element.kind in ("control", "list") and not (element.control is not None and element.control.fixed)
    return effect in ("SHOW", "HIDE") or asks or (effect == "DISABLE" and element.kind == "group")


def _condition_page(head: Head, desk: Desk, name: str, said: Said, *, judged: bool = False) -> str:
    used = uses(head.bundle.form).get(name, ())
    values = _values(head, desk, said, None, judged=judged)
    return render("werkstatt/bedingung.html", name=name, uses=used, **values)


def _values(head: Head, desk: Desk, said: Said, element: Element | None, *, judged: bool) -> dict[str, Any]:
    """What both editors show."""
    wording = Wording(desk.definition)
    rows = Rows(wording, desk.asked, item_of(element) if element is not None else ())
    named = [(name, wording.title(name)) for name in head.bundle.form.get("conditions", {})]
    return {
        "head": head,
        "csrf": services().tokens.token(),
        "base": head.number if said.conflict else _base() or head.number,
        "cards": [rows.card(number, rule) for number, rule in enumerate(desk.rules)],
        "state": json.dumps(write_rules(desk.rules), ensure_ascii=False),
        "draft": sheet(desk.draft, desk.asked, desk.parameters) if desk.draft is not None else None,
        "asked": desk.asked,
        "named": named,
        "all_effects": EFFECTS,
        "unfinished": desk.unfinished if judged else [],
        "said": said,
    }


def _element(slug: str, id_: str) -> tuple[Head, Definition, Node]:
    """The head, its definition and an element of the form as it is written."""
    head, definition = opened(slug)
    node = nodes(head.bundle.form).get(id_)
    if definition is None or node is None or id_ not in definition.elements:
        abort(404)
    return head, definition, node


def _condition(slug: str, name: str) -> tuple[Head, Definition, dict[str, Any]]:
    head, definition = opened(slug)
    known = head.bundle.form.get("conditions", {})
    if definition is None or (name not in known and name != "neu"):
        abort(404)
    return head, definition, dict(known.get(name, {}))


def _rules(node: Node) -> tuple[Rule, ...]:
    return read_rules(node.raw.get("rule"))


def _base() -> int:
    text = request.form.get("basis", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
