"""`serve --bench`: the reference form under /bench, marked for a measuring browser, and otherwise our assistant."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from formengine.web import Settings, create_app
from formengine.web.bench import BenchError, bundles
from formengine.web.clock import Clock
from tests.bench import form
from tests.web.conftest import NOW
from tests.web.person import Person, everything, rooms, rows
from tests.web.screen import Screen

INVALID = {"f0": "A", "f2": "5000", "f3": "Vielleicht"}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Compiled once: its tests only add drafts."""
    folder = tmp_path_factory.mktemp("messen")
    (folder / "definitionen").mkdir()
    forms = form.write(folder / "formulare", 20)
    app = create_app(Settings(folder / "daten", folder / "definitionen", clock=Clock(NOW), bench=forms))
    yield app
    rooms(app).store.close()


@pytest.fixture
def browser(bench: Flask) -> Person:
    return Person(bench)


def marked(screen: Screen, mark: str) -> list[Any]:
    return [node for node in screen.tree.all() if mark in node.attributes]


def messages(screen: Screen) -> dict[str, str]:
    found = {node.attributes["data-bench-error"]: node.words() for node in marked(screen, "data-bench-error")}
    return {id_: words for id_, words in found.items() if words}


def answers(first: int, size: int) -> dict[str, Any]:
    """What a browser posts for valid answers; the lists stay empty, which nobody requires."""
    found: dict[str, Any] = {}
    for name, value in form.valid(first + size).items():
        number = int(name[1:])
        if number >= first and number % 10 != 9 and value is not False:
            found[name] = "ja" if value is True else str(value)
    return found


@pytest.mark.parametrize("mode", form.MODES)
def test_the_first_page_is_there_without_a_draft(browser: Person, bench: Flask, mode: str) -> None:
    before = everything(bench)
    screen = browser.open(f"/bench/{mode}/20")
    assert screen.status == 200
    assert everything(bench) == before
    assert list(browser.cookies()) == ["aw-sitzung"]
    assert screen.action == f"/bench/{mode}/20"


@pytest.mark.parametrize(("mode", "questions"), [("wizard", 10), ("page", 20)])
def test_each_question_has_its_name_and_a_place_for_its_message(browser: Person, mode: str, questions: int) -> None:
    screen = browser.open(f"/bench/{mode}/20")
    fields = {node.attributes.get("name", "") for node in screen.tree.all("input", "select", "textarea")}
    asked = {f"f{i}" for i in range(questions)}
    assert {name for name in asked if int(name[1:]) % 10 != 9} <= fields
    assert {node.attributes["data-bench-error"] for node in marked(screen, "data-bench-error")} == asked
    assert [node.attributes["name"] for node in marked(screen, "data-bench-next")] == ["_weiter"]


def test_the_dependent_questions_wait_in_the_page_for_their_box(browser: Person) -> None:
    screen = browser.open("/bench/wizard/20")
    style = next(each.attributes["href"] for each in screen.tree.all("link") if "/stil/" in each.attributes["href"])
    rules = browser.open(style).html
    for name in ("f6", "f7"):
        assert f'form:not(:has([name="f5"][value="ja"]:checked)) [data-field="{name}"]' in rules
        assert name in screen.fields


def test_valid_answers_reach_the_check_page(browser: Person, bench: Flask) -> None:
    screen = browser.open("/bench/wizard/20")
    screen = browser.send(screen, answers(0, 10))
    assert (screen.path, screen.status) == ("schritt-2", 200)
    screen = browser.send(screen, answers(10, 10))
    assert screen.path == "pruefen"
    stored = rows(bench, screen.number)
    expected = {name: value for name, value in form.valid(20).items() if int(name[1:]) % 10 != 9}
    assert {**stored["schritt-1"][0], **stored["schritt-2"][0]} == expected


def test_all_on_one_page_reaches_the_check_page_too(browser: Person) -> None:
    assert browser.send(browser.open("/bench/page/20"), answers(0, 20)).path == "pruefen"


