"""All findings of a definition, at the elements that cause them, each with its fix where there is one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from builder.access import Role, account, needs
from builder.findings import LEVELS, Finding, by_element
from builder.findings.amt24 import Verdict, feasible, overall
from builder.found import found_of
from builder.tree import Node, nodes
from builder.views import TEMPLATES
from builder.views._opening import definition_of, head_of
from builder.workshop import Head
from formengine.core import strictjson
from formengine.core.definition import Definition
from formengine.core.phrases import quoted
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-befunde", __name__, url_prefix="/werkstatt/<slug>", template_folder=TEMPLATES)


@dataclass(frozen=True, slots=True)
class Place:
    """An element with its findings."""

    id: str
    title: str
    page: str
    findings: Sequence[Finding]


@blueprint.get("/befunde")
@needs()
def show(slug: str) -> ResponseReturnValue:
    """Everything that was found, element by element in the order of the form; `element` narrows it to one."""
    head = head_of(slug)
    definition = definition_of(head)
    found = found_of(head, definition)
    kinds = sorted({finding.kind for finding in found})
    kind, element = request.args.get("art", ""), request.args.get("element", "")
    here = [finding for finding in found if not element or f"{finding.element}.".startswith(f"{element}.")]
    shown = [finding for finding in here if not kind or finding.kind == kind]
    return render(
        "werkstatt/befunde.html",
        head=head,
        slug=slug,
        title=head.bundle.form.get("title", slug),
        csrf=services().tokens.token(),
        may_edit=account().role in (Role.ADMIN, Role.DESIGNER),
        places=[*_places(head, definition, shown)],
        kinds=[(name, sum(finding.kind == name for finding in found)) for name in kinds],
        kind=kind,
        levels=[(name, sum(finding.level == level for finding in shown)) for level, name in LEVELS.items()],
        count=len(found),
        amt24=_amt24(definition),
        arguments=lambda fix: strictjson.dumps(dict(fix[1])).decode(),
    )


@blueprint.get("/befunde/am-element")
@needs()
def at_element(slug: str) -> ResponseReturnValue:
    """The findings of one element, and how many every element has: the workbench asks for them after each edit."""
    head, element = head_of(slug), request.args.get("element", "")
    own = by_element(found_of(head, definition_of(head)))
    return render(
        "werkstatt/_befunde.html",
        head=head,
        slug=slug,
        element=element,
        csrf=services().tokens.token(),
        may_edit=account().role in (Role.ADMIN, Role.DESIGNER),
        found=own.get(element, ()),
        counts=strictjson.dumps({id_: len(found) for id_, found in own.items() if id_}).decode(),
        arguments=lambda fix: strictjson.dumps(dict(fix[1])).decode(),
    )


def _places(head: Head, definition: Definition | None, found: Sequence[Finding]) -> Iterator[Place]:
    """The elements that have findings, in the order of the form; the whole definition first."""
    own, known = by_element(found), nodes(head.bundle.form)
    order = ["", *known]
    rank = {id_: place for place, id_ in enumerate(order)}
    for id_ in sorted(own, key=lambda id_: (rank.get(_around(id_, known), len(rank)), id_)):
        node = known.get(_around(id_, known))
        page = known.get(node.page) if node is not None else None
        yield Place(id_, _title(id_, node, definition), page.label if page is not None else "", own[id_])


def _around(id_: str, known: Mapping[str, Node]) -> str:
    """The element as it is written that an element comes from: itself or its block."""
    while id_ and id_ not in known:
        id_ = id_.rpartition(".")[0]
    return id_


def _title(id_: str, node: Node | None, definition: Definition | None) -> str:
    if not id_ or node is None:
        return "Der ganze Dienst"
    title = quoted(node.label) if node.label else node.id
    if id_ == node.id:
        return title
    inner = definition.elements.get(id_) if definition is not None else None
    own = quoted(inner.label) if inner is not None and inner.label else id_.removeprefix(f"{node.id}.")
    return f"{title}: {own}"


def _amt24(definition: Definition | None) -> Verdict | None:
    return None if definition is None else overall(feasible(definition))
