"""Plans: what a step on one page needs to look at, so that its cost does not grow with the form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from formengine.core.crossrules import rule_reads
from formengine.core.model import CrossRule, Element, Path
from formengine.core.order import Dependencies, Node, condition_reads
from formengine.core.pointer import touches
from formengine.core.reader import Reader


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What a step on one page needs: the nodes to settle in order, the pages that they read, and who reads it."""

    nodes: tuple[Node, ...]
    sources: frozenset[str]
    """The ids of the pages (this one included) whose answers the nodes look at."""
    readers: frozenset[str]
    """The ids of the pages whose verdict may change when this page's answers do (this one included)."""


def descend(element: Element) -> Iterator[Element]:
    """An element and everything in it, in the order of the document."""
    yield element
    for child in element.children:
        yield from descend(child)


def plan_pages(
    reader: Reader, dependencies: Dependencies, nodes: tuple[Node, ...], rules: tuple[CrossRule, ...]
) -> dict[str, PagePlan]:
    """Each page's plan, by page id."""
    chosen: dict[str, tuple[Node, ...]] = {}
    sources: dict[str, frozenset[str]] = {}
    for page in reader.pages:
        wanted = {element.id for element in descend(page.element)} | _own_objects(page.id, reader, dependencies)
        for rule in rules:
            if rule.page == page.id:
                wanted.update(rule.at, *(dependencies.sources(path) for path in rule_reads(rule)))
        keys = dependencies.closure(wanted)
        chosen[page.id] = tuple(node for node in nodes if node.key in keys)
        sources[page.id] = frozenset({reader.controls[key].page for key in keys if key in reader.controls} | {page.id})
    return {
        id_: PagePlan(chosen[id_], sources[id_], frozenset(other for other, read in sources.items() if id_ in read))
        for id_ in chosen
    }


def _own_objects(page: str, reader: Reader, dependencies: Dependencies) -> set[str]:
    """The objects on this page alone; one that spans pages is required and its presence decides nothing here."""
    found = set()
    for node in dependencies.nodes.values():
        if node.element is None:
            pages = {
                control.page for control in reader.controls.values() if control.path[: len(node.path)] == node.path
            }
            found |= {node.key} if pages == {page} else set()
    return found


def check_order(
    reader: Reader,
    calc_reads: Mapping[str, frozenset[Path]],
    rules: tuple[CrossRule, ...],
    objects: Mapping[Path, bool],
) -> None:
    """Note conditions that look ahead to a later page and optional groups that are spread over pages."""
    rank = {page.id: i for i, page in enumerate(reader.pages)}
    for page in reader.pages:
        for element in descend(page.element):
            reads = condition_reads(element) | calc_reads.get(element.id, frozenset())
            _check_reads(reader, rank, page.id, reads, element.pointer)
    for rule in rules:
        _check_reads(reader, rank, rule.page, rule_reads(rule), rule.pointer)
    for path, required in objects.items():
        pages = {control.page for control in reader.controls.values() if control.path[: len(path)] == path}
        if not required and len(pages) > 1:
            name = "/".join(path)
            mend = "Machen Sie die Gruppe zur Pflicht („required“) oder fragen Sie sie auf einer Seite."
            reader.error("/schema", f"Die freiwillige Gruppe „{name}“ steht auf mehreren Seiten.", mend)


def _check_reads(reader: Reader, rank: Mapping[str, int], page: str, reads: set[Path], place: str) -> None:
    for control in reader.controls.values():
        if rank[control.page] > rank[page] and any(touches(control.path, path) for path in reads):
            message = f"Die Bedingung fragt nach „{control.id}“ auf einer späteren Seite."
            reader.error(place, message, "Stellen Sie die Frage früher oder die Bedingung später.")
            return
