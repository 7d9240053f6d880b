"""Which states a definition's pages have: each arrangement of questions empty, refused and filled, once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from formengine.core import pointer
from formengine.core.cases import Case, page_answers, with_files
from formengine.core.definition import Definition
from formengine.core.journey import judge_page, walk
from formengine.core.model import CHECK_PAGE, Control, Document, Page
from formengine.core.order import descend
from formengine.core.settling import Context, Settled
from usability.model import Kind, State
from usability.ways import Way

MOST: Final = 200
"""So many states of one page are looked at; the rest is counted."""
CHECK: Final = CHECK_PAGE
RECEIPT: Final = "eingang"
OUTCOME: Final = "ergebnis"


@dataclass(frozen=True)
class Placed:
    """A state and what brings a draft into it."""

    state: State
    case: Case
    page: Page | None
    """None for the end of the form."""
    answers: Document | None = None
    """What stands in the fields; None for nothing."""
    list_: Control | None = None
    position: int = 0


@dataclass
class States:
    """The states of a definition, and how many more each page would have."""

    placed: list[Placed] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)


def enumerate_states(definition: Definition, ways: list[Way], context: Context) -> States:
    """Every state that the ways show, each once, in the order of the pages."""
    collected = _Collection(definition, context)
    for way in sorted(ways, key=lambda way: not way.sound):
        collected.add(way)
    return collected.states()


@dataclass
class _Collection:
    definition: Definition
    context: Context
    found: dict[str, dict[Any, Placed]] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    def add(self, way: Way) -> None:
        """Note every state on a way that is new."""
        case = way.case
        document = with_files(self.definition, case, case.answers)
        good = with_files(self.definition, case, case.good)
        before: dict[str, Document] = {}
        for page in walk(self.definition, good if case.expect.errors else document, self.context).path:
            self._page(way, page, before, page_answers(page, document))
            before[page.id] = page_answers(page, good)
        if way.sound:
            self._end(way, document)

    def _page(self, way: Way, page: Page, before: Mapping[str, Document], answers: Document) -> None:
        empty, filled = ({**before, page.id: part} for part in ({}, answers))
        settled, verdict = judge_page(self.definition, empty, page, self.context)
        self._note(way, page, "empty", _shape(page, settled), None)
        if verdict.mistakes:
            self._note(way, page, "errors", ("leer", _shape(page, settled)), None)
        settled, verdict = judge_page(self.definition, filled, page, self.context)
        if not verdict.mistakes:
            self._note(way, page, "filled", _shape(page, settled), answers)
        else:
            said = frozenset((mistake.element, mistake.code) for mistake in verdict.mistakes)
            self._note(way, page, "errors", said, answers)
        for list_ in page.controls:
            if list_.type == "list" and not list_.lists and list_.options.get("layout") == "pages":
                self._items(way, page, list_, answers, settled)

    def _items(self, way: Way, page: Page, list_: Control, answers: Document, settled: Settled) -> None:
        items = pointer.get(answers, list_.path)
        for position in range(len(items) if isinstance(items, list) else 0):
            shape = frozenset(
                element
                for element, indices in settled.visible
                if indices[:1] == (position,) and self._in(element, list_)
            )
            self._note(way, page, "filled", shape, answers, list_, position)
            if position == 0:
                self._note(way, page, "empty", "item", answers, list_)
                self._note(way, page, "errors", "item", answers, list_)

    def _in(self, element: str, list_: Control) -> bool:
        return list_.path in self.definition.elements[element].lists

    def _note(
        self,
        way: Way,
        page: Page,
        kind: Kind,
        shape: Any,
        answers: Document | None,
        list_: Control | None = None,
        position: int = 0,
    ) -> None:
        key = (kind, list_.id if list_ else "", shape)
        known = self.found.setdefault(page.path, {})
        if key in known:
            return
        if len(known) >= MOST:
            self.left_out[page.path] = self.left_out.get(page.path, 0) + 1
            return
        number = 1 + sum(other[:2] == key[:2] for other in known)
        item = f"/{list_.id}" if list_ else ""
        id_ = f"{page.path}{item}/{kind}/{number}"
        title = f"{list_.options.get('item', 'Eintrag')} auf „{page.title}“" if list_ else page.title
        state = State(id_, page.path, title, kind, way.case.title, list_.id if list_ else "")
        known[key] = Placed(state, way.case, page, answers, list_, position)

    def _end(self, way: Way, document: Document) -> None:
        """The check page of every set of pages, one receipt; of an Anliegensklärung each outcome."""
        journey = walk(self.definition, document, self.context)
        asking = self.definition.kind == "klaerung"
        ends: list[tuple[str, str, Any]] = [(OUTCOME, "Ergebnis", way.outcome)] if asking else []
        if not asking:
            hints = frozenset(hint.code for hint in journey.hints)
            ends = [(RECEIPT, "Eingangsbestätigung", "")]
            if self.definition.page(CHECK) is None:
                ends.append((CHECK, "Prüfseite", (tuple(page.id for page in journey.path), hints)))
        for path, title, shape in ends:
            known = self.found.setdefault(path, {})
            if shape not in known:
                state = State(f"{path}/end/{len(known) + 1}", path, title, "end", way.case.title)
                known[shape] = Placed(state, way.case, None)

    def states(self) -> States:
        """All of them, in the order of the pages."""
        order = [page.path for page in self.definition.pages]
        paths = sorted(self.found, key=lambda path: (order.index(path) if path in order else len(order), path))
        return States([placed for path in paths for placed in self.found[path].values()], self.left_out)


def _shape(page: Page, settled: Settled) -> frozenset[Any]:
    """What is seen of a page, and what of it is locked or demanded; items beyond the first two look like these."""
    own = {element.id for element in descend(page.element)}
    seen = ((id_, min(indices, default=0) > 0, len(indices)) for id_, indices in settled.visible if id_ in own)
    locked = ((id_, "locked") for id_, _ in settled.disabled if id_ in own)
    demanded = ((id_, "demanded") for id_, _ in settled.required if id_ in own)
    return frozenset((*seen, *locked, *demanded))


def smoke(states: States) -> Iterator[Placed]:
    """Of each page one state of each kind."""
    seen: set[tuple[str, str, str]] = set()
    for placed in states.placed:
        key = (placed.state.page, placed.state.kind, placed.state.item)
        if key not in seen:
            seen.add(key)
            yield placed
