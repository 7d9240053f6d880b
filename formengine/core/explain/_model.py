"""What an explanation consists of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from formengine.core.model import Condition, Indices

DEEPEST: Final = 40
"""Chains of causes are told to other programs so far down; the sentence has the first cause in any case."""

CauseKind = Literal["parent", "effect", "answer", "absent", "hidden", "calculated", "list", "empty", "environment"]
"""parent: what it stands in is hidden or locked; effect: a rule of its own; answer: what a person answered; absent:
what nobody answered; hidden: an answer that counts as absent since its question is hidden; calculated: a worked out
value; list: there is no such entry; empty: nothing on the page is visible; environment: what is no answer."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason, with the reasons for it; `text` is a German main clause without its first causes."""

    kind: CauseKind
    text: str
    element: str = ""
    """The id of the element that it speaks of, "" for the environment."""
    indices: Indices = ()
    effect: str = ""
    """SHOW, HIDE …, for a rule."""
    condition: Condition | None = None
    """The rule's condition, or the leaf that looks at the answer."""
    holds: bool | None = None
    """Whether that condition holds."""
    causes: tuple["Cause", ...] = ()
    short: str = ""
    """The text where it is clear what it speaks of."""
    rules: int = field(init=False, default=0, compare=False, repr=False)
    """How many rules stand on the way to the first cause."""
    _origin: "Cause | None" = field(init=False, default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Chains may be as long as the form: what is known of their ends is handed on."""
        if self.causes:
            object.__setattr__(self, "_origin", self.causes[0].first)
        inner = self.causes[0].rules if self.causes else 0
        object.__setattr__(self, "rules", inner + (self.kind == "effect"))

    def chain(self) -> Iterator["Cause"]:
        """The way from here to the first cause: of several causes always the first."""
        cause = self
        yield cause
        while cause.causes:
            cause = cause.causes[0]
            yield cause

    @property
    def first(self) -> "Cause":
        """The first cause, at the end of the chain."""
        return self._origin or self

    def as_json(self, seen: set[int] | None = None, depth: int = 0) -> dict[str, Any]:
        """For other programs; what is empty is left out, and what several causes share is told in full once."""
        seen = set() if seen is None else seen
        told = id(self) in seen or depth >= DEEPEST
        seen.add(id(self))
        found = {
            "kind": self.kind,
            "text": self.text,
            "element": self.element,
            "items": [index + 1 for index in self.indices],
            "effect": self.effect,
            "causes": [] if told else [cause.as_json(seen, depth + 1) for cause in self.causes],
        }
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one element is as it is for one set of answers."""

    id: str
    indices: Indices
    label: str
    visible: bool
    """As settling says; a page may be visible and yet off the path, since nothing on it is."""
    on_path: bool
    """Whether the page that it stands on (or that it is) is met at all."""
    disabled: bool
    required: bool
    calculated: bool
    sentence: str
    causes: tuple[Cause, ...]
    """Why it is hidden; where it is visible: why it is visible, locked, or required (or not)."""

    def as_json(self) -> dict[str, Any]:
        """For other programs; items count from one."""
        seen: set[int] = set()
        return {
            "id": self.id,
            "items": [index + 1 for index in self.indices],
            "label": self.label,
            "visible": self.visible,
            "onPath": self.on_path,
            "disabled": self.disabled,
            "required": self.required,
            "calculated": self.calculated,
            "sentence": self.sentence,
            "causes": [cause.as_json(seen) for cause in self.causes],
        }


class ExplainError(ValueError):
    """Something that cannot be explained; the message says in German why."""
