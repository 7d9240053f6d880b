"""What stands in the fields of one revision, put into the fields of another: by element id, and nothing falls away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal

from formengine.core.definition import Definition
from formengine.core.model import Choice, Control
from formengine.core.validation import judge
from formengine.fields import TYPES
from formengine.fields.base import by_token, token
from formengine.fields.posting import raw_of, read
from formengine.web.display import display, item_name
from formengine.web.filled import FileAnswer, Filled, uploads

Reason = Literal["question", "place", "kind", "option", "declaration", "late"]
Strings = dict[str, list[str]]
"""By full input name."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was typed and that no question of the newer revision takes."""

    name: str
    """The name of its input."""
    label: str
    text: str
    """As the person knows it."""
    reason: Reason
    kind: str
    """The field type that it was typed into."""
    raw: Strings = field(default_factory=dict)
    files: Sequence[FileAnswer] = ()

    @property
    def id(self) -> str:
        """The id of its question."""
        return self.name.rpartition("/")[2]

    def as_json(self) -> dict[str, Any]:
        """As a draft keeps it."""
        return asdict(self)


@dataclass(frozen=True)
class Entry:
    """The strings and files of one question at one place: `name` is `<item>/<id>`, without suffix."""

    name: str
    control: Control
    raw: Strings
    files: Sequence[FileAnswer] = ()

    @property
    def prefix(self) -> str:
        """The items that it stands in."""
        return self.name[: -len(self.control.id)]

    @property
    def typed(self) -> bool:
        """True where a person could miss something."""
        return any(map(any, self.raw.values())) or bool(self.files)

    @cached_property
    def value(self) -> Any:
        """What the strings are read as, None for nothing."""
        return None if self._unread else read((self.control,), self.raw, self.prefix).get(self.control.id)

    @property
    def _unread(self) -> bool:
        return uploads(self.control) or self.control.type == "list"

    def text(self) -> str:
        """The answer as a person knows it."""
        if self.files:
            return ", ".join(str(file.get("name", "")) for file in self.files)
        shown = [string for strings in self.raw.values() for string in strings if string]
        fits = self.value is not None and judge(self.control.schema).ok(self.value)
        return display(self.control, self.value) if fits else " ".join(shown)


@dataclass(frozen=True)
class Side:
    """One revision as this module sees it: its questions, each with the lists around it."""

    definition: Definition

    @cached_property
    def asked(self) -> Mapping[str, Control]:
        """The questions and lists that a person fills, by id."""
        found = self.definition.controls.values()
        return {each.id: each for each in found if each.displayed and not each.fixed and _is_question(each)}

    @cached_property
    def _lists(self) -> Mapping[tuple[str, ...], Control]:
        return {control.path: control for control in self.asked.values() if control.type == "list"}

    def around(self, control: Control) -> tuple[str, ...]:
        """The ids of the lists that a question stands in, outermost first."""
        return tuple(self._lists[path].id for path in control.lists if path in self._lists)

    def entries(self, filled: Filled) -> Iterator[Entry]:
        """What stands in the fields, question by question."""
        grouped: dict[str, Strings] = {name: {} for name in filled.files}
        for name, strings in filled.raw.items():
            grouped.setdefault(name.partition(":")[0], {})[name] = list(strings)
        for name, raw in grouped.items():
            control = self.asked.get(name.rpartition("/")[2])
            if control is not None:
                yield Entry(name, control, raw, filled.files.get(name, ()))

    def label(self, entry: Entry, filled: Filled) -> str:
        """`Baum 2: Art des Baums`."""
        words = []
        for item in filter(None, entry.prefix.split("/")):
            lists = ((name, ids) for name, ids in filled.raw.items() if item in ids)
            list_, ids = next(lists, ("", ()))
            control = self.asked.get(list_.rpartition("/")[2])
            if control is not None:
                words.append(item_name(control, list(ids).index(item)))
        return ": ".join((*words, entry.control.label))


def _is_question(control: Control) -> bool:
    return control.type == "list" or (control.type in TYPES and not TYPES[control.type].static)


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one entry: strings and files for the newer revision, and what had to be left."""

    raw: Strings = field(default_factory=dict)
    files: Sequence[FileAnswer] = ()
    left: Left | None = None


def carry(old: Side, new: Side, entry: Entry, label: str) -> Carried:
    """Put one entry into the newer revision."""
    target = new.asked.get(entry.control.id)
    if target is None:
        return _left(entry, label, "question")
    if old.around(entry.control) != new.around(target):
        return _left(entry, label, "place")
    if entry.control.box and entry.control.label != target.label:
        return _left(entry, label, "declaration")
    if entry.control.type != target.type:
        return _retyped(entry, target, label)
    return _same_type(entry, target, label)


def _left(entry: Entry, label: str, reason: Reason) -> Carried:
    listed = entry.control.type == "list"
    if listed or not entry.typed:
        # Of a list only its items say something, and each of their answers is an entry of its own.
        return Carried()
    left = Left(entry.name, label, entry.text(), reason, entry.control.type, entry.raw, tuple(entry.files))
    return Carried(left=left)


def _same_type(entry: Entry, target: Control, label: str) -> Carried:
    gone = _gone(entry.control.choices, target.choices)
    strings = entry.raw.get(entry.name, [])
    lost = [string for string in strings if string in gone]
    if lost:
        kept = {**entry.raw, entry.name: [string for string in strings if string not in gone]}
        text = ", ".join(gone[string] for string in lost)
        left = Left(entry.name, label, text, "option", entry.control.type, {entry.name: lost})
        return Carried(kept, entry.files, left)
    moved = Entry(entry.name, target, entry.raw, entry.files)
    whole = moved.value == entry.value
    return Carried(entry.raw, entry.files, None if whole else _left(entry, label, "kind").left)


def _gone(before: Sequence[Choice], after: Sequence[Choice]) -> dict[str, str]:
    """The options that there are no more: posted string → title."""
    remaining = by_token(after)
    return {token(choice.value): choice.title for choice in before if token(choice.value) not in remaining}


def _retyped(entry: Entry, target: Control, label: str) -> Carried:
    """Into a question of another type: the answer if it fits there, else its words."""
    if not entry.typed:
        return Carried()
    for raw in _candidates(entry, target):
        value = read((target,), raw, entry.prefix).get(target.id) if raw else None
        if value is not None and judge(target.schema).ok(value):
            return Carried(raw)
    return _left(entry, label, "kind")


def _candidates(entry: Entry, target: Control) -> Iterator[Strings]:
    both = {entry.control.type, target.type}
    if uploads(entry.control) or uploads(target) or "list" in both or TYPES[target.type].passive:
        return
    if entry.value is not None and judge(target.schema).ok(entry.value):
        yield raw_of((target,), {target.id: entry.value}, entry.prefix)
    if isinstance(entry.value, list) and len(entry.value) == 1 and judge(target.schema).ok(entry.value[0]):
        yield raw_of((target,), {target.id: entry.value[0]}, entry.prefix)
    if judge(target.schema).ok([entry.value]):
        yield raw_of((target,), {target.id: [entry.value]}, entry.prefix)
    if not target.choices:
        yield {entry.name: [entry.text()]}
