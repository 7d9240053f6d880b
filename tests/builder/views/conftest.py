"""An installation with the builder, a designer who is signed in, and somebody who only looks."""

import pytest
from flask import Flask

from tests.builder.accounts.conftest import _quick, anna, app, boris, nobody, settings, start, watch
from tests.builder.accounts.people import Hands

__all__ = ["_quick", "anna", "app", "boris", "nobody", "settings", "start", "watch"]


@pytest.fixture
def quinn(app: Flask, anna: Hands) -> Hands:
    """Somebody who tests, signed in: may look and change nothing."""
    return Hands(app).joined("quinn", "qa")
