"""Explanations of what is hidden: by its own rule, by what stands around it, along a chain, by groups of conditions."""

from collections.abc import Mapping
from typing import Any

import pytest

from formengine.core.explain import explain
from tests.core.explaining import FIRM, NAME, REASON, TALL, TREES, WHO, example, rule, sentence
from tests.core.forms import CONTEXT, compiled, control, form, leaf, page


def test_a_hidden_question_says_what_would_show_it_and_what_stands_there() -> None:
    definition = example(control("name", **NAME, **rule("SHOW", FIRM)))
    start = (
        "„Firmenname“ ist nicht zu sehen: Es erscheint nur, wenn bei „Wer stellt den Antrag?“ „Ein Unternehmen“ "
        "gewählt ist; "
    )
    assert sentence(definition, "name", {"wer": "p"}) == f"{start}jetzt steht dort „Eine Privatperson“."
    assert sentence(definition, "name", {}) == f"{start}diese Frage ist noch nicht beantwortet."
    assert sentence(definition, "name", {"wer": "f"}) == (
        "„Firmenname“ ist zu sehen, weil bei „Wer stellt den Antrag?“ „Ein Unternehmen“ gewählt ist, und ist "
        "freiwillig."
    )


def test_a_chain_is_followed_to_its_first_cause() -> None:
    definition = example(
        control("name", **NAME, **rule("SHOW", FIRM)),
        control("grund", **REASON, **rule("SHOW", leaf("name", {"type": "string"}))),
    )
    found = explain(definition, {"wer": "p", "name": "Muster"}, CONTEXT, "grund")
    assert found.sentence == (
        "„Grund“ ist nicht zu sehen: Es erscheint nur, wenn „Firmenname“ beantwortet ist; diese Frage ist selbst nicht "
        "zu sehen und zählt nicht, obwohl dort „Muster“ steht: Sie erscheint nur, wenn bei „Wer stellt den Antrag?“ "
        "„Ein Unternehmen“ gewählt ist; jetzt steht dort „Eine Privatperson“."
    )
    (cause,) = found.causes
    assert [(one.kind, one.element) for one in cause.chain()] == [
        ("effect", "grund"),
        ("hidden", "name"),
        ("effect", "name"),
        ("answer", "wer"),
    ]
    assert cause.first.text == "bei „Wer stellt den Antrag?“ steht jetzt „Eine Privatperson“"
    assert cause.rules == 2


def test_what_a_page_or_a_group_hides_is_explained_by_it() -> None:
    group = {
        "type": "Group",
        "id": "g",
        "label": "Angaben zur Firma",
        "elements": [control("name", **NAME)],
        **rule("HIDE", TALL),
    }
    definition = example(group)
    assert sentence(definition, "name", {"hoehe": 60}) == (
        "„Firmenname“ ist nicht zu sehen, weil die Gruppe „Angaben zur Firma“ nicht zu sehen ist: Sie ist verborgen, "
        "sobald „Höhe“ mindestens 50\xa0m ist; jetzt steht dort „60 m“."
    )
    bare = example({**group, "label": ""})
    assert "weil der Teil der Seite darum herum nicht zu sehen ist: Sie" in sentence(bare, "name", {"hoehe": 60})


def test_a_page_on_which_nothing_is_seen_does_not_occur() -> None:
    second = page("zwei", control("name", **NAME, **rule("SHOW", FIRM)), label="Firma")
    content = form(
        {"wer": WHO, "name": {"type": "string"}}, page("eins", control("wer", label="Wer?")), second, label="Probe"
    )
    found = explain(compiled(content), {}, CONTEXT, "zwei")
    assert (found.visible, found.on_path) == (True, False)
    assert found.sentence == (
        "Die Seite „Firma“ kommt nicht vor: Nichts darauf ist zu sehen; zum Beispiel ist „Firmenname“ nicht zu sehen: "
        "Es erscheint nur, wenn bei „Wer?“ „Ein Unternehmen“ gewählt ist; diese Frage ist noch nicht beantwortet."
    )


def test_a_page_with_its_own_rule_does_not_occur_because_of_it() -> None:
    second = page("zwei", control("name", **NAME), label="Firma", **rule("FORBID", leaf("wer", {"const": "p"})))
    definition = compiled(
        form({"wer": WHO, "name": {"type": "string"}}, page("eins", control("wer", label="Wer?")), second)
    )
    assert sentence(definition, "name", {"wer": "p"}) == (
        "„Firmenname“ ist nicht zu sehen, weil die Seite „Firma“ nicht vorkommt: Sie entfällt, sobald bei „Wer?“ „Eine "
        "Privatperson“ gewählt ist; jetzt steht dort „Eine Privatperson“."
    )
    assert sentence(definition, "zwei", {"wer": "f"}) == (
        "Die Seite „Firma“ kommt vor, weil bei „Wer?“ nicht „Eine Privatperson“ gewählt ist."
    )


