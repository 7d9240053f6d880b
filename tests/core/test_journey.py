"""The journey: what is visible, demanded and wrong; what settles and what a step sees."""

import datetime
from typing import Any

import pytest

from formengine.core.journey import Snapshot, page_nodes, step, walk
from formengine.core.settling import Context, settle
from formengine.core.submission import derive
from formengine.core.validation import Judge
from tests.core.forms import CONTEXT, calculated, codes, compiled, control, errors, form, leaf, page, show, travel

TEXT = {"type": "string"}
YES = leaf("a", {"const": "ja"})


def one(*elements: Any, required: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """A form of one page with answers of all kinds."""
    boxes = {name: {"type": "boolean"} for name in ("frei", "z", *(f"f{i}" for i in range(10)))}
    inner = {"type": "object", "properties": {"x": TEXT}}
    group = {"type": "object", "properties": {"x": TEXT, "y": TEXT, "p": inner} | boxes, "required": ["x", "p"]}
    rows = {
        "type": "array",
        "items": {"type": "object", "properties": {"x": TEXT, "n": {"type": "integer"}}, "required": ["x"]},
    }
    properties = {"a": TEXT, "b": TEXT, "c": TEXT, "n": {"type": "integer"}, "g": group, "liste": rows}
    properties["k"] = {"type": "number"}
    return form(properties, page("s", *elements), required=required, **more)


def rows(*elements: Any, **more: Any) -> dict[str, Any]:
    """A list with questions."""
    return control(
        "liste", options={"type": "list", "detail": {"type": "VerticalLayout", "elements": list(elements)}}, **more
    )


EFFECTS: list[tuple[str, Any, bool]] = [
    *(("SHOW", "ja", True), ("SHOW", "nein", False), ("SHOW", None, False)),
    *(("HIDE", "ja", False), ("HIDE", "nein", True), ("HIDE", None, True)),
    *(("FORBID", "ja", False), ("FORBID", "nein", True)),
]


@pytest.mark.parametrize(("effect", "answer", "visible"), EFFECTS)
def test_an_effect_decides_whether_an_answer_is_part_of_the_document(effect: str, answer: Any, visible: bool) -> None:
    content = one(control("a"), control("b", rule={"effect": effect, "condition": YES}))
    answers = {"b": "x"} | ({"a": answer} if answer else {})
    assert ("b" in travel(content, answers).document) == visible


def test_all_shows_must_hold_and_no_hide_may() -> None:
    effects = [show(YES), show(leaf("c", True)), {"effect": "HIDE", "condition": leaf("c", {"const": "weg"})}]
    content = one(control("a"), control("c"), control("b", rule=effects))
    found = [
        "b" in travel(content, {"a": a, "c": c, "b": "x"}).document
        for a, c in [("ja", "x"), ("nein", "x"), ("ja", "weg")]
    ]
    assert found == [True, False, False]


def test_what_is_hidden_with_its_group_is_hidden_however_deep() -> None:
    group = {
        "type": "Group",
        "id": "aussen",
        "rule": show(YES),
        "elements": [{"type": "Group", "id": "innen", "elements": [control("b")]}],
    }
    content = one(control("a"), group)
    assert travel(content, {"a": "nein", "b": "x"}).document == {"a": "nein"}


def test_a_hidden_answer_counts_as_absent_for_everything_after_it() -> None:
    content = one(
        control("a"),
        control("b", rule=show(YES)),
        control("c", rule=show(leaf("b", {"const": "x"}))),
        calculated("n", {"length": {"value": "#/properties/c"}}),
    )
    assert travel(content, {"a": "nein", "b": "x", "c": "y"}).document == {"a": "nein"}
    assert travel(content, {"a": "ja", "b": "x", "c": "y"}).document == {"a": "ja", "b": "x", "c": "y", "n": 1}


@pytest.mark.parametrize(("answer", "found"), [("ja", {"/b": "pflicht"}), ("nein", {})])
def test_required_means_only_where_visible(answer: str, found: dict[str, str]) -> None:
    content = one(control("a"), control("b", rule=show(YES)), required=("b",))
    assert codes(travel(content, {"a": answer})) == found


@pytest.mark.parametrize(("answer", "found"), [("ja", {"/b": "pflicht"}), ("nein", {})])
def test_require_demands_where_its_condition_holds(answer: str, found: dict[str, str]) -> None:
    content = one(control("a"), control("b", rule={"effect": "REQUIRE", "condition": YES}))
    assert codes(travel(content, {"a": answer})) == found


def test_a_disabled_answer_is_kept_and_not_demanded() -> None:
    content = one(control("a"), control("b", rule={"effect": "DISABLE", "condition": YES}), required=("b",))
    assert codes(travel(content, {"a": "ja"})) == {}
    assert travel(content, {"a": "ja", "b": "x"}).document == {"a": "ja", "b": "x"}
    assert codes(travel(content, {"a": "nein"})) == {"/b": "pflicht"}


def test_a_disabled_list_lifts_what_its_items_demand() -> None:
    content = one(control("a"), rows(control("x"), rule={"effect": "ENABLE", "condition": YES}))
    found = [codes(travel(content, {"a": answer, "liste": [{}]})) for answer in ("ja", "nein")]
    assert found == [{"/liste/0/x": "pflicht"}, {}]


def test_an_optional_group_demands_only_when_begun() -> None:
    content = one(control("g/x"), control("g/y"))
    assert codes(travel(content, {})) == {}
    assert travel(content, {"g": {}}).document == {}
    assert codes(travel(content, {"g": {"y": "1"}})) == {"/g/x": "pflicht"}


def test_a_required_group_is_there_even_empty_so_that_errors_stand_at_its_fields() -> None:
    content = one(control("g/x"), control("g/y"), required=("g",))
    journey = travel(content, {})
    assert journey.document == {"g": {}}
    assert codes(journey) == {"/g/x": "pflicht"}


def test_a_look_at_a_group_sees_it_as_it_settles() -> None:
    outside = control("b", rule=show(leaf("g", {"type": "object"})))
    filled = {"g": {"frei": False}, "b": "x"}
    box = control("g/frei", options={"type": "confirm"})
    assert travel(one(outside, box, required=("g",)), {"b": "x"}).document == {"g": {}, "b": "x"}
    assert travel(one(outside, box), filled).document == {}


def test_a_required_group_of_which_nothing_is_visible_is_not_there() -> None:
    content = one(control("a"), control("g/x", rule=show(YES)), required=("g",))
    assert travel(content, {"a": "nein", "g": {"x": "1"}}).document == {"a": "nein"}


@pytest.mark.parametrize(("type_", "document"), [("confirm", {}), ("yes-no", {"g": {"frei": False}})])
def test_an_unchecked_box_is_no_answer_but_a_no_is_one(type_: str, document: dict[str, Any]) -> None:
    content = one(control("g/frei", options={"type": type_}))
    assert travel(content, {"g": {"frei": False}}).document == document


def test_an_unticked_box_reads_as_no_although_its_group_falls_away() -> None:
    outside = control("b", rule=show(leaf("g/frei", {"const": False})))
    content = one(control("g/frei", options={"type": "confirm"}), control("g/x"), outside)
    assert travel(content, {"g": {"frei": False}, "b": "x"}).document == {"b": "x"}
    assert travel(content, {"g": {"frei": True}, "b": "x"}).document == {"g": {"frei": True}}


def test_a_hidden_box_is_absent_also_where_its_group_falls_away() -> None:
    box = control("g/frei", options={"type": "confirm"}, rule=show(YES))
    content = one(control("a"), box, control("b", rule=show(leaf("g/frei", {"const": False}))))
    assert travel(content, {"a": "nein", "g": {"frei": False}, "b": "x"}).document == {"a": "nein"}
    assert travel(content, {"a": "ja", "g": {"frei": False}, "b": "x"}).document == {"a": "ja", "b": "x"}


FALLING = {
    "a box": (control("g/frei", options={"type": "confirm"}), leaf("g/frei", {"const": False})),
    "a box without failWhenUndefined": (
        control("g/frei", options={"type": "confirm"}),
        leaf("g/frei", {"not": {"const": False}}, failWhenUndefined=False),
    ),
    "a required group": (control("g/p/x"), leaf("g/p", {"type": "object"})),
    "a chain of boxes": (
        {
            "type": "Group",
            "id": "kette",
            "elements": [
                control("g/frei", options={"type": "confirm"}),
                control("g/z", options={"type": "confirm"}, rule=show(leaf("g/frei", {"const": False}))),
            ],
        },
        leaf("g/z", {"const": False}),
    ),
    "a calculation": (
        control("g/frei", options={"type": "confirm"}),
        {"type": "NOT", "conditions": [leaf("k", {"const": 3})]},
    ),
}


@pytest.mark.parametrize("effect", ["HIDE", "SHOW", "DISABLE"])
@pytest.mark.parametrize("name", FALLING)
def test_settling_twice_changes_nothing_where_a_group_falls_away(name: str, effect: str) -> None:
    asked, condition = FALLING[name]
    tree = {"case": [[{"equals": [{"value": "#/properties/g/properties/frei"}, False]}, 3], 4]}
    more = [calculated("k", tree, display=False)] if name == "a calculation" else []
    rules = [{"effect": effect, "condition": condition}, {"effect": "REQUIRE", "condition": leaf("a", True)}]
    content = one(control("a"), asked, *more, control("g/x", rule=rules), required=("a",))
    definition, answers = compiled(content), {"a": "ja", "g": {"frei": False, "z": False}}
    journey = walk(definition, answers, CONTEXT)
    again = walk(definition, journey.document, CONTEXT)
    assert (again.document, codes(again)) == (journey.document, codes(journey))
    assert Judge(derive(definition)).ok(journey.document) == (not journey.mistakes)


def test_a_condition_on_more_boxes_of_optional_groups_than_anybody_follows_is_refused() -> None:
    two = ({"const": False}, {"not": {"const": True}})
    no = [{"type": "AND", "conditions": [leaf(f"g/f{i}", asked) for asked in two]} for i in range(9)]
    boxes = [control("g/f0", options={"type": "confirm"})]
    boxes += [control(f"g/f{i + 1}", options={"type": "confirm"}, rule=show(no[i])) for i in range(9)]
    message = "Die Bedingung hängt an zu vielen Häkchen in freiwilligen Gruppen."
    assert message in [found for _, found in errors(one(*boxes))]


@pytest.mark.parametrize("empty", ["", None, []])
def test_what_is_empty_is_absent(empty: Any) -> None:
    journey = travel(one(control("a"), rows(control("x")), required=("a",)), {"a": empty, "liste": empty})
    assert journey.document == {}
    assert codes(journey) == {"/a": "pflicht"}


def test_an_added_item_stays_even_empty_and_keeps_only_an_id_that_is_a_text() -> None:
    content = one(rows(control("x")))
    answers = {"liste": [{"_id": "k7", "x": "1", "fremd": 2}, {"_id": 5}, {}, "kein Objekt"]}
    assert travel(content, answers).document == {"liste": [{"_id": "k7", "x": "1"}, {}, {}]}


def test_unknown_answers_are_not_part_of_the_document() -> None:
    answers = {"a": "x", "b": "nicht gefragt", "fremd": 1, "__proto__": {"x": 1}, "_umgebung": {"stufe": "hoch"}}
    assert travel(one(control("a")), answers).document == {"a": "x"}


def test_in_an_item_a_condition_looks_at_the_item_or_from_root_at_the_document() -> None:
    inside = rows(
        control("n"), control("x", rule=[show(leaf("n", {"minimum": 5})), show(leaf("a", True, **{"from": "root"}))])
    )
    content = one(control("a"), inside)
    answers = {"liste": [{"n": 5, "x": "1"}, {"n": 4, "x": "2"}]}
    assert travel(content, answers | {"a": "da"}).document["liste"] == [{"n": 5, "x": "1"}, {"n": 4}]
    assert travel(content, answers).document["liste"] == [{"n": 5}, {"n": 4}]


def test_mistakes_of_items_carry_their_position() -> None:
    journey = travel(one(rows(control("x"), control("n"))), {"liste": [{"x": "1", "n": "viel"}, {"n": 2}]})
    assert [(one.element, one.indices, one.pointer, one.code) for one in journey.mistakes] == [
        ("x", (1,), "/liste/1/x", "pflicht"),
        ("n", (0,), "/liste/0/n", "format"),
    ]


def test_a_calculated_value_is_computed_whatever_was_posted() -> None:
    content = one(control("a"), calculated("n", {"length": {"value": "#/properties/a"}}))
    assert travel(content, {"a": "abc", "n": 99}).document == {"a": "abc", "n": 3}
    assert travel(content, {"n": 99}).document == {}


def test_a_proposal_may_be_changed() -> None:
    content = one(control("a"), calculated("n", {"length": {"value": "#/properties/a"}}, calcMode="proposal"))
    assert travel(content, {"a": "abc", "n": 99}).document == {"a": "abc", "n": 99}


RULE = {"id": "R1", "message": "Nein.", "at": ["b"], "when": YES, "require": leaf("b", {"const": "x"})}


def test_a_rule_over_several_answers_stands_at_its_question() -> None:
    content = one(control("a"), control("b"), rules=[RULE])
    journey = travel(content, {"a": "ja", "b": "y"})
    assert [(one.pointer, one.code, one.message) for one in journey.mistakes] == [("/b", "regel:R1", "Nein.")]
    assert codes(travel(content, {"a": "ja", "b": "x"})) == codes(travel(content, {"a": "nein", "b": "y"})) == {}


def test_a_hint_does_not_keep_anybody_from_going_on() -> None:
    journey = travel(one(control("a"), control("b"), rules=[RULE | {"severity": "hint"}]), {"a": "ja"})
    assert journey.complete
    assert [hint.code for hint in journey.hints] == ["regel:R1"]


def test_a_rule_at_hidden_questions_is_silent_and_otherwise_stands_at_the_first_visible_one() -> None:
    hidden = control("c", rule=show(leaf("a", {"const": "nie"})))
    content = one(control("a"), hidden, control("b"), rules=[RULE | {"at": ["c", "b"]}])
    assert codes(travel(content, {"a": "ja"})) == {"/b": "regel:R1"}
    content = one(control("a"), hidden, control("b"), rules=[RULE | {"at": ["c"]}])
    assert codes(travel(content, {"a": "ja"})) == {}


def test_a_rule_for_each_item_stands_at_the_item() -> None:
    rule = {"id": "R2", "message": "Nein.", "at": ["n"], "each": "liste", "require": leaf("n", {"minimum": 5})}
    journey = travel(
        one(rows(control("x"), control("n")), rules=[rule]), {"liste": [{"x": "1", "n": 5}, {"x": "2", "n": 4}]}
    )
    assert codes(journey) == {"/liste/1/n": "regel:R2"}


def test_a_rule_may_compare_answers_through_a_value_that_nobody_sees() -> None:
    less = calculated("n", {"length": {"value": "#/properties/a"}}, display=False)
    rule = {"id": "R3", "message": "Nein.", "at": ["a"], "require": leaf("n", {"maximum": 3})}
    content = one(control("a"), less, rules=[rule])
    assert [codes(travel(content, {"a": text})) for text in ("abc", "abcd")] == [{}, {"/a": "regel:R3"}]


def three(**more: Any) -> dict[str, Any]:
    """Three pages; the second is there only for some."""
    return form(
        {"a": TEXT, "b": TEXT, "c": TEXT},
        page("s", control("a")),
        page("t", control("b"), rule=show(YES)),
        page("u", control("c")),
        required=("a", "b", "c"),
        **more,
    )


def test_a_page_on_which_everything_is_hidden_is_not_on_the_path() -> None:
    hidden = page("t", control("b", rule=show(YES)), calculated("c", "x", display=False))
    content = form({"a": TEXT, "b": TEXT, "c": TEXT}, page("s", control("a")), hidden)
    assert [[each.id for each in travel(content, {"a": a}).path] for a in ("ja", "nein")] == [["s", "t"], ["s"]]


def test_a_page_of_values_that_nobody_sees_appears_when_one_of_them_is_wrong() -> None:
    sums = page("t", calculated("n", {"length": {"value": "#/properties/a"}}, display=False))
    content = form({"a": TEXT, "n": {"type": "integer", "maximum": 3}}, page("s", control("a")), sums)
    assert [len(travel(content, {"a": text}).path) for text in ("abc", "abcd")] == [1, 2]
    assert not travel(content, {"a": "abcd"}).complete


def test_open_pages_are_never_complete() -> None:
    definition, answers = compiled(three()), {"a": "nein", "c": "x"}
    assert walk(definition, answers, CONTEXT).complete
    assert walk(definition, answers, CONTEXT, {"t"}).complete
    assert not walk(definition, answers, CONTEXT, {"u"}).complete


def test_a_step_knows_its_neighbours() -> None:
    definition = compiled(three())
    answers: dict[str, Any] = {"s": {"a": "nein"}, "t": {"b": "alt"}, "u": {}}
    first, second, third = (step(definition, Snapshot(answers), each, CONTEXT) for each in definition.pages)
    assert (first.number, first.previous, first.next) == (1, None, definition.pages[2])
    assert (second.number, second.previous, second.next, second.reachable) == (0, None, None, False)
    assert (third.number, third.previous, third.next, third.reachable) == (2, definition.pages[0], None, True)
    assert not third.complete


def test_a_page_is_reachable_once_all_before_it_are_done() -> None:
    definition = compiled(three())
    last = definition.pages[2]
    found = [
        step(definition, Snapshot(answers, open_pages), last, CONTEXT).reachable
        for answers, open_pages in [
            ({}, ()),
            ({"s": {"a": "nein"}}, ()),
            ({"s": {"a": "ja"}}, ()),
            ({"s": {"a": "nein"}}, {"s"}),
        ]
    ]
    assert found == [False, True, False, False]


def test_a_step_settles_only_what_its_page_needs() -> None:
    pages = [page(f"s{i}", control(f"a{i}")) for i in range(20)]
    pages[19]["elements"][0]["rule"] = show(leaf("a3", {"const": "ja"}))
    definition = compiled(form({f"a{i}": TEXT for i in range(20)}, *pages))
    assert [node.key for node in page_nodes(definition, definition.pages[19])] == ["s3", "s19", "a3", "a19"]
    assert definition.plans["s3"].readers == {"s3", "s19"}


def test_the_environment_is_part_of_the_document_and_of_conditions() -> None:
    high = leaf("_umgebung/stufe", {"const": "hoch"})
    definition = compiled(one(control("a", rule=show(high))))
    context = Context(CONTEXT.now, {"stufe": "hoch"})
    assert settle(definition, {"a": "x"}, context).document == {"_umgebung": {"stufe": "hoch"}, "a": "x"}
    assert settle(definition, {"a": "x"}, CONTEXT).document == {}


def test_the_time_comes_from_the_context() -> None:
    definition = compiled(one(calculated("a", {"today": True})))
    later = Context(CONTEXT.now + datetime.timedelta(days=1))
    assert [walk(definition, {}, context).document["a"] for context in (CONTEXT, later)] == ["2026-11-23", "2026-11-24"]


def test_pages_and_their_paths_are_found() -> None:
    definition = compiled(three())
    found = definition.page("t")
    assert found is definition.page_by_id("t")
    assert definition.page("nix") is None
    with pytest.raises(KeyError):
        definition.page_by_id("nix")
