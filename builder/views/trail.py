"""The trail of who did what, for admins."""

from typing import Any, Final

from flask import Blueprint, request

from builder.access import Role, needs
from builder.views import TEMPLATES
from formengine.web.clock import words
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-protokoll", __name__, url_prefix="/werkstatt/konten", template_folder=TEMPLATES)
_MOST: Final = 100


@blueprint.get("/protokoll")
@needs(Role.ADMIN)
def show() -> Any:
    """A hundred lines, the newest first; `vor` leads to older ones, `dienst` keeps those of one definition."""
    store, slug = services().store, request.args.get("dienst", "").strip()[:100]
    before = request.args.get("vor", type=int)
    entries = store.audit.entries(_MOST, 2**53 if before is None else before, slug)
    return render(
        "werkstatt/protokoll.html",
        entries=entries,
        names={each.account.id: each.account.display for each in store.accounts.listed()},
        slug=slug,
        older=entries[-1].id if len(entries) == _MOST else None,
        begun=before is not None,
        moment=words,
    )
