"""What the compiler finds: a fault names its place and the mend, and nothing that an author writes is an exception."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formengine.core.definition import compile_definition, read_definition
from formengine.core.journey import walk
from formengine.core.model import DefinitionError
from formengine.core.submission import derive
from formengine.fields import TYPES
from tests.core.forms import (
    CONTEXT,
    TODAY,
    bundle,
    calculated,
    compiled,
    control,
    errors,
    findings,
    form,
    leaf,
    page,
    show,
)
from tests.core.generators import SHARED, sample

TEXT = {"type": "string"}
ROWS = {"type": "array", "items": {"type": "object", "properties": {"x": TEXT, "y": TEXT}}}
P0, E0, E1 = "/uischema/elements/0", "/uischema/elements/0/elements/0", "/uischema/elements/0/elements/1"


def rows(*elements: Any, name: str = "liste", **more: Any) -> dict[str, Any]:
    """A list with questions."""
    detail = {"type": "VerticalLayout", "elements": list(elements)}
    return control(name, options={"type": "list", "detail": detail}, **more)


def one(*elements: Any, **more: Any) -> dict[str, Any]:
    """A form of one page with the answers a, b, g/x, liste."""
    properties = {
        "a": TEXT,
        "b": TEXT,
        "c": {"type": "boolean"},
        "g": {"type": "object", "properties": {"x": TEXT, "y": TEXT}},
        "liste": ROWS,
    }
    return form(properties, page("s", *elements), **more)


A = control("a")
RULE = {"id": "R1", "message": "Nein.", "at": ["a"], "require": leaf("a", {"const": "x"})}

FAULTS: list[tuple[str, Any, str, str]] = [
    ("a form that is no object", [], "", "hat die falsche Form"),
    ("no title", {"schema": {}, "uischema": {"elements": []}}, "/title", "„title“ fehlt"),
    ("no schema", {"title": "x", "uischema": {"elements": []}}, "/schema", "„schema“ fehlt"),
    ("no pages", {"title": "x", "schema": {}, "uischema": {}}, "/uischema", "„uischema“ braucht „elements“."),
    ("rules that are no list", one(A, rules={}), "/rules", "hat die falsche Form"),
    ("a page that is none", form({}, {"type": "Control"}), P0, "statt einer Seite"),
    ("a page without a heading", form({"a": TEXT}, page("s", A, label="")), P0, "„label“"),
    (
        "a page path twice",
        form({}, page("s"), page("t", options={"path": "s"})),
        "/uischema/elements/1/options/path",
        "„s“",
    ),
    ("a reserved page path", form({}, page("eingang")), f"{P0}/options/path", "„eingang“"),
    ("a page path with a slash", form({}, page("s", options={"path": "../x"})), f"{P0}/options/path", "„../x“"),
    ("an unknown element", one({"type": "Knopf"}), E0, "„Knopf“"),
    ("an element without a type", one({}), E0, "„None“"),
    ("elements that are no list", form({}, page("s", elements={})), f"{P0}/elements", "hat die falsche Form"),
    ("a dangling scope", one(control("nix")), f"{E0}/scope", "„#/properties/nix“ gibt es im Schema nicht."),
    ("a scope of the whole document", one(A | {"scope": "#"}), f"{E0}/scope", "„#“"),
    ("a question without a scope", one({"type": "Control", "id": "a"}), f"{E0}/scope", "„None“"),
    ("an answer asked twice", one(A, A | {"id": "b"}), f"{E1}/scope", "zweimal gefragt"),
    (
        "an answer asked in another",
        one(control("g", options={"type": "calculated"}), control("g/x")),
        f"{E1}/scope",
        "zweimal",
    ),
    (
        "an answer asked around another",
        one(control("g/x"), control("g", options={"type": "calculated"})),
        f"{E1}/scope",
        "zweimal",
    ),
    ("an id twice", one(A, control("b", id="a")), f"{E1}/id", "„a“ gibt es zweimal."),
    ("an id with a blank", one(control("a", id="a b")), f"{E0}/id", "„a b“ ist keine Kennung."),
    ("an unknown type", one(control("a", options={"type": "nix"})), f"{E0}/options/type", "„nix“"),
    (
        "a type that does not fit",
        one(control("c", options={"type": "date"})),
        f"{E0}/options/type",
        "„date“ passt nicht",
    ),
    ("no type that fits", one(control("g")), f"{E0}/options/type", "„?“"),
    (
        "a text of an unknown kind",
        one({"type": "Label", "id": "t", "text": "x", "options": {"type": "text"}}),
        f"{E0}/options/type",
        "„text“",
    ),
    (
        "an unknown effect",
        one(control("a", rule={"effect": "GLOW", "condition": leaf("b", True)})),
        f"{E0}/rule/effect",
        "„GLOW“",
    ),
    ("an unknown condition", one(control("a", rule=[show({"type": "MAYBE"})])), f"{E0}/rule/0/condition", "„MAYBE“"),
    (
        "a rule without a condition",
        one(control("a", rule={"effect": "SHOW"})),
        f"{E0}/rule/condition",
        "„condition“ fehlt.",
    ),
    (
        "a dangling condition",
        one(control("a", rule=show(leaf("nix", True)))),
        f"{E0}/rule/condition",
        "„#/properties/nix“",
    ),
    (
        "an unnamed condition",
        one(control("a", rule=show({"$ref": "#/conditions/nix"}))),
        f"{E0}/rule/condition",
        "„#/conditions/nix“",
    ),
    (
        "named conditions in a circle",
        one(
            control("a", rule=show({"$ref": "#/conditions/k"})),
            conditions={"k": {"condition": {"$ref": "#/conditions/k"}}},
        ),
        f"{E0}/rule/condition",
        "im Kreis",
    ),
    (
        "questions in a circle",
        one(control("a", rule=show(leaf("b", True))), control("b", rule=show(leaf("a", True)))),
        f"{E0}/rule",
        "im Kreis",
    ),
    ("a question that depends on itself", one(control("a", rule=show(leaf("a", True)))), f"{E0}/rule", "a → a"),
    (
        "a condition on a later page",
        form({"a": TEXT, "b": TEXT}, page("s", control("a", rule=show(leaf("b", True)))), page("t", control("b"))),
        E0,
        "auf einer späteren Seite",
    ),
    (
        "an item that looks for an outer answer in itself",
        one(A, rows(control("x", rule=show(leaf("a", True))))),
        f"{E1}/options/detail/elements/0/rule/condition",
        "„#/properties/a“",
    ),
    ("a calculation that is none", one(calculated("a", {"eval": "1"})), f"{E0}/options/calc", "„eval“"),
    (
        "a dangling calculation",
        one(calculated("a", {"value": "#/properties/nix"})),
        f"{E0}/options/calc",
        "„#/properties/nix“",
    ),
    (
        "a calculation over dangling items",
        one(calculated("a", {"sum": {"of": "#/properties/liste", "value": {"value": "#/properties/nix"}}})),
        f"{E0}/options/calc",
        "nix",
    ),
    ("a calculation that reads itself", one(calculated("a", {"value": "#/properties/a"})), "/uischema", "a → a"),
    (
        "two options of one value",
        form({"a": TEXT | {"oneOf": [{"const": "x"}, {"const": "x"}]}}, page("s", A)),
        E0,
        "denselben Wert",
    ),
    (
        "an optional group on two pages",
        form(one()["schema"]["properties"], page("s", control("g/x")), page("t", control("g/y"))),
        "/schema",
        "„g“",
    ),
    ("a rule without a message", one(A, rules=[{"id": "R1", "at": ["a"]}]), "/rules/0", "„id“ oder „message“"),
    ("a rule at nothing", one(A, rules=[RULE | {"at": []}]), "/rules/0/at", "„at“"),
    ("a rule at an unknown question", one(A, rules=[RULE | {"at": ["nix"]}]), "/rules/0/at", "„nix“"),
    ("a rule of unknown severity", one(A, rules=[RULE | {"severity": "fatal"}]), "/rules/0/at", "severity"),
    (
        "a rule without a demand",
        one(A, rules=[{"id": "R1", "message": "x", "at": ["a"]}]),
        "/rules/0/require",
        "Bedingung",
    ),
    ("a rule twice", one(A, rules=[RULE, RULE]), "/rules/0", "„R1“ gibt es zweimal."),
    ("a rule for each of no list", one(A, rules=[RULE | {"each": "a"}]), "/rules/0/each", "„a“ ist keine Liste"),
    (
        "a rule at an item without each",
        one(rows(control("x")), rules=[RULE | {"at": ["x"], "require": leaf("liste", True)}]),
        "/rules/0/at",
        "aus einer Liste",
    ),
    (
        "a rule at two pages",
        form({"a": TEXT, "b": TEXT}, page("s", A), page("t", control("b")), rules=[RULE | {"at": ["b", "a"]}]),
        "/rules/0/at",
        "verschiedener Seiten",
    ),
    (
        "a rule about a later page",
        form({"a": TEXT, "b": TEXT}, page("s", A), page("t", control("b")), rules=[RULE | {"when": leaf("b", True)}]),
        "/rules/0",
        "späteren Seite",
    ),
    ("an outcome of no kind", one(A, outcomes=[{"title": "x", "kind": "ende"}]), "/outcomes/0", "„kind“"),
    (
        "an outcome with a dangling condition",
        one(A, outcomes=[{"title": "x", "kind": "kein", "when": leaf("nix", True)}]),
        "/outcomes/0/when",
        "nix",
    ),
    ("a message to nobody", one(A, messages=[{"id": "M"}]), "/messages/0", "„recipient“"),
    (
        "a message about nothing",
        one(A, messages=[{"id": "M", "recipient": "x", "fields": ["nix"]}]),
        "/messages/0",
        "„nix“",
    ),
    (
        "a message to a wrong calculation",
        one(A, messages=[{"id": "M", "recipient": {"param": "nix"}}]),
        "/messages/0/recipient/param",
        "„nix“",
    ),
    (
        "a condition without a schema to judge by",
        one(control("a", rule=show(leaf("b", {"type": "nix"})))),
        f"{E0}/rule/condition/schema/type",
        "„type“",
    ),
    (
        "a reference in a condition",
        one(control("a", rule=show(leaf("b", {"$ref": "#"})))),
        f"{E0}/rule/condition/schema/$ref",
        "„$ref“",
    ),
    (
        "an evil pattern in a rule",
        one(A, rules=[RULE | {"require": leaf("a", {"pattern": "(?=a)"})}]),
        "/rules/0/require/schema/pattern",
        "(?",
    ),
    (
        "a reference that leads nowhere",
        form({"a": {"$ref": "#/$defs/x"}}, page("s", A)),
        "/schema/properties/a/$ref",
        "gibt es nicht",
    ),
]


@pytest.mark.parametrize(
    ("content", "place", "words"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_fault_is_named_with_its_place(content: Any, place: str, words: str) -> None:
    found = errors(content)
    assert any(where == place and words in message for where, message in found)


@pytest.mark.parametrize(("content", "place"), [fault[1:3] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_fault_stops_the_compiler_and_says_why(content: Any, place: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        compile_definition(bundle(content), TYPES, TODAY)
    assert place in [finding.place for finding in caught.value.findings]
    assert f"form#{caught.value.findings[0].place}: " in str(caught.value)


def test_too_many_looks_out_of_a_list_are_named() -> None:
    def content(count: int) -> dict[str, Any]:
        names = [f"n{i}" for i in range(count)]
        looks = [leaf(name, {"const": "x"}, **{"from": "root"}) for name in names]
        item = control("x", rule=show({"type": "XOR", "conditions": looks}))
        return form(dict.fromkeys(names, TEXT) | {"liste": ROWS}, page("s", *map(control, names), rows(item)))

    assert errors(content(8)) == []
    assert [message for _, message in errors(content(9))] == [
        "Hier wird aus der Liste heraus nach mehr als 8 Dingen gefragt („from“: „root“)."
    ]


def hints(content: Any) -> list[tuple[str, str]]:
    """What an author should look at."""
    return [(finding.place, finding.message) for finding in findings(content) if finding.level == "hint"]


def test_hints_do_not_stop_the_compiler() -> None:
    condition = {"scope": "#/properties/b", "schema": {"const": "x"}}
    content = one({"type": "Control", "scope": "#/properties/a", "rule": show(condition)}, control("b"))
    assert compiled(content).controls["a"].label == "a"
    assert sorted(hints(content)) == [
        (E0, "Dem Element fehlt „id“."),
        (E0, "Der Frage „a“ fehlt „label“."),
        (f"{E0}/rule/condition", "Der Bedingung fehlt „failWhenUndefined“: true."),
    ]


def test_missing_ids_come_from_the_scope_and_never_collide() -> None:
    elements = [{"type": "Control", "scope": f"#/properties/{name}", "label": "x"} for name in ("a", "g/properties/x")]
    content = one(*elements, {"type": "Group", "label": "A", "elements": []}, {"type": "Label", "text": "Ä!"})
    assert list(compiled(content).elements) == ["s", "a", "x", "a-2", "element"]


def test_a_question_takes_the_type_that_fits_best() -> None:
    properties = {
        "a": TEXT,
        "b": {"type": "boolean"},
        "c": TEXT | {"format": "date"},
        "d": {"type": "integer"},
        "e": TEXT | {"enum": ["x", "y"]},
    }
    controls = compiled(form(properties, page("s", *map(control, properties)))).controls
    assert [each.type for each in controls.values()] == ["text", "yes-no", "date", "number", "choice"]
    assert [choice.title for choice in controls["e"].choices] == ["x", "y"]


def test_a_plain_layout_is_one_page_and_sections_hold_pages() -> None:
    single = one(A)
    single["uischema"] = {"type": "VerticalLayout", "label": "Alles", "elements": [A]}
    assert [(each.path, each.title) for each in compiled(single).pages] == [("alles", "Alles")]
    section = {"type": "Categorization", "id": "teil", "label": "Teil", "elements": [page("s", A)]}
    nested = form({"a": TEXT, "b": TEXT}, section, page("t", control("b")))
    assert [(each.id, each.section) for each in compiled(nested).pages] == [("s", "Teil"), ("t", "")]


def test_an_option_of_another_shape_leaves_the_choice_to_the_schema() -> None:
    schema = {"type": "string", "oneOf": [{"const": "a", "title": "A"}, {"pattern": "^x"}]}
    definition = compiled(form({"a": schema}, page("s", control("a", options={"type": "calculated"}))))
    assert [definition.judges["a"].ok(text) for text in ("a", "xyz", "b")] == [True, True, False]


JUNK: list[Any] = [
    *(None, 5, -1, 2.5, "x", "", [], {}, True, ["x"], [[]], {"a": 1}, [{}], [None], "#/properties/x"),
    *("@heute-99999j", "@naechster-13-40", {"$ref": "#/x"}, {"scope": 5}, {"type": []}, {"type": "AND"}),
]
KEYS = [
    *("type", "scope", "options", "rule", "calc", "schema", "elements", "ref", "id", "label", "condition", "effect"),
    *("detail", "table", "x-param", "pattern", "oneOf", "enum", "errors", "choices", "texts", "only", "require", "at"),
]


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every node."""
    yield path
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from paths(part, (*path, key))


