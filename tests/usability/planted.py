"""A run with planted findings of every level, made without a browser."""

import base64
import datetime
from dataclasses import replace
from io import BytesIO
from typing import Any, Final

from PIL import Image

from usability.accepted import Accepted
from usability.checks import CHECKS
from usability.clauses import clauses
from usability.model import Answer, Finding, Level, Look, Place, Rule, State, Tally
from usability.record import Entry, Record
from usability.results import Run
from usability.ways import Coverage

MOMENT: Final = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
TODAY: Final = MOMENT.date()
KEYBOARD: Final = CHECKS["tastatur"].rule
CONTRAST: Final = Rule(
    id="axe/color-contrast",
    title="Elemente müssen einen ausreichenden Farbkontrast haben",
    wcag=("1.4.3",),
    whom="Menschen, die schlecht sehen",
    mend="Stellt sicher, dass der Kontrast zwischen Vorder- und Hintergrund ausreicht",
)
REGION: Final = Rule(
    id="axe/region",
    title="Alle Inhalte sollten in Landmarks liegen",
    wcag=(),
    whom="Menschen mit Screenreader",
    mend="Stellt sicher, dass alle Inhalte in Landmarks liegen",
    level=Level.BEST,
)
STATES: Final = (
    State("wo/empty/1", "wo", "Wo ist der Mangel?", "empty", "gut"),
    State("wo/errors/1", "wo", "Wo ist der Mangel?", "errors", "gut"),
    State("ende/end/1", "ende", "Eingang", "end", "gut"),
)
HASHES: Final = {"wo/empty/1": "a" * 16, "wo/errors/1": "b" * 16, "ende/end/1": "c" * 16}


def picture() -> str:
    """A picture of nothing, in base64."""
    held = BytesIO()
    Image.new("RGB", (480, 200), "white").save(held, "png")
    return base64.b64encode(held.getvalue()).decode()


def finding(rule: Rule, level: Level, mark: str, **changes: Any) -> Finding:
    """One finding at the question for the place, unless the changes say otherwise."""
    fields: dict[str, Any] = {
        "element": "ort.punkt",
        "label": "Wo ist der Mangel? <b>&",
        "pointer": "/uischema/elements/1/elements/0",
        "line": 42,
        "message": "Mit der Tab-Taste ist das nicht zu erreichen.\x0c",
        "states": ("wo/empty/1", "wo/errors/1"),
        "looks": ("1280 px, mit JavaScript",),
        "place": Place("ort.punkt", "#w-ort\\.punkt", '<div onclick="x">', (1.0, 2.0, 3.0, 4.0)),
        "picture": picture(),
    }
    return Finding(fingerprint=mark, slug="probe", rule=rule, level=level, **fields | changes)


FRAME: Final = {
    "element": "",
    "label": "",
    "pointer": "",
    "line": 0,
    "place": Place("", "footer", "<footer>"),
    "picture": "",
}
FINDINGS: Final = (
    finding(KEYBOARD, Level.FAILURE, "1" * 16, news="new"),
    finding(REGION, Level.BEST, "2" * 16, news="same", states=("ende/end/1",), **FRAME),
    finding(CONTRAST, Level.REVIEW, "3" * 16, element="ort.text", label="Beschreibung des Orts"),
)
OUTCOMES: Final = {
    KEYBOARD.id: {"wo/empty/1": Answer.FAIL, "wo/errors/1": Answer.FAIL},
    CONTRAST.id: {"wo/empty/1": Answer.UNSURE, "wo/errors/1": Answer.UNSURE, "ende/end/1": Answer.PASS},
    REGION.id: {"wo/empty/1": Answer.PASS, "wo/errors/1": Answer.PASS, "ende/end/1": Answer.FAIL},
    "umbruch-320": {"wo/empty/1": Answer.PASS, "wo/errors/1": Answer.NONE},
}
PLANTED: Final = Run(
    slug="probe",
    title="Probe & Antrag",
    revision="0123456789abcdef" * 4,
    started=MOMENT,
    seconds=61.5,
    engine="Chromium (Playwright)",
    looks=(Look(), Look(320, 640)),
    states=STATES,
    hashes=HASHES,
    skipped=(),
    coverage=Coverage((1, 2), (3, 4), (0, 0), (1, 1), (2, 2), ("Seite „ende“",)),
    left_out={},
    findings=FINDINGS,
    gone=("9" * 16,),
    tallies={"axe": Tally({Answer.UNSURE: 2, Answer.FAIL: 1}), KEYBOARD.id: Tally({Answer.FAIL: 2})},
    rules={rule.id: rule for rule in (KEYBOARD, CONTRAST, REGION, CHECKS["umbruch-320"].rule)},
    outcomes=OUTCOMES,
    spoken={"wo/empty/1": "== Gesprochen ==\nHauptbereich\n"},
    lapsed=(Accepted("5" * 16, "Karte kommt im März", datetime.date(2026, 10, 31)),),
    unknown=(Accepted("6" * 16, "alter Befund", datetime.date(2027, 1, 31)),),
    rendered=HASHES,
    today=TODAY,
    statement={"stelle": "Gemeinde Musterhausen"},
)
CLEAN: Final = replace(PLANTED, findings=(), outcomes={}, lapsed=(), unknown=(), gone=())


def entry(clause: str, verdict: str = "pass", **changes: Any) -> Entry:
    """What a person found today."""
    fields: dict[str, Any] = {
        "tester": "A. Muster",
        "browser": "Firefox 150",
        "at": "NVDA 2026",
        "date": TODAY,
        "revision": PLANTED.revision,
        "seen": HASHES,
        "note": "",
    }
    return Entry(clause=clause, verdict=verdict, **fields | changes)  # type: ignore[arg-type]  # one of the three


def recorded(run: Run, *entries: Entry) -> Run:
    """The run with verdicts of people."""
    return replace(run, record=Record(entries, MOMENT))


def all_passed() -> Run:
    """A run in which nothing was found, and people passed whatever there is to be passed."""
    return recorded(CLEAN, *(entry(clause.number) for clause in clauses() if clause.person))
