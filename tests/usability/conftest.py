"""The browser for tests of the harness."""

from tests.chromium import browser

__all__ = ["browser"]
