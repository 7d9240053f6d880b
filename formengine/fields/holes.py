"""Holes: places in a widget's markup that are cut when it is compiled and filled at each request.

A widget template asks the `hole` object for a value, a condition or a repetition and gets a marker; the rendered text
is then split at the markers into static strings and small functions.
"""

import re
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, Final, TypeAlias

from markupsafe import Markup, escape

Hole: TypeAlias = Callable[[Any], str]
Parts: TypeAlias = tuple[str | Hole, ...]

MARK: Final = "\x00"
"""Never part of a text: `visible` takes it out of every value that a template writes."""

_MARKER: Final = re.compile(f"{MARK}([0-9]+){MARK}")
_SUBSTITUTION: Final = re.compile(r"\{([a-z0-9][a-z0-9._-]*)\}")
_HARMLESS: Final = re.compile("""[^&<>"']*""").fullmatch
_NONE: Final[Sequence[str]] = ("",)
_ABSENT: Final[Sequence[str | None]] = (None,)


def fill(parts: Parts, state: Any) -> str:
    """The text of the parts for one state."""
    return "".join([part if part.__class__ is str else part(state) for part in parts])  # type: ignore[operator]


def written(value: Any) -> str:
    """A value as markup; most texts have nothing to escape, and looking is quicker than escaping."""
    return value if value.__class__ is str and _HARMLESS(value) else escape(value)


def visible(value: Any) -> Any:
    """What a template writes for a value: author text cannot imitate a marker."""
    return value if hasattr(value, "__html__") else str(value).replace(MARK, "\ufffd")


class Item:
    """An object of a repetition inside a template: its attributes are holes."""

    def __init__(self, holes: "Holes") -> None:
        self._holes = holes

    def __getattr__(self, name: str) -> Markup:
        return self._holes.text(name)

    def __html__(self) -> str:
        return self._holes.itself()

    def when(self, name: str, caller: Callable[[], str]) -> Markup:
        """Markup that appears only when the object has something under that name."""
        return self._holes.test(attrgetter(name), caller, wanted=True)

    def unless(self, name: str, caller: Callable[[], str]) -> Markup:
        """Markup that appears only when the object has nothing under that name."""
        return self._holes.test(attrgetter(name), caller, wanted=False)

    def each(self, name: str, caller: Callable[[Any], str]) -> Markup:
        """Markup that is repeated for each object that this one has under that name."""
        return self._holes.each(name, caller)


class Holes:
    """The `hole` of a widget template. `name` is the control's input name without prefix.

    In a `quiet` template the state says nothing: only values are holes, all conditions are decided at once.
    """

    def __init__(self, name: str, *, required: bool, prefixed: bool = False, quiet: bool = False) -> None:
        self._name = name
        self._required = required
        self._quiet = quiet
        self._cuts: list[Hole] = []
        self.prefix = self._cut(lambda state: written(state.prefix)) if prefixed else ""

    def value(self, suffix: str = "") -> Markup:
        """The posted string of an input."""
        key = self._key(suffix)
        return self._cut(lambda state: written((state.raw.get(state.prefix + key) or _NONE)[0]))

    def when_value(self, suffix: str, caller: Callable[[], str]) -> Markup:
        """Markup that appears only when an input has a string."""
        key, body = self._key(suffix), self.parts(caller())
        return self._cut(
            lambda state: fill(body, state) if (state.raw.get(state.prefix + key) or _NONE)[0] else "",
        )

    def chosen(self, token: str, attribute: str, suffix: str = "") -> Markup:
        """` checked` or ` selected` where the input's first string is the option's."""
        key, words = self._key(suffix), f" {attribute}"
        return self._cut(
            lambda state: words if (state.raw.get(state.prefix + key) or _ABSENT)[0] == token else "",
        )

    def ticked(self, token: str) -> Markup:
        """` checked` where any string of the input is the option's."""
        key = self._key("")
        return self._cut(lambda state: " checked" if token in state.raw.get(state.prefix + key, ()) else "")

    def when(self, name: str, caller: Callable[[], str]) -> Markup:
        """Markup that appears only when the state has something under that name."""
        return self._decided(name, caller, wanted=True)

    def unless(self, name: str, caller: Callable[[], str]) -> Markup:
        """Markup that appears only when the state has nothing under that name."""
        return self._decided(name, caller, wanted=False)

    def each(self, name: str, caller: Callable[[Any], str]) -> Markup:
        """Markup that is repeated for each object of the state; it sees only the object."""
        return self.over(attrgetter(name), caller)

    def over(self, objects: Callable[[Any], Sequence[Any]], caller: Callable[[Any], str]) -> Markup:
        """Markup that is repeated for each object that a function makes of the state."""
        body = self.parts(caller(Item(self)))
        return self._cut(lambda state: "".join([fill(body, item) for item in objects(state)]))

    def count(self, name: str) -> Markup:
        """How many objects the state has under that name."""
        return self._cut(lambda state: str(len(getattr(state, name))))

    def text(self, name: str) -> Markup:
        """A text of the state."""
        return self._cut(lambda state: written(getattr(state, name)))

    def itself(self) -> Markup:
        """The object of a repetition when it is a text."""
        return self._cut(escape)

    def answer(self, none: str) -> Markup:
        """The displayed answer of the question itself, `none` where there is none."""
        return self._cut(lambda state: escape(state.answers.get(self._name) or none))

    def said(self, text: str) -> Markup:
        """A text of the definition; `{id}` in it is the displayed answer of that question."""
        pieces = _SUBSTITUTION.split(text)
        return Markup("").join(
            self._answer(piece) if i % 2 else escape(visible(piece)) for i, piece in enumerate(pieces)
        )

    def parts(self, html: str) -> Parts:
        """Rendered markup as static strings and holes."""
        pieces = _MARKER.split(html)
        return tuple(self._cuts[int(piece)] if i % 2 else str(piece) for i, piece in enumerate(pieces) if piece)

    def _answer(self, id: str) -> Markup:
        literal = f"{{{id}}}"
        return self._cut(lambda state: escape(state.answers.get(id, literal)))

    def _decided(self, name: str, caller: Callable[[], str], *, wanted: bool) -> Markup:
        if self._quiet:
            is_so = name == "required" and self._required
            return Markup(caller() if is_so is wanted else "")  # noqa: S704 a template's own markup
        return self.test(self._test(name), caller, wanted=wanted)

    def test(self, test: Callable[[Any], Any], caller: Callable[[], str], *, wanted: bool) -> Markup:
        """Markup that appears only when a test of the state has the wanted outcome."""
        body = self.parts(caller())
        return self._cut(lambda state: fill(body, state) if bool(test(state)) is wanted else "")

    def _test(self, name: str) -> Callable[[Any], Any]:
        if name == "required":
            return lambda state: self._required if state.required is None else state.required
        return attrgetter(name)

    def _key(self, suffix: str) -> str:
        return f"{self._name}:{suffix}" if suffix else self._name

    def _cut(self, hole: Hole) -> Markup:
        self._cuts.append(hole)
        return Markup(f"{MARK}{len(self._cuts) - 1}{MARK}")  # noqa: S704 digits between markers
