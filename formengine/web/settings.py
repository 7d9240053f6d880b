"""What an installation may set."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from formengine.web.clock import Clock
from formengine.web.quotas import Quotas

SHIPPED: Final = Path(__file__).parent.parent / "_definitions"
CHECKOUT: Final = Path(__file__).parent.parent.parent / "definitions"


def shipped_definitions() -> Path:
    """The definitions of the wheel, or of the checkout that the package runs from."""
    return SHIPPED if SHIPPED.is_dir() else CHECKOUT


class Help(StrEnum):
    """What the assistant offers to people in a workshop; each can be switched off."""

    FILL = "beispieldaten"
    SAMPLE = "beispieldatei"
    JUMP = "springen"
    RESTART = "neu"


@dataclass(frozen=True)
class Settings:
    """One installation: where its data lies, which definitions it ships, and what it allows."""

    data: Path
    definitions: Path = field(default_factory=shipped_definitions)
    kommune: str = "musterhausen"
    clock: Clock = field(default_factory=Clock)
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    """Host names that requests may name; anything else is refused."""
    secure: bool = False
    """True behind https: cookies get `Secure` and the `__Host-` prefix, and HSTS is sent."""
    address: str = ""
    """Where others open it, without a slash at the end; empty where only this machine can."""
    access_code: str = ""
    """What lets a browser in; empty where nobody is kept out."""
    lan: bool = False
    """True in a room without https: there browsers do not say which site a request comes from."""
    max_body: int = 1_000_000
    """Bytes of a request without files."""
    max_upload: int = 45_000_000
    """Bytes of a request with files."""
    max_file: int = 10 * 1024 * 1024
    """Bytes of one file, where a question sets no lower bound."""
    bench: Path | None = None
    """A folder of reference forms that are served for measuring; their markup is marked."""
    draft_lifetime: datetime.timedelta = datetime.timedelta(days=30)
    quotas: Quotas = field(default_factory=Quotas)
    """How much one browser may ask for."""
    help: frozenset[Help] = frozenset(Help)
    """Help for the room."""

    @property
    def unencrypted(self) -> bool:
        """True where others can read along on the way."""
        return bool(self.access_code) and not self.secure
