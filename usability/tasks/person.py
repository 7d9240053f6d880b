"""The simulated person: goes from page to page, types, slips where the task says so, reads messages, and mends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from flask import Flask

from formengine.core.cases import Case
from formengine.core.model import CHECK_PAGE, Page
from formengine.core.readability import ease, words
from formengine.fields import TYPES
from formengine.web.places import Standing
from usability.tasks import effort
from usability.tasks.desk import Answer, Desk
from usability.tasks.effort import Effort
from usability.tasks.helping import helps
from usability.tasks.markup import Node, main_form
from usability.tasks.memory import Memory
from usability.tasks.model import OUTCOME, RECEIPT, Message, Played, Task, Visit
from usability.tasks.seeing import Sight, see
from usability.tasks.turn import SEEN, StuckError, Turn, path_of

_MOST_PAGES: Final = 200
_BACK_AGAIN: Final = 2
"""So often a page may come back with one more question before it is a dead end."""
_PROSE: Final = 5
"""So many words make a running text, whose ease says something; labels and buttons are shorter."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What a page complained about, and what it cost to mend it."""

    messages: tuple[Message, ...] = ()
    cost: Effort = field(default_factory=Effort)


_NOTHING_WRONG: Final = Mended()


def play(app: Flask, slug: str, task: Task, case: Case) -> Played:
    """Play one task with the answers of a case. Raises LookupError where the definition does not run."""
    return _Person(Desk.begun(app, slug, case.now), task, case).run()


