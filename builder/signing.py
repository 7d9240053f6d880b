"""Signing in and out: judges passwords and codes, counts wrong ones, and gives a browser its secret."""

from datetime import datetime
from typing import Any, Final

from flask import Response, current_app, g, redirect, request, session
from werkzeug.exceptions import Unauthorized

from builder import passwords, secondfactor
from builder.access import account, cookie, signed_in
from formengine.store.accounts import Account, folded
from formengine.store.signins import ABSOLUTE, HALF
from formengine.web import gate
from formengine.web.addresses import local
from formengine.web.services import services
from formengine.web.sessions import TOKEN

HOME: Final = "/werkstatt/"
_LONGEST_NAME: Final = 200


def now() -> datetime:
    """The time."""
    return services().settings.clock.now()


def note(action: str, who: str = "", **details: Any) -> None:
    """Write a line about accounts into the trail; without `who` it is whoever is signed in."""
    services().store.audit.note(who or account().id, action, "", 0, details, now())


def checked(name: str, password: str) -> Account | None:
    """Whose name and password these are, None where they do not fit. Raises Paused and TooManyRequests.

    It takes as long, and counts as much, for a name that nobody has.
    """
    store = services().store
    tried = folded(name[:_LONGEST_NAME])
    store.attempts.begin(tried, now())
    found = store.accounts.named(tried)
    kept = store.accounts.password(found.id) if found else None
    if not passwords.fits(kept, password) or found is None or kept is None:
        store.audit.note(found.id if found else "", "abgewiesen", "", 0, {"grund": "Kennwort"}, now())
        return None
    store.attempts.forget(tried)
    if passwords.is_outdated(kept):
        store.accounts.set_password(found.id, passwords.hashed(password))
    return found


def second_fits(found: Account, code: str) -> bool:
    """Whether a code of the app or of the paper is right, and was not used before. Raises Paused."""
    store, tried = services().store, f"{found.id} zweiter Faktor"
    store.attempts.begin(tried, now())
    factor = store.accounts.factor(found.id)
    step = secondfactor.step(factor.secret, code, now()) if factor else None
    if step is not None:
        right = store.accounts.use_step(found.id, step)
    else:
        right = store.accounts.use_recovery(found.id, secondfactor.plain(code))
    if right:
        store.attempts.forget(tried)
    else:
        store.audit.note(found.id, "abgewiesen", "", 0, {"grund": "zweiter Faktor"}, now())
    return right


def needs_second(found: Account) -> bool:
    """Whether an account has a second factor."""
    return services().store.accounts.factor(found.id) is not None


def enter(found: Account, target: str) -> Response:
    """Sign this browser in, under a secret that nobody can have planted, and lead on to a place of ours."""
    response = _bound(found, local(target) if local(target) != "/" else HOME, complete=True)
    note("angemeldet", found.id)
    gate.let_in()
    return response


def wait_for_second(found: Account, target: str) -> Response:
    """The password was right; this browser is signed in once the second factor is, too."""
    return _bound(found, target, complete=False)


def stay(found: Account, target: str) -> Response:
    """Give this browser another secret for the account that it was signed in with."""
    return _bound(found, target, complete=True)


def leave(target: str) -> Response:
    """Sign this browser out."""
    services().store.sign_ins.end(request.cookies.get(cookie(), ""))
    response = _to(target)
    _remember(response, "", 0)
    return response


def half() -> Account:
    """Whose second factor this browser still owes. Raises Unauthorized."""
    found = signed_in()
    if found is None or found.complete:
        raise Unauthorized
    return found.account


def _bound(found: Account, target: str, complete: bool) -> Response:
    old = request.cookies.get(cookie(), "")
    secret = services().store.sign_ins.begin(found.id, now(), complete, instead=old)
    response = _to(target)
    _remember(response, secret, int((ABSOLUTE if complete else HALF).total_seconds()))
    return response


def _to(target: str) -> Response:
    # A token that was planted before does not fit the forms of whoever signs in.
    session.pop(TOKEN, None)
    g.pop("signed_in", None)
    return current_app.make_response(redirect(target, 303))


def _remember(response: Response, secret: str, seconds: int) -> None:
    secure = services().settings.secure
    response.set_cookie(cookie(), secret, max_age=seconds, path="/", secure=secure, httponly=True, samesite="Lax")
