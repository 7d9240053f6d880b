"""One of the two revisions that are compared: its elements, what its schema says of each answer, and its words."""

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from builder.difference.reduced import reduced
from builder.inventory import PARENT, inventory
from builder.tree import ROOT, Node, nodes
from formengine.core.bundle import Bundle
from formengine.core.definition import read_definition
from formengine.core.model import ITEM, Path
from formengine.core.phrases import Phrases, quoted
from formengine.fields import TYPES, best_fit
from formengine.fields.titles import title

_ANY_DAY: Final = datetime.date(2000, 1, 1)
"""Only names and labels are taken from what is compiled here, and those hold on every day."""
NOUNS: Final[Mapping[str, str]] = {
    "Categorization": "Abschnitt",
    "Category": "Seite",
    "Group": "Gruppe",
    "VerticalLayout": "Gruppe",
    "HorizontalLayout": "Gruppe",
    "Label": "Text",
    "Block": "Baustein",
}
"""What people call each kind of element; a question is one of many."""
_TEXTS: Final = ("label", "text")
PAGES: Final = ("Category",)


@dataclass(eq=False)
class Side:
    """A revision; `kept` are the ids of pages that stand in the other one just so and are not laid out."""

    bundle: Bundle
    kept: frozenset[str] = frozenset()
    mentions: set[Path] = field(default_factory=set)
    """The answers that changed conditions ask for; complete before anything is put into words."""

    @cached_property
    def form(self) -> Mapping[str, Any]:
        """The form as it is written."""
        return self.bundle.form

    @cached_property
    def inventory(self) -> Mapping[str, Any]:
        """The revision laid out flat, but for the elements of pages that are kept."""
        root = self.form.get("uischema", {})
        slim = {**self.form, "uischema": _emptied(root, self.kept)} if self.kept else self.form
        return inventory(dataclasses.replace(self.bundle, form=slim, texts={}, shared={}, codelists={}, cases=None))

    @cached_property
    def elements(self) -> Mapping[str, Mapping[str, Any]]:
        """The elements by id, each without its children; one without an id by its content."""
        return {id_: element for id_, element in self.inventory["elements"].items() if id_ != ROOT}

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """All elements with an id, those of kept pages too."""
        return nodes(self.form)

    @cached_property
    def by_path(self) -> Mapping[Path, Node]:
        """The questions and blocks by where their answers live."""
        return {node.path: node for node in reversed(list(self.nodes.values())) if node.path}

    @cached_property
    def schema(self) -> Mapping[Path, Mapping[str, Any]]:
        """What the schema says of each answer, without its parts; REQUIRED tells whether it must be there."""
        return dict(_flat(self.form.get("schema", {}), (), required=False))

    def raw(self, id_: str) -> Mapping[str, Any]:
        """An element as it is written; without its children where its page is laid out."""
        return self.elements[id_] if id_ in self.elements else self.nodes[id_].raw

    def asks(self, id_: str) -> bool:
        """Whether an element holds an answer."""
        return self.noun(id_) in ("Frage", "Liste", "Baustein")

    def demanded(self, id_: str) -> bool:
        """Whether the schema demands an answer to a question."""
        node = self.nodes.get(id_)
        return bool(node is not None and self.schema.get(node.path, {}).get(REQUIRED))

    def called(self, id_: str) -> str:
        """What a person calls an element, in quotation marks."""
        element = self.raw(id_)
        options = element.get("options")
        heading = options.get("title", "") if element.get("type") == "Label" and isinstance(options, Mapping) else ""
        text = str(heading or next((element[name] for name in _TEXTS if element.get(name)), ""))
        return quoted(text) if text.strip() else f"{self.noun(id_)} ohne Überschrift"

    def noun(self, id_: str) -> str:
        """Seite, Frage, Gruppe …"""
        element = self.raw(id_)
        if id_ in self.nodes and self.nodes[id_].kind == "list":
            return "Liste"
        return NOUNS.get(str(element.get("type")), "Frage")

    def kind(self, id_: str) -> str:
        """The German name of a question's field type, "" for anything else."""
        node = self.nodes.get(id_)
        if node is None or node.raw.get("type") != "Control":
            return ""
        name = node.options.get("type")
        best = best_fit(self.schema.get(node.path, {})) if name is None else None
        return title(str(name)) if name is not None else title(best.name) if best else "Frage"

    def page(self, id_: str) -> str:
        """The id of the page that an element stands on, its own for a page, "" for a section."""
        while id_ in self.elements and self.elements[id_].get("type") not in PAGES:
            id_ = str(self.elements[id_].get(PARENT, ROOT))
        return id_ if id_ in self.elements else self.nodes[id_].page if id_ in self.nodes else ROOT

    def place(self, id_: str) -> str:
        """`auf Seite „Person“`, with the group around it; "" at the top."""
        element = self.elements.get(id_)
        parent = str(element.get(PARENT, ROOT)) if element is not None else self.nodes[id_].parent
        return f"{self.noun(parent)} {self.called(parent)}" if parent != ROOT and parent else ""

    @cached_property
    def phrases(self) -> Phrases | None:
        """Words for conditions about the answers that are mentioned; None where the form does not compile."""
        definition, _ = read_definition(reduced(self.bundle, frozenset(self.mentions)), TYPES, _ANY_DAY)
        return Phrases(definition) if definition is not None else None

    def clause(self, condition: Any, item: Path = ()) -> str:
        """A raw condition in words, as they follow *wenn*; "" where there are none."""
        if self.phrases is None:
            return ""
        try:
            return self.phrases.raw(condition, item, titles=True)
        except (KeyError, TypeError, ValueError, AttributeError):
            # A revision from elsewhere may hold a condition that means nothing; that it differs is said without words.
            return ""

    def calculation(self, tree: Any, item: Path = ()) -> str:
        """A raw calculation in words; "" where there are none."""
        if self.phrases is None:
            return ""
        try:
            return self.phrases.calculation(tree, item)
        except (KeyError, TypeError, ValueError, AttributeError):
            return ""


REQUIRED: Final = "\0required"


def _flat(schema: Any, path: Path, *, required: bool) -> Iterator[tuple[Path, dict[str, Any]]]:
    if not isinstance(schema, Mapping):
        yield path, {REQUIRED: required, "schema": schema}
        return
    names = schema.get("required", ())
    parts = schema.get("properties", {}) if isinstance(schema.get("properties"), Mapping) else {}
    items = schema.get("items")
    deep = isinstance(items, Mapping) and isinstance(items.get("properties"), Mapping) and _asked(items)
    cut = {"properties", "required"} | ({"items"} if deep else set())
    yield path, {REQUIRED: required, **{word: part for word, part in schema.items() if word not in cut}}
    for name in dict.fromkeys([*parts, *(names if isinstance(names, list) else ())]):
        yield from _flat(parts.get(name, {}), (*path, name), required=name in names)
    if deep:
        yield from _flat(items, (*path, ITEM), required=False)


def _asked(items: Mapping[str, Any]) -> bool:
    """False for what the file type says of an uploaded file: that is a limit, no question."""
    return "mimeType" not in items["properties"] and "size" not in items["properties"]


def _emptied(node: Mapping[str, Any], kept: frozenset[str]) -> Mapping[str, Any]:
    """The page tree with kept pages as mere names."""
    if str(node.get("id", "")) in kept:
        return {**node, "elements": []}
    children = node.get("elements")
    if not isinstance(children, list) or node.get("type") in PAGES:
        return node
    return {**node, "elements": [_emptied(child, kept) for child in children]}
