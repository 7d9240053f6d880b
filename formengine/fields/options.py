"""Questions with options: reading what was chosen and offering the way back to no answer."""

from collections.abc import Sequence
from typing import Any, Final

from formengine.core.model import Choice, Control
from formengine.fields.base import Unbound, by_token, title_of, token
from formengine.fields.edge import single_line
from formengine.fields.inputs import list_field, text_field
from formengine.fields.setting import words


def yes_no(language: str) -> Sequence[Choice]:
    """Yes and no."""
    known = words(language)
    return Choice(True, known["yes"]), Choice(False, known["no"])


MOST_IN_SIGHT: Final = 500
"""More options than this are searched in a list, not shown one below the other."""


def one_of(choices: Sequence[Choice]) -> Unbound:
    """The chosen value; a string that no option has stays, and the schema refuses it."""
    values = by_token(choices)
    return text_field(lambda text: values.get(text, single_line(text) or None))


def some_of(choices: Sequence[Choice]) -> Unbound:
    """All chosen values in the order of the options, each once; what no option has comes last."""
    values = by_token(choices)

    def chosen(posted: Sequence[str]) -> list[Any] | None:
        known = [value for text, value in values.items() if text in posted]
        strange = [single_line(text) for text in dict.fromkeys(posted) if text not in values and single_line(text)]
        return known + strange or None

    return list_field(chosen)


def shown(choices: Sequence[Choice]) -> dict[str, Any]:
    """Options for a template: posted string, title, description."""
    return {"shown": [(token(choice.value), choice.title, choice.description) for choice in choices]}


def display_one(answer: Any, control: Control) -> str:
    """The title of the chosen option."""
    return title_of(answer, control.choices)
