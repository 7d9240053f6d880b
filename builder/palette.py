"""The palette: every field type under its German name, derived from the folders of the field types."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final

from formengine.core import strictjson
from formengine.fields import FOLDER, TYPES
from formengine.fields.titles import title

ORDER: Final = ("Text", "Auswahl", "Zahl", "Zeit", "Anderes", "Texte auf der Seite")


def _said(name: str, what: str) -> str:
    document: Any = strictjson.loads((FOLDER / name.replace("-", "_") / "properties.json").read_bytes())
    return str(document.get(what, name))


TITLES: Final[Mapping[str, str]] = {name: title(name) for name in TYPES}
"""The German name of each field type."""

_GROUPS: Final[Mapping[str, str]] = {name: _said(name, "group") for name in TYPES}


def groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The field types as (name, title) by the groups in which the palette shows them."""

    def rank(name: str) -> tuple[int, str]:
        group = _GROUPS[name]
        return (ORDER.index(group) if group in ORDER else len(ORDER), group)

    ordered = sorted(TYPES, key=lambda name: (*rank(name), TITLES[name]))
    return [
        (group, [(name, TITLES[name]) for name in names]) for group, names in groupby(ordered, key=_GROUPS.__getitem__)
    ]
