"""A person with a browser that has no JavaScript, played on Flask's test client."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from formengine import locales
from formengine.core.model import Control
from tests.definitions.assistant import Upload
from tests.definitions.questions import mark
from tests.definitions.webform import Entry, WebForm, choose
from tests.fields.markup import Node, parse

_MOST_REDIRECTS = 3


class ScriptlessPerson:
    """Reads pages, fills forms and follows redirects; an `Assistant` of `travel`."""

    def __init__(self, app: Flask, language: str = "de") -> None:
        self._client = app.test_client()
        self.language = language
        self.open("/" if language == "de" else f"/sprache/{language}?nach=/")

    def open(self, address: str) -> None:
        """Type an address."""
        self._land(self._client.get(address), address)

    def _land(self, response: TestResponse, address: str) -> None:
        for _ in range(_MOST_REDIRECTS):
            if response.status_code != 303:
                break
            address = response.headers["Location"]
            response = self._client.get(address)
        assert response.mimetype == "text/html", response.mimetype
        self.response, self.path = response, urlsplit(address).path
        self.page = parse(response.get_data(as_text=True))
        self.form = next((WebForm(node) for node in self.page.all("form")), None)

    def begin(self, slug: str) -> None:
        """Begin on the start page with the button that leads to this very service."""
        self.open(f"/dienste/{slug}")
        forms = [WebForm(node) for node in self.page.all("form")]
        self.form = next(form for form in forms if form.action == f"/dienste/{slug}")
        self.press("")

    def place(self) -> tuple[str, str]:
        """Number and page of the draft."""
        _, _, number, path = self.path.split("/", 3)
        return number, path

    def status(self) -> int:
        """The status of the last answer."""
        return self.response.status_code

    def press(self, name: str, value: str | None = None) -> None:
        """Send the form with one of its buttons."""
        assert self.form is not None
        kind, body = self.form.body(self.form.button(name, value))
        headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
        sent = self._client.post(self.form.action, data=body, content_type=kind, headers=headers)
        self._land(sent, self.form.action)

    def entries(self, control: Control) -> dict[str, list[Entry]]:
        """The inputs of a question by the suffix of their names, those that nobody can reach left out."""
        found: dict[str, list[Entry]] = {}
        for entry in self.form.entries if self.form else ():
            id_, _, suffix = entry.name.partition(":")
            if id_ == control.id and entry.kind != "hidden":
                found.setdefault(suffix, []).append(entry)
        return found

    def sees(self, control: Control) -> bool:
        """What the page holds; what its stylesheet hides, a client cannot tell."""
        return bool(self.entries(control))

    def fill(self, control: Control, raw: Mapping[str, Sequence[str]], *, visible: bool) -> None:
        """Leave these strings in the inputs."""
        for suffix, entries in self.entries(control).items():
            choose(entries, raw.get(suffix, ()))

    def raw(self, control: Control) -> dict[str, list[str]]:
        """The strings in the inputs."""
        found = {
            suffix: [entry.value for entry in entries if entry.on and entry.kind != "file" and entry.value]
            for suffix, entries in self.entries(control).items()
        }
        return {suffix: values for suffix, values in found.items() if values}

    def _field(self, control: Control) -> Node | None:
        return next((node for node in self.page.all() if node.attributes.get("id") == mark(control, "w")), None)

    def _removals(self, control: Control) -> dict[str, str]:
        field = self._field(control)
        items = field.all("li") if field else ()
        return {
            item.words().partition(" (")[0]: button.attributes["value"]
            for item in items
            for button in item.all("button")
            if button.attributes.get("name") == "_entfernen"
        }

    def files(self, control: Control) -> list[str]:
        """The names beside the buttons that remove them."""
        return list(self._removals(control))

    def remove(self, control: Control, name: str) -> None:
        """Press the button beside a file."""
        self.press("_entfernen", self._removals(control)[name])

    def attach(self, control: Control, uploads: Sequence[Upload]) -> None:
        """Choose files."""
        (entry,) = self.entries(control)[""]
        entry.uploads = uploads

    def items(self, list_: Control) -> list[str]:
        """The ids of the items."""
        return [entry.value for entry in self.form.entries if entry.name == list_.id] if self.form else []

    def unfinished(self, list_: Control) -> list[str]:
        """The items that show the warning."""
        found = {item: self.page.find(f"eintrag-{item}") for item in self.items(list_)}
        return [
            item for item, node in found.items() if locales.table(self.language, "web")["list.open"] in node.words()
        ]

    def change(self, what: str) -> None:
        """Press a button of a list."""
        self.press("_liste", what)

    def heading(self) -> str:
        """The one heading of the first level."""
        (heading,) = self.page.all("h1")
        return heading.words()

    def summary(self) -> list[tuple[str, str]]:
        """The links of the error summary."""
        boxes = [node for node in self.page.all("div") if node.attributes.get("id") == "fehlerliste"]
        return [(link.attributes["href"].removeprefix("#"), link.words()) for box in boxes for link in box.all("a")]

    def complaint(self, control: Control) -> str:
        """The message at a question, without the word that introduces it."""
        field = self._field(control)
        return (
            self.page.find(f"{mark(control, 'f')}-error")
            .words()
            .removeprefix(f"{locales.table(self.language, 'fields')['error']} ")
            if field
            else ""
        )

    def mark(self, control: Control) -> str:
        """Where an answer comes from."""
        field = self._field(control)
        marks = [node.words() for node in field.all("p") if node.attributes.get("class") == "aw-mark"] if field else []
        return "".join(marks)

    def rows(self) -> dict[str, list[str]]:
        """The answers of the summary."""
        return {
            row.attributes["data-answer"]: [line.words() for line in next(row.all("dd")).all("span") if _is_line(line)]
            for row in self.page.all("div")
            if "data-answer" in row.attributes
        }

    def leads_to(self, address: str) -> bool:
        """Whether there is such a link."""
        return any(link.attributes.get("href") == address for link in self.page.find("inhalt").all("a"))

    def text(self) -> str:
        """The words of the page."""
        return self.page.words()


def _is_line(node: Node) -> bool:
    return node.attributes.get("class") in ("aw-line", "aw-none")
