"""What the room needs to join in: address, access code and QR code, on the start page and large for the projector."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Blueprint, request
from markupsafe import Markup

from formengine.web import qr
from formengine.web.accesscode import plain
from formengine.web.errors import answer
from formengine.web.language import say
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("room", __name__)


@dataclass(frozen=True)
class Invitation:
    """How somebody joins in."""

    address: str
    code: str

    @property
    def link(self) -> str:
        """The address that carries the code."""
        return entrance(self.address, self.code)

    @cached_property
    def picture(self) -> Markup:
        """The QR code."""
        return qr.svg(self.link, say("join.qr", address=self.address))


def entrance(address: str, code: str) -> str:
    """The address that lets in whoever opens it."""
    return f"{address}/zugang/{plain(code)}"


def invitation() -> Invitation | None:
    """For everybody who is in already; None where only this machine can reach us, or at an unknown address."""
    settings = services().settings
    own = request.host.partition(":")[0] in ("127.0.0.1", "localhost")
    address = settings.address or ("" if own else request.host_url.rstrip("/"))
    return Invitation(address, settings.access_code) if settings.access_code and address else None


@blueprint.get("/mitmachen")
def join() -> Any:
    """The invitation, for the projector."""
    found = invitation()
    return answer(404) if found is None else render("room.html", invitation=found)
