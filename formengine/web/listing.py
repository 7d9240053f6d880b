"""Shows a list on its page: its items with their buttons, or, where each has a page of its own, an overview of them."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from formengine.core.model import Indices
from formengine.fields import holes
from formengine.web.display import item_title
from formengine.web.fieldstates import FieldStates
from formengine.web.forms import ItemForms
from formengine.web.lists import new_item_id
from formengine.web.places import MOST_ITEMS, Standing, around, item_ids


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
    list: str
    """The input name of its list."""


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
    prefix: str
    """What the input name of the list begins with, in an item of another list."""


def render_list(states: FieldStates, each: ItemForms, prefix: str = "", indices: Indices = ()) -> str:
    """The markup of a list of the page, or (with a prefix) of one in an item."""
    list_ = prefix + each.control.id
    ids = item_ids(states.typed.raw, list_)
    most = int(each.control.schema.get("maxItems", MOST_ITEMS))
    view = ListView(
        [_item_view(states, Standing(each, f"{prefix}{id_}/", (*indices, i)), len(ids)) for i, id_ in enumerate(ids)],
        error=states.messages.get((each.control.id, indices), ""),
        prepared=new_item_id(),
        removed=next((str(id_) for id_, _ in reversed(states.typed.filled.removed.get(list_, ()))), ""),
        full=most if len(ids) >= most else 0,
        prefix=prefix,
    )
    return holes.fill(each.markup, view)


def _item_view(states: FieldStates, here: Standing, count: int) -> ItemView:
    """One item: its fields, or what its overview needs."""
    each, i = here.each, here.indices[-1]
    return ItemView(
        id=here.prefix.rstrip("/").rpartition("/")[2],
        number=i + 1,
        title=item_title(states.working.form.definition, states.typed.settled.document, each.control, here.indices),
        html=Markup("") if each.on_own_pages else item_fields(states, here),
        mistakes=states.open_items.get((each.control.id, here.indices), 0),
        given=states.given[each.control.id],
        first=i == 0,
        last=i == count - 1,
        list=around(here.prefix[:-1]) + each.control.id,
    )


def item_fields(states: FieldStates, here: Standing) -> Markup:
    """The fields of one item, the lists in it included."""
    shown = states.shown_in.get(here.prefix, frozenset())

    def listed(id_: str) -> str:
        return render_list(states, here.each.items[id_], here.prefix, here.indices)

    return here.each.render(shown, states.of(here.prefix, here.indices), listed)
