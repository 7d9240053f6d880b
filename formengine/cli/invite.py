"""`formengine invite`: makes a link for a new account, or for a new password, without the browser."""

import argparse
import os
from typing import Final

from formengine import wsgi
from formengine.cli import _options
from formengine.cli._problems import CommandError
from formengine.cli._stored import stored
from formengine.cli._welcome import invited
from formengine.store import Store
from formengine.store.accounts import Role
from formengine.store.invitations import SHELL
from formengine.web.addresses import public_url

SUMMARY: Final = "lädt jemanden in die Werkstatt ein, die Prototypen baut"
HELP: Final = """\
Beispiele:
  formengine invite --role designer
  formengine invite --role admin --public-url https://werkstatt.example.org
  formengine invite --password anna.muster

Der Befehl gibt einen Link aus. Er gilt einmal und sieben Tage lang. Wer ihn öffnet, legt ein Konto mit der genannten
Rolle an; mit --password wählt der Mensch hinter einem Konto ein neues Kennwort. Rollen: admin (darf alles, auch
einladen), designer (baut), qa (prüft), moderator (führt durch die Werkstatt).

Der Befehl darf laufen, während die Anwendung läuft. Er hilft auch, wenn niemand mehr Konten verwalten kann."""
_LOCAL: Final = "http://127.0.0.1:8000"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--role", choices=[role.value for role in Role], metavar="ROLLE", help=", ".join(Role))
    what.add_argument("--password", metavar="NAME", help="Name des Kontos, das ein neues Kennwort braucht")
    parser.add_argument(
        "--public-url",
        type=_public_url,
        metavar="URL",
        default=os.environ.get(wsgi.PUBLIC_URL) or None,
        help=f"Adresse, unter der die Anwendung läuft (sonst: {_LOCAL})",
    )
    _options.add_data(parser)
    _options.add_clock(parser)


def run(options: argparse.Namespace) -> int:
    """Print a link."""
    with stored(options) as store:
        print(invited(options.public_url or _LOCAL, _secret(store, options)))
    return 0


def _secret(store: Store, options: argparse.Namespace) -> str:
    now = _options.clock(options).now()
    if options.role:
        store.audit.note(SHELL, "eingeladen", "", 0, {"rolle": options.role}, now)
        return store.invitations.make(Role(options.role), SHELL, now)
    found = store.accounts.named(options.password)
    if found is None:
        raise CommandError(f"Ein offenes Konto „{options.password}“ gibt es nicht.")
    store.audit.note(SHELL, "Link für neues Kennwort", "", 0, {"konto": found.id}, now)
    return store.invitations.make(found.role, SHELL, now, account=found.id)


def _public_url(text: str) -> str:
    try:
        return public_url(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"„{text}“ geht nicht: {error}") from None
