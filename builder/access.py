"""Who is signed in to the builder, and which views they may open."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, redirect, request
from werkzeug.exceptions import Unauthorized
from werkzeug.local import LocalProxy
from werkzeug.urls import iri_to_uri

from formengine.store.accounts import Account, Role
from formengine.store.signins import SignIn
from formengine.web import gate
from formengine.web.addresses import local
from formengine.web.rendering import render
from formengine.web.services import services

__all__ = ["Account", "Role", "account", "needs", "visitor"]

SIGN_IN: Final = "/werkstatt/anmelden"
INVITED: Final = frozenset({"werkstatt-einladung.show", "werkstatt-einladung.accept"})
"""The views that a link which works once leads to."""
_P = ParamSpec("_P")


def install(app: Flask) -> None:
    """Let templates know who is signed in, and whoever is pass the gate."""
    app.jinja_env.globals["signed_in"] = LocalProxy(visitor)
    gate.also(app, _passes)


def _passes() -> bool:
    """A link that invites proves more than the code of the room, and so does whoever is signed in."""
    if request.endpoint in INVITED:
        shared, secret = services(), (request.view_args or {})["secret"]
        return shared.store.invitations.find(secret, shared.settings.clock.now()) is not None
    return visitor() is not None


def cookie() -> str:
    """The name of the cookie that holds the secret of a browser that is signed in."""
    return f"{'__Host-' if services().settings.secure else ''}aw-konto"


def signed_in() -> SignIn | None:
    """What this browser's cookie stands for, the second factor perhaps still missing; asked once a request."""
    if "signed_in" not in g:
        shared, secret = services(), request.cookies.get(cookie(), "")
        g.signed_in = shared.store.sign_ins.find(secret, shared.settings.clock.now()) if secret else None
    found: SignIn | None = g.signed_in
    return found


def visitor() -> Account | None:
    """Who is signed in; None where nobody is, or where the second factor is missing."""
    found = signed_in()
    return found.account if found is not None and found.complete else None


def account() -> Account:
    """Who is signed in. Raises Unauthorized; behind `needs` it never does."""
    found = visitor()
    if found is None:
        raise Unauthorized
    return found


def may(found: Account, *roles: Role) -> bool:
    """Whether somebody has one of the roles; an admin has them all, and without roles everybody who is signed in."""
    return not roles or found.role is Role.ADMIN or found.role in roles


def needs(*roles: Role) -> Callable[[Callable[_P, Any]], Callable[_P, Any]]:
    """Let only these roles and admins in: others are sent to the sign-in page, or told that it is not for them."""

    def guarded(view: Callable[_P, Any]) -> Callable[_P, Any]:
        @wraps(view)
        def entered(*args: _P.args, **kwargs: _P.kwargs) -> Any:
            found = visitor()
            if found is None:
                return to_sign_in()
            if not may(found, *roles):
                return not_for(found)
            return view(*args, **kwargs)

        return entered

    return guarded


def not_for(found: Account) -> tuple[str, int]:
    """The page for whoever is signed in, but with another role; what they tried to do is noted."""
    if request.method == "POST":
        shared = services()
        details = {"grund": "Rolle", "was": request.endpoint}
        shared.store.audit.note(found.id, "abgewiesen", "", 0, details, shared.settings.clock.now())
    return render("werkstatt/nicht-erlaubt.html"), 403


def to_sign_in() -> Response:
    """On to the sign-in page, and from there back to what was asked for."""
    pure = request.method in ("GET", "HEAD")
    wanted = local(iri_to_uri(request.full_path.rstrip("?"))) if pure else "/werkstatt/"
    address = f"{SIGN_IN}?{urlencode({'nach': wanted})}"
    if "HX-Request" in request.headers:
        # Else htmx would put the sign-in page into a part of the page that was asked from.
        return Response(status=401, headers={"HX-Redirect": address})
    response: Response = current_app.make_response(redirect(address, 303))
    return response
