"""Structures and raw conditions of any shape, for laws."""

from typing import Any

from hypothesis import strategies as st

from builder.logic.sentences import GROUPS, OPERATORS, Group, Leaf, Named, Not, Term

NAMES = st.sampled_from(["a", "b", "kurz", "mit leer", "Ä"])
SCALARS = st.one_of(st.booleans(), st.integers(-5, 5), st.sampled_from(["", "x", "@heute-16j", "2026-11-23"]))


@st.composite
def leaves(draw: st.DrawFn) -> Leaf:
    """Any leaf that the editor can make."""
    operator = draw(st.sampled_from(sorted(OPERATORS)))
    shape = OPERATORS[operator]
    valued = bool(shape.keyword) and shape.fixed is None
    many = operator.endswith("one_of") or operator == "none_of"
    value = draw(st.lists(SCALARS, max_size=3) if many else SCALARS) if valued else None
    parameter = draw(st.sampled_from(["", "grenze"])) if valued else ""
    dress = draw(st.sampled_from([(), (("type", "integer"),), (("format", "date"),)]))
    entry = draw(st.sampled_from(["", "art"]))
    return Leaf(f"#/properties/{draw(NAMES)}", operator, value, draw(st.booleans()), entry, parameter, dress)


def terms() -> st.SearchStrategy[Term]:
    """Any structure, without what is kept."""
    names: st.SearchStrategy[Term] = st.builds(Named, st.sampled_from(["eins", "zwei"]))
    return st.recursive(
        st.one_of(leaves(), names),
        lambda inner: st.one_of(
            st.builds(Not, inner), st.builds(Group, st.sampled_from(GROUPS), st.lists(inner, max_size=3).map(tuple))
        ),
        max_leaves=6,
    )


SCHEMAS: st.SearchStrategy[Any] = st.one_of(
    st.booleans(),
    st.fixed_dictionaries(
        {},
        optional={
            "const": SCALARS,
            "enum": st.lists(SCALARS, max_size=2),
            "minimum": st.integers(0, 3),
            "type": st.sampled_from(["string", "integer"]),
            "pattern": st.just("a+"),
            "not": st.just({"const": "x"}),
            "contains": st.sampled_from([{"const": 1}, {"required": ["nachreichen"]}, {"properties": {"a": {}}}, True]),
            "x-param": st.sampled_from([{"minimum": "grenze"}, {"maximum": "grenze", "minimum": "grenze"}, "falsch"]),
        },
    ),
)
LEAF_NODES: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {"scope": st.sampled_from(["#/properties/a", "#"]), "schema": SCHEMAS},
    optional={
        "failWhenUndefined": st.booleans(),
        "from": st.sampled_from(["root", "item"]),
        "type": st.just("LEAF"),
        "expectedValue": SCALARS,
    },
)


def nodes() -> st.SearchStrategy[Any]:
    """Raw conditions, sound and otherwise."""
    odd = st.sampled_from([None, 3, {}, {"$ref": "#/definitions/x"}, {"$ref": "#/conditions/x", "more": 1}])
    return st.recursive(
        st.one_of(LEAF_NODES, odd, st.just({"$ref": "#/conditions/eins"})),
        lambda inner: st.fixed_dictionaries(
            {"type": st.sampled_from(["AND", "OR", "XOR", "NOT", "NAND"]), "conditions": st.lists(inner, max_size=3)}
        ),
        max_leaves=6,
    )
