"""No definition is called as a page of the builder is, whichever way it comes in: nobody could open it."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from builder.archive import packed, renamed
from builder.operations import Refused
from builder.services import KEY, Rooms
from formengine.core.slugs import RESERVED
from formengine.store.folder import read_all, write
from formengine.web import Settings
from tests.builder.accounts.people import Hands
from tests.builder.views.garden import SLUG
from tests.web.person import rooms

pytestmark = pytest.mark.usefixtures("garden")
SCHEMA = '{"type":"object","title":"Hund","properties":{"name":{"type":"string"}}}'


def test_the_names_of_pages_are_those_of_the_addresses(app: Flask) -> None:
    parts = {rule.rule.split("/")[2] for rule in app.url_map.iter_rules() if rule.rule.startswith("/werkstatt/")}
    assert parts - {"", "<slug>"} == RESERVED


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_nobody_makes_a_definition_with_the_name_of_a_page(app: Flask, boris: Hands, slug: str) -> None:
    store = rooms(app).store
    history = renamed(store.histories.of(SLUG), slug)
    tries = [
        ("neu", {"titel": "X", "aus": "leer", "kennung": slug}),
        ("neu", {"titel": "X", "aus": SLUG, "kennung": slug}),
        ("importieren", {"schema": SCHEMA, "import-kennung": slug}),
        ("einspielen", {"archiv-datei": (io.BytesIO(packed(history)), "x.zip")}),
        ("einspielen", {"archiv-datei": (io.BytesIO(packed(history)), "x.zip"), "archiv-kennung": slug}),
    ]
    for where, fields in tries:
        assert boris.press(f"/werkstatt/{where}", fields).status == 422, where
    assert store.bundles.head(slug) is None


def test_the_workshop_itself_refuses_them(app: Flask) -> None:
    shop, store = app.extensions[KEY], rooms(app).store
    assert isinstance(shop, Rooms)
    head = store.bundles.head(SLUG)
    assert head is not None
    with pytest.raises(Refused, match="Name einer Seite"):
        shop.workshop.create(replace(store.bundles.load(head), slug="konto"), "anna", {})


def test_a_title_that_is_the_name_of_a_page_makes_another_name(app: Flask, boris: Hands) -> None:
    assert boris.press("/werkstatt/neu", {"titel": "Neu", "aus": "leer"}).status == 200
    assert "neu-2" in rooms(app).store.bundles.slugs()


def test_a_folder_with_the_name_of_a_page_is_listed_as_broken(app: Flask, settings: Settings, tmp_path: Path) -> None:
    store = rooms(app).store
    head = store.bundles.head(SLUG)
    assert head is not None
    bundle = store.bundles.load(head)
    write(replace(bundle, slug="konten", form={**bundle.form, "slug": "konten"}), settings.definitions / "konten")
    reading = read_all(settings.definitions, settings.kommune)
    assert [error.file for error in reading.errors] == ["konten"]
    assert "Name einer Seite der Werkstatt" in reading.errors[0].message
    assert SLUG in {found.slug for found in reading.bundles}
