"""Lint: each finding once, in its place, and none where all is well; Anliegensklärungen are walked to their ends."""

import copy
import datetime
import pkgutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import formengine.core.lint as package
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, compile_definition
from formengine.core.lint import CHECKS, ends, lint
from formengine.core.model import Finding
from formengine.fields import TYPES
from formengine.store.folder import read_all

TODAY = datetime.date(2026, 11, 23)
REPOSITORY = Path(__file__).resolve().parents[2]
Node = dict[str, Any]


def question(id_: str, **more: Any) -> Node:
    return {"type": "Control", "id": id_, "scope": f"#/properties/{id_}", "label": f"{id_}?", **more}


def page(id_: str, *elements: Node, **more: Any) -> Node:
    return {
        "type": "Category",
        "id": f"s-{id_}",
        "label": id_,
        "options": {"path": id_},
        "elements": [*elements],
        **more,
    }


def options(*values: str) -> Node:
    return {"type": "string", "oneOf": [{"const": value, "title": value.upper()} for value in values]}


def leaf(id_: str, **schema: Any) -> Node:
    return {"scope": f"#/properties/{id_}", "schema": schema, "failWhenUndefined": True}


def outcome(id_: str, when: Node | None = None, **more: Any) -> Node:
    return {"id": id_, "kind": "kein", "title": id_, **({"when": when} if when else {}), **more}


FORM: Node = {
    "slug": "antrag",
    "title": "Antrag",
    "schema": {"type": "object", "properties": {"a": {"type": "string"}, "b": options("x", "y")}, "required": ["a"]},
    "uischema": {"type": "Categorization", "elements": [page("eins", question("a")), page("zwei", question("b"))]},
    "messages": [{"id": "M", "recipient": "Amt"}],
}
CASES: Node = {
    "now": "2026-11-23T09:00:00+01:00",
    "personas": {"P1": {"name": "Anna"}},
    "cases": [{"id": "gut", "persona": "P1", "answers": {"a": "ja", "b": "x"}, "expect": {"pages": ["eins", "zwei"]}}],
}
KLAERUNG: Node = {
    "slug": "klaerung",
    "kind": "klaerung",
    "title": "Klärung",
    "schema": {
        "type": "object",
        "properties": {"p": options("ja", "nein"), "q": options("u", "v")},
        "required": ["p", "q"],
    },
    "uischema": {
        "type": "Categorization",
        "elements": [
            page("p", question("p")),
            page("q", question("q"), rule={"effect": "SHOW", "condition": leaf("p", const="ja")}),
        ],
    },
    "outcomes": [
        outcome("hilfe", {"type": "OR", "conditions": [leaf(id_, const="weiss-nicht") for id_ in "pq"]}),
        outcome("nein", leaf("p", const="nein")),
        outcome("u", leaf("q", const="u")),
        outcome("v", leaf("q", const="v")),
    ],
}


def changed(form: Node, change: Callable[[Any], object]) -> Node:
    result = copy.deepcopy(form)
    change(result)
    return result


def found(form: Node, cases: Node | None = None, **more: Any) -> list[Finding]:
    """The findings for a form, those about cases only where cases are given."""
    others: Mapping[str, Definition] = more.pop("others", {})
    findings = lint(Bundle(form["slug"], form, cases, **more), TYPES, TODAY, others)
    return findings if cases else [finding for finding in findings if finding.part != "cases"]


def brief(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.level, finding.place) for finding in findings]


def compiled(form: Node) -> dict[str, Definition]:
    return {form["slug"]: compile_definition(Bundle(form["slug"], form), TYPES, TODAY)}


def test_the_checks_are_the_modules_of_the_folder() -> None:
    assert set(CHECKS) == {module.name for module in pkgutil.iter_modules(package.__path__) if module.name[0] != "_"}


def test_the_small_definitions_of_these_tests_are_clean() -> None:
    assert found(FORM, CASES) == []
    assert found(KLAERUNG) == []


def test_the_shipped_definitions_are_clean() -> None:
    bundles = read_all(REPOSITORY / "definitions", "musterhausen").bundles
    others = {bundle.slug: compile_definition(bundle, TYPES, TODAY) for bundle in bundles}
    assert [finding for bundle in bundles for finding in lint(bundle, TYPES, TODAY, others)] == []


