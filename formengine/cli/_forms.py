"""What every command that makes a new definition has to know: names of folders, and the schema for editors."""

import argparse
from pathlib import Path
from typing import Any, Final

from formengine.core import slugs

_METASCHEMA: Final = "../../formengine/core/metaschema.json"


def slug_of(text: str) -> str:
    """A text that may be the name of a folder; raises ArgumentTypeError."""
    wrong = slugs.unfit(text)
    if wrong:
        raise argparse.ArgumentTypeError(f"„{text}“ geht nicht. {wrong}")
    return text


def form_of(form: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The form for a folder; editors check against the schema, whose way differs outside a checkout."""
    return ({"$schema": _METASCHEMA} if (folder.parent / _METASCHEMA[3:]).exists() else {}) | form
