"""A designer at the workbench of a small definition."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from builder import passwords
from builder.app import install
from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from tests.builder.workbench.desk import Desk
from tests.web import probe
from tests.web.conftest import NOW
from tests.web.person import rooms


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "METHOD", "scrypt:256:1:1")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    folder = probe.write(tmp_path / "definitionen")
    made = install(create_app(Settings(data=tmp_path / "daten", definitions=folder, clock=Clock(NOW))))
    yield made
    rooms(made).store.close()


@pytest.fixture
def anna(app: Flask) -> Desk:
    """A designer, signed in."""
    desk = Desk(app)
    desk.joined("anna", "designer")
    return desk


@pytest.fixture
def boris(app: Flask) -> Desk:
    """Another one."""
    desk = Desk(app)
    desk.joined("boris", "designer")
    return desk