def test_a_definition_that_does_not_run_says_only_why() -> None:
    broken = changed(FORM, lambda form: form["uischema"]["elements"][0]["elements"][0].update(scope="#/properties/weg"))
    assert {finding.level for finding in found(broken, CASES)} == {"error"}


def test_errors_come_before_hints() -> None:
    form = changed(FORM, lambda form: form["schema"]["properties"].update(n={"type": "string"}, o={"type": "string"}))
    form["schema"]["required"] = ["a", "o"]
    assert brief(found(form)) == [("error", "/schema/properties/o"), ("hint", "/schema/properties/n")]


def test_a_required_property_inside_a_group_and_a_list_needs_a_question() -> None:
    item = {"type": "object", "properties": {"x": {"type": "string"}, "y": {"type": "string"}}, "required": ["x", "y"]}
    form = changed(FORM, lambda form: form["schema"]["properties"].update(g=item, l={"type": "array", "items": item}))
    inner = {"type": "Control", "id": "gx", "scope": "#/properties/g/properties/x", "label": "X"}
    detail = {"type": "Group", "elements": [{"type": "Control", "id": "lx", "scope": "#/properties/x", "label": "X"}]}
    form["uischema"]["elements"][0]["elements"] += [inner, question("l", options={"type": "list", "detail": detail})]
    assert brief(found(form)) == [
        ("error", "/schema/properties/g/properties/y"),
        ("error", "/schema/properties/l/items/properties/y"),
    ]


def test_a_sketch_is_a_hint_and_its_picture_needs_words() -> None:
    image = {"type": "sketch", "image": "data:image/png;base64,AAAA"}
    place = f"/uischema/elements/0/elements/{len(FORM['uischema']['elements'][0]['elements'])}"
    for options, count in (({"type": "sketch"}, 1), (image, 2), ({**image, "alt": "x"}, 1)):
        form = copy.deepcopy(FORM)
        sketch = {"type": "Label", "id": "s", "text": "Lageplan", "options": options}
        form["uischema"]["elements"][0]["elements"].append(sketch)
        assert brief(found(form)) == [("hint", place)] * count


def test_an_option_list_without_words_is_a_hint() -> None:
    form = changed(FORM, lambda form: form["schema"]["properties"].update(b={"type": "string", "enum": ["x", "y"]}))
    assert brief(found(form)) == [("hint", "/schema/properties/b")]


@pytest.mark.parametrize(
    ("place", "text", "finds"),
    [
        ("label", "Was ist {a}?", False),
        ("label", "Was ist {c}?", True),
        ("label", "Höchstens {param.max}", False),
        ("label", "Höchstens {param.min}", True),
        ("label", "Eines von {param.alle}", True),
        ("option", "Höchstens {param.max}", False),
        ("option", "Höchstens {param.min}", True),
        ("value", "Höchstens {param.min}", False),
        ("label", "Höchstens {limit}", True),
        ("errors", "Höchstens {limit}", False),
    ],
)
def test_a_placeholder_must_name_something(place: str, text: str, finds: bool) -> None:
    own = {"errors": {"options": {"errors": {"max": text}}}}.get(place, {"label": text if place == "label" else "A"})
    form = changed(FORM, lambda form: form["uischema"]["elements"][0]["elements"][0].update(own))
    form["parameters"] = {"max": {"schema": {"type": "integer"}, "default": 1}}
    form["parameters"]["alle"] = {"schema": {"type": "array"}, "default": [1]}
    option = {"const": text if place == "value" else "x", "title": text if place == "option" else "X"}
    form["uischema"]["elements"][1]["elements"][0]["options"] = {"suggest": "alle"}
    form["schema"]["properties"]["b"] = {"type": "string", "oneOf": [option]}
    form["schema"]["properties"]["a"] |= {"maxLength": 5, "x-param": {"maxLength": "max"}}
    assert bool(found(form)) is finds


def test_a_translated_text_must_belong_to_something() -> None:
    texts = {"en": {"a": {"label": "A"}, "form": {"title": "Application"}, "weg": {"label": "Gone"}}}
    places = [(each.part, each.place) for each in found(FORM, texts=texts) if "fehlt (English)" not in each.message]
    assert places == [("texts/en", "/weg")]


