"""Reads what a browser posted for a page: typed answers out, nothing judged."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta

from formengine.core.model import Control
from formengine.fields import TYPES


class MultiDict(Protocol):
    """What a posted form must offer; werkzeug's MultiDict does."""

    def __contains__(self, key: Any, /) -> bool: ...
    def __iter__(self) -> Iterator[str]: ...
    def __len__(self) -> int: ...
    def getlist(self, key: str, /) -> list[Any]: ...


Strings: TypeAlias = MultiDict | Mapping[str, Sequence[str]]
"""A posted form, or stored posted strings by input name."""


class Posted:
    """Stored or posted strings as WTForms asks for them; with a prefix only those below it, by the rest of the name."""

    def __init__(self, strings: Strings, prefix: str = "") -> None:
        self._find: Callable[[str], Sequence[str]] = getattr(strings, "getlist", None) or _finder(strings)
        self._prefix = prefix

    def getlist(self, key: str) -> Sequence[str]:
        """All strings of a name."""
        return self._find(self._prefix + key)


def _finder(strings: Any) -> Callable[[str], Sequence[str]]:
    return lambda name: strings.get(name, ())


class _Meta(DefaultMeta):
    """Fields say nothing, so no translations are looked up."""

    def get_translations(self, form: BaseForm) -> Any:
        return None


_META = _Meta()


class PageForm:
    """The inputs of a page, or of an item of a list; `read` may be called by many threads at a time."""

    def __init__(self, controls: Iterable[Control]) -> None:
        asked = {control.id: (control, TYPES[control.type]) for control in controls}
        self._fields = {
            key: kind.field(control)
            for key, (control, kind) in asked.items()
            if not (kind.static or kind.passive or kind.uploads)
        }
        self._idle: list[BaseForm] = []

    def read(self, posted: Strings, prefix: str = "") -> dict[str, Any]:
        """The answers by control id: an empty one is left out, one that cannot be parsed is the string."""
        form, strings, answers = self._form(), Posted(posted, prefix), {}
        for field in form:
            field.process(strings)  # type: ignore[arg-type]  # our fields ask for no more than this
            if field.data is not None:
                answers[field.name] = field.data
                field.data = None
        self._idle.append(form)
        return answers

    def _form(self) -> BaseForm:
        """A form that nobody reads at the moment: binding its fields takes longer than reading them."""
        try:
            return self._idle.pop()
        except IndexError:
            return BaseForm(self._fields, meta=_META)


def read(controls: Iterable[Control], posted: Strings, prefix: str = "") -> dict[str, Any]:
    """The answers of a page that is read only once."""
    return PageForm(controls).read(posted, prefix)


def presses(control: Control, name: str) -> bool:
    """True for the name that is posted when a button of the control itself (a click on a map) was pressed."""
    return name.partition(":")[2] in TYPES[control.type].presses


def raw_of(controls: Iterable[Control], answers: Mapping[str, Any], prefix: str = "") -> dict[str, list[str]]:
    """The strings that a browser would post for these answers (by control id), under their full input names."""
    strings: dict[str, list[str]] = {}
    for control in controls:
        if control.id in answers:
            name = prefix + control.id
            for suffix, values in TYPES[control.type].raw(answers[control.id], control).items():
                strings[f"{name}:{suffix}" if suffix else name] = values
    return strings
