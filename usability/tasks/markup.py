"""The tree of a rendered page, and its forms as a browser without scripts would send them."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlencode

_VOID: Final = frozenset(
    ("area", "base", "br", "circle", "col", "hr", "img", "input", "link", "meta", "path", "rect", "source", "wbr")
)


@dataclass
class Node:
    """An element with its attributes and its children."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Node"]:
        """This element and all below it, of the given names."""
        if not tags or self.tag in tags:
            yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.all(*tags)

    def find(self, id: str) -> "Node | None":
        """The element with an id."""
        return next((node for node in self.all() if node.attributes.get("id") == id), None)

    def get(self, name: str) -> str:
        """An attribute, "" where it is not there."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> frozenset[str]:
        """The words of its class."""
        return frozenset(self.get("class").split())

    def text(self) -> str:
        """All text, as it stands."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Node("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(node)
        if tag not in _VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self.stack[1:]):
            while self.stack.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def parse(html: str) -> Node:
    """The tree of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.stack[0]


def main_form(page: Node) -> Node | None:
    """The form with the questions of a page."""
    return next((node for node in page.all("form") if "aw-form" in node.classes), None)


def sent(form: Node) -> list[tuple[str, str]]:
    """Names and values that a browser would send of a form, buttons and new files left out."""
    return [pair for node in form.all("input", "textarea", "select") for pair in _pairs(node)]


def _pairs(node: Node) -> Iterator[tuple[str, str]]:
    name, kind = node.get("name"), node.attributes.get("type", "text")
    if not name or "disabled" in node.attributes:
        return
    if node.tag == "select":
        options = list(node.all("option"))
        yield from ((name, option.get("value")) for option in chosen(options))
    elif node.tag == "textarea":
        # A browser drops the first line break and sends the others as CR and LF.
        yield name, node.text().removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
    elif kind in ("radio", "checkbox"):
        if "checked" in node.attributes:
            yield name, node.attributes.get("value", "on")
    elif kind not in ("file", "image", "submit", "button", "reset"):
        yield name, node.get("value")


def chosen(options: list[Node]) -> list[Node]:
    """The chosen option of a list; the first where none is."""
    return [option for option in options if "selected" in option.attributes][:1] or options[:1]


def body(form: Node, button: str) -> tuple[str, bytes]:
    """Content type and body of a form that is sent with a button."""
    parts = [*sent(form), (button, "1")]
    if form.get("enctype") != "multipart/form-data":
        return "application/x-www-form-urlencoded", urlencode(parts).encode()
    boundary = f"----{uuid.uuid4().hex}"
    lines = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in parts
    ]
    return f"multipart/form-data; boundary={boundary}", ("".join(lines) + f"--{boundary}--\r\n").encode()
