"""A simulated person plays tasks at rendered pages: what is measured is what is there, and worse versions are named."""

import functools
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from formengine.cli import main
from formengine.fields import TYPES
from formengine.web.settings import shipped_definitions
from tests.definitions.cases import definitions
from tests.usability.tasked import CASES, FORM, NOW, SLUG, changed, element, played, result, written
from tests.web import deep
from tests.web.probe import page, question, text
from usability.tasks.comparing import compare
from usability.tasks.effort import Effort, filling
from usability.tasks.helping import helps
from usability.tasks.judging import failures, missed, remarks, succeeded
from usability.tasks.markup import parse
from usability.tasks.model import Played, read_result
from usability.tasks.running import Order, run
from usability.tasks.seeing import Box, see

MESSAGES = json.loads(
    (Path(__file__).parents[2] / "formengine/locales/de/messages.json").read_text(encoding="utf-8"),
)
LAST_RESORT = ("unbekannt", "format")
"""For what no field type has words of its own for; they cannot say what to do."""


def no_slips(cases: dict[str, Any]) -> None:
    del cases["tasks"][0]["slips"]


# What a person does


def test_a_task_is_played_to_its_end_and_its_slip_is_mended(tmp_path: Path) -> None:
    found = played(tmp_path)
    assert (found.end, found.stuck, found.detours, found.skipped, found.unnoticed) == ("eingang", "", (), (), ())
    assert [visit.page for visit in found.visits] == ["wer", "was", "pruefen", "eingang"]
    assert min(visit.lix for visit in found.visits) <= found.lix <= max(visit.lix for visit in found.visits)
    assert (found.errors, found.recovered, found.repeated) == (1, 1, 0)
    (message,) = found.messages
    assert message.element == "email"
    assert message.helps
    assert message.placed
    assert succeeded(found)


def test_only_what_is_to_be_seen_under_the_answers_counts(tmp_path: Path) -> None:
    def art_a(cases: dict[str, Any]) -> None:
        cases["cases"][0]["answers"] |= {"art": "a"}
        del cases["cases"][0]["answers"]["grund"]

    with_reason, without = played(tmp_path / "b"), played(tmp_path / "a", cases=changed(CASES, art_a))
    here, there = with_reason.visits[1], without.visits[1]
    assert (here.questions, there.questions) == (3, 2)
    # The group of buttons, the reason, and day, month and year.
    assert (here.fields, there.fields) == (5, 4)
    # The label, its word "Hilfe".
    assert here.words - there.words == 2
    assert here.help_words - there.help_words == 3


def test_keystrokes_and_clicks_are_those_of_the_answers(tmp_path: Path) -> None:
    wer, was, check, _ = played(tmp_path, cases=changed(CASES, no_slips)).visits
    assert wer.keystrokes == len("Anna Richter") + 1 + len("anna@example.org") + 1
    assert wer.clicks == 1
    assert was.keystrokes == len("Weil es eilt") + 1 + len("24") + len("12") + len("2026") + 3
    assert was.clicks == 2
    assert (check.keystrokes, check.clicks, check.fields) == (0, 1, 0)


def test_a_slip_costs_what_was_typed_and_what_is_typed_again(tmp_path: Path) -> None:
    smooth, slipped = played(tmp_path / "1", cases=changed(CASES, no_slips)), played(tmp_path / "2")
    assert slipped.visits[0].keystrokes == len("Anna Richter") + 1 + len("anna@") + 1
    assert slipped.visits[0].mending == len("anna@example.org") + 1 + 1
    assert slipped.visits[0].words == smooth.visits[0].words
    assert slipped.visits[0].message_words > 0 == smooth.visits[0].message_words
    assert slipped.minutes > smooth.minutes


def test_a_message_that_says_nothing_comes_again(tmp_path: Path) -> None:
    form = changed(FORM, lambda form: element(form, "email")["options"].update(errors={"format": "Ungültig."}))
    found = played(tmp_path, form)
    (message,) = found.messages
    assert (message.text, message.helps, message.again) == ("Ungültig.", False, 1)
    assert (found.errors, found.recovered, found.repeated) == (2, 1, 1)
    assert missed(found) == ("Fehlermeldungen: höchstens 1, gemessen 2.",)
    assert found.end == "eingang"


