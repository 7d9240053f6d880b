"""The run as one self-contained page for people: what, where, for whom, how to mend, with a picture."""

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader

from usability.model import Answer, Level
from usability.results import Run

NAME: Final = "bericht.html"
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
_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


def write(run: Run) -> str:
    """The page."""
    return _TEMPLATES.get_template("page.html").render(
        run=run, levels=LEVELS, answers=ANSWERS, kinds=KINDS, states={state.id: state for state in run.states}
    )
