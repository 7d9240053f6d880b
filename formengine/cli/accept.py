"""`formengine accept`: notes that a finding of the harness is lived with until a day, and why."""

import argparse
import datetime
import re
from typing import Final

from formengine.cli import _options
from formengine.cli._checked import FILE_HELP, existing, last_run
from formengine.cli._problems import CommandError
from usability.accepted import NAME, Accepted, AcceptedError, write

SUMMARY: Final = "nimmt einen Befund bis zu einem Tag hin, mit Grund"
HELP: Final = f"""\
Beispiel:
  formengine accept lp01-baumfaellung 3f2a9c01d4e5b678 --reason "Neue Karte kommt im März" --until 2027-03-31

Das Kennzeichen steht im Bericht bei jedem Befund. Hingenommenes lässt einen Lauf nicht mehr scheitern, steht aber in
jedem Bericht und in der Erklärung zur Barrierefreiheit. Nach dem letzten Tag zählt es wieder.
{FILE_HELP.format(name=NAME)}"""
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{16}")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("slug", metavar="NAME", help="Ordner der Definition, zum Beispiel lp01-baumfaellung")
    parser.add_argument("fingerprint", metavar="KENNZEICHEN", help="16 Zeichen, wie im Bericht")
    parser.add_argument("--reason", required=True, metavar="GRUND", help="warum der Befund für jetzt bleiben darf")
    parser.add_argument("--until", required=True, type=_day, metavar="TAG", help="letzter Tag, zum Beispiel 2027-03-31")
    parser.add_argument("--by", default="", metavar="WER", help="wer das entschieden hat")
    _options.add_report(parser)
    _options.add_definitions(parser)
    _options.add_clock(parser)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"„{text}“ ist kein Tag. Schreiben Sie zum Beispiel 2027-03-31.") from None


def run(options: argparse.Namespace) -> int:
    """Write the entry."""
    folder = existing(options)
    if not _FINGERPRINT.fullmatch(options.fingerprint):
        raise CommandError(f"„{options.fingerprint}“ ist kein Kennzeichen. Es hat 16 Zeichen aus 0–9 und a–f.")
    if not options.reason.strip():
        raise CommandError('Nennen Sie einen Grund: --reason "…"')
    if options.until < _options.clock(options).now().date():
        raise CommandError(
            f"Der {options.until:%d.%m.%Y} ist vorbei. Nennen Sie mit --until einen Tag, der noch kommt."
        )
    found = _found(options)
    entry = Accepted(options.fingerprint, options.reason.strip(), options.until, options.by.strip())
    try:
        write(folder / NAME, entry)
    except AcceptedError as error:
        raise CommandError(str(error)) from error
    print(f"Bis {options.until:%d.%m.%Y} hingenommen: {found}")
    print(f"Geschrieben: {folder / NAME}")
    return 0


def _found(options: argparse.Namespace) -> str:
    """What the fingerprint stands for. A typing error would otherwise only be noticed by the next run."""
    if not options.report:
        return str(options.fingerprint)
    finding = last_run(options.report / options.slug).seen.get(options.fingerprint)
    if finding is None:
        raise CommandError(
            f"Den Befund „{options.fingerprint}“ gibt es im letzten Lauf nicht. "
            f"Sehen Sie in den Bericht in {options.report}."
        )
    where = f" („{finding['label']}“)" if finding["label"] else ""
    return f"{finding['rule']['title']}{where}"
