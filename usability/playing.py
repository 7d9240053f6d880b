"""What a person puts into each page of a form on the way from the first to the last: a case, page by page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from formengine.core.settling import Context
from formengine.store.rows import Rows
from formengine.web.drafting import Working
from formengine.web.example import Example
from formengine.web.filled import FileAnswer, Filled
from formengine.web.filling import stored
from formengine.web.forms import PageForms
from formengine.web.places import element_of, is_there, item_at, own_page, position
from formengine.web.samples import samples
from usability.placing import Placing, Visit
from usability.states import OUTCOME, RECEIPT
from usability.ways import Way

MOST_WAYS = 2
"""So many ways are played: enough for most pages, and a person's time is what it costs."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to choose."""

    name: str
    mime: str
    body: bytes


@dataclass(frozen=True)
class Wanted:
    """What belongs on one page."""

    raw: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Strings by input name; those in items carry each item's place in its list before the name: `#0/`."""
    files: Mapping[str, Sequence[Upload]] = field(default_factory=dict)
    items: Mapping[str, int] = field(default_factory=dict)
    """How many items each list shall have, by its input name."""


Answers = Callable[[str], Wanted | None]
"""What belongs on the page at an address; None once the end is reached."""


def chosen(ways: Sequence[Way]) -> Iterator[Way]:
    """Ways without a mistake that together lead over the most pages."""
    left, seen = [way for way in ways if way.sound], set[str]()
    for _ in range(MOST_WAYS):
        best = max(left, key=lambda way: len(way.pages - seen), default=None)
        if best is None or not best.pages - seen:
            return
        seen |= best.pages
        yield best


@dataclass(frozen=True)
class Play:
    """One way through a running application."""

    placing: Placing
    way: Way
    visit: Visit

    def answers(self, address: str) -> Wanted | None:
        """What belongs on the page that a browser shows."""
        parts = urlsplit(address).path.strip("/").split("/")
        if len(parts) < 3:
            return Wanted()
        if parts[2] in (RECEIPT, OUTCOME):
            return None
        with self.placing.app.test_request_context():
            working = self._working()
            page = working.form.definition.page(parts[2])
            if page is None:
                return Wanted()
            item = item_at("/".join(parts[3:])) if len(parts) > 4 else None
            example = Example(working, page, self.way.case)
            if item is None:
                return _wanted(example.filled(), working.form.pages[page.id], "")
            forms, there = working.form.pages[page.id], stored(working, page).raw
            at = position(forms, there, item) if is_there(forms, there, item) else (0,) * len(item.steps)
            return _wanted(example.item(item, at), forms, item.prefix)

    def _working(self) -> Working:
        drafts = self.placing.services.store.drafts
        draft = drafts.open(self.visit.number, self.visit.secret)
        published = self.placing.services.catalogue.published(self.placing.slug)
        if draft is None or published is None:
            raise LookupError("Der Entwurf ist verschwunden.")
        rows = Rows.holding(drafts, self.visit.number, drafts.pages(self.visit.number))
        return Working(draft, published[1], rows, Context(self.way.case.now, self.way.case.environment))


def _wanted(filled: Filled, forms: PageForms, here: str) -> Wanted:
    """What stands on one page, the step's own or an item's. Ids of items are drawn by lot: on the page they differ."""
    lists = {name: values for name, values in filled.raw.items() if element_of(name) in forms.lists}
    places = {id_: f"#{place}" for values in lists.values() for place, id_ in enumerate(values)}

    def known(name: str) -> str:
        return "/".join(places.get(part, part) for part in name.split("/"))

    own = {name for name in (*filled.raw, *filled.files) if own_page(forms, name) == here}
    return Wanted(
        {known(name): values for name, values in filled.raw.items() if name in own and name not in lists},
        {known(name): uploads for name, uploads in _files(filled).items() if name in own},
        {known(name): len(values) for name, values in lists.items() if name in own},
    )


def _files(filled: Filled) -> dict[str, list[Upload]]:
    return {name: [_upload(file) for file in files] for name, files in filled.files.items()}


def _upload(file: FileAnswer) -> Upload:
    """A sample of the same kind under the name that the case says."""
    mime = str(file.get("mimeType", ""))
    body = next((sample.body for sample in samples().values() if sample.mime == mime), b"")
    return Upload(str(file["name"]), mime, body)
