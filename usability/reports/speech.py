"""What a screen reader would say, one text for each page and kind of state: to be read, and to be compared by git."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from usability.model import State
from usability.reports._words import KINDS
from usability.results import Run
from usability.spoken import version

FOLDER: Final = "vorlesetext"
_FILES: Final = {"empty": "leer", "errors": "fehler", "filled": "ausgefuellt", "end": "ende"}
_NOTE: Final = """\
So etwa sagt ein Screenreader die Seite an, wenn man sie von oben nach unten liest. Das ist ein Modell
und kein Mitschnitt von NVDA, JAWS oder VoiceOver; es ersetzt keine Prüfung mit einem echten.
Zugeklapptes und die Einträge von Auswahlfeldern stehen mit da.
Modell: {version}
"""


def write(run: Run) -> Mapping[str, str]:
    """The texts; of several states of a kind the first speaks."""
    texts: dict[str, str] = {}
    for state in run.states:
        if state.id in run.spoken:
            texts.setdefault(_file(state), _text(run, state))
    return texts


def outdated(run: Run, place: Path) -> Iterator[Path]:
    """Texts of an earlier run whose page is no more."""
    known = {place / _file(state) for state in run.states}
    yield from (file for file in sorted((place / FOLDER).glob("*.txt")) if file not in known)


def _file(state: State) -> str:
    item = f"-{state.item}" if state.item else ""
    return f"{FOLDER}/{state.page}{item}-{_FILES[state.kind]}.txt"


def _text(run: Run, state: State) -> str:
    head = f"{run.title}: {state.title} ({KINDS[state.kind]})"
    return f"{head}\n{'=' * len(head)}\n{_NOTE.format(version=version())}\n{run.spoken[state.id]}"