@dataclass
class _Person:
    desk: Desk
    task: Task
    case: Case
    visits: list[Visit] = field(default_factory=list)
    unnoticed: list[str] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)

    def run(self) -> Played:
        """From the first page to the end, or to where it does not go on."""
        place, end, stuck, passed = self.desk.definition.pages[0].path, "", "", list[str]()
        try:
            while not _is_end(place):
                if len(passed) >= _MOST_PAGES:
                    raise StuckError(f"Nach {_MOST_PAGES} Seiten war noch kein Ende zu sehen.")
                passed.append(place)
                place = self._page(place)
            end = self._end(place)
        except StuckError as reason:
            stuck = str(reason)
        visited = [visit.page for visit in self.visits if not visit.item and not (end and visit is self.visits[-1])]
        way = self.task.way
        return Played(
            task=self.task,
            visits=tuple(self.visits),
            end=end,
            stuck=stuck,
            detours=tuple(_without(visited, way)) if way else (),
            skipped=tuple(_without(way, visited)) if way and end else (),
            unnoticed=tuple(self.unnoticed),
        )

    def _end(self, place: str) -> str:
        answer = self.desk.open(place)
        journey = self.desk.journey()
        seen = see(answer.tree, (), {})
        self._note(place, _heading(answer.tree), "", seen, Effort())
        return f"{OUTCOME}:{journey.outcome.id}" if place == OUTCOME and journey.outcome else place

    def _page(self, place: str) -> str:
        """One page, from opening it to where it leads."""
        page = self.desk.definition.page(place)
        if page is None:
            return self._plain(place)
        turn = Turn(self.desk, page, self._slipped(page))
        at = len(self.visits)
        before = turn.before()
        typing = turn.type(self.case)
        first = typing.cost(typing.see(), before)
        inside = [self._item(turn, *own) for own in typing.own_pages()]
        leads, mended = self._send(turn, place, None, "_absenden" if place == CHECK_PAGE else "_weiter")
        self.unnoticed += self._overlooked(turn, [*mended.messages, *(m for visit in inside for m in visit.messages)])
        final = turn.typed
        self._note(place, page.title, "", final.see(), first + Effort(clicks=final.added() + 1), mended, at)
        if leads is None:
            raise StuckError(_dead_end(page.title, mended.messages))
        return leads

    def _plain(self, place: str) -> str:
        """A page that the engine adds: the check page of a definition without one of its own."""
        answer = self.desk.open(place)
        if answer.status != SEEN or main_form(answer.tree) is None:
            raise StuckError(f"Der Weg führt zu „{place}“, und dort geht es nicht weiter.")
        sight = see(answer.tree, (), {})
        self._note(place, _heading(answer.tree), "", sight, Effort(clicks=1))
        sent_on = self.desk.send(answer, "_absenden")
        if not sent_on.leads:
            raise StuckError("Die Angaben lassen sich nicht absenden.")
        return sent_on.place

    def _item(self, turn: Turn, name: str, place: str, item: Standing) -> Visit:
        """The page of an item."""
        typing = turn.latest(place)
        first = typing.cost(typing.see(item.indices), {})
        leads, mended = self._send(turn, place, item, "_weiter")
        final = turn.latest(place)
        cost = first + Effort(clicks=final.added(item.prefix) + 1)
        visit = self._note(turn.page.path, turn.page.title, name, final.see(item.indices), cost, mended)
        if leads is None:
            raise StuckError(_dead_end(visit.name, mended.messages))
        return visit

    def _send(self, turn: Turn, place: str, item: Standing | None, button: str) -> tuple[str | None, Mended]:
        """Send a page until it is accepted: where it leads (None: nowhere), and what had to be mended."""
        answer, clicks = self._press(place, button)
        if answer.leads:
            return answer.place, Mended(cost=Effort(clicks=clicks))
        met, wrong = list(self._read(answer)), turn.latest(place)
        if met and not all(message.helps for message in met):
            # Nobody said what to do, so the same is sent once more; what should be done is found out by trying.
            self.desk.send(self.desk.open(place), button)
            met = [message if message.helps else replace(message, again=1) for message in met]
            clicks += 1
        turn.mend(self.case, item)
        mended = turn.latest(place)
        cost = mended.cost(mended.see(item.indices if item else ()), wrong.standing(), wrong.filled) + Effort(
            clicks=clicks + 1
        )
        answer = self.desk.send(mended.answer, button)
        if answer.leads:
            return answer.place, Mended(tuple(met), cost)
        still = {message.text for message in self._read(answer)}
        again = (replace(each, again=each.again + 1) if each.text in still else each for each in met)
        return None, Mended(tuple(again), cost)

    def _press(self, place: str, button: str) -> tuple[Answer, int]:
        """Send a page, again where it comes back with one more question; and the clicks beyond the first."""
        answer = self.desk.send(self.desk.open(place), button)
        for clicks in range(_BACK_AGAIN):
            if answer.status != SEEN:
                return answer, clicks
            answer = self.desk.send(self.desk.open(place), button)
        return answer, _BACK_AGAIN

    def _read(self, answer: Answer) -> Iterator[Message]:
        """The messages of a refused page."""
        box = answer.tree.find("fehlerliste")
        for link in box.all("a") if box else ():
            anchor = link.get("href").removeprefix("#")
            control = self.desk.definition.controls.get(anchor.rpartition("/")[2].removeprefix("f-"))
            label = control.label if control else ""
            text = " ".join(link.text().split())
            there = answer.tree.find(anchor) is not None
            yield Message(control.id if control else "", label, text, helps(text, label), there)

    def _slipped(self, page: Page) -> dict[str, Any]:
        """The slips that belong to a page."""
        own = [control.path for control in page.controls]
        return {key: value for key, value in self.task.slips.items() if path_of(key) in own}

    def _overlooked(self, turn: Turn, messages: Sequence[Message]) -> Iterator[str]:
        """Labels of slips that no message can be about."""
        said = {message.element for message in messages}
        for key in turn.slips if len(messages) < len(turn.slips) else ():
            control = next(control for control in turn.page.controls if control.path == path_of(key))
            if control.id not in said:
                yield control.label

    def _note(
        self,
        place: str,
        title: str,
        item: str,
        sight: Sight,
        cost: Effort,
        mended: Mended = _NOTHING_WRONG,
        at: int | None = None,
    ) -> Visit:
        questions = sum(self._asks(id_) for id_, _ in sight.fields)
        said = [message.text for message in mended.messages for _ in range(1 + message.again)]
        read_words, more = _counted(sight.texts), _counted(said)
        read = ease(text for text in sight.texts if _counted([text]) >= _PROSE)
        rounds = 1 + max((1 + message.again for message in mended.messages), default=0)
        visit = Visit(
            page=place,
            title=title,
            item=item,
            questions=questions,
            fields=len({box.name for box in sight.boxes}),
            keystrokes=cost.keystrokes,
            clicks=cost.clicks,
            mending=mended.cost.keystrokes + mended.cost.clicks,
            words=read_words,
            echo=_counted(sight.echo),
            message_words=more,
            help_words=_counted(sight.help),
            lix=read.lix,
            wstf=read.wstf,
            reading=effort.reading(read_words + more),
            thinking=effort.thinking(questions, rounds),
            hands=effort.hands(cost + mended.cost),
            messages=mended.messages,
            twice=self.memory.again(place, self.desk.definition.controls, sight.boxes),
        )
        self.visits.insert(len(self.visits) if at is None else at, visit)
        return visit

    def _asks(self, id_: str) -> bool:
        control = self.desk.definition.controls.get(id_)
        return control is not None and not control.fixed and control.type in TYPES and not TYPES[control.type].static


def _dead_end(title: str, messages: Iterable[Message]) -> str:
    said = next((message.text for message in messages), "")
    why = f"Die Meldung: „{said}“" if said else "Eine Meldung gibt es nicht."
    return f"Die Seite „{title}“ nimmt die richtigen Antworten nicht an. {why}"


def _heading(tree: Node) -> str:
    heading = next(tree.all("h1"), None)
    return " ".join(heading.text().split()) if heading else ""


def _counted(texts: Iterable[str]) -> int:
    return sum(len(words(text)) for text in texts)


def _is_end(place: str) -> bool:
    return place in (RECEIPT, OUTCOME)


def _without(these: Iterable[str], those: Iterable[str]) -> Iterator[str]:
    """What is left of some when others are taken away, each once."""
    left = list(those)
    for each in these:
        if each in left:
            left.remove(each)
        else:
            yield each
