"""People with accounts: each at a browser of their own."""

import datetime
from collections.abc import Mapping
from typing import Any

import pyotp

from formengine.store.accounts import Role
from formengine.web.clock import ZONE, Clock
from tests.web.person import Person, rooms
from tests.web.screen import Screen

PASSWORD = "vier kurze bunte Wörter"
SIGN_IN = "/werkstatt/anmelden"
KEPT = "aw-konto"


class Watch(Clock):
    """A clock that stands still until somebody sets it forward."""

    def __init__(self, moment: datetime.datetime) -> None:
        super().__init__()
        object.__setattr__(self, "moment", moment)

    def now(self) -> datetime.datetime:
        """The time that it was set to."""
        moment: datetime.datetime = getattr(self, "moment")  # noqa: B009  the dataclass has no such field
        return moment.astimezone(ZONE)

    def forward(self, **more: float) -> None:
        """Set it forward, in the words of timedelta."""
        object.__setattr__(self, "moment", self.now() + datetime.timedelta(**more))


class Hands(Person):
    """Somebody who may have an account."""

    name = ""

    def invited(self, role: str) -> str:
        """The address of a link for a new account."""
        shared = rooms(self.app)
        return f"/werkstatt/einladung/{shared.store.invitations.make(Role(role), 'shell', shared.settings.clock.now())}"

    def joined(self, name: str, role: str) -> "Hands":
        """This person, with an account of their own and signed in."""
        self.name = name
        answer = self.accept(self.open(self.invited(role)), name=name, anzeige=name.title(), kennwort=PASSWORD)
        assert self.secret, answer.errors
        return self

    def accept(self, screen: Screen, **typed: str) -> Screen:
        """Fill in the form behind a link."""
        return self.send(screen, typed, "")

    def sign_in(self, name: str = "", password: str = PASSWORD, at: str = SIGN_IN) -> Screen:
        """Type name and password."""
        return self.send(self.open(at), {"name": name or self.name, "kennwort": password}, "")

    def press(self, url: str, typed: Mapping[str, Any] | None = None) -> Screen:
        """Post a form of the builder with the token of this browser."""
        return self.post(url, {"_csrf": self.token(), **(typed or {})})

    @property
    def secret(self) -> str:
        """What the cookie of the account holds; "" where nobody is signed in."""
        return self.cookies().get(KEPT, "")

    @property
    def id(self) -> str:
        """The account of this person."""
        found = rooms(self.app).store.accounts.named(self.name)
        assert found is not None
        return found.id

    def is_in(self) -> bool:
        """Whether the pages of the builder open."""
        return self.client.get("/werkstatt/konto").status_code == 200

    def code(self, secret: str) -> str:
        """What the app on the phone shows."""
        return pyotp.TOTP(secret).at(rooms(self.app).settings.clock.now())

    def with_factor(self) -> str:
        """Set up the second factor; its secret."""
        page = self.open("/werkstatt/konto/zweiter-faktor")
        secret = page.value("schluessel")
        done = self.send(page, {"code": self.code(secret), "kennwort": PASSWORD}, "")
        assert done.status == 200, done.errors
        assert "Notfallcodes" in done.html
        return secret
