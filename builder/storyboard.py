"""The pictures of a definition in flow order: each page empty, refused and filled, its variants, its ends."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from builder.sight import Sight
from formengine.core import pointer
from formengine.core.cases import Case, page_answers
from formengine.core.definition import Definition
from formengine.core.journey import Journey, judge_page, walk
from formengine.core.model import CHECK_PAGE, Page
from formengine.core.order import descend
from formengine.core.settling import Context
from formengine.web.casting import OUTCOME, around, document_of, name_of, people
from formengine.web.wishes import EMPTY, ERRORS, FILLED, State

MOST: Final = 6
"""So many variants of one page are shown filled; how many more there are is said."""
RECEIPT: Final = "eingang"
WORDS: Final[Mapping[State, str]] = {EMPTY: "leer", ERRORS: "mit Fehlern", FILLED: "ausgefüllt"}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: a page in a state."""

    page: str
    """The id of the page; "" for an end."""
    path: str
    title: str
    state: State
    person: str
    """The case that is shown; "" for whoever comes."""
    who: str = ""
    """Who that is, in words."""
    entry: int = 0
    item: str = ""
    """What an item of the list is called, where the picture shows one."""
    end: bool = False

    @property
    def words(self) -> str:
        """What is seen, below the title."""
        state = "" if self.end else WORDS[self.state]
        return ", ".join(part for part in (self.item, state) if part)

    def preview(self, slug: str, language: str) -> str:
        """The address of the page as a picture."""
        said: dict[str, Any] = {"person": self.person, "zustand": self.state, "sprache": language}
        said |= {"eintrag": self.entry or "", "bild": 1}
        return f"/vorschau/{slug}/{self.path}?{urlencode({name: value for name, value in said.items() if value})}"

    def bench(self, slug: str) -> str:
        """The address of the workbench that shows it."""
        return Sight(slug, self.page, self.person, self.state).url()


@dataclass(frozen=True, slots=True)
class Board:
    """All pictures of a definition."""

    shots: tuple[Shot, ...]
    left_out: Mapping[str, int]
    """How many variants more a page would have, by its title."""

    def names(self) -> list[str]:
        """A file name for each picture: `01-was-leer.png`."""
        return [f"{number:02}-{_name(shot)}.png" for number, shot in enumerate(self.shots, 1)]


def _name(shot: Shot) -> str:
    parts = [shot.path, *([f"eintrag-{shot.entry}"] if shot.entry else []), *([] if shot.end else [shot.state])]
    return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Choice:
    """A state that the preview can be put into: a persona on a page."""

    page: str
    """The id of the page."""
    path: str
    person: str
    who: str
    states: tuple[State, ...]


def states(definition: Definition, context: Context) -> tuple[Choice, ...]:
    """Which states of which pages each case brings about: what a state picker offers."""
    found = []
    demands: dict[str, bool] = {}
    for case, journey in _journeys(definition, context):
        for page in journey.path:
            if page.id not in demands:
                demands[page.id] = bool(_blank(definition, journey, page, context))
            refused = demands[page.id] or _errs(case, page)
            possible = (EMPTY, *((ERRORS,) if refused else ()), FILLED)
            found.append(Choice(page.id, page.path, case.id, _who(definition, case), possible))
    return tuple(found)


def board(definition: Definition, context: Context) -> Board:
    """Every page and variant, in the order of the pages; ends come last."""
    walks = list(_journeys(definition, context))
    drawing = _Drawing(definition, context, walks)
    shots = [shot for page in definition.pages for shot in drawing.page(page)]
    return Board((*shots, *drawing.ends()), drawing.left_out)


@dataclass
class _Drawing:
    definition: Definition
    context: Context
    walks: Sequence[tuple[Case, Journey]]
    left_out: dict[str, int] = field(default_factory=dict)

    def page(self, page: Page) -> Iterator[Shot]:
        """A page empty, refused, and filled as its cases fill it."""
        here = [(case, journey) for case, journey in self.walks if page in journey.path]
        first = here[0] if here else None
        yield self._shot(page, EMPTY, None)
        if first is None or _blank(self.definition, first[1], page, self.context):
            yield self._shot(page, ERRORS, first[0] if first and not first[0].expect.errors else None)
        wrong = [case for case, _ in here if _errs(case, page)]
        if wrong:
            yield self._shot(page, ERRORS, max(wrong, key=lambda case: len(case.expect.errors)))
        yield from self._filled(page, here)

    def _filled(self, page: Page, here: Sequence[tuple[Case, Journey]]) -> Iterator[Shot]:
        """One picture of each arrangement of questions."""
        own = {element.id for element in descend(page.element)}
        seen: dict[frozenset[str], Case] = {}
        for case, journey in here:
            seen.setdefault(frozenset(id_ for id_, _ in journey.settled.visible if id_ in own), case)
        for case in list(seen.values())[:MOST]:
            yield self._shot(page, FILLED, case)
        if len(seen) > MOST:
            self.left_out[page.title] = len(seen) - MOST
        yield from self._items(page, here)

    def _items(self, page: Page, here: Sequence[tuple[Case, Journey]]) -> Iterator[Shot]:
        """The first item of a list whose items have pages of their own."""
        lists = (one for one in page.controls if one.type == "list" and not one.lists)
        for list_ in [one for one in lists if one.options.get("layout") == "pages"][:1]:
            for case, journey in here:
                if isinstance(pointer.get(journey.document, list_.path), list):
                    item = str(list_.options.get("item", "Eintrag"))
                    yield self._shot(page, EMPTY, case, 1, item)
                    yield self._shot(page, FILLED, case, 1, item)
                    break

    def ends(self) -> Iterator[Shot]:
        """The check page and the receipt, or each outcome."""
        done = [(case, journey) for case, journey in self.walks if journey.complete and not case.expect.errors]
        if self.definition.kind == "klaerung":
            seen = {journey.outcome.id: (case, journey.outcome) for case, journey in reversed(done) if journey.outcome}
            for case, outcome in sorted(seen.values(), key=lambda pair: self.definition.outcomes.index(pair[1])):
                yield self._end(OUTCOME, outcome.title, case)
        elif done:
            if self.definition.page(CHECK_PAGE) is None:
                yield self._end(CHECK_PAGE, "Prüfseite", done[0][0])
            yield self._end(RECEIPT, "Eingangsbestätigung", done[0][0])

    def _shot(self, page: Page, state: State, case: Case | None, entry: int = 0, item: str = "") -> Shot:
        who = _who(self.definition, case) if case else ""
        return Shot(page.id, page.path, page.title, state, case.id if case else "", who, entry, item)

    def _end(self, path: str, title: str, case: Case) -> Shot:
        return Shot("", path, title, FILLED, case.id, _who(self.definition, case), end=True)


def _journeys(definition: Definition, context: Context) -> Iterator[tuple[Case, Journey]]:
    for case in people(definition, context.now):
        yield case, walk(definition, document_of(definition, case, case.good), around(case, context))


def _errs(case: Case, page: Page) -> bool:
    """Whether a case makes a mistake on a page."""
    return page_answers(page, case.answers) != page_answers(page, case.good)


def _blank(definition: Definition, journey: Journey, page: Page, context: Context) -> Any:
    """What is wrong with a page that is sent empty."""
    answers = {other.id: page_answers(other, journey.document) for other in journey.path if other is not page}
    return judge_page(definition, {**answers, page.id: {}}, page, context)[1].mistakes


def _who(definition: Definition, case: Case) -> str:
    return f"{name_of(definition, case.persona)}: {case.title}" if case.persona else case.title
