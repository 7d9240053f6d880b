"""Bombs: definitions within the limits of size that try to cost more than saving may; each is one function."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from formengine.core.bundle import SHARED_PREFIX, Bundle
from tests.core.forms import calculated, control, form, leaf, page, show

TEXT: Final = {"type": "string"}
YES: Final = {"type": "boolean"}
PICK: Final = {"type": "string", "oneOf": [{"const": "a", "title": "A"}, {"const": "b", "title": "B"}]}
Make = Callable[[], Bundle]
_MADE: dict[str, Make] = {}


def bomb(make: Callable[[], Any]) -> Make:
    """Register a bomb under the name of its function; a bare form becomes a bundle."""

    def made() -> Bundle:
        found = make()
        return found if isinstance(found, Bundle) else Bundle(slug="bombe", form=found)

    _MADE[make.__name__] = made
    return made


def named(conditions: Mapping[str, Any], start: str) -> dict[str, Any]:
    """A form with a question that hangs on a named condition."""
    shown = control("b", rule=show({"$ref": f"#/conditions/{start}"}))
    return form({"a": TEXT, "b": TEXT}, page("s", control("a"), shown)) | {
        "conditions": {name: {"condition": node} for name, node in conditions.items()}
    }


def leaves(count: int, name: str = "a", word: str = "const") -> list[dict[str, Any]]:
    """So many leaves, each of its own."""
    return [leaf(name, {word: f"w{i}"}) for i in range(count)]


def many(count: int, schema: Any = TEXT) -> dict[str, Any]:
    """So many properties."""
    return {f"a{i}": schema for i in range(count)}


@bomb
def named_conditions_that_double() -> Any:
    links = {f"c{i}": {"type": "AND", "conditions": [{"$ref": f"#/conditions/c{i + 1}"}] * 2} for i in range(40)}
    return named({**links, "c40": leaf("a", {"const": "x"})}, "c0")


@bomb
def a_chain_of_named_conditions() -> Any:
    links = {f"c{i}": {"$ref": f"#/conditions/c{i + 1}"} for i in range(5_000)}
    return named({**links, "c5000": leaf("a", {"const": "x"})}, "c0")


@bomb
def a_large_condition_named_by_every_question() -> Any:
    names = [f"a{i}" for i in range(2_000)]
    rule = show({"$ref": "#/conditions/k"})
    questions = [control("a"), *(control(name, rule=rule) for name in names)]
    content = form({"a": TEXT, **dict.fromkeys(names, TEXT)}, page("s", *questions))
    return content | {"conditions": {"k": {"condition": {"type": "OR", "conditions": leaves(5_000)}}}}


@bomb
def a_large_condition_named_in_calculations() -> Any:
    count = {"if": [{"$ref": "#/conditions/k"}, 1, 2]}
    names = [f"a{i}" for i in range(1_500)]
    content = form(
        {"a": TEXT, **{name: {"type": "number"} for name in names}},
        page("s", control("a"), *(calculated(name, count) for name in names)),
    )
    return content | {"conditions": {"k": {"condition": {"type": "OR", "conditions": leaves(5_000)}}}}


@bomb
def a_parameter_in_every_text() -> Any:
    questions = [control(f"a{i}", options={"hint": "{param.p} {param.p} {param.p}"}) for i in range(1_000)]
    spec = {"schema": TEXT, "default": "x" * 45_000}
    return form(many(1_000), page("s", *questions)) | {"parameters": {"p": spec}}


@bomb
def a_parameter_in_every_bound() -> Any:
    schema = TEXT | {"enum": ["x"], "x-param": {"enum": "p"}}
    spec = {"schema": {"type": "array"}, "default": [f"w{i}" for i in range(50_000)]}
    return form(many(2_000, schema), page("s", *(control(f"a{i}") for i in range(2_000)))) | {"parameters": {"p": spec}}


@bomb
def a_large_code_list_at_every_question() -> Any:
    reference = TEXT | {"x-codelist": {"uri": "urn:l", "version": "1"}}
    codes = [{"code": f"c{i}", "label": f"C{i}"} for i in range(30_000)]
    content = form(many(2_500, reference), page("s", *(control(f"a{i}") for i in range(2_500))))
    lists = {"l": {"uri": "urn:l", "versions": [{"version": "1", "codes": codes}]}}
    return Bundle(slug="bombe", form=content, codelists=lists)


@bomb
def many_code_lists() -> Any:
    codes = [{"code": f"c{i}", "label": "C"} for i in range(6_000)]
    lists = {f"l{n}": {"uri": f"urn:l{n}", "versions": [{"version": "1", "codes": codes}]} for n in range(300)}
    return Bundle(slug="bombe", form=form({"a": TEXT}, page("s", control("a"))), codelists=lists)


@bomb
def many_languages() -> Any:
    words = {f"a{i}": {"label": "x" * 50} for i in range(30_000)}
    content = form({"a": TEXT}, page("s", control("a")))
    return Bundle(slug="bombe", form=content, texts={f"l{n}": words for n in range(100)})


@bomb
def a_block_that_asks_for_a_part_of_itself() -> Any:
    names = [f"a{i}" for i in range(20_000)]
    block = {
        "schema": {"type": "object", "properties": dict.fromkeys(names, TEXT)},
        "elements": [{"type": "Label", "id": f"l{i}", "text": "x", "scope": "#/properties/a0"} for i in range(15_000)],
    }
    use = {
        "type": "Block",
        "id": "b",
        "ref": f"{SHARED_PREFIX}b",
        "scope": "#/properties/b",
        "options": {"only": names, "require": names},
    }
    return Bundle(slug="bombe", form=form({}, page("s", use)), shared={"b": block})


@bomb
def blocks_in_blocks() -> Any:
    shared = {}
    for i in range(20):
        inner = [
            {"type": "Block", "id": f"x{n}", "ref": f"{SHARED_PREFIX}b{i + 1}", "scope": f"#/properties/x{n}"}
            for n in range(2)
        ]
        shared[f"b{i}"] = {"schema": {"type": "object", "properties": {}}, "elements": inner}
    shared["b20"] = {"schema": {"type": "object", "properties": {"a": TEXT}}, "elements": [control("a")]}
    use = {"type": "Block", "id": "b", "ref": f"{SHARED_PREFIX}b0", "scope": "#/properties/b"}
    return Bundle(slug="bombe", form=form({}, page("s", use)), shared=shared)


@bomb
def deep_blocks_with_conditions() -> Any:
    rule = show({"type": "AND", "conditions": leaves(2_000)})
    node: Any = control("a", rule=rule)
    for i in range(20):
        node = {"type": "Group", "id": f"g{i}", "elements": [node], "rule": rule}
    block = {"schema": {"type": "object", "properties": {"a": TEXT}}, "elements": [node]}
    use = {"type": "Block", "id": "b", "ref": f"{SHARED_PREFIX}b", "scope": "#/properties/b"}
    return Bundle(slug="bombe", form=form({}, page("s", use)), shared={"b": block})


@bomb
def many_empty_pages() -> Any:
    pages = [page(f"s{i}", options={"path": f"s{i}"}) for i in range(25_000)]
    return form({"a": TEXT}, page("s", control("a")), *pages)


@bomb
def many_labels_without_ids() -> Any:
    return form({"a": TEXT}, page("s", control("a"), *({"type": "Label", "text": "x"} for _ in range(45_000))))


@bomb
def many_labels_with_conditions() -> Any:
    label = {"type": "Label", "text": "x", "rule": show(leaf("a", {"const": "x"}))}
    return form({"a": TEXT}, page("s", control("a"), *(label | {"id": f"l{i}"} for i in range(15_000))))


@bomb
def many_rules() -> Any:
    rules = [{"id": f"r{i}", "message": "x", "at": ["a"], "require": leaf("a", {"const": "x"})} for i in range(18_000)]
    return form({"a": TEXT}, page("s", control("a"))) | {"rules": rules}


@bomb
def rules_at_every_question() -> Any:
    names = [f"a{i}" for i in range(2_000)]
    rules = [
        {"id": f"r{i}", "message": "x", "at": names[:80], "require": leaf("a0", {"const": "x"})} for i in range(2_000)
    ]
    return form(many(2_000), page("s", *map(control, names))) | {"rules": rules}


@bomb
def many_messages() -> Any:
    messages = [{"id": f"m{i}", "recipient": "x", "exclude": ["a1"]} for i in range(20_000)]
    names = [f"a{i}" for i in range(2_000)]
    return form(many(2_000), page("s", *map(control, names))) | {"messages": messages}


@bomb
def many_outcomes() -> Any:
    outcomes = [{"id": f"o{i}", "kind": "kein", "title": "x", "when": leaf("a", {"const": "a"})} for i in range(18_000)]
    return form({"a": PICK}, page("s", control("a")), kind="klaerung") | {"outcomes": outcomes}


@bomb
def a_page_for_every_question_in_a_chain() -> Any:
    pages = [page("s0", control("a0"))]
    pages += [page(f"s{i}", control(f"a{i}"), rule=show(leaf(f"a{i - 1}", {"const": "x"}))) for i in range(1, 3_000)]
    return form(many(3_000), *pages)


@bomb
def a_chain_of_questions_on_one_page() -> Any:
    questions = [control("a0")] + [
        control(f"a{i}", rule=show(leaf(f"a{i - 1}", {"const": "a"}))) for i in range(1, 3_000)
    ]
    return form(many(3_000, PICK), page("s", *questions))


@bomb
def every_question_hangs_on_many_others() -> Any:
    questions = [control(f"a{i}") for i in range(1_000)]
    for i in range(1_000, 2_000):
        nodes = [leaf(f"a{n % 1_000}", {"const": f"w{i}"}) for n in range(i, i + 20)]
        questions.append(control(f"a{i}", rule=show({"type": "OR", "conditions": nodes})))
    return form(many(2_000), page("s", *questions))


@bomb
def every_question_asks_for_a_group_of_all() -> Any:
    names = [f"a{i}" for i in range(1_500)]
    schema = {"g": {"type": "object", "properties": many(1_500)}} | {f"b{i}": TEXT for i in range(1_500)}
    first = [control(f"g/{name}") for name in names]
    rule = show(leaf("g", {"minProperties": 1}))
    return form(schema, page("s", *first), page("t", *(control(f"b{i}", rule=rule) for i in range(1_500))))


@bomb
def many_optional_groups_of_boxes() -> Any:
    box = {"type": "boolean", "const": True}
    schema = {f"g{i}": {"type": "object", "properties": {"x": box, "y": box}} for i in range(1_400)}
    questions = [control(f"g{i}/x") for i in range(1_400)]
    questions += [
        control(
            f"g{i}/y",
            rule=show({"type": "OR", "conditions": [leaf(f"g{n}/x", {"const": True}) for n in range(20)]}),
        )
        for i in range(1_400)
    ]
    return form(schema, page("s", *questions))


@bomb
def objects_in_objects_on_many_pages() -> Any:
    inner: Any = {"type": "object", "properties": many(1_500), "required": []}
    prefix = ""
    for i in range(20):
        inner = {"type": "object", "properties": {f"o{i}": inner}, "required": [f"o{i}"]}
        prefix = f"o{i}/{prefix}"
    pages = [page(f"s{i}", control(f"{prefix}a{i}") | {"id": f"a{i}"}) for i in range(1_500)]
    content = form({}, *pages)
    return content | {"schema": inner}


@bomb
def a_condition_with_many_leaves() -> Any:
    shown = control("b", rule=show({"type": "AND", "conditions": leaves(20_000)}))
    return form({"a": TEXT, "b": TEXT}, page("s", control("a")), page("t", shown))


@bomb
def a_condition_with_many_leaves_on_its_own_page() -> Any:
    nodes = [{"type": "NOT", "conditions": [leaf("a", {"const": "a"})]} for _ in range(10_000)]
    shown = control("b", rule=show({"type": "OR", "conditions": nodes}))
    return form({"a": PICK, "b": TEXT}, page("s", control("a"), shown))


@bomb
def many_exclusive_conditions() -> Any:
    names = [f"a{i}" for i in range(400)]
    either = {"type": "XOR", "conditions": [leaf(name, {"const": "a"}) for name in names]}
    shown = [control(f"b{i}", rule=show(either)) for i in range(40)]
    schema = many(400, PICK) | {f"b{i}": TEXT for i in range(40)}
    return form(schema, page("s", *map(control, names), *shown))


@bomb
def conditions_as_products_of_sums() -> Any:
    names = [f"a{i}" for i in range(60)]
    pairs = [
        {"type": "OR", "conditions": [leaf(names[i], {"const": "a"}), leaf(names[i + 1], {"const": "b"})]}
        for i in range(0, 60, 2)
    ]
    shown = [control(f"b{i}", rule=show({"type": "AND", "conditions": pairs})) for i in range(400)]
    schema = many(60, PICK) | {f"b{i}": TEXT for i in range(400)}
    return form(schema, page("s", *map(control, names), *shown))


@bomb
def a_condition_around_every_question() -> Any:
    names = [f"a{i}" for i in range(2_500)]
    around: dict[str, Any] = {"type": "Group", "id": "g", "elements": list(map(control, names))}
    around["rule"] = show({"type": "OR", "conditions": leaves(6_000, "x")})
    return form(many(2_500) | {"x": TEXT}, page("s", control("x"), around))


@bomb
def lists_that_look_outside() -> Any:
    outside = [f"a{i}" for i in range(8)]
    inner = [f"b{i}" for i in range(1_000)]
    nodes = [leaf(name, {"const": "x"}, **{"from": "root"}) for name in outside]
    rule = show({"type": "XOR", "conditions": [*nodes, leaf("b0", {"const": "x"})]})
    detail = {"type": "VerticalLayout", "elements": [control("b0"), *(control(name, rule=rule) for name in inner[1:])]}
    items = {"type": "object", "properties": dict.fromkeys(inner, TEXT)}
    questions = [*map(control, outside), control("l", options={"detail": detail})]
    return form(dict.fromkeys(outside, TEXT) | {"l": {"type": "array", "items": items}}, page("s", *questions))


@bomb
def an_evil_pattern_many_times() -> Any:
    schema = {
        f"a{i}": TEXT | {"pattern": f"^(?:[a-z]{{1,{900 + i % 90}}}x{i}){{1,1}}(?:.{{0,900}})$"} for i in range(2_900)
    }
    return form(schema, page("s", *map(control, schema)))


@bomb
def the_largest_patterns() -> Any:
    schema = {f"a{i}": TEXT | {"pattern": f"^{i}" + "(?:[^a]{1,999}){1,1}" * 30 + "$"} for i in range(1_500)}
    return form(schema, page("s", *map(control, schema)))


@bomb
def the_largest_patterns_of_unicode() -> Any:
    schema = {
        f"a{i}": TEXT | {"pattern": f"^{i}" + "[^\u0100\u0200-\u0300\u4e00-\u9000]{1,100}" * 30 + "$"}
        for i in range(1_500)
    }
    return form(schema, page("s", *map(control, schema)))


@bomb
def a_parameter_of_objects_that_are_to_differ() -> Any:
    schema = {"uniqueItems": True, "items": {"type": "string"}}
    spec = {"schema": schema, "default": [{"a": i, "b": str(i)} for i in range(20_000)]}
    return form({"a": TEXT}, page("s", control("a"))) | {"parameters": {"p": spec}}


@bomb
def a_parameter_of_many_words_out_of_many() -> Any:
    words = [f"w{i}" for i in range(20_000)]
    spec = {"schema": {"items": {"enum": words}}, "default": list(reversed(words))}
    return form({"a": TEXT}, page("s", control("a"))) | {"parameters": {"p": spec}}


@bomb
def a_parameter_of_many_demands() -> Any:
    schema = {"items": {"allOf": [{"minLength": 1, "pattern": "^[a-z0-9]+$"}] * 3_000}}
    spec = {"schema": schema, "default": ["abc"] * 3_000}
    return form({"a": TEXT}, page("s", control("a"))) | {"parameters": {"p": spec}}


@bomb
def a_parameter_with_a_long_table() -> Any:
    rows = [{"validFrom": f"20{i % 90 + 10}-01-01", "value": [f"w{n}" for n in range(20)]} for i in range(6_000)]
    spec = {"schema": {"items": {"enum": [f"w{n}" for n in range(5_000)]}}, "default": [], "table": rows}
    return form({"a": TEXT}, page("s", control("a"))) | {"parameters": {"p": spec}}


@bomb
def calculations_that_read_everything() -> Any:
    names = [f"a{i}" for i in range(1_000)]
    tree = {"sum": [{"value": f"#/properties/{name}"} for name in names[:40]]}
    schema = many(1_000, {"type": "number"}) | {f"b{i}": {"type": "number"} for i in range(1_000)}
    return form(schema, page("s", *map(control, names), *(calculated(f"b{i}", tree) for i in range(1_000))))


@bomb
def a_chain_of_calculations() -> Any:
    schema = many(3_000, {"type": "number"})
    chain = [calculated(f"a{i}", {"sum": [{"value": f"#/properties/a{i - 1}"}, 1]}) for i in range(1, 3_000)]
    return form(schema, page("s", control("a0"), *chain))


@bomb
def calculations_with_large_numbers() -> Any:
    tree: Any = {"product": [9e300] * 60}
    schema = many(1_000, {"type": "number"})
    return form(schema, page("s", *(calculated(f"a{i}", tree) for i in range(1_000))))


@bomb
def the_calendar() -> Any:
    tree = {"add": ["9999-12-31", 9_007_199_254_740_991, "years"]}
    schema = many(1_000)
    return form(schema, page("s", *(calculated(f"a{i}", tree) for i in range(1_000))))


@bomb
def a_deep_calculation() -> Any:
    tree: Any = 1
    for _ in range(20):
        tree = {"if": [leaf("a", {"const": "x"}), tree, 1]}
    return form({"a": TEXT, "b": {"type": "number"}}, page("s", control("a"), calculated("b", tree)))


@bomb
def many_options() -> Any:
    options = [{"const": f"w{i}", "title": f"W{i}"} for i in range(60_000)]
    return form({"a": TEXT | {"oneOf": options}}, page("s", control("a", options={"type": "select"})))


@bomb
def many_options_as_radio_buttons() -> Any:
    options = [{"const": f"w{i}", "title": f"W{i}"} for i in range(60_000)]
    return form({"a": TEXT | {"oneOf": options}}, page("s", control("a", options={"type": "choice"})))


@bomb
def many_words_in_an_enum() -> Any:
    return form({"a": TEXT | {"enum": [f"w{i}" for i in range(190_000)]}}, page("s", control("a")))


@bomb
def the_same_reference_many_times() -> Any:
    content = form(many(2_900, {"$ref": "#/$defs/d"}), page("s", *(control(f"a{i}") for i in range(2_900))))
    content["schema"]["$defs"] = {"d": TEXT | {"allOf": [{"maxLength": n} for n in range(20)]}}
    return content


@bomb
def references_to_a_large_target_that_is_refused() -> Any:
    content = form(many(2_900, {"$ref": "#/$defs/d"}), page("s", *(control(f"a{i}") for i in range(2_900))))
    content["schema"]["$defs"] = {"d": {"$ref": "#/$defs/e"}, "e": {"enum": [0] * 100_000}}
    return content


@bomb
def long_reference_chains() -> Any:
    content = form(many(2_000, {"$ref": "#/$defs/d0"}), page("s", *(control(f"a{i}") for i in range(2_000))))
    content["schema"]["$defs"] = {f"d{i}": {"$ref": f"#/$defs/d{i + 1}"} for i in range(28)} | {"d28": TEXT}
    return content


@bomb
def references_into_each_other() -> Any:
    defs = {f"d{i}": {"anyOf": [{"$ref": f"#/$defs/d{n}"} for n in range(29)]} for i in range(29)}
    content = form({"a": {"$ref": "#/$defs/d0"}}, page("s", control("a")))
    content["schema"]["$defs"] = defs
    return content


@bomb
def an_answer_with_a_wide_tree_of_alternatives() -> Any:
    schema: Any = TEXT
    for _ in range(14):
        schema = {"anyOf": [schema, schema]}
    return form({"a": schema | TEXT}, page("s", control("a")))


@bomb
def long_texts() -> Any:
    return form({"a": TEXT}, page("s", control("a") | {"label": "{" * 1_900_000, "options": {"hint": "{a}" * 600_000}}))


@bomb
def many_unknown_keys() -> Any:
    content = form({"a": TEXT}, page("s", control("a")))
    return content | {f"schluessel{'x' * 30}{i}": 1 for i in range(40_000)}


@bomb
def long_unknown_keys() -> Any:
    questions = [control(f"a{i}") | {"options": {f"{i}{'hint' * 300}": 1}} for i in range(2_000)]
    return form(many(2_000), page("s", *questions))


@bomb
def many_mistakes() -> Any:
    return form({"a": TEXT}, page("s", control("a"), *({"type": "x"} for _ in range(60_000))))


@bomb
def many_wrong_schemas() -> Any:
    return form({"a": TEXT, **{f"b{i}": {"x": 1, "y": 2, "z": 3} for i in range(30_000)}}, page("s", control("a")))


@bomb
def a_long_id() -> Any:
    return form(many(1_500), page("s", *(control(f"a{i}") | {"id": f"a{i}-{'x' * 1_500}"} for i in range(1_500))))


@bomb
def many_sections() -> Any:
    node: list[Any] = [page("s", control("a"))]
    for i in range(25):
        node = [
            {
                "type": "Categorization",
                "id": f"t{i}",
                "label": "x",
                "elements": node,
                "rule": show({"type": "OR", "conditions": leaves(800)}),
            }
        ]
    return form({"a": TEXT}, page("r"), *node)


@bomb
def a_klaerung_with_many_ways() -> Any:
    names = [f"a{i}" for i in range(120)]
    outcome = {
        "id": "o",
        "kind": "kein",
        "title": "x",
        "when": {"type": "OR", "conditions": [leaf(n, {"const": "a"}) for n in names]},
    }
    pages = [page(f"s{i}", control(name)) for i, name in enumerate(names)]
    return form(many(120, PICK), *pages, kind="klaerung") | {"outcomes": [outcome]}


@bomb
def a_large_klaerung() -> Any:
    names = [f"a{i}" for i in range(2_500)]
    outcome = {
        "id": "o",
        "kind": "kein",
        "title": "x",
        "when": {"type": "OR", "conditions": [leaf(n, {"const": "a"}) for n in names]},
    }
    pages = [page(f"s{i}", control(name)) for i, name in enumerate(names)]
    return form(many(2_500, PICK), *pages, kind="klaerung") | {"outcomes": [outcome]}


@bomb
def a_klaerung_page_with_many_questions() -> Any:
    """Each later page is hidden where one of the earlier questions is answered with *Weiß ich nicht*."""
    names = [f"a{i}" for i in range(1_500)]
    pages = [page(f"s{i}", control(name)) for i, name in enumerate(names)]
    outcome = {"id": "o", "kind": "kein", "title": "x"}
    return form(many(1_500, PICK), *pages, kind="klaerung") | {"outcomes": [outcome]}


@bomb
def many_cases() -> Any:
    content = form({"a": TEXT}, page("s", control("a")))
    cases = {
        "now": "2026-11-23T09:00:00Z",
        "personas": {},
        "cases": [
            {"id": f"c{i}", "title": "x", "base": f"c{i - 1}", "change": {"/a": "x"}}
            if i
            else {"id": "c0", "title": "x", "answers": {"a": "x"}}
            for i in range(3_000)
        ],
    }
    return Bundle(slug="bombe", form=content, cases=cases)


@bomb
def checks_on_numbers_with_many_bounds() -> Any:
    names = [f"a{i}" for i in range(30)]
    shown = [
        control(
            f"b{i}",
            rule=show({"type": "AND", "conditions": [leaf(n, {"minimum": i + k}) for k, n in enumerate(names)]}),
        )
        for i in range(600)
    ]
    schema = many(30, {"type": "integer"}) | {f"b{i}": TEXT for i in range(600)}
    return form(schema, page("s", *map(control, names)), page("t", *shown))


@bomb
def lists_in_lists_of_lists() -> Any:
    items: Any = {"type": "object", "properties": {"z": TEXT}}
    detail: Any = {"type": "VerticalLayout", "elements": [control("z")]}
    for i in range(8):
        items = {"type": "object", "properties": {f"l{i}": {"type": "array", "items": items}}}
        detail = {"type": "VerticalLayout", "elements": [control(f"l{i}", options={"detail": detail})]}
    content = form({}, page("s", *detail["elements"]))
    return content | {"schema": items}


@bomb
def a_long_name_above_many_nodes() -> Any:
    return form({"a": TEXT}, page("s", control("a")), service={"x" * 2_000_000: list(range(150_000))})


@bomb
def long_names_above_many_properties() -> Any:
    schema: Any = {"type": "object", "properties": {f"a{i}": {} for i in range(80_000)}}
    for _ in range(25):
        schema = {"type": "object", "properties": {"x" * 25: schema}}
    return form({"a": TEXT, "b": schema}, page("s", control("a")))


@bomb
def a_thousand_questions() -> Any:
    """No bomb: the large form of a good author, which must pass."""
    questions = []
    for i in range(1_000):
        rule = {"rule": show(leaf(f"a{i - 1}", {"const": "a"}))} if i % 10 in (1, 2, 3) else {}
        questions.append(control(f"a{i}", **rule))
    pages = [page(f"s{n}", *questions[n * 10 : n * 10 + 10]) for n in range(100)]
    return form(many(1_000, PICK), *pages)


BOMBS: Final[Mapping[str, Make]] = dict(_MADE)
