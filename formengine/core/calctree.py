"""The compiler of calculation trees: closures over a scene, with notes on what they read; the operators stand apart."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, TypeVar

from formengine.core import conditions, pointer
from formengine.core.conditions import Named
from formengine.core.model import ITEM, Document, Path, Test
from formengine.core.pointer import MISSING
from formengine.core.unwritten import Fallen, TooMany

T = TypeVar("T")
BUDGET: Final = 10_000


class CalcError(ValueError):
    """A tree that is no calculation; `place` is the JSON Pointer inside the tree."""

    def __init__(self, place: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message
        self.mend = mend


class BudgetError(RuntimeError):
    """The calculation took more than BUDGET steps."""


@dataclass(slots=True)
class Scene:
    """What a calculation may look at."""

    document: Document
    item: Document | None
    now: datetime.datetime
    environment: Mapping[str, Any]
    steps: int = 0

    def spend(self, steps: int = 1) -> None:
        """Count work; raises BudgetError past the budget."""
        self.steps += steps
        if self.steps > BUDGET:
            raise BudgetError


Run = Callable[[Scene], Any]
Operator = Callable[["Compiler", Any, str], Run]


@dataclass
class Compiler:
    """Turns a tree into closures. `item` is the template path of the enclosing list item, () outside lists."""

    operators: Mapping[str, Operator]
    named: Named
    parameters: Mapping[str, Any]
    base: Path = ()
    item: Path = ()
    reads: set[Path] = field(default_factory=set)
    fallen: Fallen | None = None

    def compile(self, tree: Any, place: str = "") -> Run:
        """Compile one node; raises CalcError with the place inside the tree."""
        if isinstance(tree, bool | str | int | float):
            constant: Any = number(tree) if not isinstance(tree, bool | str) else tree
            return lambda scene: constant
        if is_condition(tree):
            test = self.condition(tree, place)
            return _counted(lambda scene: test(scene.document, scene.item))
        if not isinstance(tree, Mapping) or len(tree) != 1:
            mend = 'Schreiben Sie einen Wert oder ein Objekt mit genau einem Operator, zum Beispiel {"sum": [1, 2]}.'
            raise CalcError(place, "Das ist keine Rechnung.", mend)
        ((name, argument),) = tree.items()
        if name not in self.operators:
            known = ", ".join(sorted(self.operators))
            raise CalcError(place, f"Den Operator „{name}“ gibt es nicht.", f"Es gibt: {known}.")
        return _counted(self.operators[name](self, argument, place + pointer.join(name)))

    def condition(self, node: Any, place: str) -> Test:
        """Compile a condition inside the tree and note what it reads."""
        try:
            parsed = conditions.parse(node, self.named, self.base)
        except conditions.ConditionError as error:
            raise CalcError(place + error.place, error.message, error.mend) from error
        for leaf in conditions.leaves(parsed):
            self.reads.add(leaf.path if leaf.root else self.item + leaf.path)
        return conditions.compile_test(self._read(place, lambda fallen: fallen.completed(parsed, self.item)) or parsed)

    def unwritten(self, root: bool, path: Path, place: str) -> Callable[[Scene], Any]:
        """What is read at a path where nothing is written."""
        found = self._read(place, lambda fallen: fallen.at(path if root else self.item + path))
        if found is None:
            return lambda scene: MISSING
        shown, value = conditions.compile_test(found.shown), found.value
        return lambda scene: value if shown(scene.document, scene.item) else MISSING

    def _read(self, place: str, ask: Callable[[Fallen], T | None]) -> T | None:
        try:
            return None if self.fallen is None else ask(self.fallen)
        except TooMany as error:
            mend = "Machen Sie Gruppen zur Pflicht („required“) oder fragen Sie nach weniger Häkchen."
            raise CalcError(place, "Die Rechnung hängt an zu vielen Häkchen in freiwilligen Gruppen.", mend) from error

    def many(self, arguments: Any, place: str, exactly: int | None = None) -> tuple[Run, ...]:
        """Compile a list of arguments."""
        if not isinstance(arguments, list) or (exactly is not None and len(arguments) != exactly):
            wanted = "eine Liste" if exactly is None else f"eine Liste mit {exactly} Werten"
            raise CalcError(place, f"Hier muss {wanted} stehen.", "Ergänzen oder streichen Sie Werte.")
        return tuple(self.compile(argument, f"{place}/{i}") for i, argument in enumerate(arguments))

    def path(self, scope: Any, place: str) -> tuple[bool, Path]:
        """A scope as (from the root?, path) and a note that it is read."""
        root = isinstance(scope, Mapping) and scope.get("from") == "root"
        text = scope.get("scope") if isinstance(scope, Mapping) else scope
        try:
            path = pointer.parse_scope(str(text))
        except ValueError as error:
            raise CalcError(place, f"„{text}“ ist kein Ort im Schema.", "Zum Beispiel „#/properties/art“.") from error
        full = path if root else self.base + path
        self.reads.add(full if root else self.item + full)
        return root, full

    def inside(self, list_path: Path) -> "Compiler":
        """A compiler for the items of a list, which shares the notes."""
        return Compiler(self.operators, self.named, self.parameters, (), (*list_path, ITEM), self.reads, self.fallen)


def _counted(run: Run) -> Run:
    def counted(scene: Scene) -> Any:
        scene.spend()
        return run(scene)

    return counted


def is_condition(tree: Any) -> bool:
    """True for condition nodes, which calculations may hold wherever a truth value stands."""
    return isinstance(tree, Mapping) and (
        "scope" in tree or "$ref" in tree or tree.get("type") in ("AND", "OR", "XOR", "NOT")
    )


def number(value: Any) -> Any:
    """A JSON number as a Decimal; anything else is no number."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return MISSING
    return Decimal(value) if isinstance(value, int) else Decimal(str(value))
