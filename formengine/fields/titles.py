"""What each field type is called, for whoever chooses one or reads of it: the title of its properties."""

import functools
import json

from formengine.fields import FOLDER, TYPES


@functools.cache
def title(name: str) -> str:
    """The German name of a field type (`multiline` is *Text, mehrere Zeilen*); an unknown name stands for itself."""
    if name not in TYPES:
        return name
    path = FOLDER / name.replace("-", "_") / "properties.json"
    return str(json.loads(path.read_bytes())["title"])
