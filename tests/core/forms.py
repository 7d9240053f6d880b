"""Small definitions for the unit tests of the core, and where the shared material lies."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, compile_definition, read_definition
from formengine.core.journey import Journey, walk
from formengine.core.model import Finding
from formengine.core.settling import Context
from formengine.fields import TYPES

TODAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 9, 15, tzinfo=datetime.UTC)
CONTEXT = Context(NOW)
REPOSITORY = Path(__file__).resolve().parent.parent.parent


def leaf(name: str, schema: Any, **more: Any) -> dict[str, Any]:
    """A condition about the answer `name` (a/b for an answer in a group)."""
    scope = "#" + "".join(f"/properties/{part}" for part in name.split("/"))
    return {"scope": scope, "schema": schema, "failWhenUndefined": True} | more


def show(condition: Any) -> dict[str, Any]:
    """The rule that shows an element."""
    return {"effect": "SHOW", "condition": condition}


def control(name: str, **more: Any) -> dict[str, Any]:
    """A question for the answer `name` (a/b for an answer in a group)."""
    scope = "#" + "".join(f"/properties/{part}" for part in name.split("/"))
    return {"type": "Control", "id": name.replace("/", "."), "scope": scope, "label": "Frage"} | more


def calculated(name: str, tree: Any, **options: Any) -> dict[str, Any]:
    """A calculated value."""
    return control(name, options={"type": "calculated", "calc": tree} | options)


def page(name: str, *elements: Any, **more: Any) -> dict[str, Any]:
    """A page."""
    return {"type": "Category", "id": name, "label": "Seite", "elements": list(elements)} | more


def form(properties: Mapping[str, Any], *pages: Any, required: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """A whole form."""
    schema = {"type": "object", "properties": dict(properties), "required": list(required)}
    return {
        "title": "Probe",
        "schema": schema,
        "uischema": {"type": "Categorization", "elements": list(pages)},
    } | more


def bundle(content: Any, **parts: Any) -> Bundle:
    """A bundle around a form."""
    return Bundle(slug="probe", form=content, **parts)


def compiled(content: Any, **parts: Any) -> Definition:
    """The compiled form."""
    return compile_definition(bundle(content, **parts), TYPES, TODAY)


def findings(content: Any, **parts: Any) -> list[Finding]:
    """Everything that the compiler finds."""
    return read_definition(bundle(content, **parts), TYPES, TODAY)[1]


def errors(content: Any, **parts: Any) -> list[tuple[str, str]]:
    """The errors that the compiler finds, as (place, message)."""
    definition, found = read_definition(bundle(content, **parts), TYPES, TODAY)
    wrong = [(finding.place, finding.message) for finding in found if finding.level == "error"]
    assert (definition is None) == bool(wrong)
    assert all(finding.mend for finding in found)
    return wrong


def travel(content: Any, answers: Mapping[str, Any], **parts: Any) -> Journey:
    """The journey of some answers through a form."""
    return walk(compiled(content, **parts), answers, CONTEXT)


def codes(journey: Journey) -> dict[str, str]:
    """What is wrong: the code by the pointer of the answer."""
    return {mistake.pointer: mistake.code for mistake in journey.mistakes}


def shared(name: str) -> Path:
    """A file of the shared material beside the checkout; without it the test is skipped."""
    path = REPOSITORY.parent / "shared" / name
    if not path.is_file():
        pytest.skip(f"the shared material is not there: {name}")
    return path
