"""Acts a case out on the assistant as its person would, whoever does the clicking, and compares what comes out."""

import copy
import dataclasses
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from formengine.core import pointer
from formengine.core.cases import Case, media_type, page_answers, play, with_files
from formengine.core.definition import Definition
from formengine.core.journey import judge_page, walk
from formengine.core.messages import compose
from formengine.core.model import CHECK_PAGE, Control, Document, Page
from formengine.core.pointer import MISSING
from formengine.core.settling import Context, Settled
from formengine.core.wording import sentence
from formengine.fields import TYPES
from formengine.fields.posting import raw_of, read
from formengine.store import Store
from formengine.store.submissions import Submission
from formengine.web.display import HANDED_OVER, Displayed, display
from formengine.web.forms import load_messages
from tests.definitions.assistant import Assistant, Upload
from tests.definitions.cases import definitions
from tests.samples import sample

_MOST_REVEALS = 3
"""How often a page may come back with one more question before that is an error."""


A = TypeVar("A", bound=Assistant)


@dataclass
class Trip(Generic[A]):
    """One case on its way."""

    definition: Definition
    case: Case
    assistant: A
    store: Store

    def __post_init__(self) -> None:
        said = self.case
        answers, good = (with_untouched(self.definition, part) for part in (said.answers, said.good))
        self.case = dataclasses.replace(said, answers=answers, good=good)
        self.context = Context(said.now, said.environment)
        self.accepted: dict[str, Document] = {}

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
        self.send(page, self.case.answers)
        wrong = self.wrong(page)
        if wrong:
            self.check_refused(page, wrong)
            self.send(page, self.case.good)
        assert self.assistant.summary() == []
        self.accepted[page.id] = self.part(page, self.case.good if wrong else self.case.answers)

    def part(self, page: Page, document: Document) -> Document:
        """What a page gets of a document, for the journey alone."""
        return page_answers(page, with_files(self.definition, self.case, document))

    def wrong(self, page: Page) -> dict[str, str]:
        """The codes that the case expects on a page, by element id."""
        places = {pointer.join(*control.path): control for control in self.definition.controls.values()}
        expected = [(places[place], code) for place, code in self.case.expect.errors.items()]
        return {control.id: code for control, code in expected if control.page == page.id}

    def settled(self, page: Page, document: Document) -> Settled:
        """The page as the journey sees it with these answers."""
        answers = {**self.accepted, page.id: self.part(page, document)}
        return judge_page(self.definition, answers, page, self.context)[0]

    def send(self, page: Page, document: Document) -> None:
        """Fill a page and press its button, again where that brings up another question."""
        for _ in range(_MOST_REVEALS):
            self.fill_page(page, document)
            self.assistant.press("_absenden" if page.path == CHECK_PAGE else "_weiter")
            if self.assistant.place()[1] != page.path or self.assistant.summary():
                return
        raise AssertionError(f"{page.path} comes back again and again: {self.assistant.text()}")

    def fill_page(self, page: Page, document: Document) -> None:
        """Answer what is there, then what came up because of that."""
        visible = {id_ for id_, _ in self.settled(page, document).visible}
        waiting = []
        for control in asked(page):
            if self.assistant.sees(control):
                self.fill(control, document, visible=control.id in visible)
            else:
                waiting.append(control)
        for control in waiting:
            self.fill(control, document, visible=control.id in visible)

    def fill(self, control: Control, document: Document, *, visible: bool) -> None:
        """Answer one question as the document does."""
        answer = pointer.get(document, control.path)
        if not TYPES[control.type].uploads:
            raw = {} if answer is MISSING else TYPES[control.type].raw(answer, control)
            self.assistant.fill(control, raw, visible=visible)
        elif self.assistant.sees(control):
            wanted = [] if answer is MISSING else [str(name) for name in answer]
            for name in self.assistant.files(control):
                if name not in wanted:
                    self.assistant.remove(control, name)
            kept = self.assistant.files(control)
            self.assistant.attach(control, [self.upload(name) for name in wanted if name not in kept])

    def upload(self, name: str) -> Upload:
        """A file of the case with real bytes."""
        mime = media_type(self.case, name)
        return Upload(name, mime, sample(mime, self.case.files.get(name, {}).get("size")))

    def check_refused(self, page: Page, wrong: Mapping[str, str]) -> None:
        """Exactly the expected mistakes, in the words for their codes, in the summary and at the questions."""
        answers = {**self.accepted, page.id: self.part(page, self.case.answers)}
        settled, verdict = judge_page(self.definition, answers, page, self.context)
        assert {mistake.element: mistake.code for mistake in verdict.mistakes} == wrong
        displayed, table = Displayed(self.definition, settled.document), load_messages("de")
        words = {
            mistake.element: sentence(self.definition, table, mistake, displayed)
            for mistake in reversed(verdict.mistakes)
        }
        assert self.assistant.status() == 422
        assert dict(self.assistant.summary()) == {f"f-{id_}": text for id_, text in words.items()}
        assert len(self.assistant.summary()) == len(words)
        found = {control.id: self.assistant.complaint(control) for control in asked(page)}
        assert {id_: text for id_, text in found.items() if text} == words

    def check_rows(self) -> None:
        """The summary shows every answer, those of its own page left out."""
        whole: dict[str, Any] = {}
        for part in self.accepted.values():
            pointer.merge(whole, dict(part))
        journey = walk(self.definition, whole, self.context)
        shown = [control for page in journey.path if page.path != CHECK_PAGE for control in answered(page)]
        shown = [control for control in shown if (control.id, ()) in journey.settled.visible]
        rows = self.assistant.rows()
        assert list(rows) == [control.id for control in shown]
        for control in shown:
            answer = pointer.get(journey.document, control.path)
            if TYPES[control.type].uploads and answer is not MISSING:
                assert all(file["name"] in " ".join(rows[control.id]) for file in answer)
            else:
                lines = ["Keine Angabe"] if answer is MISSING else display(control, answer).split("\n")
                assert rows[control.id] == [" ".join(line.split()) for line in lines]

    def receive(self, document: Document) -> None:
        """The receipt names what the store holds: the journey's document, and the messages that follow from it."""
        number, path = self.assistant.place()
        assert path == "eingang"
        submission = self.store.submissions.get_for_draft(number)
        assert submission is not None
        assert submission.reference in self.assistant.text()
        assert without_bytes(submission.document) == without_bytes(document)
        self.check_rows()
        self.check_files(submission)
        expected = compose(self.definition.messages, submission.document, self.case.now, self.case.environment)
        obliged = self.store.submissions.obligations(submission.reference)
        assert [(each.recipient, each.kind) for each in obliged] == [(each.recipient, each.id) for each in expected]
        assert tuple(each.kind for each in obliged) == (
            self.case.expect.messages or tuple(each.id for each in expected)
        )
        assert [each.payload["daten"] for each in obliged] == [dict(each.data) for each in expected]
        assert all(each.payload["kopf"]["vorgang"] == submission.reference for each in obliged)

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
        target = definitions().get(str(outcome.target))
        if target is not None:
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
            assert self.assistant.mark(control) == (HANDED_OVER if control.id in values else "")


def asked(page: Page) -> Iterator[Control]:
    """The questions of a page that a person answers."""
    return (control for control in answered(page) if not control.fixed and control.type in TYPES)


def answered(page: Page) -> Iterator[Control]:
    """The questions of a page that have an answer to show."""
    return (control for control in page.controls if control.displayed and not control.lists)


def with_untouched(definition: Definition, document: Document) -> Document:
    """The document with what a browser posts for a question that nobody touches: an unticked box is the answer no."""
    whole = copy.deepcopy(dict(document))
    for control in (control for page in definition.pages for control in asked(page)):
        if pointer.get(whole, control.path) is MISSING:
            for value in read([control], {}).values():
                pointer.put(whole, control.path, value)
    return whole


def files_in(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every file of a document."""
    if isinstance(value, Mapping):
        if "sha256" in value:
            yield value
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from files_in(part)


def without_bytes(value: Any) -> Any:
    """A document whose files are only named: ids, sizes and hashes differ from one upload to the next."""
    if isinstance(value, Mapping):
        if "sha256" in value:
            return {"name": value["name"], "mimeType": value["mimeType"]}
        return {key: without_bytes(part) for key, part in value.items()}
    return [without_bytes(part) for part in value] if isinstance(value, list) else value
