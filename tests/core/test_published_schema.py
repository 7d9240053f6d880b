"""The published schema of form.json says what the engine reads: no more, no less, and in German."""

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from formengine.core import crossrules, formats, limits, metaschema, reader, schemas
from formengine.core.bundle import Bundle
from formengine.core.limits import walk
from formengine.core.operators import OPERATORS
from formengine.core.pointer import at, split
from formengine.core.shape import check_shape
from formengine.core.validation import judge, schema_errors
from formengine.fields import TYPES
from tests.core.generators import SHARED, sample

REPOSITORY = Path(__file__).resolve().parents[2]
PUBLISHED = json.loads((REPOSITORY / "formengine/core/metaschema.json").read_text(encoding="utf-8"))
DEFS = PUBLISHED["$defs"]
FORMS = sorted((REPOSITORY / "definitions").glob("*/form.json"))
BLOCKS = sorted((REPOSITORY / "definitions/_shared").glob("*.json"))


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def form() -> Any:
    return load(next(path for path in FORMS if path.parent.name == "lp03-maengelmelder"))


def said(form: Any, shared: dict[str, Any] | None = None) -> list[str]:
    """Places and messages of everything that does not fit."""
    unfit, strangers = check_shape(Bundle("probe", form, shared=shared or {}), PUBLISHED)
    return [f"{finding.part}#{finding.place}: {finding.message} {finding.mend}" for finding in (*unfit, *strangers)]


def test_it_is_a_json_schema() -> None:
    assert schema_errors(PUBLISHED) == []


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
def test_the_shipped_definitions_fit(path: Path) -> None:
    assert judge(PUBLISHED).problems(load(path)) == []
    assert said(load(path)) == []


@pytest.mark.parametrize("path", BLOCKS, ids=lambda path: path.stem)
def test_the_shipped_blocks_fit(path: Path) -> None:
    assert said(form(), {path.stem: load(path)}) == []


@pytest.mark.parametrize("seed", range(40))
def test_whatever_the_generator_writes_fits(seed: int) -> None:
    generated = sample(random.Random(seed)).form  # noqa: S311  the same form for a seed each time
    for condition in generated.get("conditions", {}).values():
        # The generator's own note.
        condition.pop("page", None)
    assert said({"slug": "probe", **generated}, SHARED) == []


def mutated(form: Any, rng: random.Random) -> Any:
    """The form with one value somewhere in it replaced."""
    result = copy.deepcopy(form)
    *above, last = split(rng.choice([place for _, place, _ in walk(result) if place]))
    node = at(result, (int(part) if part.isdigit() else part for part in above))
    node[int(last) if isinstance(node, list) else last] = rng.choice([None, 5, "xyz", [], {}, True])
    return result


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
def test_the_compiler_takes_every_shape_that_fits(path: Path) -> None:
    rng = random.Random(7)  # noqa: S311  the same changes each time
    published, whole = judge(PUBLISHED), load(path)
    fitting = [form for form in (mutated(whole, rng) for _ in range(200)) if published.ok(form)]
    assert len(fitting) > 20
    assert [metaschema.check(form) for form in fitting if metaschema.check(form)] == []


def test_it_lists_the_operators_of_the_engine() -> None:
    assert set(DEFS["operation"]["properties"]) == set(OPERATORS)


def test_it_lists_the_effects_and_kinds_of_the_engine() -> None:
    assert DEFS["effect"]["properties"]["effect"]["enum"] == list(reader.EFFECTS)
    assert DEFS["outcome"]["properties"]["kind"]["enum"] == list(crossrules.KINDS)


def test_it_lists_the_keywords_and_formats_of_the_engine() -> None:
    assert set(DEFS["schema"]["properties"]) == set(schemas._KEYWORDS)
    assert set(DEFS["schema"]["properties"]["format"]["enum"]) == set(formats.CHECKS)


def test_it_lists_the_field_types_of_the_engine() -> None:
    asking = {name for name, kind in TYPES.items() if not kind.static}
    assert set(DEFS["options"]["properties"]["type"]["examples"]) == asking
    assert set(DEFS["label"]["properties"]["options"]["properties"]["type"]["examples"]) == set(TYPES) - asking


