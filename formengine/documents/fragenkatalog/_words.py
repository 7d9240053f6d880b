"""A definition and its conditions in words; days that move with today stay relative, as their author wrote them."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

from formengine.core import pointer
from formengine.core.answers import schema_at
from formengine.core.blocks import Expansion
from formengine.core.definition import Definition
from formengine.core.model import ITEM, Control, Element, Path
from formengine.core.phrases import Phrases, bounds, item_of
from formengine.core.pointer import MISSING
from formengine.core.texts import Messages, load_messages

NO_WORDS: Final = "eine Bedingung gilt, die sich nicht in Worte fassen lässt"
_EFFECTS: Final = {
    "SHOW": "zu sehen, wenn",
    "HIDE": "verborgen, wenn",
    "FORBID": "ausgeschlossen, wenn",
    "ENABLE": "frei, wenn",
    "DISABLE": "gesperrt, wenn",
}


class Words:
    """The words of one definition."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.phrases = Phrases(definition)
        self.messages: Messages = load_messages(definition.language)

    @cached_property
    def written(self) -> Mapping[str, Any]:
        """The form as its author wrote it, blocks written out."""
        return Expansion(self.definition.bundle.shared).expand(self.definition.bundle.form)

    def raw(self, element: Element) -> Mapping[str, Any]:
        """An element as it is written."""
        names = (int(name) if name.isdigit() else name for name in pointer.split(element.pointer))
        found = pointer.at(self.written, names)
        return found if isinstance(found, Mapping) else {}

    def clause(self, node: Any, item: Path = ()) -> str:
        """A raw condition, as it follows *wenn*."""
        return self._tried(lambda: self.phrases.raw(node, item)) or NO_WORDS

    def rule(self, element: Element) -> str:
        """When an element is seen or locked, "" where no rule says so."""
        effects = [effect for effect in _listed(self.raw(element).get("rule")) if effect.get("effect") in _EFFECTS]
        said = [
            f"{_EFFECTS[effect['effect']]} {self.clause(effect['condition'], item_of(element))}" for effect in effects
        ]
        return "; ".join(said)

    def demand(self, control: Control) -> str:
        """Whether an answer must be given."""
        element = self.definition.elements[control.id]
        effects = [effect for effect in _listed(self.raw(element).get("rule")) if effect.get("effect") == "REQUIRE"]
        if control.required:
            return "ja"
        said = [f"ja, wenn {self.clause(effect['condition'], item_of(element))}" for effect in effects]
        return "; ".join(said) or "nein"

    def bounds(self, control: Control) -> str:
        """What an answer must be, as its author wrote it."""
        found = schema_at(self.written.get("schema", {}), control.path)
        written = control.schema if found is MISSING or "$ref" in found else found
        return "; ".join(bounds(written).values())

    def calculation(self, control: Control) -> str:
        """How a value is worked out, "" for a question that a person answers."""
        if control.calc is None:
            return ""
        tree = self.raw(self.definition.elements[control.id]).get("options", {}).get("calc", control.calc)
        item: Path = (*control.lists[-1], ITEM) if control.lists else ()
        how = "" if control.fixed else " (Vorschlag, darf geändert werden)"
        return (self._tried(lambda: self.phrases.calculation(tree, item)) or "eine Berechnung ohne Worte") + how

    def errors(self, control: Control) -> Mapping[str, str]:
        """The error texts of a question: its own, and the general one where an answer is missing."""
        demanded = self.demand(control) != "nein" and "pflicht" not in control.errors
        if not demanded or control.fixed:
            return control.errors
        text = self.messages.text("pflicht", "required", control.type, control.errors, {"label": control.label})
        return {"pflicht": text, **control.errors}

    def _tried(self, say: Callable[[], str]) -> str:
        try:
            return say()
        except (KeyError, TypeError, ValueError, AttributeError):
            # An imported definition may hold what has no words; the document says so in its place.
            return ""


def _listed(rule: Any) -> list[Mapping[str, Any]]:
    return [effect for effect in (rule if isinstance(rule, list) else [rule]) if isinstance(effect, Mapping)]
