"""An installation with the builder on top, cheap passwords, and a clock that tests set forward."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from builder import passwords
from builder.app import install
from formengine.web import Settings, create_app, gate
from tests.builder.accounts.people import Hands, Watch
from tests.web import probe
from tests.web.person import rooms

NOW = datetime.datetime.fromisoformat("2026-11-23T09:00:00+01:00")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "METHOD", "scrypt:256:1:1")
    monkeypatch.setattr(gate, "_PAUSE", 0.0)


@pytest.fixture
def watch() -> Watch:
    return Watch(NOW)


@pytest.fixture
def settings(tmp_path: Path, watch: Watch) -> Settings:
    folder = probe.write(tmp_path / "definitionen")
    return Settings(data=tmp_path / "daten", definitions=folder, clock=watch)


@pytest.fixture
def start() -> Iterator[Callable[[Settings], Flask]]:
    """Starts an installation with the builder."""
    apps: list[Flask] = []

    def started(settings: Settings) -> Flask:
        apps.append(install(create_app(settings)))
        return apps[-1]

    yield started
    for app in apps:
        rooms(app).store.close()


@pytest.fixture
def app(settings: Settings, start: Callable[[Settings], Flask]) -> Flask:
    return start(settings)


@pytest.fixture
def anna(app: Flask) -> Hands:
    """An admin, signed in."""
    return Hands(app).joined("anna", "admin")


@pytest.fixture
def boris(app: Flask, anna: Hands) -> Hands:
    """A designer, signed in."""
    return Hands(app).joined("boris", "designer")


@pytest.fixture
def nobody(app: Flask) -> Hands:
    return Hands(app)