def test_its_limits_are_those_of_the_engine() -> None:
    assert PUBLISHED["x-limits"] == {
        "bytes": limits.MAX_BYTES,
        "depth": limits.MAX_DEPTH,
        "controls": limits.MAX_CONTROLS,
        "nodes": limits.MAX_NODES,
    }
    assert DEFS["schema"]["properties"]["pattern"]["maxLength"] == schemas.MAX_PATTERN


def test_it_explains_every_key_of_a_form_in_german() -> None:
    named = [DEFS[name] for name in ("service", "crossRule", "parameter", "outcome", "message", "operation")]
    for schema in (PUBLISHED, *named):
        for name, part in schema["properties"].items():
            referred = DEFS.get(part.get("$ref", "").rpartition("/")[2], {})
            assert part.get("description") or referred.get("description"), name


def test_every_definition_in_it_is_used_and_every_reference_leads_somewhere() -> None:
    nodes = (node for node, _, _ in walk(PUBLISHED) if isinstance(node, dict))
    named = {node["$ref"].removeprefix("#/$defs/") for node in nodes if isinstance(node.get("$ref"), str)}
    assert named == set(DEFS) - {"shared"}


def _first_question(form: Any) -> Any:
    return form["uischema"]["elements"][0]["elements"][1]


def _spoilt_effect(form: Any) -> None:
    _first_question(form)["rule"] = {"effect": "SHOW", "condition": {"$ref": "#/conditions/ist_licht"}, "wenn": 1}


SLIPS: list[tuple[Callable[[Any], object], str, str]] = [
    (lambda form: form.update(titel="x"), "/titel", "Meinten Sie „title“?"),
    (lambda form: _first_question(form).update(lable="x"), "/uischema/elements/0/elements/1/lable", "„label“"),
    (_spoilt_effect, "/rule/wenn", "Erlaubt: effect, condition."),
    (lambda form: _first_question(form).update(type="Kontrol"), "/type", "„Kontrol“ gibt es hier nicht."),
    (lambda form: _first_question(form).pop("scope"), "/uischema/elements/0/elements/1", "Hier fehlt „scope“."),
    (lambda form: form["rules"][0].update(at="ort_punkt"), "/rules/0/at", "Hier muss eine Liste stehen."),
    (lambda form: form["rules"][0].update(severity="fehler"), "/rules/0/severity", "Erlaubt: error, hint."),
    (lambda form: form["conditions"]["ist_licht"]["condition"].update(form="root"), "/form", "Meinten Sie „from“?"),
    (lambda form: form["schema"]["properties"]["email"].update(maxlength=3), "/maxlength", "Meinten Sie „maxLength“?"),
    (lambda form: form["messages"][0].update(recipient={"lokup": {}}), "/recipient/lokup", "Meinten Sie „lookup“?"),
    (lambda form: form["messages"][0].update(exclude=[]), "/messages/0", "metaschema.json"),
    (lambda form: form.update(slug="Mängel"), "/slug", "hat nicht die erwartete Form."),
    (lambda form: form["service"]["open"][0].pop("text"), "/service/open/0", "Hier fehlt „text“."),
]


@pytest.mark.parametrize(("change", "place", "words"), SLIPS, ids=[place for _, place, _ in SLIPS])
def test_a_slip_is_named_in_its_place(change: Callable[[Any], object], place: str, words: str) -> None:
    slipped = form()
    change(slipped)
    assert not judge(PUBLISHED).ok(slipped)
    (only,) = said(slipped)
    assert only.split(": ")[0].endswith(place)
    assert words in only


def test_a_slip_in_a_block_is_named_with_the_block() -> None:
    block = load(BLOCKS[0])
    block["elements"][0]["lable"] = "x"
    (only,) = said(form(), {"erklaerung": block})
    assert only.startswith("shared/erklaerung#/elements/0/lable: ")


@pytest.mark.parametrize("negation", [[], [{"$ref": "#/conditions/a"}] * 2])
def test_not_takes_exactly_one_condition(negation: list[Any]) -> None:
    slipped = form()
    slipped["rules"][0]["when"] = {"type": "NOT", "conditions": negation}
    assert [line.split(": ")[0] for line in said(slipped)] == ["form#/rules/0/when/conditions"]
