"""What the pages of the builder share, reachable from a request."""

from typing import Final

from flask import current_app

from builder.workshop import Workshop

KEY: Final = "werkstatt"


def workshop() -> Workshop:
    """The workshop of the running application."""
    found: Workshop = current_app.extensions[KEY]
    return found
