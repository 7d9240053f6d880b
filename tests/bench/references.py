"""What a step is compared with: the bare pages, its validation alone, and one commit of a row of the same size."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from formengine.core.journey import judge_page
from formengine.core.settling import Context
from formengine.store.values import encode
from tests.bench import bare
from tests.bench.caller import Answer, Caller
from tests.bench.house import ITEM, MEASURED, NOW, Draft, rooms


class Pages:
    """The bare application, asked like ours."""

    def __init__(self, folder: Path, draft: Draft, *, gzip: bool = False) -> None:
        self._caller = Caller(bare.create_app(folder / "bare.db"), gzip=gzip)
        self._place = draft.url().removeprefix("/antrag")
        self._body = urlencode(draft.body(MEASURED), doseq=True).encode()

    def get(self, kind: str) -> Callable[[], Answer]:
        """A GET of the step: `bare`, `widgets` or `honest`."""
        return lambda: self._caller.get(f"/{kind}{self._place}")

    def post(self, kind: str) -> Callable[[], Answer]:
        """A POST that redirects."""
        return lambda: self._caller.send(f"/{kind}{self._place}", self._body)


def validation(draft: Draft) -> Callable[[], Any]:
    """Judge the answers of the measured step."""
    definition = draft.form.definition
    page = definition.pages[MEASURED - 1]
    answers = {page.id: stored_answers(draft)}
    return lambda: judge_page(definition, answers, page, Context(NOW))


def reading(draft: Draft) -> Callable[[], Any]:
    """Parse and coerce the posted strings of the measured step."""
    forms = draft.form.pages[draft.form.definition.pages[MEASURED - 1].id]
    posted = draft.body(MEASURED)
    items = [(each, f"{ITEM}/") for each in forms.items.values()]
    return lambda: [forms.form.read(posted), *(each.read(posted, prefix) for each, prefix in items)]


def stored_answers(draft: Draft) -> dict[str, Any]:
    """What is stored of the measured step."""
    number, page = draft.address.rpartition("/")[2], draft.form.definition.pages[MEASURED - 1]
    rows = rooms(draft.caller.app).store.drafts.pages(number, [page.id])
    return rows[page.id].answers or {}


def commit(folder: Path, draft: Draft) -> Callable[[], Any]:
    """Write a row as large as the step's, with `synchronous=FULL`."""
    connection = sqlite3.connect(folder / "commit.db", isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    columns = "draft TEXT, page TEXT, answers TEXT, PRIMARY KEY (draft, page)"
    connection.execute(f"CREATE TABLE IF NOT EXISTS page ({columns})")
    answers = encode(stored_answers(draft))

    def write() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT OR REPLACE INTO page VALUES ('abcdefgh', 'schritt-2', ?)", (answers,))
        connection.execute("COMMIT")

    return write