def test_a_slip_that_nobody_notices_fails_the_task(tmp_path: Path) -> None:
    cases = changed(CASES, lambda cases: cases["tasks"][0].update(slips={"/name": "Ana Richter", "/email": "anna@"}))
    found = played(tmp_path, cases=cases)
    assert found.unnoticed == ("Name",)
    assert failures(found) == ("Der Fehler bei „Name“ fällt niemandem auf.",)


def test_a_page_that_takes_no_right_answer_is_a_dead_end(tmp_path: Path) -> None:
    form = changed(FORM, lambda form: form["schema"]["properties"]["grund"].update(maxLength=3))
    found = played(tmp_path, form)
    assert found.end == ""
    assert [visit.page for visit in found.visits] == ["wer", "was"]
    assert "Die Seite „Was brauchen Sie?“ nimmt die richtigen Antworten nicht an." in failures(found)[0]
    assert found.messages[-1].again == 1
    assert found.recovered == 1


def test_whoever_types_the_same_about_the_same_again_was_asked_twice(tmp_path: Path) -> None:
    def again(form: dict[str, Any]) -> None:
        form["schema"]["properties"] |= {"mail2": form["schema"]["properties"]["email"], "name2": text()}
        form["uischema"]["elements"][1]["elements"] += [
            question("mail2", "email", "Ihre Adresse", autocomplete="email"),
            question("name2", "text", "Bemerkung"),
        ]

    more = {"mail2": "anna@example.org", "name2": "Anna Richter"}
    cases = changed(CASES, lambda cases: cases["cases"][0]["answers"].update(more))
    found = played(tmp_path, changed(FORM, again), cases)
    assert found.twice == ("Ihre Adresse",)
    assert "„Ihre Adresse“ wird zweimal gefragt." in remarks(found)


def test_pages_beyond_the_way_are_detours_and_missing_ones_are_named(tmp_path: Path) -> None:
    cases = changed(CASES, lambda cases: cases["tasks"][0].update(way=["wer", "pruefen", "wer"]))
    found = played(tmp_path, cases=cases)
    assert (found.detours, found.skipped) == (("was",), ("wer",))


def test_a_task_that_ends_elsewhere_has_failed(tmp_path: Path) -> None:
    cases = changed(CASES, lambda cases: cases["tasks"][0]["success"].update(end="ergebnis:antrag"))
    assert failures(played(tmp_path, cases=cases)) == ("Die Aufgabe endet bei „eingang“ statt bei „ergebnis:antrag“.",)


# Shipped definitions


@functools.cache
def shipped(slug: str) -> tuple[Played, ...]:
    return run(Order(shipped_definitions(), "musterhausen", slug, NOW)).played


@pytest.mark.parametrize("slug", definitions())
def test_every_shipped_definition_has_tasks_that_succeed_within_their_bounds(slug: str) -> None:
    assert 2 <= len(shipped(slug)) <= 4
    for each in shipped(slug):
        assert (each.task.id, failures(each), missed(each), remarks(each)) == (each.task.id, (), (), ())
        assert each.detours == each.skipped == ()
        # A bound that is far from what is measured holds nothing.
        assert each.task.success.words is not None
        assert each.words <= each.task.success.words <= each.words * 1.4


def test_items_with_pages_of_their_own_are_visited_each() -> None:
    found = shipped("lp01-baumfaellung")
    three = max(found, key=lambda each: sum(visit.page == "baeume" for visit in each.visits))
    own = [visit for visit in three.visits if visit.page == "baeume"]
    assert [visit.item for visit in own] == ["", "Baum 1", "Baum 2", "Baum 3"]
    assert all(visit.fields > 5 for visit in own[1:])
    assert own[0].clicks == 4


