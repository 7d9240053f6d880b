"""What the commands around the harness share: the folder of a definition, and the last run over it."""

import argparse
from pathlib import Path
from typing import Final

from formengine.cli import _options
from formengine.cli._problems import CommandError, unknown_slug
from usability.results import Before, before

FILE_HELP: Final = "Alles steht in {name} neben cases.json und lässt sich dort lesen und ändern."


def slugs(folder: Path) -> list[str]:
    """The definitions of a folder."""
    return sorted(path.parent.name for path in folder.glob("*/form.json") if not path.parent.name.startswith("_"))


def existing(options: argparse.Namespace) -> Path:
    """The folder of the definition that the options name. Raises CommandError."""
    folder = _options.definitions(options)
    known = slugs(folder)
    if options.slug not in known:
        raise unknown_slug(options.slug, known)
    return folder / str(options.slug)


def last_run(folder: Path) -> Before:
    """The last run that was reported into a folder. Raises CommandError where there is none."""
    found = before(folder)
    if not found.revision:
        raise CommandError(f"In {folder} liegt kein Lauf. Prüfen Sie zuerst: formengine check NAME --report ORDNER")
    return found
