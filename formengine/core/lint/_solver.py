"""Whether conditions can hold together: answers are tried out, by kinds, until some do or none is left.

Sound, not complete: what it calls impossible no answers can bring about; what it cannot decide it says.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, Literal

from formengine.core.conditions import compile_test, leaves, spelled, written
from formengine.core.definition import Definition
from formengine.core.lint._domains import UNKNOWN, Domain, domain, place_of
from formengine.core.model import ITEM, Condition, Element, Path, Test
from formengine.core.order import Places
from formengine.core.phrases import item_of
from formengine.core.pointer import MISSING

Answer = Literal["can", "cannot", "untold"]
Verdict = bool | None
"""None: not known."""

QUERY: Final = 3_000
"""So many looks at leaves one question may cost, and TOTAL all of them."""
TOTAL: Final = 60_000
CHAIN: Final = 12
"""So many questions that hang on each other are followed."""
LEAVES: Final = 10_000
"""In a definition with more leaves nothing is known of any answer."""
VERDICTS: Final = 20_000
"""So many verdicts of leaves on values one place may cost."""
_HERE: Final = ("",)


@dataclass(frozen=True, slots=True)
class Part:
    """A condition that must hold (or must not), with the list item that its scopes start from."""

    condition: Condition
    item: Path = ()
    holds: bool = True


@dataclass(eq=False, slots=True)
class Leaf:
    """One leaf at one place; equal leaves are the same object, so that they are decided once."""

    path: Path
    condition: Condition
    test: Test
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    """What it says of the values of its place's domain, which live as long as it does."""


@dataclass(frozen=True, slots=True)
class Node:
    """A condition with its leaves shared."""

    kind: str
    children: tuple["Node", ...] = ()
    leaf: Leaf | None = None


@dataclass
class _Search:
    """One question: what is decided so far."""

    values: dict[Path, Any] = field(default_factory=dict)
    free: dict[Leaf, bool] = field(default_factory=dict)
    steps: int = 0
    exact: bool = True
    """False once something was taken for possible that may not be."""


class _SpentError(Exception):
    """A question that costs too much."""


