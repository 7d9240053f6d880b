"""Fills pages as the person of a case does, items of lists included, and checks what is refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from formengine import locales
from formengine.core import pointer
from formengine.core.cases import Case, is_file, media_type, page_answers, with_files
from formengine.core.definition import Definition
from formengine.core.journey import Mistake, Verdict, judge_page
from formengine.core.model import CHECK_PAGE, Control, Document, Indices, Instance, Page
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
    asked,
    asked_inside,
    in_item,
    instance_at,
    item_name,
    items_in,
    lists_of,
    mark,
    on_own_pages,
)
from tests.samples import sample

_MOST_REVEALS = 3
"""How often a page may come back with one more question before that is an error."""

A = TypeVar("A", bound=Assistant)
Asked: TypeAlias = tuple[Control, Indices]
"""A question with its input name as its id, and its position in lists."""


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
    """The ids of the items that are there, by list."""
    unfinished: set[str] = field(default_factory=set, init=False)
    """The ids of the items in which something is wrong."""

    @property
    def context(self) -> Context:
        """The time and the environment of the case."""
        return Context(self.case.now, self.case.environment)

    def part(self, page: Page, document: Document) -> Document:
        """What a page gets of a document, for the journey alone."""
        return page_answers(page, with_files(self.definition, self.case, document))

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
        questions: list[Asked] = [(control, ()) for control in asked(page)]
        for list_ in lists_of(page):
            if not on_own_pages(list_):
                self.count_items(list_, len(items_in(document, list_)))
                for i, item in enumerate(self.items[list_.id]):
                    questions += [(in_item(control, item), (i,)) for control in asked_inside(page, list_)]
        all_there = self.fill_all(page, questions, document)
        for list_ in lists_of(page):
            if on_own_pages(list_):
                self.fill_items(page, list_, document)
        return all_there

    def fill_all(self, page: Page, questions: Iterable[Asked], document: Document) -> bool:
        """Answer questions of a page, those that are not there yet last; False where one of them did not come."""
        visible = self.judged(page, document)[0].visible
        waiting = []
        for control, indices in questions:
            seen = (control.id.rpartition("/")[2], indices) in visible
            if self.assistant.sees(control):
                self.fill(control, answer_at(document, control, indices), visible=seen)
            else:
                waiting.append((control, indices, seen))
        for control, indices, seen in waiting:
            self.fill(control, answer_at(document, control, indices), visible=seen)
        return all(self.assistant.sees(control) for control, _, seen in waiting if seen)

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

    def fill_items(self, page: Page, list_: Control, document: Document) -> None:
        """Fill each item on its own page; one that is refused is left, and its list says so."""
        wanted = items_in(document, list_)
        self.count_items(list_, len(wanted))
        for i in range(len(wanted)):
            known = self.items[list_.id]
            self.assistant.change(f"open:{list_.id}:{known[i]}" if i < len(known) else f"add:{list_.id}")
            item = self.assistant.place()[1].removeprefix(f"{page.path}/{list_.id}/")
            self.items[list_.id] = known if i < len(known) else [*known, item]
            assert self.items[list_.id][i] == item
            self.visit_item(page, list_, i, document)
            self.unfinished -= {item}
            self.unfinished |= {item} if self.left_wrong(page, list_, i, document) else set()
            assert self.assistant.place()[1] == page.path
            assert self.assistant.items(list_) == self.items[list_.id]
            open_ = [each for each in self.items[list_.id] if each in self.unfinished]
            assert self.assistant.unfinished(list_) == open_

    def visit_item(self, page: Page, list_: Control, i: int, document: Document) -> None:
        """The page of one item: what is wrong in it is refused, exactly that; then the person goes back to the list."""
        item = self.items[list_.id][i]
        questions = [(in_item(control, item), (i,)) for control in asked_inside(page, list_)]
        here = self.assistant.place()[1]
        for _ in range(_MOST_REVEALS):
            all_there = self.fill_all(page, questions, document)
            self.assistant.press("_weiter")
            if self.assistant.place()[1] != here or (self.assistant.summary() and all_there):
                break
        else:
            raise AssertionError(f"{here} comes back again and again: {self.assistant.text()}")
        settled, verdict = self.judged(page, document)
        mistakes = [mistake for mistake in verdict.mistakes if mistake.indices == (i,)]
        if mistakes:
            assert self.assistant.place()[1] == here
            self.check_complaints(settled, mistakes, [control for control, _ in questions], {})
            self.assistant.press("_zurueck")

    def left_wrong(self, page: Page, list_: Control, i: int, document: Document) -> bool:
        """Whether something is wrong in an item after it was left: files that were refused are not kept."""
        mistakes = self.judged(page, self.without_refused(document))[1].mistakes
        return any(
            each.indices == (i,) for each in mistakes if list_.path in self.definition.controls[each.element].lists
        )

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

    def check_refused(self, page: Page) -> None:
        """Exactly the expected mistakes, in the words for their codes, in the summary and at the questions."""
        wrong = self.wrong(page)
        settled, verdict = self.judged(page, self.case.answers)
        assert {(mistake.element, mistake.indices): mistake.code for mistake in verdict.mistakes} == wrong
        questions = [*asked(page), *lists_of(page)]
        entries: dict[str, str] = {}
        mistakes = [mistake for mistake in verdict.mistakes if not mistake.indices]
        for list_ in lists_of(page):
            if on_own_pages(list_):
                entries |= self.entries_of_items(page, list_)
                continue
            own = asked_inside(page, list_)
            questions += [in_item(control, item) for item in self.items[list_.id] for control in own]
            mistakes += [each for each in verdict.mistakes if each.indices and each.element in {c.id for c in own}]
        self.check_complaints(settled, mistakes, questions, entries)

    def entries_of_items(self, page: Page, list_: Control) -> dict[str, str]:
        """What the summary says of items that are not finished, by the id that it leads to."""
        return {
            f"f-eintrag-{item}": self.words["page.item_open"].replace("{item}", item_name(list_, i))
            for i, item in enumerate(self.items[list_.id])
            if self.left_wrong(page, list_, i, self.case.answers)
        }

    def check_complaints(
        self, settled: Settled, mistakes: Iterable[Mistake], questions: Iterable[Control], entries: Mapping[str, str]
    ) -> None:
        """Exactly these mistakes, in the summary (which also has these entries) and at these questions."""
        displayed, table = Displayed(self.definition, settled.document), load_messages(self.definition.language)
        words: dict[str, tuple[Control, str]] = {}
        for mistake in mistakes:
            control = self.placed(mistake.element, mistake.indices)
            words.setdefault(control.id, (control, sentence(self.definition, table, mistake, displayed)))
        assert self.assistant.status() == 422
        summary = {mark(control, "f"): text for control, text in words.values()} | dict(entries)
        assert dict(self.assistant.summary()) == summary
        assert len(self.assistant.summary()) == len(summary)
        found = {control.id: self.assistant.complaint(control) for control in questions}
        assert {id_: text for id_, text in found.items() if text} == {id_: text for id_, (_, text) in words.items()}

    def placed(self, id_: str, indices: Indices) -> Control:
        """A question as it stands on its page."""
        control = self.definition.controls[id_]
        if not indices:
            return control
        list_ = next(each for each in self.definition.controls.values() if each.path == control.lists[0])
        return in_item(control, self.items[list_.id][indices[0]])


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
