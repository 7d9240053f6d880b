"""Plans: what a step on one page needs to look at, so that its cost does not grow with the form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from formengine.core.conditions import leaves, spelled, written
from formengine.core.crossrules import rule_reads
from formengine.core.model import Condition, CrossRule, Element, Path
from formengine.core.order import (
    MAX_LOOKS,
    Dependencies,
    Node,
    Places,
    TooManyError,
    condition_reads,
    descend,
)
from formengine.core.reader import Reader

__all__ = ["PagePlan", "check_order", "descend", "plan_pages", "rule_on"]

MAX_OUTSIDE: Final = 8


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What a step on one page needs: the nodes to settle in order, the pages that they read, and who reads it."""

    nodes: tuple[Node, ...]
    sources: tuple[str, ...]
    """The ids of the pages (this one included) whose answers the nodes look at, in the order of the definition."""
    readers: frozenset[str]
    """The ids of the pages whose verdict may change when this page's answers do (this one included)."""


def plan_pages(
    reader: Reader, dependencies: Dependencies, nodes: tuple[Node, ...], rules: tuple[CrossRule, ...]
) -> dict[str, PagePlan]:
    """Each page's plan, by page id."""
    chosen: dict[str, tuple[Node, ...]] = {}
    sources: dict[str, frozenset[str]] = {}
    readers: dict[str, set[str]] = {page.id: set() for page in reader.pages}
    objects, rank = _own_objects(dependencies), {node.key: i for i, node in enumerate(nodes)}
    looks = 0
    for page in reader.pages:
        wanted = {element.id for element in descend(page.element)} | objects.get(page.id, set())
        for rule in rules:
            if rule.page == page.id:
                wanted.update(rule.at, *(dependencies.sources(path) for path in rule_reads(rule)))
        wanted.update(*(dependencies.sources(one.source.list) for one in page.controls if one.source is not None))
        keys = dependencies.closure(wanted)
        looks += len(keys)
        if looks > MAX_LOOKS:
            raise TooManyError
        chosen[page.id] = tuple(nodes[i] for i in sorted(rank[key] for key in keys))
        sources[page.id] = frozenset({reader.controls[key].page for key in keys if key in reader.controls} | {page.id})
        for source in sources[page.id]:
            readers[source].add(page.id)
    order = {page.id: i for i, page in enumerate(reader.pages)}
    return {
        id_: PagePlan(chosen[id_], tuple(sorted(sources[id_], key=order.__getitem__)), frozenset(readers[id_]))
        for id_ in order
    }


def _own_objects(dependencies: Dependencies) -> dict[str, set[str]]:
    """By page the objects on it alone; one that spans pages is required and its presence decides nothing there."""
    found: dict[str, set[str]] = {}
    for node in dependencies.nodes.values():
        if node.element is None:
            pages = {control.page for control in dependencies.places.below(node.path)}
            if len(pages) == 1:
                found.setdefault(pages.pop(), set()).add(node.key)
    return found


def rule_on(reader: Reader, cycle: Iterable[str]) -> str:
    """Where a cycle can be broken: the first rule on it."""
    found = (reader.elements[key] for key in cycle if key in reader.elements)
    return next((f"{element.pointer}/rule" for element in found if element.effects), "/uischema")


def check_order(
    reader: Reader,
    calc_reads: Mapping[str, frozenset[Path]],
    rules: tuple[CrossRule, ...],
    objects: Mapping[Path, bool],
) -> None:
    """Note conditions that look ahead to a later page and optional groups that are spread over pages."""
    places, rank = Places(reader.controls.values()), {page.id: i for i, page in enumerate(reader.pages)}
    for page in reader.pages:
        for element in descend(page.element):
            reads = condition_reads(element) | calc_reads.get(element.id, frozenset()) | _source_reads(element)
            _check_reads(places, rank, reader, page.id, reads, element.pointer)
            if element.lists:
                _check_outside(reader, _around(reader, element), element.pointer)
    for rule in rules:
        _check_reads(places, rank, reader, rule.page, rule_reads(rule), rule.pointer)
        if rule.each:
            _check_outside(reader, (rule.when, rule.require), rule.pointer)
    for path, required in objects.items():
        pages = {control.page for control in places.below(path)}
        if not required and len(pages) > 1:
            name = "/".join(path)
            mend = "Machen Sie die Gruppe zur Pflicht („required“) oder fragen Sie sie auf einer Seite."
            reader.error("/schema", f"Die freiwillige Gruppe „{name}“ steht auf mehreren Seiten.", mend)


def _source_reads(element: Element) -> set[Path]:
    source = element.control.source if element.control is not None else None
    return set() if source is None else {source.list}


def _around(reader: Reader, element: Element) -> list[Condition]:
    """The conditions of an element in a list item and of everything around it in that item."""
    found = [effect.condition for effect in element.effects]
    parent = reader.elements.get(element.parent)
    return found + _around(reader, parent) if parent is not None and parent.lists == element.lists else found


def _check_outside(reader: Reader, conditions: Iterable[Condition], place: str) -> None:
    """In the derived schema each look out of a list may double what is to be said of its items."""
    looks = {written(leaf) for condition in conditions for leaf in leaves(spelled(condition)) if leaf.root}
    if len(looks) > MAX_OUTSIDE:
        message = f"Hier wird aus der Liste heraus nach mehr als {MAX_OUTSIDE} Dingen gefragt („from“: „root“)."
        reader.error(place, message, "Fassen Sie sie außerhalb der Liste zu einem berechneten Wert zusammen.")


def _check_reads(
    places: Places, rank: Mapping[str, int], reader: Reader, page: str, reads: set[Path], place: str
) -> None:
    for path in sorted(reads):
        later = [control for control in places.touching(path) if rank[control.page] > rank[page]]
        if later:
            message = f"Die Bedingung fragt nach „{later[0].id}“ auf einer späteren Seite."
            reader.error(place, message, "Stellen Sie die Frage früher oder die Bedingung später.")
            return
