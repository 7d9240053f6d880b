"""Drafts: who may open one, that no write is lost, and that each page holds the old state or the new one."""

import threading
from datetime import timedelta

import pytest

from formengine.store import Store
from formengine.store.drafts import Conflict, PageRow
from formengine.store.errors import NoDraft, Submitted, Unstorable
from tests.store.helpers import LIFETIME, NOW, begin, bytes_below, keep, rev_of, submit


def test_only_the_secret_opens_a_draft(store: Store) -> None:
    number, secret = store.drafts.create("slug", "hash", {}, NOW, LIFETIME, {"uebernommen": ["a"]})
    draft = store.drafts.open(number, secret)
    assert draft is not None
    assert (draft.number, draft.slug, draft.revision) == (number, "slug", "hash")
    assert (draft.rev, draft.flags, draft.reference) == (1, {"uebernommen": ["a"]}, None)
    assert draft.expires == NOW + LIFETIME
    assert len(secret) >= 22, "128 bits"


@pytest.mark.parametrize("wrong", ["", "x", "ä", "\0", "a" * 100_000, "' OR 1=1 --", "\ud800"])
def test_a_wrong_number_or_secret_opens_nothing(store: Store, wrong: str) -> None:
    number, secret = store.drafts.create("slug", "hash", {}, NOW, LIFETIME)
    other, other_secret = store.drafts.create("slug", "hash", {}, NOW, LIFETIME)
    assert store.drafts.open(number, wrong) is None
    assert store.drafts.open(wrong, secret) is None
    assert store.drafts.open(number, other_secret) is None
    assert store.drafts.open(other, secret) is None
    assert store.drafts.open(number.upper() + " ", secret) is None


def test_a_malformed_number_or_secret_is_not_looked_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    number, secret = store.drafts.create("slug", "hash", {}, NOW, LIFETIME)
    monkeypatch.setattr(store.database, "row", lambda *_: pytest.fail("looked up"))
    assert store.drafts.open("' OR 1=1", secret) is None
    assert store.drafts.open(number, "a" * 65) is None
    assert store.drafts.open(number, "ö") is None


def test_neither_secret_nor_its_trace_is_stored(store: Store) -> None:
    _, secret = store.drafts.create("slug", "hash", {}, NOW, LIFETIME)
    assert secret.encode() not in bytes_below(store.database.path.parent)


def test_a_draft_may_begin_with_answers(store: Store) -> None:
    number = begin(store, {"was": PageRow(answers={"kategorie": "muell"}), "ort": PageRow(pending={"x": ["1"]})})
    pages = store.drafts.pages(number)
    assert pages == {"was": PageRow({"kategorie": "muell"}, None, 1), "ort": PageRow(None, {"x": ["1"]}, 1)}
    assert store.drafts.pages(number, ["ort", "gibt-es-nicht"]) == {"ort": pages["ort"]}
    assert store.drafts.pages(number, []) == {}


def test_a_save_changes_only_what_it_names(store: Store) -> None:
    number = begin(store)
    assert store.drafts.save_page(number, "ort", 0, now=NOW, pending={"betrag": ["viel"]}) == 1
    assert store.drafts.save_page(number, "ort", 1, now=NOW, answers={"betrag": 3.5}) == 2
    assert store.drafts.pages(number)["ort"] == PageRow({"betrag": 3.5}, {"betrag": ["viel"]}, 2)
    assert store.drafts.save_page(number, "ort", 2, now=NOW, pending=None) == 3
    assert store.drafts.pages(number)["ort"] == PageRow({"betrag": 3.5}, None, 3)
    assert store.drafts.save_page(number, "ort", 3, now=NOW, answers=None) == 4
    assert store.drafts.pages(number)["ort"] == PageRow(None, None, 4)


def test_no_answer_and_an_empty_answer_are_told_apart(store: Store) -> None:
    number = begin(store)
    store.drafts.save_page(number, "leer", 0, now=NOW, answers={})
    assert store.drafts.pages(number)["leer"] == PageRow({}, None, 1)


def test_whoever_saves_second_gets_the_current_page_and_changes_nothing(store: Store) -> None:
    number = begin(store)
    store.drafts.save_page(number, "ort", 0, now=NOW, answers={"von": "A"})
    before = rev_of(store, number)
    for stale in (0, 2, -1):
        with pytest.raises(Conflict) as caught:
            store.drafts.save_page(number, "ort", stale, now=NOW, answers={"von": "B"}, flags={"b": 1})
        assert caught.value.current == PageRow({"von": "A"}, None, 1)
    assert store.drafts.pages(number)["ort"].answers == {"von": "A"}
    assert rev_of(store, number) == before


