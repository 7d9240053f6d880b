"""Calculated values: every operator, absent operands, exact decimals, the budget, and what is refused."""

import contextlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formengine.core.calc import CalcError, Calculation, Scene, compile_calc, to_json
from formengine.core.calctree import BUDGET
from formengine.core.operators import OPERATORS
from formengine.core.pointer import MISSING
from tests.core.forms import NOW, leaf

NOTHING: dict[str, Any] = {}
PARAMETERS = {"satz": 5, "amt": {"a": "Amt A", "b": {"x": "Amt BX"}}, "fest": "2026-01-01"}
DOCUMENT = {
    "n": 3,
    "m": 4.35,
    "text": "abc",
    "tag": "2026-11-23",
    "alt": "1990-11-24",
    "ja": True,
    "wahl": "a",
    "liste": [{"n": 1, "an": True}, {"n": 2.5}, {"an": True}],
    "zahlen": [{"n": 4}, {"n": 2}],
    "leer": [],
}
ABSENT = {"value": "#/properties/nichts"}
ON = leaf("an", {"const": True})


def value(name: str) -> dict[str, str]:
    """An answer as operand."""
    return {"value": f"#/properties/{name}"}


def items(name: str, **more: Any) -> dict[str, Any]:
    """The items of a list as operand."""
    return {"of": f"#/properties/{name}"} | more


def calculation(tree: Any) -> Calculation:
    """The compiled tree."""
    return compile_calc(tree, {"istA": leaf("wahl", {"const": "a"})}.__getitem__, PARAMETERS)


def result(tree: Any, document: Any = DOCUMENT) -> Any:
    """What a tree gives."""
    return calculation(tree)(Scene(document, None, NOW, {"stufe": "hoch"}))


