"""Submissions: once per draft, complete or not at all, with references that follow each other."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from formengine.store import Store
from formengine.store.drafts import Conflict
from formengine.store.errors import NoDraft, Unstorable
from formengine.store.submissions import Obligation, Submission
from tests.store.helpers import DEFINITION, LIFETIME, NOW, begin, keep, rev_of, submit

SUBMISSION_TABLES = ("submission", "obligation", "submission_file", "counter")


def counts(store: Store) -> dict[str, int]:
    db = store.database.connection()
    return {table: db.table(table).count for table in SUBMISSION_TABLES}


def test_a_submission_has_reference_document_receipt_and_obligations(store: Store) -> None:
    number = begin(store)
    submission = submit(store, number, {"kategorie": "muell", "beschreibung": "Sack am Wegrand"})
    assert submission == Submission(
        reference="LP03-2026-000001",
        draft=number,
        definition=DEFINITION,
        created=NOW,
        document={"kategorie": "muell", "beschreibung": "Sack am Wegrand"},
        receipt={"vorgang": "LP03-2026-000001", "seiten": 3},
    )
    assert store.submissions.get("LP03-2026-000001") == submission
    assert store.submissions.get_for_draft(number) == submission
    assert store.submissions.obligations(submission.reference) == [
        Obligation("oe.ordnung", "umschlag-1", {"vorgang": "LP03-2026-000001"})
    ]


def test_the_draft_is_marked_with_its_reference(store: Store) -> None:
    number, secret = store.drafts.create("slug", "hash", {}, NOW, LIFETIME)
    submission = submit(store, number)
    draft = store.drafts.open(number, secret)
    assert draft is not None
    assert draft.reference == submission.reference


def test_messages_and_receipt_may_be_ready_made(store: Store) -> None:
    number = begin(store)
    messages = [Obligation("a", "umschlag-1", {"n": 1}), Obligation("b", "umschlag-1", {"n": 2})]
    submission = store.submissions.submit(
        number,
        1,
        prefix="LP03",
        year=2026,
        document={},
        definition=DEFINITION,
        messages=messages,
        receipt={"x": 1},
        now=NOW,
    )
    assert submission.receipt == {"x": 1}
    assert store.submissions.obligations(submission.reference) == messages


def test_the_second_call_returns_the_first_submission_unchanged(store: Store) -> None:
    number = begin(store)
    first = submit(store, number, {"a": 1})
    before = counts(store)
    assert submit(store, number, {"a": 2}, rev=999) == first
    assert counts(store) == before


def test_five_clicks_at_once_make_one_submission(store: Store) -> None:
    number = begin(store)
    got: list[Submission] = []
    threads = [threading.Thread(target=lambda: got.append(submit(store, number, rev=1))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 5
    assert len({submission.reference for submission in got}) == 1
    assert counts(store) == {"submission": 1, "obligation": 1, "submission_file": 0, "counter": 1}


def test_references_follow_each_other_per_prefix_and_year(store: Store) -> None:
    def reference(prefix: str, year: int) -> str:
        number = begin(store)
        return store.submissions.submit(
            number,
            1,
            prefix=prefix,
            year=year,
            document={},
            definition=DEFINITION,
            messages=[],
            receipt={},
            now=NOW,
        ).reference

    made = [reference("LP03", 2026), reference("LP03", 2026), reference("LP08", 2026), reference("LP03", 2027)]
    assert made == ["LP03-2026-000001", "LP03-2026-000002", "LP08-2026-000001", "LP03-2027-000001"]


@pytest.mark.parametrize("prefix", ["", "lp03", "LP 03", "../LP03", "LP03\n", "' OR 1=1 --"])
def test_a_prefix_that_could_do_harm_is_refused(store: Store, prefix: str) -> None:
    number = begin(store)
    with pytest.raises(ValueError, match="prefix"):
        store.submissions.submit(
            number,
            1,
            prefix=prefix,
            year=2026,
            document={},
            definition=DEFINITION,
            messages=[],
            receipt={},
            now=NOW,
        )


def test_a_draft_that_moved_on_since_it_was_checked_is_not_submitted(store: Store) -> None:
    number = begin(store)
    checked = rev_of(store, number)
    store.drafts.save_page(number, "ort", 0, now=NOW, answers={"neu": True})
    with pytest.raises(Conflict):
        submit(store, number, rev=checked)
    assert counts(store) == dict.fromkeys(SUBMISSION_TABLES, 0)
    assert submit(store, number).reference == "LP03-2026-000001"


def test_an_unknown_draft_is_not_submitted(store: Store) -> None:
    with pytest.raises(NoDraft):
        submit(store, "22222222", rev=1)


def test_a_failure_at_the_last_step_leaves_nothing_and_wastes_no_reference(store: Store) -> None:
    number = begin(store)
    with pytest.raises(Unstorable):
        store.submissions.submit(
            number,
            1,
            prefix="LP03",
            year=2026,
            document={},
            definition=DEFINITION,
            messages=[Obligation("a", "k", {"x": 1}), Obligation("b", "k", {"x": "\ud800"})],
            receipt={},
            now=NOW,
        )
    assert counts(store) == dict.fromkeys(SUBMISSION_TABLES, 0)
    assert store.submissions.get_for_draft(number) is None
    assert submit(store, number).reference == "LP03-2026-000001"


def test_a_submission_keeps_the_files_that_its_document_names_and_no_others(store: Store) -> None:
    number = begin(store)
    named, hidden = keep(store, number, b"dabei", "a.txt"), keep(store, number, b"nicht dabei", "b.txt")
    document = {"gruppe": {"fotos": [{"_id": named.id, "name": "a.txt", "sha256": named.sha256}]}}
    submission = submit(store, number, document)
    assert store.submissions.files(submission.reference) == [named]
    assert store.purge(NOW + LIFETIME) == 1
    assert store.files.path(named).read_bytes() == b"dabei"
    assert not store.files.path(hidden).exists()


def test_a_document_that_names_a_file_of_somebody_else_is_not_submitted(store: Store) -> None:
    mine, other = begin(store), begin(store)
    theirs = keep(store, other, b"fremd")
    for identity in (theirs.id, f"{theirs.id}\0", "' OR 1=1", 7, None):
        with pytest.raises(Conflict):
            submit(store, mine, {"foto": [{"_id": identity, "sha256": theirs.sha256}]})
    assert counts(store) == dict.fromkeys(SUBMISSION_TABLES, 0)


def test_list_items_with_an_id_are_no_files(store: Store) -> None:
    number = begin(store)
    document = {"personen": [{"_id": "abcdefgh", "name": "Erika"}]}
    assert submit(store, number, document).document == document


def test_a_submission_outlives_its_draft(store: Store) -> None:
    number = begin(store)
    submission = submit(store, number)
    store.drafts.delete(number)
    assert store.submissions.get_for_draft(number) == submission
    assert submit(store, number, rev=1) == submission


def test_times_are_kept_to_the_moment_whatever_their_zone(store: Store) -> None:
    number = begin(store)
    summer = datetime.fromisoformat("2026-10-25T02:30:00+02:00")
    winter = datetime.fromisoformat("2026-10-25T02:30:00+01:00")
    made = [
        store.submissions.submit(
            draft,
            1,
            prefix="LP03",
            year=2026,
            document={},
            definition=DEFINITION,
            messages=[],
            receipt={},
            now=moment,
        )
        for draft, moment in ((number, summer), (begin(store), winter))
    ]
    assert [submission.created.astimezone(UTC).hour for submission in made] == [0, 1]
    found = store.submissions.get(made[1].reference)
    assert found is not None
    assert found.created - summer == timedelta(hours=1)


def test_what_is_unknown_is_none(store: Store) -> None:
    assert store.submissions.get("LP03-2026-000001") is None
    assert store.submissions.get_for_draft("22222222") is None
    assert store.submissions.get_for_draft("' OR 1=1") is None
    assert store.submissions.obligations("LP03-2026-000001") == []
