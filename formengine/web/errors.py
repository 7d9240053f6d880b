"""Error pages: plain German, what happened, what is kept, and what to do now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from formengine.store.drafts import Conflict
from formengine.store.errors import NoDraft, StoreBusy, StoreError, StoreFull, Submitted, TooLarge, Unstorable


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a page says of one kind of error."""

    title: str
    texts: tuple[str, ...]


_KEPT: Final = "Was Sie auf anderen Seiten schon eingegeben haben, ist gespeichert."
_BACK: Final = "Gehen Sie mit „Zurück“ im Browser zur vorigen Seite. Dort stehen Ihre Eingaben meist noch."

EXPLANATIONS: Final[Mapping[int, Explanation]] = {
    400: Explanation(
        "Diese Anfrage haben wir nicht verstanden", ("Es fehlt etwas oder es ist etwas durcheinander.", _KEPT, _BACK)
    ),
    403: Explanation(
        "Das Absenden hat aus Sicherheitsgründen nicht geklappt",
        (
            "Die Seite war zu lange offen, oder sie wurde von einer anderen Adresse aus gesendet.",
            _KEPT,
            f"{_BACK} Laden Sie die Seite neu und senden Sie noch einmal.",
        ),
    ),
    404: Explanation(
        "Diese Seite gibt es nicht",
        (
            "Die Adresse ist falsch, oder die Seite wurde entfernt.",
            "Prüfen Sie die Adresse oder beginnen Sie auf der Startseite.",
        ),
    ),
    405: Explanation("So lässt sich diese Seite nicht aufrufen", ("Beginnen Sie bitte auf der Startseite.",)),
    409: Explanation(
        "Etwas hat sich inzwischen geändert",
        (
            "Ihr Entwurf wurde in einem anderen Fenster geändert.",
            _KEPT,
            "Öffnen Sie die Seite neu und prüfen Sie Ihre Angaben.",
        ),
    ),
    413: Explanation(
        "Das war zu groß",
        (
            "Die Dateien oder Texte sind zusammen größer als erlaubt. Nichts davon wurde gespeichert.",
            _KEPT,
            f"{_BACK} Wählen Sie kleinere oder weniger Dateien.",
        ),
    ),
    415: Explanation("Dieses Format nehmen wir nicht an", (_BACK,)),
    422: Explanation(
        "Das können wir nicht speichern", ("Ein Text enthält ein Zeichen, das sich nicht speichern lässt.", _BACK)
    ),
    429: Explanation(
        "Das waren zu viele Anfragen",
        ("Bitte warten Sie ein paar Sekunden und senden Sie dann noch einmal.", _KEPT, _BACK),
    ),
    500: Explanation(
        "Bei uns ist etwas schiefgegangen",
        ("Das ist unser Fehler, nicht Ihrer.", _KEPT, "Versuchen Sie es bitte gleich noch einmal."),
    ),
    503: Explanation(
        "Der Dienst ist gerade überlastet",
        (
            "Wir konnten Ihre Eingabe nicht speichern.",
            _KEPT,
            "Versuchen Sie es in einer Minute noch einmal. Es wird nichts doppelt gesendet.",
        ),
    ),
    507: Explanation(
        "Der Speicher ist voll",
        ("Wir können gerade nichts speichern.", _KEPT, "Sagen Sie bitte der Moderation der Werkstatt Bescheid."),
    ),
}
NO_DRAFT: Final = Explanation(
    "Diesen Entwurf können wir nicht öffnen",
    (
        "Ein Entwurf öffnet sich von selbst nur in dem Browser, in dem er begonnen wurde.",
        "Haben Sie die Cookies gelöscht oder ein anderes Gerät genommen? Dann brauchen Sie den Code zum Weitermachen.",
        "Entwürfe, die lange niemand geändert hat, werden gelöscht, meist nach 30 Tagen. Dann beginnen Sie bitte neu.",
    ),
)


NO_OUTCOME: Final = Explanation(
    "Für Ihre Antworten fehlt noch ein Ergebnis",
    (
        "Das ist ein Fehler im Prototyp, nicht Ihrer. Sagen Sie bitte der Moderation der Werkstatt Bescheid.",
        "Ihre Antworten sind gespeichert. Auch die Behördennummer 115 hilft Ihnen weiter.",
    ),
)


class Missing(Exception):
    """A draft that this browser cannot open: unknown, foreign or expired; all the same to a stranger."""


def answer(
    code: int, explanation: Explanation | None = None, actions: tuple[tuple[str, str], ...] = ()
) -> tuple[str, int]:
    """An error page and its status."""
    said = explanation or EXPLANATIONS.get(code) or EXPLANATIONS[500 if code >= 500 else 400]
    page = render_template(
        "error.html",
        code=code,
        title=said.title,
        text_paragraphs=said.texts,
        actions=(*actions, ("Zur Startseite", "/")),
        fragment="HX-Request" in request.headers,
    )
    return page, code


def register(app: Flask) -> None:
    """Answer every error with a page."""

    @app.errorhandler(HTTPException)
    def on_http(error: HTTPException) -> Any:
        if error.code is None or error.code < 400:
            return error
        page = make_response(answer(403 if isinstance(error, CSRFError) else error.code))
        wait = getattr(error, "retry_after", None)
        if wait is not None:
            page.headers["Retry-After"] = str(wait)
        return page

    @app.errorhandler(Missing)
    def on_missing(_error: Missing) -> Any:
        return answer(404, NO_DRAFT, (("Code eingeben", "/weitermachen"),))

    @app.errorhandler(StoreError)
    def on_store(error: StoreError) -> Any:
        app.logger.warning("store: %s: %s", type(error).__name__, error)
        return answer(_status(error))

    @app.errorhandler(Exception)
    def on_bug(error: Exception) -> Any:
        app.logger.error("unexpected", exc_info=error)
        return answer(500)


def _status(error: StoreError) -> int:
    kinds: tuple[tuple[type[StoreError], int], ...] = (
        (StoreFull, 507),
        (StoreBusy, 503),
        (Unstorable, 422),
        (NoDraft, 404),
        (TooLarge, 413),
        (Conflict, 409),
        (Submitted, 409),
    )
    return next((status for kind, status in kinds if isinstance(error, kind)), 503)
