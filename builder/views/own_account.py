"""Somebody's own account: another password, the second factor, and signing out everywhere."""

from typing import Any, Final

from flask import Blueprint, redirect

from builder import passwords, secondfactor, signing
from builder.access import SIGN_IN, account, needs
from builder.roles import ROLE_NAMES
from builder.typed import Typed, wait_words
from builder.views import TEMPLATES
from formengine.store.accounts import Factor
from formengine.store.attempts import Paused
from formengine.web.asked import noted, posted
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-konto", __name__, url_prefix="/werkstatt/konto", template_folder=TEMPLATES)
_OWN: Final = "/werkstatt/konto"


@blueprint.get("")
@needs()
def show() -> Any:
    """The account of whoever is signed in."""
    return _page(Typed())


@blueprint.post("/kennwort")
@needs()
def change_password() -> Any:
    """Set another password; every other browser has to sign in again."""
    own, new = account(), posted("kennwort-neu")
    form = Typed().wrong(
        **{"kennwort": _wrong_password(), "kennwort-neu": passwords.weakness(new, own.name, own.display)}
    )
    if form.errors:
        return _page(form), 422
    store = services().store
    store.accounts.set_password(own.id, passwords.hashed(new))
    store.sign_ins.end_all(own.id)
    signing.note("Kennwort geändert", own.id)
    return signing.stay(own, f"{_OWN}?hinweis=kennwort")


@blueprint.post("/ueberall-abmelden")
@needs()
def leave_everywhere() -> Any:
    """End every browser, this one too."""
    ended = services().store.sign_ins.end_all(account().id)
    signing.note("überall abgemeldet", account().id, browser=ended)
    return signing.leave(f"{SIGN_IN}?hinweis=ueberall")


@blueprint.get("/zweiter-faktor")
@needs()
def show_factor() -> Any:
    """How to set up the second factor, or that there is one."""
    return _factor_page(Typed(), secondfactor.new_secret())


@blueprint.post("/zweiter-faktor")
@needs()
def set_up_factor() -> Any:
    """Begin to ask for codes, once one was right; the recovery codes are shown this one time."""
    own, secret, store = account(), posted("schluessel"), services().store
    if signing.needs_second(own) or not secondfactor.is_secret(secret):
        return redirect(f"{_OWN}/zweiter-faktor", 303)
    step = secondfactor.step(secret, posted("code"), signing.now())
    wrong = "Der Code stimmt nicht. Warten Sie in der App auf den nächsten; geht die Uhr des Handys richtig?"
    form = Typed().wrong(code="" if step is not None else wrong, kennwort=_wrong_password())
    if form.errors or step is None:
        return _factor_page(form, secret), 422
    codes = secondfactor.recovery_codes()
    store.accounts.set_factor(own.id, Factor(secret, step), codes)
    signing.note("zweiter Faktor eingerichtet", own.id)
    return render("werkstatt/notfallcodes.html", codes=[secondfactor.words(code) for code in codes])


@blueprint.post("/zweiter-faktor/aus")
@needs()
def remove_factor() -> Any:
    """Ask for no code any more."""
    own, form = account(), Typed().wrong(kennwort=_wrong_password())
    if form.errors:
        return _factor_page(form, ""), 422
    services().store.accounts.set_factor(own.id, None)
    signing.note("zweiter Faktor entfernt", own.id)
    return redirect(f"{_OWN}?hinweis=faktor-aus", 303)


def _wrong_password() -> str:
    """What is wrong with the present password that was posted; it keeps a browser left open from being taken over."""
    typed = posted("kennwort")
    if not typed:
        return "Geben Sie Ihr jetziges Kennwort ein."
    try:
        return "" if signing.checked(account().name, typed) else "Das Kennwort stimmt nicht."
    except Paused as paused:
        return f"Zu viele falsche Versuche. Warten Sie {wait_words(paused.until, signing.now())}."


def _page(form: Typed) -> str:
    own = account()
    return render(
        "werkstatt/konto.html",
        form=form,
        own=own,
        role=ROLE_NAMES[own.role],
        factor=signing.needs_second(own),
        left=services().store.accounts.recovery_left(own.id),
        least=passwords.LEAST,
        note=noted(),
    )


def _factor_page(form: Typed, secret: str) -> str:
    own, there = account(), signing.needs_second(account())
    return render(
        "werkstatt/faktor.html",
        form=form,
        own=own,
        there=there,
        secret=secret,
        picture="" if there else secondfactor.picture(secret, own.name),
        spoken=secondfactor.spoken(secret),
    )
