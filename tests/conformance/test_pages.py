"""Every page of every example can be opened, with what the example itself would have filled in."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from flask import Flask

from formengine.core import pointer
from formengine.core.definition import Definition
from formengine.core.model import ITEM_ID, Page
from formengine.core.pointer import MISSING
from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from formengine.web.progress import Progress, written
from tests.conformance.examples import FOLDER, example, names
from tests.web import probe
from tests.web.conftest import NOW
from tests.web.person import Person, rooms

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the examples of JSON Forms are not beside the checkout")
ITEM = "aaaaaaa{}"


def slug(name: str) -> str:
    return name.lower().replace("_", "-")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An installation with all examples."""
    forms = [example(name).read().form | {"slug": slug(name)} for name in names()]
    folder = probe.write(tmp_path_factory.mktemp("definitionen"), *forms)
    app = create_app(Settings(data=tmp_path_factory.mktemp("daten"), definitions=folder, clock=Clock(NOW)))
    yield app
    rooms(app).store.close()


def with_ids(answer: Any) -> Any:
    """Items of a list as ours have them; an item that is no object would never have come in."""
    if not isinstance(answer, list) or not all(isinstance(item, dict) for item in answer):
        return answer
    letters = "abcdefghjkmnpqrstuvwxyz"
    return [{ITEM_ID: ITEM.format(letters[i % len(letters)]), **item} for i, item in enumerate(answer)]


def answers_of(definition: Definition, page: Page, data: Any) -> dict[str, Any]:
    """What the example says on a page."""
    found: dict[str, Any] = {}
    for control in page.controls:
        value = pointer.get(data, control.path) if not control.lists else MISSING
        if value is not MISSING and value not in (None, "", []):
            pointer.put(found, control.path, with_ids(value))
    return found


def fill(app: Flask, number: str, definition: Definition, data: Any) -> None:
    """Keep the data as accepted, and call every page done, so that each can be opened."""
    drafts = rooms(app).store.drafts
    before = drafts.pages(number)
    pages = {
        page.id: (before[page.id].rev if page.id in before else 0, answers_of(definition, page, data))
        for page in definition.pages
    }
    flags = Progress(dict.fromkeys(pages, (True, True)), pages.keys(), pages.keys())
    (row,) = rooms(app).store.database.rows("SELECT rev FROM draft WHERE number = :number", {"number": number})
    drafts.save_pages(number, pages, now=NOW, flags=written(flags, definition, row["rev"] + 1))


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in names()])
def test_every_page_of_an_example_opens(
    name: str, house: Flask, record_property: Callable[[str, object], None]
) -> None:
    person = Person(house)
    first = person.begin(slug(name))
    assert first.status == 200
    published = rooms(house).catalogue.published(slug(name))
    assert published is not None
    definition = published[1].definition
    fill(house, first.number, definition, example(name).states[0].data)
    for page in definition.pages:
        screen = person.open(f"/antrag/{first.number}/{page.path}")
        assert (screen.status, screen.path) == (200, page.path)
        assert screen.title.startswith(page.title) or page.title in screen.title
    check = person.open(f"/antrag/{first.number}/pruefen")
    assert check.status == 200


def test_all_examples_are_published(house: Flask) -> None:
    assert rooms(house).catalogue.broken == ()
    assert len(names()) == 78
    found: Mapping[str, Any] = {name: rooms(house).catalogue.published(slug(name)) for name in names()}
    assert [name for name, published in found.items() if published is None] == []
