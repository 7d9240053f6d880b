"""Which questions a condition may name, and what can be said of each."""

import pytest

from builder.logic.offers import choices_of, offer_of, offers_for
from builder.logic.questions import Question, question_of, questions
from builder.logic.sentences import Leaf, structure, written
from formengine.core.model import ITEM
from formengine.core.pointer import parse_scope
from tests.builder.editing import SLUGS, compiled, shipped, small

TREES = compiled(shipped())
SMALL = compiled(small())


def _named(found: tuple[Question, ...]) -> list[str]:
    return [one.control.id for one in found if one.control is not None]


def test_a_page_hangs_on_what_is_asked_before_it() -> None:
    named = _named(questions(TREES, "seite-schutzzeit"))
    assert {"grundstueck_art", "in_verbotszeit"} <= set(named)
    assert not {"garten", "ersatz_bereit"} & set(named)


def test_a_question_hangs_on_others_of_its_page_but_never_on_itself() -> None:
    named = _named(questions(TREES, "ersatz_vorschlag"))
    assert "ersatz_bereit" in named
    assert "ersatz_vorschlag" not in named


def test_a_named_condition_may_ask_anything() -> None:
    assert set(_named(questions(TREES))) >= {id_ for id_, control in TREES.controls.items() if not control.lists}


def test_in_a_list_one_asks_in_the_same_entry_or_of_the_whole_application() -> None:
    found = questions(SMALL, "baeume.hoehe")
    [here] = [one for one in found if one.scope == "#/properties/art"]
    [there] = [one for one in found if one.scope == "#/properties/zweck"]
    assert not here.root
    assert there.root


def test_out_of_a_list_one_asks_for_some_entry() -> None:
    found = questions(SMALL)
    assert ("#/properties/baeume", "art") in [(one.scope, one.entry) for one in found]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_offered_question_leads_to_an_answer(slug: str) -> None:
    definition = compiled(shipped(slug))
    paths = {control.path for control in definition.controls.values()}
    for one in questions(definition):
        path = parse_scope(one.scope)
        assert one.control is not None
        assert (*path, ITEM, one.entry) in paths if one.entry else path in paths


def test_keys_tell_questions_apart() -> None:
    keys = [one.key for one in questions(TREES)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_question_can_be_answered_by_some_offer(slug: str) -> None:
    for control in compiled(shipped(slug)).controls.values():
        offers = offers_for(control)
        assert offers
        assert len({offer.name for offer in offers}) == len(offers)
        if any(offer.takes in ("choice", "choices") for offer in offers):
            assert choices_of(control)


def test_the_leaf_of_a_shipped_rule_finds_its_question_and_its_offer() -> None:
    leaf = structure(shipped().form["conditions"]["mit_anderen_eigentuemern"]["condition"])
    assert isinstance(leaf, Leaf)
    question = question_of(questions(TREES, "zustimmung_eigentum"), leaf)
    assert question is not None
    assert question.label == "Wem gehört das Grundstück?"
    offer = offer_of(leaf, question.control)
    assert offer is not None
    assert offer.words == "ist eine von"


def test_an_age_is_told_from_a_day() -> None:
    born = TREES.controls["termin_von"]
    aged = offer_of(Leaf("#/properties/termin_von", "until", "@heute-16j"), born)
    day = offer_of(Leaf("#/properties/termin_von", "until", "2027-01-01"), born)
    assert aged is not None
    assert day is not None
    assert (aged.name, day.name) == ("aged", "until")


def test_a_box_is_ticked_or_not() -> None:
    box = TREES.controls["betreten_ok"]
    assert choices_of(box) == ((True, "angekreuzt"), (False, "nicht angekreuzt"))
    assert written(Leaf("#/properties/betreten_ok", "is", True))["schema"] == {"const": True}
