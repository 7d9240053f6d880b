"""The journey: which pages a person meets, what is wrong on them, where it ends; `walk` is true, `step` is quick."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from formengine.core import pointer
from formengine.core.definition import Definition
from formengine.core.model import (
    ITEM,
    ITEM_ID,
    Control,
    CrossRule,
    Document,
    Indices,
    Instance,
    Outcome,
    Page,
    Source,
    lists_on,
)
from formengine.core.order import Node, descend
from formengine.core.pointer import MISSING, copied, merge, positions
from formengine.core.settling import Context, Settled, settle
from formengine.core.validation import Problem


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong with one answer (or, for a rule, with several): where it stands and why."""

    element: str
    indices: Indices
    pointer: str
    """JSON Pointer of the answer in the document."""
    code: str
    problem: Problem | None = None
    message: str = ""
    """A rule's own message."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of one page: whether it is on the path, and what is wrong or worth a hint on it."""

    visible: bool
    mistakes: tuple[Mistake, ...] = ()
    hints: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Journey:
    """The truth about a set of answers."""

    path: tuple[Page, ...]
    complete: bool
    document: Document
    """The settled document: what would be sent."""
    verdicts: Mapping[str, Verdict]
    settled: Settled
    outcome: Outcome | None = None

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Everything that is wrong, in the order of the path."""
        return tuple(mistake for page in self.path for mistake in self.verdicts[page.id].mistakes)

    @property
    def hints(self) -> tuple[Mistake, ...]:
        """Every hint, in the order of the path."""
        return tuple(hint for page in self.path for hint in self.verdicts[page.id].hints)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a draft holds: the accepted answers by page id, the pages that are not done, and cached verdict flags."""

    answers: Mapping[str, Document]
    open: Collection[str] = frozenset()
    """Ids of pages with something pending, or never accepted."""
    flags: Mapping[str, tuple[bool, bool]] | None = None
    """By page id: (visible, without mistakes). May be dropped at any time."""


