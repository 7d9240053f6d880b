"""Letters (threat A22): every name of DIN 91379 comes through composed once and otherwise unchanged."""

import json
import unicodedata
from pathlib import Path
from typing import Literal

import jsonschema_rs
import pytest
from flask import Flask

from formengine.core.submission import derive
from tests.web import probe
from tests.web.person import Person, rooms, rows, submitted

LIST = Path(__file__).resolve().parents[3] / "shared/data/din91379-latin-letters.txt"
BATCH = 62


@pytest.fixture
def app(house: Flask) -> Flask:
    return house


def entries() -> list[str]:
    """The 930 letters and other characters of the standard, from their code points."""
    if not LIST.exists():
        pytest.skip("the list of DIN 91379 is not here")
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return ["".join(chr(int(code, 16)) for code in line.split("; ")[2].split()) for line in lines]


def printable(found: list[str]) -> list[str]:
    """Without line ends, which a form normalises, and the soft hyphen, which is refused."""
    return [entry for entry in found if entry not in ("\r", "\n", "\u00ad")]


def test_the_list_is_whole() -> None:
    found = entries()
    assert len(found) == 930
    assert len(found) - len(printable(found)) <= 3


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_letter_of_the_standard_is_kept_and_shown_composed(
    app: Flask, anna: Person, form: Literal["NFC", "NFD"]
) -> None:
    found = printable(entries())
    screen = anna.begin()
    for start in range(0, len(found), BATCH):
        batch = "|".join(f"a {entry} z" for entry in found[start : start + BATCH])
        wanted = unicodedata.normalize("NFC", batch)
        anna.send(screen, {**probe.GOOD["angaben"], "text": unicodedata.normalize(form, batch)})
        screen = anna.open(screen.url)
        assert rows(app, screen.number)["angaben"][0]["text"] == wanted
        assert screen.value("text") == wanted
        assert anna.open(f"/antrag/{screen.number}/pruefen").answer("text") == [wanted]


def test_a_submitted_name_is_the_typed_one_composed(app: Flask, anna: Person) -> None:
    typed = "Ju\u0308rgen Groß-Y\u0131ld\u0131z, Thị Lan Nguyễn, Ðorđe \u0141ukasz, m\u0304 ﬁ"
    receipt = anna.walk({**probe.GOOD, "angaben": {**probe.GOOD["angaben"], "name": typed}}, anna.begin())
    wanted = unicodedata.normalize("NFC", typed)
    assert (submitted(app, receipt.number) or {})["name"] == wanted
    assert receipt.answer("name") == [wanted]


@pytest.mark.parametrize("mark", ["\0", "\x01", "\x1b", "\x7f", "\x85", "\u00ad", "\ufdd0", "\uffff", "\ufffd"])
@pytest.mark.parametrize("field", ["name", "text"])
def test_a_character_that_cannot_be_kept_is_refused_not_dropped(
    app: Flask, anna: Person, field: str, mark: str
) -> None:
    first = anna.begin()
    answer = anna.send(first, {**probe.GOOD["angaben"], field: f"Groß{mark}mann"})
    assert (answer.status, list(answer.errors)) == (422, [field])
    assert "unsichtbares Zeichen" in answer.errors[field]
    assert answer.value(field) == f"Groß{mark}mann"
    assert rows(app, first.number)["angaben"][0] is None


@pytest.mark.parametrize("text", ["\u202eabc", "a\u200db", "👩\u200d👩\u200d👧", "\u0410\u0430", "שלום", "\ufeffx"])
def test_other_writing_comes_through_unchanged(app: Flask, anna: Person, text: str) -> None:
    first = anna.begin()
    anna.send(first, {**probe.GOOD["angaben"], "name": text})
    assert rows(app, first.number)["angaben"][0]["name"] == text


def test_white_space_around_a_name_is_no_part_of_it(app: Flask, anna: Person) -> None:
    first = anna.begin()
    anna.send(first, {**probe.GOOD["angaben"], "name": " \t\u00a0Anna\u2003", "text": "\r\n a \r\n\r\n b\rc \r\n"})
    answers = rows(app, first.number)["angaben"][0]
    assert (answers["name"], answers["text"]) == ("Anna", "a \n\n b\nc")


def test_lines_stay_lines(anna: Person) -> None:
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    assert check.answer("text") == ["Erste Zeile", "Zweite Zeile"]


def test_every_name_of_the_standard_goes_into_the_document_and_both_judges_take_it(app: Flask, anna: Person) -> None:
    """From the keyboard to the JSON that is sent, in NFC."""
    found = [entry for entry in printable(entries()) if entry not in ("\t", "\u00a0", " ")]
    catalogue = rooms(app).catalogue.published("probe")
    assert catalogue is not None
    judge = jsonschema_rs.Draft202012Validator(derive(catalogue[1].definition), validate_formats=True)
    for start in range(0, len(found), 180):
        batch = "".join(f"a{entry}z" for entry in found[start : start + 180])
        typed = {**probe.GOOD["angaben"], "text": unicodedata.normalize("NFD", batch)}
        receipt = anna.walk({**probe.GOOD, "angaben": typed}, anna.begin())
        document = submitted(app, receipt.number)
        assert document is not None
        assert json.loads(json.dumps(document))["text"] == unicodedata.normalize("NFC", batch)
        assert judge.is_valid(document)