@pytest.mark.parametrize("layout", ["inline", "pages"])
def test_items_in_items_are_filled_wherever_they_stand(tmp_path: Path, layout: str) -> None:
    folder = tmp_path / "haeuser"
    folder.mkdir()
    slips = {"/haeuser/0/raeume/0/lampen/1/watt": 100, "/haeuser/0/raeume/1/welcher": None}
    task = {"id": "A1", "case": "gut", "way": ["haeuser", "besuche", "pruefen"], "slips": slips}
    cases = deep.CASES | {"tasks": [task | {"success": {"end": "eingang"}}]}
    (folder / "form.json").write_text(json.dumps(deep.form(layout)), encoding="utf-8")
    (folder / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    order = Order(tmp_path, "musterhausen", "haeuser", NOW)
    (found,) = run(order).played
    assert failures(found) == ()
    assert {message.element for message in found.messages} == {"watt", "welcher"}
    items = [visit.item for visit in found.visits if visit.item]
    inner = ["Haus 1, Raum 1", "Haus 1, Raum 2", "Haus 2, Raum 1"] if layout == "pages" else []
    assert sorted(items) == sorted(["Haus 1", "Haus 2", *inner])
    # Every item is added once: two houses, three rooms, two lamps, two visits; and every page is left with one click.
    clicks = sum(visit.clicks for visit in found.visits)
    chosen, file, boxes = 3, 3, 1
    assert clicks == 9 + (len(found.visits) - 1) + chosen + file + boxes
    assert run(order).played == (found,)


# Two versions


def test_the_same_version_compared_with_itself_says_nothing(tmp_path: Path) -> None:
    first, second = result(tmp_path / "1"), result(tmp_path / "2")
    assert first.as_json() == second.as_json()
    assert [each.changes for each in compare(first, second)] == [()]
    assert read_result(json.loads(json.dumps(first.as_json()))) == first


LONG = (
    "Wählen Sie, was am besten passt. Berücksichtigen Sie hierbei gegebenenfalls die verwaltungsrechtlichen "
    "Besonderheiten Ihrer Angelegenheit."
)


def _page_added(form: dict[str, Any]) -> None:
    form["schema"]["properties"]["notiz"] = text()
    form["uischema"]["elements"].insert(1, page("noch", "Noch etwas?", question("notiz", "text", "Notiz")))


def _hint_made_long(form: dict[str, Any]) -> None:
    element(form, "art")["options"]["hint"] = LONG


def _message_made_useless(form: dict[str, Any]) -> None:
    element(form, "email")["options"]["errors"] = {"format": "Ungültig."}


def _question_added(form: dict[str, Any]) -> None:
    form["schema"]["properties"]["notiz"] = text()
    form["uischema"]["elements"][0]["elements"].append(question("notiz", "text", "Notiz"))


def _slip_let_through(form: dict[str, Any]) -> None:
    form["schema"]["properties"]["email"] = text()
    element(form, "email")["options"] = {"type": "text"}


def test_a_worse_version_is_named_exactly(tmp_path: Path) -> None:
    before = result(tmp_path / "vorher")
    worse = changed(FORM, _page_added, _hint_made_long, _message_made_useless)
    (compared,) = compare(before, result(tmp_path / "nachher", worse))
    told = [(change.kind, change.page, change.text.partition(". Vorher")[0]) for change in compared.changes]
    assert [(kind, page) for kind, page, _ in told] == [
        ("harder", "wer"),
        ("harder", "was"),
        ("longer", "noch"),
        ("longer", "was"),
    ]
    assert told[0][2] == "Die Meldung bei „E-Mail“ sagt nicht mehr, was zu tun ist"
    assert "ist schwerer zu lesen (Wiener Sachtextformel" in told[1][2]
    assert told[2][2] == "Seite „Noch etwas?“ ist dazugekommen: 1 Frage, 8 Wörter."
    assert told[3][2] == "Seite „Was brauchen Sie?“: 9 Wörter mehr."


def test_read_the_other_way_round_it_got_better(tmp_path: Path) -> None:
    worse = result(tmp_path / "vorher", changed(FORM, _page_added, _hint_made_long, _message_made_useless))
    (compared,) = compare(worse, result(tmp_path / "nachher"))
    assert {change.kind for change in compared.changes} == {"better"}
    assert len(compared.changes) == 4


def test_a_question_more_is_told_with_its_words_at_its_page_only(tmp_path: Path) -> None:
    (compared,) = compare(result(tmp_path / "1"), result(tmp_path / "2", changed(FORM, _question_added)))
    assert [change.text for change in compared.changes] == ["Seite „Wer sind Sie?“: 1 Frage mehr, 2 Wörter mehr."]


def test_what_is_lost_comes_first(tmp_path: Path) -> None:
    (compared,) = compare(result(tmp_path / "1"), result(tmp_path / "2", changed(FORM, _slip_let_through)))
    assert compared.changes[0].kind == "lost"
    assert compared.changes[0].text == "Der Fehler bei „E-Mail“ fällt niemandem mehr auf."
    tight = changed(FORM, lambda form: form["schema"]["properties"]["grund"].update(maxLength=3))
    (compared,) = compare(result(tmp_path / "3"), result(tmp_path / "4", tight))
    assert compared.changes[0].text.startswith("Die Aufgabe gelingt nicht mehr.")
    assert not any("weggefallen" in change.text for change in compared.changes)


NOT_ALONE = "reference"
"""It needs a list to refer to."""
ASKED = sorted(
    name for name, kind in TYPES.items() if not (kind.static or kind.passive or kind.draft or name == NOT_ALONE)
)


QUICK = ("choices", "date", "file", "text")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return played(tmp_path_factory.mktemp("vorher"))


@pytest.mark.parametrize(
    "type_", [type_ if type_ in QUICK else pytest.param(type_, marks=pytest.mark.slow) for type_ in ASKED]
)
def test_a_question_more_never_lowers_fields_words_or_keys(base: Played, tmp_path: Path, type_: str) -> None:
    def more(form: dict[str, Any]) -> None:
        form["schema"]["properties"]["mehr"] = TYPES[type_].new_schema()
        form["uischema"]["elements"][1]["elements"].append(question("mehr", type_, "Etwas mehr"))

    now = played(tmp_path, changed(FORM, more))
    assert now.questions > base.questions
    for old, new in zip(base.visits, now.visits, strict=False):
        assert new.fields >= old.fields
        assert new.questions >= old.questions
        assert new.words >= old.words
        assert new.keystrokes >= old.keystrokes


# The parts


@pytest.mark.parametrize("code", sorted(set(MESSAGES) - set(LAST_RESORT)))
def test_every_message_of_ours_helps(code: str) -> None:
    said = MESSAGES[code].format_map(defaultdict(lambda: "Name"))
    assert helps(said, "Name")


@pytest.mark.parametrize(
    "said",
    ["Ungültig.", "Fehler", "Bitte prüfen Sie Ihre Eingabe.", "Name fehlt.", "Die Angabe ist falsch.",
     "Die Angabe „Name“ ist nicht korrekt. Bitte korrigieren Sie sie.", ""],
)  # fmt: skip
def test_a_message_that_asks_for_nothing_definite_does_not_help(said: str) -> None:
    assert not helps(said, "Name")


PAGE = """<main id="inhalt"><nav class="aw-steps">Schritte</nav><h1>Titel<span class="kern-sr-only"> leise</span></h1>
<form class="aw-form"><div data-field="a"><label>Frage A</label><input name="a" value="x"></div>
<div data-field="b"><label>Frage B</label><input name="b"></div>
<div data-group="g"><fieldset><div data-field="c"><label>C</label><select name="c">
<option value="">Bitte wählen</option><option value="1" selected>Eins</option></select></div></fieldset></div>
<details><summary>Hilfe</summary><p>Viel Text hier</p><input name="d"></details>
<p>Eine <strong>fette</strong> Zeile<br>und eine zweite</p><p hidden>weg</p><button name="_weiter">Weiter</button>
</form></main><footer>Fuß</footer>"""


def test_what_is_hidden_folded_or_read_aloud_only_is_not_seen() -> None:
    visible = {("a", ()), ("g", ()), ("c", ())}
    seen = see(parse(PAGE), visible, {})
    assert seen.texts == [
        "Titel", "Frage A", "C", "Bitte wählen", "Eins", "Hilfe", "Eine fette Zeile und eine zweite", "Weiter",
    ]  # fmt: skip
    assert seen.help == ["Viel Text hier"]
    assert [(box.name, box.kind, box.value) for box in seen.boxes] == [("a", "text", "x"), ("c", "select", "1")]
    assert [id_ for id_, _ in seen.fields] == ["a", "c"]


def box(kind: str, value: str = "", on: bool = False, **more: Any) -> Box:
    return Box("n", kind, value, on, "n", **more)


CITIES = (("", "Bitte wählen"), ("c", "Chemnitz"), ("d", "Dresden"), ("dö", "Döbeln"), ("l", "Leipzig"))


@pytest.mark.parametrize(
    ("boxes", "before", "cost"),
    [
        ([box("text", "abc")], [], Effort(4)),
        ([box("text", "abc")], ["abc"], Effort()),
        ([box("text", "a\r\nb")], [], Effort(4)),
        ([box("radio", "ja", True)], [], Effort(0, 1)),
        ([box("radio", "ja", True)], ["ja"], Effort()),
        ([box("radio", "ja"), box("radio", "nein", True)], ["ja"], Effort(0, 1)),
        ([box("checkbox", "x")], ["x"], Effort(0, 1)),
        ([box("select", "l", offered=CITIES)], [""], Effort(2)),
        ([box("select", "dö", offered=CITIES)], [""], Effort(3)),
        ([box("select", "c", offered=CITIES, searched=True)], [""], Effort(2, 1)),
        ([box("text", "Chem", searched=True)], [], Effort()),
        ([box("select", "weg", offered=CITIES)], [""], Effort()),
    ],
)
def test_each_kind_of_input_costs_what_hands_do(boxes: list[Box], before: list[str], cost: Effort) -> None:
    assert filling(boxes, {"n": before}) == cost


# The command


def call(folder: Path, *more: str) -> list[str]:
    return ["tasks", SLUG, "--definitions", str(folder), *more]


def test_the_command_says_what_it_measured_and_writes_both_reports(tmp_path: Path, capsys: Any) -> None:
    folder, report = written(tmp_path / "d"), tmp_path / "bericht"
    assert main(call(folder, "--report", str(report))) == 0
    said = capsys.readouterr().out
    assert "✓ Etwas beantragen, mit Tippfehler" in said
    kept = json.loads((report / "aufgaben.json").read_text(encoding="utf-8"))
    assert kept["definitions"][0]["tasks"][0]["totals"]["pages"] == 3
    html = (report / "aufgaben.html").read_text(encoding="utf-8")
    assert "Anna Richter (wenig Zeit)" in html
    assert "http" not in html.replace("http-equiv", "")


def test_what_new_writes_has_a_task_that_succeeds(tmp_path: Path, capsys: Any) -> None:
    assert main(["new", "lp99-neu", "--definitions", str(tmp_path)]) == 0
    assert main(["tasks", "lp99-neu", "--definitions", str(tmp_path)]) == 0
    assert "✓" in capsys.readouterr().out


def test_a_missed_bound_and_a_failed_task_end_with_one(tmp_path: Path, capsys: Any) -> None:
    tight = changed(CASES, lambda cases: cases["tasks"][0]["success"].update(words=10))
    assert main(call(written(tmp_path / "1", cases=tight))) == 1
    assert "✗ Wörter: höchstens 10, gemessen" in capsys.readouterr().out
    blocked = changed(FORM, lambda form: form["schema"]["properties"]["grund"].update(maxLength=3))
    assert main(call(written(tmp_path / "2", blocked))) == 1


def test_it_is_compared_with_a_folder_or_with_an_earlier_report(tmp_path: Path, capsys: Any) -> None:
    old, report = written(tmp_path / "alt"), tmp_path / "bericht"
    new = written(tmp_path / "neu", changed(FORM, _question_added))
    assert main(call(old, "--report", str(report))) == 0
    capsys.readouterr()
    for against in (old, report, report / "aufgaben.json"):
        assert main(call(new, "--against", str(against), "--report", str(tmp_path / "zwei"))) == 0
        assert "Länger: Seite „Wer sind Sie?“: 1 Frage mehr, 2 Wörter mehr." in capsys.readouterr().out
    html = (tmp_path / "zwei" / "aufgaben.html").read_text(encoding="utf-8")
    assert "1 Frage mehr, 2 Wörter mehr." in html
    assert main(call(old, "--against", str(old))) == 0
    assert "Gegenüber vorher hat sich nichts geändert." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Nennen Sie eine Definition"),
        (["gibt-es-nicht"], "gibt es nicht"),
        ([SLUG, "--against", "nirgends.json"], "Diese Datei gibt es nicht"),
        (["--all", "--against", "."], "Dort liegt keine dieser Definitionen"),
    ],
)
def test_what_cannot_be_played_ends_with_two(tmp_path: Path, capsys: Any, arguments: list[str], said: str) -> None:
    folder = written(tmp_path)
    assert main(["tasks", "--definitions", str(folder), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_definition_without_tasks_or_with_broken_ones_says_so(tmp_path: Path, capsys: Any) -> None:
    none = changed(CASES, lambda cases: cases.pop("tasks"))
    assert main(call(written(tmp_path / "1", cases=none))) == 2
    assert "Hier gibt es keine Aufgaben" in capsys.readouterr().err
    for broken in (["Es klappt."], {"end": "eingang", "wort": 3}, 5):
        cases = changed(CASES)
        cases["tasks"][0]["success"] = broken
        assert main(call(written(tmp_path / "2", cases=cases))) == 2
        assert "formengine lint" in capsys.readouterr().err


def test_no_browser_is_even_loaded() -> None:
    script = "import usability.tasks.running, usability.tasks.report, sys; sys.exit('playwright' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
