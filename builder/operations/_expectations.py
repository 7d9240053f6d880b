"""What cases and tasks expect of rules, outcomes and messages, kept in step with these."""

from collections.abc import Iterator
from typing import Any, Final

from builder.operations._sheet import Sheet
from builder.operations._words import move_entry_words

_RULE: Final = "regel:"
_END: Final = "ergebnis:"


def rename_rule(sheet: Sheet, old: str, new: str) -> None:
    """A rule has another id now."""
    for expect in _expected(sheet):
        _rename_in(expect, "hints", old, new)
        errors = expect.get("errors", {})
        errors.update({place: _RULE + new for place, code in errors.items() if code == _RULE + old})
    move_entry_words(sheet, old, new)


def drop_rule(sheet: Sheet, old: str) -> None:
    """A rule is gone."""
    for expect in _expected(sheet):
        _drop_in(expect, "hints", old)
        if "errors" in expect:
            expect["errors"] = {place: code for place, code in expect["errors"].items() if code != _RULE + old}


def rename_outcome(sheet: Sheet, old: str, new: str) -> None:
    """An outcome has another id now."""
    for expect in _expected(sheet):
        if expect.get("outcome") == old:
            expect["outcome"] = new
    for success in _successes(sheet):
        if success.get("end") == _END + old:
            success["end"] = _END + new
    move_entry_words(sheet, old, new)


def drop_outcome(sheet: Sheet, old: str) -> None:
    """An outcome is gone; where a task led to it, nobody knows yet where it leads now."""
    for expect in _expected(sheet):
        if expect.get("outcome") == old:
            del expect["outcome"]


def rename_message(sheet: Sheet, old: str, new: str) -> None:
    """A message has another id now."""
    for expect in _expected(sheet):
        _rename_in(expect, "messages", old, new)


def drop_message(sheet: Sheet, old: str) -> None:
    """A message is gone."""
    for expect in _expected(sheet):
        _drop_in(expect, "messages", old)


def _expected(sheet: Sheet) -> Iterator[dict[str, Any]]:
    cases = sheet.cases or {}
    for entry in (*cases.get("cases", ()), *cases.get("tasks", ())):
        if isinstance(entry.get("expect"), dict):
            yield entry["expect"]


def _successes(sheet: Sheet) -> Iterator[dict[str, Any]]:
    for task in (sheet.cases or {}).get("tasks", ()):
        if isinstance(task.get("success"), dict):
            yield task["success"]


def _rename_in(expect: dict[str, Any], name: str, old: str, new: str) -> None:
    if old in expect.get(name, ()):
        expect[name] = [new if one == old else one for one in expect[name]]


def _drop_in(expect: dict[str, Any], name: str, old: str) -> None:
    if old in expect.get(name, ()):
        expect[name] = [one for one in expect[name] if one != old]
