"""Accounts, their browsers, links and attempts as the store keeps them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formengine.store import Store
from formengine.store.accounts import Account, Factor, LastAdmin, NameTaken, Role, is_name
from formengine.store.attempts import FREE, Paused, pause
from formengine.store.invitations import Newcomer, Spent

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def join(store: Store, name: str, role: Role = Role.DESIGNER) -> Account:
    secret = store.invitations.make(role, "shell", NOW)
    return store.invitations.accept(secret, Newcomer(name, name.title(), "hash"), NOW)


def test_a_name_belongs_to_one_account_however_it_is_typed(store: Store) -> None:
    anna = join(store, " Anna ")
    assert anna.name == "anna"
    assert store.accounts.named("ANNA") == anna
    secret = store.invitations.make(Role.QA, "shell", NOW)
    with pytest.raises(NameTaken):
        store.invitations.accept(secret, Newcomer("aNNa", "Zweite", "hash"), NOW)
    assert store.invitations.find(secret, NOW) is not None


@pytest.mark.parametrize(
    ("name", "right"), [("anna.m-1@amt", True), ("Jörg", True), ("a", False), ("a b", False), ("", False)]
)
def test_a_name_is_one_word(name: str, right: bool) -> None:
    assert is_name(name) is right


def test_of_admins_who_close_each_other_at_once_one_stays(store: Store) -> None:
    admins = [join(store, f"admin{number}", Role.ADMIN) for number in range(6)]

    def close(account: Account) -> bool:
        try:
            store.accounts.close(account.id, NOW)
        except LastAdmin:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(close, admins)) == 5
    (rest,) = (each.account for each in store.accounts.listed() if each.closed is None)
    store.accounts.set_role(rest.id, Role.ADMIN)
    with pytest.raises(LastAdmin):
        store.accounts.set_role(rest.id, Role.QA)


def test_a_step_of_time_is_used_once_and_never_after_a_later_one(store: Store) -> None:
    anna = join(store, "anna")
    store.accounts.set_factor(anna.id, Factor("A" * 32, 100), ["code"])
    assert [store.accounts.use_step(anna.id, step) for step in (100, 101, 101, 99, 103, 102)] == [
        False,
        True,
        False,
        False,
        True,
        False,
    ]
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: store.accounts.use_step(anna.id, 200), range(4))) == 1
        assert sum(pool.map(lambda _: store.accounts.use_recovery(anna.id, "code"), range(4))) == 1


def test_many_guesses_at_once_are_not_each_the_first(store: Store) -> None:
    def guess(_: int) -> bool:
        try:
            store.attempts.begin("anna", NOW)
        except Paused:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(40))) == FREE


@given(st.integers(min_value=0, max_value=10**9))
def test_pauses_grow_and_end(wrong: int) -> None:
    assert timedelta(0) <= pause(wrong) <= pause(wrong + 1) <= timedelta(minutes=15)
    assert (pause(wrong) == timedelta(0)) is (wrong < FREE)


def test_what_was_tried_is_forgotten_after_a_day_and_names_are_not_kept(store: Store) -> None:
    for number in range(30):
        store.attempts.begin(f"geheimes-kennwort-{number}", NOW)
    assert "geheimes" not in "".join(store.database.connection().conn.iterdump())
    store.attempts.begin("anna", NOW + timedelta(days=1))
    assert store.database.row("SELECT count(*) AS left FROM attempt", {}) == {"left": 1}


def test_browsers_that_ended_leave_nothing_behind(store: Store) -> None:
    anna = join(store, "anna")
    old = [store.sign_ins.begin(anna.id, NOW) for _ in range(5)]
    late = NOW + timedelta(hours=8)
    new = store.sign_ins.begin(anna.id, late)
    assert [store.sign_ins.find(secret, late) for secret in old] == [None] * 5
    assert store.sign_ins.find(new, late) is not None
    assert store.database.row("SELECT count(*) AS left FROM signed_in", {}) == {"left": 1}


def test_a_second_link_for_the_first_account_ends_the_first_and_an_account_ends_both(store: Store) -> None:
    first, second = store.invitations.first(NOW), store.invitations.first(NOW)
    assert first is not None
    assert second is not None
    assert store.invitations.find(first, NOW) is None
    with pytest.raises(Spent):
        store.invitations.accept(first, Newcomer("eve", "Eve", "hash"), NOW)
    anna = store.invitations.accept(second, Newcomer("anna", "Anna", "hash"), NOW)
    assert anna.role is Role.ADMIN
    assert store.invitations.first(NOW) is None


def test_a_link_for_an_account_makes_no_other_and_the_other_way_round(store: Store) -> None:
    anna = join(store, "anna")
    renewing = store.invitations.make(Role.ADMIN, "shell", NOW, account=anna.id)
    joining = store.invitations.make(Role.ADMIN, "shell", NOW)
    with pytest.raises(Spent):
        store.invitations.accept(renewing, Newcomer("eve", "Eve", "hash"), NOW)
    with pytest.raises(Spent):
        store.invitations.renew(joining, "hash", NOW)
    assert store.invitations.renew(renewing, "neu", NOW) == anna
    assert store.accounts.password(anna.id) == "neu"
    assert store.accounts.get(anna.id) == anna


def test_the_trail_keeps_order_and_details(store: Store) -> None:
    for number in range(3):
        store.audit.note("anna", f"a{number}", "probe" if number else "", number, {"n": number}, NOW)
    assert [entry.action for entry in store.audit.entries()] == ["a2", "a1", "a0"]
    assert [(entry.slug, entry.revision, entry.details) for entry in store.audit.entries(1)] == [("probe", 2, {"n": 2})]
    assert [entry.action for entry in store.audit.entries(5, store.audit.entries()[0].id, "probe")] == ["a1"]
