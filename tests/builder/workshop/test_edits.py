"""Edits of one person: saved at once, taken back and done again, whatever lies in between."""

import pytest

from builder.operations import Refused
from builder.tree import nodes
from builder.workshop import EditConflict, Nothing, Workshop
from formengine.store import Store
from tests.builder.workshop.conftest import NOW, SLUG, said


def label(workshop: Workshop, id_: str = "name") -> str:
    return nodes(workshop.head(SLUG).bundle.form)[id_].label


def relabel(workshop: Workshop, text: str, account: str = "anna", base: int = 0, id_: str = "name") -> int:
    base = base or workshop.head(SLUG).number
    arguments = {"element": id_, "place": "label", "value": text}
    return workshop.edit(SLUG, base, "set", arguments, account).head.number


def test_each_edit_is_a_revision_with_author_and_a_sentence(workshop: Workshop, store: Store) -> None:
    before = workshop.head(SLUG)
    relabel(workshop, "Wie heißen Sie?")
    newest = store.edits.history(SLUG)[0]
    assert (newest.account, newest.operation, newest.parent) == ("anna", "set", before.number)
    assert "Wie heißen Sie?" in newest.summary or "„Ihr Name“" in newest.summary
    assert newest.created == NOW
    assert store.bundles.load(before.revision).hash == before.bundle.hash


def test_an_edit_that_changes_nothing_makes_no_revision(workshop: Workshop) -> None:
    before = workshop.head(SLUG).number
    assert relabel(workshop, "Ihr Name") == before


def test_an_edit_after_which_nothing_would_run_is_refused_with_the_mend(workshop: Workshop) -> None:
    before = workshop.head(SLUG)
    with pytest.raises(Refused) as caught:
        workshop.edit(SLUG, before.number, "set", {"element": "name", "place": "label", "wert": "x"}, "anna")
    assert caught.value.message
    assert workshop.head(SLUG).number == before.number


def test_an_unknown_operation_is_refused(workshop: Workshop) -> None:
    with pytest.raises(Refused):
        workshop.edit(SLUG, workshop.head(SLUG).number, "os.system", {}, "anna")


def test_undo_and_redo_go_all_the_way_back_and_forth(workshop: Workshop) -> None:
    texts = ["Ihr Name", "A", "B", "C"]
    hashes = [workshop.head(SLUG).bundle.hash]
    for text in texts[1:]:
        relabel(workshop, text)
        hashes.append(workshop.head(SLUG).bundle.hash)
    for hash_ in reversed(hashes[:-1]):
        assert workshop.undo(SLUG, "anna").head.bundle.hash == hash_
    for hash_ in hashes[1:]:
        assert workshop.redo(SLUG, "anna").head.bundle.hash == hash_
    with pytest.raises(Nothing):
        workshop.redo(SLUG, "anna")


def test_what_was_made_at_the_start_is_not_taken_back(workshop: Workshop) -> None:
    with pytest.raises(Nothing):
        workshop.undo(SLUG, "anna")


def test_undo_outlives_a_restart(workshop: Workshop, store: Store) -> None:
    relabel(workshop, "Anders")
    again = Workshop(Store.open(store.database.path.parent), lambda: NOW, said)
    again.undo(SLUG, "anna")
    assert label(again) == "Ihr Name"


def test_a_new_edit_forgets_what_was_taken_back(workshop: Workshop) -> None:
    relabel(workshop, "A")
    workshop.undo(SLUG, "anna")
    relabel(workshop, "B")
    with pytest.raises(Nothing):
        workshop.redo(SLUG, "anna")
    workshop.undo(SLUG, "anna")
    assert label(workshop) == "Ihr Name"


def test_undo_is_personal_and_keeps_what_others_did_since(workshop: Workshop) -> None:
    relabel(workshop, "Von Anna")
    relabel(workshop, "Von Boris", "boris", id_="anzahl")
    workshop.undo(SLUG, "anna")
    assert label(workshop) == "Ihr Name"
    assert label(workshop, "anzahl") == "Von Boris"
    with pytest.raises(Nothing):
        workshop.undo(SLUG, "clara")


def test_undo_of_what_somebody_else_changed_since_shows_both(workshop: Workshop) -> None:
    relabel(workshop, "Von Anna")
    relabel(workshop, "Von Boris", "boris")
    with pytest.raises(EditConflict) as caught:
        workshop.undo(SLUG, "anna")
    (clash,) = caught.value.conflicts
    assert (clash.element, clash.place, clash.ours, clash.theirs) == ("name", ("label",), "Ihr Name", "Von Boris")
    assert caught.value.by is not None
    assert caught.value.by.account == "boris"
    assert label(workshop) == "Von Boris"


def test_restoring_is_a_revision_that_can_be_taken_back(workshop: Workshop) -> None:
    first = workshop.head(SLUG)
    relabel(workshop, "A")
    relabel(workshop, "B")
    restored = workshop.restore(SLUG, first.number, "anna")
    assert restored.head.bundle.hash == first.bundle.hash
    assert restored.head.number > first.number + 2
    workshop.undo(SLUG, "anna")
    assert label(workshop) == "B"


def test_publishing_changes_what_new_drafts_get_and_nothing_else(workshop: Workshop, store: Store) -> None:
    first = workshop.head(SLUG).number
    assert store.bundles.published(SLUG) is None
    workshop.publish(SLUG, first, "anna")
    number = relabel(workshop, "Neu")
    published = store.bundles.published(SLUG)
    assert published is not None
    assert published.number == first
    workshop.publish(SLUG, number, "anna")
    published = store.bundles.published(SLUG)
    assert published is not None
    assert published.number == number == workshop.head(SLUG).number


def test_a_name_belongs_to_one_revision(workshop: Workshop, store: Store) -> None:
    number = relabel(workshop, "Neu")
    workshop.name(SLUG, number, "Stand Werkstatt 3", "anna")
    with pytest.raises(Refused):
        workshop.name(SLUG, number - 1, "Stand Werkstatt 3", "boris")
    with pytest.raises(Refused):
        workshop.name(SLUG, number, "   ", "boris")
    assert [(named.name, named.number) for named in store.edits.milestones(SLUG)] == [("Stand Werkstatt 3", number)]


def test_a_definition_is_made_once(workshop: Workshop) -> None:
    with pytest.raises(Refused):
        workshop.create(workshop.head(SLUG).bundle, "anna", {})


def test_a_new_element_is_named_for_the_workbench_to_choose(workshop: Workshop) -> None:
    head = workshop.head(SLUG)
    saved = workshop.edit(
        SLUG, head.number, "add", {"kind": "text", "label": "Telefon", "parent": "seite-eins"}, "anna"
    )
    (created,) = saved.created
    assert nodes(saved.head.bundle.form)[created].label == "Telefon"


def test_the_history_keeps_no_document_twice(workshop: Workshop, store: Store) -> None:
    """What a whole document became stands in the revision; its history would grow by as much again."""
    head = workshop.head(SLUG)
    long = {**head.bundle.form, "description": "Wozu das gut ist. " * 2_000}
    workshop.edit(SLUG, head.number, "set_form", {"form": long}, "anna")
    newest = store.edits.history(SLUG, 1)[0]
    assert newest.operation == "set_form"
    assert list(newest.arguments) == ["bytes"]
    assert workshop.head(SLUG).bundle.form["description"] == long["description"]
    workshop.undo(SLUG, "anna")
    assert workshop.head(SLUG).bundle.form == head.bundle.form
