"""`make actions`: what a designer has to do to build the Bewohnerparkausweis in the browser: clicks, keys, pastes."""

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from tests.bench.designer import designing
from tests.builder.parking import BLOCKS, LINES, TITLE

ADDRESS: Final = "/werkstatt/"


@dataclass
class Hands:
    """Somebody at the builder; counts what they do."""

    page: Page
    done: Counter[str] = field(default_factory=Counter)

    def click(self, selector: str) -> None:
        """One click."""
        self.page.locator(selector).first.click()
        self.done["clicks"] += 1
        self._settle()

    def write(self, selector: str, text: str) -> None:
        """Click into a field and type."""
        self.click(selector)
        self.page.keyboard.type(text)
        self.done["keys"] += len(text)

    def paste(self, selector: str, text: str) -> None:
        """Click into a field and paste: a key with Strg."""
        self.click(selector)
        self.page.keyboard.insert_text(text)
        self.done["pastes"] += 1

    def press(self, key: str) -> None:
        """One key, or one together with Strg, Alt or the like."""
        self.page.keyboard.press(key)
        self.done["keys"] += 1
        self._settle()

    def choose(self, selector: str, value: str) -> None:
        """Open a list and click on an entry."""
        self.page.select_option(selector, value)
        self.done["clicks"] += 2
        self._settle()

    def _settle(self) -> None:
        self.page.wait_for_timeout(400)


def build(hands: Hands, address: str, *, typed: bool) -> None:
    """Build the form; its lines are typed one by one, or pasted from a document of the Fachamt."""
    hands.page.goto(address + ADDRESS)
    hands.write("#titel", TITLE)
    hands.choose("#aus", "leer")
    hands.click("text=Anlegen")
    hands.click(".wb-page__link")
    hands.press("Delete")
    (hands.write if typed else hands.paste)("#wb-zeilen", LINES)
    hands.press("Control+Enter")
    hands.click(".wb-page__link:has-text('Wohnung')")
    hands.click("text=Bausteine und Fragearten")
    for block in BLOCKS:
        hands.choose("#wb-baustein", block)
        hands.click("text=Baustein hinzufügen")
    hands.click("text=Für alle freigeben")


def main() -> int:
    """Build it twice, and print what that took."""
    with tempfile.TemporaryDirectory() as folder, designing(Path(folder)) as (page, address):
        for typed in (False, True):
            hands = Hands(page)
            build(hands, address, typed=typed)
            done = ", ".join(f"{number} {what}" for what, number in sorted(hands.done.items()))
            other = hands.done.total() - (len(LINES) if typed else 0) - len(TITLE)
            how = "lines typed" if typed else "lines pasted"
            print(f"LP08-A, {how}: {done}; without the letters of its texts {other} actions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
