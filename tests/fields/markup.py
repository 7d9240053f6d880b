"""Reads rendered fields back: elements, visible text, and what a browser would post."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"input", "br", "img", "circle", "path", "rect", "meta", "link"}


@dataclass
class Node:
    """An element with its attributes, its text and its children."""

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

    def find(self, id: str) -> "Node":
        """The element with an id."""
        return next(node for node in self.all() if node.attributes.get("id") == id)

    def text(self) -> str:
        """All text, as it stands."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def words(self) -> str:
        """The text with white space folded."""
        return " ".join(" ".join(self._pieces()).split())

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            yield child if isinstance(child, str) else child.words()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Node("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> names an attribute twice: {names}"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(node)
        if tag not in _VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        opened = self.stack.pop()
        assert opened.tag == tag, f"<{opened.tag}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def parse(html: str) -> Node:
    """The tree of a piece of markup whose tags must all be closed in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.stack) == 1, f"<{reader.stack[-1].tag}> is never closed"
    return reader.stack[0]


def posted(html: str) -> dict[str, list[str]]:
    """What a browser would send for untouched inputs, buttons and files left out."""
    sent: dict[str, list[str]] = {}
    for node in parse(html).all("input", "textarea", "select"):
        name, kind = node.attributes.get("name", ""), node.attributes.get("type", "text")
        if node.tag == "select":
            chosen = [option for option in node.all("option") if "selected" in option.attributes]
            sent.setdefault(name, []).append((chosen or list(node.all("option")))[0].attributes["value"])
        elif node.tag == "textarea":
            text = node.text().removeprefix("\n")
            sent.setdefault(name, []).append(text.replace("\r\n", "\n").replace("\n", "\r\n"))
        elif kind in ("radio", "checkbox"):
            if "checked" in node.attributes:
                sent.setdefault(name, []).append(node.attributes["value"])
        elif kind not in ("image", "submit", "file"):
            sent.setdefault(name, []).append(node.attributes.get("value", ""))
    return sent


def inputs(tree: Node) -> list[Node]:
    """All inputs that a person sees."""
    return [node for node in tree.all("input", "textarea", "select") if node.attributes.get("type") != "hidden"]
