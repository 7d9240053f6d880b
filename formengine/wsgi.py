"""The application for a WSGI server (`formengine.wsgi:application()`), set up by FORMENGINE_… environment variables."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from flask import Flask

from formengine.web import Settings, create_app
from formengine.web.clock import Clock, parse
from formengine.web.settings import shipped_definitions

DATA: Final = "FORMENGINE_DATA"
"""The folder of the store; the only one that must be set."""
DEFINITIONS: Final = "FORMENGINE_DEFINITIONS"
KOMMUNE: Final = "FORMENGINE_KOMMUNE"
CLOCK: Final = "FORMENGINE_CLOCK"
BENCH: Final = "FORMENGINE_BENCH"
"""A folder of reference forms, for measuring."""
HOSTS: Final = "FORMENGINE_HOSTS"
"""Further host names that requests may name, with commas in between."""


def application() -> Flask:
    """The application of this environment."""
    return create_app(settings(os.environ))


def settings(environment: Mapping[str, str]) -> Settings:
    """The settings that an environment names. Raises ValueError where one is missing or unreadable."""
    if not environment.get(DATA):
        raise ValueError(f"{DATA} is not set; name the folder that holds the database and the files")
    moment = environment.get(CLOCK)
    return Settings(
        data=Path(environment[DATA]),
        definitions=Path(environment.get(DEFINITIONS) or shipped_definitions()),
        kommune=environment.get(KOMMUNE) or Settings.kommune,
        clock=Clock(parse(moment) if moment else None),
        bench=Path(environment[BENCH]) if environment.get(BENCH) else None,
        hosts=tuple(dict.fromkeys((*Settings.hosts, *host_names(environment.get(HOSTS, ""))))),
    )


def host_names(text: str) -> list[str]:
    """The names in a list with commas."""
    return [name.strip() for name in text.split(",") if name.strip()]
