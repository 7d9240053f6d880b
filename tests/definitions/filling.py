"""Fills pages as the person of a case does, items of lists included, and checks what is refused."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from formengine import locales
from formengine.core import pointer
from formengine.core.cases import Case, is_file, media_type, page_answers, with_files
from formengine.core.definition import Definition
from formengine.core.itemmarks import resolved, with_ids
from formengine.core.journey import Mistake, Verdict, judge_page
from formengine.core.model import CHECK_PAGE, ITEM, Control, Document, Indices, Instance, Page, Path
from formengine.core.pointer import MISSING
from formengine.core.settling import Context, Settled
from formengine.core.texts import load_messages
from formengine.core.validation import judge
from formengine.core.wording import sentence
from formengine.fields import TYPES
from formengine.store import Store
from formengine.web.display import Displayed
from tests.definitions.assistant import Assistant, Upload
from tests.definitions.questions import (
    answer_at,
    answered,
    asked,
    asked_inside,
    inside,
    instance_at,
    item_name,
    items_in,
    lists_in,
    mark,
    on_own_pages,
    under,
)
from tests.samples import sample

_MOST_REVEALS = 3
"""How often a page may come back with one more question before that is an error."""

A = TypeVar("A", bound=Assistant)
Asked: TypeAlias = tuple[Control, Indices]
"""A question with its input name as its id, and its position in lists."""


@dataclass(frozen=True)
class Spot:
    """Where a person stands: on the page of a step, or in an item of a list, which begins its inputs with a prefix."""

    list: Control | None = None
    prefix: str = ""
    indices: Indices = ()


HERE = Spot()


@dataclass
class Filler(Generic[A]):
    """One case, and whoever fills its pages."""

    definition: Definition
    case: Case
    assistant: A
    store: Store
    accepted: dict[str, Document] = field(default_factory=dict, init=False)
    """The answers of the pages that are done, by page id."""
    items: dict[str, list[str]] = field(default_factory=dict, init=False)
    """The ids of the items that are there, by the input name of their list."""
    unfinished: set[str] = field(default_factory=set, init=False)
    """The ids of the items in which something is wrong."""

    @property
    def context(self) -> Context:
        """The time and the environment of the case."""
        return Context(self.case.now, self.case.environment)

    def part(self, page: Page, document: Document) -> Document:
        """What a page gets of a document, for the journey alone."""
        return page_answers(page, with_ids(self.definition, with_files(self.definition, self.case, document)))

    def judged(self, page: Page, document: Document) -> tuple[Settled, Verdict]:
        """The page as the journey sees it with these answers."""
        answers = {**self.accepted, page.id: self.part(page, document)}
        return judge_page(self.definition, answers, page, self.context)

    def wrong(self, page: Page) -> dict[Instance, str]:
        """The codes that the case expects on a page."""
        expected = {instance_at(self.definition, place): code for place, code in self.case.expect.errors.items()}
        return {at: code for at, code in expected.items() if self.definition.controls[at[0]].page == page.id}

    def send(self, page: Page, document: Document) -> None:
        """Fill a page and press its button, again where that brings up another question."""
        for _ in range(_MOST_REVEALS):
            all_there = self.fill_page(page, document)
            self.assistant.press("_absenden" if page.path == CHECK_PAGE else "_weiter")
            if self.assistant.place()[1] != page.path or (self.assistant.summary() and all_there):
                return
        raise AssertionError(f"{page.path} comes back again and again: {self.assistant.text()}")

    def fill_page(self, page: Page, document: Document) -> bool:
        """Answer what is there, then what came up because of that, then go through the pages of items.

        False where a question is still to come, which only the server can bring up.
        """
        return self.fill_here(page, document, HERE)

    def fill_here(self, page: Page, document: Document, here: Spot) -> bool:
        """The same for what stands on the page of a step, or on that of an item."""
        all_there = self.fill_all(page, self.questions(page, document, here), document)
        for inner in self.spots(page, here):
            for list_ in lists_in(page, inner.list):
                if on_own_pages(list_):
                    self.fill_items(page, list_, inner, document)
        named = [one for one in self.questions(page, document, here) if one[0].source is not None]
        # Items that were entered on pages of their own can be referred to only now.
        return self.fill_all(page, named, document) and all_there

    def questions(self, page: Page, document: Document, here: Spot) -> list[Asked]:
        """What is asked on a page, once its lists have as many items as the document."""
        own = asked(page) if here.list is None else asked_inside(page, here.list)
        found: list[Asked] = [(under(control, here.prefix), here.indices) for control in own]
        for list_ in lists_in(page, here.list):
            if not on_own_pages(list_):
                self.count_items(under(list_, here.prefix), len(items_in(document, list_, here.indices)))
                for inner in self.inner(list_, here):
                    found += self.questions(page, document, inner)
        return found

    def inner(self, list_: Control, here: Spot) -> list[Spot]:
        """The items of a list that are there."""
        known = self.items.get(here.prefix + list_.id, [])
        return [Spot(list_, f"{here.prefix}{item}/", (*here.indices, i)) for i, item in enumerate(known)]

    def spots(self, page: Page, here: Spot) -> Iterator[Spot]:
        """A page and every item that stands on it."""
        yield here
        for list_ in lists_in(page, here.list):
            for inner in () if on_own_pages(list_) else self.inner(list_, here):
                yield from self.spots(page, inner)

    def fill_all(self, page: Page, questions: Iterable[Asked], document: Document) -> bool:
        """Answer questions of a page, those that are not there yet last; False where one of them did not come."""
        visible = self.judged(page, document)[0].visible
        waiting = []
        for control, indices in questions:
            seen = (control.id.rpartition("/")[2], indices) in visible
            if self.assistant.sees(control):
                self.fill(control, self.answer(document, control, indices), visible=seen)
            else:
                waiting.append((control, indices, seen))
        for control, indices, seen in waiting:
            self.fill(control, self.answer(document, control, indices), visible=seen)
        return all(self.assistant.sees(control) for control, _, seen in waiting if seen)

    def answer(self, document: Document, control: Control, indices: Indices) -> Any:
        """What the case answers; of a reference the id of the item that it names."""
        marked = resolved(self.definition, document, self.id_at) if control.source is not None else document
        return answer_at(marked, control, indices)

    def id_at(self, list_: Control, indices: Indices) -> str:
        """The id of an item by its position."""
        prefix = ""
        for path, i in zip(list_.lists, indices, strict=False):
            prefix += self.items[prefix + self.definition.lists[path].id][i] + "/"
        known = self.items.get(prefix + list_.id, [])
        return known[indices[-1]] if indices[-1] < len(known) else ""

    def fill(self, control: Control, answer: Any, *, visible: bool) -> None:
        """Answer one question."""
        if not TYPES[control.type].uploads:
            raw = {} if answer is MISSING else TYPES[control.type].raw(answer, control)
            self.assistant.fill(control, raw, visible=visible)
        elif self.assistant.sees(control):
            files = [] if answer is MISSING else answer
            promised = any(isinstance(file, Mapping) for file in files)
            self.assistant.fill(control, {"nachreichen": ["ja"]} if promised else {}, visible=visible)
            wanted = [str(name) for name in files if not isinstance(name, Mapping)]
            for name in self.assistant.files(control):
                if name not in wanted:
                    self.assistant.remove(control, name)
            kept = self.assistant.files(control)
            self.assistant.attach(control, [self.upload(name) for name in wanted if name not in kept])

    def upload(self, name: str) -> Upload:
        """A file of the case with real bytes."""
        mime = media_type(self.case, name)
        return Upload(name, mime, sample(mime, self.case.files.get(name, {}).get("size")))

    def count_items(self, list_: Control, wanted: int) -> None:
        """Add items to a list on the page, or remove the last ones, until there are as many as wanted."""
        while len(self.assistant.items(list_)) > wanted:
            last = self.assistant.items(list_)[-1]
            self.assistant.change(f"remove:{list_.id}:{last}")
            assert last not in self.assistant.items(list_)
        while not on_own_pages(list_) and len(self.assistant.items(list_)) < wanted:
            before = self.assistant.items(list_)
            self.assistant.change(f"add:{list_.id}")
            assert self.assistant.items(list_)[:-1] == before
        self.items[list_.id] = self.assistant.items(list_)

    def fill_items(self, page: Page, list_: Control, around: Spot, document: Document) -> None:
        """Fill each item on its own page; one that is refused is left, and its list says so."""
        wanted, here = items_in(document, list_, around.indices), self.assistant.place()[1]
        shown = under(list_, around.prefix)
        self.count_items(shown, len(wanted))
        for i in range(len(wanted)):
            known = self.items[shown.id]
            self.assistant.change(f"open:{shown.id}:{known[i]}" if i < len(known) else f"add:{shown.id}")
            item = self.assistant.place()[1].rpartition("/")[2]
            self.items[shown.id] = known if i < len(known) else [*known, item]
            assert self.items[shown.id][i] == item
            spot = self.inner(list_, around)[i]
            self.visit_item(page, spot, document)
            self.unfinished -= {item}
            self.unfinished |= {item} if self.left_wrong(page, spot, document) else set()
            assert self.assistant.place()[1] == here
            assert self.assistant.items(shown) == self.items[shown.id]
            open_ = [each for each in self.items[shown.id] if each in self.unfinished]
            assert self.assistant.unfinished(shown) == open_

    def visit_item(self, page: Page, spot: Spot, document: Document) -> None:
        """The page of one item: what is wrong in it is refused, exactly that; then the person goes back to the list."""
        here = self.assistant.place()[1]
        for _ in range(_MOST_REVEALS):
            all_there = self.fill_here(page, document, spot)
            self.assistant.press("_weiter")
            if self.assistant.place()[1] != here or (self.assistant.summary() and all_there):
                break
        else:
            raise AssertionError(f"{here} comes back again and again: {self.assistant.text()}")
        if self.within(self.judged(page, document)[1].mistakes, spot):
            assert self.assistant.place()[1] == here
            self.check_refused(page, spot)
            self.assistant.press("_zurueck")

    def within(self, mistakes: Iterable[Mistake], spot: Spot) -> list[Mistake]:
        """Those of some mistakes that stand in an item, or deeper in it."""
        path: Path = () if spot.list is None else (*spot.list.path, ITEM)
        at = len(spot.indices)
        return [
            mistake
            for mistake in mistakes
            if self.definition.controls[mistake.element].path[: len(path)] == path
            and mistake.indices[:at] == spot.indices
        ]

    def left_wrong(self, page: Page, spot: Spot, document: Document) -> bool:
        """Whether something is wrong in an item after it was left: files that were refused are not kept."""
        return bool(self.within(self.judged(page, self.without_refused(document))[1].mistakes, spot))

    def without_refused(self, document: Document) -> dict[str, Any]:
        """A document without the files that no item keeps."""
        whole = with_files(self.definition, self.case, document)
        for control in self.definition.controls.values():
            if is_file(control):
                _drop_refused(whole, control)
        return whole

    @property
    def words(self) -> Mapping[str, str]:
        """What the pages say in the language of the definition."""
        return locales.table(self.definition.language, "web")

    def check_page(self, page: Page) -> None:
        """Exactly the expected mistakes of a page, and they are said as they must be."""
        verdict = self.judged(page, self.case.answers)[1]
        assert {(mistake.element, mistake.indices): mistake.code for mistake in verdict.mistakes} == self.wrong(page)
        self.check_refused(page, HERE)

    def check_refused(self, page: Page, here: Spot) -> None:
        """What is wrong here, in the words for its codes, in the summary and at the questions."""
        settled, verdict = self.judged(page, self.case.answers)
        questions, mistakes = [], []
        entries: dict[str, str] = {}
        for spot in self.spots(page, here):
            lists = lists_in(page, spot.list)
            own = {control.id for control in (inside(page, spot.list) if spot.list else answered(page))}
            questions += [under(page_control(page, id_), spot.prefix) for id_ in own]
            mistakes += [one for one in verdict.mistakes if one.element in own and one.indices == spot.indices]
            for list_ in filter(on_own_pages, lists):
                entries |= self.entries_of_items(page, list_, spot)
        self.check_complaints(settled, mistakes, [one for one in questions if one.type in TYPES], entries)

    def entries_of_items(self, page: Page, list_: Control, around: Spot) -> dict[str, str]:
        """What the summary says of items that are not finished, by the id that it leads to."""
        said = self.words["page.item_open"]
        return {
            f"f-eintrag-{spot.prefix.split('/')[-2]}": said.replace("{item}", item_name(list_, spot.indices[-1]))
            for spot in self.inner(list_, around)
            if self.left_wrong(page, spot, self.case.answers)
        }

    def check_complaints(
        self, settled: Settled, mistakes: Iterable[Mistake], questions: Iterable[Control], entries: Mapping[str, str]
    ) -> None:
        """Exactly these mistakes, in the summary (which also has these entries) and at these questions."""
        displayed, table = Displayed(self.definition, settled.document), load_messages(self.definition.language)
        words: dict[str, tuple[Control, str]] = {}
        for mistake in mistakes:
            control = self.located(mistake.element, mistake.indices)
            words.setdefault(control.id, (control, sentence(self.definition, table, mistake, displayed)))
        assert self.assistant.status() == 422
        summary = {mark(control, "f"): text for control, text in words.values()} | dict(entries)
        found_summary = dict(self.assistant.summary())
        assert found_summary.keys() == summary.keys()
        for place, text in summary.items():
            # Where two say the same, each entry names its question first.
            twice = list(summary.values()).count(text) > 1
            assert found_summary[place] == text or (twice and found_summary[place].endswith(text))
        assert len(self.assistant.summary()) == len(summary)
        found = {control.id: self.assistant.complaint(control) for control in questions}
        assert {id_: text for id_, text in found.items() if text} == {id_: text for id_, (_, text) in words.items()}

    def located(self, id_: str, indices: Indices) -> Control:
        """A question as it stands on its page."""
        control, prefix = self.definition.controls[id_], ""
        for path, i in zip(control.lists, indices, strict=True):
            prefix += self.items[prefix + self.definition.lists[path].id][i] + "/"
        return under(control, prefix)


def page_control(page: Page, id_: str) -> Control:
    """A question of a page."""
    return next(control for control in page.controls if control.id == id_)


def _drop_refused(whole: dict[str, Any], control: Control) -> None:
    keeps = judge(control.schema["items"])
    for indices in pointer.positions(whole, control.lists):
        files = answer_at(whole, control, indices)
        kept = [file for file in files if keeps.ok(file)] if isinstance(files, list) else []
        at = pointer.place(control.path, indices)
        if kept:
            pointer.put(whole, at, kept)
        else:
            pointer.remove(whole, at)
