"""Explanations: what they say, that they agree with the journey, and that a cause is a cause."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from formengine.core.definition import Definition
from formengine.core.explain import Explainer, ExplainError, explain
from formengine.core.settling import Context
from tests.core.forms import CONTEXT as PLAIN
from tests.core.forms import calculated, compiled, control, form, leaf, page

REPOSITORY = Path(__file__).resolve().parents[2]
WHO = {
    "type": "string",
    "oneOf": [{"const": "p", "title": "Eine Privatperson"}, {"const": "f", "title": "Ein Unternehmen"}],
}
DAYS = {"type": "string", "format": "date"}
FIRM = leaf("wer", {"const": "f"})
TALL = leaf("hoehe", {"minimum": 50})
TREES = {
    "type": "list",
    "item": "Baum",
    "detail": {
        "type": "VerticalLayout",
        "elements": [
            control("art", id="b.art", label="Art"),
            control(
                "andere",
                id="b.andere",
                label="Welche andere Art?",
                rule={"effect": "SHOW", "condition": leaf("art", {"const": "sonst"})},
            ),
            control(
                "firma",
                id="b.firma",
                label="Nummer der Firma",
                rule={"effect": "SHOW", "condition": {**FIRM, "from": "root"}},
            ),
        ],
    },
}
OPTIONAL = {
    "type": "object",
    "properties": {"plz": {"type": "string"}, "ort": {"type": "string"}},
    "required": ["plz"],
}


def rule(effect: str, condition: Any) -> dict[str, Any]:
    return {"rule": {"effect": effect, "condition": condition}}


def example(*elements: Any, **more: Any) -> Definition:
    """A form with the question who applies, and some elements below it."""
    properties = {
        "wer": WHO,
        "hoehe": {"type": "integer"},
        "name": {"type": "string"},
        "grund": {"type": "string"},
        "tag": DAYS,
        "kasten": {"type": "boolean"},
        "summe": {"type": "number"},
        "gross": {"type": "boolean"},
        "anschrift": OPTIONAL,
        "baeume": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("art", "andere", "firma")},
            },
        },
    }
    first = control("wer", label="Wer stellt den Antrag?", options={"type": "choice"})
    height = control("hoehe", label="Höhe", options={"type": "number", "unit": "m"})
    return compiled(form(properties, page("eins", first, height, *elements, label="Anfang"), **more))


def sentence(definition: Definition, id_: str, answers: Mapping[str, Any], *indices: int) -> str:
    return explain(definition, answers, PLAIN, id_, indices).sentence


NAME, REASON = {"label": "Firmenname"}, {"label": "Grund"}


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
    found = explain(definition, {"wer": "p", "name": "Muster"}, PLAIN, "grund")
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
    found = explain(compiled(content), {}, PLAIN, "zwei")
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


def test_entries_of_lists_are_counted_and_looked_into() -> None:
    definition = example(control("baeume", label="Bäume", options=TREES))
    answers = {"wer": "p", "baeume": [{"art": "Eiche"}, {"art": "sonst"}]}
    assert sentence(definition, "b.andere", answers, 0) == (
        "„Welche andere Art?“ (Baum 1) ist nicht zu sehen: Es erscheint nur, wenn bei „Art“ „sonst“ steht; jetzt steht "
        "dort „Eiche“."
    )
    assert explain(definition, answers, PLAIN, "b.andere", (1,)).visible
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
    assert explain(definition, {}, PLAIN, "gross").calculated


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
    found = explain(example(group), {}, PLAIN, "name")
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
    assert explain(definition, {"anschrift": {"ort": "Ulm"}}, PLAIN, "anschrift.plz").required


def test_the_environment_is_a_cause_too() -> None:
    node = {"scope": "#/properties/_umgebung/properties/stufe", "schema": {"const": "hoch"}, "failWhenUndefined": True}
    definition = example(control("name", **NAME, **rule("SHOW", node)))
    low = explain(definition, {}, Context(PLAIN.now, {"stufe": "niedrig"}), "name")
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
    explainer = Explainer(definition, {}, PLAIN)
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
        explain(definition, {}, PLAIN, "nichts")
    with pytest.raises(ExplainError, match="Nennen Sie die Nummer des Eintrags"):
        explain(definition, {"baeume": [{}]}, PLAIN, "b.art")
    with pytest.raises(ExplainError, match="nicht in so vielen Listen"):
        explain(definition, {}, PLAIN, "wer", (0,))


def test_causes_that_several_share_are_told_other_programs_once() -> None:
    definition = example(
        control("name", **NAME, **rule("SHOW", FIRM)),
        control(
            "grund",
            **REASON,
            **rule("SHOW", {"type": "AND", "conditions": [leaf("name", {"const": n}) for n in "ab"]}),
        ),
    )
    told = explain(definition, {"wer": "p"}, PLAIN, "grund").as_json()
    assert {name: told[name] for name in ("id", "items", "visible", "onPath")} == {
        "id": "grund",
        "items": [],
        "visible": False,
        "onPath": True,
    }
    (effect,) = told["causes"]
    assert effect["effect"] == "SHOW"
    assert [cause["kind"] for cause in effect["causes"]] == ["hidden"]
