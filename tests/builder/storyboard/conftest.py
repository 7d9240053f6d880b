"""An installation with the builder on top, and designers who are signed in."""

from tests.builder.live.conftest import _quick, anna, app, settings, start, watch

__all__ = ["_quick", "anna", "app", "settings", "start", "watch"]
