"""The options of an element: which of them ours keep, and which of JSON Forms' are not heeded."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from formengine.exchange.frame import Node


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _are_texts(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values())


_KEPT: Final[Mapping[str, Callable[[Any], bool]]] = {
    **dict.fromkeys(("hint", "help", "autocomplete", "inputmode", "unit", "map", "item", "add", "title"), _is_text),
    **dict.fromkeys(("layout", "tone", "alt", "image"), _is_text),
    **dict.fromkeys(("errors", "choices", "from"), _are_texts),
    **dict.fromkeys(("search", "nachreichen", "first"), _is_truth),
    "rows": _is_count,
    "width": lambda value: _is_count(value) or _is_text(value),
    "sums": lambda value: isinstance(value, list) and {*map(str, value)} <= {"columns", "rows"} and len(value) < 3,
}
_HEEDED: Final = frozenset({"type", "detail", "format", "multi", "readonly", "readOnly", "slider", "toggle", "path"})
_LOOKS: Final = frozenset(
    {
        *("trim", "restrict", "clearable", "showUnfocusedDescription", "hideRequiredAsterisk", "showSortButtons"),
        *("orientation", "variant", "showNavButtons", "labelRef", "elementLabelProp", "ampm", "views", "focus"),
        *("clearLabel", "cancelLabel", "okLabel", "step", "hideLabel", "initCollapsed", "collapse"),
    }
)
"""What only concerns how JSON Forms draws an element."""


def kept(options: Node) -> dict[str, Any]:
    """The options that mean something here and have the shape that they must have."""
    return {name: value for name, value in options.items() if name in _KEPT and _KEPT[name](value)}


def unread(options: Node) -> Iterator[str]:
    """What is not heeded, in words."""
    for name in options:
        if name not in _KEPT and name not in _HEEDED and name not in _LOOKS:
            yield f"Die Angabe „{str(name)[:40]}“ unter „options“ wird nicht beachtet."
    wanted = options.get("format")
    if wanted is not None and wanted not in ("radio", "date", "time", "date-time"):
        yield f"„{str(wanted)[:40]}“ als „format“ wird nicht beachtet."
