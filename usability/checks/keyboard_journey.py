"""Whoever has no mouse gets from the first page of a form to its end: by Tab, arrows, Space, Enter and typing alone."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from usability.acting import prepare
from usability.browser import Error, Page
from usability.checks import Check, Verdict, judged, script
from usability.model import Rule
from usability.playing import Answers, Upload, Wanted

_RULE = Rule(
    id="tastaturweg",
    title="Mit der Tastatur allein kommt man nicht durch das Formular",
    wcag=("2.1.1",),
    whom="Menschen, die keine Maus benutzen können",
    mend="Nehmen Sie echte Felder und Schaltflächen, und prüfen Sie die genannte Frage von Hand mit der Tab-Taste.",
)
_MOST_PAGES: Final = 150
_MOST_TABS: Final = 250
_MOST_ROUNDS: Final = 4
_SHORT: Final = 60
_PATIENCE: Final = 10_000
_MOST_TRIES: Final = 3
_IN_PAGE: Final = "() => document.getElementById('antworten')?.textContent ?? null"


class _StuckError(Exception):
    """The keyboard does not get on."""

    def __init__(self, message: str, key: str, place: Any = None) -> None:
        super().__init__(message)
        self.entry = {"message": message, "key": key, "place": place}


def play(page: Page, answers: Answers) -> Verdict:
    """Go from the page that is open to the end."""
    pages = 0
    # Somebody must have asked for it before the window for files opens, or it is lost.
    page.on("filechooser", _asked)
    try:
        while (wanted := answers(page.evaluate("() => location.href"))) is not None and pages < _MOST_PAGES:
            _page(page, wanted)
            pages += 1
    except _StuckError as stuck:
        return judged(_RULE, True, [stuck.entry])
    finally:
        page.remove_listener("filechooser", _asked)
    if pages == _MOST_PAGES:
        return judged(_RULE, True, [{"message": f"Nach {pages} Seiten ist das Ende nicht erreicht.", "key": "ende"}])
    return judged(_RULE, pages > 0, [])


def _asked(_: object) -> None:
    """Nothing more than having asked."""


def _page(page: Page, wanted: Wanted) -> None:
    """Fill one page in and go on."""
    mine = {"raw": dict(wanted.raw), "files": list(wanted.files), "items": dict(wanted.items)}
    prepare(page)
    page.evaluate(script(__file__))
    page.evaluate("wanted => window.__aw.play.start(wanted)", mine)
    tries: dict[str, int] = {}
    rounds, tabs = 0, 0
    while tabs < _MOST_TABS:
        page.keyboard.press("Tab")
        tabs += 1
        here = page.evaluate("() => window.__aw.play.here()")
        if here["do"] == "round":
            rounds += 1
            if rounds >= _MOST_ROUNDS:
                break
            page.evaluate("() => window.__aw.play.top()")
        while here["do"] not in ("none", "round"):
            key = f"{here['do']} {here.get('key', '')}"
            tries[key] = tries.get(key, 0) + 1
            if tries[key] > _MOST_TRIES:
                break
            if _act(page, here, wanted):
                return
            here = page.evaluate("() => window.__aw.play.here()")
    left = page.evaluate("() => window.__aw.play.left()")
    if left:
        name = left[0]["name"]
        raise _StuckError(f"„{name}“ lässt sich mit der Tastatur nicht ausfüllen.", "feld", left[0]["place"])
    raise _StuckError("Die Schaltfläche, die weiterführt, ist mit der Tastatur nicht zu erreichen.", "weiter")


def _act(page: Page, here: Mapping[str, Any], wanted: Wanted) -> bool:
    """Do what is to be done where the focus is; true once another page has come."""
    match here["do"]:
        case "type":
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(here["text"])
        case "press":
            for _ in range(int(here["times"])):
                page.keyboard.press(here["press"])
        case "search":
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(here["text"])
            page.wait_for_timeout(_SHORT)
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
        case "files":
            _choose(page, wanted.files[here["key"]])
        case "send":
            _send(page, here)
            return True
    return False


def _choose(page: Page, uploads: Sequence[Upload]) -> None:
    """The window in which files are chosen is the system's own; the way there is the page's."""
    files: list[Any] = [{"name": each.name, "mimeType": each.mime, "buffer": each.body} for each in uploads]
    with suppress(Error):
        with page.expect_file_chooser(timeout=_PATIENCE / 2) as chooser:
            page.keyboard.press("Enter")
        chooser.value.set_files(files)


def _send(page: Page, here: Mapping[str, Any]) -> None:
    """Press Enter on a button that leads on, and wait for what comes."""
    page.evaluate("() => window.__aw.play.leaving()")
    page.keyboard.press("Enter")
    try:
        page.wait_for_function("() => !window.__aw?.play || window.__aw.play.left_page()", timeout=_PATIENCE)
        page.wait_for_load_state()
    except Error as error:
        message = f"Die Eingabetaste auf „{here['text']}“ bewirkt nichts."
        raise _StuckError(message, "weiter", here["place"]) from error
    wrong = page.evaluate(
        "() => { const at = document.querySelector('main [aria-invalid=true]'); return at && at.id; }"
    )
    if wrong:
        prepare(page)
        place = page.evaluate("() => window.__aw.place(document.querySelector('main [aria-invalid=true]'))")
        raise _StuckError("Was mit der Tastatur eingegeben wurde, kam nicht so an, wie es gemeint war.", "wert", place)


def _evaluate(page: Page) -> Verdict:
    """A page that says itself what belongs in its fields; it is the end where it does not."""

    def answers(_: str) -> Wanted | None:
        text = page.evaluate(_IN_PAGE)
        return None if text is None else Wanted(json.loads(text))

    return play(page, answers)


CHECK = Check(_RULE, "played", _evaluate, play=play)