def test_a_page_without_a_question_is_a_hint() -> None:
    note = {"type": "Label", "id": "n", "text": "Guten Tag."}
    form = changed(FORM, lambda form: form["uischema"]["elements"].insert(0, page("null", note)))
    assert brief(found(form)) == [("hint", "/uischema/elements/0")]


@pytest.mark.parametrize(("steps", "sections", "finds"), [(10, False, False), (11, False, True), (11, True, False)])
def test_many_steps_need_sections(steps: int, sections: bool, finds: bool) -> None:
    names = [f"f{i}" for i in range(steps)]
    pages: list[Node] = [page(name, question(name)) for name in names]
    if sections:
        pages = [{"type": "Categorization", "id": "s", "label": "Teil", "elements": pages}]
    form = FORM | {
        "schema": {"type": "object", "properties": {name: {"type": "string"} for name in names}},
        "uischema": {"type": "Categorization", "elements": pages},
    }
    assert brief(found(form)) == ([("hint", "/uischema")] if finds else [])


def test_conditions_and_parameters_that_nothing_uses_are_hints() -> None:
    form = FORM | {
        "conditions": {"tot": {"condition": leaf("a", const="x")}},
        "parameters": {"leer": {"schema": {"type": "integer"}, "default": 1}},
    }
    assert brief(found(form)) == [("hint", "/conditions/tot"), ("hint", "/parameters/leer")]


def test_an_application_that_goes_to_nobody_is_a_hint() -> None:
    assert brief(found(FORM | {"messages": []})) == [("hint", "/messages")]


def test_a_message_with_the_name_of_another_or_an_unknown_format_is_an_error() -> None:
    message = FORM["messages"][0]
    form = FORM | {"messages": [message, message | {"format": "brief"}]}
    assert brief(found(form)) == [("error", "/messages/1/id"), ("error", "/messages/1/format")]


@pytest.mark.parametrize(("slug", "finds"), [("klaerung", False), ("antrag", True), ("weg", True), (None, False)])
def test_the_klaerung_of_a_service_must_be_one(slug: str | None, finds: bool) -> None:
    form = FORM | {"service": {"klaerung": slug}}
    assert brief(found(form, others=compiled(KLAERUNG))) == ([("error", "/service/klaerung")] if finds else [])


def test_a_way_without_an_outcome_is_an_error_that_names_the_answers() -> None:
    form = changed(KLAERUNG, lambda form: form["outcomes"].pop())
    (finding,) = found(form)
    assert (finding.level, finding.place) == ("error", "/outcomes")
    assert "p = ja, q = v" in finding.message


def test_an_outcome_that_no_way_leads_to_is_a_hint() -> None:
    never = outcome("nie", {"type": "AND", "conditions": [leaf("p", const="nein"), leaf("q", const="u")]})
    form = changed(KLAERUNG, lambda form: form["outcomes"].insert(0, never))
    assert brief(found(form)) == [("hint", "/outcomes/0")]


def test_an_outcome_behind_one_that_always_wins_is_a_hint() -> None:
    form = changed(KLAERUNG, lambda form: form["outcomes"].insert(0, outcome("immer")))
    assert len(found(form)) == 4


def test_a_klaerung_without_outcomes_is_an_error() -> None:
    assert brief(found(KLAERUNG | {"outcomes": []})) == [("error", "/outcomes")]


def test_an_optional_question_may_stay_unanswered() -> None:
    form = changed(KLAERUNG, lambda form: form["schema"].update(required=["q"]))
    (finding,) = found(form)
    assert "ohne Antworten" in finding.message


def test_a_way_that_a_rule_holds_up_is_no_end() -> None:
    rule = {"id": "R", "when": leaf("p", const="ja"), "require": leaf("q", const="u"), "at": ["q"], "message": "Nein."}
    form = changed(KLAERUNG, lambda form: form["outcomes"].pop()) | {"rules": [rule]}
    assert found(form) == []


NUMBER = {"type": "integer", "minimum": 0, "maximum": 100}


def numbered(*outcomes: Node, schema: Node | None = None) -> Node:
    """A Klärung of one number."""
    return KLAERUNG | {
        "schema": {"type": "object", "properties": {"n": schema or NUMBER}, "required": ["n"]},
        "uischema": {
            "type": "Categorization",
            "elements": [page("n", question("n", options={"unsure": False}))],
        },
        "outcomes": list(outcomes),
    }


