"""How much one account may change (threat A27): who does too much is told to wait, and loses nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from formengine.web import Settings
from formengine.web.quotas import Quotas, Rate
from tests.builder.accounts.people import Hands, Watch
from tests.builder.views.garden import SLUG, now
from tests.web.person import everything

pytestmark = pytest.mark.usefixtures("garden")
TUN = f"/werkstatt/{SLUG}/tun"
Start = Callable[[Settings], Flask]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Two edits and one import at once, and no more."""
    return replace(settings, quotas=replace(Quotas(), edits=Rate(2, 0.0), imports=Rate(1, 0.0)))


def add(person: Hands, text: str) -> tuple[int, str]:
    answer = person.press(TUN, {"schritt": "add_lines", "basis": "1", "a.text": text})
    return answer.status, answer.html


def test_too_many_edits_are_asked_to_wait_and_what_was_typed_stays(app: Flask, boris: Hands) -> None:
    assert [add(boris, "Eins")[0], add(boris, "Zwei")[0]] == [200, 200]
    before = everything(app)
    status, html = add(boris, "Drei ist noch da")
    assert status == 429
    assert "Das waren zu viele Änderungen in kurzer Zeit." in html
    assert "Drei ist noch da" in html
    assert everything(app) == before


@pytest.mark.parametrize("step", ["rueckgaengig", "wiederherstellen", "veroeffentlichen", "benennen", "set", "felder"])
def test_every_step_counts(app: Flask, boris: Hands, step: str) -> None:
    assert [add(boris, "Eins")[0], add(boris, "Zwei")[0]] == [200, 200]
    before = everything(app)
    fields = {"schritt": step, "basis": "1", "a.fassung": "1", "a.name": "Stand", "ort": "json", "teil": "cases"}
    fields |= {"text": "{}"} if step == "felder" else {}
    more = {"angaben": '{"element":"name","place":"label","value":"x"}'} if step == "set" else {}
    assert boris.press(TUN, {**fields, **more}).status == 429
    assert everything(app) == before


def test_one_account_at_its_limit_is_no_other(app: Flask, anna: Hands, boris: Hands) -> None:
    assert [add(boris, "Eins")[0], add(boris, "Zwei")[0], add(boris, "Drei")[0]] == [200, 200, 429]
    assert add(anna, "Vier")[0] == 200


def test_who_may_not_edit_uses_up_nothing(app: Flask, boris: Hands, quinn: Hands) -> None:
    assert {add(quinn, "Eins")[0] for _ in range(4)} == {403}
    assert add(boris, "Eins")[0] == 200


def test_beginning_and_importing_count_too(app: Flask, boris: Hands) -> None:
    schema = '{"type":"object","title":"Hund","properties":{"name":{"type":"string"}}}'
    first = boris.press("/werkstatt/importieren", {"schema": schema, "import-kennung": "hund"})
    assert first.status == 200, first.html
    again = boris.press("/werkstatt/importieren", {"schema": schema, "import-kennung": "katze"})
    assert again.status == 429
    assert "katze" in again.html
    assert boris.press("/werkstatt/neu", {"titel": "Eins", "aus": "leer"}).status == 200
    last = boris.press("/werkstatt/neu", {"titel": "Mein drittes", "aus": "leer"})
    assert last.status == 429
    assert "Mein drittes" in last.html


def test_after_a_pause_it_goes_on(
    settings: Settings, start: Start, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = [0.0]
    monkeypatch.setattr(Watch, "ticks", lambda _self: ticks[0])
    app = start(replace(settings, quotas=replace(Quotas(), edits=Rate(2, 0.5))))
    boris = Hands(app).joined("boris", "designer")
    assert [add(boris, "Eins")[0], add(boris, "Zwei")[0], add(boris, "Drei")[0]] == [200, 200, 429]
    ticks[0] += 10
    assert add(boris, "Drei")[0] == 200
    assert now(app)
