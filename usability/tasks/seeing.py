"""What a person sees of a rendered page: texts, inputs and questions; what the stylesheet hides does not count."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from formengine.core.model import Indices, Instance
from usability.tasks.markup import Node, chosen

_UNSEEN_TAGS: Final = frozenset(("head", "script", "style", "template", "header", "footer", "svg", "datalist"))
_UNSEEN: Final = frozenset(
    ("kern-sr-only", "aw-skip", "aw-steps", "aw-files", "aw-leave", "aw-sample", "aw-room", "aw-workshop")
)
"""Read aloud only, alike on every page, or there for the people of a workshop only."""
_INLINE: Final = frozenset(("a", "abbr", "b", "br", "em", "i", "small", "span", "strong", "sub", "sup", "output"))
_BUTTONS: Final = frozenset(("submit", "image", "button", "reset", "hidden"))
_NOTICE: Final = "hinweis"
"""Says here that the page is not sent yet, since what was typed was put there past the browser."""
MOST_OPTIONS: Final = 21
"""Nobody reads through a longer list; there only the chosen entry counts."""


@dataclass(frozen=True, slots=True)
class Box:
    """One input that can be seen."""

    name: str
    kind: str
    """`text`, `select`, `radio`, `checkbox` or `file`."""
    value: str
    on: bool
    field: str
    """The id of its question."""
    offered: tuple[tuple[str, str], ...] = ()
    """Values and titles of a list."""
    searched: bool = False
    """One of the two inputs of a list with a search."""


@dataclass
class Sight:
    """Everything that can be seen."""

    texts: list[str] = field(default_factory=list)
    echo: list[str] = field(default_factory=list)
    """Those of the texts that repeat the answers."""
    help: list[str] = field(default_factory=list)
    """In help that is folded."""
    boxes: list[Box] = field(default_factory=list)
    fields: list[tuple[str, Indices]] = field(default_factory=list)
    """Questions and texts of the definition."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What an element stands in."""

    field: str = ""
    item: Indices = ()
    folded: bool = False
    searched: bool = False
    echoing: bool = False


def see(page: Node, visible: Collection[Instance], items: Mapping[str, Indices], item: Indices = ()) -> Sight:
    """Look at a page; `items` are the places of items by their ids, `item` is the one that has the page to itself."""
    looking = _Looking(visible, {f"eintrag-{id_}": place for id_, place in items.items()})
    main = page.find("inhalt") or page
    looking.element(main, _Around(item=item))
    looking.end()
    return looking.sight


@dataclass
class _Looking:
    visible: Collection[Instance]
    items: Mapping[str, Indices]
    sight: Sight = field(default_factory=Sight)
    line: list[str] = field(default_factory=list)
    folded: bool = False
    echoing: bool = False

    def end(self) -> None:
        """A line of text is over."""
        text = " ".join("".join(self.line).split())
        self.line.clear()
        if text:
            (self.sight.help if self.folded else self.sight.texts).append(text)
        if text and self.echoing:
            self.sight.echo.append(text)

    def element(self, node: Node, around: _Around) -> None:
        """An element and everything in it."""
        inside = self._inside(node, around)
        if inside is None:
            return
        if node.tag in ("input", "select", "textarea"):
            self._box(node, inside)
            return
        if node.tag not in _INLINE:
            self.end()
            self.folded, self.echoing = inside.folded, inside.echoing
        elif node.tag == "br":
            self.line.append(" ")
        for child in node.children:
            if isinstance(child, str):
                self.line.append(child)
            else:
                self.element(child, inside)
        if node.tag not in _INLINE:
            self.end()
            self.folded, self.echoing = around.folded, around.echoing

    def _inside(self, node: Node, around: _Around) -> _Around | None:
        """What the children stand in; None where nobody sees them."""
        if node.tag in _UNSEEN_TAGS or node.classes & _UNSEEN or "hidden" in node.attributes:
            return None
        if node.get("aria-hidden") == "true" or node.get("id") == _NOTICE:
            return None
        if node.get("id") in self.items:
            around = replace(around, item=self.items[node.get("id")])
        own = node.get("data-field") or node.get("data-group")
        if own:
            if (own, around.item) not in self.visible:
                return None
            if node.get("data-field"):
                self.sight.fields.append((own, around.item))
            around = replace(around, field=own)
        if node.tag == "details" and "open" not in node.attributes:
            return replace(around, folded=True)
        if node.tag == "summary":
            return replace(around, folded=False)
        return replace(
            around,
            searched=around.searched or "aw-search" in node.classes,
            echoing=around.echoing or "aw-summary" in node.classes,
        )

    def _box(self, node: Node, around: _Around) -> None:
        kind = node.tag if node.tag != "input" else node.attributes.get("type", "text")
        kind = kind if kind in ("select", "radio", "checkbox", "file", *_BUTTONS) else "text"
        if around.folded or kind in _BUTTONS or "disabled" in node.attributes:
            return
        name, value, options = node.get("name"), node.get("value"), list(node.all("option"))
        if kind == "select":
            value = next((option.get("value") for option in chosen(options)), "")
            self._options(options)
        elif node.tag == "textarea":
            value = node.text().removeprefix("\n")
        offered = tuple((option.get("value"), option.text()) for option in options)
        on = "checked" in node.attributes
        self.sight.boxes.append(Box(name, kind, value, on, around.field, offered, around.searched))

    def _options(self, options: list[Node]) -> None:
        self.end()
        read = options if len(options) <= MOST_OPTIONS else chosen(options)
        self.sight.texts += [" ".join(option.text().split()) for option in read]
