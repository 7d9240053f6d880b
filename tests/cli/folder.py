"""Definition folders to break: a small one from `formengine new`, and helpers to change a file of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from formengine.cli import main

SLUG = "lp99-probe"


def fresh(root: Path, slug: str = SLUG) -> Path:
    """A new definition below a folder."""
    assert main(["new", slug, "--definitions", str(root)]) == 0
    return root / slug


def edit(file: Path, change: Callable[[Any], object]) -> None:
    """Change a JSON file."""
    content = json.loads(file.read_text(encoding="utf-8"))
    change(content)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
