"""The application for a WSGI server (`formengine.wsgi:application()`), set up by FORMENGINE_… environment variables."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask

from builder.app import install
from builder.studio import NoPictures, Order
from formengine.web import Settings, create_app
from formengine.web.accesscode import weakness
from formengine.web.addresses import public_url
from formengine.web.clock import Clock, parse
from formengine.web.settings import Help, shipped_definitions

DATA: Final = "FORMENGINE_DATA"
"""The folder of the store; the only one that must be set."""
DEFINITIONS: Final = "FORMENGINE_DEFINITIONS"
KOMMUNE: Final = "FORMENGINE_KOMMUNE"
CLOCK: Final = "FORMENGINE_CLOCK"
BENCH: Final = "FORMENGINE_BENCH"
"""A folder of reference forms, for measuring."""
HOSTS: Final = "FORMENGINE_HOSTS"
"""Further host names that requests may name, with commas in between."""
ROOM_HELP: Final = "FORMENGINE_ROOM_HELP"
"""Which help for the room is offered: `alles`, `nichts`, or names with commas in between."""
PUBLIC_URL: Final = "FORMENGINE_PUBLIC_URL"
"""The https address behind a proxy; it needs an access code."""
ACCESS_CODE: Final = "FORMENGINE_ACCESS_CODE"
LAN: Final = "FORMENGINE_LAN"
"""1 in a room without https."""
ADDRESS: Final = "FORMENGINE_ADDRESS"
"""What the room opens; `serve --lan` finds it."""


def application() -> Flask:
    """The application of this environment."""
    return install(create_app(settings(os.environ)), photograph)


def photograph(order: Order) -> None:
    """Take pictures with the browser of the harness, in a process of its own that ends in time. Raises NoPictures."""
    said: dict[str, Any] = {"origin": order.origin, "cookies": dict(order.cookies), "pictures": dict(order.pictures)}
    said |= {"width": order.width, "folder": str(order.folder)}
    line = [sys.executable, "-m", "usability.photographing"]
    try:
        done = subprocess.run(  # noqa: S603  our own module
            line, input=json.dumps(said), capture_output=True, encoding="utf-8", timeout=order.seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NoPictures(f"Nach {order.seconds:.0f} Sekunden waren die Bilder nicht fertig.") from error
    if done.returncode:
        raise NoPictures((done.stderr.strip().splitlines() or ["Der Browser ist abgebrochen."])[-1])


def settings(environment: Mapping[str, str]) -> Settings:
    """The settings that an environment names. Raises ValueError where one is missing or unreadable."""
    if not environment.get(DATA):
        raise ValueError(f"{DATA} is not set; name the folder that holds the database and the files")
    moment = environment.get(CLOCK)
    public, code = environment.get(PUBLIC_URL, ""), environment.get(ACCESS_CODE, "")
    lan, address = is_on(environment.get(LAN, "")), public_url(public) if public else environment.get(ADDRESS, "")
    if (public or lan) and not code:
        raise ValueError(f"{ACCESS_CODE} is not set; whatever can be reached from elsewhere stands behind one")
    if code and weakness(code):
        raise ValueError(f"{ACCESS_CODE} is too easy to guess: {weakness(code)}")
    names = [*host_names(environment.get(HOSTS, "")), *([host_of(address)] if address else [])]
    return Settings(
        data=Path(environment[DATA]),
        definitions=Path(environment.get(DEFINITIONS) or shipped_definitions()),
        kommune=environment.get(KOMMUNE) or Settings.kommune,
        clock=Clock(parse(moment) if moment else None),
        # What is measured is the assistant, not the help around it.
        help=frozenset() if environment.get(BENCH) else room_help(environment.get(ROOM_HELP) or "alles"),
        bench=Path(environment[BENCH]) if environment.get(BENCH) else None,
        hosts=tuple(dict.fromkeys((*Settings.hosts, *names))),
        secure=bool(public),
        address=address,
        access_code=code,
        lan=lan,
    )


def host_names(text: str) -> list[str]:
    """The names in a list with commas."""
    return [name.strip() for name in text.split(",") if name.strip()]


def room_help(text: str) -> frozenset[Help]:
    """The help that a list names. Raises ValueError for a name that nobody knows."""
    if text in ("alles", "nichts"):
        return frozenset(Help) if text == "alles" else frozenset()
    return frozenset(Help(name.strip()) for name in text.split(",") if name.strip())


def host_of(address: str) -> str:
    """The host name in an address."""
    return urlsplit(address).hostname or ""


def is_on(text: str) -> bool:
    """Whether a switch is on. Raises ValueError for what is neither yes nor no."""
    if text.strip().casefold() not in ("", "0", "1", "nein", "ja", "no", "yes", "false", "true"):
        raise ValueError(f"„{text}“ is neither 1 nor 0")
    return text.strip().casefold() in ("1", "ja", "yes", "true")
