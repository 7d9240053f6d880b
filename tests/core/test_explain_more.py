"""Explanations of lists, calculated values, locked and required questions and long chains; and what has none."""

import pytest

from formengine.core.explain import Explainer, ExplainError, explain
from formengine.core.settling import Context
from tests.core.explaining import FIRM, NAME, REASON, TALL, TREES, example, rule, sentence
from tests.core.forms import CONTEXT, calculated, compiled, control, form, leaf, page


def test_entries_of_lists_are_counted_and_looked_into() -> None:
    definition = example(control("baeume", label="Bäume", options=TREES))
    answers = {"wer": "p", "baeume": [{"art": "Eiche"}, {"art": "sonst"}]}
    assert sentence(definition, "b.andere", answers, 0) == (
        "„Welche andere Art?“ (Baum 1) ist nicht zu sehen: Es erscheint nur, wenn bei „Art“ „sonst“ steht; jetzt steht "
        "dort „Eiche“."
    )
    assert explain(definition, answers, CONTEXT, "b.andere", (1,)).visible
    assert sentence(definition, "b.firma", answers, 1).endswith("jetzt steht dort „Eine Privatperson“.")
    assert sentence(definition, "b.art", answers, 2) == "„Art“ (Baum 3) ist nicht zu sehen: „Bäume“ hat nur 2 Einträge."
    assert sentence(definition, "b.art", {}) == "„Art“ ist nicht zu sehen: „Bäume“ hat noch keinen Eintrag."


def test_a_calculated_value_names_the_answers_that_it_was_made_of() -> None:
    definition = example(
        calculated("gross", {"less": [10, {"value": "#/properties/hoehe"}]}) | {"label": "Der Baum ist groß"},
        control("name", **NAME, **rule("SHOW", leaf("gross", {"const": True}))),
        calculated("summe", {"sum": [{"value": "#/properties/hoehe"}, 1]}, display=False) | {"label": "Summe"},
    )
    assert sentence(definition, "name", {"hoehe": 3}).endswith(
        "wenn „Der Baum ist groß“ „Ja“ ergibt; das ergibt jetzt „Nein“ (berechnet: bei „Höhe“ steht jetzt „3 m“)."
    )
    assert sentence(definition, "name", {}).endswith(
        "dort steht noch kein Wert (berechnet: „Höhe“ ist noch nicht beantwortet)."
    )
    assert sentence(definition, "gross", {"hoehe": 30}) == (
        "Der Wert „Der Baum ist groß“ wird berechnet: Er ergibt jetzt „Ja“ (berechnet: bei „Höhe“ steht jetzt „30 m“)."
    )
    assert sentence(definition, "summe", {"hoehe": 2}).startswith("Der Wert „Summe“ wird nicht gezeigt, nur berechnet:")
    assert explain(definition, {}, CONTEXT, "gross").calculated


def test_what_is_locked_says_why_and_is_not_required() -> None:
    content = example(control("name", **NAME, **rule("DISABLE", FIRM)), control("grund", **REASON))
    assert sentence(content, "name", {"wer": "f"}) == (
        "„Firmenname“ ist zu sehen, lässt sich aber nicht ändern: Es ist gesperrt, sobald bei „Wer stellt den Antrag?“ "
        "„Ein Unternehmen“ gewählt ist; jetzt steht dort „Ein Unternehmen“."
    )
    group = {
        "type": "Group",
        "id": "g",
        "label": "Firma",
        "elements": [control("name", **NAME)],
        **rule("ENABLE", FIRM),
    }
    found = explain(example(group), {}, CONTEXT, "name")
    assert (found.disabled, found.required) == (True, False)
    assert found.sentence == (
        "„Firmenname“ ist zu sehen, lässt sich aber nicht ändern, weil die Gruppe „Firma“ gesperrt ist: Sie lässt sich "
        "nur ändern, wenn bei „Wer stellt den Antrag?“ „Ein Unternehmen“ gewählt ist; diese Frage ist noch nicht "
        "beantwortet."
    )


def test_what_is_required_says_since_when_and_what_is_not_says_when_it_would_be() -> None:
    group = {
        "type": "Group",
        "id": "g",
        "label": "Ihre Anschrift",
        "elements": [control("anschrift/plz", label="PLZ"), control("anschrift/ort", label="Ort")],
    }
    definition = example(control("name", **NAME, **rule("REQUIRE", FIRM)), group)
    assert sentence(definition, "name", {"wer": "f"}) == (
        "„Firmenname“ ist zu sehen und muss ausgefüllt werden, weil bei „Wer stellt den Antrag?“ „Ein Unternehmen“ "
        "gewählt ist."
    )
    assert sentence(definition, "name", {"wer": "p"}) == (
        "„Firmenname“ ist zu sehen und ist freiwillig: Es ist nur dann Pflicht, wenn bei „Wer stellt den Antrag?“ „Ein "
        "Unternehmen“ gewählt ist; jetzt steht dort „Eine Privatperson“."
    )
    assert sentence(definition, "anschrift.plz", {}) == (
        "„PLZ“ ist zu sehen und muss erst ausgefüllt werden, wenn in „Ihre Anschrift“ etwas angegeben ist."
    )
    assert explain(definition, {"anschrift": {"ort": "Ulm"}}, CONTEXT, "anschrift.plz").required


