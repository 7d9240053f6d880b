"""An installation with the builder, a designer who is signed in, and somebody who only looks."""

import pytest
from flask import Flask

from formengine.web import Settings
from tests.builder.accounts.conftest import _quick, anna, app, boris, nobody, settings, start, watch
from tests.builder.accounts.people import Hands
from tests.builder.views.garden import write

__all__ = ["_quick", "anna", "app", "boris", "nobody", "settings", "start", "watch"]


@pytest.fixture
def quinn(app: Flask, anna: Hands) -> Hands:
    """Somebody who tests, signed in: may look and change nothing."""
    return Hands(app).joined("quinn", "qa")


@pytest.fixture
def garden(settings: Settings) -> None:
    """One more definition, with something in every section."""
    write(settings.definitions)
