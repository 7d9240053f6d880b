"""Hostile texts: each comes back unchanged or is refused, and none ever becomes part of a statement."""

import contextlib
import io
import json
import sqlite3
from collections.abc import Callable, Iterator

import pytest

from formengine.store import Store
from formengine.store.drafts import PageRow
from formengine.store.errors import StoreError, Unstorable
from formengine.store.submissions import Definition, Obligation
from tests.store.helpers import LIFETIME, NOW, begin, bundle

HOSTILE = [
    "'; DROP TABLE draft; --",
    '"; DROP TABLE draft; --',
    "' OR '1'='1",
    "`x`); DELETE FROM part; --",
    "%' UNION SELECT secret_hash FROM draft --",
    "\\'; --",
    "$.a",
    '$."x"]',
    '"]}',
    ":number",
    "?1",
    "@x",
    "a\0b",
    "\0",
    "\u202e\u200b\ufeff",
    "Zoë \u0065\u0301 ﬁ 🙂 \U0010ffff",
    "\r\n\t",
    "",
    " ",
    "NULL",
    "x" * 100_000,
]


@contextlib.contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """Everything that sqlite-utils hands to SQLite as statement text."""
    seen: list[str] = []
    with store.database.connection().tracer(lambda sql, _: seen.append(sql)):
        yield seen


def schema(store: Store) -> str:
    return store.database.connection().schema


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:20])
def test_a_hostile_text_comes_back_unchanged_and_stays_out_of_the_statements(store: Store, text: str) -> None:
    before = schema(store)
    marked = f"Kanari{text}vogel"
    page = marked.replace("\0", "")
    with statements(store) as seen:
        number, secret = store.drafts.create(marked, marked, {page: PageRow({marked: text})}, NOW, LIFETIME)
        draft = store.drafts.open(number, secret)
        assert draft is not None
        assert (draft.slug, draft.revision) == (marked, marked)
        store.drafts.save_page(number, page, 1, now=NOW, pending={text: [marked]}, flags={marked: text})
        assert store.drafts.pages(number, [page]) == {page: PageRow({marked: text}, {text: [marked]}, 2)}
        upload = store.files.judge(marked, io.BytesIO(b"x"), 10)
        file = store.files.add(number, marked, marked, upload, NOW)
        assert store.files.get(number, file.id) == file
        assert (file.page, file.control) == (marked, marked)
        definition = Definition(marked, marked, marked)
        submission = store.submissions.submit(
            number,
            2,
            prefix="LP03",
            year=2026,
            document={marked: text},
            definition=definition,
            messages=[Obligation(marked, marked, {marked: text})],
            receipt={marked: text},
            now=NOW,
        )
        assert store.submissions.get(submission.reference) == submission
        assert (submission.document, submission.receipt) == ({marked: text}, {marked: text})
        assert submission.definition == definition
        assert store.submissions.obligations(submission.reference) == [Obligation(marked, marked, {marked: text})]
        store.purge(NOW)
    assert len(seen) > 20
    assert not [sql for sql in seen if "Kanari" in sql or "vogel" in sql]
    assert schema(store) == before


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:20])
def test_a_hostile_definition_comes_back_unchanged(store: Store, text: str) -> None:
    slug = f"Kanari{text}vogel"
    hostile = bundle(slug, slug=slug, texts={slug: {text: {"label": slug}}}, shared={slug: {"title": text}})
    with statements(store) as seen:
        revision = store.bundles.publish_shipped(hostile, NOW).revision
        assert store.bundles.load(revision) == hostile
        assert store.bundles.published(slug) == revision
        assert store.bundles.slugs() == [slug]
    assert not [sql for sql in seen if "Kanari" in sql or "vogel" in sql]


@pytest.mark.parametrize("half", ["\ud800", "a\ud83d"])
def test_half_a_character_is_refused_everywhere_and_nothing_changes(store: Store, half: str) -> None:
    number = begin(store)
    upload = store.files.judge("a.txt", io.BytesIO(b"x"), 10)
    attempts: list[Callable[[], object]] = [
        lambda: store.drafts.create(half, "hash", {}, NOW, LIFETIME),
        lambda: store.drafts.create("slug", "hash", {half: PageRow({})}, NOW, LIFETIME),
        lambda: store.drafts.create("slug", "hash", {}, NOW, LIFETIME, {half: 1}),
        lambda: store.drafts.save_page(number, half, 0, now=NOW, answers={}),
        lambda: store.drafts.save_page(number, "ort", 0, now=NOW, answers={"a": half}),
        lambda: store.drafts.save_page(number, "ort", 0, now=NOW, pending={half: []}),
        lambda: store.drafts.save_page(number, "ort", 0, now=NOW, answers={}, flags={"a": half}),
        lambda: store.drafts.save_page(number, "a\0", 0, now=NOW, answers={}),
        lambda: store.drafts.pages(number, [half]),
        lambda: store.drafts.pages(half),
        lambda: store.files.add(number, half, "foto", upload, NOW),
        lambda: store.submissions.get(half),
        lambda: store.bundles.published(half),
    ]
    for attempt in attempts:
        with pytest.raises(Unstorable):
            attempt()
    assert store.drafts.pages(number) == {}
    assert store.files.list(number) == []
    assert store.database.row("SELECT count(*) AS n FROM draft", {}) == {"n": 1}
    assert store.files.judge(f"{half}.txt", io.BytesIO(b"x"), 10).name == f"{half[:-1]}.txt".removeprefix(".")


def test_no_posted_key_becomes_a_column(store: Store) -> None:
    before = schema(store)
    number = begin(store)
    keys = ["is_admin", 'a"]; drop table draft;--', "", "ID ", "__proto__", "number", "secret_hash"]
    store.drafts.save_page(number, "ort", 0, now=NOW, answers=dict.fromkeys(keys, 1), flags=dict.fromkeys(keys, 1))
    assert schema(store) == before
    assert store.drafts.pages(number)["ort"].answers == dict.fromkeys(keys, 1)


@pytest.mark.parametrize("number", [2**63, -(2**63), 10**300, 0.1 + 0.2, 19.99, 1e308, 5e-324, -0.0, True])
def test_monstrous_numbers_come_back_unchanged(store: Store, number: float) -> None:
    draft = begin(store)
    store.drafts.save_page(draft, "ort", 0, now=NOW, answers={"zahl": number})
    answers = store.drafts.pages(draft)["ort"].answers
    assert json.dumps(answers) == json.dumps({"zahl": number})


def test_a_number_beyond_sqlite_in_a_column_is_refused(store: Store) -> None:
    with pytest.raises((StoreError, sqlite3.Error)):
        store.database.rows("SELECT :n", {"n": 2**63})
