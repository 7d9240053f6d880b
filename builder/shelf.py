"""The shared blocks that lie beside the definitions: what a designer can put onto a page as a whole."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from formengine.core import strictjson


def blocks(definitions: Path) -> dict[str, Mapping[str, Any]]:
    """The sound blocks by name; a broken file is left out here, the list of services says what is wrong with it."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted((definitions / "_shared").glob("*.json")):
        try:
            content = strictjson.loads(path.read_bytes())
        except (OSError, ValueError):
            continue
        if isinstance(content, dict) and isinstance(content.get("elements"), list):
            found[path.stem] = content
    return found
