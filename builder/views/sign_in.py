"""Signing in with name and password, with the second factor where there is one, and signing out."""

from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.utils import redirect

from builder import signing
from builder.access import SIGN_IN, signed_in, visitor
from builder.typed import Typed, typed, wait_words
from builder.views import TEMPLATES
from formengine.store.attempts import Paused
from formengine.web.addresses import local
from formengine.web.asked import noted, posted
from formengine.web.rendering import render

blueprint = Blueprint("werkstatt-anmelden", __name__, url_prefix="/werkstatt", template_folder=TEMPLATES)
_CODE: Final = f"{SIGN_IN}/code"
_WRONG: Final = "Name oder Kennwort stimmt nicht. Prüfen Sie beides und versuchen Sie es noch einmal."
_WRONG_CODE: Final = "Der Code stimmt nicht oder wurde schon verwendet. Warten Sie in der App auf den nächsten Code."


@blueprint.get("/anmelden")
def show() -> Any:
    """The page with name and password; whoever is signed in goes on at once."""
    target = local(request.args.get("nach", signing.HOME))
    if visitor() is not None:
        return redirect(target if target != "/" else signing.HOME, 303)
    return _page(Typed(), target)


@blueprint.post("/anmelden")
def enter() -> Any:
    """Judge name and password."""
    target, password, form = local(posted("nach")), posted("kennwort"), typed("name")
    form = form.wrong(
        name="" if form.values["name"] else "Geben Sie Ihren Namen ein.",
        kennwort="" if password else "Geben Sie Ihr Kennwort ein.",
    )
    if form.errors:
        return _page(form, target), 422
    try:
        found = signing.checked(form.values["name"], password)
    except Paused as paused:
        return _page(form.wrong(name=_pause(paused)), target), 429, _retry(paused)
    if found is None:
        return _page(form.wrong(name=_WRONG), target), 422
    if signing.needs_second(found):
        return signing.wait_for_second(found, f"{_CODE}?{urlencode({'nach': target})}")
    return signing.enter(found, target)


@blueprint.get("/anmelden/code")
def show_second() -> Any:
    """The page that asks for the second factor."""
    if not _owes_second():
        return redirect(SIGN_IN, 303)
    return render("werkstatt/zweiter-faktor.html", form=Typed(), target=local(request.args.get("nach", signing.HOME)))


@blueprint.post("/anmelden/code")
def enter_second() -> Any:
    """Judge the second factor."""
    if not _owes_second():
        return redirect(SIGN_IN, 303)
    target, found, form = local(posted("nach")), signing.half(), typed("code")
    if not form.values["code"]:
        return _second(form.wrong(code="Geben Sie den Code ein."), target), 422
    try:
        right = signing.second_fits(found, form.values["code"])
    except Paused as paused:
        return _second(form.wrong(code=_pause(paused)), target), 429, _retry(paused)
    return signing.enter(found, target) if right else (_second(form.wrong(code=_WRONG_CODE), target), 422)


@blueprint.post("/abmelden")
def leave() -> Any:
    """Sign this browser out; pressing it twice does no harm."""
    found = visitor()
    if found is not None:
        signing.note("abgemeldet", found.id)
    return signing.leave(f"{SIGN_IN}?hinweis=abgemeldet")


def _owes_second() -> bool:
    found = signed_in()
    return found is not None and not found.complete


def _page(form: Typed, target: str) -> str:
    return render("werkstatt/anmelden.html", form=form, target=target, note=noted())


def _second(form: Typed, target: str) -> str:
    return render("werkstatt/zweiter-faktor.html", form=form, target=target)


def _pause(paused: Paused) -> str:
    wait = wait_words(paused.until, signing.now())
    return f"Zu viele falsche Versuche. Warten Sie {wait}; bis dahin hilft auch die richtige Eingabe nicht."


def _retry(paused: Paused) -> dict[str, str]:
    return {"Retry-After": str(max(1, int((paused.until - signing.now()).total_seconds())))}
