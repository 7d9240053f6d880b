"""What every command that makes a new definition has to know: names of folders, and the schema for editors."""

import argparse
import re
from pathlib import Path
from typing import Any, Final

_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_METASCHEMA: Final = "../../formengine/core/metaschema.json"


def slug_of(text: str) -> str:
    """A text that may be the name of a folder; raises ArgumentTypeError."""
    if not _SLUG.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"„{text}“ geht nicht. Erlaubt sind kleine Buchstaben a-z, Ziffern und Bindestriche."
        )
    return text


def form_of(form: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The form for a folder; editors check against the schema, whose way differs outside a checkout."""
    return ({"$schema": _METASCHEMA} if (folder.parent / _METASCHEMA[3:]).exists() else {}) | form
