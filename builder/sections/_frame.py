"""What all sections share: the entries of a kind as a list, and the fields of one of them."""

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from builder.panel import properties
from builder.posters import Wish
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition
from formengine.core.phrases import Phrases
from formengine.fields.options import MOST_IN_SIGHT

Choices = Sequence[tuple[str, str]]
"""Value and title of what a field offers."""
NEW: Final = "neu"
"""The id of an entry that is not there yet; one of that name could only come from an import, and is edited as JSON."""


@dataclass(frozen=True)
class Subject:
    """The definition that the page is about."""

    bundle: Bundle
    definition: Definition | None
    """None while it does not compile: then there are no sentences."""
    others: Callable[[], Mapping[str, Bundle]]
    """The other definitions of the installation by name."""
    opened: Callable[[str], Definition | None]
    """One of them, compiled; None where there is none or it does not compile."""
    tried: Callable[[str], Mapping[str, Any]] = lambda _number: {}
    """The answers in a draft that somebody fills in from the preview, by its number; {} where there is none."""

    @property
    def form(self) -> Mapping[str, Any]:
        """The form as it is written."""
        return self.bundle.form

    @cached_property
    def phrases(self) -> Phrases | None:
        """Puts conditions into words."""
        return None if self.definition is None else Phrases(self.definition)

    def listed(self, name: str) -> list[Mapping[str, Any]]:
        """The rules, outcomes or messages."""
        found = self.form.get(name, ())
        return [entry for entry in found if isinstance(entry, Mapping)]

    def entry(self, name: str, id_: str) -> Mapping[str, Any]:
        """One of them; {} for a new one. Raises KeyError."""
        if id_ == NEW:
            return {}
        return next_or_missing(entry for entry in self.listed(name) if id_of(entry) == id_)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a section in the list."""

    id: str
    title: str
    words: Sequence[str] = ()
    """What it says, a sentence a line."""
    marks: Sequence[str] = ()
    """Short facts beside the title."""
    link: tuple[str, str] | None = None
    """Somewhere else to look at it: address and label."""
    editable: bool = True


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of an entry: a definition for the engine, and what stands in them."""

    content: Mapping[str, Any]
    answers: Mapping[str, Any]


Act = tuple[str, Wish]
"""A button at an entry: what it says, and what it asks for."""


@dataclass(frozen=True)
class Section:
    """One kind of entry."""

    name: str
    """Its part of the address."""
    title: str
    explains: str
    place: int
    """Where the section stands among the others."""
    fields: Callable[[Subject, str], Fields]
    """The fields of an entry. Raises KeyError for one that is not there."""
    wish: Callable[[Subject, str, Mapping[str, Any]], Wish | None]
    """What the answers in the fields ask for. Raises Refused."""
    entries: Callable[[Subject], Iterable[Entry]] | None = None
    """None for a section that is one set of fields."""
    acts: Callable[[Subject, Entry], Iterable[Act]] = lambda _subject, _entry: ()
    new: Callable[[Subject], Choices] = lambda _subject: ()
    """The kinds of new entries: the id that stands for each, and what the link says."""
    variants: Callable[[Subject, str], Choices] = lambda _subject, _id: ()
    """Other sets of fields for the same entry: the id that stands for each, and what the link says."""
    conditional: bool = False
    """True where entries are bound to conditions: the page leads to where these are made."""
    fits: Callable[[Mapping[str, Any]], bool] = lambda _form: True
    """Whether a form can have such entries at all."""


def panel(kind: str, offered: Mapping[str, Choices], answers: Mapping[str, Any]) -> Fields:
    """The fields of a panel, with what they offer; a field without any offer is left out."""
    content: dict[str, Any] = copy.deepcopy(properties(kind))
    declared, page = content["schema"]["properties"], content["uischema"]["elements"][0]
    for name, choices in offered.items():
        holder = declared[name].get("items", declared[name])
        holder["oneOf"] = [{"const": value, "title": title} for value, title in choices]
        if not choices:
            del declared[name]
            page["elements"] = [each for each in page["elements"] if not each.get("scope", "").endswith(f"/{name}")]
    required = content["schema"].get("required", [])
    content["schema"]["required"] = [name for name in required if name in declared]
    return Fields(content, {name: value for name, value in answers.items() if value not in (None, "", [])})


def in_reach(fields: Fields) -> Fields:
    """The same fields; where there is more to tick than can be shown, ids are written, a line each."""
    content: dict[str, Any] = copy.deepcopy(dict(fields.content))
    declared, answers = content["schema"]["properties"], dict(fields.answers)
    for element in content["uischema"]["elements"][0]["elements"]:
        name = str(element.get("scope", "")).rpartition("/")[2]
        if len(declared.get(name, {}).get("items", {}).get("oneOf", ())) > MOST_IN_SIGHT:
            declared[name] = {"type": "string", "maxLength": 50_000}
            element["options"] = {"type": "multiline", "hint": "Kennungen, je Zeile eine"}
            answers |= {name: lines(answers[name])} if name in answers else {}
    return Fields(content, answers)


def id_of(entry: Mapping[str, Any]) -> str:
    """What an entry is called; an outcome without an id goes by its kind."""
    return str(entry.get("id", entry.get("kind", "")))


def next_or_missing(found: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The first one. Raises KeyError."""
    for entry in found:
        return entry
    raise KeyError


def lines(value: Any) -> str:
    """A list of texts, a line each."""
    return "\n".join(str(line) for line in value) if isinstance(value, list) else ""


def in_order(chosen: Iterable[str], before: Iterable[str]) -> list[str]:
    """What was ticked (or written, see `in_reach`): what stood there in its old order, then the rest as it came."""
    found = of_lines(chosen) if isinstance(chosen, str) else list(chosen)
    return [*(name for name in before if name in found), *(name for name in found if name not in [*before])]


def of_lines(text: str) -> list[str]:
    """The texts that stand in lines, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]
