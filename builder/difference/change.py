"""One difference between two revisions, as a sentence for people."""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal[
    "new",
    "gone",
    "moved",
    "renamed",
    "retyped",
    "text",
    "options",
    "requirement",
    "constraint",
    "rule",
    "condition",
    "calculation",
    "property",
    "outcome",
    "message",
    "parameter",
    "case",
    "language",
    "block",
    "codelist",
    "service",
    "data",
    "form",
]
Severity = Literal["harmlos", "bricht"]

KINDS: Final[dict[Kind, str]] = {
    "new": "Neu",
    "gone": "Entfernt",
    "moved": "Verschoben",
    "renamed": "Umbenannt",
    "retyped": "Feldtyp",
    "text": "Texte",
    "options": "Antwortmöglichkeiten",
    "requirement": "Pflicht",
    "constraint": "Grenzen",
    "rule": "Regeln",
    "condition": "Bedingungen",
    "calculation": "Berechnungen",
    "property": "Eigenschaften",
    "outcome": "Ergebnisse",
    "message": "Nachrichten",
    "parameter": "Parameter",
    "case": "Beispiele",
    "language": "Sprachen",
    "block": "Bausteine",
    "codelist": "Codelisten",
    "service": "Angaben zum Dienst",
    "data": "Daten",
    "form": "Antrag als Ganzes",
}
"""Every kind of difference and what people call it, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Change:
    """What differs at one element, or at the whole; `sentence` says it without a technical word where there is one."""

    element: str
    """The id of the element; "" for the whole."""
    page: str
    """The id of the page that it stands on, after the change where it still exists; "" for the whole."""
    kind: Kind
    sentence: str
    severity: Severity = "harmlos"
    """`bricht`: an answer in a draft that runs would be lost, or would have to be given again."""
    subject: str = ""
    """What a person calls the element, in quotation marks; "" for the whole."""
    short: str = ""
    """What happened in one word or two (*verschoben*), for a summary."""

    @property
    def breaks(self) -> bool:
        """Whether a draft that runs would lose an answer."""
        return self.severity == "bricht"
