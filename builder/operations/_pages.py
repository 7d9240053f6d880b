"""Keeps the ways through the pages, as cases and tasks expect them, in step with the pages."""

from collections.abc import Callable, Iterator
from typing import Any

from builder.operations._sheet import Sheet


def rename_path(sheet: Sheet, old: str, new: str) -> None:
    """A page has another address now."""
    _rewrite(sheet, lambda path: [new if path == old else path])


def drop_path(sheet: Sheet, old: str) -> None:
    """A page is gone."""
    _rewrite(sheet, lambda path: [] if path == old else [path])


def follow_path(sheet: Sheet, old: str, new: str) -> None:
    """A page comes directly behind another one, wherever that is visited."""
    _rewrite(sheet, lambda path: [path, new] if path == old else [path])


def _rewrite(sheet: Sheet, change: Callable[[str], list[str]]) -> None:
    for holder, key in _ways(sheet):
        holder[key] = [new for path in holder[key] for new in change(path)]


def _ways(sheet: Sheet) -> Iterator[tuple[dict[str, Any], str]]:
    cases = sheet.cases or {}
    for case in cases.get("cases", ()):
        if isinstance(case.get("expect", {}).get("pages"), list):
            yield case["expect"], "pages"
    for task in cases.get("tasks", ()):
        if isinstance(task.get("way"), list):
            yield task, "way"
