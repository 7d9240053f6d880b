"""What a request says beside the fields. Asking first is cheap; werkzeug makes an exception of each name not there."""

from typing import Final

from flask import request

from formengine.core.model import CHECK_PAGE

_DIGITS: Final = 9


def posted(name: str) -> str:
    """The first string under a name of the form, "" where there is none."""
    form = request.form
    return form[name] if name in form else ""  # noqa: SIM401


def noted() -> str:
    """The note that a redirect asks for (`?hinweis=…`)."""
    arguments = request.args
    return arguments["hinweis"] if "hinweis" in arguments else ""  # noqa: SIM401


def numbered(text: str) -> int:
    """The number of a revision that a request names, 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0


def returning() -> bool:
    """True on the way of a change from the check page and back (`?zurueck=pruefen`)."""
    arguments = request.args
    return "zurueck" in arguments and arguments["zurueck"] == CHECK_PAGE


_SHORT: Final = 12


def short(revision: str) -> str:
    """As much of a revision's hash as a page sends along."""
    return revision[:_SHORT]


def late(revision: str) -> bool:
    """True for a page that was sent with the questions of another revision; one that does not say has the same."""
    return posted("_fassung") not in ("", short(revision))