RESULTS: list[tuple[str, Any, Any]] = [
    ("value", value("n"), 3),
    ("value", {"value": {"scope": "#/properties/n", "from": "root"}}, 3),
    ("value", ABSENT, MISSING),
    ("param", {"param": "satz"}, 5),
    ("env", {"env": "stufe"}, "hoch"),
    ("env", {"env": "nichts"}, MISSING),
    ("now", {"now": True}, "2026-11-23T09:15+00:00"),
    ("today", {"today": True}, "2026-11-23"),
    ("sum", {"sum": [value("n"), value("m"), 1]}, 8.35),
    ("sum", {"sum": [value("n"), ABSENT]}, 3),
    ("sum", {"sum": []}, 0),
    ("sum", {"sum": [value("text"), 1]}, MISSING),
    ("sum", {"sum": items("liste", value=value("n"))}, 3.5),
    ("sum", {"sum": items("liste", value=value("n"), where=ON)}, 1),
    ("sum", {"sum": items("nichts", value=value("n"))}, 0),
    ("product", {"product": [value("n"), value("m")]}, 13.05),
    ("product", {"product": [value("n"), ABSENT]}, MISSING),
    ("product", {"product": items("zahlen", value=value("n"))}, 8),
    ("product", {"product": items("liste", value=value("n"))}, MISSING),
    ("difference", {"difference": [value("m"), value("n")]}, 1.35),
    ("difference", {"difference": [ABSENT, 1]}, MISSING),
    ("quotient", {"quotient": [1, 4]}, 0.25),
    ("quotient", {"quotient": [1, 0]}, MISSING),
    ("quotient", {"quotient": [1, ABSENT]}, MISSING),
    ("round", {"round": {"quotient": [2, 3]}}, 0.67),
    ("round", {"round": 2.675}, 2.68),
    ("round", {"round": -2.675}, -2.68),
    ("round", {"round": {"value": 2.5, "digits": 0}}, 3),
    ("round", {"round": {"value": 1234, "digits": -2}}, 1200),
    ("round", {"round": {"value": 2.671, "mode": "up"}}, 2.68),
    ("round", {"round": {"value": 2.679, "mode": "down"}}, 2.67),
    ("round", {"round": {"value": "#/properties/m"}}, 4.35),
    ("round", {"round": ABSENT}, MISSING),
    ("min", {"min": [value("n"), value("m")]}, 3),
    ("min", {"min": [value("n"), ABSENT]}, MISSING),
    ("min", {"min": items("zahlen", value=value("n"))}, 2),
    ("min", {"min": items("leer", value=value("n"))}, MISSING),
    ("max", {"max": items("zahlen", value=value("n"))}, 4),
    ("max", {"max": [value("text"), 1]}, MISSING),
    ("count", {"count": items("liste")}, 3),
    ("count", {"count": "#/properties/liste"}, 3),
    ("count", {"count": items("liste", where=ON)}, 2),
    ("count", {"count": items("nichts")}, 0),
    ("any", {"any": items("liste", where=ON)}, True),
    ("any", {"any": items("nichts", where=ON)}, False),
    ("all", {"all": items("liste", where=ON)}, False),
    ("all", {"all": items("zahlen", where=leaf("n", {"minimum": 2}))}, True),
    ("all", {"all": items("nichts", where=ON)}, True),
    ("if", {"if": [leaf("wahl", {"const": "a"}), "ja", "nein"]}, "ja"),
    ("if", {"if": [{"$ref": "#/conditions/istA"}, value("n"), ABSENT]}, 3),
    ("if", {"if": [{"less": [ABSENT, 1]}, "ja", "nein"]}, "nein"),
    ("case", {"case": [[leaf("wahl", {"const": "b"}), 1], [value("ja"), 2], 3]}, 2),
    ("case", {"case": [[leaf("wahl", {"const": "b"}), 1], 3]}, 3),
    ("case", {"case": [[leaf("wahl", {"const": "b"}), 1]]}, MISSING),
    ("case", {"case": []}, MISSING),
    ("lookup", {"lookup": {"param": "amt", "key": value("wahl")}}, "Amt A"),
    ("lookup", {"lookup": {"param": "amt", "keys": ["b", "x"]}}, "Amt BX"),
    ("lookup", {"lookup": {"param": "amt", "key": "c"}}, MISSING),
    ("lookup", {"lookup": {"param": "amt", "key": ABSENT}}, MISSING),
    ("lookup", {"lookup": {"param": "satz", "key": "a"}}, MISSING),
    ("age", {"age": value("alt")}, 35),
    ("age", {"age": [value("alt"), "2026-11-24"]}, 36),
    ("age", {"age": value("text")}, MISSING),
    ("days", {"days": ["2026-11-23", "2026-12-01"]}, 8),
    ("days", {"days": ["2026-12-01", value("tag")]}, -8),
    ("days", {"days": [ABSENT, value("tag")]}, MISSING),
    ("months", {"months": ["2026-01-31", "2026-03-30"]}, 1),
    ("date", {"date": [2024, 2, 29]}, "2024-02-29"),
    ("date", {"date": [2026, 2, 29]}, MISSING),
    ("date", {"date": [2026, ABSENT, 1]}, MISSING),
    ("date", {"date": [10**18, 1, 1]}, MISSING),
    ("add", {"add": ["2026-01-31", 1, "months"]}, "2026-02-28"),
    ("add", {"add": [value("tag"), -1, "years"]}, "2025-11-23"),
    ("add", {"add": [value("tag"), 2, "weeks"]}, "2026-12-07"),
    ("add", {"add": [value("tag"), 1, "days"]}, "2026-11-24"),
    ("add", {"add": [value("tag"), 1, "eons"]}, MISSING),
    ("add", {"add": [value("tag"), 10**18, "days"]}, MISSING),
    ("add", {"add": [value("tag"), 8000, "years"]}, MISSING),
    ("overlaps", {"overlaps": ["2026-02-01", "2026-03-01", ["03-01", "09-30"]]}, True),
    ("overlaps", {"overlaps": ["2026-10-01", "2027-02-28", ["03-01", "09-30"]]}, False),
    ("overlaps", {"overlaps": ["2026-12-31", "2026-12-31", ["10-01", "02-28"]]}, True),
    ("overlaps", {"overlaps": ["2026-03-02", "2026-03-01", ["03-01", "09-30"]]}, False),
    ("overlaps", {"overlaps": [ABSENT, "2026-03-01", ["03-01", "09-30"]]}, MISSING),
    ("length", {"length": value("text")}, 3),
    ("length", {"length": value("liste")}, 3),
    ("length", {"length": value("n")}, MISSING),
    ("equals", {"equals": [value("n"), 3.0]}, True),
    ("equals", {"equals": [value("ja"), 1]}, False),
    ("equals", {"equals": [value("text"), "abc"]}, True),
    ("equals", {"equals": [value("text"), ABSENT]}, MISSING),
    ("less", {"less": [value("n"), value("m")]}, True),
    ("less", {"less": [value("tag"), "2026-11-24"]}, True),
    ("less", {"less": [value("tag"), 5]}, MISSING),
]


@pytest.mark.parametrize(("operator", "tree", "expected"), RESULTS)
def test_an_operator_gives(operator: str, tree: Any, expected: Any) -> None:
    found = result(tree)
    assert (found, type(found)) == (expected, type(expected))


def test_every_operator_is_tried() -> None:
    assert {operator for operator, _, _ in RESULTS} == set(OPERATORS)


def test_sums_of_cents_are_exact() -> None:
    document = {"liste": [{"n": 19.99}] * 500}
    assert result({"sum": items("liste", value=value("n"))}, document) == 9995
    assert result({"sum": [0.1, 0.2]}) == 0.3
    assert result({"product": [4.35, 100]}) == 435


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 10_000_000), max_size=20))
def test_any_sum_of_cents_is_the_sum_in_cents(amounts: list[int]) -> None:
    tree = {"sum": [cents / 100 for cents in amounts]}
    assert result(tree) == to_json(sum(amounts)) / 100


