"""The second factor: codes of an authenticator app (TOTP), and codes on paper for the day when it is lost."""

import re
import secrets
from datetime import datetime
from typing import Final

import pyotp
from markupsafe import Markup
from pyotp.exceptions import OTPVerificationError

from formengine.store.values import ALPHABET
from formengine.web import qr

ISSUER: Final = "Antragswerkstatt"
CODES: Final = 10
_LENGTH: Final = 16
"""Characters of a recovery code: 79 bits, too many to guess even from its hash."""
_GROUP: Final = 4
_SECRET: Final = re.compile(r"[A-Z2-7]{32}")
_IGNORED: Final = re.compile(r"[\s\u2010-\u2015-]+")


def new_secret() -> str:
    """160 random bits, as apps read them."""
    return pyotp.random_base32()


def is_secret(text: str) -> bool:
    """Whether a text could have come from `new_secret`."""
    return _SECRET.fullmatch(text) is not None


def picture(secret: str, name: str) -> Markup:
    """The secret as a QR code for an app."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)
    return qr.svg(uri, "QR-Code für die App. Der Schlüssel steht darunter auch als Text.")


def spoken(secret: str) -> str:
    """The secret in groups of four, to be typed."""
    return " ".join(secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP))


def step(secret: str, code: str, now: datetime) -> int | None:
    """The step of time that a code belongs to, one earlier or later allowed; None where it is wrong."""
    try:
        return int(pyotp.TOTP(secret).verify_and_get_timecode(plain(code), for_time=now, valid_window=1))
    except OTPVerificationError:
        return None


def recovery_codes() -> list[str]:
    """Ten new codes, each good for one time."""
    return ["".join(secrets.choice(ALPHABET) for _ in range(_LENGTH)) for _ in range(CODES)]


def words(code: str) -> str:
    """A recovery code in groups of four, to be read and typed."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def plain(code: str) -> str:
    """A code as somebody typed it, without what does not count: capitals, spaces and hyphens."""
    return _IGNORED.sub("", code[: 8 * _LENGTH]).lower()