def test_the_environment_is_a_cause_too() -> None:
    node = {"scope": "#/properties/_umgebung/properties/stufe", "schema": {"const": "hoch"}, "failWhenUndefined": True}
    definition = example(control("name", **NAME, **rule("SHOW", node)))
    low = explain(definition, {}, Context(CONTEXT.now, {"stufe": "niedrig"}), "name")
    assert low.sentence.endswith(
        "wenn bei „stufe“ der Umgebung „hoch“ steht; bei „stufe“ der Umgebung steht jetzt „niedrig“."
    )
    assert sentence(definition, "name", {}).endswith("zu „stufe“ der Umgebung ist nichts bekannt.")


def test_a_condition_of_many_parts_names_the_one_that_decides() -> None:
    many = [leaf("hoehe", {"minimum": n}) for n in range(1, 6)]
    definition = example(control("name", **NAME, **rule("SHOW", {"type": "AND", "conditions": [*many, FIRM]})))
    assert sentence(definition, "name", {"hoehe": 9, "wer": "p"}) == (
        "„Firmenname“ ist nicht zu sehen: Es erscheint nur, wenn außer anderem bei „Wer stellt den Antrag?“ „Ein "
        "Unternehmen“ gewählt ist; bei „Wer stellt den Antrag?“ steht jetzt „Eine Privatperson“."
    )


def test_several_rules_are_all_named() -> None:
    rules = [{"effect": "SHOW", "condition": FIRM}, {"effect": "HIDE", "condition": TALL}]
    definition = example(control("name", **NAME, rule=rules))
    assert sentence(definition, "name", {"wer": "p", "hoehe": 70}).endswith(
        "; und es ist verborgen, sobald „Höhe“ mindestens 50\xa0m ist; bei „Wer stellt den Antrag?“ steht jetzt „Eine "
        "Privatperson“ und bei „Höhe“ steht jetzt „70 m“."
    )


def test_a_chain_as_long_as_the_form_costs_little_and_ends_at_its_first_cause() -> None:
    names = [f"f{n}" for n in range(1500)]
    elements = [
        control(name, label=f"Frage {n}", **(rule("SHOW", leaf(names[n - 1], {"const": "ja"})) if n else {}))
        for n, name in enumerate(names)
    ]
    definition = compiled(form({name: {"type": "string"} for name in names}, page("eins", *elements)))
    explainer = Explainer(definition, {}, CONTEXT)
    found = explainer.of("f1499")
    assert found.sentence.endswith(
        "und so weiter über 1494 weitere Bedingungen, bis zur ersten: „Frage 0“ ist noch nicht beantwortet."
    )
    assert len(found.sentence) < 1000
    assert found.causes[0].rules == 1499
    assert len(str(found.as_json())) < 100_000
    assert len([*explainer.hidden()]) == 1499


def test_what_is_not_there_cannot_be_explained() -> None:
    definition = example(control("baeume", label="Bäume", options=TREES))
    with pytest.raises(ExplainError, match="Das Element „nichts“ gibt es nicht"):
        explain(definition, {}, CONTEXT, "nichts")
    with pytest.raises(ExplainError, match="Nennen Sie die Nummer des Eintrags"):
        explain(definition, {"baeume": [{}]}, CONTEXT, "b.art")
    with pytest.raises(ExplainError, match="nicht in so vielen Listen"):
        explain(definition, {}, CONTEXT, "wer", (0,))


def test_causes_that_several_share_are_told_other_programs_once() -> None:
    definition = example(
        control("name", **NAME, **rule("SHOW", FIRM)),
        control(
            "grund",
            **REASON,
            **rule("SHOW", {"type": "AND", "conditions": [leaf("name", {"const": n}) for n in "ab"]}),
        ),
    )
    told = explain(definition, {"wer": "p"}, CONTEXT, "grund").as_json()
    assert {name: told[name] for name in ("id", "items", "visible", "onPath")} == {
        "id": "grund",
        "items": [],
        "visible": False,
        "onPath": True,
    }
    (effect,) = told["causes"]
    assert effect["effect"] == "SHOW"
    assert [cause["kind"] for cause in effect["causes"]] == ["hidden"]
