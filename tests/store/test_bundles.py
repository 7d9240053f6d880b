"""Revisions: when a delivered folder is published, when an edited head stays, and that content never changes."""

from dataclasses import replace

import pytest

from formengine.store import Store
from formengine.store.errors import StoreRefused
from tests.store.helpers import NOW, bundle

SLUG = "lp03-maengelmelder"


def test_the_first_delivery_is_published(store: Store) -> None:
    shipped = store.bundles.publish_shipped(bundle(), NOW)
    assert shipped.state == "new"
    assert store.bundles.published(SLUG) == store.bundles.head(SLUG) == shipped.revision
    assert shipped.revision.number == 1
    assert shipped.revision.created == NOW
    assert store.bundles.slugs() == [SLUG]


def test_the_same_delivery_again_changes_nothing(store: Store) -> None:
    first = store.bundles.publish_shipped(bundle(), NOW)
    again = store.bundles.publish_shipped(bundle(), NOW)
    assert again.state == "known"
    assert again.revision == first.revision
    assert store.database.row("SELECT count(*) AS n FROM revision", {}) == {"n": 1}


def test_a_new_delivery_replaces_an_unedited_head(store: Store) -> None:
    store.bundles.publish_shipped(bundle("alt"), NOW)
    shipped = store.bundles.publish_shipped(bundle("neu"), NOW)
    assert shipped.state == "new"
    assert store.bundles.published(SLUG) == store.bundles.head(SLUG) == shipped.revision
    assert shipped.revision.number == 2


def test_an_older_delivery_is_published_again_when_nobody_has_edited(store: Store) -> None:
    old = store.bundles.publish_shipped(bundle("alt"), NOW).revision
    store.bundles.publish_shipped(bundle("neu"), NOW)
    assert store.bundles.publish_shipped(bundle("alt"), NOW).state == "known"
    assert store.bundles.published(SLUG) == old


def test_an_edited_head_stays_and_the_new_delivery_waits(store: Store) -> None:
    first = store.bundles.publish_shipped(bundle("alt"), NOW).revision
    edited = store.bundles.save_edited(bundle("bearbeitet"), NOW)
    waiting = store.bundles.publish_shipped(bundle("neu"), NOW)
    assert waiting.state == "newer_than_edited_head"
    assert store.bundles.head(SLUG) == edited
    assert store.bundles.published(SLUG) == first
    assert store.bundles.load(waiting.revision) == bundle("neu")


def test_a_waiting_delivery_still_waits_after_a_restart_and_further_edits(store: Store) -> None:
    store.bundles.publish_shipped(bundle("alt"), NOW)
    store.bundles.save_edited(bundle("bearbeitet"), NOW)
    store.bundles.publish_shipped(bundle("neu"), NOW)
    store.bundles.save_edited(bundle("noch einmal bearbeitet"), NOW)
    assert store.bundles.publish_shipped(bundle("neu"), NOW).state == "newer_than_edited_head"


def test_the_delivery_that_an_edit_rests_on_is_no_news(store: Store) -> None:
    store.bundles.publish_shipped(bundle("alt"), NOW)
    edited = store.bundles.save_edited(bundle("bearbeitet"), NOW)
    assert store.bundles.publish_shipped(bundle("alt"), NOW).state == "known"
    assert store.bundles.head(SLUG) == edited


def test_an_edit_that_is_exported_and_delivered_counts_as_delivered(store: Store) -> None:
    store.bundles.publish_shipped(bundle("alt"), NOW)
    store.bundles.save_edited(bundle("bearbeitet"), NOW)
    store.bundles.publish_shipped(bundle("bearbeitet"), NOW)
    assert store.bundles.publish_shipped(bundle("neu"), NOW).state == "new"
    published = store.bundles.published(SLUG)
    assert published is not None
    assert store.bundles.load(published) == bundle("neu")


def test_an_edit_without_a_delivery_is_its_own_first_publication(store: Store) -> None:
    edited = store.bundles.save_edited(bundle("neu erfunden"), NOW)
    assert store.bundles.head(SLUG) == store.bundles.published(SLUG) == edited


def test_every_part_comes_back_and_equal_parts_are_kept_once(store: Store) -> None:
    shared = {"erklaerung": {"name": "erklaerung", "title": "Erklärung – „ja“", "größe": [1, 2.5, None, True]}}
    first = bundle("a", cases={"cases": []}, texts={"en": {"x": {}}}, shared=shared, parameters={"values": {"n": 3}})
    second = bundle("b", cases={"cases": []}, texts={"en": {"x": {}}}, shared=shared, parameters={"values": {"n": 3}})
    loaded = [store.bundles.load(store.bundles.publish_shipped(item, NOW).revision) for item in (first, second)]
    assert loaded == [first, second]
    assert store.database.row("SELECT count(*) AS n FROM part", {}) == {"n": 6}


def test_a_pinned_revision_is_found_by_its_hash_and_keeps_its_content(store: Store) -> None:
    pinned = store.bundles.publish_shipped(bundle("alt"), NOW).revision
    store.bundles.publish_shipped(bundle("neu"), NOW)
    found = store.bundles.revision(pinned.hash)
    assert found == pinned
    assert store.bundles.load(pinned) == bundle("alt")
    assert store.bundles.load(pinned) is store.bundles.load(pinned)


def test_what_is_unknown_is_none(store: Store) -> None:
    assert store.bundles.head("gibt-es-nicht") is None
    assert store.bundles.published("gibt-es-nicht") is None
    assert store.bundles.revision("0" * 64) is None


def test_a_revision_that_was_never_stored_cannot_be_loaded(store: Store) -> None:
    revision = store.bundles.publish_shipped(bundle(), NOW).revision
    with pytest.raises(KeyError):
        store.bundles.load(replace(revision, hash="0" * 64))


def test_a_damaged_part_is_noticed_before_it_is_served(store: Store) -> None:
    revision = store.bundles.publish_shipped(bundle(), NOW).revision
    with store.database.transaction() as db:
        db.execute("UPDATE part SET body = CAST('{}' AS BLOB)")
    with pytest.raises(StoreRefused, match="damaged"):
        store.bundles.load(revision)
