"""Lines of text become questions."""

import pytest

from builder.operations._lines import MARKS, TYPES_BY_WORD, Mark, read_lines
from builder.refusals import Refused
from formengine.fields import TYPES
from tests.builder.editing import compiled, edited, new_ids, node, schema, shipped, small


@pytest.mark.parametrize("mark", MARKS, ids=[mark.example for mark in MARKS])
def test_every_mark_means_what_the_table_says(mark: Mark) -> None:
    (line,) = read_lines(mark.example)
    assert (line.kind, line.label, line.required, line.options) == (mark.kind, mark.label, mark.required, mark.options)
    assert mark.meaning


@pytest.mark.parametrize("word", sorted(TYPES_BY_WORD))
def test_every_word_in_brackets_makes_a_question_of_that_type(word: str) -> None:
    after = edited(small(), "add_lines", text=f"Neues Feld ({word.upper()}) *")
    (added,) = new_ids(small(), after)
    assert node(after, added).options["type"] == TYPES_BY_WORD[word]
    assert TYPES_BY_WORD[word] in TYPES


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("E-Mail", "email"),
        ("Telefonnummer für Rückfragen", "phone"),
        ("Ihr Geburtsdatum", "date"),
        ("IBAN des Kontos", "iban"),
        ("Anzahl der Bäume", "number"),
        ("Beschreiben Sie den Schaden", "multiline"),
        ("Datumsgrenze", "text"),
        ("Name (wie im Ausweis)", "text"),
    ],
)
def test_the_words_of_a_question_tell_its_type(text: str, kind: str) -> None:
    assert read_lines(text)[0].kind == kind
    assert read_lines(text)[0].label == text


def test_a_whole_form_can_be_pasted() -> None:
    text = """
        # Ihre Angaben
        > Bitte halten Sie Ihren Ausweis bereit.
        Vorname *
        Geburtsdatum *
        ## Anschrift
        Straße *
        PLZ und Ort
        ## Kontakt
        E-Mail

        # Der Baum
        Art *: Baum | Hecke | Strauch
        [ ] Gründe: krank | gefährlich
    """
    after = edited(small(), "add_lines", text=text)
    pages = {page.title: [control.label for control in page.controls] for page in compiled(after).pages}
    assert pages["Ihre Angaben"] == ["Vorname", "Geburtsdatum", "Straße", "PLZ und Ort", "E-Mail"]
    assert pages["Der Baum"] == ["Art", "Gründe"]
    assert node(after, "strasse").parent == "gruppe-anschrift"
    assert node(after, "e_mail").parent == "gruppe-kontakt"
    assert node(after, "gruppe-kontakt").parent == "seite-ihre-angaben"
    assert schema(after)["required"] == ["name", "zweck", "vorname", "geburtsdatum", "strasse", "art"]
    assert [option["const"] for option in schema(after, "gruende")["items"]["oneOf"]] == ["krank", "gefaehrlich"]


def test_a_question_mark_ends_the_question_as_a_colon_does() -> None:
    (line,) = read_lines("Wer sind Sie? Mieter | Eigentümerin")
    assert (line.label, line.options) == ("Wer sind Sie?", ("Mieter", "Eigentümerin"))


def test_lines_go_where_they_are_pasted() -> None:
    after = edited(small(), "add_lines", text="Erste\nZweite", after="name")
    assert [node(after, id_).index for id_ in ("name", "erste", "zweite", "zweck")] == [0, 1, 2, 3]


def test_new_pages_stand_behind_the_page_that_lines_were_pasted_on() -> None:
    after = edited(shipped(), "add_lines", text="Noch etwas\n# Neue Seite\nUnd das", after="grundstueck_art")
    assert [page.title for page in compiled(after).pages][1] == "Neue Seite"


def test_lines_in_a_list_ask_of_each_item() -> None:
    after = edited(small(), "add_lines", text="Umfang (Zahl) *", parent="baeume")
    assert schema(after, "baeume", "*")["required"] == ["art", "umfang"]


@pytest.mark.parametrize(
    ("text", "number"), [("Gut\n#", 2), ("Baum | Hecke", 1), ("Gut\n\nArt: Baum | Baum", 3), ("(Datum)", 1), ("*", 1)]
)
def test_a_line_that_cannot_be_read_is_named_by_its_number(text: str, number: int) -> None:
    with pytest.raises(Refused, match=f"^Zeile {number}: "):
        edited(small(), "add_lines", text=text)


def test_nothing_and_far_too_much_are_refused() -> None:
    for text in ("", " \n ", "Frage\n" * 201):
        with pytest.raises(Refused):
            read_lines(text)


def test_a_line_may_hang_on_an_answer_of_a_question_before_it() -> None:
    lines = "Was möchten Sie? * | Neu | Ersatz | Verlängerung\nNummer * wenn Was möchten Sie? = Ersatz | Verlängerung"
    after = edited(small(), "add_lines", text=lines)
    asked, number = new_ids(small(), after)
    options = {option["title"]: option["const"] for option in schema(after, asked)["oneOf"]}
    rule = node(after, number).raw["rule"]
    assert rule["effect"] == "SHOW"
    assert rule["condition"]["schema"] == {"enum": [options["Ersatz"], options["Verlängerung"]]}
    assert compiled(after).elements[number].effects


@pytest.mark.parametrize("line", ["# Noch eine Seite", "## Eine Gruppe", "> Ein Hinweis", "[ ] Ein Kästchen"])
def test_pages_groups_and_texts_may_hang_on_an_answer(line: str) -> None:
    after = edited(small(), "add_lines", text=f"{line} wenn Was haben Sie vor? = Fällen", after="zweck")
    assert any("rule" in node(after, id_).raw for id_ in new_ids(small(), after))


def test_boxes_and_yes_or_no_are_answers_too() -> None:
    lines = [
        "[ ] Gründe: krank | alt",
        "Welche Krankheit? wenn Gründe = krank",
        "Haben Sie einen Hund? (Ja/Nein)",
        "Name des Hundes wenn Haben Sie einen Hund = ja",
    ]
    after = edited(small(), "add_lines", text="\n".join(lines))
    _, sick, _, dog = new_ids(small(), after)
    assert "contains" in node(after, sick).raw["rule"]["condition"]["schema"]
    assert node(after, dog).raw["rule"]["condition"]["schema"]["const"] in (True, "ja")


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("Gibt es nicht = ja", "„Gibt es nicht“ gibt es hier nicht"),
        ("Was haben Sie vor = Pflanzen", "„Fällen“, „Pflegen“"),
    ],
)
def test_words_that_nothing_has_are_refused_with_the_line(condition: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        edited(small(), "add_lines", text=f"Erste Frage\nZweite wenn {condition}", after="zweck")
    assert caught.value.message.startswith("Zeile 2")
    assert said in str(caught.value)
