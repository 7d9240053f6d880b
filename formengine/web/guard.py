"""The headers of every answer, added where the answer leaves the application: errors and static files included."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_VARY: Final = ("Cookie", "HX-Request")
Headers = list[tuple[str, str]]


class Guard:
    """A WSGI application around another. A list of pairs costs a tenth of what a response's own headers would."""

    def __init__(self, app: "WSGIApplication", always: Mapping[str, str], policy: str) -> None:
        self._app = app
        self._always = tuple(always.items())
        self._policy = ("Content-Security-Policy", policy)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
            return start_response(status, self._completed(headers), exc_info)

        return self._app(environ, start)

    def _completed(self, headers: Headers) -> Headers:
        names = {name for name, _ in headers}
        found = [*headers, *self._always]
        if self._policy[0] not in names:
            found.append(self._policy)
        return found if "Cache-Control" in names else _private(found)


def _private(headers: Headers) -> Headers:
    """An answer for one browser: nobody keeps it, and it differs by cookie and by who asks."""
    said = [word for name, value in headers if name == "Vary" for word in value.split(", ")]
    rest = [header for header in headers if header[0] != "Vary"]
    return [*rest, ("Cache-Control", "no-store"), ("Vary", ", ".join(dict.fromkeys((*_VARY, *said))))]
