"""The ease of reading follows the published formulas, and syllables are counted as they are spoken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formengine.core.readability import Ease, ease, sentences, syllables, words

SPOKEN = {
    "Antrag": 2, "Baum": 1, "Bäume": 2, "Straße": 2, "Hausnummer": 3, "Postleitzahl": 3, "Theater": 3, "neue": 2,
    "Eier": 2, "Quelle": 2, "bequem": 2, "Information": 5, "Adresse": 3, "Feuerwehr": 3, "beeinträchtigen": 5,
    "Schutzzeit": 2, "Baumfällung": 3, "Geburtsdatum": 4, "Ort": 1, "oder": 2, "Abend": 2, "Laterne": 3, "Datei": 2,
    "Vollmacht": 2, "Bayern": 2, "Mühe": 2, "ja": 1, "bauen": 2, "Grundstücksentwässerungsanlage": 9,
    "Nationalität": 6, "Museum": 3, "geeignet": 3, "Telefonnummer": 5, "118": 1, "Eigentümer": 4, "Zoo": 1, "Ruine": 3,
}  # fmt: skip


@pytest.mark.parametrize(("word", "spoken"), SPOKEN.items())
def test_syllables_are_those_that_are_spoken(word: str, spoken: int) -> None:
    assert syllables(word) == spoken


def test_abbreviations_and_ordinal_numbers_end_no_sentence() -> None:
    text = "Bitte geben Sie z. B. den 3. Baum an. Danach geht es weiter! Nr. 5 bleibt frei"
    assert len(sentences(text)) == 3


def test_words_hold_together_what_belongs_together() -> None:
    assert words("E-Mail-Adresse: name@example.org, 1.234,50 Euro – los!")[:1] == ["E-Mail-Adresse"]
    assert words("1.234,50 Euro") == ["1.234,50", "Euro"]


def test_the_formulas_give_what_a_hand_gives() -> None:
    # Nine words in two sentences; three have more than six letters, one has three syllables or more, four have one.
    found = ease(["Die Postleitzahl fehlt. Bitte schreiben Sie genau fünf Ziffern."])
    assert found.lix == round(9 / 2 + 100 * 3 / 9, 1)
    assert found.wstf == round(0.1935 * 100 / 9 + 0.1672 * 4.5 + 0.1297 * 300 / 9 - 0.0327 * 400 / 9 - 0.875, 1)


def test_an_easy_text_is_easier_than_a_hard_one() -> None:
    easy = ease(["Wir helfen Ihnen gern. Rufen Sie uns an. Das kostet nichts."])
    hard = ease(
        ["Die Inanspruchnahme der Beratungsleistungen bedarf der vorherigen Terminvereinbarung bei der Stelle."]
    )
    assert easy.lix < 30 < 40 < hard.lix
    assert easy.wstf < 4 < 10 < hard.wstf


def test_no_word_has_no_ease() -> None:
    assert ease([]) == ease(["", "– !"]) == Ease()


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_text_can_be_measured_and_order_does_not_matter(texts: list[str]) -> None:
    found = ease(texts)
    assert found == ease(reversed(texts))
    assert found.words == sum(len(words(each)) for text in texts for each in sentences(text))
    assert found.lix >= 0
