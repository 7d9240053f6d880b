"""What somebody looks at in the workbench: it stands in the address, so that it can be sent and gone back to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

STATES: Final[Mapping[str, str]] = {"leer": "leer", "ausgefuellt": "ausgefüllt", "fehler": "mit Fehlern"}
WIDTHS: Final[Mapping[str, str]] = {
    "320": "320 Pixel",
    "768": "768 Pixel",
    "1280": "1280 Pixel",
    "voll": "ganze Breite",
}
LANGUAGES: Final[Mapping[str, str]] = {"de": "Deutsch", "de-einfach": "Einfaches Deutsch", "en": "Englisch"}
_DEFAULTS: Final[Mapping[str, str]] = {"zustand": "leer", "breite": "voll", "sprache": "de"}


@dataclass(frozen=True, slots=True)
class Sight:
    """The chosen element and what the preview shows."""

    slug: str
    element: str = ""
    person: str = ""
    zustand: str = "leer"
    breite: str = "voll"
    sprache: str = "de"

    @classmethod
    def of(cls, slug: str, asked: Mapping[str, str]) -> "Sight":
        """What an address or a form asks for; what nobody offers counts as not asked."""
        known: dict[str, Mapping[str, str]] = {"zustand": STATES, "breite": WIDTHS, "sprache": LANGUAGES}
        values = {name: asked.get(name, _DEFAULTS[name]) for name in known}
        values = {name: value if value in known[name] else _DEFAULTS[name] for name, value in values.items()}
        return cls(slug, asked.get("element", "")[:200], asked.get("person", "")[:100], **values)

    def url(self, **changes: Any) -> str:
        """The workbench with something else chosen."""
        wanted = replace(self, **changes)
        return f"/werkstatt/{wanted.slug}/{wanted.query}"

    @property
    def query(self) -> str:
        """Everything that is not the usual, as the end of an address."""
        values = {"element": self.element, "person": self.person}
        values |= {name: getattr(self, name) for name, usual in _DEFAULTS.items() if getattr(self, name) != usual}
        given = {name: value for name, value in values.items() if value}
        return f"?{urlencode(given)}" if given else ""

    def preview(self, path: str) -> str:
        """The address of the preview of a page."""
        values = {"person": self.person, "zustand": self.zustand, "sprache": self.sprache}
        given = {name: value for name, value in values.items() if value and value != _DEFAULTS.get(name)}
        return f"/vorschau/{self.slug}/{path}" + (f"?{urlencode(given)}" if given else "")
