"""Words and templates that several reports share."""

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader

from usability.model import Answer, Level

LEVELS: Final = {
    Level.FAILURE: ("Barriere", "Das verstößt gegen WCAG 2.2 AA und muss weg."),
    Level.BEST: ("Besser machen", "Das verstößt gegen nichts, macht es aber schwerer."),
    Level.REVIEW: ("Bitte ansehen", "Das kann keine Maschine entscheiden. Ein Mensch muss hinsehen."),
}
ANSWERS: Final = {
    Answer.PASS: "in Ordnung",
    Answer.FAIL: "Mangel",
    Answer.UNSURE: "nicht entscheidbar",
    Answer.NONE: "kommt nicht vor",
}
KINDS: Final = {"empty": "leer", "errors": "mit Fehlern", "filled": "ausgefüllt", "end": "am Ende"}
TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
