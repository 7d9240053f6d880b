"""What a field type is: every face of an answer in one frozen value."""

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from wtforms.fields import Field
from wtforms.fields.core import UnboundField

from formengine.core.model import Choice, Control
from formengine.core.numbers import number_text
from formengine.core.validation import Problem
from formengine.fields.setting import Setting

Schema: TypeAlias = Mapping[str, Any]
Raw: TypeAlias = dict[str, list[str]]
"""Posted strings by suffix: "" is the control's own name, "tag" stands for `<name>:tag`."""

Unbound: TypeAlias = "UnboundField[Field]"
"""Quoted: only the stubs of WTForms make it generic."""

Frame: TypeAlias = Literal["label", "fieldset", "none"]
Lookup: TypeAlias = Callable[[str], str]
"""The first string posted under a suffix, "" when there is none."""

_TRUTH: Final = {True: "ja", False: "nein"}


def token(value: Any) -> str:
    """How the value of an option is posted; the reveal stylesheet asks for the same string."""
    if isinstance(value, bool):
        return _TRUTH[value]
    return value if isinstance(value, str) else json.dumps(value)


def as_text(value: Any) -> str:
    """Any answer as a string for an input: numbers with a comma, a wrong-typed answer as it is."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    return token(value)


def plain_raw(answer: Any, _control: Control) -> Raw:
    """One input that shows the answer."""
    return {"": [as_text(answer)]}


def plain_display(answer: Any, _control: Control) -> str:
    """The answer itself."""
    return as_text(answer)


def _no_view(_control: Control, _setting: Setting) -> Mapping[str, Any]:
    return {}


def whole(_problem: Problem, control: Control) -> Control:
    """Most answers have no parts that a person would tell apart."""
    return control


def no_scripts(_control: Control) -> tuple[str, ...]:
    """Most fields need no script."""
    return ()


@dataclass(frozen=True, slots=True)
class FieldType:
    """A kind of question or text. A folder's `__init__.py` holds one as TYPE; its name comes from the folder."""

    accepts: Callable[[Schema], int]
    """How well the type fits a schema: 0 is not at all, more is more specific."""
    new_schema: Callable[[], dict[str, Any]]
    field: Callable[[Control], Unbound]
    """The WTForms field: it parses and coerces, without validators and widgets."""
    raw: Callable[[Any, Control], Raw] = plain_raw
    display: Callable[[Any, Control], str] = plain_display
    view: Callable[[Control, Setting], Mapping[str, Any]] = _no_view
    """What the widget template needs beyond the control, asked once at compile."""
    refresh: Callable[[Lookup, Control], dict[str, str]] | None = None
    """Strings to render in place of the posted ones, for a type whose inputs depend on each other."""
    frame: Frame = "label"
    codes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Error codes by `<keyword>` or `<property>/<keyword>`, over the general table."""
    part: Callable[[Problem, Control], Control] = whole
    """The question inside an answer that a problem is about: the cell of a table, mostly the question itself."""
    static: bool = False
    """True for a text that asks nothing."""
    draft: bool = False
    """True for a stand-in that must not be published."""
    passive: bool = False
    """True where no input asks for the answer: a calculation or the items of a list make it."""
    settles: bool = False
    """True where the stylesheet can see what is chosen."""
    leaves: bool = False
    """True for typed fields, whose message may come on leaving the field."""
    uploads: bool = False
    """True where the answer arrives as files, which the web receives."""
    refreshes: bool = False
    """True where only the server can say what follows from an answer within the field: sums of a table."""
    scripts: Callable[[Control], tuple[str, ...]] = no_scripts
    """The scripts that enhance the field, by their names in `formengine.fields.ASSETS`."""
    presses: tuple[str, ...] = ()
    """Suffixes that are posted when a button of the field itself was pressed."""
    name: str = ""


def nothing_asked(_answer: Any, _control: Control) -> Raw:
    """What a text without a question posts."""
    return {}


def accepts_nothing(_schema: Schema) -> int:
    """For types that are chosen by name only."""
    return 0


def string_without_choices(schema: Schema) -> bool:
    """True for free text."""
    return schema.get("type") == "string" and not schema.keys() & {"enum", "oneOf", "const", "x-codelist"}


def title_of(answer: Any, choices: Sequence[Choice]) -> str:
    """The words of a chosen option; an answer that is no option stands for itself."""
    return next((choice.title for choice in choices if same(choice.value, answer)), "") or as_text(answer)


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: `True` is not 1."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def by_token(choices: Sequence[Choice]) -> dict[str, Any]:
    """The stored values by their posted strings."""
    return {token(choice.value): choice.value for choice in choices}
