"""What the tests of the builder edit: the shipped definitions, and small ones of one or two pages."""

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder.operations import perform
from builder.tree import Node, nodes
from formengine.core.bundle import Bundle
from formengine.core.cases import Played, play, read_cases
from formengine.core.definition import Definition, compile_definition
from formengine.core.pointer import MISSING, get
from formengine.fields import TYPES
from formengine.store.folder import read_all
from tests.core.forms import TODAY, bundle, form, leaf, page, show

ROOT = Path(__file__).resolve().parents[2]
SLUGS = ("lp01-baumfaellung", "lp01-baumfaellung-klaerung", "lp03-maengelmelder", "lp03-maengelmelder-klaerung")


@functools.cache
def _shipped() -> Mapping[str, Bundle]:
    return {found.slug: found for found in read_all(ROOT / "definitions", "musterhausen").bundles}


_RUNS: dict[str, Mapping[str, Played]] = {}


def shipped(slug: str = SLUGS[0]) -> Bundle:
    """A definition of this repository."""
    return _shipped()[slug]


def small(**parts: Any) -> Bundle:
    """Two pages: a name and a kind, of which one answer shows the number of trees; and a list of trees."""
    tree = {
        "type": "object",
        "properties": {"art": {"type": "string", "maxLength": 40}, "hoehe": {"type": "integer", "minimum": 0}},
        "required": ["art"],
    }
    properties = {
        "name": {"type": "string", "maxLength": 80},
        "zweck": {
            "type": "string",
            "oneOf": [{"const": "faellen", "title": "Fällen"}, {"const": "pflegen", "title": "Pflegen"}],
        },
        "anzahl": {"type": "integer", "minimum": 1},
        "baeume": {"type": "array", "items": tree},
    }
    detail = {
        "type": "VerticalLayout",
        "elements": [
            _question("art", "Art", "text", id="baeume.art"),
            _question("hoehe", "Höhe", "number", id="baeume.hoehe", rule=show(leaf("art", {"const": "Eiche"}))),
        ],
    }
    content = form(
        properties,
        page(
            "seite-eins",
            _question("name", "Ihr Name", "text"),
            _question("zweck", "Was haben Sie vor?", "choice"),
            _question("anzahl", "Wie viele Bäume?", "number", rule=show({"$ref": "#/conditions/faellen"})),
            options={"path": "eins"},
        ),
        page(
            "seite-zwei",
            {
                "type": "Control",
                "id": "baeume",
                "scope": "#/properties/baeume",
                "label": "Bäume",
                "options": {"type": "list", "detail": detail},
            },
            options={"path": "zwei"},
        ),
        required=("name", "zweck"),
        slug="probe",
        conditions={"faellen": {"title": "Es wird gefällt", "condition": leaf("zweck", {"const": "faellen"})}},
    )
    return bundle(content | parts.pop("more", {}), **parts)


def _question(name: str, label: str, kind: str, **more: Any) -> dict[str, Any]:
    own = {"type": "Control", "id": name, "scope": f"#/properties/{name}", "label": label, "options": {"type": kind}}
    return own | more


def edited(before: Bundle, operation: str, /, **arguments: Any) -> Bundle:
    """The bundle after an operation, which has left what it was given as it was."""
    content = before.parts()
    after = perform(before, operation, arguments)
    assert before.parts() == content
    return after


def node(of: Bundle, element: str) -> Node:
    """An element as it is written."""
    return nodes(of.form)[element]


def schema(of: Bundle, *names: str) -> Any:
    """The schema of an answer; MISSING where there is none."""
    found: Any = of.form["schema"]
    for name in names:
        found = found.get("items", {}) if name == "*" else get(found, ("properties", name))
        if found is MISSING:
            return MISSING
    return found


def compiled(of: Bundle) -> Definition:
    """A bundle, compiled."""
    return compile_definition(of, TYPES, TODAY)


def played(of: Bundle) -> Mapping[str, Played]:
    """How every case ends; remembered, since many tests compare with the same definition."""
    if of.hash not in _RUNS:
        definition = compiled(of)
        _RUNS[of.hash] = {case.id: play(definition, case) for case in read_cases(definition)}
    return _RUNS[of.hash]


def new_ids(before: Bundle, after: Bundle) -> list[str]:
    """The elements that an edit added, in order."""
    known = nodes(before.form)
    return [id_ for id_ in nodes(after.form) if id_ not in known]
