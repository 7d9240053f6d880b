"""One of the items that a person entered in a list before: which tree, which child."""

from dataclasses import dataclass
from typing import Any

from formengine.core.model import Choice
from formengine.fields.base import FieldType, string_without_choices
from formengine.fields.edge import single_line
from formengine.fields.inputs import first, text_field


@dataclass(frozen=True, slots=True)
class Offer:
    """An item that the page offers."""

    value: str
    title: str
    chosen: bool


def _offers(state: Any, name: str, lost: str) -> list[Offer]:
    """The items that there are; one that was chosen and is there no more stays in sight."""
    chosen = first(state.raw.get(state.prefix + name, ()))
    listed: list[Choice] = list(state.offers)
    if chosen and all(choice.value != chosen for choice in listed):
        listed.append(Choice(chosen, lost))
    return [Offer(choice.value, choice.title, choice.value == chosen) for choice in listed]


TYPE = FieldType(
    accepts=lambda schema: 1 if string_without_choices(schema) else 0,
    new_schema=lambda: {"type": "string", "minLength": 1, "maxLength": 64},
    field=lambda _control: text_field(lambda text: single_line(text) or None),
    view=lambda control, setting: {
        "offers": lambda state: _offers(state, control.id, setting.say("reference_lost")),
    },
)
