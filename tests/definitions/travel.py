"""Acts a case out on the assistant as its person would, whoever does the clicking, and compares what comes out."""

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from formengine import locales
from formengine.core import pointer
from formengine.core.cases import is_file, play
from formengine.core.definition import Definition
from formengine.core.journey import walk
from formengine.core.messages import compose
from formengine.core.model import CHECK_PAGE, ENVIRONMENT, ITEM_ID, Control, Document, Indices, Page
from formengine.core.pointer import MISSING
from formengine.fields import TYPES
from formengine.fields.posting import raw_of
from formengine.store.submissions import Submission
from formengine.web.display import shown_answer
from tests.definitions.cases import definitions, spoken
from tests.definitions.filling import HERE, A, Filler, Spot
from tests.definitions.questions import (
    answer_at,
    answered,
    asked,
    files_in,
    inside,
    items_in,
    lists_in,
    lists_of,
    with_untouched,
    without_ids,
)
from tests.samples import sample


@dataclass
class Trip(Filler[A]):
    """One case on its way."""

    def __post_init__(self) -> None:
        said = self.case
        answers, good = (with_untouched(self.definition, part) for part in (said.answers, said.good))
        self.case = dataclasses.replace(said, answers=answers, good=good)

    def run(self) -> None:
        """From the start page to the receipt or the outcome."""
        expected = play(self.definition, self.case)
        self.assistant.begin(self.definition.slug)
        for path in expected.pages:
            self.visit(path)
        if self.definition.kind == "klaerung":
            self.arrive(expected.outcome)
        else:
            if self.assistant.place()[1] == CHECK_PAGE:
                self.check_rows()
                self.assistant.press("_absenden")
            self.receive(expected.document)

    def go_to(self, path: str) -> None:
        """From the start page to a page of the case, which is left untouched."""
        pages = play(self.definition, self.case).pages
        self.assistant.begin(self.definition.slug)
        for before in pages[: pages.index(path)]:
            self.visit(before)
        assert self.assistant.place()[1] == path

    def visit(self, path: str) -> None:
        """One page: what the case says, and if that is refused, what mends it."""
        page = self.definition.page(path)
        assert page is not None
        assert self.assistant.place()[1] == path
        if path == CHECK_PAGE:
            self.check_rows()
        wrong = self.wrong(page)
        if wrong and not self.judged(page, self.without_refused(self.case.answers))[1].mistakes and lists_of(page):
            # Only files of items were refused; their pages said so, and without them nothing is wrong any more.
            self.fill_page(page, self.case.answers)
        elif wrong:
            self.send(page, self.case.answers)
            self.check_page(page)
        self.send(page, self.case.good if wrong else self.case.answers)
        assert self.assistant.summary() == []
        self.accepted[page.id] = self.part(page, self.case.good if wrong else self.case.answers)

    def check_rows(self) -> None:
        """The summary shows every answer, those of its own page left out."""
        whole: dict[str, Any] = {}
        for part in self.accepted.values():
            pointer.merge(whole, dict(part))
        journey = walk(self.definition, whole, self.context)
        shown = {
            name: (control, indices, answer_at(journey.document, control, indices))
            for page in journey.path
            if page.path != CHECK_PAGE
            for name, control, indices in self.shown(page, journey.document)
            if (control.id, indices) in journey.settled.visible
        }
        rows = self.assistant.rows()
        assert list(rows) == list(shown)
        for name, (control, indices, answer) in shown.items():
            if is_file(control) and answer is not MISSING:
                names = [file["name"] for file in answer if "name" in file]
                assert all(each in " ".join(rows[name]) for each in names)
                assert names or locales.table(control.language, "fields")["file_later"] in " ".join(rows[name])
            else:
                said = (
                    self.words["check.no_answer"]
                    if answer is MISSING
                    else self.said(journey.document, control, indices)
                )
                lines = said.split("\n")
                assert rows[name] == [" ".join(line.split()) for line in lines]

    def said(self, document: Document, control: Control, indices: Indices) -> str:
        """An answer in the words of the summary."""
        return shown_answer(self.definition, document, control, indices, answer_at(document, control, indices))

    def shown(self, page: Page, document: Document) -> Iterator[tuple[str, Control, Indices]]:
        """What a page has to show, in its order: the name of the row, the question and its position in lists."""
        yield from self.shown_in(page, document, HERE)

    def shown_in(self, page: Page, document: Document, here: Spot) -> Iterator[tuple[str, Control, Indices]]:
        """The same of an item."""
        for control in answered(page) if here.list is None else inside(page, here.list):
            yield here.prefix + control.id, control, here.indices
            there = len(items_in(document, control, here.indices)) if control.type == "list" else 0
            for inner in self.inner(control, here)[:there]:
                yield from self.shown_in(page, document, inner)

    def receive(self, document: Document) -> None:
        """The receipt names what the store holds: the journey's document, and the messages that follow from it."""
        number, path = self.assistant.place()
        assert path == "eingang"
        submission = self.store.submissions.get_for_draft(number)
        assert submission is not None
        assert submission.reference in self.assistant.text()
        kept = {name: part for name, part in submission.document.items() if name != ENVIRONMENT}
        assert without_ids(kept) == without_ids(document)
        assert submission.document[ENVIRONMENT] == {"sprache": self.definition.language}
        self.check_rows()
        self.check_items(submission)
        self.check_files(submission)
        expected = compose(self.definition.messages, submission.document, self.case.now, self.case.environment)
        obliged = self.store.submissions.obligations(submission.reference)
        assert [(each.recipient, each.kind) for each in obliged] == [(each.recipient, each.id) for each in expected]
        assert tuple(each.kind for each in obliged) == (
            self.case.expect.messages or tuple(each.id for each in expected)
        )
        assert [each.payload["daten"] for each in obliged] == [dict(each.data) for each in expected]
        assert all(each.payload["kopf"]["vorgang"] == submission.reference for each in obliged)
        assert {each.payload["kopf"]["sprache"] for each in obliged} <= {locales.tag(self.definition.language)}

    def check_items(self, submission: Submission) -> None:
        """The items were sent in their order, each with the id that it had from the beginning."""
        for page in self.definition.pages:
            self.check_order(page, submission.document, HERE)

    def check_order(self, page: Page, document: Document, here: Spot) -> None:
        """The same of the lists of an item."""
        for list_ in lists_in(page, here.list):
            sent = [item[ITEM_ID] for item in items_in(document, list_, here.indices)]
            assert sent == self.items.get(here.prefix + list_.id, [])
            for inner in self.inner(list_, here):
                self.check_order(page, document, inner)

    def check_files(self, submission: Submission) -> None:
        """Every file that the document names lies in the store, as what it says it is."""
        kept = {file.id: file for file in self.store.submissions.files(submission.reference)}
        named = list(files_in(submission.document))
        assert {file["_id"] for file in named} == set(kept)
        for file in named:
            body = self.store.files.path(kept[file["_id"]]).read_bytes()
            assert (hashlib.sha256(body).hexdigest(), len(body)) == (file["sha256"], file["size"])
            assert body[:4] == sample(file["mimeType"])[:4]

    def arrive(self, id_: str | None) -> None:
        """The outcome, and the application that it leads to."""
        outcome = next(each for each in self.definition.outcomes if each.id == id_)
        assert self.assistant.place()[1] == "ergebnis"
        assert self.assistant.heading() == outcome.title
        self.check_rows()
        known = str(outcome.target) in definitions()
        target = spoken(str(outcome.target), self.definition.language) if known else None
        if target is not None and outcome.kind != "antrag":
            assert self.assistant.leads_to(f"/dienste/{target.slug}")
        elif target is not None:
            values = {id_: self.handed(source) for id_, source in outcome.handover.items()}
            self.assistant.press("")
            self.check_handed_over(target, {id_: value for id_, value in values.items() if value is not MISSING})

    def handed(self, source: Any) -> Any:
        """A value that is handed over: the constant, or the answer that it points to."""
        if not isinstance(source, Mapping):
            return source
        document = play(self.definition, self.case).document
        return pointer.get(document, pointer.parse_scope(source["scope"]))

    def check_handed_over(self, target: Definition, values: Mapping[str, Any]) -> None:
        """The new draft holds the values as not yet accepted; where they are seen, they say where they come from."""
        number, path = self.assistant.place()
        assert path == target.pages[0].path
        rows = self.store.drafts.pages(number)
        assert all(row.answers is None for row in rows.values())
        pending = [row.pending or {} for row in rows.values()]
        raw = raw_of(target.controls.values(), values)
        assert {name: text for each in pending for name, text in each["raw"].items()} == raw
        for control in asked(target.pages[0]):
            wanted = TYPES[control.type].raw(values[control.id], control) if control.id in values else {}
            assert self.assistant.raw(control) == wanted
            assert self.assistant.mark(control) == (self.words["page.handed_over"] if control.id in values else "")
