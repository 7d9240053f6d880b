"""A history is taken along as far back as another installation takes it in."""

import datetime

import pytest

from builder.archive import packed, unpacked
from formengine.core.bundle import Bundle
from formengine.store import Store, histories
from formengine.store.edits import Milestone, Step
from tests.store.helpers import NOW

SLUG = "langlebig"


def grown(store: Store, edits: int) -> None:
    """A delivered definition that was edited so often, every third edit taken back, some revisions named."""
    store.bundles.publish_shipped(Bundle(SLUG, {"slug": SLUG, "n": 0, "long": "x" * 1_000}), NOW)
    for number in range(2, edits + 2):
        undoes = number - 1 if number % 3 == 0 else None
        form = {"slug": SLUG, "n": number, "long": "x" * 1_000}
        step = Step("anna", "set", {"value": number}, f"Schritt {number}", undoes)
        store.edits.record(Bundle(SLUG, form), store.bundles.head(SLUG), step, NOW + datetime.timedelta(minutes=number))
        store.edits.name(Milestone(SLUG, f"Stand {number}", number, "anna", NOW))


def test_a_short_history_is_whole(store: Store) -> None:
    grown(store, 9)
    found = store.histories.of(SLUG)
    assert [past.number for past in found.revisions] == [*range(1, 11)]
    assert [edit.parent for edit in found.edits] == [*range(1, 10)]
    assert len(found.milestones) == 9


@pytest.mark.parametrize(("bytes_", "revisions"), [(5_600, 10_000), (60_000_000, 5)])
def test_of_a_long_one_the_newest_revisions_and_the_delivery_are_taken_along(
    store: Store, monkeypatch: pytest.MonkeyPatch, bytes_: int, revisions: int
) -> None:
    grown(store, 20)
    monkeypatch.setattr(histories, "MOST_BYTES", bytes_)
    monkeypatch.setattr(histories, "MOST_REVISIONS", revisions)
    found = store.histories.of(SLUG)
    assert [past.number for past in found.revisions] == [1, 18, 19, 20, 21]
    assert [(edit.number, edit.parent, edit.undoes) for edit in found.edits] == [
        (18, 0, None),
        (19, 18, None),
        (20, 19, None),
        (21, 20, 20),
    ]
    assert [one.name for one in found.milestones] == ["Stand 21", "Stand 20", "Stand 19", "Stand 18"][::-1]
    assert unpacked(packed(found)) == found


def test_however_large_the_head_is_it_is_taken_along(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    grown(store, 3)
    monkeypatch.setattr(histories, "MOST_BYTES", 10)
    assert [past.number for past in store.histories.of(SLUG).revisions] == [1, 4]
