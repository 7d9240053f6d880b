"""The WTForms fields behind the types: they coerce posted strings and leave judging to the schema."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from wtforms.fields import Field
from wtforms.fields.core import UnboundField
from wtforms.utils import unset_value

from formengine.core.model import Control
from formengine.fields.base import Lookup, Unbound

CoerceText: TypeAlias = Callable[[str], Any]
CoerceList: TypeAlias = Callable[[Sequence[str]], Any]
CoerceParts: TypeAlias = Callable[[Lookup], Any]


class ListField(Field):
    """Coerces all strings posted under the field's name."""

    def __init__(self, coerce: CoerceList, **kwargs: Any) -> None:
        super().__init__(label="", **kwargs)
        self.coerce = coerce

    def process(self, formdata: Any, data: object = unset_value, extra_filters: Sequence[Any] | None = None) -> None:
        """Keep the typed answer, None when there is none, or the string that cannot be parsed."""
        self.data = self.coerce(formdata.getlist(self.name))


class PartsField(Field):
    """Coerces strings posted under the names `<field>:<suffix>` ("" is the field's own)."""

    def __init__(self, coerce: CoerceParts, **kwargs: Any) -> None:
        super().__init__(label="", **kwargs)
        self.coerce = coerce

    def process(self, formdata: Any, data: object = unset_value, extra_filters: Sequence[Any] | None = None) -> None:
        """Like the plain field, but over several inputs."""
        named = str(self.name)
        self.data = self.coerce(lambda suffix: first(formdata.getlist(f"{named}:{suffix}" if suffix else named)))


def first(values: Sequence[str]) -> str:
    """Of repeated keys the first counts."""
    return values[0] if values else ""


def text_field(coerce: CoerceText) -> Unbound:
    """A field whose first posted string is coerced, an empty one being no answer."""
    return UnboundField(ListField, coerce=lambda values: coerce(first(values)))


def list_field(coerce: CoerceList) -> Unbound:
    """A field that sees all posted strings of its name."""
    return UnboundField(ListField, coerce=coerce)


def parts_field(coerce: CoerceParts) -> Unbound:
    """A field made of several inputs."""
    return UnboundField(PartsField, coerce=coerce)


def unread_field(_control: Control) -> Unbound:
    """A field that never has an answer of its own: texts, calculations, lists, uploads that the web receives."""
    return list_field(lambda _values: None)
