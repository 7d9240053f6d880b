"""The builder with everything that a screen of it can show: every field type, a history, an import, three accounts."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flask import Flask
from playwright.sync_api import BrowserContext

from builder import palette, passwords
from builder.app import install
from builder.beginning import TEMPLATES, begun, empty
from builder.incoming import Wanted, arrive
from builder.services import KEY, Rooms
from builder.tree import Node, nodes
from builder.workshop import Workshop
from formengine.core.bundle import Bundle
from formengine.store import Store
from formengine.store.accounts import Account, Role
from formengine.store.invitations import Newcomer
from formengine.web.clock import ZONE
from tests.browser.site import running
from tests.definitions.cases import NOW

SLUG: Final = "lp03-maengelmelder"
KINDS: Final = "alle-arten"
"""A definition with an element of each kind."""
IMPORTED: Final = "altes-formular"
EMPTY: Final = "noch-leer"
TEMPLATE: Final = "vorlage-"
"""Begins the name of what was begun from a template."""
PASSWORD: Final = "vier kurze bunte Wörter"
CONTAINERS: Final = ("page", "section", "group")
_SCHEMA: Final = {
    "title": "Altes Formular",
    "type": "object",
    "properties": {"name": {"type": "string"}, "fremd": {"type": "string", "x-seltsam": True, "not": {"const": "x"}}},
}


@dataclass(frozen=True)
class Built:
    """A running application with the builder in it."""

    address: str
    app: Flask
    store: Store
    workshop: Workshop
    accounts: Mapping[str, Account]

    def secret(self, who: str) -> str:
        """The secret of a browser in which somebody is signed in; of `halb` the second factor is missing."""
        account = self.accounts["admin" if who == "halb" else who]
        return self.store.sign_ins.begin(account.id, _now(), complete=who != "halb")

    def sign_in(self, context: BrowserContext, who: str) -> None:
        """Give a browser the cookie of an account; `` is nobody."""
        if who:
            context.add_cookies([{"name": "aw-konto", "value": self.secret(who), "url": self.address}])

    def invitation(self) -> str:
        """A secret that lets somebody in for the first time."""
        return self.store.invitations.make(Role.DESIGNER, "shell", _now())


@contextmanager
def built(data: Path) -> Iterator[Built]:
    """The builder, served while the block runs."""
    apps: list[Flask] = []
    with running(data, prepare=lambda app: apps.append(install(app))) as site:
        rooms: Rooms = apps[0].extensions[KEY]
        accounts = {role.value: _account(site.store, role) for role in Role}
        with apps[0].app_context():
            _fill(rooms, accounts["admin"].id)
        yield Built(site.address, apps[0], site.store, rooms.workshop, accounts)


def _now() -> Any:
    return NOW.astimezone(ZONE)


def _account(store: Store, role: Role) -> Account:
    link = store.invitations.make(role, "shell", _now())
    newcomer = Newcomer(f"wer-{role.value}", f"Erika {role.value.title()}", passwords.hashed(PASSWORD))
    return store.invitations.accept(link, newcomer, _now())


def _fill(rooms: Rooms, own: str) -> None:
    workshop = rooms.workshop
    for name, template in TEMPLATES.items():
        title = f"{template.title} auf Probe"
        workshop.create(begun(name, f"{TEMPLATE}{name}", title, rooms.blocks), own, {"aus": name})
    workshop.create(empty(EMPTY, "Noch leer"), own, {"aus": "leer"})
    arrived = arrive(Wanted(json.dumps(_SCHEMA).encode(), slug=IMPORTED))
    workshop.create(arrived.imported.bundle, own, arrived.origin)
    workshop.create(empty(KINDS, "Alle Arten"), own, {"aus": "leer"})
    # What chooses from a list needs one.
    types = sorted(palette.TITLES, key=lambda kind: kind != "list")
    for kind in (*types, *CONTAINERS):
        label = f"Probe: {palette.TITLES.get(kind, kind)}"
        workshop.edit(KINDS, workshop.head(KINDS).number, "add", {"kind": kind, "label": label}, own)
    first = workshop.head(SLUG).number
    changes = {"changes": {"label": "Was ist kaputt gegangen?"}, "element": "beschreibung"}
    workshop.edit(SLUG, first, "set_many", changes, own)
    workshop.name(SLUG, workshop.head(SLUG).number, "Nach dem ersten Test", own)


def elements(bundle: Bundle) -> Mapping[str, Node]:
    """The elements of a definition by id."""
    return nodes(bundle.form)
