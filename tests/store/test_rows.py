"""The rows of a draft: read when asked for, each once, several at a time."""

from collections.abc import Callable

import pytest

from formengine.store import Store
from formengine.store.drafts import Drafts, PageRow
from formengine.store.rows import Rows
from tests.store.helpers import LIFETIME, NOW

Read = list[list[str] | None]


@pytest.fixture
def number(store: Store) -> str:
    pages = {name: PageRow({"a": name}) for name in ("eins", "zwei", "drei")}
    return store.drafts.create("probe", "r" * 64, pages, NOW, LIFETIME)[0]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Read:
    """What the store was asked for."""
    asked: Read = []
    original: Callable[..., dict[str, PageRow]] = Drafts.pages

    def noted(self: Drafts, number: str, names: list[str] | None = None) -> dict[str, PageRow]:
        asked.append(names if names is None else list(names))
        return original(self, number, names)

    monkeypatch.setattr(Drafts, "pages", noted)
    return asked


def test_a_row_is_read_once_and_only_when_asked_for(store: Store, number: str, reads: Read) -> None:
    rows = Rows(store.drafts, number)
    assert reads == []
    assert rows["eins"] is rows["eins"]
    assert rows.get("nie") is None is rows.get("nie")
    assert reads == [["eins"], ["nie"]]


def test_several_rows_are_read_at_once(store: Store, number: str, reads: Read) -> None:
    rows = Rows(store.drafts, number)
    rows.load(["eins", "drei", "nie"])
    rows.load(["drei", "eins"])
    assert [rows["eins"].answers, rows["drei"].answers] == [{"a": "eins"}, {"a": "drei"}]
    assert reads == [["eins", "drei", "nie"]]


def test_whoever_looks_at_all_of_them_reads_them_once(store: Store, number: str, reads: Read) -> None:
    rows = Rows(store.drafts, number)
    assert rows.get("nie") is None
    assert set(rows) == {"eins", "zwei", "drei"}
    assert len(rows) == 3
    assert rows["zwei"].rev == 1
    assert reads == [["nie"], None]


def test_what_was_read_stays_as_it_was(store: Store, number: str) -> None:
    rows = Rows(store.drafts, number)
    before = rows["eins"]
    store.drafts.save_page(number, "eins", 1, now=NOW, answers={"a": "neu"})
    assert rows["eins"] is before
    assert dict(rows)["eins"] is before


def test_after_a_write_one_row_is_another(store: Store, number: str, reads: Read) -> None:
    rows = Rows(store.drafts, number)
    after = rows.replaced("eins", PageRow({"a": "neu"}, None, 2))
    assert (after["eins"].rev, rows["eins"].rev, after["zwei"].rev) == (2, 1, 1)
    assert reads == [["eins"], ["zwei"]]
