"""Error pages: what happened, what is kept, and what to do now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, make_response
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from formengine.store.drafts import Conflict
from formengine.store.errors import NoDraft, StoreBusy, StoreError, StoreFull, Submitted, TooLarge, Unstorable
from formengine.web.language import say
from formengine.web.rendering import render


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a page says of one kind of error: where its title stands in the table, and which sentences follow."""

    name: str
    sentences: tuple[str, ...]


_KEPT: Final = "error.kept"
_BACK: Final = "error.back"


def _explained(code: int, *sentences: str) -> Explanation:
    return Explanation(str(code), tuple(key if "." in key else f"error.{code}.{key}" for key in sentences))


EXPLANATIONS: Final[Mapping[int, Explanation]] = {
    400: _explained(400, "text", _KEPT, _BACK),
    403: _explained(403, "text", _KEPT, _BACK, "mend"),
    404: _explained(404, "text", "mend"),
    405: _explained(405, "mend"),
    409: _explained(409, "text", _KEPT, "mend"),
    413: _explained(413, "text", _KEPT, _BACK, "mend"),
    415: _explained(415, _BACK),
    422: _explained(422, "text", _BACK),
    429: _explained(429, "text", _KEPT, _BACK),
    500: _explained(500, "text", _KEPT, "mend"),
    503: _explained(503, "text", _KEPT, "mend"),
    507: _explained(507, "text", _KEPT, "mend"),
}
NO_DRAFT: Final = Explanation("no_draft", ("error.no_draft.text", "error.no_draft.code", "error.no_draft.expired"))
NO_OUTCOME: Final = Explanation("no_outcome", ("error.no_outcome.text", "error.no_outcome.kept"))


class Missing(Exception):
    """A draft that this browser cannot open: unknown, foreign or expired; all the same to a stranger."""


def answer(
    code: int, explanation: Explanation | None = None, actions: tuple[tuple[str, str], ...] = ()
) -> tuple[str, int]:
    """An error page and its status; `actions` are keys of words and addresses."""
    said = explanation or EXPLANATIONS.get(code) or EXPLANATIONS[500 if code >= 500 else 400]
    page = render(
        "error.html",
        code=code,
        title=say(f"error.{said.name}.title"),
        text_paragraphs=[say(key) for key in said.sentences],
        actions=[(say(key), url) for key, url in (*actions, ("site.home", "/"))],
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
        return answer(404, NO_DRAFT, (("error.enter_code", "/weitermachen"),))

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
