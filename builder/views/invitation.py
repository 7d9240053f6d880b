"""What a link that works once leads to: a new account, or a new password for one that is there."""

from typing import Any

from flask import Blueprint, url_for

from builder import passwords, signing
from builder.access import SIGN_IN
from builder.roles import ROLE_NAMES
from builder.typed import Typed, typed
from builder.views import TEMPLATES
from formengine.store.accounts import Account, NameTaken, is_name
from formengine.store.invitations import Invitation, Newcomer, Spent
from formengine.web import gate
from formengine.web.asked import posted
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-einladung", __name__, url_prefix="/werkstatt/einladung", template_folder=TEMPLATES)
_LONGEST_DISPLAY = 80


@blueprint.get("/<secret>")
def show(secret: str) -> Any:
    """The form behind the link; looking at it, as programs for chats do, does not use it up."""
    invitation = services().store.invitations.find(secret, signing.now())
    return _spent() if invitation is None else _page(secret, invitation, Typed())


@blueprint.post("/<secret>")
def accept(secret: str) -> Any:
    """Make the account and sign it in, or set the new password."""
    invitation = services().store.invitations.find(secret, signing.now())
    if invitation is None:
        return _spent()
    form, password = _judged(invitation.account), posted("kennwort")
    if form.errors:
        return _page(secret, invitation, form), 422
    try:
        return _renewed(secret, password) if invitation.account else _joined(secret, form, password)
    except NameTaken:
        taken = "Diesen Namen hat schon jemand. Nehmen Sie einen anderen."
        return _page(secret, invitation, form.wrong(name=taken)), 422
    except Spent:
        return _spent()


def _judged(known: Account | None) -> Typed:
    """What was typed, with what is wrong with it."""
    if known is not None:
        return Typed().wrong(kennwort=passwords.weakness(posted("kennwort"), known.name, known.display))
    form = typed("name", "anzeige")
    name, display = form.values["name"], form.values["anzeige"]
    letters = "Nehmen Sie 2 bis 60 Buchstaben, Ziffern, Punkte oder Bindestriche, ohne Leerzeichen."
    return form.wrong(
        name="" if is_name(name) else letters,
        anzeige="" if 0 < len(display) <= _LONGEST_DISPLAY else f"Schreiben Sie 1 bis {_LONGEST_DISPLAY} Zeichen.",
        kennwort=passwords.weakness(posted("kennwort"), name, display),
    )


def _joined(secret: str, form: Typed, password: str) -> Any:
    newcomer = Newcomer(form.values["name"], form.values["anzeige"], passwords.hashed(password))
    found = services().store.invitations.accept(secret, newcomer, signing.now())
    signing.note("beigetreten", found.id, rolle=found.role.value)
    return signing.enter(found, signing.HOME)


def _renewed(secret: str, password: str) -> Any:
    found = services().store.invitations.renew(secret, passwords.hashed(password), signing.now())
    signing.note("Kennwort erneuert", found.id)
    gate.let_in()
    return signing.leave(f"{SIGN_IN}?hinweis=kennwort")


def _page(secret: str, invitation: Invitation, form: Typed) -> str:
    return render(
        "werkstatt/einladung.html",
        form=form,
        action=url_for("werkstatt-einladung.accept", secret=secret),
        known=invitation.account,
        role=ROLE_NAMES[invitation.role],
        least=passwords.LEAST,
    )


def _spent() -> tuple[str, int]:
    return render("werkstatt/einladung.html", form=Typed(), action="", known=None, role="", least=0), 404