@pytest.mark.parametrize(
    ("low", "high", "finds"),
    [
        ({"maximum": 50}, {"exclusiveMinimum": 50}, 0),
        ({"maximum": 50}, {"minimum": 52}, 1),
        ({"maximum": 50}, {"minimum": 51}, 0),
    ],
)
def test_numbers_are_tried_around_every_bound(low: Node, high: Node, finds: int) -> None:
    form = numbered(outcome("wenig", leaf("n", **low)), outcome("viel", leaf("n", **high)))
    assert len(found(form)) == finds


def test_a_gap_between_decimal_bounds_is_seen() -> None:
    form = numbered(
        outcome("wenig", leaf("n", maximum=1.5)),
        outcome("viel", leaf("n", minimum=1.6)),
        schema=NUMBER | {"type": "number"},
    )
    (finding,) = found(form)
    assert "n = 1.55" in finding.message


def test_days_are_tried_around_every_bound() -> None:
    day = {"type": "string", "format": "date"}
    early = outcome("früh", leaf("n", **day, formatMaximum="2026-01-31"))
    late = outcome("spät", leaf("n", **day, formatMinimum="2026-02-02"))
    form = numbered(early, late, schema=day)
    assert "n = 2026-02-01" in found(form)[0].message


def test_check_boxes_are_tried_in_every_combination() -> None:
    several = {"type": "array", "items": options("a", "b"), "uniqueItems": True, "minItems": 1}
    form = numbered(
        outcome("a", leaf("n", contains={"const": "a"})),
        outcome("b", leaf("n", maxItems=1)),
        schema=several,
    )
    assert found(form) == []
    assert len(found(numbered(form["outcomes"][0], schema=several))) == 1


def test_what_a_free_text_decides_cannot_be_told() -> None:
    short, long = outcome("kurz", leaf("n", maxLength=5)), outcome("lang", leaf("n", minLength=6))
    (finding,) = found(numbered(short, long, schema={"type": "string"}))
    assert finding.level == "hint"
    assert "lässt sich nicht prüfen" in finding.message
    assert "„n?“" in finding.message


def test_with_an_outcome_that_always_holds_there_is_nothing_to_tell() -> None:
    short = outcome("kurz", leaf("n", maxLength=5))
    assert found(numbered(short, outcome("sonst"), schema={"type": "string"})) == []


def test_a_free_text_that_decides_nothing_is_no_matter() -> None:
    form = changed(KLAERUNG, lambda form: form["schema"]["properties"].update(t={"type": "string"}))
    form["uischema"]["elements"].insert(0, page("t", question("t", options={"unsure": False})))
    assert found(form) == []


def test_too_many_ways_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ends, "MAX_STATES", 3)
    (finding,) = found(KLAERUNG)
    assert (finding.level, "mehr als 3 Wege" in finding.message) == ("hint", True)


@pytest.mark.parametrize(
    ("handover", "finds"),
    [
        ({"b": "x"}, None),
        ({"b": "z"}, "error"),
        ({"weg": 1}, "error"),
        ({"c": "x"}, "error"),
        ({"b": {"scope": "#/properties/weg"}}, "error"),
        ({"b": {"scope": "#/properties/q"}}, "hint"),
        ({"a": {"scope": "#/properties/q"}}, None),
    ],
)
def test_what_is_handed_over_must_fit_the_target(handover: Node, finds: str | None) -> None:
    target = changed(FORM, lambda form: form["schema"]["properties"].update(c={"type": "string"}))
    calculated = question("c", options={"type": "calculated", "calc": "x"})
    target["uischema"]["elements"][0]["elements"].append(calculated)
    lead = {"kind": "antrag", "target": "antrag", "handover": handover}
    form = changed(KLAERUNG, lambda form: form["outcomes"][2].update(lead))
    wanted = [(finds, f"/outcomes/2/handover/{next(iter(handover))}")] if finds else []
    assert brief(found(form, others=compiled(target))) == wanted


