"""The list of accounts, for admins: invite, change roles, close, sign out, and let somebody choose a new password."""

from typing import Any, Final

from flask import Blueprint, redirect, url_for
from werkzeug.exceptions import NotFound

from builder import signing
from builder.access import Role, account, needs
from builder.roles import ROLE_NAMES, ROLE_TASKS
from builder.views import TEMPLATES
from formengine.store.accounts import Account, LastAdmin
from formengine.web.asked import noted, posted
from formengine.web.clock import words
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-konten", __name__, url_prefix="/werkstatt/konten", template_folder=TEMPLATES)
_LIST: Final = "/werkstatt/konten"
_LAST: Final = "Das ist das letzte offene Konto, das Konten verwalten darf. Geben Sie zuerst einem anderen diese Rolle."


@blueprint.get("")
@needs(Role.ADMIN)
def show() -> Any:
    """All accounts and all links that wait."""
    return _page(note=noted())


@blueprint.post("/einladen")
@needs(Role.ADMIN)
def invite() -> Any:
    """Make a link for a new account. It is shown in this answer only, since just its hash is kept."""
    role = _role()
    if role is None:
        return _page(error="Wählen Sie eine Rolle."), 422
    secret = services().store.invitations.make(role, account().id, signing.now())
    signing.note("eingeladen", rolle=role.value)
    return _page(link=_address(secret), about=f"Einladung für die Rolle „{ROLE_NAMES[role]}“")


@blueprint.post("/einladungen/<id>/zurueckziehen")
@needs(Role.ADMIN)
def withdraw(id: str) -> Any:
    """End a link before it is used."""
    if services().store.invitations.withdraw(id):
        signing.note("Einladung zurückgezogen")
    return _back("zurueckgezogen")


@blueprint.post("/<id>/rolle")
@needs(Role.ADMIN)
def change_role(id: str) -> Any:
    """Give an account another role; its browsers have to sign in again, one's own gets a new secret."""
    found, role = _account(id), _role()
    if role is None:
        return _page(error="Wählen Sie eine Rolle."), 422
    try:
        services().store.accounts.set_role(id, role)
    except LastAdmin:
        return _page(error=_LAST), 409
    signing.note("Rolle geändert", konto=id, von=found.role.value, zu=role.value)
    if id == account().id:
        return signing.stay(found, f"{_LIST if role is Role.ADMIN else '/werkstatt/konto'}?hinweis=rolle")
    return _back("rolle")


@blueprint.post("/<id>/schliessen")
@needs(Role.ADMIN)
def close(id: str) -> Any:
    """Let nobody sign in with an account any more; what it did keeps its name."""
    _account(id)
    try:
        services().store.accounts.close(id, signing.now())
    except LastAdmin:
        return _page(error=_LAST), 409
    signing.note("Konto geschlossen", konto=id)
    return _back("geschlossen")


@blueprint.post("/<id>/oeffnen")
@needs(Role.ADMIN)
def reopen(id: str) -> Any:
    """Let an account that was closed be used again."""
    services().store.accounts.reopen(_account(id).id)
    signing.note("Konto geöffnet", konto=id)
    return _back("geoeffnet")


@blueprint.post("/<id>/abmelden")
@needs(Role.ADMIN)
def sign_out(id: str) -> Any:
    """End all browsers of an account."""
    ended = services().store.sign_ins.end_all(_account(id).id)
    signing.note("Konto abgemeldet", konto=id, browser=ended)
    return _back("abgemeldet")


@blueprint.post("/<id>/kennwort")
@needs(Role.ADMIN)
def renew_password(id: str) -> Any:
    """Make a link by which somebody chooses a new password; the old one works until then."""
    found = _account(id)
    secret = services().store.invitations.make(found.role, account().id, signing.now(), account=id)
    signing.note("Link für neues Kennwort", konto=id)
    return _page(link=_address(secret), about=f"Neues Kennwort für {found.display}")


@blueprint.post("/<id>/zweiter-faktor-aus")
@needs(Role.ADMIN)
def remove_factor(id: str) -> Any:
    """Help somebody whose phone is lost."""
    services().store.accounts.set_factor(_account(id).id, None)
    signing.note("zweiter Faktor entfernt", konto=id)
    return _back("faktor")


def _account(id: str) -> Account:
    found = services().store.accounts.get(id)
    if found is None:
        raise NotFound
    return found


def _role() -> Role | None:
    chosen = posted("rolle")
    return Role(chosen) if chosen in set(Role) else None


def _back(note: str) -> Any:
    return redirect(f"{_LIST}?hinweis={note}", 303)


def _address(secret: str) -> str:
    """What is sent to whoever was invited."""
    path = url_for("werkstatt-einladung.show", secret=secret)
    public = services().settings.address
    return f"{public}{path}" if public else url_for("werkstatt-einladung.show", secret=secret, _external=True)


def _page(note: str = "", error: str = "", link: str = "", about: str = "") -> str:
    store = services().store
    listed = store.accounts.listed()
    return render(
        "werkstatt/konten.html",
        listed=listed,
        names={each.account.id: each.account.display for each in listed},
        waiting=store.invitations.waiting(signing.now()),
        own=account().id,
        role_names=ROLE_NAMES,
        role_tasks=ROLE_TASKS,
        moment=words,
        note=note,
        error=error,
        link=link,
        about=about,
    )
