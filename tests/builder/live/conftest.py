"""An installation with the builder on top, and designers who are signed in."""

import pytest
from flask import Flask

from tests.builder.accounts.conftest import _quick, app, settings, start, watch
from tests.builder.accounts.people import Hands

__all__ = ["_quick", "app", "settings", "start", "watch"]


@pytest.fixture
def anna(app: Flask) -> Hands:
    return Hands(app).joined("anna", "designer")


@pytest.fixture
def boris(app: Flask) -> Hands:
    return Hands(app).joined("boris", "designer")
