"""What holds for every operation, whatever was edited before."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.merging import changed, merge
from builder.operations import OPERATIONS, perform
from builder.operations._judging import errors
from builder.operations._sheet import Sheet
from builder.refusals import Refused
from builder.tree import nodes
from formengine.core import strictjson
from formengine.core.bundle import Bundle
from formengine.fields import TYPES
from tests.builder.editing import ROOT, SLUGS, shipped, small

CONTACT = strictjson.loads((ROOT / "definitions/_shared/kontakt.json").read_bytes())
WORDS = ("Größe", "Name", "Wie viele?", "Straße", "1. Punkt", "Ort {name}")
TEXTS = ("# Neu\nVorname *\n## Gruppe\nArt: Baum | Hecke", "> Hinweis\nBeginn (Datum)", "[ ] Ich stimme zu")

LOCAL = {
    "set",
    "set_many",
    "set_required",
    "set_options",
    "paste_options",
    "set_rule",
    "set_calc",
    "set_text",
    "retype",
}
ADDING = {"add", "add_block", "add_lines", "duplicate", "copy_from", "set_condition", "set_parameter", "set_message"}


class Draws:
    """Edits by chance."""

    def __init__(self, source: random.Random) -> None:
        self.source = source

    def edit(self, bundle: Bundle) -> tuple[str, dict[str, Any]]:
        """The name of an operation, and arguments that may fit."""
        ids = sorted(Sheet(bundle).ids())
        pick = self.source.choice
        element, other, word = pick(ids), pick(ids), pick(WORDS)
        leaf = {"scope": self._scope(bundle), "schema": {"const": "x"}, "failWhenUndefined": True}
        conditions = sorted(bundle.form.get("conditions", {})) or ["x"]
        groups = [found.id for found in nodes(bundle.form).values() if found.kind == "group"] or [element]
        rules, outcomes, messages = (self._ids(bundle, part) for part in ("rules", "outcomes", "messages"))
        arguments: dict[str, dict[str, Any]] = {
            "add": {"kind": pick([*TYPES, "page", "section", "group"]), "label": word, "after": element},
            "add_block": {"name": "kontakt", "content": CONTACT, "label": word, "after": element},
            "add_lines": {"text": pick(TEXTS), "after": element},
            "set": {
                "element": element,
                "place": pick(["label", "text", "options/hint", "schema/maxLength"]),
                "value": 5,
            }
            | ({"value": word} if pick([True, True, False]) else {}),
            "set_many": {"element": element, "changes": {"label": word, "options/help": None, "required": True}},
            "set_required": {"element": element, "required": pick([True, False])},
            "set_options": {"element": element, "options": [{"title": word}, {"title": "Anderes"}]},
            "paste_options": {"element": element, "text": "a\tAlpha\nb\tBeta"},
            "move": pick(
                [
                    {"element": element, "to": pick(["up", "down"])},
                    {"element": element, "parent": other},
                    {"element": element, "after": other},
                    {"element": element, "before": other},
                ]
            ),
            "delete": {"element": element, "force": pick([True, False])},
            "rename": {"element": element, "property": pick(["neu", "alt", ""]), "id": pick(["neu", "alt", ""])},
            "retype": {"element": element, "kind": pick(sorted(TYPES))},
            "duplicate": {"element": element},
            "copy_from": {
                "source": shipped(SLUGS[2]).form,
                "elements": [pick(["was", "foto"])],
                "after": element,
            },
            "group": {"elements": [element, other], "label": word},
            "ungroup": {"element": pick(groups)},
            "split_page": {"element": element},
            "join_pages": {"element": element},
            "set_text": {"language": pick(["de", "en"]), "element": element, "what": "hint", "text": word},
            "set_rule": {"element": element, "effects": [{"effect": "SHOW", "condition": leaf}]},
            "set_condition": {"name": pick([*conditions, "neu"]), "condition": leaf, "title": word},
            "rename_condition": {"name": pick(conditions), "to": pick(["neu", "alt"])},
            "delete_condition": {"name": pick(conditions)},
            "set_calc": {"element": element, "calc": pick([None, 1, {"value": self._scope(bundle)}])},
            "set_cross_rule": {"rule": {"require": leaf, "at": [element], "message": word}},
            "delete_cross_rule": {"id": pick(rules)},
            "set_outcome": {"outcome": {"kind": "kein", "title": word, "when": leaf}},
            "delete_outcome": {"id": pick(outcomes)},
            "move_outcome": {"id": pick(outcomes), "index": pick([0, 1, 9])},
            "set_message": {"message": {"title": word, "recipient": "Amt", "fields": [element]}},
            "delete_message": {"id": pick(messages)},
            "set_parameter": {"name": "neu", "parameter": {"schema": {"type": "integer"}, "default": 1}},
            "delete_parameter": {"name": pick([*bundle.form.get("parameters", {}), "neu"])},
            "set_service": {"changes": {"title": word, "office/name": word}},
        }
        name = pick(sorted(arguments))
        return name, arguments[name]

    def _scope(self, bundle: Bundle) -> str:
        scopes = [str(node.raw["scope"]) for node in nodes(bundle.form).values() if "scope" in node.raw]
        return self.source.choice(scopes or ["#/properties/x"])

    def _ids(self, bundle: Bundle, part: str) -> list[str]:
        return [str(entry["id"]) for entry in bundle.form.get(part, ())] or ["keine"]


def _sequence(bundle: Bundle, chance: random.Random, length: int) -> list[str]:
    """Edit by chance and check what must hold after each edit that was accepted; the names of these."""
    draws, done = Draws(chance), list[str]()
    for _ in range(length):
        name, arguments = draws.edit(bundle)
        before, given_arguments = bundle.parts(), strictjson.dumps(arguments)
        try:
            after = perform(bundle, name, arguments)
        except Refused:
            assert bundle.parts() == before
            continue
        assert bundle.parts() == before, name
        assert strictjson.dumps(arguments) == given_arguments, name
        _holds(bundle, after, (name, arguments))
        bundle = after
        done.append(name)
    return done


def _holds(before: Bundle, after: Bundle, edit: tuple[str, dict[str, Any]]) -> None:
    assert errors(after) == [], edit
    ids = [element["id"] for element in _elements(after.form["uischema"]["elements"])]
    assert len(set(ids)) == len(ids), edit
    assert merge(after, before, after).bundle.hash == before.hash, edit
    _touches_only(before, after, edit)
    assert Bundle.from_parts(after.slug, after.parts()).hash == after.hash, edit


def _touches_only(before: Bundle, after: Bundle, edit: tuple[str, dict[str, Any]]) -> None:
    """An edit of one element leaves the others alone, and what adds leaves all alone."""
    name, arguments = edit
    touched = changed(before, after) & nodes(before.form).keys()
    if name in LOCAL:
        own = arguments["element"]
        assert all(own == id_ or own.startswith(f"{id_}.") for id_ in touched), edit
    elif name in ADDING:
        assert touched == set(), edit


def _elements(children: list[Any]) -> list[Any]:
    found = []
    for child in children:
        inner = child.get("options", {}).get("detail", {}).get("elements", child.get("elements", []))
        found += [child, *_elements(inner)]
    return found


@settings(max_examples=30)
@given(st.randoms())
def test_whatever_is_edited_in_a_small_definition_it_runs_and_can_be_taken_back(chance: random.Random) -> None:
    _sequence(small(), chance, 15)


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=3)
@given(chance=st.randoms())
def test_whatever_is_edited_in_a_shipped_definition_it_runs_and_can_be_taken_back(
    slug: str, chance: random.Random
) -> None:
    _sequence(shipped(slug), chance, 12)


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=12)
@given(chance=st.randoms())
def test_long_sequences_of_edits_keep_a_shipped_definition_running(slug: str, chance: random.Random) -> None:
    _sequence(shipped(slug), chance, 40)


@pytest.mark.slow
def test_chance_reaches_every_operation() -> None:
    runs = [_sequence(_probe(seed), random.Random(seed), 30) for seed in range(60)]  # noqa: S311 - nothing secret
    accepted = {name for names in runs for name in names}
    tested_elsewhere = {
        "set_form",
        "set_cases",
        "sketch",
        "set_texts",
        "set_language",
        "delete_outcome",
        "move_outcome",
    }
    assert set(OPERATIONS) - accepted <= tested_elsewhere


def _probe(seed: int) -> Bundle:
    return small() if seed % 4 else shipped(SLUGS[3])


def test_unknown_operations_and_arguments_that_do_not_fit_are_refused() -> None:
    for name, arguments in (
        ("zaubern", {}),
        ("move", {}),
        ("move", {"element": "name", "wohin": "up"}),
        ("move", {"element": "name", "to": "hinauf"}),
        ("move", {"element": "name", "parent": "seite-zwei", "index": True}),
        ("add", {"kind": "text", "label": 5}),
        ("group", {"elements": "name"}),
        ("set_options", {"element": "zweck", "options": ["A", "B"]}),
        ("set_required", {"element": "name", "required": 1}),
    ):
        with pytest.raises(Refused):
            perform(small(), name, arguments)


def test_an_edit_may_mend_a_definition_that_does_not_run() -> None:
    content = small().form
    broken = small(more={"rules": [{"id": "R1", "at": ["weg"], "message": "x", "require": {}}]})
    assert errors(broken)
    assert perform(broken, "set_form", {"form": dict(content)}).form == content
    assert nodes(perform(broken, "set", {"element": "name", "place": "label", "value": "x"}).form)["name"].label == "x"


def test_a_definition_that_is_too_broken_for_an_edit_is_told_so() -> None:
    broken = small(more={"rules": ["keine Regel"]})
    with pytest.raises(Refused, match="Solange die Definition nicht läuft"):
        perform(broken, "delete", {"element": "name"})