def spoil(rng: random.Random, value: Any) -> Any:
    """Put junk somewhere, or take something away."""
    spoiled = copy.deepcopy(value)
    for _ in range(rng.choice([1, 1, 2])):
        places = [path for path in paths(spoiled) if path]
        *way, last = rng.choice(places) if places else (None,)
        holder = spoiled
        for key in way:
            holder = holder[key]
        if last is None:
            return spoiled
        kind = rng.random()
        if kind < 0.15:
            del holder[last]
        elif kind < 0.3 and isinstance(holder, dict):
            holder[rng.choice(KEYS)] = copy.deepcopy(rng.choice(JUNK))
        else:
            holder[last] = copy.deepcopy(rng.choice(JUNK))
    return spoiled


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_whatever_an_author_writes_is_read_or_refused(rng: random.Random) -> None:
    content = spoil(rng, sample(rng).form | {"kind": rng.choice(["antrag", "klaerung"])})
    shared = spoil(rng, SHARED) if rng.random() > 0.7 else SHARED
    values = spoil(rng, {"kommune": "x", "values": {"grenze": 3, "tafel": {}}}) if rng.random() > 0.8 else {}
    texts = {
        "de": spoil(rng, {"form": {"title": "x"}, "a1": {"label": "x", "options": {"a": "A"}}, "s0": {"label": "S"}})
    }
    parts = {"shared": shared, "parameters": values, "texts": texts if rng.random() > 0.5 else {}}
    definition, found = read_definition(bundle(content, **parts), TYPES, TODAY)
    assert (definition is None) == any(finding.level == "error" for finding in found)
    if definition is not None:
        walk(definition, {}, CONTEXT)
        derive(definition)
