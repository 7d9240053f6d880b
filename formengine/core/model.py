"""The frozen nouns of a compiled definition, shared by every module of the core."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeAlias

from formengine.core.validation import Problem

Path: TypeAlias = tuple[str, ...]
"""Property names from the root of the document; ITEM stands for any item of a list."""

ITEM = "*"
UNSURE = "weiss-nicht"
"""The answer *Weiß ich nicht* that the engine adds to every question of an Anliegensklärung."""

CHECK_PAGE = "pruefen"
"""The path of the page whose questions stand on the check page."""

RESERVED_PATHS = frozenset({"eingang", "ergebnis", "datei", "spaeter", "loeschen", "schritte", "neue-fassung"})
"""What a page's path may not be, since the assistant has pages of its own there."""

ENVIRONMENT = "_umgebung"
"""The reserved object of a settled document that holds the environment (level of trust, language, register hits)."""

ITEM_ID = "_id"

Document: TypeAlias = Mapping[str, Any]
Test: TypeAlias = Callable[[Document, Document | None], bool]
"""A compiled condition: asked about the document and, inside a list, about the item."""

Indices: TypeAlias = tuple[int, ...]
"""The position in each enclosing list, outermost first; () outside lists."""

Instance: TypeAlias = tuple[str, Indices]
"""One occurrence of an element: its id and where it stands in lists."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a question; `value` is what is stored, `title` what is read."""

    value: Any
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed condition node. `kind` is LEAF, AND, OR, XOR or NOT; a leaf has path and schema, the others children."""

    kind: Literal["LEAF", "AND", "OR", "XOR", "NOT"]
    children: tuple["Condition", ...] = ()
    path: Path = ()
    root: bool = True
    schema: Mapping[str, Any] | bool = True
    fail_when_undefined: bool = True
    absent: "Condition | None" = None
    """What decides a leaf while there is no answer; None: `fail_when_undefined` does."""
    name: str = field(default="", compare=False)
    """The named condition that it stands for; like `parameters` only for people, two conditions are equal without."""
    parameters: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The parameters that a leaf's bounds come from, by the JSON Pointer of the bound in its schema."""


def lists_on(path: Path) -> tuple[Path, ...]:
    """The lists on the way of a path, outermost first."""
    return tuple(path[:i] for i, name in enumerate(path) if name == ITEM)


def last_item(path: Path) -> int:
    """How much of a path leads to the innermost list item around it; 0 outside lists."""
    return max((i + 1 for i, name in enumerate(path) if name == ITEM), default=0)


ALWAYS = Condition("AND")
NEVER = Condition("OR")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a condition does to its element (JSON Forms' SHOW, HIDE, ENABLE, DISABLE, and REQUIRE, FORBID)."""

    name: Literal["SHOW", "HIDE", "ENABLE", "DISABLE", "REQUIRE", "FORBID"]
    condition: Condition
    test: Test


@dataclass(frozen=True, slots=True)
class Source:
    """Where the choices of a reference come from: the items of a list, told apart by a title."""

    list: Path
    title: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """A question: where its answer lives, what an answer must be, and what a person reads."""

    id: str
    type: str
    path: Path
    label: str
    schema: Mapping[str, Any]
    page: str
    pointer: str
    hint: str = ""
    help: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    required: bool = False
    choices: tuple[Choice, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    language: str = "de"
    """The language of its texts, in which its answer is shown, too."""
    calc: Any = None
    """The calculated value's tree (`options.calc`), None for a question that a person answers."""
    source: Source | None = None
    """The list whose items are the choices (`options.from`): the answer is an item's `_id`."""

    @property
    def fixed(self) -> bool:
        """True for a calculated value that nobody may change."""
        return self.calc is not None and self.options.get("calcMode", "fixed") == "fixed"

    @property
    def box(self) -> bool:
        """True for a single box: unchecked it is `false`, which is no answer."""
        return self.type == "confirm"

    @property
    def displayed(self) -> bool:
        """False for a calculated value that only serves rules, conditions and messages."""
        return self.calc is None or self.options.get("display", True) is not False

    @property
    def lists(self) -> tuple[Path, ...]:
        """The paths of the enclosing lists, outermost first."""
        return lists_on(self.path)


@dataclass(frozen=True, slots=True)
class Element:
    """A node of the page tree: section, page, group, text or question, with its effects and children."""

    id: str
    kind: Literal["section", "page", "group", "label", "control", "list"]
    label: str
    pointer: str
    options: Mapping[str, Any] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
    children: tuple["Element", ...] = ()
    control: Control | None = None
    lists: tuple[Path, ...] = ()
    parent: str = ""
    language: str = "de"


@dataclass(frozen=True, slots=True)
class Page:
    """A step of the assistant; `path` is its part of the address."""

    id: str
    path: str
    title: str
    element: Element
    controls: tuple[Control, ...]
    section: str = ""
    language: str = "de"
    """The language of its title."""


@dataclass(frozen=True, slots=True)
class CrossRule:
    """A rule over several answers: where `when` holds, `require` must hold, or `message` stands at `at`."""

    id: str
    message: str
    severity: Literal["error", "hint"]
    at: tuple[str, ...]
    when: Condition
    require: Condition
    when_test: Test
    require_test: Test
    page: str
    each: Path = ()
    """The list for each of whose items the rule is asked; in a list inside a list for those of every outer item."""
    pointer: str = ""

    @property
    def lists(self) -> tuple[Path, ...]:
        """The lists around the item that the rule looks at, outermost first; () for a rule over the document."""
        return lists_on((*self.each, ITEM)) if self.each else ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One possible end of an Anliegensklärung."""

    id: str
    kind: Literal["antrag", "andere", "kein", "hilfe"]
    title: str
    text: str
    condition: Condition
    test: Test
    target: Any = None
    handover: Mapping[str, Any] = field(default_factory=dict)
    pointer: str = ""
    language: str = "de"


class FieldType(Protocol):
    """What the core must know of a field type; `formengine.fields` knows the rest."""

    @property
    def name(self) -> str:
        """The type's name, as in `options.type`."""

    @property
    def codes(self) -> Mapping[str, str]:
        """Error codes by `<keyword>` or `<property>/<keyword>`, over the general table."""

    @property
    def static(self) -> bool:
        """True for a type that asks nothing (note, heading)."""

    @property
    def accepts(self) -> Callable[[Mapping[str, Any]], int]:
        """How well the type fits a schema; 0 is not at all."""

    @property
    def display(self) -> Callable[[Any, Control], str]:
        """An answer as a person reads it."""

    @property
    def part(self) -> Callable[[Problem, Control], Control]:
        """The question inside an answer that a problem is about: the cell of a table, mostly the question itself."""

    @property
    def draft(self) -> bool:
        """True for a stand-in that must not be published."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What lint has to say: the place as a JSON Pointer into the part, what is wrong, and the mend."""

    level: Literal["error", "hint"]
    part: str
    place: str
    message: str
    mend: str

    def __str__(self) -> str:
        return f"{self.part}#{self.place}: {self.message} {self.mend}".rstrip()


class DefinitionError(ValueError):
    """A definition that cannot be compiled; `findings` say where and what to do."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(str(finding) for finding in findings[:3]))
        self.findings = findings
