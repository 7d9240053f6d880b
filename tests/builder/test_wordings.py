"""The texts of a definition in two languages, as rows and as a table for a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.operations import perform
from builder.refusals import Refused
from builder.wordings import Wording, as_table, changed, missing_first, names, read_table, wordings
from formengine.core.bundle import Bundle
from formengine.core.translation import coverage
from tests.builder.editing import SLUGS, shipped
from tests.builder.views.garden import form

GARDEN = Bundle("garten", form(), texts={"en": {"name": {"label": "Your name"}}})
LANGUAGES = ("de-einfach", "en")


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_can_be_translated_is_a_row(slug: str, language: str) -> None:
    found = wordings(shipped(slug), language)
    total, missing = coverage(shipped(slug), language)
    assert len(found) == total
    assert len([one for one in found if not one.text]) == len(missing)
    assert len({one.name for one in found}) == total


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_comes_back_as_it_went(slug: str, language: str) -> None:
    found = wordings(shipped(slug), language)
    pairs = read_table(as_table(found), found)
    assert [one for one, _ in pairs] == found
    assert changed(pairs) == []


def test_what_is_missing_comes_first_in_the_order_of_the_form() -> None:
    found = missing_first(wordings(GARDEN, "en"))
    assert found[-1].text == "Your name"
    assert [one.element for one in found[:2]] == ["form", "form"]


def test_rows_name_what_they_belong_to() -> None:
    found = {one.element: one for one in wordings(GARDEN, "en")}
    called = names(GARDEN)
    assert called["form"] == "Der Dienst"
    assert called["R1"] == "Regel R1"
    assert {called.get(element, "") for element in found} >= {"Bäume", "Ihr Name", "Was haben Sie vor?"}
    assert found["name"].title == "Frage oder Überschrift"


def test_a_pasted_table_changes_what_differs() -> None:
    found = wordings(GARDEN, "en")
    lines = as_table(found).splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith("name\tlabel"))
    lines[place] = "name\tlabel\tegal\tName, please"
    texts = changed(read_table("\r\n".join(lines), found))
    assert texts == [["name", "label", "Name, please"]]
    after = perform(GARDEN, "set_texts", {"language": "en", "texts": texts})
    assert after.texts["en"]["name"] == {"label": "Name, please"}


def test_a_list_stays_a_list_and_an_emptied_text_goes() -> None:
    found = {(one.element, one.what): one for one in wordings(GARDEN, "en")}
    needs, name = found["form", "service/needs"], found["name", "label"]
    texts = changed([(needs, "The name\r\n\r\nThe trees"), (name, "  ")])
    assert texts == [["form", "service/needs", ["The name", "The trees"]], ["name", "label", None]]
    after = perform(GARDEN, "set_texts", {"language": "en", "texts": texts})
    assert after.texts["en"] == {"form": {"service": {"needs": ["The name", "The trees"]}}}


def test_what_a_spreadsheet_would_take_for_a_formula_is_disarmed_and_comes_back() -> None:
    one = Wording("name", "label", "=1+1", "@SUM(A1)", is_list=False)
    table = as_table([one])
    assert "\t'=1+1\t'@SUM(A1)" in table
    assert read_table(table, [one]) == [(one, "@SUM(A1)")]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), min_size=1))
def test_any_text_survives_the_table(text: str) -> None:
    one = Wording("name", "label", text, text, is_list=False)
    assert read_table(as_table([one]), [one]) == [(one, text)]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("name\tlabel\tIhr Name", "In Zeile 1 fehlen Spalten"),
        ("\nname\tlabel\tIhr Name\tName\nfremd\tlabel\tx\ty", "In Zeile 3 steht ein Text, den es nicht gibt: fremd"),
        ('name\tlabel\t"offen\tName', "lässt sich nicht lesen"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(table: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        read_table(table, wordings(GARDEN, "en"))


@given(german=st.text(st.sampled_from("'=+-@ax\t "), max_size=6), text=st.text(st.sampled_from("'=+-@ax "), max_size=6))
def test_no_cell_is_a_formula_and_every_text_comes_back(german: str, text: str) -> None:
    one = Wording("name", "label", german, text, is_list=False)
    rows = list(csv.reader(io.StringIO(as_table([one])), dialect="excel-tab"))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    ((_, back),) = read_table(as_table([one]), [one])
    assert back == text
