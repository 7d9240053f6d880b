"""Shows a list on its page: its items with their buttons, or, where each has a page of its own, an overview of them."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from formengine.core import pointer
from formengine.core.model import Control
from formengine.core.texts import fill
from formengine.fields import holes
from formengine.web import lists
from formengine.web.display import display
from formengine.web.fieldstates import FieldStates
from formengine.web.filling import given_tokens
from formengine.web.forms import ItemForms

NOTHING: Final = "–"


class ItemView(NamedTuple):
    """One item as its list shows it."""

    id: str
    number: int
    title: str
    html: Markup
    mistakes: int
    given: str
    first: bool
    last: bool


class ListView(NamedTuple):
    """What differs from one rendering of a list to the next."""

    items: Sequence[ItemView]
    error: str
    prepared: str
    """The id of the item that may be added next."""
    removed: str
    """The item that was removed last, "" for none."""
    full: int
    """How many items there may be, where there are as many; else 0."""


def render_list(states: FieldStates, list_: str) -> str:
    """The markup of a list."""
    each = states.forms.items[list_]
    ids = lists.item_ids(states.typed.raw, list_)
    most = int(each.control.schema.get("maxItems", lists.MOST_ITEMS))
    view = ListView(
        [item_view(states, each, ids, i) for i in range(len(ids))],
        error=states.messages.get((list_, ()), ""),
        prepared=lists.new_item_id(),
        removed=next((str(id_) for id_, _ in reversed(states.typed.filled.removed.get(list_, ()))), ""),
        full=most if len(ids) >= most else 0,
    )
    return holes.fill(each.markup, view)


def item_view(states: FieldStates, each: ItemForms, ids: list[str], i: int) -> ItemView:
    """One item: its fields, or what its overview needs."""
    return ItemView(
        id=ids[i],
        number=i + 1,
        title=item_title(states, each, i),
        html=Markup("") if each.on_own_pages else item_fields(states, each, ids[i], i),
        mistakes=sum(
            mistake.indices == (i,) for mistake in states.typed.verdict.mistakes if mistake.element in each.controls
        ),
        given=" ".join(sorted(given_tokens(each, states.typed.settled))),
        first=i == 0,
        last=i == len(ids) - 1,
    )


def item_fields(states: FieldStates, each: ItemForms, item: str, i: int) -> Markup:
    """The fields of one item."""
    prefix = lists.prefix(item)
    shown = frozenset(name.removeprefix(prefix) for name in states.typed.shown if name.startswith(prefix))
    return each.render(shown, states.of(prefix, (i,)))


def item_title(states: FieldStates, each: ItemForms, i: int) -> str:
    """What tells an item from the others, in the definition's own words; "" while nothing is answered."""
    template = str(each.control.options.get("title", ""))
    document = states.typed.settled.document

    def shown(id_: str) -> str | None:
        control = each.controls.get(id_)
        return None if control is None else item_answer(document, control, i)

    text = fill(template, shown)
    return "" if NOTHING in text else text


def item_answer(document: Any, control: Control, i: int) -> str:
    """An item's answer as a person reads it, a dash where there is none."""
    value = pointer.at(document, pointer.place(control.path, (i,)))
    return NOTHING if value is pointer.MISSING else display(control, value)