@pytest.mark.parametrize(
    ("own", "finds"),
    [
        ({"kind": "antrag", "target": "weg"}, ("error", "/outcomes/1/target")),
        ({"kind": "antrag"}, ("error", "/outcomes/1/target")),
        ({"kind": "andere", "target": {"label": "Ordnungsamt"}}, None),
        ({"kind": "kein", "handover": {"a": "x"}}, ("hint", "/outcomes/1/handover")),
    ],
)
def test_an_outcome_must_lead_somewhere(own: Node, finds: tuple[str, str] | None) -> None:
    form = changed(KLAERUNG, lambda form: form["outcomes"][1].update(own))
    assert brief(found(form)) == ([finds] if finds else [])


def test_outcomes_have_names_of_their_own() -> None:
    form = changed(KLAERUNG, lambda form: form["outcomes"][3].update(id="u"))
    assert ("error", "/outcomes/3/id") in brief(found(form))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"persona": "P9"}, "/persona"),
        ({"base": "weg"}, "/base"),
        ({"answers": {"a": "ja", "weg": 1}}, "/answers/weg"),
        ({"change": {"/weg": 1}}, "/change/~1weg"),
        ({"change": {"a": 1}}, "/change/a"),
        ({"remove": ["/a/tief"]}, "/remove/0"),
        ({"files": {"weg.jpg": {}}}, "/files/weg.jpg"),
        ({"expect": {"pages": ["drei"]}}, "/expect/pages/0"),
        ({"expect": {"errors": {"/weg": "pflicht"}}}, "/expect/errors/~1weg"),
        ({"expect": {"errors": {"/a": "pflcht"}}}, "/expect/errors/~1a"),
        ({"expect": {"errors": {"/a": "regel:R9"}}}, "/expect/errors/~1a"),
        ({"expect": {"values": {"weg": 1}}}, "/expect/values/weg"),
        ({"expect": {"messages": ["N"]}}, "/expect/messages/0"),
        ({"expect": {"hints": ["R9"]}}, "/expect/hints/0"),
        ({"expect": {"outcome": "weg"}}, "/expect/outcome"),
        ({"expect": {"pages": ["eins"]}}, "/expect"),
        ({"expect": {"values": {"a": "nein"}}}, "/expect"),
        ({"expect": {"errors": {"/a": "pflicht"}}}, "/expect"),
        ({"expect": []}, "/expect"),
        ({"files": []}, "/files"),
        ({"id": 5}, "/id"),
    ],
)
def test_what_a_case_says_must_be_true(change: Node, place: str) -> None:
    cases = changed(CASES, lambda cases: cases["cases"][0].update(change))
    findings = found(FORM, cases)
    assert [(finding.level, finding.part, finding.place) for finding in findings] == [
        ("error", "cases", f"/cases/0{place}")
    ]


def test_two_cases_of_one_name_are_an_error() -> None:
    cases = changed(CASES, lambda cases: cases["cases"].append(cases["cases"][0]))
    assert brief(found(FORM, cases)) == [("error", "/cases/1")]


def test_a_task_must_begin_somewhere_and_belong_to_a_case() -> None:
    cases = CASES | {"tasks": [{"id": "A", "case": "weg", "start": "nirgends"}]}
    assert brief(found(FORM, cases)) == [("error", "/tasks/0/case"), ("error", "/tasks/0/start")]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"persona": "P9"}, "/persona"),
        ({"way": ["eins", "drei"]}, "/way/1"),
        ({"slips": {"/weg": 1}}, "/slips/~1weg"),
        ({"expect": {"values": {"weg": 1}}}, "/expect/values/weg"),
        ({"success": {"end": "ergebnis:antrag"}}, "/success/end"),
        ({"success": {"end": "eingang", "words": "viele"}}, "/success/words"),
        ({"success": {"end": "eingang", "wort": 3}}, "/success/wort"),
        ({"success": {"words": 3}}, "/success"),
        ({"text": "So hieß das Ziel früher."}, "/text"),
        ({"case": None, "success": {"end": "eingang"}}, ""),
    ],
)
def test_what_a_task_names_must_be_there(change: Node, place: str) -> None:
    task = {"id": "A", "case": CASES["cases"][0]["id"], "way": ["eins"], "success": {"end": "eingang", "words": 9}}
    cases = CASES | {"tasks": [{key: value for key, value in {**task, **change}.items() if value is not None}]}
    assert brief(found(FORM, cases)) == [("error", f"/tasks/0{place}")]


