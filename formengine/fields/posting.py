"""Reads what a browser posted for a page: typed answers out, nothing judged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class Posted(dict[str, Sequence[str]]):
    """Stored posted strings as a posted form."""

    def getlist(self, key: str) -> list[str]:
        """All strings of a name."""
        return list(self.get(key, ()))


class _Meta(DefaultMeta):
    """Fields say nothing, so no translations are looked up."""

    def get_translations(self, form: BaseForm) -> Any:
        return None


_META = _Meta()


class PageForm:
    """The inputs of a page, made once; `read` may be called by many threads at a time."""

    def __init__(self, controls: Iterable[Control], prefix: str = "") -> None:
        controls = tuple(controls)
        asked = {control.id: TYPES[control.type] for control in controls}
        self._names = {
            prefix + key: key for key, kind in asked.items() if not (kind.static or kind.passive or kind.uploads)
        }
        self._fields = {
            prefix + control.id: asked[control.id].field(control)
            for control in controls
            if prefix + control.id in self._names
        }

    def read(self, posted: Strings) -> dict[str, Any]:
        """The answers by control id: an empty one is left out, one that cannot be parsed is the string."""
        form = BaseForm(self._fields, meta=_META)
        form.process(Posted(posted) if isinstance(posted, Mapping) and not hasattr(posted, "getlist") else posted)
        return {self._names[field.name]: field.data for field in form if field.data is not None}


def read(controls: Iterable[Control], posted: Strings, prefix: str = "") -> dict[str, Any]:
    """The answers of a page that is read only once."""
    return PageForm(controls, prefix).read(posted)


def raw_of(controls: Iterable[Control], answers: Mapping[str, Any], prefix: str = "") -> dict[str, list[str]]:
    """The strings that a browser would post for these answers (by control id), under their full input names."""
    strings: dict[str, list[str]] = {}
    for control in controls:
        if control.id in answers:
            name = prefix + control.id
            for suffix, values in TYPES[control.type].raw(answers[control.id], control).items():
                strings[f"{name}:{suffix}" if suffix else name] = values
    return strings
