"""An HTML form as a browser without scripts holds it: what stands in the inputs, and what is sent for a button."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.definitions.assistant import Upload
from tests.fields.markup import Node

_BUTTONS = ("submit", "image", "button", "reset")


@dataclass
class Entry:
    """One input: its name, its kind, what it would send, and whether it is chosen (always, but for boxes)."""

    node: Node
    name: str
    kind: str
    value: str
    on: bool = True
    offered: Sequence[str] = ()
    uploads: Sequence[Upload] = ()

    def parts(self) -> Iterator[tuple[str, str | Upload]]:
        """What is sent of it; an input for files sends an empty one where nothing was chosen."""
        if self.kind == "file":
            yield from (
                (self.name, upload) for upload in self.uploads or (Upload("", "application/octet-stream", b""),)
            )
        elif self.on:
            yield self.name, self.value


@dataclass
class WebForm:
    """A form of a page."""

    node: Node
    entries: list[Entry] = field(init=False)

    def __post_init__(self) -> None:
        self.entries = [entry for node in self.node.all("input", "textarea", "select") for entry in _entries(node)]

    @property
    def action(self) -> str:
        """Where it is sent."""
        return self.node.attributes["action"]

    def button(self, name: str, value: str | None = None) -> tuple[str, str] | None:
        """The name and value of a button that is there; None for one without a name."""
        for node in self.node.all("button"):
            own = node.attributes.get("name", ""), node.attributes.get("value", "")
            if own[0] == name and value in (None, own[1]):
                return own if name else None
        raise AssertionError(f"no button {name!r}")

    def body(self, pressed: tuple[str, str] | None) -> tuple[str, bytes]:
        """Content type and body for a pressed button, exactly the successful controls in the order of the form."""
        parts = [part for entry in self.entries for part in entry.parts()]
        parts += [pressed] if pressed else []
        if self.node.attributes.get("enctype") == "multipart/form-data":
            return multipart(parts)
        pairs = [(name, part.name if isinstance(part, Upload) else part) for name, part in parts]
        return "application/x-www-form-urlencoded", urlencode(pairs).encode()


def _entries(node: Node) -> Iterator[Entry]:
    name, kind = node.attributes.get("name", ""), node.attributes.get("type", "text")
    if not name or "disabled" in node.attributes or (node.tag == "input" and kind in _BUTTONS):
        return
    if node.tag == "select":
        options = list(node.all("option"))
        chosen = [option for option in options if "selected" in option.attributes] or options
        offered = [option.attributes["value"] for option in options]
        yield Entry(node, name, "select", chosen[0].attributes["value"], offered=offered)
    elif node.tag == "textarea":
        yield Entry(node, name, "text", _lines(node.text().removeprefix("\n")))
    elif kind in ("radio", "checkbox"):
        yield Entry(node, name, kind, node.attributes.get("value", "on"), "checked" in node.attributes)
    else:
        yield Entry(node, name, kind if kind in ("file", "hidden") else "text", node.attributes.get("value", ""))


def _lines(text: str) -> str:
    """A browser sends line breaks as CR and LF."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def multipart(parts: Sequence[tuple[str, str | Upload]]) -> tuple[str, bytes]:
    """The parts as multipart/form-data."""
    boundary = f"----{uuid.uuid4().hex}"
    body = b""
    for name, part in parts:
        head, content = f'Content-Disposition: form-data; name="{name}"', b""
        if isinstance(part, Upload):
            head += f'; filename="{part.name}"\r\nContent-Type: {part.mime}'
            content = part.body
        else:
            content = part.encode()
        body += f"--{boundary}\r\n{head}\r\n\r\n".encode() + content + b"\r\n"
    return f"multipart/form-data; boundary={boundary}", body + f"--{boundary}--\r\n".encode()


def choose(entries: Sequence[Entry], values: Sequence[str]) -> None:
    """Leave exactly these strings in the inputs of one name; what is not offered is sent as if the page offered it."""
    boxes = [entry for entry in entries if entry.kind in ("radio", "checkbox")]
    if not boxes:
        (entry,) = entries
        entry.value = _lines(values[0]) if values else ""
        return
    for box in boxes:
        box.on = box.value in values or (not values and box.kind == "radio" and box.value == "")
    for value in (value for value in values if value not in {box.value for box in boxes}):
        spare = next(box for box in boxes if not box.on)
        spare.value, spare.on = value, True
