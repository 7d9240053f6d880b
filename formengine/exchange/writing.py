"""Writes a definition as a JSON Schema (draft-07) and a JSON Forms UI schema, and lists what is not in there."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from formengine.core.conditions import conjunction
from formengine.core.definition import Definition
from formengine.core.model import ALWAYS, Condition, Control, Element, Finding, Page
from formengine.core.pointer import write_scope
from formengine.core.submission import derive
from formengine.exchange.draft07 import URI, draft07
from formengine.exchange.frame import Exported, lost
from formengine.exchange.losses import losses
from formengine.exchange.outgoing import Lost, openness, rule, visibility

Node = dict[str, Any]
_OURS: Final = ("calc", "calcMode", "display", "detail", "suggest", "samples", "unsure", "path")
"""Options that mean nothing outside, or that are written anew."""
_FORMATS: Final[Mapping[str, Node]] = {
    "multiline": {"multi": True},
    "choice": {"format": "radio"},
    "yes-no": {"format": "radio"},
}


def write(definition: Definition) -> Exported:
    """The two documents, named conditions and blocks written out, parameters and days as they are now."""
    writing = _Writing(definition)
    schema = {name: part for name, part in derive(definition, settled=False).items() if name != "x-relaxed"}
    parts = {"schema": {"$schema": URI} | draft07({**schema, "$schema": URI}), "uischema": writing.tree()}
    return Exported(parts, (*losses(definition), *writing.lost))


class _Writing:
    """One export."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.lost: list[Finding] = []

    def tree(self) -> Node:
        """The pages, in their sections."""
        root: Node = {"type": "Categorization", "options": {"variant": "stepper"}, "elements": []}
        sections: dict[str, Node] = {"": root}
        for page in self.definition.pages:
            self._section(page.element.parent, sections)["elements"].append(self._page(page))
        return root

    def _section(self, id_: str, sections: dict[str, Node]) -> Node:
        """The section with an id, begun where its first page stands."""
        if id_ not in sections:
            element = self.definition.elements[id_]
            around = self._section(element.parent, sections)
            node = {"type": "Categorization", "id": id_, "label": element.label}
            sections[id_] = node | self._shown(element) | {"elements": []}
            around["elements"].append(sections[id_])
        return sections[id_]

    def _page(self, page: Page) -> Node:
        """A page; a category has one rule, so what blocks its questions stands around them."""
        element = page.element
        node = {"type": "Category", "id": page.id, "label": page.title, "options": {"path": page.path}}
        elements = self._children(element.children)
        blocked = self._open(element, self._sections_open(element))
        if blocked:
            elements = [{"type": "VerticalLayout", **blocked, "elements": elements}]
        return node | self._shown(element) | {"elements": elements}

    def _sections_open(self, element: Element) -> Condition:
        """When the sections around a page can be filled in."""
        found = []
        while element.parent:
            element = self.definition.elements[element.parent]
            found.append(openness(element))
        return conjunction(*found)

    def _children(self, elements: Iterable[Element]) -> list[Node]:
        return [node for element in elements for node in self._element(element)]

    def _element(self, element: Element) -> Iterator[Node]:
        """An element; with two rules the second stands on a layout around it."""
        if element.control is not None and not element.control.displayed:
            return
        node, shown, blocked = self._node(element), self._shown(element), self._open(element, ALWAYS)
        if shown and blocked:
            yield {"type": "VerticalLayout", **shown, "elements": [node | blocked]}
        else:
            yield node | shown | blocked

    def _node(self, element: Element) -> Node:
        if element.kind == "label":
            return {"type": "Label", "id": element.id, "text": element.label, "options": _options(element.options)}
        if element.control is not None:
            return self._control(element.control, element)
        kind = {"type": "Group", "label": element.label} if element.label else {"type": "VerticalLayout"}
        return {**kind, "id": element.id, "elements": self._children(element.children)}

    def _control(self, control: Control, element: Element) -> Node:
        inner = control.path[len(control.lists[-1]) + 1 :] if control.lists else control.path
        options: Node = {"type": control.type} | _options(control.options) | _FORMATS.get(control.type, {})
        if control.calc is not None:
            del options["type"]
        if control.fixed:
            options["readonly"] = True
        if control.type == "list":
            options["detail"] = {"type": "VerticalLayout", "elements": self._children(element.children)}
        node = {"type": "Control", "id": control.id, "scope": write_scope(inner), "label": control.label}
        return node | {"options": options}

    def _shown(self, element: Element) -> Node:
        return self._rule(element, visibility(element), "SHOW", "HIDE")

    def _open(self, element: Element, around: Condition) -> Node:
        return self._rule(element, conjunction(around, openness(element)), "ENABLE", "DISABLE")

    def _rule(self, element: Element, condition: Condition, effect: str, opposite: str) -> Node:
        try:
            return rule(condition, effect, opposite, in_item=bool(element.lists))
        except Lost as why:
            message = f"Eine Bedingung an „{element.id}“ entfällt. {why}"
            self.lost.append(lost(element.pointer, message, "Stellen Sie sie im Zielsystem nach."))
            return {}


def _options(options: Mapping[str, Any]) -> Node:
    return {name: value for name, value in options.items() if name not in _OURS}
