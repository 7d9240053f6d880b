"""Reads what the preview's script says that axe found: a stranger's JSON until it has been looked through."""

from collections.abc import Mapping
from typing import Any, Final

from formengine.core import strictjson
from formengine.store.previewfindings import PreviewFinding

MOST: Final = 200
"""So many findings of one state are kept."""
LONGEST: Final = 100_000
_TEXT: Final = 300


def read(body: str, page: str) -> list[PreviewFinding] | None:
    """The findings; None for what is none, or too much."""
    if len(body) > LONGEST:
        return None
    try:
        listed = strictjson.loads(body.encode())
    except ValueError:
        return None
    if not isinstance(listed, list) or not all(isinstance(each, Mapping) for each in listed):
        return None
    return [_finding(each, page) for each in listed[:MOST]]


def _finding(said: Mapping[str, Any], page: str) -> PreviewFinding:
    texts = {name: str(said.get(name) or "")[:_TEXT] for name in ("rule", "impact", "help", "selector", "element")}
    return PreviewFinding(**texts, sure=said.get("sure") is True, page=page)
