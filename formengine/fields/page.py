"""Compiles a question or a text into static strings and holes, so that a request only joins strings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from formengine import locales
from formengine.core.model import Choice, Control
from formengine.core.wording import size_text
from formengine.fields import FOLDER, TYPES, FieldType
from formengine.fields.holes import Holes, Parts, fill, visible
from formengine.fields.inputs import first
from formengine.fields.setting import UNMARKED, Marks, Setting, no_sample, no_source, plain_address, words

_EMPTY: Final[Mapping[str, Any]] = MappingProxyType({})

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=visible,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was uploaded before; `href` is where it can be looked at, "" for nowhere."""

    id: str
    name: str
    size: int
    href: str = ""
    language: str = locales.GERMAN

    @property
    def size_words(self) -> str:
        """The size as a person reads it."""
        return size_text(self.size, self.language)


class FieldState(NamedTuple):
    """What differs from one rendering of a field to the next."""

    raw: Mapping[str, Sequence[str]] = _EMPTY
    """Posted strings under their full input names, prefix included."""
    error: str = ""
    hints: Sequence[str] = ()
    mark: str = ""
    """Where a pre-filled value comes from."""
    files: Sequence[StoredFile] = ()
    prefix: str = ""
    required: bool | None = None
    """Whether an answer is required now; None asks the definition."""
    disabled: bool = False
    answers: Mapping[str, str] = _EMPTY
    """Displayed answers by control id, for `{id}` in texts."""
    offers: Sequence[Choice] = ()
    """What a reference offers: the items of its list as they are now."""


BLANK: Final = FieldState()


@dataclass(frozen=True, slots=True)
class Piece:
    """A compiled field, in three forms: most fields of most pages have nothing to say but their value."""

    required: bool
    quiet: Parts
    plain: Parts
    prefixed: Parts
    refresh: Callable[[FieldState], FieldState] | None = None

    def render(self, state: FieldState = BLANK) -> str:
        """The field's markup."""
        if self.refresh:
            state = self.refresh(state)
        if state.prefix:
            return fill(self.prefixed, state)
        said = state.error or state.hints or state.mark or state.files or state.disabled
        quiet = not said and state.required in (None, self.required)
        return fill(self.quiet if quiet else self.plain, state)


def compile_control(
    control: Control,
    *,
    texts: Mapping[str, str] | None = None,
    parameters: Mapping[str, Any] = _EMPTY,
    asset: Callable[[str], str] = plain_address,
    sample: Callable[[Control], bool] = no_sample,
    source: Callable[[Control], str] = no_source,
    marks: Marks = UNMARKED,
    language: str = "",
) -> Piece:
    """A question or a text as a piece: `parameters` hold lists of suggestions, `asset` gives a picture its address.

    `language` is that of the page, by default the question's own.
    """
    said_in, around = control.language, language or control.language
    setting = Setting(texts or words(said_in), parameters, asset, sample, source, marks, around)
    kind = TYPES[control.type]
    lang = "" if said_in == around else locales.tag(said_in)
    said = {"control": control, "kind": kind, "lang": lang, **kind.view(control, setting)}
    return _compile(kind, control.id, said, setting, required=control.required, refresh=_refresher(kind, control))


def _compile(
    kind: FieldType,
    id: str,
    said: Mapping[str, Any],
    setting: Setting,
    *,
    required: bool,
    refresh: Callable[[FieldState], FieldState] | None,
) -> Piece:
    template = _TEMPLATES.get_template(f"{kind.name.replace('-', '_')}/widget.html")

    def parts(*, prefixed: bool = False, quiet: bool = False) -> Parts:
        hole = Holes(id, required=required, prefixed=prefixed, quiet=quiet)
        spoken = {"texts": setting.texts, "say": setting.say, "marks": setting.marks}
        html = template.render(said, hole=hole, **spoken, **_names(id, hole.prefix))
        return hole.parts(html)

    return Piece(required, parts(quiet=True), parts(), parts(prefixed=True), refresh)


def _names(id: str, prefix: str) -> dict[str, str]:
    """The input name and the id of the first input, as `name` and `at` in templates."""
    return {"name": prefix + id, "at": prefix + f"f-{id}"}


def _refresher(kind: FieldType, control: Control) -> Callable[[FieldState], FieldState] | None:
    settle = kind.refresh
    if settle is None:
        return None

    def refresh(state: FieldState) -> FieldState:
        name = state.prefix + control.id
        shown = settle(lambda suffix: first(state.raw.get(f"{name}:{suffix}", ())), control)
        return state._replace(raw={**state.raw, **{f"{name}:{suffix}": (text,) for suffix, text in shown.items()}})

    return refresh