@pytest.mark.parametrize(
    ("condition", "answers", "end"),
    [
        (
            {"type": "AND", "conditions": [FIRM, TALL]},
            {"wer": "p"},
            (
                "wenn bei „Wer stellt den Antrag?“ „Ein Unternehmen“ gewählt ist und „Höhe“ mindestens 50\xa0m ist; "
                "bei „Wer stellt den Antrag?“ steht jetzt „Eine Privatperson“ und „Höhe“ ist noch nicht beantwortet."
            ),
        ),
        (
            {"type": "AND", "conditions": [FIRM, TALL]},
            {"wer": "f", "hoehe": 3},
            (
                "wenn bei „Wer stellt den Antrag?“ „Ein Unternehmen“ gewählt ist und „Höhe“ mindestens 50\xa0m ist; "
                "bei „Höhe“ steht jetzt „3 m“."
            ),
        ),
        (
            {"type": "XOR", "conditions": [FIRM, TALL]},
            {"wer": "f", "hoehe": 60},
            (
                "wenn entweder bei „Wer stellt den Antrag?“ „Ein Unternehmen“ gewählt ist oder „Höhe“ mindestens "
                "50\xa0m ist, aber nicht beides; bei „Wer stellt den Antrag?“ steht jetzt „Ein Unternehmen“ und bei "
                "„Höhe“ steht jetzt „60 m“."
            ),
        ),
        (
            {"type": "NOT", "conditions": [FIRM]},
            {"wer": "f"},
            "Antrag?“ nicht „Ein Unternehmen“ gewählt ist; jetzt steht dort „Ein Unternehmen“.",
        ),
        (
            leaf("tag", {"format": "date", "not": {"format": "date", "formatMinimum": "2027-03-01"}}),
            {"tag": "2027-03-02"},
            "„02.03.2027“.",
        ),
        (leaf("kasten", {"const": True}), {"kasten": False}, "das Kästchen ist nicht angekreuzt."),
        (leaf("kasten", {"const": True}), {}, "diese Frage ist noch nicht angekreuzt."),
        (leaf("anschrift", {"type": "object"}), {}, "in „Anschrift“ ist noch nichts angegeben."),
        (leaf("baeume", {"minItems": 1}), {}, "dort gibt es noch keinen Eintrag."),
        (leaf("baeume", {"minItems": 3}), {"baeume": [{}]}, "jetzt gibt es dort 1 Eintrag."),
        (
            leaf("baeume", {"contains": {"properties": {"art": {"const": "Eiche"}}, "required": ["art"]}}),
            {"baeume": [{"art": "Birke"}, {}]},
            (
                "wenn bei mindestens einem Eintrag von „Bäume“ bei „Art“ „Eiche“ steht; bei „Art“ steht jetzt „Birke“ "
                "(Eintrag 1), nichts (Eintrag 2)."
            ),
        ),
    ],
)
def test_groups_and_every_kind_of_answer_are_named(condition: Any, answers: Mapping[str, Any], end: str) -> None:
    group = {
        "type": "Group",
        "id": "g",
        "label": "Anschrift",
        "elements": [control("anschrift/plz", label="PLZ"), control("anschrift/ort", label="Ort")],
    }
    definition = example(
        control("tag", label="Termin", options={"type": "date"}),
        control("kasten", label="Ja, gern", options={"type": "confirm"}),
        group,
        control("baeume", label="Bäume", options=TREES),
        control("name", **NAME, **rule("SHOW", condition)),
    )
    assert sentence(definition, "name", answers).endswith(end)


def test_the_title_of_a_named_condition_stands_before_the_concrete_cause() -> None:
    named = {"gross": {"title": "Ein großes Unternehmen", "condition": {"type": "AND", "conditions": [FIRM, TALL]}}}
    hidden = control("name", **NAME, **rule("SHOW", {"$ref": "#/conditions/gross"}))
    assert sentence(example(hidden, conditions=named), "name", {"wer": "f", "hoehe": 2}) == (
        "„Firmenname“ ist nicht zu sehen: Es erscheint nur, wenn „Ein großes Unternehmen“ gilt; bei „Höhe“ steht jetzt "
        "„2 m“."
    )
