"""An installation with a small definition of its own, and people who use it."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from tests.web import probe
from tests.web.person import Person, rooms

NOW = datetime.datetime.fromisoformat("2026-11-23T09:00:00+01:00")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = probe.write(tmp_path / "definitionen")
    return Settings(data=tmp_path / "daten", definitions=folder, clock=Clock(NOW))


@pytest.fixture
def start() -> Iterator[Callable[[Settings], Flask]]:
    """Starts an installation; a second time over the same data it is a restart."""
    apps: list[Flask] = []

    def started(settings: Settings) -> Flask:
        apps.append(create_app(settings))
        return apps[-1]

    yield started
    for app in apps:
        rooms(app).store.close()


@pytest.fixture
def app(settings: Settings, start: Callable[[Settings], Flask]) -> Flask:
    return start(settings)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One installation for many tests: its definition is compiled once, and each test begins drafts of its own."""
    folder = probe.write(tmp_path_factory.mktemp("definitionen"))
    app = create_app(Settings(data=tmp_path_factory.mktemp("daten"), definitions=folder, clock=Clock(NOW)))
    yield app
    rooms(app).store.close()


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The shipped definitions and the small one; compiled once, so tests only add drafts to it."""
    base = Settings(data=tmp_path_factory.mktemp("daten"), clock=Clock(NOW))
    folder = tmp_path_factory.mktemp("definitionen")
    for source in sorted(base.definitions.iterdir()):
        (folder / source.name).symlink_to(source)
    app = create_app(replace(base, definitions=probe.write(folder)))
    yield app
    rooms(app).store.close()


@pytest.fixture
def anna(app: Flask) -> Person:
    return Person(app)


@pytest.fixture
def boris(app: Flask) -> Person:
    return Person(app)
