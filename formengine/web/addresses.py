"""Addresses that come from outside: the public one of an installation, and where a request wants to go on."""

import re
from typing import Final
from urllib.parse import urlsplit

HOST_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_LOCAL: Final = re.compile(r"/(?!/)[!-\[\]-~]{0,1000}")


def public_url(text: str) -> str:
    """The origin that an https address names. Raises ValueError, in words for whoever starts the server."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise ValueError("Das ist keine Adresse.") from None
    host = parts.hostname or ""
    if parts.scheme != "https":
        raise ValueError("Die Adresse muss mit https:// beginnen.")
    if parts.username is not None or parts.path not in ("", "/") or "?" in text or "#" in text:
        raise ValueError("Die Adresse besteht nur aus https:// und dem Namen, ohne Pfad, Abfrage oder Kennwort.")
    if not HOST_NAME.fullmatch(host):
        raise ValueError("Der Name in der Adresse ist kein Rechnername. Umlaute schreiben Sie als xn--…")
    return f"https://{host}" if port in (None, 443) else f"https://{host}:{port}"


def local(target: str) -> str:
    """A place on this site that somebody asked for; the start page in place of anything else."""
    return target if _LOCAL.fullmatch(target) else "/"
