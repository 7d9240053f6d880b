"""What a window must offer so that states can be shown in it and looked at, by Playwright or WebDriver."""

from contextlib import AbstractContextManager
from typing import Any, Protocol, runtime_checkable

from usability.model import Look


class NotInThisEngineError(Exception):
    """A check asks for more than this engine offers; it cannot tell."""


class Stage(Protocol):
    """A window on which one state after the other is shown; `page` is what checks ask."""

    @property
    def look(self) -> Look:
        """How it is looked at."""

    @property
    def page(self) -> Any:
        """Playwright's page, or the part of it that every engine offers."""

    def show(self, url: str, button: str = "") -> tuple[int, str]:
        """Show a state in the document that is there already; the status and the address at the end."""

    def open(self, url: str, button: str = "") -> int:
        """Go to a state as a person's browser does; the status of the last answer, 0 where the engine does not say."""


class Windows(Protocol):
    """A browser, here or on a grid, that opens windows."""

    @property
    def acts(self) -> bool:
        """Whether its windows offer what checks need that act on a page; opening one for them costs seconds."""

    def stage(self, origin: str, look: Look) -> AbstractContextManager[Stage]:
        """A fresh window on a page of the origin, with motion frozen."""


@runtime_checkable
class RunsAxe(Protocol):
    """A page that brings its own way of running axe."""

    def axe(self, script: str, options: object, locale: object = None) -> Any:
        """What a script that calls axe says."""