@pytest.mark.parametrize("mode", form.MODES)
def test_each_wrong_answer_gets_its_message_in_its_place(browser: Person, mode: str) -> None:
    screen = browser.send(browser.open(f"/bench/{mode}/20"), answers(0, 20 if mode == "page" else 10) | INVALID)
    assert screen.status == 422
    assert set(messages(screen)) == set(INVALID)
    assert screen.value("f0") == "A"
    assert screen.action.startswith("/antrag/")
    assert browser.send(screen, answers(0, 10)).path == ("pruefen" if mode == "page" else "schritt-2")


def test_with_htmx_the_first_post_answers_with_the_next_page(browser: Person) -> None:
    first = browser.open("/bench/wizard/20")
    htmx = {"HX-Request": "true"}
    right = browser.client.post(first.action, data=browser.body(first, answers(0, 10)), headers=htmx)
    assert right.status_code == 200
    assert right.headers["HX-Push-Url"].endswith("/schritt-2")
    wrong = browser.client.post(first.action, data=browser.body(first, INVALID), headers=htmx)
    assert wrong.status_code == 422
    assert wrong.headers["HX-Push-Url"].endswith("/schritt-1")


def test_the_message_of_one_field_makes_no_draft(browser: Person, bench: Flask) -> None:
    first = browser.open("/bench/wizard/20")
    before = everything(bench)
    answer = browser.client.post(first.action, data=browser.body(first, {"f2": "5000", "_blick": "f2"}))
    assert "zu groß" in answer.text
    assert everything(bench) == before


def test_a_post_without_a_token_is_refused(browser: Person, bench: Flask) -> None:
    browser.open("/bench/wizard/20")
    before = everything(bench)
    assert browser.client.post("/bench/wizard/20", data=answers(0, 10)).status_code == 403
    assert everything(bench) == before


@pytest.mark.parametrize("place", ["wizard/30", "page/1", "story/20", "wizard/viele", "wizard/-20", "wizard"])
def test_other_places_are_not_there(browser: Person, place: str) -> None:
    assert browser.open(f"/bench/{place}").status == 404


def test_without_the_folder_nothing_is_marked_and_bench_is_not_there(anna: Person) -> None:
    assert anna.open("/bench/wizard/20").status == 404
    assert "data-bench" not in anna.begin().html


@pytest.mark.slow
def test_a_thousand_questions_fit_on_a_page(
    settings: Settings, start: Callable[[Settings], Flask], tmp_path: Path
) -> None:
    person = Person(start(replace(settings, bench=form.write(tmp_path / "messen", 1000, modes=["page"]))))
    screen = person.send(person.open("/bench/page/1000"), answers(0, 1000))
    assert screen.path == "pruefen"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return form.write(tmp_path / "messen", 20)


def test_a_folder_without_a_form_is_refused(tmp_path: Path) -> None:
    for empty in (tmp_path, tmp_path / "weg"):
        with pytest.raises(BenchError, match="enthält kein Messformular"):
            bundles(empty)


def test_a_form_without_its_schema_is_none(folder: Path) -> None:
    (folder / "20.schema.json").unlink()
    with pytest.raises(BenchError, match="enthält kein Messformular"):
        bundles(folder)


@pytest.mark.parametrize(("text", "reason"), [("{", "lässt sich nicht lesen"), ("[]", "muss ein JSON-Objekt")])
def test_a_broken_file_is_named(folder: Path, text: str, reason: str) -> None:
    (folder / "20.page.jsonforms-ui.json").write_text(text, encoding="utf-8")
    with pytest.raises(BenchError, match=rf"20\.page\.jsonforms-ui\.json“ {reason}"):
        bundles(folder)


def test_measuring_forms_are_ordinary_definitions(bench: Flask) -> None:
    assert {"bench-wizard-20", "bench-page-20"} == set(rooms(bench).catalogue.slugs())
    assert rooms(bench).catalogue.broken == ()
