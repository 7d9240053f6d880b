"""Several people at one definition: nothing that was acknowledged is lost, and who loses sees both versions."""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from builder.tree import nodes
from builder.workshop import EditConflict, Workshop
from formengine.store import Store
from formengine.store.errors import StoreBusy
from tests.builder.workshop.conftest import NOW, SLUG, said
from tests.builder.workshop.test_edits import label, relabel

CLIENTS = 10
EDITS = 50


def test_late_edits_of_different_things_both_stand(workshop: Workshop) -> None:
    base = workshop.head(SLUG).number
    relabel(workshop, "Von Anna", "anna", base)
    saved = workshop.edit(SLUG, base, "set", {"element": "anzahl", "place": "label", "value": "Von Boris"}, "boris")
    assert saved.late
    assert (label(workshop), label(workshop, "anzahl")) == ("Von Anna", "Von Boris")


def test_different_properties_of_one_question_do_not_collide(workshop: Workshop) -> None:
    base = workshop.head(SLUG).number
    relabel(workshop, "Von Anna", "anna", base)
    workshop.edit(SLUG, base, "set", {"element": "name", "place": "options/hint", "value": "Vor- und Zuname"}, "boris")
    node = nodes(workshop.head(SLUG).bundle.form)["name"]
    assert (node.label, node.options["hint"]) == ("Von Anna", "Vor- und Zuname")


def test_the_same_property_is_a_conflict_that_names_the_other(workshop: Workshop) -> None:
    base = workshop.head(SLUG).number
    relabel(workshop, "Von Anna", "anna", base)
    with pytest.raises(EditConflict) as caught:
        relabel(workshop, "Von Boris", "boris", base)
    assert [(clash.ours, clash.theirs) for clash in caught.value.conflicts] == [("Von Boris", "Von Anna")]
    assert caught.value.by is not None
    assert caught.value.by.account == "anna"
    assert relabel(workshop, "Von Boris", "boris", caught.value.head.number)
    assert label(workshop) == "Von Boris"


def test_what_was_deleted_meanwhile_is_a_conflict(workshop: Workshop) -> None:
    base = workshop.head(SLUG).number
    workshop.edit(SLUG, base, "delete", {"element": "name"}, "anna")
    with pytest.raises(EditConflict):
        relabel(workshop, "Von Boris", "boris", base)


def test_a_moved_question_takes_a_late_edit_with_it(workshop: Workshop) -> None:
    base = workshop.head(SLUG).number
    workshop.edit(SLUG, base, "move", {"element": "name", "parent": "seite-zwei"}, "anna")
    relabel(workshop, "Von Boris", "boris", base)
    node = nodes(workshop.head(SLUG).bundle.form)["name"]
    assert (node.label, node.page) == ("Von Boris", "seite-zwei")


def test_two_questions_that_would_get_one_name_both_stand(workshop: Workshop) -> None:
    base = workshop.head(SLUG).number
    for account, parent in (("anna", "seite-eins"), ("boris", "seite-zwei")):
        workshop.edit(SLUG, base, "add", {"kind": "text", "label": "Telefon", "parent": parent}, account)
    found = nodes(workshop.head(SLUG).bundle.form).values()
    assert len({node.id for node in found if node.label == "Telefon"}) == 2


def test_two_parts_of_one_rule_that_two_people_change_both_stand(workshop: Workshop) -> None:
    """The operation sets the rule as a whole, and must not take the other part back to what it was."""
    base = workshop.head(SLUG).number
    rule = nodes(workshop.head(SLUG).bundle.form)["anzahl"].raw["rule"]
    other = {"scope": "#/properties/name", "schema": {"const": "Anna"}, "failWhenUndefined": True}
    workshop.edit(SLUG, base, "set_rule", {"element": "anzahl", "effects": [{**rule, "effect": "REQUIRE"}]}, "anna")
    workshop.edit(SLUG, base, "set_rule", {"element": "anzahl", "effects": [{**rule, "condition": other}]}, "boris")
    now = nodes(workshop.head(SLUG).bundle.form)["anzahl"].raw["rule"]
    assert (now["effect"], now["condition"]) == ("REQUIRE", other)


def test_a_rename_reaches_what_was_added_meanwhile(workshop: Workshop) -> None:
    base = workshop.head(SLUG).number
    asks = {"scope": "#/properties/zweck", "schema": {"const": "pflegen"}, "failWhenUndefined": True}
    workshop.edit(
        SLUG, base, "set_rule", {"element": "baeume", "effects": [{"effect": "SHOW", "condition": asks}]}, "anna"
    )
    workshop.edit(SLUG, base, "rename", {"element": "zweck", "property": "vorhaben"}, "boris")
    rule = nodes(workshop.head(SLUG).bundle.form)["baeume"].raw["rule"]
    assert rule["condition"]["scope"] == "#/properties/vorhaben"


@dataclass
class Client:
    """Somebody who edits without pause, on a page that is often old."""

    number: int
    path: Path
    acknowledged: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    """By revision: the element, what was set, to what."""
    conflicts: int = 0
    told_to_wait: int = 0
    """How often the store was too busy, on a machine that does much else: nothing was acknowledged."""

    def run(self) -> None:
        """All edits of this client."""
        store = Store.open(self.path)
        shop, chance = Workshop(store, lambda: NOW, said), random.Random(self.number)  # noqa: S311  no secret
        base = shop.head(SLUG).number
        for turn in range(EDITS):
            element = chance.choice(("name", "zweck", "anzahl", "baeume", "baeume.art"))
            place = chance.choice(("label", "options/hint", "options/help"))
            text = f"{self.number}-{turn}"
            arguments = {"element": element, "place": place, "value": text}
            try:
                saved = shop.edit(SLUG, base, "set", arguments, f"konto{self.number}")
            except EditConflict as conflict:
                self.conflicts += 1
                base = conflict.head.number
                continue
            except StoreBusy:
                self.told_to_wait += 1
                continue
            self.acknowledged[saved.head.number] = element, place, text
            if chance.random() < 0.4:
                base = shop.head(SLUG).number
        store.close()


def test_ten_clients_lose_no_edit_that_was_acknowledged(
    workshop: Workshop, store: Store, record_property: Callable[[str, object], None]
) -> None:
    clients = [Client(number, store.database.path.parent) for number in range(CLIENTS)]
    threads = [threading.Thread(target=client.run) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done = {number: edit for client in clients for number, edit in client.acknowledged.items()}
    refused = sum(client.conflicts for client in clients)
    waited = sum(client.told_to_wait for client in clients)
    record_property("edits", f"{len(done)} saved, {refused} conflicts shown, {waited} told to try again")
    assert len(done) + refused + waited == CLIENTS * EDITS
    newest: dict[tuple[str, str], str] = {}
    for number in sorted(done):
        element, place, text = done[number]
        newest[element, place] = text
        found = nodes(workshop.at(SLUG, number).bundle.form)[element]
        assert (found.label if place == "label" else found.options[place.removeprefix("options/")]) == text
    head = nodes(workshop.head(SLUG).bundle.form)
    for (element, place), text in newest.items():
        node = head[element]
        assert (node.label if place == "label" else node.options[place.removeprefix("options/")]) == text
    assert len(store.edits.history(SLUG, most=1_000)) == len(done) + 1
