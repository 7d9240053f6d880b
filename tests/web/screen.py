"""Reads an answer of the application as a person's browser would: title, fields, errors, and what it would send."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

from tests.fields.markup import Node

VOID = {"input", "br", "img", "circle", "path", "rect", "meta", "link", "hr"}
_NOT_SENT = ("image", "submit", "file", "button")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Node("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        opened = self.stack.pop()
        assert opened.tag == tag, f"<{opened.tag}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def parse(html: str) -> Node:
    """The tree of a page whose tags must all be closed in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.stack) == 1, f"<{reader.stack[-1].tag}> is never closed"
    return reader.stack[0]


def shape(node: Node) -> list[Any]:
    """Elements and the names of their attributes, without texts and values: what an answer must not change."""
    below = [shape(child) for child in node.children if isinstance(child, Node)]
    return [node.tag, sorted(node.attributes), below]


@dataclass(frozen=True)
class Screen:
    """One answer of the application."""

    status: int
    html: str
    url: str
    headers: Any

    @cached_property
    def tree(self) -> Node:
        """The parsed page."""
        return parse(self.html)

    @property
    def path(self) -> str:
        """The last part of the address."""
        return self.url.split("?", maxsplit=1)[0].rsplit("/", 1)[-1]

    @property
    def number(self) -> str:
        """The number of the draft that the page belongs to."""
        return self.url.split("/")[2]

    @property
    def title(self) -> str:
        """The heading of the page."""
        return next(self.tree.all("h1")).words()

    @cached_property
    def form(self) -> Node:
        """The form of the page; where there are several, the last."""
        return list(self.tree.all("form"))[-1]

    @property
    def action(self) -> str:
        """Where the form is sent."""
        return self.form.attributes["action"]

    @cached_property
    def sent(self) -> dict[str, list[str]]:
        """What a browser would send if nobody typed anything, buttons left out."""
        return sent_by(self.form)

    def value(self, name: str) -> str:
        """The string in a field; empty where there is none."""
        return self.sent.get(name, [""])[0]

    @property
    def fields(self) -> list[str]:
        """The ids of the questions and texts that the page has."""
        return [node.attributes["data-field"] for node in self.tree.all() if "data-field" in node.attributes]

    @property
    def errors(self) -> dict[str, str]:
        """The messages of the error summary by the id of the question they lead to."""
        boxes = [node for node in self.tree.all("div") if node.attributes.get("id") == "fehlerliste"]
        links = [link for box in boxes for link in box.all("a")]
        return {link.attributes["href"].removeprefix("#f-"): link.words() for link in links}

    @property
    def notice(self) -> str:
        """The note above the fields."""
        found = [node for node in self.tree.all("div") if node.attributes.get("id") == "hinweis"]
        return found[0].words() if found else ""

    def around(self, id_: str) -> str:
        """The words of one question with everything that stands at it."""
        return next(node.words() for node in self.tree.all("div") if node.attributes.get("data-field") == id_)

    def answer(self, id_: str) -> list[str]:
        """The lines of one answer on a check page or a receipt."""
        rows = [node for node in self.tree.all("div") if node.attributes.get("data-answer") == id_]
        spans = [span for row in rows for span in row.all("span") if span.attributes.get("class") == "aw-line"]
        return [span.text() for span in spans]


def sent_by(form: Node) -> dict[str, list[str]]:
    """What a browser would send of a form if nobody typed anything, buttons left out."""
    found: dict[str, list[str]] = {}
    for name, value in _controls(form):
        found.setdefault(name, []).append(value)
    return found


def _controls(form: Node) -> Iterator[tuple[str, str]]:
    for node in form.all("input", "textarea", "select"):
        name, kind = node.attributes.get("name", ""), node.attributes.get("type", "text")
        if "disabled" in node.attributes or not name:
            continue
        if node.tag == "select":
            listed = list(node.all("option"))
            chosen = [option for option in listed if "selected" in option.attributes] or listed[:1]
            yield from ((name, option.attributes["value"]) for option in chosen)
        elif node.tag == "textarea":
            content = node.text().removeprefix("\n")
            yield name, content.replace("\r\n", "\n").replace("\n", "\r\n")
        elif kind in ("radio", "checkbox"):
            if "checked" in node.attributes:
                yield name, node.attributes.get("value", "on")
        elif kind not in _NOT_SENT:
            yield name, node.attributes.get("value", "")
