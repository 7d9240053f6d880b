"""Options typed, replaced and pasted from a spreadsheet."""

import pytest

from builder.operations.choosing import MOST, numbered, read_options
from builder.refusals import Refused
from tests.builder.editing import edited, schema, shipped, small


def consts(*titles: str, element: str = "zweck") -> list[str]:
    """The values of new options of the small definition's choice."""
    after = edited(small(), "set_options", element=element, options=[{"title": title} for title in titles])
    return [option["const"] for option in schema(after, element)["oneOf"]]


def test_options_pasted_again_keep_the_values_that_answers_have() -> None:
    assert consts("Pflegen", "Ganz anders", "Fällen") == ["pflegen", "ganz_anders", "faellen"]


def test_a_new_option_never_takes_the_value_of_another() -> None:
    assert consts("Faellen", "Fällen") == ["faellen", "faellen_2"]
    assert consts("A b", "A-b", "A.b") == ["a_b", "a_b_2", "a_b_3"]


def test_given_values_and_descriptions_are_kept() -> None:
    options = [{"const": "x", "title": "Eins", "description": "Mehr"}, {"const": "y", "title": "Zwei"}]
    after = edited(small(), "set_options", element="zweck", options=options)
    assert schema(after, "zweck") == {"type": "string", "oneOf": options}


def test_check_boxes_keep_their_options_in_their_items() -> None:
    after = edited(shipped(), "paste_options", element="baeume.gruende", text="krank\nGefahr\n")
    items = schema(after, "baeume", "*", "gruende")["items"]
    assert [option["title"] for option in items["oneOf"]] == ["krank", "Gefahr"]


def test_numbers_stay_numbers() -> None:
    before = edited(small(), "add", kind="select", label="Etage")
    before = edited(before, "set", element="etage", place="schema/type", value="integer")
    before = edited(before, "set_options", element="etage", options=[{"const": "1", "title": "Erster Stock"}])
    assert schema(before, "etage")["oneOf"] == [{"const": 1, "title": "Erster Stock"}]
    with pytest.raises(Refused, match="keine Zahl"):
        edited(before, "set_options", element="etage", options=[{"title": "Dach"}])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Baum\nHecke", [{"title": "Baum"}, {"title": "Hecke"}]),
        ("- Baum\n• Hecke\n\n", [{"title": "Baum"}, {"title": "Hecke"}]),
        (
            "b\tBaum\nh\tHecke\tauch lang",
            [{"const": "b", "title": "Baum"}, {"const": "h", "title": "Hecke", "description": "auch lang"}],
        ),
        ("Wert\tTitel\nb\tBaum", [{"const": "b", "title": "Baum"}]),
        ("\tBaum\nh\t", [{"title": "Baum"}, {"const": "h", "title": "h"}]),
    ],
)
def test_lines_and_cells_of_a_spreadsheet_are_options(text: str, found: list[dict[str, str]]) -> None:
    assert read_options(text) == found


def test_translations_of_options_that_are_gone_go_too() -> None:
    before = shipped()
    kept = {"selbst", "andere"}
    options = [{"const": const, "title": const} for const in sorted(kept)]
    after = edited(before, "set_options", element="eigentum", options=options)
    assert before.texts["en"]["eigentum"]["options"].keys() > kept
    assert after.texts["en"]["eigentum"]["options"].keys() == kept


def test_nothing_doubled_or_nameless_can_be_chosen() -> None:
    for options in ([], [{"const": "a"}, {"const": "a"}], [{"title": " "}]):
        with pytest.raises(Refused):
            edited(small(), "set_options", element="zweck", options=options)


def test_what_offers_nothing_to_choose_is_refused() -> None:
    for bundle, element in ((small(), "name"), (small(), "seite-eins"), (small(), "baeume"), (shipped(), "kontakt")):
        with pytest.raises(Refused):
            edited(bundle, "set_options", element=element, options=[{"title": "A"}])


def test_a_question_offers_no_more_than_somebody_could_read() -> None:
    many = [{"title": f"Antwort {number}"} for number in range(MOST + 1)]
    assert len(numbered(many[:-1], {})) == MOST
    with pytest.raises(Refused, match="höchstens 2000"):
        numbered(many, {})
