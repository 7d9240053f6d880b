"""The published schema of cases.json says what lint reads: every shipped file fits, and both know the same keys."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from formengine.core.lint import _cases
from formengine.core.validation import judge, schema_errors

REPOSITORY: Final = Path(__file__).resolve().parents[2]
PUBLISHED: Final = json.loads((REPOSITORY / "formengine/core/cases.schema.json").read_text(encoding="utf-8"))
FILES: Final = sorted(
    [*(REPOSITORY / "definitions").glob("*/cases.json"), REPOSITORY / "formengine/cli/new/cases.json"]
)


def test_it_is_a_schema() -> None:
    assert schema_errors(PUBLISHED) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_shipped_file_fits(path: Path) -> None:
    assert judge(PUBLISHED).ok(json.loads(path.read_text(encoding="utf-8")))


def unfolded(schema: Any) -> Any:
    """The schema with its references followed."""
    if "$ref" in schema:
        return unfolded(PUBLISHED["$defs"][schema["$ref"].rpartition("/")[2]])
    if "allOf" in schema:
        return unfolded(schema["allOf"][0])
    return schema


def shape(schema: Mapping[str, Any]) -> Any:
    """Types and keys, without words; whether strangers are welcome is said in two ways."""
    schema = unfolded(schema)
    closed = "propertyNames" in schema or schema.get("additionalProperties") is False
    parts = {name: shape(part) for name, part in schema.get("properties", {}).items() if name != "$schema"}
    items = shape(schema["items"]) if "items" in schema else None
    return schema["type"], parts, items, sorted(schema.get("required", ())), closed


def test_lint_and_the_published_schema_know_the_same_keys() -> None:
    published, read = shape(PUBLISHED), shape(_cases._SHAPE)
    assert published[1].keys() == read[1].keys()
    for name in ("cases", "tasks"):
        assert published[1][name] == read[1][name]


@pytest.mark.parametrize(
    "task",
    [{"id": "A", "text": "alt"}, {"id": "A", "success": ["so"]}, {"id": "A", "success": {"end": "x", "wort": 1}}, {}],
)
def test_a_task_of_another_form_does_not_fit(task: Any) -> None:
    assert not judge(PUBLISHED).ok({"now": "2026-11-23", "cases": [], "tasks": [task]})