@dataclass(frozen=True)
class Step:
    """Everything that the web asks about one page; settling and judging wait until somebody asks for them."""

    page: Page
    path: tuple[Page, ...]
    turn: int
    """The position on the path (from zero) of the first page that is not done; its length where all are."""
    flags: Mapping[str, tuple[bool, bool]]
    settle: Callable[[], Settled]
    judge: Callable[[Settled], Verdict]

    @cached_property
    def settled(self) -> Settled:
        """Settled as far as this page needs it."""
        return self.settle()

    @cached_property
    def verdict(self) -> Verdict:
        """What is known of the page."""
        return self.judge(self.settled)

    @property
    def complete(self) -> bool:
        """Every page is done."""
        return self.turn == len(self.path)

    @cached_property
    def number(self) -> int:
        """The position on the path, from one; 0 for a page that is not on it."""
        return next((i for i, page in enumerate(self.path, 1) if page is self.page), 0)

    @property
    def reachable(self) -> bool:
        """On the path, and every page before it is done."""
        return 0 < self.number <= self.turn + 1

    @property
    def previous(self) -> Page | None:
        """The page before this one."""
        return self.path[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> Page | None:
        """The page after this one."""
        return self.path[self.number] if 0 < self.number < len(self.path) else None


def walk(
    definition: Definition, answers: Document, context: Context, open_pages: Collection[str] = frozenset()
) -> Journey:
    """The truth about answers. Pages in `open_pages` (something pending) are never complete. Costs O(form)."""
    settled = settle(definition, answers, context)
    verdicts = {page.id: page_verdict(definition, settled, page) for page in definition.pages}
    path = tuple(page for page in definition.pages if verdicts[page.id].visible)
    complete = all(not verdicts[page.id].mistakes and page.id not in open_pages for page in path)
    outcome = first_outcome(definition, settled.document) if complete else None
    return Journey(path, complete, settled.document, verdicts, settled, outcome)


def step(definition: Definition, snapshot: Snapshot, page: Page, context: Context) -> Step:
    """The view from one page. Each page answers by its flags, and only those without any are judged."""
    flags = dict(snapshot.flags or {})
    for other in definition.pages:
        if other.id not in flags:
            flags[other.id] = flags_of(judge_page(definition, snapshot.answers, other, context)[1])
    path = tuple([other for other in definition.pages if flags[other.id][0]])
    open_ = (i for i, other in enumerate(path) if not flags[other.id][1] or other.id in snapshot.open)
    return Step(
        page,
        path,
        turn=next(open_, len(path)),
        flags=flags,
        settle=lambda: settle_page(definition, snapshot.answers, page, context),
        judge=lambda settled: page_verdict(definition, settled, page),
    )


def flags_of(verdict: Verdict) -> tuple[bool, bool]:
    """What the cache keeps of a verdict."""
    return verdict.visible, not verdict.mistakes


def judge_page(
    definition: Definition, answers: Mapping[str, Document], page: Page, context: Context
) -> tuple[Settled, Verdict]:
    """One page, settled and judged from the answers of the pages that it reads."""
    settled = settle_page(definition, answers, page, context)
    return settled, page_verdict(definition, settled, page)


def settle_page(definition: Definition, answers: Mapping[str, Document], page: Page, context: Context) -> Settled:
    """One page, settled from the answers of the pages that it reads."""
    plan = definition.plans[page.id]
    document: dict[str, Any] = {}
    for source in plan.sources:
        part = answers.get(source)
        if part is not None:
            merge(document, copied(part))
    return settle(definition, document, context, plan.nodes)


def page_verdict(definition: Definition, settled: Settled, page: Page) -> Verdict:
    """Judge one page of a settled document."""
    if (page.id, ()) not in settled.visible:
        return Verdict(False)
    mistakes = [mistake for control in page.controls for mistake in _judge_control(definition, settled, control)]
    hints: list[Mistake] = []
    for rule in definition.rules:
        if rule.page == page.id:
            (mistakes if rule.severity == "error" else hints).extend(_judge_rule(definition, settled, rule))
    shown = bool(mistakes) or _has_something(settled, page)
    return Verdict(shown, tuple(mistakes), tuple(hints) if shown else ())


def _has_something(settled: Settled, page: Page) -> bool:
    """A page on which everything is hidden is not shown, unless a value that nobody sees is wrong on it."""
    return any(
        (element.id, ()) in settled.visible
        for element in descend(page.element)
        if element.kind in ("label", "control", "list")
        and not element.lists
        and (element.control is None or element.control.displayed)
    )


def _judge_control(definition: Definition, settled: Settled, control: Control) -> Iterable[Mistake]:
    for indices in positions(settled.document, control.lists):
        instance = (control.id, indices)
        if instance in settled.visible:
            place = pointer.place(control.path, indices)
            problem = judge_answer(definition, settled, control, indices, pointer.at(settled.document, place))
            if problem is not None:
                yield Mistake(control.id, indices, pointer.join(*place), problem.code, problem)


def judge_answer(
    definition: Definition, settled: Settled, control: Control, indices: Indices, answer: Any
) -> Problem | None:
    """The most telling problem of one answer in its place; None when it is fine."""
    if answer is MISSING:
        return Problem("pflicht", "required") if demanded(definition, settled, control, indices) else None
    problems = definition.judges[control.id].problems(answer)
    return problems[0] if problems else _lost(settled, control, indices, answer)


def _lost(settled: Settled, control: Control, indices: Indices, answer: Any) -> Problem | None:
    """A reference to an item that its list does not have (any more)."""
    if control.source is None or answer in referable(settled.document, control.source, indices):
        return None
    return Problem("verweis", "from", value=answer)


def referable(document: Document, source: Source, indices: Indices) -> dict[str, Indices]:
    """The items that a reference may name, by id: where each stands."""
    lists = lists_on(source.list)
    around = indices[: len(lists)]
    items = pointer.at(document, pointer.place(source.list, around))
    listed = items if isinstance(items, list) else []
    return {item[ITEM_ID]: (*around, i) for i, item in enumerate(listed) if ITEM_ID in item}


def demanded(definition: Definition, settled: Settled, control: Control, indices: Indices) -> bool:
    """Visible, enabled, and required by REQUIRE or by the schema (whose optional groups ask only when begun)."""
    instance: Instance = (control.id, indices)
    if instance not in settled.visible or instance in settled.disabled:
        return False
    return instance in settled.required or (control.required and _group_begun(definition, settled, control, indices))


def _group_begun(definition: Definition, settled: Settled, control: Control, indices: Indices) -> bool:
    for length in range(1, len(control.path)):
        path = control.path[:length]
        if definition.objects.get(path) is False:
            place = pointer.place(path, indices[: path.count(ITEM)])
            if pointer.at(settled.document, place) is MISSING:
                return False
    return True


def _judge_rule(definition: Definition, settled: Settled, rule: CrossRule) -> Iterable[Mistake]:
    for indices in positions(settled.document, rule.lists):
        item = pointer.at(settled.document, pointer.place((*rule.each, ITEM), indices)) if rule.each else None
        shown = [id_ for id_ in rule.at if (id_, indices[: len(definition.controls[id_].lists)]) in settled.visible]
        if shown and rule.when_test(settled.document, item) and not rule.require_test(settled.document, item):
            control = definition.controls[shown[0]]
            own = indices[: len(control.lists)]
            place = pointer.join(*pointer.place(control.path, own))
            yield Mistake(control.id, own, place, f"regel:{rule.id}", None, rule.message)


def first_outcome(definition: Definition, document: Document) -> Outcome | None:
    """The first outcome whose condition holds."""
    return next((outcome for outcome in definition.outcomes if outcome.test(document, None)), None)


def refreshed_flags(
    definition: Definition, snapshot: Snapshot, changed: Page, context: Context, verdict: Verdict | None = None
) -> dict[str, tuple[bool, bool]]:
    """The flags after a page's answers changed (to what got `verdict`): only the pages that read it are judged anew."""
    flags = dict(snapshot.flags or {})
    stale = definition.plans[changed.id].readers
    if verdict is not None:
        flags[changed.id] = flags_of(verdict)
        stale = stale - {changed.id}
    for page in definition.pages:
        if page.id in stale or page.id not in flags:
            flags[page.id] = flags_of(judge_page(definition, snapshot.answers, page, context)[1])
    return flags


def page_nodes(definition: Definition, page: Page) -> tuple[Node, ...]:
    """The nodes that a step on the page settles, in order."""
    return definition.plans[page.id].nodes