class Solver:
    """Answers questions about one definition, as long as its budget lasts."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.steps = 0
        self.example: Mapping[Path, Any] = {}
        """The answers, by place, with which the parts that were last asked about hold together."""
        self.absent: frozenset[Path] = frozenset()
        """The places where there must be no answer for it."""
        self._places = Places(definition.controls.values())
        self._at = {control.path: control for control in definition.controls.values()}
        self._leaves: dict[tuple[Any, ...], Leaf] = {}
        self._nodes: dict[tuple[int, Path], Node] = {}
        self._spelled: list[Condition] = []
        self._domains: dict[Path, Domain] = {}
        self._visible: dict[str, list[Node]] = {}

    def ask(self, parts: Iterable[Part], *, chains: bool = True) -> Answer:
        """Whether the parts can hold together. Without `chains` an answer need not be one to a visible question."""
        search = _Search()
        if self.steps >= TOTAL:
            return "untold"
        try:
            nodes = [self._signed(part) for part in parts]
            found = self._solve(nodes, search, CHAIN if chains else 0)
        except _SpentError:
            return "untold"
        finally:
            self.steps += search.steps
        return ("can" if search.exact and chains else "untold") if found else "cannot"

    def visible(self, id_: str) -> list[Part]:
        """What must hold for an element to be visible."""
        return [part for element in self._stack(id_) for part in showing(element)]

    def enabled(self, id_: str) -> list[Part]:
        """What must hold besides for it not to be locked."""
        return [part for element in self._stack(id_) for part in unlocking(element)]

    def _stack(self, id_: str) -> Iterator[Element]:
        while id_:
            element = self.definition.elements[id_]
            yield element
            id_ = element.parent

    def _shown(self, id_: str) -> list[Node]:
        if id_ not in self._visible:
            self._visible[id_] = [self._signed(part) for part in self.visible(id_)]
        return self._visible[id_]

    def _signed(self, part: Part) -> Node:
        node = self._node(part.condition, part.item)
        return node if part.holds else Node("NOT", (node,))

    def _node(self, condition: Condition, item: Path) -> Node:
        key = (id(condition), item)
        if key not in self._nodes:
            if condition.absent is not None:
                # Kept, so that nothing else gets its identity.
                self._spelled.append(spelled(condition))
                self._nodes[key] = self._node(self._spelled[-1], item)
            elif condition.kind == "LEAF":
                self._nodes[key] = Node("LEAF", leaf=self._leaf(condition, item))
            else:
                self._nodes[key] = Node(condition.kind, tuple(self._node(child, item) for child in condition.children))
        return self._nodes[key]

    def _leaf(self, condition: Condition, item: Path) -> Leaf:
        path = place_of(condition, item)
        key = (path, written(condition)[3:])
        if key not in self._leaves:
            self._leaves[key] = Leaf(
                path, condition, compile_test(replace(condition, path=_HERE, root=True, absent=None))
            )
        return self._leaves[key]

    @cached_property
    def _read(self) -> Mapping[Path, Sequence[Leaf]]:
        """All leaves of all conditions, by the place that they look at."""
        found: dict[Path, dict[Leaf, None]] = {}
        count = 0
        for condition, item in _conditions(self.definition):
            for one in leaves(condition):
                leaf = self._leaf(one, item)
                found.setdefault(leaf.path, {})[leaf] = None
                count += 1
                if count > LEAVES:
                    return {}
        return {path: [*read] for path, read in found.items()}

    def _domain(self, path: Path) -> Domain:
        if path not in self._domains:
            within = [control for control in self._places.holding(path) if control.type != "list"]
            known = path in self._read and not within
            self._domains[path] = self._made(path) if known else UNKNOWN
        return self._domains[path]

    def _made(self, path: Path) -> Domain:
        """The domain of a place, of values that no leaf tells apart only one."""
        read = self._read[path]
        made = domain(self.definition, path, self._at.get(path), [leaf.condition for leaf in read])
        if len(made.values) * len(read) > VERDICTS:
            return UNKNOWN
        told = [leaf for leaf in read if made.tells(leaf.condition)]
        kinds = {tuple(leaf.test({"": value}, None) for leaf in told): value for value in reversed(made.values)}
        return Domain([*reversed(kinds.values())], made.tells, made.exact)

    def _solve(self, nodes: Sequence[Node], search: _Search, chain: int) -> bool:
        """Depth first: decide the first leaf that is open, drop what holds, turn back where something fails."""
        rest: list[Node] = []
        for node in nodes:
            verdict = self._verdict(node, search)
            if verdict is False:
                return False
            if verdict is None:
                rest.append(node)
        if not rest:
            self.example = {path: value for path, value in search.values.items() if value is not MISSING}
            self.absent = frozenset(search.values) - self.example.keys()
            return True
        leaf = self._open(rest[0], search)
        if leaf.path in search.values:
            return any(self._freed(rest, leaf, choice, search, chain) for choice in (True, False))
        found = self._domain(leaf.path)
        return any(self._given(rest, leaf, value, search, chain) for value in (*found.values, MISSING))

    def _freed(self, nodes: list[Node], leaf: Leaf, choice: bool, search: _Search, chain: int) -> bool:
        before, search.exact = search.exact, False
        search.free[leaf] = choice
        found = self._solve(nodes, search, chain)
        del search.free[leaf]
        search.exact = search.exact if found else before
        return found

    def _given(self, nodes: list[Node], leaf: Leaf, value: Any, search: _Search, chain: int) -> bool:
        """Go on with a value; an answer is there only while its question is visible."""
        control = self._at.get(leaf.path)
        before, search.values[leaf.path] = search.exact, value
        search.exact = before and (self._domain(leaf.path).exact or (value is MISSING and control is not None))
        more: list[Node] = []
        if value is not MISSING and control is not None:
            more = self._shown(control.id)
            if more and chain == 0:
                more, search.exact = [], False
        found = self._solve([*more, *nodes], search, chain - bool(more))
        del search.values[leaf.path]
        if not found:
            search.exact = before
        return found

    def _verdict(self, node: Node, search: _Search) -> Verdict:
        """True, False, or None while it is open."""
        search.steps += 1
        if search.steps > QUERY or self.steps + search.steps > TOTAL:
            raise _SpentError
        if node.leaf is not None:
            return self._said(node.leaf, search)
        if node.kind == "NOT":
            inner = self._verdict(node.children[0], search)
            return None if inner is None else not inner
        if node.kind == "XOR":
            return _exactly_one([self._verdict(child, search) for child in node.children])
        deciding = node.kind == "OR"
        open_ = False
        for child in node.children:
            verdict = self._verdict(child, search)
            if verdict is deciding:
                return deciding
            open_ = open_ or verdict is None
        return None if open_ else not deciding

    def _said(self, leaf: Leaf, search: _Search) -> Verdict:
        if leaf in search.free:
            return search.free[leaf]
        if leaf.path not in search.values:
            return None
        value = search.values[leaf.path]
        if id(value) not in leaf.verdicts:
            absent = value is MISSING
            told = absent or self._domain(leaf.path).tells(leaf.condition)
            leaf.verdicts[id(value)] = leaf.test({} if absent else {"": value}, None) if told else None
        return leaf.verdicts[id(value)]

    def _open(self, node: Node, search: _Search) -> Leaf:
        """The first leaf of an open condition that is open itself."""
        while node.leaf is None:
            node = next(child for child in node.children if self._verdict(child, search) is None)
        return node.leaf


def _exactly_one(verdicts: list[Verdict]) -> Verdict:
    true = sum(verdict is True for verdict in verdicts)
    if true > 1:
        return False
    return None if None in verdicts else true == 1


def showing(element: Element) -> list[Part]:
    """The element's own rules about being seen."""
    wanted = {"SHOW": True, "HIDE": False, "FORBID": False}
    return _parts(element, wanted)


def unlocking(element: Element) -> list[Part]:
    """The element's own rules about being changed."""
    return _parts(element, {"ENABLE": True, "DISABLE": False})


def _parts(element: Element, wanted: Mapping[str, bool]) -> list[Part]:
    item = item_of(element)
    return [Part(effect.condition, item, wanted[effect.name]) for effect in element.effects if effect.name in wanted]


def _conditions(definition: Definition) -> Iterator[tuple[Condition, Path]]:
    for element in definition.elements.values():
        for effect in element.effects:
            yield effect.condition, item_of(element)
    for rule in definition.rules:
        item: Path = (*rule.each, ITEM) if rule.each else ()
        yield rule.when, item
        yield rule.require, item
