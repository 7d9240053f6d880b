"""Texts are kept where each language has them."""

import pytest

from builder.refusals import Refused
from tests.builder.editing import compiled, edited, node, schema, shipped, small


def test_a_foreign_text_is_laid_over_by_id() -> None:
    after = edited(small(), "set_text", language="en", element="name", what="label", text="Your name")
    after = edited(after, "set_text", language="en", element="zweck", what="options/faellen", text="Fell")
    after = edited(after, "set_text", language="en", element="name", what="errors/pflicht", text="Missing.")
    assert after.texts == {
        "en": {
            "name": {"label": "Your name", "errors": {"pflicht": "Missing."}},
            "zweck": {"options": {"faellen": "Fell"}},
        }
    }
    assert after.form == small().form


def test_a_text_taken_back_leaves_nothing_empty() -> None:
    after = edited(small(), "set_text", language="en", element="name", what="errors/pflicht", text="Missing.")
    for nothing in (None, ""):
        taken = edited(after, "set_text", language="en", element="name", what="errors/pflicht", text=nothing)
        assert taken.texts == {"en": {}}


def test_the_service_the_rules_the_outcomes_and_the_insides_of_blocks_can_be_translated() -> None:
    for element, what in (
        ("form", "service/summary"),
        ("R1", "message"),
        ("kontakt.email", "label"),
        ("mit_adresse", "title"),
        ("seite-zeit", "label"),
    ):
        after = edited(shipped(), "set_text", language="en", element=element, what=what, text="Words")
        found = after.texts["en"][element]
        for name in what.split("/"):
            found = found[name]
        assert found == "Words"


def test_german_stands_in_the_form_itself() -> None:
    after = edited(small(), "set_text", language="de", element="name", what="label", text="Name?")
    after = edited(after, "set_text", language="de", element="name", what="hint", text="Wie im Ausweis")
    after = edited(after, "set_text", language="de", element="zweck", what="options/faellen", text="Ganz fällen")
    after = edited(after, "set_text", language="de", element="zweck", what="descriptions/faellen", text="bis unten")
    after = edited(after, "set_text", language="de", element="faellen", what="title", text="Es fällt etwas")
    after = edited(after, "set_text", language="de", element="form", what="title", text="Anderer Titel")
    assert (node(after, "name").label, node(after, "name").options["hint"]) == ("Name?", "Wie im Ausweis")
    assert schema(after, "zweck")["oneOf"][0] == {
        "const": "faellen",
        "title": "Ganz fällen",
        "description": "bis unten",
    }
    assert after.form["conditions"]["faellen"]["title"] == "Es fällt etwas"
    assert compiled(after).title == "Anderer Titel"
    assert after.texts == {}


def test_german_texts_of_rules_and_outcomes_stand_there() -> None:
    after = edited(shipped(), "set_text", language="de", element="R1", what="message", text="Neu.")
    assert after.form["rules"][0]["message"] == "Neu."
    before = shipped("lp01-baumfaellung-klaerung")
    after = edited(before, "set_text", language="de", element="bauantrag", what="target/label", text="Bauamt")
    outcome = next(one for one in after.form["outcomes"] if one["id"] == "bauantrag")
    assert outcome["target"]["label"] == "Bauamt"
    assert outcome["target"]["text"]


def test_what_is_not_there_says_nothing() -> None:
    for language, element, what in (("en", "weg", "label"), ("de", "weg", "label"), ("de", "zweck", "options/weg")):
        with pytest.raises(Refused, match="gibt es nicht"):
            edited(small(), "set_text", language=language, element=element, what=what, text="x")
