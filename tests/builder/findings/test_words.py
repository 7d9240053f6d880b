"""Plain words: what is hard to read, and what to say instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.findings import words
from builder.findings._subject import Text
from builder.findings.finding import Finding
from tests.builder.findings.test_findings import TEXT, found, small
from tests.core.forms import control


def told(text: str) -> list[Finding]:
    """What is said of a hint."""
    return found(small(control("a", label="Ort", options={"type": "text", "hint": text}), a=TEXT), words.KIND)


def test_the_table_has_enough_words_and_none_twice() -> None:
    table = words.plain_words()
    every = [word.lower() for group in table.values() for word in group]
    assert len(every) >= 120
    assert len(every) == len(set(every))
    assert all(plain and plain != word for group in table.values() for word, plain in group.items())


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Gemäß Satzung", "Nach Satzung"),
        ("Sie erhalten Post.", "Sie bekommen Post."),
        ("Wir übermitteln ein Lichtbild.", "Wir senden ein Lichtbild."),
        ("Bitte unverzüglich melden", "Bitte sofort melden"),
    ],
)
def test_an_office_word_is_swapped_for_the_plain_one(text: str, mended: str) -> None:
    first = told(text)[0]
    assert first.fix == ("set", {"element": "a", "place": "options/hint", "value": mended})


def test_a_word_without_a_plain_twin_gets_advice_and_no_fix() -> None:
    (finding,) = told("Die Inanspruchnahme ist frei.")
    assert "Besser: „wenn Sie es nutzen“." in finding.mend
    assert finding.fix is None


@pytest.mark.parametrize("text", ["Die Gemäßigten", "unerhalten", "Antragstellerversammlung", "Inanspruchnahme-Nr"])
def test_a_part_of_another_word_is_none(text: str) -> None:
    assert told(text) == []


def test_a_long_sentence_is_told_with_its_length() -> None:
    (finding,) = told(
        "Eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn."
    )
    assert "hat 16 Wörter" in finding.message


def test_a_year_ends_a_sentence_and_a_day_does_not() -> None:
    seven = "Das alles liegt vor dem Jahr 1900. Prüfen Sie jetzt bitte noch einmal ganz genau."
    assert told(seven) == []
    day = "Vom 1. März bis 2. April darf hier niemand auch nur einen einzigen alten Baum fällen oder kappen."
    assert "hat 18 Wörter" in told(day)[0].message


def test_a_hard_text_is_told_with_both_measures() -> None:
    hard = " ".join(
        ["Verwaltungsverfahrensrechtliche Genehmigungsvoraussetzungen beeinträchtigen Grundstückseigentümer."] * 6
    )
    (finding,) = [each for each in told(hard) if "schwer zu lesen" in each.message]
    assert "LIX" in finding.message
    assert "Wiener Sachtextformel" in finding.message


def test_error_texts_and_notes_are_read_too() -> None:
    note = {"type": "Label", "id": "n", "text": "Gemäß Satzung.", "options": {"type": "note"}}
    errors = control("a", label="Ort", options={"type": "text", "errors": {"pflicht": "Wir benötigen den Ort."}})
    places = {finding.fix[1]["place"] for finding in found(small(note, errors, a=TEXT), words.KIND) if finding.fix}
    assert places == {"text", "options/errors/pflicht"}


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    for finding in words._office_words(Text("a", "label", text)):
        assert finding.message
