"""Somebody at the workbench, without JavaScript: forms are found by what they do, and sent as a browser would."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from builder.tree import Node as Element
from builder.tree import nodes
from tests.builder.accounts.people import Hands
from tests.fields.markup import Node
from tests.web.person import rooms
from tests.web.probe import SLUG
from tests.web.screen import Screen, sent_by


class Desk(Hands):
    """A person with an account, and the workbench of the small definition."""

    def bench(self, element: str = "", **more: str) -> Screen:
        """Open the workbench, an element chosen."""
        pairs = "&".join(f"{name}={value}" for name, value in {"element": element, **more}.items() if value)
        return self.open(f"/werkstatt/{SLUG}/?{pairs}")

    def form(self, screen: Screen, step: str, **marks: str) -> Node:
        """The form of an edit; `marks` are hidden values that tell it from others."""
        for form in screen.tree.all("form"):
            values = {name: value for name, (value, *_) in sent_by(form).items()}
            if values.get("schritt") == step and all(values.get(f"a.{name}") == want for name, want in marks.items()):
                return form
        raise AssertionError(f"no form for {step} {marks}")

    def do(self, screen: Screen, step: str, typed: Mapping[str, Any] | None = None, **marks: str) -> Screen:
        """Send the form of an edit."""
        form = self.form(screen, step, **marks)
        body: MultiDict[str, Any] = MultiDict(sent_by(form))
        for name, value in (typed or {}).items():
            body.setlist(name, value if isinstance(value, list) else [value])
        return self.post(form.attributes["action"], body)

    def element(self, id_: str) -> Element:
        """An element of the head."""
        return self.elements()[id_]

    def elements(self) -> dict[str, Element]:
        """The elements of the head."""
        bundles = rooms(self.app).store.bundles
        head = bundles.head(SLUG)
        assert head is not None
        return nodes(bundles.load(head).form)
