"""A person at a browser window: types, clicks and reads; an `Assistant` of `travel`."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from playwright.sync_api import Locator

from formengine.core.model import Control
from tests.browser.windows import Window
from tests.definitions.assistant import Upload
from tests.definitions.questions import mark

_INPUTS: Final = "input:not([type=hidden], [type=image], [type=file]), select, textarea"
_LOOK: Final = """inputs => inputs.map((input, index) => ({
  index, name: input.name, kind: input.type, value: input.value, on: Boolean(input.checked),
  visible: input.checkVisibility(),
  folded: Boolean(input.closest("details:not([open])")?.querySelector("summary").checkVisibility()),
  offered: [...(input.options || [])].map(option => option.value),
}))"""
_PUT: Final = """(input, value) => {
  if (input.matches("select")) {
    if (![...input.options].some(option => option.value === value)) input.add(new Option(value, value));
  }
  if (input.matches("[type=radio], [type=checkbox]")) {
    input.checked = value !== null;
    if (value === null) return;
  }
  input.removeAttribute("maxlength");
  input.value = value;
}"""
_VALUES: Final = "inputs => inputs.map(input => input.value)"
_SUMMARY: Final = "links => links.map(link => [link.getAttribute('href').slice(1), link.textContent.trim()])"
_ROWS: Final = """rows => rows.map(row => [row.dataset.answer,
  [...row.querySelectorAll(".aw-line, .aw-none")].map(line => line.textContent.replace(/\\s+/g, " ").trim())])"""


class Person:
    """Whoever sits at the window."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.page = window.page
        self._forged: list[tuple[Locator, str | None]] = []

    def begin(self, slug: str) -> None:
        """Begin on the start page with the button that leads to this very service."""
        self.window.open(f"/dienste/{slug}")
        with self.window.leaving():
            self.page.locator(f'form[action="/dienste/{slug}"] button').click()

    def place(self) -> tuple[str, str]:
        """Number and page of the draft."""
        # Asked of the page itself: what the driver knows of a pushed address may lag behind.
        _, _, number, path = self.page.evaluate("location.pathname").split("/", 3)
        return number, path

    def status(self) -> int:
        """The status of the last page or fragment."""
        return self.window.answers[-1].status

    def press(self, name: str) -> None:
        """Press a button of the page."""
        self.forge()
        if name:
            with self.window.sending():
                self.button(name).click()
        else:
            with self.window.leaving():
                self.page.locator("main form button:not([name])").click()

    def forge(self) -> None:
        """Put in place what no hand can put there."""
        for input_, value in self._forged:
            input_.evaluate(_PUT, value)
        self._forged.clear()

    def button(self, name: str) -> Locator:
        """The button that is seen; the hidden one that the Enter key presses has the same name."""
        return self.page.locator(f"button[name={name}]:not([tabindex])")

    def field(self, control: Control) -> Locator:
        """Everything of one question."""
        return self.page.locator(f'[id="{mark(control, "w")}"]')

    def inputs(self, control: Control) -> Locator:
        """Its inputs, hidden ones and those for files left out."""
        return self.field(control).locator(_INPUTS)

    def sees(self, control: Control) -> bool:
        """Whether the question is on the page and not hidden."""
        return self.field(control).is_visible()

    def fill(self, control: Control, raw: Mapping[str, Sequence[str]], *, visible: bool) -> None:
        """Leave these strings in the inputs, by hand where they can be seen."""
        if visible and (self.window.scripts or self.field(control).count()):
            self.field(control).wait_for()
        for name, inputs in self._look(control).items():
            values = raw.get(name.partition(":")[2], ())
            if inputs[0]["visible"] or inputs[0]["folded"]:
                self._choose(control, inputs, values)
            elif values:
                self._put(control, inputs, values)

    def _look(self, control: Control) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for seen in self.inputs(control).evaluate_all(_LOOK):
            found.setdefault(seen["name"], []).append(seen)
        return found

    def _choose(self, control: Control, inputs: Sequence[Any], values: Sequence[str]) -> None:
        first = self.inputs(control).nth(inputs[0]["index"])
        if inputs[0]["kind"] in ("radio", "checkbox"):
            self._tick(control, inputs, values)
        elif inputs[0]["kind"] == "select-one":
            wanted = values[0] if values else ""
            if wanted not in inputs[0]["offered"]:
                self._forged.append((first, wanted))
            elif inputs[0]["value"] != wanted:
                first.select_option(wanted)
        else:
            self._type(first, inputs[0]["value"], values[0] if values else "")

    def _type(self, input_: Locator, present: str, wanted: str) -> None:
        if present == wanted:
            return
        folded = input_.locator("xpath=ancestor::details[not(@open)]/summary")
        if folded.count():
            folded.click()
        input_.fill(wanted)
        # Longer than the input takes: only who changes the page can send that.
        if input_.input_value() != wanted:
            self._forged.append((input_, wanted))

    def _tick(self, control: Control, inputs: Sequence[Any], values: Sequence[str]) -> None:
        offered = {seen["value"] for seen in inputs}
        spare = [seen for seen in inputs if seen["value"] not in values]
        for seen in inputs:
            box = self.inputs(control).nth(seen["index"])
            wanted = seen["value"] in values or (not values and seen["kind"] == "radio" and seen["value"] == "")
            if wanted != seen["on"] and (wanted or seen["kind"] == "checkbox"):
                box.set_checked(wanted)
        for value in (value for value in values if value not in offered):
            self._forged.append((self.inputs(control).nth(spare.pop()["index"]), value))

    def _put(self, control: Control, inputs: Sequence[Any], values: Sequence[str]) -> None:
        """What stands in a question that is hidden now: typed before it was hidden."""
        for seen in inputs:
            box = seen["kind"] in ("radio", "checkbox")
            value = (seen["value"] if seen["value"] in values else None) if box else values[0]
            self.inputs(control).nth(seen["index"]).evaluate(_PUT, value)

    def raw(self, control: Control) -> dict[str, list[str]]:
        """The strings in the inputs."""
        found: dict[str, list[str]] = {}
        for name, inputs in self._look(control).items():
            boxes = inputs[0]["kind"] in ("radio", "checkbox")
            values = [seen["value"] for seen in inputs if seen["value"] and (seen["on"] or not boxes)]
            found |= {name.partition(":")[2]: values} if values else {}
        return found

    def _removals(self, control: Control) -> Locator:
        return self.field(control).locator("li:has(button[name=_entfernen])")

    def files(self, control: Control) -> list[str]:
        """The names beside the buttons that remove them."""
        return [
            text.partition(" (")[0].strip()
            for text in self._removals(control).locator(".kern-body").all_text_contents()
        ]

    def remove(self, control: Control, name: str) -> None:
        """Press the button beside a file."""
        exactly = re.compile(rf"^{re.escape(name)} \(")
        body = self.page.locator(".kern-body", has_text=exactly)
        with self.window.sending():
            self._removals(control).filter(has=body).locator("button").click()

    def attach(self, control: Control, uploads: Sequence[Upload]) -> None:
        """Choose files."""
        if uploads:
            paths = [self.window.file(each.name, each.body) for each in uploads]
            input_ = self.field(control).locator("input[type=file]")
            # More than the input takes: only who changes the page can choose that.
            input_.evaluate("(input, several) => { input.multiple ||= several; }", len(paths) > 1)
            input_.set_input_files(paths)

    def items(self, list_: Control) -> list[str]:
        """The ids of the items."""
        return [str(id_) for id_ in self.page.locator(f'input[name="{list_.id}"]').evaluate_all(_VALUES)]

    def unfinished(self, list_: Control) -> list[str]:
        """The items that show the warning."""
        open_ = self.page.get_by_text("Hier fehlt noch etwas.")
        return [id_ for id_ in self.items(list_) if self.page.locator(f"#eintrag-{id_}", has=open_).count()]

    def change(self, what: str) -> None:
        """Press a button of a list."""
        self.forge()
        with self.window.sending():
            self.changing(what).click()

    def changing(self, what: str) -> Locator:
        """A button of a list."""
        return self.page.locator(f'button[name=_liste][value="{what}"]')

    def heading(self) -> str:
        """The one heading of the first level."""
        return " ".join((self.page.locator("h1").text_content() or "").split())

    def summary(self) -> list[tuple[str, str]]:
        """The links of the error summary."""
        return [(id_, words) for id_, words in self.page.locator("#fehlerliste a").evaluate_all(_SUMMARY)]

    def complaint(self, control: Control) -> str:
        """The message at a question, without the word that introduces it."""
        field = self.field(control)
        text = field.locator(f'[id="{mark(control, "f")}-error"]').text_content() if field.count() else ""
        return " ".join((text or "").split()).removeprefix("Fehler: ")

    def mark(self, control: Control) -> str:
        """Where an answer comes from."""
        return "".join(self.field(control).locator("p.aw-mark").all_text_contents()).strip()

    def rows(self) -> dict[str, list[str]]:
        """The answers of the summary."""
        return dict(self.page.locator("[data-answer]").evaluate_all(_ROWS))

    def leads_to(self, address: str) -> bool:
        """Whether there is such a link."""
        return self.page.locator(f'main a[href="{address}"]').is_visible()

    def text(self) -> str:
        """The words of the page."""
        return self.page.locator("main").inner_text()
