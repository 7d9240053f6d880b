"""How large a definition becomes once it is written out, reckoned before it is: what would be too large never grows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from formengine.core import codelists
from formengine.core.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES, measure, nodes, size
from formengine.core.model import Finding
from formengine.core.parameters import value_words
from formengine.core.pointer import join
from formengine.core.texts import placeholders

PREFIX: Final = "#/conditions/"
_WITH_CONDITIONS: Final = ("uischema", "rules", "outcomes", "messages")
_NODES_OF_OPTION: Final = 3
MAX_PLACEHOLDERS: Final = 20_000


def check(form: Mapping[str, Any], values: Mapping[str, Any], lists: Mapping[str, Any]) -> Iterator[Finding]:
    """Findings for parameters, code lists and named conditions that would make a form too large; blocks are written
    out already."""
    written = _Written(values, lists)
    for count, node in enumerate(nodes(form)):
        written.add(node)
        if count > MAX_NODES:
            yield _finding("", f"Ausgeschrieben hat die Definition mehr als {MAX_NODES} Knoten.")
            return
    if written.placeholders > MAX_PLACEHOLDERS:
        message = f"In den Texten stehen mehr als {MAX_PLACEHOLDERS} Platzhalter."
        yield _finding("/uischema", message, "Schreiben Sie weniger Werte in die Texte.")
    if written.characters > MAX_BYTES:
        yield _finding("/parameters", f"Mit ihren Parametern haben die Texte mehr als {MAX_BYTES // 1_000_000} MB.")
    if written.nodes > MAX_NODES:
        yield _finding("/schema", f"Mit Parametern und Codelisten hat die Definition mehr als {MAX_NODES} Knoten.")
    yield from _of_conditions(form)


@dataclass
class _Written:
    """What parameters and code lists add to a form; each is reckoned once."""

    values: Mapping[str, Any]
    lists: Mapping[str, Any]
    placeholders: int = 0
    characters: int = 0
    nodes: int = 0
    known: dict[Any, int] = field(default_factory=dict)

    def add(self, node: Any) -> None:
        """Count what one node of the form brings along."""
        if isinstance(node, str):
            self.placeholders += node.count("{")
            if "{param." in node:
                self.characters += sum(self._words(name) for name in placeholders(node))
        elif isinstance(node, Mapping):
            bounds, reference = node.get("x-param"), node.get(codelists.KEYWORD)
            self.nodes += sum(self._value(str(name)) for name in bounds.values()) if isinstance(bounds, Mapping) else 0
            self.nodes += self._codes(reference) if codelists.is_reference(reference) else 0

    def _words(self, name: str) -> int:
        return len(value_words(self.values.get(name.removeprefix("param."))) or "")

    def _value(self, name: str) -> int:
        if name not in self.known:
            self.known[name] = size(self.values.get(name))
        return self.known[name]

    def _codes(self, reference: Any) -> int:
        key = tuple(sorted((name, str(value)) for name, value in reference.items()))
        if key not in self.known:
            version = codelists.version_of(reference, self.lists)
            self.known[key] = _NODES_OF_OPTION * len(version["codes"]) if version else 0
        return self.known[key]


@dataclass
class _Named:
    """The sizes and depths of named conditions with everything that they name, each reckoned once."""

    conditions: Mapping[str, Any]
    known: dict[str, tuple[int, int]] = field(default_factory=dict)
    deep: str = ""
    """A condition that is too deep once written out."""

    def of(self, ref: str, around: int) -> tuple[int, int]:
        """The size and depth of a condition by its reference; what leads nowhere or in circles is refused later."""
        name = ref.removeprefix(PREFIX)
        entry = self.conditions.get(name) if ref.startswith(PREFIX) else None
        if name not in self.known and entry is not None:
            # A circle counts as nothing here: the reader names it.
            self.known[name] = (0, 0)
            if around < MAX_DEPTH:
                self.known[name] = self.within(entry["condition"], around + 1)
        found = self.known.get(name, (0, 0))
        if around + found[1] >= MAX_DEPTH:
            self.deep = name
        return found

    def within(self, node: Any, around: int = 0) -> tuple[int, int]:
        """The size and depth of a part of a form with the conditions that it names."""
        if not self.conditions:
            return size(node), 0
        total = deepest = 0
        for part, depth, _ in measure(node):
            inner, deeper = self.of(ref, around + depth) if (ref := _reference(part)) else (0, 0)
            total += 1 + inner
            deepest = max(deepest, depth + deeper)
        return total, deepest


def _reference(node: Any) -> str:
    ref = node.get("$ref") if isinstance(node, Mapping) else None
    return ref if isinstance(ref, str) and ref.startswith(PREFIX) else ""


def _of_conditions(form: Mapping[str, Any]) -> Iterator[Finding]:
    named = _Named(form.get("conditions", {}))
    # Without names nothing grows: what is written was counted already.
    total = (
        0 if not named.conditions else named.within({name: form[name] for name in _WITH_CONDITIONS if name in form})[0]
    )
    if named.deep:
        message = f"Ausgeschrieben ist die Bedingung „{named.deep}“ tiefer als {MAX_DEPTH} Ebenen."
        yield _finding(join("conditions", named.deep), message, "Verweisen Sie direkt.")
    elif total > MAX_NODES:
        message = f"Mit den benannten Bedingungen hat die Definition mehr als {MAX_NODES} Knoten."
        yield _finding("/conditions", message, "Verweisen Sie seltener auf große Bedingungen.")
    elif sum(_inherited([form.get("uischema")], named)) > MAX_NODES:
        message = f"Jede Frage hängt auch an den Bedingungen um sie herum: zusammen mehr als {MAX_NODES} Knoten."
        yield _finding("/uischema", message, "Kürzen Sie die Bedingungen um die Fragen herum.")


def _inherited(nodes: Iterable[Any], named: _Named) -> Iterator[int]:
    """For each element how large its own condition and those around it are together."""
    stack = [(node, 0) for node in nodes]
    while stack:
        node, around = stack.pop()
        if not isinstance(node, Mapping):
            continue
        own = around + (named.within(node["rule"])[0] if "rule" in node else 0)
        yield own
        detail = node["options"].get("detail") if isinstance(node.get("options"), Mapping) else None
        stack += [(child, own) for child in node.get("elements", ())] + [(detail, 0)]


def _finding(place: str, message: str, mend: str = "Teilen Sie sie auf oder kürzen Sie sie.") -> Finding:
    return Finding("error", "form", place, message, mend)
