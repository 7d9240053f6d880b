"""Where a simulated person sits: one draft of an application, typed into past the browser, read and sent through it."""

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient

from formengine.core.cases import Case
from formengine.core.definition import Definition
from formengine.core.journey import Journey
from formengine.core.model import Indices, Page
from formengine.core.settling import Context, Settled
from formengine.store.drafts import PageRow
from formengine.store.rows import Rows
from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from formengine.web.drafting import Working, whole
from formengine.web.example import Example
from formengine.web.filled import Filled
from formengine.web.filling import everything, read
from formengine.web.forms import Form, PageForms
from formengine.web.places import ALPHABET, standing
from formengine.web.services import KEY, Services
from usability.tasks.markup import Node, body, main_form, parse

_LIFETIME: Final = datetime.timedelta(days=1)
_HEADERS: Final = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
_SENT_ON: Final = (302, 303)


@contextmanager
def opened(definitions: Path, kommune: str, now: datetime.datetime) -> Iterator[Flask]:
    """An application of one's own, without the help for the room, on a day of one's own."""
    with TemporaryDirectory(prefix="antragswerkstatt-") as folder:
        app = create_app(
            Settings(Path(folder), definitions=definitions, kommune=kommune, clock=Clock(now), help=frozenset())
        )
        try:
            yield app
        finally:
            app.extensions[KEY].store.close()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application sent."""

    status: int
    place: str
    """The path below the draft: `wo`, `baeume/baeume/aaaaaaa2`, `eingang`."""
    tree: Node
    leads: bool = False
    """Whether it leads to another place."""


@dataclass(frozen=True)
class Desk:
    """A person's draft."""

    app: Flask
    client: FlaskClient
    revision: str
    form: Form
    number: str
    secret: str
    now: datetime.datetime

    @classmethod
    def begun(cls, app: Flask, slug: str, now: datetime.datetime) -> "Desk":
        """A new draft. Raises LookupError where the definition does not run."""
        shared: Services = app.extensions[KEY]
        with app.test_request_context():
            published = shared.catalogue.published(slug)
            if published is None:
                raise LookupError(f"Die Definition „{slug}“ lässt sich nicht öffnen.")
            revision, form = published
            number, secret = shared.store.drafts.create(slug, revision.hash, {}, now, _LIFETIME)
        client = app.test_client()
        client.set_cookie(f"aw-{number}", secret)
        return cls(app, client, revision.hash, form, number, secret, now)

    @property
    def services(self) -> Services:
        """The rooms of the application."""
        found: Services = self.app.extensions[KEY]
        return found

    @property
    def definition(self) -> Definition:
        """What is filled in."""
        return self.form.definition

    def working(self) -> Working:
        """The draft as it is now."""
        draft = self.services.store.drafts.open(self.number, self.secret)
        if draft is None:
            raise LookupError("Der Entwurf ist verschwunden.")
        return Working(draft, self.form, Rows(self.services.store.drafts, self.number), Context(self.now))

    def open(self, place: str) -> Answer:
        """Open a page of the draft."""
        response = self.client.get(f"/antrag/{self.number}/{place}")
        place = self._place(response.headers["Location"]) if response.status_code in _SENT_ON else place
        return Answer(response.status_code, place, parse(response.get_data(as_text=True)))

    def send(self, answer: Answer, button: str) -> Answer:
        """Press a button of a page; where that leads is not opened yet."""
        form = main_form(answer.tree)
        if form is None:
            return Answer(404, answer.place, answer.tree)
        kind, content = body(form, button)
        response = self.client.post(form.get("action"), data=content, content_type=kind, headers=_HEADERS)
        tree = parse(response.get_data(as_text=True))
        if response.status_code not in _SENT_ON:
            return Answer(response.status_code, answer.place, tree)
        place = self._place(response.headers["Location"])
        return Answer(response.status_code, place, tree, place != answer.place)

    def _place(self, address: str) -> str:
        path = urlsplit(address).path
        return path.removeprefix(f"/antrag/{self.number}/")

    def type(self, page: Page, case: Case) -> tuple[Filled, Settled]:
        """Leave the answers of a case in the fields of a page; what stands there, and what is seen with it."""
        with self.app.test_request_context():
            working = self.working()
            filled = with_fixed_ids(Example(working, page, case).filled(), self.form.pages[page.id])
            settled = read(working, page, filled, everything(self.form.pages[page.id], filled.raw)).settled
            row: PageRow = working.row(page)
            pending = filled.pending
            self.services.store.drafts.save_page(
                self.number, page.id, row.rev, answers=row.answers, pending=pending, now=self.now
            )
            return filled, settled

    def journey(self) -> Journey:
        """The truth about the draft."""
        with self.app.test_request_context():
            return whole(self.working())


def with_fixed_ids(filled: Filled, forms: PageForms) -> Filled:
    """Ids of items are drawn by lot; the same items get the same ones in every run, and when they are typed again."""
    known: dict[str, str] = {}
    for item in standing(forms, filled.raw):
        known[item.prefix.rstrip("/").rpartition("/")[2]] = fixed_id(item.each.control.id, item.indices)
    # Besides lists, answers that refer to an item hold its id.
    raw = {_renamed(name, known): [known.get(value, value) for value in values] for name, values in filled.raw.items()}
    return Filled(raw, {_renamed(name, known): files for name, files in filled.files.items()})


def fixed_id(list_: str, indices: Indices) -> str:
    """The id of the item at a position."""
    digest = hashlib.sha256(f"{list_}{indices}".encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:8])


def _renamed(name: str, known: Mapping[str, str]) -> str:
    return "/".join(known.get(part, part) for part in name.split("/"))
