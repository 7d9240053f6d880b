"""What no page of the workbench would send (threats A13, A14, A21, A27): refused in words, and nothing is changed."""

import time

import pytest

from tests.builder.workbench.desk import Desk
from tests.web.person import everything, rooms
from tests.web.probe import SLUG
from tests.web.screen import Screen

LABEL = '{"element":"name","place":"label","value":"%s"}'


def push(desk: Desk, schritt: str, **fields: str) -> Screen:
    """Post an edit; `a_x` stands for the field `a.x`."""
    named = {name.replace("a_", "a."): value for name, value in fields.items()}
    return desk.press(f"/werkstatt/{SLUG}/tun", {"schritt": schritt, "basis": "1", **named})


@pytest.mark.parametrize("number", ["0", "999", "9" * 30, "9" * 5_000, "-1", "1.0", "²", "eins", ""])
@pytest.mark.parametrize("step", ["wiederherstellen", "veroeffentlichen", "benennen", "auslieferung"])
def test_a_revision_that_is_not_there_is_refused(anna: Desk, step: str, number: str) -> None:
    before = everything(anna.app)
    answer = push(anna, step, a_fassung=number, a_name="Stand")
    assert answer.status == 422
    assert "Diese Fassung gibt es nicht." in answer.html
    assert everything(anna.app) == before


@pytest.mark.parametrize("base", ["", "77", "9" * 5_000, "-1"])
@pytest.mark.parametrize("step", ["set", "eigenschaften", "felder"])
def test_an_edit_of_a_revision_that_is_not_there_is_refused(anna: Desk, step: str, base: str) -> None:
    before = everything(anna.app)
    more = {"angaben": LABEL % "x"} if step == "set" else {"element": "name", "ort": "texte"}
    assert push(anna, step, **{"basis": base, **more}).status == 422
    assert everything(anna.app) == before


@pytest.mark.parametrize(
    "arguments",
    [
        "[[1,2]]",
        "[]",
        "7",
        "null",
        '"ab"',
        '[["element","name"]]',
        "[" * 100_000,
        '{"element":' * 150 + "1" + "}" * 150,
        '{"bundle":1,"element":"name","place":"label","value":"x"}',
        '{"element":["name"],"place":"label","value":"x"}',
        '{"element":"name","place":"__class__/__init__","value":"x"}',
        '{"element":"name","place":"","value":"x"}',
        '{"element":"name","place":"options","value":"x"}',
        '{"element":"name","place":"label","value":NaN}',
        '{"element":"name","element":"email","place":"label","value":"x"}',
        '{"element":"name","place":"label","value":"\\ud800"}',
    ],
)
def test_arguments_that_no_page_would_send_are_refused(anna: Desk, arguments: str) -> None:
    before = everything(anna.app)
    assert push(anna, "set", angaben=arguments).status == 422
    assert everything(anna.app) == before


@pytest.mark.parametrize("place", ["options/" + "a/" * 30_000 + "a", "schema/" + "a/" * 30_000 + "a"])
def test_a_place_that_is_endlessly_deep_is_refused(anna: Desk, place: str) -> None:
    before = everything(anna.app)
    assert push(anna, "set", angaben=f'{{"element":"name","place":"{place}","value":"x"}}').status == 422
    assert (
        push(anna, "set_text", angaben=f'{{"language":"en","element":"name","what":"{place}","text":"x"}}').status
        == 422
    )
    assert everything(anna.app) == before


@pytest.mark.parametrize("step", ["", "undo", "__init__", "perform", "felder", "eigenschaften"])
def test_a_step_that_is_not_there_is_refused(anna: Desk, step: str) -> None:
    before = everything(anna.app)
    assert push(anna, step).status == 422
    assert everything(anna.app) == before


@pytest.mark.parametrize(
    "target",
    ["//evil.example/", "https://evil.example", "javascript:alert(1)", "/\\evil.example", "http://[", "\r\nX: y"],
)
def test_an_edit_leads_to_no_other_host(anna: Desk, target: str) -> None:
    token = anna.token()
    fields = {"_csrf": token, "schritt": "set", "basis": "1", "angaben": LABEL % "Neu", "weiter": target}
    answer = anna.client.post(f"/werkstatt/{SLUG}/tun", data=fields)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@pytest.mark.parametrize(
    "text",
    [
        "Frage\n" * 10_000,
        "wenn " * 40_000,
        "a wenn b" * 20_000 + "=",
        "a" + " " * 200_000 + "b",
        "(" * 200_000,
        "[ ] " * 50_000,
        "F: " + "|".join(f"abc{number}" for number in range(20_000)),
        "x" * 400_000,
    ],
)
def test_lines_that_were_made_to_keep_a_worker_busy_are_answered_at_once(anna: Desk, text: str) -> None:
    began = time.process_time()
    assert push(anna, "add_lines", a_text=text).status == 422
    assert time.process_time() - began < 2


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\0b", "a\nb", "a\u202eb", "\u200b"])
def test_a_revision_gets_no_name_that_cannot_be_read(anna: Desk, name: str) -> None:
    assert push(anna, "benennen", angaben="{}", a_fassung="1", a_name=name).status == 422
    assert not rooms(anna.app).store.edits.milestones(SLUG)


def test_only_a_delivery_is_taken_over(anna: Desk) -> None:
    push(anna, "set", angaben=LABEL % "Zweite")
    push(anna, "set", basis="2", angaben=LABEL % "Dritte")
    answer = push(anna, "auslieferung", a_fassung="2")
    assert answer.status == 422
    assert "keine Auslieferung" in answer.html
    assert anna.element("name").label == "Dritte"


def test_a_sketch_keeps_a_revision_from_being_released(anna: Desk) -> None:
    made = push(anna, "add", angaben='{"kind":"sketch","label":"Lageplan","parent":"angaben"}')
    assert made.status == 200
    answer = push(anna, "veroeffentlichen", a_fassung="2")
    assert answer.status == 422
    assert "„Lageplan“ ist noch eine Skizze" in answer.html
    published = rooms(anna.app).store.bundles.published(SLUG)
    assert published is not None
    assert published.number == 1


def test_who_leads_the_day_releases_and_changes_nothing_else(anna: Desk) -> None:
    push(anna, "set", angaben=LABEL % "Neu")
    mara = Desk(anna.app)
    mara.joined("mara", "moderator")
    assert push(mara, "set", basis="2", angaben=LABEL % "Mara").status == 403
    assert push(mara, "wiederherstellen", a_fassung="1").status == 403
    assert push(mara, "benennen", a_fassung="2", a_name="x").status == 403
    assert push(mara, "felder", ort="texte").status == 403
    page = mara.open(f"/werkstatt/{SLUG}/fassungen")
    assert "Wiederherstellen" not in page.html
    assert mara.do(page, "veroeffentlichen", fassung="2").status == 200
    published = rooms(anna.app).store.bundles.published(SLUG)
    assert published is not None
    assert published.number == 2


def test_who_tests_releases_nothing(anna: Desk) -> None:
    push(anna, "set", angaben=LABEL % "Neu")
    quinn = Desk(anna.app)
    quinn.joined("quinn", "qa")
    assert push(quinn, "veroeffentlichen", a_fassung="2").status == 403
