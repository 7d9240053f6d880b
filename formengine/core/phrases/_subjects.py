"""What conditions look at, in the words of the form: labels in quotation marks, answers as people read them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

from formengine.core.answers import schema_at
from formengine.core.cases import is_file
from formengine.core.definition import Definition
from formengine.core.model import ENVIRONMENT, Control, Element, Path
from formengine.core.order import Places
from formengine.core.parameters import value_words
from formengine.core.pointer import MISSING
from formengine.core.texts import fill

LONGEST: Final = 80
"""Of a longer label or answer only the beginning is quoted."""

Kind = Literal["box", "choice", "date", "environment", "file", "group", "list", "many", "number", "object", "text"]

_QUOTES: Final = str.maketrans({"„": "\u201a", "“": "‘", "”": "‘", '"': "‘"})
_BY_TYPE: Final[Mapping[str, Kind]] = {
    "boolean": "choice",
    "integer": "number",
    "number": "number",
    "array": "many",
    "object": "object",
}
_NOUNS: Final = {
    "section": ("Der Abschnitt ", "er"),
    "page": ("Die Seite ", "sie"),
    "group": ("Die Gruppe ", "sie"),
    "label": ("Der Hinweis ", "er"),
    "list": ("Die Liste ", "sie"),
    "control": ("", "es"),
    "calculated": ("Der Wert ", "er"),
}
_MISSHAPEN: Final = "eine Angabe in falscher Form"
_COMPOUND: Final = frozenset({"file", "list", "many", "object"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a leaf of a condition looks at; `name` is ready for a sentence."""

    kind: Kind
    name: str
    path: Path
    control: Control | None = None
    """The question, None for a group of answers and for the environment."""

    @property
    def calculated(self) -> bool:
        """True where nobody answers, but a calculation."""
        return self.control is not None and self.control.fixed


def quoted(text: str) -> str:
    """A label or an answer in German quotation marks, in one line and not too long."""
    plain = " ".join(text.translate(_QUOTES).split())
    return f"„{plain if len(plain) <= LONGEST else plain[: LONGEST - 2].rstrip() + ' …'}“"


def kind_of(control: Control) -> Kind:
    """How one speaks of a question's answers."""
    if control.type == "list":
        return "list"
    if is_file(control):
        return "file"
    if control.box:
        return "box"
    type_ = str(control.schema.get("type", ""))
    if control.schema.get("format") == "date":
        return "date"
    return "choice" if control.choices and type_ != "array" else _BY_TYPE.get(type_, "text")


class Subjects:
    """The labels of one definition. Making one costs O(form); it is meant to be kept."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self._places = Places(definition.controls.values())
        self._at = {control.path: control for control in definition.controls.values()}

    def at(self, path: Path) -> Subject:
        """What stands at a template path from the root."""
        if path[:1] == (ENVIRONMENT,):
            return Subject("environment", f"{quoted('/'.join(path[1:]))} der Umgebung", path)
        if path in self._at:
            control = self._at[path]
            return Subject(kind_of(control), self.label(control.id), path, control)
        around = [control for control in self._places.holding(path) if control.type != "list"]
        if around:
            return Subject("object", self.label(around[-1].id), path, around[-1])
        return Subject("group", self._group(path), path)

    def list_id(self, path: Path) -> str:
        """The id of the list at a path."""
        return self._at[path].id

    def ordered(self, paths: Iterable[Path]) -> list[Path]:
        """Paths in the order in which the form asks; what is no question comes last."""
        rank = {path: i for i, path in enumerate(self._at)}
        return sorted(paths, key=lambda path: (rank.get(path, len(rank)), path))

    def below(self, path: Path) -> list[Control]:
        """The questions whose answers lie at or below a path."""
        return self._places.below(path)

    def label(self, id_: str) -> str:
        """An element's label in quotation marks, told apart from others of the same wording."""
        element = self.definition.elements[id_]
        own = self._text(element)
        around = self._around(element) if self._counts[own] > 1 or not own else ""
        name = quoted(own) if own else "ohne Überschrift"
        return f"{name} ({quoted(around)})" if around else name

    def name(self, element: Element) -> str:
        """`Die Seite „Schutzzeit“`; a question is called by its label alone."""
        return f"{_noun(element)[0]}{self.label(element.id)}"

    def pronoun(self, element: Element) -> str:
        """er, sie or es."""
        return _noun(element)[1]

    def named(self, id_: str) -> bool:
        """Whether an element has words of its own; a group may have none."""
        return bool(self._text(self.definition.elements[id_]))

    def answer(self, control: Control, value: Any) -> str:
        """An answer as its field type displays it, in quotation marks."""
        return quoted(self.plain(control, value))

    def plain(self, control: Control, value: Any) -> str:
        """The same without quotation marks."""
        for choice in control.choices:
            if choice.value == value and isinstance(choice.value, bool) == isinstance(value, bool):
                return choice.title
        type_ = self.definition.types.get(control.type)
        if type_ is None or (isinstance(value, dict | list) and kind_of(control) not in _COMPOUND):
            return _MISSHAPEN
        try:
            shown = type_.display(value, control)
        except (TypeError, ValueError, KeyError):
            # A document from elsewhere may hold anything; field types count on the parts that their schema demands.
            return _MISSHAPEN
        if isinstance(value, dict | list) and "{" in shown:
            return _MISSHAPEN
        return ", ".join(shown.split("\n")) or "leer"

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self._text(element) for element in self.definition.elements.values())

    def _text(self, element: Element) -> str:
        text = str(element.options.get("title", "")) if element.kind == "label" else element.label
        return fill(text or element.label, self._placeholder)

    def _placeholder(self, name: str) -> str:
        """A parameter's value in a label; what was answered does not belong into a name."""
        value = self.definition.parameters.get(name.removeprefix("param.")) if name.startswith("param.") else None
        return value_words(value) or "…"

    def _around(self, element: Element) -> str:
        """The label of the nearest element around one that has another label."""
        own = self._text(element)
        while element.parent:
            element = self.definition.elements[element.parent]
            if self._text(element) not in ("", own):
                return self._text(element)
        return ""

    def _group(self, path: Path) -> str:
        """An object of answers: its title, or what the form calls the elements around its questions."""
        schema = schema_at(self.definition.schema, path)
        title = schema.get("title") if schema is not MISSING and isinstance(schema, Mapping) else None
        inside = self.below(path)
        if title or not inside:
            return quoted(str(title or path[-1]))
        group = self._group_element({control.id for control in inside})
        if group:
            return self.label(group)
        return " und ".join(self.label(control.id) for control in inside[:2]) + (" …" if len(inside) > 2 else "")

    def _group_element(self, ids: set[str]) -> str:
        """The group that holds exactly these questions."""
        for element in self.definition.elements.values():
            if element.kind == "group" and self._text(element) and _asked(element) == ids:
                return element.id
        return ""


def _noun(element: Element) -> tuple[str, str]:
    fixed = element.control is not None and element.control.fixed
    return _NOUNS["calculated" if fixed else element.kind]


def _asked(element: Element) -> set[str]:
    own = {element.id} if element.kind in ("control", "list") else set()
    return own.union(*(_asked(child) for child in element.children))