@pytest.mark.parametrize(
    ("count", "absent"), [(BUDGET // 2 - 10, False), (BUDGET // 2 + 10, True)], ids=["within", "past"]
)
def test_past_the_budget_a_value_is_absent(count: int, absent: bool) -> None:
    document = {"liste": [{"n": 1}] * count}
    found = result({"sum": items("liste", value=value("n"))}, document)
    assert found == (MISSING if absent else count)


def test_constants_in_a_loop_count_as_well() -> None:
    tree = {"sum": items("liste", value={"sum": [1] * 100})}
    assert result(tree, {"liste": [{}] * 50}) == 5000
    assert result(tree, {"liste": [{}] * 500}) is MISSING


def test_a_list_in_a_list_spends_from_the_same_budget() -> None:
    inner = {"sum": {"of": {"scope": "#/properties/liste", "from": "root"}, "value": 1}}
    tree = {"sum": items("liste", value=inner)}
    assert result(tree, {"liste": [{}] * 50}) == 2500
    assert result(tree, {"liste": [{}] * 200}) is MISSING


def test_the_next_question_has_a_budget_of_its_own() -> None:
    calculate = calculation({"sum": items("liste", value=value("n"))})
    document = {"liste": [{"n": 1}] * 4000}
    assert [calculate(Scene(document, None, NOW, {})) for _ in range(3)] == [4000] * 3


@pytest.mark.parametrize(
    "tree",
    [
        {"product": [1e300] * 5000},
        {"difference": [{"product": [1e300] * 5000}, {"product": [1e300] * 5000}]},
        {"round": 1e300},
        {"add": ["2026-01-01", {"round": 1e300}, "days"]},
        {"date": [{"round": 1e300}, 1, 1]},
        {"min": [{"round": 1e300}, 1]},
        {"less": [{"round": 1e300}, 1]},
    ],
)
def test_what_has_no_value_is_absent_and_never_an_exception(tree: Any) -> None:
    assert result(tree) is MISSING


def test_an_item_sees_itself_and_from_root_the_document() -> None:
    tree = {"sum": [value("n"), {"value": {"scope": "#/properties/n", "from": "root"}}]}
    compiled = compile_calc(tree, NOTHING.__getitem__, {}, item=("liste", "*"))
    assert compiled(Scene(DOCUMENT, {"n": 40}, NOW, {})) == 43
    assert compiled.reads == {("liste", "*", "n"), ("n",)}


def test_a_calculation_notes_all_that_it_reads() -> None:
    tree = {"if": [leaf("wahl", True), {"sum": items("liste", value=value("n"), where=ON)}, {"length": value("text")}]}
    assert calculation(tree).reads == {("wahl",), ("liste",), ("liste", "*", "n"), ("liste", "*", "an"), ("text",)}


REFUSED: list[tuple[Any, str]] = [
    (None, ""),
    ([], ""),
    ({}, ""),
    ({"sum": [1], "min": [1]}, ""),
    ({"eval": "1"}, ""),
    ({"__class__": 1}, ""),
    ({"sum": 5}, "/sum"),
    ({"sum": [{"nix": 1}]}, "/sum/0"),
    ({"difference": [1]}, "/difference"),
    ({"quotient": [1, 2, 3]}, "/quotient"),
    ({"value": "nix"}, "/value"),
    ({"value": {"scope": 5}}, "/value"),
    ({"param": "nix"}, "/param"),
    ({"param": ["satz"]}, "/param"),
    ({"lookup": "amt"}, "/lookup"),
    ({"lookup": {"param": {}}}, "/lookup"),
    ({"lookup": {"param": "amt", "keys": 5}}, "/lookup/keys"),
    ({"round": {"value": 1, "mode": "banker"}}, "/round"),
    ({"round": {"value": 1, "digits": 10**9}}, "/round"),
    ({"round": {"value": 1, "mode": []}}, "/round"),
    ({"if": [True, 1]}, "/if"),
    ({"case": 5}, "/case"),
    ({"case": [5, [True, 1]]}, "/case/0"),
    ({"case": [[True]]}, "/case/0"),
    ({"overlaps": ["2026-01-01", "2026-01-02", ["03-01"]]}, "/overlaps"),
    ({"overlaps": ["2026-01-01", "2026-01-02", ["02-30", "03-01"]]}, "/overlaps"),
    ({"count": {"of": 5}}, "/count/of"),
    ({"count": items("liste", where={"type": "?"})}, "/count/where"),
    ({"if": [{"type": "NOT", "conditions": []}, 1, 2]}, "/if/0"),
    ({"if": [{"$ref": "#/conditions/nix"}, 1, 2]}, "/if/0"),
]


@pytest.mark.parametrize(("tree", "place"), REFUSED)
def test_what_is_no_calculation_is_refused_with_its_place(tree: Any, place: str) -> None:
    with pytest.raises(CalcError) as caught:
        calculation(tree)
    assert caught.value.place == place
    assert caught.value.mend


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "#/properties/n", "2026-11-23", "days"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*OPERATORS, "of", "where", "scope", "param", "key"]), inner, max_size=2)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(OPERATORS)), JSON)
def test_any_tree_is_refused_or_has_a_value(operator: str, argument: Any) -> None:
    for document in (DOCUMENT, {}):
        with contextlib.suppress(CalcError):
            result({operator: argument}, document)
