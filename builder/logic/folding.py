"""A map with sections folded to one spot each, and with the edges between questions left out."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from builder.logic.graph import Edge, EdgeKind, Graph, Reason, Spot, numbered


def folded(graph: Graph, closed: Collection[str]) -> Graph:
    """The map with some sections as one spot each; edges inside them vanish, parallel ones become one."""
    home = {spot.id: spot.section if spot.section in closed else spot.id for spot in graph.spots}
    spots = {home[spot.id]: spot for spot in graph.spots}
    for id_ in {spot.section for spot in graph.spots if spot.section in closed}:
        spots[id_] = _closed(graph, id_)
    moved = (replace(edge, source=home[edge.source], target=home[edge.target]) for edge in graph.edges)
    order = dict.fromkeys(home[spot.id] for spot in graph.spots)
    return Graph(tuple(spots[id_] for id_ in order), numbered(_joined(moved)), graph.sections)


def without(graph: Graph, kind: EdgeKind) -> Graph:
    """The map without the edges of a kind; the others keep their numbers in order."""
    return Graph(graph.spots, numbered(edge for edge in graph.edges if edge.kind != kind), graph.sections)


def _closed(graph: Graph, id_: str) -> Spot:
    inner = [spot for spot in graph.spots if spot.section == id_]
    marks = tuple(mark for spot in inner for mark in spot.marks)
    asked, pages = sum(spot.questions for spot in inner), sum(spot.pages for spot in inner)
    return Spot(id_, "section", graph.sections[id_].label, inner[0].number, questions=asked, marks=marks, pages=pages)


def _joined(edges: Iterator[Edge]) -> Iterator[Edge]:
    found: dict[tuple[EdgeKind, str, str], tuple[Reason, ...]] = {}
    for edge in edges:
        key = (edge.kind, edge.source, edge.target)
        if edge.source != edge.target and not (edge.kind == "skip" and ("next", *key[1:]) in found):
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *edge.reasons)))
    for (kind, source, target), reasons in found.items():
        yield Edge(kind, source, target, reasons)
