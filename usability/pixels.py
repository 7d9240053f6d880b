"""Pictures of parts of a page, and how two of them differ: compared by the browser itself, without an image library."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from usability.browser import Page
from usability.model import Box

_COMPARE: Final = (Path(__file__).parent / "pixels.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Difference:
    """Two pictures of one place."""

    changed: int
    """Pixels that a person could tell apart."""
    strong: int
    """Pixels whose contrast between the two is 3:1 at least."""


@dataclass(frozen=True)
class Camera:
    """Takes pictures past Playwright, which waits for fonts and much else each time."""

    page: Page
    session: Any

    @classmethod
    def on(cls, page: Page) -> "Camera":
        """A camera on a page."""
        return cls(page, page.context.new_cdp_session(page))

    def shot(self, box: Box) -> str:
        """A PNG in base64 of what is in the window there, in coordinates of the document."""
        x, y, width, height = box
        clip = {"x": max(0, x), "y": max(0, y), "width": max(1, width), "height": max(1, height), "scale": 1}
        taken = self.session.send("Page.captureScreenshot", {"format": "png", "clip": clip, "optimizeForSpeed": True})
        return str(taken["data"])

    def difference(self, one: str, other: str) -> Difference:
        """How two pictures differ."""
        found = self.page.evaluate(_COMPARE, [one, other])
        return Difference(int(found["changed"]), int(found["strong"]))

    def colours(self, picture: str) -> float:
        """The greatest contrast between two pixels of a picture."""
        return float(self.page.evaluate(_COMPARE, [picture, picture])["contrast"])

    def close(self) -> None:
        """Give the connection back."""
        self.session.detach()
