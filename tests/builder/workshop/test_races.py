"""Two processes and many threads on one file: edits, undo, releases, imports and beginnings at the same moment."""

import dataclasses
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from builder.operations import Refused
from builder.tree import nodes
from builder.workshop import EditConflict, NoRevision, Nothing, Workshop
from formengine.store import Store
from formengine.store.edits import Overtaken
from formengine.store.errors import StoreBusy
from tests.builder.editing import compiled, small
from tests.builder.workshop.conftest import NOW, SLUG, said

PEOPLE = 6
TURNS = 25


def together(work: list[Callable[[], object]]) -> list[Exception]:
    """Do all of it at once; what went wrong."""
    wrong: list[Exception] = []
    begin = threading.Barrier(len(work))

    def run(each: Callable[[], object]) -> None:
        begin.wait()
        try:
            each()
        except Exception as error:  # noqa: BLE001  the test says which
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(each,)) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_one_of_those_who_begin_the_same_definition_at_once_gets_it(tmp_path: Path) -> None:
    stores = [Store.open(tmp_path) for _ in range(PEOPLE)]
    shops = [Workshop(store, lambda: NOW, said) for store in stores]
    wrong = together([partial(shop.create, small(), f"konto{n}", {}) for n, shop in enumerate(shops)])
    assert len(wrong) == PEOPLE - 1
    assert {type(error) for error in wrong} == {Refused}
    assert [edit.number for edit in stores[0].edits.history(SLUG)] == [1]
    for store in stores:
        store.close()


def test_an_archive_and_a_beginning_of_one_name_do_not_mix(tmp_path: Path, workshop: Workshop, store: Store) -> None:
    history = store.histories.of(SLUG)
    for round_ in range(5):
        stores = [Store.open(tmp_path / f"{round_}") for _ in range(4)]
        shops = [Workshop(one, lambda: NOW, said) for one in stores]
        work: list[Callable[[], object]] = [partial(one.histories.take_in, history) for one in stores[:2]]
        work += [partial(shop.create, small(), "anna", {}) for shop in shops[2:]]
        wrong = together(work)
        assert len(wrong) == 3
        assert {type(error) for error in wrong} <= {Refused, Overtaken}
        assert len(stores[0].edits.history(SLUG)) == 1
        for one in stores:
            one.close()


@dataclass
class Hand:
    """Somebody who does whatever comes to mind, mostly on a page that is old."""

    number: int
    path: Path
    refused: dict[str, int] = field(default_factory=dict)
    saved: list[int] = field(default_factory=list)

    def run(self) -> None:
        """All turns."""
        store, chance = Store.open(self.path), random.Random(self.number)  # noqa: S311  no secret
        shop, own = Workshop(store, lambda: NOW, said), f"konto{self.number}"
        base = shop.head(SLUG).number
        for turn in range(TURNS):
            try:
                self._turn(shop, own, base, chance, f"{self.number}-{turn}")
            except (Refused, EditConflict, Nothing, NoRevision, StoreBusy) as error:
                name = type(error).__name__
                self.refused[name] = self.refused.get(name, 0) + 1
            if chance.random() < 0.5:
                base = shop.head(SLUG).number
        store.close()

    def _turn(self, shop: Workshop, own: str, base: int, chance: random.Random, text: str) -> None:
        kind = chance.choice(("label", "add", "delete", "move", "undo", "redo", "restore", "publish", "rename"))
        known = [id_ for id_, node in nodes(shop.head(SLUG).bundle.form).items() if node.kind == "control"]
        element, page = chance.choice(known), chance.choice(("seite-eins", "seite-zwei"))
        if kind == "publish":
            shop.publish(SLUG, chance.randint(1, base), own)
            return
        edits: dict[str, Callable[[], object]] = {
            "label": lambda: shop.edit(SLUG, base, "set", {"element": element, "place": "label", "value": text}, own),
            "add": lambda: shop.edit(SLUG, base, "add", {"kind": "text", "label": text, "parent": page}, own),
            "delete": lambda: shop.edit(SLUG, base, "delete", {"element": element}, own),
            "move": lambda: shop.edit(SLUG, base, "move", {"element": element, "parent": page}, own),
            "rename": lambda: shop.edit(
                SLUG, base, "rename", {"element": element, "property": f"p{text}".replace("-", "_")}, own
            ),
            "undo": lambda: shop.undo(SLUG, own),
            "redo": lambda: shop.redo(SLUG, own),
            "restore": lambda: shop.restore(SLUG, chance.randint(1, base), own),
        }
        self.saved.append(edits[kind]().head.number)  # type: ignore[attr-defined]


def test_whatever_people_do_at_once_every_revision_runs_and_the_history_has_no_gap(
    workshop: Workshop, store: Store, record_property: Callable[[str, object], None]
) -> None:
    hands = [Hand(number, store.database.path.parent) for number in range(PEOPLE)]
    assert together([hand.run for hand in hands]) == []
    edits = store.edits.history(SLUG, most=10_000)
    numbers = [edit.number for edit in reversed(edits)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {number for hand in hands for number in hand.saved} <= set(numbers)
    for edit in edits:
        found = workshop.at(SLUG, edit.number)
        compiled(found.bundle)
        assert dataclasses.replace(found.bundle).hash == edit.hash
        assert edit.parent == edit.number - 1
    published = store.bundles.published(SLUG)
    assert published is None or published.number in numbers
    refused: dict[str, int] = {}
    for hand in hands:
        for name, count in hand.refused.items():
            refused[name] = refused.get(name, 0) + count
    record_property("edits", f"{len(numbers)} revisions; refused: {refused}")
    assert len(numbers) > PEOPLE * TURNS / 5