def test_other_pages_do_not_conflict(store: Store) -> None:
    number = begin(store)
    store.drafts.save_page(number, "ort", 0, now=NOW, answers={})
    assert store.drafts.save_page(number, "was", 0, now=NOW, answers={}) == 1
    assert rev_of(store, number) == 3


def test_flags_are_merged_and_none_removes_one(store: Store) -> None:
    number, secret = store.drafts.create("slug", "hash", {}, NOW, LIFETIME, {"a": 1, "b": 2})
    store.drafts.save_page(number, "ort", 0, now=NOW, answers={}, flags={"a": None, "c": {"tief": [3]}})
    draft = store.drafts.open(number, secret)
    assert draft is not None
    assert draft.flags == {"b": 2, "c": {"tief": [3]}}


def test_a_submitted_draft_no_longer_changes(store: Store) -> None:
    number = begin(store)
    submit(store, number)
    with pytest.raises(Submitted):
        store.drafts.save_page(number, "ort", 0, now=NOW, answers={"spaet": True})
    assert store.drafts.pages(number) == {}


def test_a_draft_that_is_gone_says_so(store: Store) -> None:
    number = begin(store)
    store.drafts.delete(number)
    with pytest.raises(NoDraft):
        store.drafts.save_page(number, "ort", 0, now=NOW, answers={})
    assert store.database.row("SELECT count(*) AS n FROM draft_page", {}) == {"n": 0}


def test_each_save_extends_the_life_of_the_draft_and_a_clock_set_back_does_not_shorten_it(store: Store) -> None:
    number, secret = store.drafts.create("slug", "hash", {}, NOW, LIFETIME)
    later = NOW + timedelta(days=10)
    store.drafts.save_page(number, "ort", 0, now=later, answers={})
    store.drafts.save_page(number, "ort", 1, now=NOW - timedelta(days=365), answers={})
    draft = store.drafts.open(number, secret)
    assert draft is not None
    assert draft.expires == later + LIFETIME
    assert store.drafts.purge(later + LIFETIME - timedelta(seconds=1)) == 0
    assert store.drafts.purge(later + LIFETIME) == 1
    assert store.drafts.open(number, secret) is None


def test_the_purge_leaves_no_trace_of_what_was_typed(store: Store) -> None:
    number = begin(store)
    store.drafts.save_page(number, "ort", 0, now=NOW, answers={"name": "Kanarienvogel"}, pending={"x": ["Zaunkoenig"]})
    keep(store, number, b"Rotkehlchen", "rotmilan.txt")
    folder = store.database.path.parent
    traces = [b"Kanarienvogel", b"Zaunkoenig", b"Rotkehlchen", b"rotmilan"]
    assert all(trace in bytes_below(folder) for trace in traces)
    assert store.purge(NOW + LIFETIME) == 1
    assert not [trace for trace in traces if trace in bytes_below(folder)]


def test_the_purge_spares_what_is_still_alive(store: Store) -> None:
    old = begin(store)
    alive = begin(store)
    file = keep(store, alive, b"bleibt")
    store.drafts.save_page(alive, "ort", 0, now=NOW + timedelta(days=1), answers={})
    assert store.purge(NOW + LIFETIME) == 1
    assert store.database.rows("SELECT number FROM draft", {}) == [{"number": alive}]
    assert store.files.path(file).read_bytes() == b"bleibt"
    assert old != alive


DEEP: list[object] = []
for _ in range(100_000):
    DEEP = [DEEP]


@pytest.mark.parametrize("value", ["\ud800", float("nan"), float("inf"), {1, 2}, object(), DEEP], ids=lambda _: "value")
def test_what_has_no_form_in_json_is_refused_and_leaves_the_old_page(store: Store, value: object) -> None:
    number = begin(store)
    store.drafts.save_page(number, "ort", 0, now=NOW, answers={"alt": 1})
    with pytest.raises(Unstorable):
        store.drafts.save_page(number, "ort", 1, now=NOW, answers={"neu": value})
    assert store.drafts.pages(number)["ort"] == PageRow({"alt": 1}, None, 1)


def test_no_guarded_save_of_eight_threads_is_lost(store: Store) -> None:
    number = begin(store)
    conflicts: list[int] = []

    def write(worker: int) -> None:
        for turn in range(30):
            row = store.drafts.pages(number).get("ort", PageRow())
            while True:
                answers = {**(row.answers or {}), f"{worker}-{turn}": True}
                try:
                    store.drafts.save_page(number, "ort", row.rev, now=NOW, answers=answers)
                    break
                except Conflict as conflict:
                    row = conflict.current or PageRow()
                    conflicts.append(worker)

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    page = store.drafts.pages(number)["ort"]
    assert page.answers == {f"{worker}-{turn}": True for worker in range(8) for turn in range(30)}
    assert page.rev == 240
    assert conflicts, "without a single conflict nothing was tested"
