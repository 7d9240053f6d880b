"""The shipped definitions with every list laid out the other way: all items on the page, instead of a page for each."""

import functools
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from formengine.core.cases import Case, read_cases
from formengine.core.definition import Definition, compile_definition
from formengine.fields import TYPES
from formengine.store.folder import read_all
from formengine.web.settings import shipped_definitions
from tests.definitions.cases import NOW, definitions, settings
from tests.definitions.questions import lists_of, on_own_pages


def with_items_of_their_own() -> list[str]:
    """The definitions that have a list whose items have pages of their own."""
    pages = [(slug, page) for slug, definition in definitions().items() for page in definition.pages]
    return sorted({slug for slug, page in pages for list_ in lists_of(page) if on_own_pages(list_)})


def write(folder: Path) -> Path:
    """Write them all to a folder, and return it."""
    shutil.copytree(shipped_definitions(), folder)
    for slug in with_items_of_their_own():
        path = folder / slug / "form.json"
        form = json.loads(path.read_text(encoding="utf-8"))
        _lay_out(form["uischema"])
        path.write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    return folder


def _lay_out(node: Any) -> None:
    if isinstance(node, list):
        for part in node:
            _lay_out(part)
    elif isinstance(node, dict):
        if node.get("layout") == "pages":
            node["layout"] = "page"
        _lay_out(list(node.values()))


@functools.cache
def compiled(folder: Path) -> Mapping[str, Definition]:
    """What was written, compiled, by slug."""
    reading = read_all(folder, settings(Path()).kommune)
    assert reading.errors == ()
    return {bundle.slug: compile_definition(bundle, TYPES, NOW.date()) for bundle in reading.bundles}


def case(folder: Path, id_: str) -> tuple[Definition, Case]:
    """A case of a definition that was written."""
    both = ((definition, each) for definition in compiled(folder).values() for each in read_cases(definition))
    return next(found for found in both if found[1].id == id_)
