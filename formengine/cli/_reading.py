"""Definitions read from a folder, each checked as far as it can be, so that one broken one hides no other."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import formengine.core
from formengine.cli._problems import CommandError, unknown_slug
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, read_definition
from formengine.fields import TYPES
from formengine.store.folder import LISTS, FolderError, read_all

METASCHEMA: Final = Path(formengine.core.__file__).parent / "metaschema.json"


@dataclass(frozen=True, slots=True)
class Found:
    """One folder: its bundle, compiled where it compiles."""

    bundle: Bundle
    definition: Definition | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """All definitions of a folder."""

    root: Path
    kommune: str
    today: datetime.date
    found: Mapping[str, Found]
    errors: tuple[FolderError, ...]
    """Folders that are no definition at all."""

    @property
    def definitions(self) -> dict[str, Definition]:
        """Those that run, by slug."""
        return {slug: found.definition for slug, found in self.found.items() if found.definition is not None}

    def file(self, slug: str, part: str) -> Path:
        """The file that holds a part of a definition."""
        room, _, name = part.partition("/")
        return {
            "shared": self.root / "_shared" / f"{name}.json",
            "codelists": self.root / LISTS / f"{name}.json",
            "texts": self.root / slug / f"texts.{name}.json",
            "parameters": self.root / "_parameters" / f"{self.kommune}.json",
        }.get(room, self.root / slug / f"{part}.json")


def read_shelf(root: Path, kommune: str, today: datetime.date) -> Shelf:
    """Read and compile every definition of a folder."""
    reading = read_all(root, kommune)
    found = {bundle.slug: Found(bundle, read_definition(bundle, TYPES, today)[0]) for bundle in reading.bundles}
    return Shelf(root, kommune, today, found, reading.errors)


def running(shelf: Shelf, slug: str) -> Definition:
    """One definition that runs. Raises CommandError for one that is not there, cannot be read, or does not run."""
    for error in shelf.errors:
        if error.file.split("/")[0] == slug:
            raise CommandError(f"Die Definition „{slug}“ lässt sich nicht lesen. {error}")
    found = shelf.found.get(slug)
    if found is None:
        raise unknown_slug(slug, shelf.found)
    if found.definition is None:
        first = next(f for f in read_definition(found.bundle, TYPES, shelf.today)[1] if f.level == "error")
        raise CommandError(f"Die Definition „{slug}“ läuft nicht. {first} Alles dazu: formengine lint")
    return found.definition


@cache
def metaschema() -> dict[str, Any]:
    """The published schema of form.json."""
    loaded: dict[str, Any] = json.loads(METASCHEMA.read_text(encoding="utf-8"))
    return loaded
