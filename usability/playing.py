"""What a person puts into each page of a form on the way from the first to the last: a case, page by page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from formengine.core.model import Page as FormPage
from formengine.core.settling import Context
from formengine.store.rows import Rows
from formengine.web import lists
from formengine.web.drafting import Working
from formengine.web.example import Example
from formengine.web.filled import FileAnswer, Filled
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
    """Strings by input name; those in an item carry the item's place in its list before the name: `#0/`."""
    files: Mapping[str, Sequence[Upload]] = field(default_factory=dict)
    items: Mapping[str, int] = field(default_factory=dict)
    """How many items each list shall have."""


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
            if len(parts) > 4:
                return self._item(working, page, parts[3], parts[4])
            return _wanted(Example(working, page, self.way.case).filled(), working, page)

    def _working(self) -> Working:
        drafts = self.placing.services.store.drafts
        draft = drafts.open(self.visit.number, self.visit.secret)
        published = self.placing.services.catalogue.published(self.placing.slug)
        if draft is None or published is None:
            raise LookupError("Der Entwurf ist verschwunden.")
        rows = Rows.holding(drafts, self.visit.number, drafts.pages(self.visit.number))
        return Working(draft, published[1], rows, Context(self.way.case.now, self.way.case.environment))

    def _item(self, working: Working, page: FormPage, list_: str, id_: str) -> Wanted:
        row = working.rows.get(page.id)
        pending = (row.pending or {}).get("raw", {}) if row else {}
        ids = lists.item_ids(pending, list_)
        position = ids.index(id_) if id_ in ids else 0
        filled = Example(working, page, self.way.case).item(list_, id_, position)
        return Wanted(filled.raw, _files(filled))


def _wanted(filled: Filled, working: Working, page: FormPage) -> Wanted:
    """Ids of items are drawn by lot: on the page they have others."""
    forms = working.form.pages[page.id]
    places = {id_: f"#{position}" for list_ in forms.items for position, id_ in enumerate(filled.raw.get(list_, ()))}

    def known(name: str) -> str:
        item, slash, rest = name.partition("/")
        return f"{places.get(item, item)}{slash}{rest}"

    own = {name: values for name, values in filled.raw.items() if name not in forms.items}
    if any(each.on_own_pages for each in forms.items.values()):
        own = {name: values for name, values in own.items() if "/" not in name}
    return Wanted(
        {known(name): values for name, values in own.items()},
        {known(name): uploads for name, uploads in _files(filled).items()},
        {list_: len(filled.raw.get(list_, ())) for list_ in forms.items},
    )


def _files(filled: Filled) -> dict[str, list[Upload]]:
    return {name: [_upload(file) for file in files] for name, files in filled.files.items()}


def _upload(file: FileAnswer) -> Upload:
    """A sample of the same kind under the name that the case says."""
    mime = str(file.get("mimeType", ""))
    body = next((sample.body for sample in samples().values() if sample.mime == mime), b"")
    return Upload(str(file["name"]), mime, body)
