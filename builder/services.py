"""What the pages of the builder share, reachable from a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import current_app

from builder.panel import Panels
from builder.posters import Poster
from builder.studio import Studio
from builder.workshop import Workshop

KEY: Final = "werkstatt"


@dataclass(frozen=True)
class Rooms:
    """The rooms of the builder."""

    workshop: Workshop
    panels: Panels
    blocks: Mapping[str, Mapping[str, Any]]
    """The shared blocks by name."""
    studio: Studio
    """Where the pictures of storyboards are made."""
    posters: Mapping[str, Poster]
    """The pages that post edits of their own making."""


def rooms() -> Rooms:
    """The rooms of the running application."""
    found: Rooms = current_app.extensions[KEY]
    return found


def workshop() -> Workshop:
    """The workshop of the running application."""
    return rooms().workshop


def panels() -> Panels:
    """The property panels of the running application."""
    return rooms().panels
