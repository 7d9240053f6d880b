"""Which questions a style sheet alone can show and hide: conditions on choices of the same page, as selectors."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from formengine.core.conditions import written
from formengine.core.definition import Definition
from formengine.core.model import ITEM, Condition, Control, Element, Page, Path, lists_on
from formengine.core.order import Places, condition_reads
from formengine.core.plans import descend
from formengine.fields import TYPES, token

MAX_TERMS: Final = 48
MAX_CHAIN: Final = 24
"""So many questions may hang on each other one after the other."""
MAX_LITERALS: Final = 96
"""In one term; what hangs on more is for the server."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """True when one of the options is chosen in the browser."""

    control: str
    tokens: frozenset[str]


@dataclass(frozen=True, slots=True)
class Given:
    """True when the server says so: it hangs on earlier answers or on the environment."""

    token: str


Atom = Chosen | Given
Literal = tuple[Atom, bool]
Term = frozenset[Literal]
"""A conjunction of atoms that are to be true or false."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """How a page, or an item of a list, shows and hides: by the style sheet where it can, else by the server."""

    terms: Mapping[str, frozenset[Term]]
    """By element id: the element is visible when one of the terms holds. Absent: always visible."""
    given: Mapping[str, Condition]
    """By token: the condition that the server decides for the style sheet."""
    dynamic: frozenset[str]
    """Elements whose visibility only the server can decide."""
    refresh: frozenset[str]
    """Questions of this page that dynamic elements (or REQUIRE, ENABLE, DISABLE) hang on."""


class _Undecidable(Exception):
    """The style sheet cannot see it."""


def page_reveal(definition: Definition, page: Page) -> Reveal:
    """Work out one page, without what stands in items of lists."""
    elements = [element for element in descend(page.element) if not element.lists]
    return _reveal(_Reading(definition, page, None), elements)


def item_reveal(definition: Definition, page: Page, list_: Control) -> Reveal:
    """Work out an item of a list; all items show and hide alike."""
    inside = definition.elements[list_.id]
    elements = [element for element in descend(inside) if element.lists and element.lists[-1] == list_.path]
    return _reveal(_Reading(definition, page, list_), elements)


def _reveal(reading: "_Reading", elements: Iterable[Element]) -> Reveal:
    terms: dict[str, frozenset[Term]] = {}
    dynamic: set[str] = set()
    chosen = [element for element in elements if element.kind not in ("page", "section")]
    for element in chosen:
        try:
            found = reading.visible_alone(element)
            _negate(found)
        except _Undecidable:
            dynamic.add(element.id)
            continue
        if found != _TRUE:
            terms[element.id] = found
    refresh = {id_ for element in chosen for id_ in reading.refreshing(element, element.id in dynamic)}
    return Reveal(terms, reading.given, frozenset(dynamic), frozenset(refresh))


_TRUE: Final[frozenset[Term]] = frozenset({frozenset()})
_FALSE: Final[frozenset[Term]] = frozenset()


class _Reading:
    def __init__(self, definition: Definition, page: Page, list_: Control | None) -> None:
        self.definition = definition
        self.page = page
        self.base: Path = (*list_.path, ITEM) if list_ else ()
        self.given: dict[str, Condition] = {}
        self.known: dict[str, frozenset[Term]] = {}
        self.places = Places(page.controls)
        self._deep = 0
        self._names: dict[tuple[Any, ...], str] = {}

    def visible_alone(self, element: Element) -> frozenset[Term]:
        """The same, asked by nobody else."""
        self._deep = 0
        return self.visible(element)

    def visible(self, element: Element) -> frozenset[Term]:
        """The terms under which an element is visible, those of its groups included."""
        if element.id not in self.known:
            self._deep += 1
            if self._deep > MAX_CHAIN:
                raise _Undecidable
            terms = _TRUE
            parent = self.definition.elements.get(element.parent)
            if parent is not None and parent.kind == "group":
                terms = self.visible(parent)
            for effect in element.effects:
                if effect.name == "SHOW":
                    terms = _and(terms, self.terms(effect.condition, True))
                elif effect.name in ("HIDE", "FORBID"):
                    terms = _and(terms, self.terms(effect.condition, False))
            self.known[element.id] = terms
            self._deep -= 1
        return self.known[element.id]

    def terms(self, condition: Condition, wanted: bool) -> frozenset[Term]:
        """The terms under which a condition is as wanted."""
        if condition.kind == "LEAF":
            return self._leaf(condition, wanted)
        if condition.kind == "NOT":
            return self.terms(condition.children[0], not wanted)
        if condition.kind == "XOR":
            return self._xor(condition, wanted)
        both = condition.kind == ("AND" if wanted else "OR")
        result = _TRUE if both else _FALSE
        for child in condition.children:
            part = self.terms(child, wanted)
            result = _and(result, part) if both else _or(result, part)
        return result

    def _xor(self, condition: Condition, wanted: bool) -> frozenset[Term]:
        result = _FALSE
        for i in range(len(condition.children)):
            one = _TRUE
            for j, child in enumerate(condition.children):
                one = _and(one, self.terms(child, i == j))
            result = _or(result, one)
        return result if wanted else _negate(result)

    def _leaf(self, leaf: Condition, wanted: bool) -> frozenset[Term]:
        path = leaf.path if leaf.root else (*self.base, *leaf.path)
        around = {self.base[:i] for i in range(1, len(self.base))}
        here = [control for control in self.places.touching(path) if control.path not in around]
        if not here:
            name = self._names.setdefault(written(leaf), f"g{len(self._names) + 1}")
            self.given.setdefault(name, leaf)
            return frozenset({frozenset({(Given(name), wanted)})})
        control = here[0]
        in_reach = control.lists == lists_on(self.base)
        if len(here) > 1 or control.path != path or not in_reach or not leaf.fail_when_undefined:
            raise _Undecidable
        element = self.definition.elements[control.id]
        chosen = _and(self.visible(element), self._atom(control, leaf.schema))
        return chosen if wanted else _negate(chosen)

    def _atom(self, control: Control, schema: Mapping[str, Any] | bool) -> frozenset[Term]:
        if not TYPES[control.type].settles or isinstance(schema, bool):
            raise _Undecidable
        if control.type == "confirm":
            return self._box(control, schema)
        if control.type == "choices":
            if set(schema) != {"contains"} or not isinstance(schema["contains"], Mapping):
                raise _Undecidable
            schema = schema["contains"]
        tokens = _tokens(control, schema)
        return frozenset({frozenset({(Chosen(control.id, tokens), True)})}) if tokens else _FALSE

    def _box(self, control: Control, schema: Mapping[str, Any]) -> frozenset[Term]:
        """A box that is not ticked is the answer no."""
        values = _values(schema)
        if values not in ([True], [False]):
            raise _Undecidable
        atom = Chosen(control.id, frozenset({token(True)}))
        return frozenset({frozenset({(atom, values == [True])})})

    def refreshing(self, element: Element, dynamic: bool) -> Iterator[str]:
        """The questions of this page from which only the server can draw conclusions for an element."""
        effects = [effect for effect in element.effects if dynamic or effect.name in ("REQUIRE", "ENABLE", "DISABLE")]
        paths = condition_reads(replace(element, effects=tuple(effects)))
        if element.control is not None and element.control.fixed and element.control.displayed:
            paths = paths | self.definition.calculations[element.control.id].reads
        return (control.id for path in paths for control in self.places.touching(path))


def _tokens(control: Control, schema: Mapping[str, Any]) -> frozenset[str]:
    """The options that a schema accepts."""
    if set(schema) == {"not"} and isinstance(schema["not"], Mapping) and control.choices:
        return frozenset(token(choice.value) for choice in control.choices) - _tokens(control, schema["not"])
    return frozenset(token(value) for value in _values(schema))


def _values(schema: Mapping[str, Any]) -> list[Any]:
    if set(schema) == {"const"}:
        return [schema["const"]]
    if set(schema) == {"enum"}:
        return list(schema["enum"])
    raise _Undecidable


def _or(one: frozenset[Term], other: frozenset[Term]) -> frozenset[Term]:
    return _lean(one | other)


def _and(one: frozenset[Term], other: frozenset[Term]) -> frozenset[Term]:
    joined = (left | right for left in one for right in other)
    return _lean(term for term in joined if not any((atom, not value) in term for atom, value in term))


def _negate(terms: frozenset[Term]) -> frozenset[Term]:
    result = _TRUE
    for term in terms:
        result = _and(result, frozenset(frozenset({(atom, not value)}) for atom, value in term))
    return result


def _lean(terms: Iterable[Term]) -> frozenset[Term]:
    """Without terms that a shorter one covers; too many for a style sheet is undecidable."""
    found = sorted(set(terms), key=len)
    kept: list[Term] = []
    for term in found:
        if not any(other <= term for other in kept):
            kept.append(term)
        if len(kept) > MAX_TERMS or len(term) > MAX_LITERALS:
            raise _Undecidable
    return frozenset(kept)


def style_sheet(definition: Definition, reveals: Iterable[Reveal]) -> str:
    """The style sheet of a revision: one rule for each element that a choice can hide."""
    lines = []
    for reveal in reveals:
        for id_, terms in reveal.terms.items():
            element = definition.elements[id_]
            around = f"[data-item={_quoted(definition.lists[element.lists[-1]].id)}]" if element.lists else "form"
            hidden = sorted(_negate(terms), key=_order)
            selectors = [f"{around}{_selector(definition, term)} {_target(element)}" for term in hidden]
            if selectors:
                lines.append(",\n".join(selectors) + " { display: none; }")
    return "\n".join(lines) + "\n"


def _order(term: Term) -> str:
    return repr(sorted(map(repr, term)))


def _target(element: Element) -> str:
    return f'[data-{"group" if element.kind == "group" else "field"}="{element.id}"]'


def _selector(definition: Definition, term: Term) -> str:
    """What a form (or an item) must match for a conjunction to hold in it."""
    return "".join(_condition(definition, atom, value) for atom, value in sorted(term, key=repr))


def _condition(definition: Definition, atom: Atom, value: bool) -> str:
    if isinstance(atom, Given):
        test = f'[data-given~="{atom.token}"]'
    else:
        control = definition.controls[atom.control]
        test = f":has({', '.join(_option(control, text) for text in sorted(atom.tokens))})"
    return test if value else f":not({test})"


def _option(control: Control, text: str) -> str:
    """A chosen option; in an item the names begin with the item's own mark."""
    name = f"[name$={_quoted('/' + control.id)}]" if control.lists else f"[name={_quoted(control.id)}]"
    value = _quoted(text)
    return f"{name} option[value={value}]:checked" if control.type == "select" else f"{name}[value={value}]:checked"


def _quoted(text: str) -> str:
    """A CSS string; everything but plain characters escaped."""
    return '"' + "".join(c if c.isalnum() or c in "-_. äöüÄÖÜß" else f"\\{ord(c):x} " for c in text) + '"'


def possible(reveal: Reveal, id_: str, given: frozenset[str]) -> bool:
    """Whether choices on this page could still show an element, given what the server knows."""
    terms = reveal.terms.get(id_)
    if terms is None:
        return True
    return any(all(value == (atom.token in given) for atom, value in term if isinstance(atom, Given)) for term in terms)
