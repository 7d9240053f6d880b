"""Many texts of a language at once."""

import pytest

from builder.refusals import Refused
from tests.builder.editing import compiled, edited, node, shipped, small


def test_many_texts_are_set_at_once() -> None:
    texts = [["name", "label", "Your name"], ["zweck", "options/faellen", "Felling"], ["form", "title", "Trees"]]
    after = edited(small(), "set_texts", language="en", texts=texts)
    assert after.texts["en"] == {
        "name": {"label": "Your name"},
        "zweck": {"options": {"faellen": "Felling"}},
        "form": {"title": "Trees"},
    }


def test_it_is_the_same_as_one_after_the_other() -> None:
    texts = [["name", "label", "Your name"], ["name", "hint", "As in your passport"], ["name", "label", None]]
    one = small()
    for element, what, text in texts:
        one = edited(one, "set_text", language="en", element=element, what=what, text=text)
    assert (
        edited(small(), "set_texts", language="en", texts=texts).texts
        == one.texts
        == {"en": {"name": {"hint": "As in your passport"}}}
    )


def test_german_texts_are_set_where_they_stand() -> None:
    texts = [["name", "label", "Wie heißen Sie?"], ["zweck", "options/faellen", "Baum fällen"]]
    after = edited(small(), "set_texts", language="de", texts=texts)
    assert node(after, "name").label == "Wie heißen Sie?"
    assert after.form["schema"]["properties"]["zweck"]["oneOf"][0]["title"] == "Baum fällen"


def test_a_text_of_nothing_is_refused_and_no_other_is_set() -> None:
    with pytest.raises(Refused, match="„fremd“ gibt es nicht"):
        edited(small(), "set_texts", language="en", texts=[["name", "label", "x"], ["fremd", "label", "y"]])


def test_the_texts_of_a_language_are_replaced_as_a_whole() -> None:
    before = shipped()
    after = edited(before, "set_language", language="en", texts={"form": {"title": "Felling trees"}})
    assert after.texts["en"] == {"form": {"title": "Felling trees"}}
    assert after.texts["de-einfach"] == before.texts["de-einfach"]
    assert compiled(after).title == before.form["title"]


@pytest.mark.parametrize("language", ["de", "xx", "../en"])
def test_only_known_languages_are_replaced(language: str) -> None:
    with pytest.raises(Refused, match="gibt es hier nicht"):
        edited(small(), "set_language", language=language, texts={})


def test_what_is_no_object_of_texts_is_refused() -> None:
    with pytest.raises(Refused, match="muss ein Objekt"):
        edited(small(), "set_language", language="en", texts={"name": "Your name"})
