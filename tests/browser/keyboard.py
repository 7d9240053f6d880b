"""A person who has no mouse: everything by Tab, arrows, Space, Enter and typing."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from playwright.sync_api import Locator

from formengine.core.model import Control
from tests.browser.person import Person

_MOST_TABS: Final = 60
_MOST_ARROWS: Final = 200
_STEPS: Final = {"Shift+": 100, "": 10}
"""Metres that an arrow key moves the point on a map."""


class KeyboardPerson(Person):
    """Reaches each input by Tab alone, forwards, in the order of the page."""

    def begin(self, slug: str) -> None:
        self.window.open(f"/dienste/{slug}")
        self._reach(self.page.locator(f'form[action="/dienste/{slug}"] button'))
        with self.window.leaving():
            self.page.keyboard.press("Enter")

    def _reach(self, target: Locator) -> None:
        """Press Tab until the focus is there."""
        for _ in range(_MOST_TABS):
            if target.evaluate("target => target === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {target}")

    def press(self, name: str) -> None:
        button = self.button(name) if name else self.page.locator("main form button:not([name])")
        self._reach(button)
        with self.window.sending() if name else self.window.leaving():
            self.page.keyboard.press("Enter")

    def change(self, what: str) -> None:
        self._reach(self.changing(what))
        with self.window.sending():
            self.page.keyboard.press("Enter")

    def fill(self, control: Control, raw: Mapping[str, Sequence[str]], *, visible: bool) -> None:
        if control.type == "map" and raw:
            self.field(control).wait_for()
            self._steer(control, {name: int(raw[name][0]) for name in ("e", "n")})
        else:
            super().fill(control, raw, visible=visible)

    def _steer(self, control: Control, goal: Mapping[str, int]) -> None:
        """Move the point on the map by arrow keys from where it is, which is the middle at first."""
        chart = self.field(control).locator("[role=application]")
        self._reach(chart)
        edge = {side: int(chart.get_attribute(f"data-{side}") or 0) for side in ("west", "east", "south", "north")}
        east, north = (edge["west"] + edge["east"]) // 2, (edge["south"] + edge["north"]) // 2
        self._walk("ArrowRight" if goal["e"] > east else "ArrowLeft", abs(goal["e"] - east))
        self._walk("ArrowUp" if goal["n"] > north else "ArrowDown", abs(goal["n"] - north))
        assert {name: self.raw(control)[name] for name in goal} == {name: [str(value)] for name, value in goal.items()}

    def _walk(self, arrow: str, metres: int) -> None:
        for prefix, step in _STEPS.items():
            for _ in range(metres // step):
                self.page.keyboard.press(prefix + arrow)
            metres %= step

    def _choose(self, control: Control, inputs: Sequence[Any], values: Sequence[str]) -> None:
        seen = inputs[0]
        first = self.inputs(control).nth(seen["index"])
        if seen["kind"] == "radio":
            self._turn(control, inputs, values)
        elif seen["kind"] == "checkbox":
            for box in inputs:
                if box["on"] != (box["value"] in values):
                    self._reach(self.inputs(control).nth(box["index"]))
                    self.page.keyboard.press("Space")
        elif values and seen["value"] != values[0]:
            self._reach(first)
            if seen["kind"] == "select-one":
                self._arrow_until(first, values[0])
            else:
                self.page.keyboard.press("ControlOrMeta+a")
                self.page.keyboard.type(values[0])

    def _arrow_until(self, list_: Locator, value: str) -> None:
        for _ in range(_MOST_ARROWS):
            if list_.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow key leads to {value}")

    def _turn(self, control: Control, inputs: Sequence[Any], values: Sequence[str]) -> None:
        """Tab leads to the first radio button of a group, arrow keys to the others."""
        if not values:
            return
        self._reach(self.inputs(control).nth(inputs[0]["index"]))
        self.page.keyboard.press("Space")
        for radio in inputs:
            if radio["value"] == values[0]:
                break
            self.page.keyboard.press("ArrowDown")
        wanted = next(radio for radio in inputs if radio["value"] == values[0])
        assert self.inputs(control).nth(wanted["index"]).is_checked()
