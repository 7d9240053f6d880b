"""The pages about logic of a shipped definition."""

import shutil
from pathlib import Path

import pytest

from formengine.web import Settings
from tests.builder.accounts.people import Hands, Watch
from tests.builder.editing import ROOT
from tests.builder.views.logic_pages import attribute, installed, words


@pytest.fixture
def settings(tmp_path: Path, watch: Watch) -> Settings:
    found = installed(tmp_path, watch)
    for name in ("lp01-baumfaellung", "_shared", "_parameters"):
        shutil.copytree(ROOT / "definitions" / name, found.definitions / name, dirs_exist_ok=True)
    return found


def test_every_connection_leads_to_a_page(boris: Hands) -> None:
    screen = boris.open("/werkstatt/lp01-baumfaellung/logik")
    rules = {href for href in attribute(screen, "href") if href.startswith("/werkstatt/lp01-baumfaellung/logik/")}
    assert len(rules) > 5
    assert {boris.open(href).status for href in rules} == {200}


def test_the_reason_is_told_for_nobodys_answers_and_for_a_persona(boris: Hands) -> None:
    page = "/werkstatt/lp01-baumfaellung/warum/seite-vertretung"
    assert "noch nicht beantwortet" in words(boris.open(page))
    shown = boris.open(f"{page}?person=P01")
    assert "jetzt steht dort „Für mich selbst“" in words(shown)
    assert "/werkstatt/lp01-baumfaellung/logik/seite-vertretung" in attribute(shown, "href")


def test_a_part_of_a_block_leads_to_the_rules_of_its_block(boris: Hands) -> None:
    screen = boris.open("/werkstatt/lp01-baumfaellung/logik/organisation.name")
    assert screen.path == "organisation"