def test_a_task_cannot_rest_on_what_comes_from_outside() -> None:
    cases = changed(CASES, lambda cases: cases["cases"][0].update(environment={"vertrauensniveau": 3}))
    task = {"id": "A", "case": CASES["cases"][0]["id"], "success": {"end": "eingang"}}
    assert ("error", "/tasks/0/case") in brief(found(FORM, cases | {"tasks": [task]}))


def test_two_tasks_of_one_name_are_an_error() -> None:
    assert brief(found(FORM, CASES | {"tasks": [{"id": "A"}, {"id": "A"}]})) == [("error", "/tasks/1")]


@pytest.mark.parametrize("now", [None, 5, "morgen"])
def test_cases_need_a_time(now: Any) -> None:
    assert [finding.level for finding in found(FORM, CASES | {"now": now})] == ["error"]


def test_a_page_that_no_case_visits_is_a_hint() -> None:
    rule = {"effect": "HIDE", "condition": leaf("a", const="ja")}
    form = changed(FORM, lambda form: form["uischema"]["elements"][1].update(rule=rule))
    cases = changed(CASES, lambda cases: cases["cases"][0].pop("expect"))
    assert brief(found(form, cases)) == [("hint", "/uischema/elements/1")]


def test_a_definition_without_cases_is_a_hint() -> None:
    findings = lint(Bundle("antrag", FORM), TYPES, TODAY, {})
    assert [(finding.level, finding.part) for finding in findings] == [("hint", "cases")]


def test_cases_are_played_on_their_own_day() -> None:
    day = {"type": "string", "format": "date", "formatMinimum": "@heute"}
    form = changed(FORM, lambda form: form["schema"]["properties"].update(a=day))
    cases = changed(CASES, lambda cases: cases["cases"][0]["answers"].update(a="2026-11-23"))
    later = lint(Bundle("antrag", form, cases), TYPES, datetime.date(2030, 1, 1), {})
    assert later == []


def test_a_file_of_unknown_kind_must_be_explained() -> None:
    files = {"type": "array", "items": {"type": "object", "properties": {"mimeType": {"enum": ["image/png"]}}}}
    form = changed(FORM, lambda form: form["schema"]["properties"].update(f=files))
    form["uischema"]["elements"][0]["elements"].append(question("f", options={"type": "file"}))
    cases = changed(CASES, lambda cases: cases["cases"][0]["answers"].update(f=["bild.xyz"]))
    assert ("error", "/cases/0") in brief(found(form, cases))
    cases["cases"][0]["files"] = {"bild.xyz": {"mimeType": "image/png"}}
    assert found(form, cases) == []


@pytest.mark.parametrize(
    ("token", "finds"),
    [
        ("email", False),
        ("off", False),
        ("section-eltern shipping street-address", False),
        ("work tel", False),
        ("family-name webauthn", False),
        ("stadt", True),
        ("work family-name", True),
        ("email tel", True),
        ("off email", True),
    ],
)
def test_only_what_browsers_understand_may_be_filled_in(token: str, finds: bool) -> None:
    own = {"options": {"type": "text", "autocomplete": token}}
    form = changed(FORM, lambda form: form["uischema"]["elements"][0]["elements"][0].update(own))
    place = "/uischema/elements/0/elements/0/options/autocomplete"
    assert brief(found(form)) == ([("hint", place)] if finds else [])


def test_two_questions_of_one_page_that_read_alike_are_hints_unless_a_group_tells_them_apart() -> None:
    def twice(form: Node) -> None:
        form["schema"]["properties"]["c"] = {"type": "string"}
        form["uischema"]["elements"][0]["elements"] = [question("a", label="Name"), question("c", label="name ")]

    form = changed(FORM, twice)
    assert brief(found(form)) == [("hint", f"/uischema/elements/0/elements/{place}") for place in (0, 1)]
    elements = form["uischema"]["elements"][0]["elements"]
    elements[1] = {"type": "Group", "id": "g", "label": "Vertretung", "elements": [elements[1]]}
    assert brief(found(form)) == []


def test_a_question_without_words_is_a_hint() -> None:
    form = changed(FORM, lambda form: form["uischema"]["elements"][0]["elements"][0].update(label=" "))
    assert brief(found(form)) == [("hint", "/uischema/elements/0/elements/0")]
