"""`formengine purge`: deletes what has expired, now."""

import argparse
from typing import Final

from formengine.cli import _options
from formengine.cli._stored import stored

SUMMARY: Final = "löscht abgelaufene Entwürfe und ihre Dateien"
HELP: Final = """\
Beispiele:
  formengine purge
  formengine purge --data /srv/antragswerkstatt

Eine laufende Anwendung löscht von selbst, beim Start und dann jede Stunde, sobald jemand einen Entwurf beginnt. Dieser
Befehl ist für Rechner, auf denen lange niemand etwas beginnt. Er darf auch laufen, während die Anwendung läuft."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    _options.add_data(parser)
    _options.add_clock(parser)


def run(options: argparse.Namespace) -> int:
    """Purge the store."""
    with stored(options) as store:
        deleted = store.purge(_options.clock(options).now())
    print(f"Gelöscht: {deleted} {'Entwurf' if deleted == 1 else 'Entwürfe'}.")
    return 0
