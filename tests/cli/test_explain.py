"""`formengine explain`: one element, everything hidden, or what nobody can reach; mistakes in one German line."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from formengine.cli import main
from tests.cli.folder import SLUG, edit, fresh

REPOSITORY = Path(__file__).resolve().parents[2]
TREES = "lp01-baumfaellung"
CASE = ("--case", "LP01-A-P1", "--clock", "2026-11-23T09:00")
HIDDEN = "„E-Mail-Adresse“ ist nicht zu sehen: Es erscheint nur, wenn "


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["explain", *arguments]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["explain", *arguments]) == 2
    both = capsys.readouterr()
    assert both.out == ""
    assert both.err.count("\n") == 1
    return both.err


def shipped(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    return said(capsys, TREES, "--definitions", str(REPOSITORY / "definitions"), *arguments)


@pytest.fixture
def probe(tmp_path: Path) -> tuple[str, ...]:
    fresh(tmp_path)
    return (SLUG, "--definitions", str(tmp_path))


def written(folder: Path, content: Any) -> str:
    file = folder / "antrag.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(file)


def test_the_command_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert re.search(r"explain +sagt, warum etwas nicht zu sehen ist", capsys.readouterr().out)


def test_one_element_is_explained_down_to_the_first_cause(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shipped(capsys, *CASE, "--element", "garten").splitlines()
    assert lines[0].startswith(
        "„Stehen die Bäume in einem Garten?“ ist nicht zu sehen, weil die Seite „Fällen zwischen"
    )
    assert lines[1] == "  Die Seite „Fällen zwischen März und September“ kommt nicht vor."
    assert lines[-1] == "        Bei „Spätester Termin“ steht jetzt „26.02.2027“."


def test_everything_hidden_stands_below_its_page_in_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shipped(capsys, *CASE).splitlines()
    pages = [line for line in lines if line and not line.startswith(" ")]
    assert pages[:3] == ["Grundstück", "Bäume", "Lage und Gutachten"]
    assert (
        "  baeume.art_text 1: „Welche andere Baumart?“ (Baum 1) ist nicht zu sehen: Es erscheint nur, wenn "
        in "".join(line[:110] for line in lines)
    )
    assert (
        "  garten: „Stehen die Bäume in einem Garten?“ ist nicht zu sehen, weil die Seite „Fällen zwischen März und "
        "September“ nicht vorkommt."
    ) in lines


def test_an_entry_of_a_list_is_named_by_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    first = shipped(capsys, *CASE, "--element", "baeume.art_text")
    assert shipped(capsys, *CASE, "--element", "baeume.art_text", "--item", "1") == first
    assert "(Baum 4) ist nicht zu sehen: „Eingetragene Bäume“ hat nur 1 Eintrag." in shipped(
        capsys, *CASE, "--element", "baeume.art_text", "--item", "4"
    )
    assert "„Eingetragene Bäume“ hat noch keinen Eintrag." in shipped(capsys, "--element", "baeume.art_text")


def test_answers_come_from_a_file(probe: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    post, mail = written(tmp_path, {"antwort": "post"}), {"antwort": "email"}
    assert said(capsys, *probe, "--answers", post, "--element", "email").startswith(HIDDEN)
    told = json.loads(said(capsys, *probe, "--answers", written(tmp_path, mail), "--element", "email", "--json"))
    assert [(one["id"], one["visible"]) for one in told] == [("email", True)]
    assert said(capsys, *probe, "--answers", written(tmp_path, mail)) == "Mit diesen Antworten ist alles zu sehen.\n"


def test_cases_come_from_a_file_too(probe: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = {"now": "2026-11-23T09:00:00+01:00", "cases": [{"id": "eins", "answers": {"antwort": "post"}}]}
    out = said(capsys, *probe, "--answers", written(tmp_path, cases), "--case", "eins", "--json")
    assert [one["id"] for one in json.loads(out)] == ["email"]


def test_the_environment_of_a_submitted_document_counts(
    probe: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    node = {"scope": "#/properties/_umgebung/properties/stufe", "schema": {"const": "hoch"}, "failWhenUndefined": True}
    rule = {"effect": "SHOW", "condition": node}
    edit(tmp_path / SLUG / "form.json", lambda form: form["uischema"]["elements"][0].update(rule=rule))
    page = json.loads((tmp_path / SLUG / "form.json").read_text(encoding="utf-8"))["uischema"]["elements"][0]["id"]
    told = said(capsys, *probe, "--answers", written(tmp_path, {"_umgebung": {"stufe": "hoch"}}), "--element", page)
    assert told.startswith("Die Seite ")
    assert "kommt vor, weil bei „stufe“ der Umgebung „hoch“ steht." in told


def test_without_answers_it_says_what_nobody_can_reach(
    probe: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fine = said(capsys, *probe)
    assert "ist nichts gefunden, das niemand erreichen kann" in fine
    assert "Untersucht: " in fine
    never = {"effect": "SHOW", "condition": {"scope": "#/properties/antwort", "schema": {"const": "brieftaube"}}}
    never["condition"]["failWhenUndefined"] = True  # type: ignore[index]
    edit(tmp_path / SLUG / "form.json", lambda form: _find(form["uischema"], "email").update(rule=never))
    lines = said(capsys, *probe).splitlines()
    assert lines[0] == "Nie zu sehen"
    assert "„E-Mail-Adresse“ ist nie zu sehen: Es kann nie gelten, dass bei " in lines[1]
    told = json.loads(said(capsys, *probe, "--json"))
    assert [one["level"] for one in told["unreachable"]] == ["hint"]
    assert told["answers"]["cannot"] == 1


def _find(node: dict[str, Any], id_: str) -> dict[str, Any]:
    stack = [node]
    while stack:
        one = stack.pop()
        if one.get("id") == id_:
            return one
        stack += one.get("elements", [])
    raise KeyError(id_)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("lp99-prbe",), "Meinten Sie „lp99-probe“?"),
        ((SLUG, "--element", "emial"), "Meinten Sie „email“?"),
        ((SLUG, "--element", "xyzxyz"), "Die Kennungen („id“) stehen in form.json."),
        ((SLUG, "--element", "email", "--item", "2"), "steht nicht in so vielen Listen"),
        ((SLUG, "--element", "email", "--item", "0"), "Gezählt wird ab 1."),
        ((SLUG, "--item", "2"), "--item braucht --element"),
        ((SLUG, "--case", "nichts"), "Den Fall „nichts“ gibt es nicht."),
        ((SLUG, "--answers", "nirgends.json"), "Nennen Sie mit --answers eine JSON-Datei."),
        ((SLUG, "--clock", "gestern"), "ist keine Zeit"),
    ],
)
def test_mistakes_are_answered_in_one_line(
    arguments: tuple[str, ...], text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh(tmp_path)
    assert text in refused(capsys, *arguments, "--definitions", str(tmp_path))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("[1]", "Erwartet wird ein JSON-Objekt"),
        ('{"a": 1,}', "Zeile 1"),
        ('{"_umgebung": 3}', "Erwartet wird ein JSON-Objekt"),
    ],
)
def test_a_file_that_holds_no_answers_is_refused(
    content: str, text: str, probe: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert text in refused(capsys, *probe, "--answers", written(tmp_path, content))


@pytest.mark.parametrize(
    "cases", [{"cases": [{"title": "ohne Kennung"}]}, {"cases": [{"id": "a", "answers": 3}]}, {"cases": 5}]
)
def test_cases_that_cannot_be_read_are_refused(
    cases: Any, probe: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "cases.json" in refused(capsys, *probe, "--answers", written(tmp_path, cases), "--case", "a")


def test_answers_of_any_shape_are_explained(
    probe: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for content in ({"antwort": {"x": [1]}}, {"antwort": [[]], "name": 3}, {"fremd": {"a": None}}):
        assert "email: " in said(capsys, *probe, "--answers", written(tmp_path, content))
