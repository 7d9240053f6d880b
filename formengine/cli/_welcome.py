"""What `serve` prints once it runs: where, and how others get in."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from formengine.cli._reach import Reach
from formengine.web import qr
from formengine.web.room import entrance


@dataclass(frozen=True)
class Welcome:
    """Where the application runs and how to get in."""

    reach: Reach
    port: int
    code: str
    first: str = ""
    """The secret of the link to the first account; empty where there is one."""

    def say(self) -> None:
        """Print it."""
        print("\n".join(self.lines(_draws())), flush=True)

    def lines(self, draw: bool) -> Iterator[str]:
        """The lines; a QR code among them if the terminal can draw one."""
        yield f"Antragswerkstatt läuft: {self.reach.address or self._own()}/"
        if self.reach.public:
            yield f"Der Proxy erreicht sie unter {self._own()}/"
        if self.code:
            yield f"Zugangscode: {self.code}"
        if self.reach.address:
            link = entrance(self.reach.address, self.code)
            yield f"Adresse mit Zugangscode: {link}"
            yield f"Für die Leinwand: {self.reach.address}/mitmachen"
            if draw:
                yield qr.terminal(link)
        if self.first:
            link = invited(self.reach.address or self._own(), self.first)
            yield f"Erstes Konto für die Werkstatt anlegen (der Link gilt einmal): {link}"
        if self.code and not self.reach.public:
            yield "Die Verbindung ist nicht verschlüsselt. Bitte keine echten Daten eingeben."
        if self.reach.others:
            yield f"Weitere Adressen dieses Rechners: {', '.join(self.reach.others)}. Mit --host wählen Sie eine davon."
        yield "Beenden mit Strg+C."

    def _own(self) -> str:
        host = self.reach.host
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
        return f"http://{shown}:{self.port}"


def invited(address: str, secret: str) -> str:
    """The link that an invitation is sent as."""
    return f"{address}/werkstatt/einladung/{secret}"


def _draws() -> bool:
    """Colours are needed for a picture that dark and light terminals show alike; old consoles of Windows have none."""
    return sys.stdout.isatty() and (os.name != "nt" or "WT_SESSION" in os.environ)
