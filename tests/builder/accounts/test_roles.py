"""Who tests and who leads the day change no definition, whichever address they post to (threat A12)."""

import json
from typing import Any

import pytest
from flask import Flask

from builder.operations import OPERATIONS
from builder.services import KEY
from builder.workshop import REDO, RESTORE, TAKE_OVER, UNDO
from tests.builder.accounts.people import Hands
from tests.builder.accounts.test_access import routes
from tests.web.person import rooms
from tests.web.probe import SLUG

LOOKERS = ("qa", "moderator")
_TABLES = ("bundle", "revision", "part", "edit", "milestone", "theme")


def built(app: Flask) -> list[list[dict[str, Any]]]:
    """Everything that is stored of definitions and of how they look."""
    database = rooms(app).store.database
    return [database.rows(f"SELECT * FROM {table}", {}) for table in _TABLES]  # noqa: S608  constant names


def edit(person: Hands) -> None:
    """Somebody who may makes a second revision."""
    fields = {"schritt": "set", "basis": "1", "angaben": '{"element":"name","place":"label","value":"Neu"}'}
    assert person.press(f"/werkstatt/{SLUG}/tun", fields).status == 200


@pytest.mark.parametrize("role", LOOKERS)
def test_no_step_changes_anything(app: Flask, anna: Hands, role: str) -> None:
    edit(anna)
    guest, before = Hands(app).joined("gast", role), built(app)
    posters = [("felder", place) for place in app.extensions[KEY].posters]
    steps = [
        *((step, "") for step in (*OPERATIONS, UNDO, REDO, RESTORE, TAKE_OVER, "benennen", "eigenschaften")),
        *posters,
    ]
    assert len(steps) > 40
    for step, place in steps:
        more = {"angaben": json.dumps({"element": "name", "fassung": 1}), "a.name": "x", "text": "{}", "teil": "form"}
        answer = guest.press(f"/werkstatt/{SLUG}/tun", {"schritt": step, "basis": "2", "ort": place, **more})
        assert answer.status == 403, step
    assert built(app) == before


@pytest.mark.parametrize("role", LOOKERS)
def test_no_other_address_changes_anything(app: Flask, anna: Hands, role: str) -> None:
    edit(anna)
    guest, before = Hands(app).joined("gast", role), built(app)
    fields = {
        "titel": "X",
        "aus": "leer",
        "schema": "{}",
        "tun": "speichern",
        "stand": "[]",
        "name": "X",
        "farbe": "",
        "wappen": "burg",
    }
    for url in routes(app, "POST"):
        if "abmelden" not in url:
            guest.press(url, {"schritt": "set", "basis": "2", **fields})
    assert guest.is_in()
    assert built(app) == before


def test_only_releasing_is_for_who_leads_the_day(app: Flask, anna: Hands) -> None:
    edit(anna)
    for role, status in (("qa", 403), ("moderator", 200)):
        guest = Hands(app).joined(f"gast-{role}", role)
        fields = {"schritt": "veroeffentlichen", "basis": "2", "a.fassung": "2"}
        assert guest.press(f"/werkstatt/{SLUG}/tun", fields).status == status
    published = rooms(app).store.bundles.published(SLUG)
    assert published is not None
    assert published.number == 2
