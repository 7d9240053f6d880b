"""Help for the room: examples fill pages and ways, samples stand in for files, and nothing typed gives way unasked."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from formengine.core.examples import examples
from formengine.core.model import CHECK_PAGE
from formengine.web import Settings
from formengine.web.samples import samples
from formengine.web.settings import Help
from tests.definitions.cases import definitions
from tests.web import probe
from tests.web.files import PDF
from tests.web.person import Person, rooms, rows, submitted
from tests.web.screen import Screen

_EXAMPLES = [
    pytest.param(slug, example.case, id=example.case)
    for slug, definition in definitions().items()
    if definition.kind == "antrag"
    for example in examples(definition)
]
_CASES = {
    "now": "2026-11-23T09:00:00+01:00",
    "personas": {"P1": {"name": "Anna Richter"}},
    "cases": [
        {
            "id": "gut",
            "title": "Alles da",
            "persona": "P1",
            "answers": {
                "name": "Anna Richter",
                "email": "anna@example.org",
                "anzahl": 2,
                "tag": "@heute",
                "art": "a",
                "belege": ["rechnung.pdf"],
                "bestaetigt": True,
            },
            "expect": {},
        },
        {
            "id": "schlecht",
            "title": "Falsch",
            "persona": "P1",
            "base": "gut",
            "expect": {"errors": {"/name": "pflicht"}},
        },
    ],
}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    probe.write_cases(settings.definitions, _CASES)
    return settings


def help_(person: Person, screen: Screen, button: str, **typed: object) -> Screen:
    """Press a button of the help, with the first example chosen."""
    return person.send(screen, {"_person": "gut", **typed}, button)


@pytest.mark.parametrize(("slug", "case"), _EXAMPLES)
def test_every_example_of_every_definition_leads_to_the_check_page_and_can_be_sent(
    shipped: Flask, slug: str, case: str
) -> None:
    person = Person(shipped)
    chosen = {"_person": case}
    check = person.send(person.begin(slug), {**chosen, "_seite": CHECK_PAGE}, "_springen")
    assert check.path == CHECK_PAGE
    if definitions()[slug].page(CHECK_PAGE) is not None:
        check = person.send(check, chosen, "_beispiel")
    receipt = person.send(check, {}, "_absenden")
    assert (receipt.path, receipt.errors) == ("eingang", {})
    assert submitted(shipped, receipt.number)


def test_an_example_fills_the_page_and_accepts_nothing(app: Flask, anna: Person) -> None:
    first = anna.begin()
    filled = help_(anna, first, "_beispiel")
    assert "Beispieldaten eingesetzt" in filled.notice
    assert (filled.path, filled.value("name"), filled.value("anzahl")) == ("angaben", "Anna Richter", "2")
    assert (filled.value("tag:tag"), filled.value("tag:monat"), filled.value("tag:jahr")) == ("23", "11", "2026")
    assert rows(app, first.number)["angaben"][0] is None
    assert anna.send(filled).path == "anlagen"


def test_what_the_example_does_not_answer_stays_as_it_was_typed(anna: Person) -> None:
    filled = help_(anna, anna.begin(), "_beispiel", name="Ich", nurb="bleibt")
    assert (filled.value("name"), filled.value("nurb")) == ("Anna Richter", "bleibt")


def test_the_example_of_last_time_is_chosen_again(anna: Person) -> None:
    filled = help_(anna, anna.begin(), "_beispiel")
    assert filled.value("_person") == "gut"
    assert filled.value("_seite") == "angaben"


def test_a_jump_fills_what_is_open_and_keeps_what_was_typed(app: Flask, anna: Person) -> None:
    check = help_(anna, anna.begin(), "_springen", name="Ich selbst", _seite="pruefen")
    assert (check.path, check.answer("name"), check.answer("email")) == (
        "pruefen",
        ["Ich selbst"],
        ["anna@example.org"],
    )
    assert "Die Seiten davor sind ausgefüllt" in check.notice
    assert "rechnung.pdf" in " ".join(check.answer("belege"))


def test_a_jump_does_not_overwrite_what_does_not_fit(app: Flask, anna: Person) -> None:
    first = anna.begin()
    stopped = help_(anna, first, "_springen", anzahl="viel", _seite="pruefen")
    assert (stopped.path, stopped.value("anzahl")) == ("angaben", "viel")
    assert "reichen die Beispieldaten nicht weiter" in stopped.notice
    assert rows(app, first.number)["angaben"][0] is None


def test_a_jump_keeps_accepted_pages(app: Flask, anna: Person) -> None:
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    check = help_(anna, files, "_springen", _seite="pruefen")
    assert check.answer("name") == ["Jürgen Groß"]


def test_a_jump_to_a_page_that_is_not_on_the_way_says_so(anna: Person) -> None:
    answer = help_(anna, anna.begin(), "_springen", _seite="zusatz")
    assert "kommt mit diesen Antworten nicht vor" in answer.notice


def test_a_jump_back_is_a_jump(anna: Person) -> None:
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    assert help_(anna, files, "_springen", _seite="angaben", notiz="bleibt").path == "angaben"
    assert anna.open(files.url).value("notiz") == "bleibt"


@pytest.mark.parametrize("typed", [{"_seite": "gibtsnicht"}, {"_person": "gibtsnicht"}, {"_person": "schlecht"}, {}])
def test_a_made_up_wish_leads_to_a_page_of_the_draft(anna: Person, typed: dict[str, str]) -> None:
    first = anna.begin()
    for button in ("_springen", "_beispiel"):
        answer = anna.send(first, {"_person": "gut", "_seite": "anlagen", **typed}, button)
        assert (answer.status, answer.number) == (200, first.number)
        first = anna.open(f"/antrag/{first.number}/angaben")


def test_a_sample_file_is_one_click_and_an_upload_like_any_other(app: Flask, anna: Person) -> None:
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    answer = anna.send(files, {"_beispieldatei": "belege", "notiz": "bleibt"}, "")
    assert answer.value("notiz") == "bleibt"
    (kept,) = rows(app, files.number)["anlagen"][1]["files"]["belege"]
    assert kept["name"].startswith("beispiel-")
    body = anna.client.get(f"/antrag/{files.number}/datei/{kept['_id']}").data
    assert body in {sample.body for sample in samples().values()} or kept["mimeType"] != "application/pdf"
    again = anna.send(answer, {"_beispieldatei": "belege"}, "")
    assert len(rows(app, again.number)["anlagen"][1]["files"]["belege"]) == 1, "the same file is there only once"


@pytest.mark.parametrize("name", ["", "gibtsnicht", "notiz", "belege:x", "../belege", "aaaaaaaa/belege", "_rev"])
def test_a_sample_for_what_takes_no_files_is_nothing(app: Flask, anna: Person, name: str) -> None:
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    answer = anna.send(files, {"_beispieldatei": name}, "")
    assert answer.status == 200
    assert rows(app, files.number)["anlagen"][1]["files"] == {}


def test_beginning_anew_leaves_the_old_draft_alone(app: Flask, anna: Person) -> None:
    first = anna.begin()
    fresh = help_(anna, first, "_beginnen", name="Alt")
    assert fresh.number != first.number
    assert "Sie haben neu begonnen" in fresh.notice
    assert fresh.value("name") == ""
    assert anna.open(first.url).value("name") == "Alt"


def test_help_in_an_old_window_tells_of_the_conflict(anna: Person) -> None:
    first = anna.begin()
    anna.send(first, {"name": "Neu"}, "_speichern")
    assert help_(anna, first, "_beispiel", name="Alt").status == 409


@pytest.mark.parametrize("off", list(Help))
def test_each_help_can_be_switched_off_and_then_does_nothing(
    settings: Settings, start: Callable[[Settings], Flask], off: Help
) -> None:
    words = {
        Help.FILL: "Mit Beispieldaten füllen",
        Help.SAMPLE: "Beispieldatei verwenden",
        Help.JUMP: "Zu Seite springen",
        Help.RESTART: "Neu beginnen",
    }
    app = start(replace(settings, help=frozenset(Help) - {off}))
    anna = Person(app)
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    assert {help_ for help_ in Help if words[help_] in files.html} == set(Help) - {off}
    button = {Help.FILL: "_beispiel", Help.SAMPLE: "", Help.JUMP: "_springen", Help.RESTART: "_beginnen"}[off]
    asked = {"_person": "gut", "_seite": "angaben", "_beispieldatei": "belege" if off is Help.SAMPLE else None}
    answer = anna.send(files, asked, button)
    assert answer.number == files.number
    kept = rows(app, files.number)["anlagen"]
    assert "belege" not in (kept[0] or {})
    assert not (kept[1] or {}).get("files")


def test_without_help_no_page_speaks_of_it(settings: Settings, start: Callable[[Settings], Flask]) -> None:
    app = start(replace(settings, help=frozenset()))
    assert "Werkstatt</summary>" not in Person(app).begin().html


def test_the_samples_are_what_they_say_and_marked_as_examples(app: Flask, anna: Person) -> None:
    store = rooms(app).store
    for sample in samples().values():
        judged = store.files.judge(sample.name, sample.upload().stream, 10_000_000)
        assert judged.mime == sample.mime
        judged.discard()
        assert len(sample.body) < 60_000
    assert {sample.mime for sample in samples().values()} == {"image/jpeg", "image/png", "application/pdf"}
    assert PDF not in {sample.body for sample in samples().values()}
