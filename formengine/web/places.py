"""What stands where on a page with lists: the names of inputs in items of items, and the pages that items have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from formengine.core.model import Control, Indices, Path, last_item
from formengine.web.forms import ItemForms, PageForms

Raw = Mapping[str, Sequence[str]]
MOST_ITEMS: Final = 500
ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Item:
    """An item that has a page to itself: each list on the way to it with the id of its item, outermost first."""

    steps: tuple[tuple[str, str], ...]

    @property
    def element(self) -> str:
        """The id of its list."""
        return self.steps[-1][0]

    @property
    def id(self) -> str:
        """The item's own id."""
        return self.steps[-1][1]

    @property
    def prefix(self) -> str:
        """What every input name in it begins with."""
        return "".join(f"{item}/" for _, item in self.steps)

    @property
    def list(self) -> str:
        """The input name of its list."""
        return "".join(f"{item}/" for _, item in self.steps[:-1]) + self.element

    @property
    def address(self) -> str:
        """Its part of the address, behind the page's."""
        return "/".join(f"{list_}/{item}" for list_, item in self.steps)


def item_at(address: str) -> Item | None:
    """The item that a part of an address names: `<list>/<item>`, and so on inward."""
    parts = address.split("/")
    if len(parts) % 2 or not all(parts):
        return None
    return Item(tuple(zip(parts[::2], parts[1::2], strict=True)))


def is_id(text: str) -> bool:
    """True for what may name an item."""
    return len(text) == 8 and all(c in ALPHABET for c in text)


def item_ids(raw: Raw, list_: str) -> list[str]:
    """The ids of a list's items (by its input name) in their order, each once; malformed ones are nobody's."""
    return list(dict.fromkeys(filter(is_id, raw.get(list_, ()))))[:MOST_ITEMS]


def inside(control: Control) -> Path:
    """A question's path from the item that it stands in."""
    return control.path[last_item(control.path) :]


def around(name: str) -> str:
    """The prefix of an input name: "" outside lists, else the ids of the items around it, each with a slash."""
    before, slash, _ = name.rpartition("/")
    return before + slash


def element_of(name: str) -> str:
    """The id of the element that an input name belongs to."""
    return name.rpartition("/")[2].partition(":")[0]


def owner(forms: PageForms, name: str | None) -> Control | None:
    """The question that an input name belongs to: `<id>`, `<id>:<suffix>`, `<item>/<id>:<suffix>`, or a list's own."""
    control = forms.asked.get(element_of(name or ""))
    return control if control is not None and len(control.lists) == (name or "").count("/") else None


class Standing(NamedTuple):
    """One item of a list as it stands in the fields."""

    each: ItemForms
    prefix: str
    """What every input name in it begins with."""
    indices: Indices
    """Its position in each list around it."""


def standing(forms: PageForms | ItemForms, raw: Raw, prefix: str = "", indices: Indices = ()) -> Iterator[Standing]:
    """Every item of every list of a page, those in items included, each before what stands in it."""
    for list_, each in forms.items.items():
        for i, item in enumerate(item_ids(raw, prefix + list_)):
            here = Standing(each, f"{prefix}{item}/", (*indices, i))
            yield here
            if each.items:
                yield from standing(each, raw, here.prefix, here.indices)


def list_names(forms: PageForms, raw: Raw) -> list[str]:
    """The input names of all lists of a page, those in items included."""
    inner = [each.prefix + list_ for each in standing(forms, raw) for list_ in each.each.items]
    return [*forms.items, *inner]


def prefix_at(forms: PageForms, raw: Raw, lists: Sequence[Path], indices: Indices) -> str:
    """The prefix of what stands at a position of nested lists."""
    prefix = ""
    for path, i in zip(lists, indices, strict=False):
        prefix += item_ids(raw, prefix + forms.by_path[path].control.id)[i] + "/"
    return prefix


def name_of(forms: PageForms, raw: Raw, element: str, indices: Indices) -> str:
    """The input name of a question at its place in lists."""
    control = forms.asked.get(element)
    return (prefix_at(forms, raw, control.lists, indices) if indices and control is not None else "") + element


def own_page(forms: PageForms, name: str) -> str:
    """The prefix of the item's page that an input stands on, "" for the page of the step itself."""
    if not forms.spread or "/" not in name:
        return ""
    depth = forms.own_depth.get(element_of(name), 0)
    return "".join([f"{item}/" for item in name.split("/")[:-1][:depth]])


def item_of(forms: PageForms, element: str, prefix: str) -> Item:
    """The item of a list (by its element's id) whose inputs begin with a prefix."""
    ids = prefix.rstrip("/").split("/")
    path = forms.lists[element].control.path
    names = [forms.by_path[list_].control.id for list_ in (*forms.lists[element].control.lists, path)]
    return Item(tuple(zip(names, ids, strict=True)))


def page_around(forms: PageForms, item: Item) -> Item | None:
    """The item's page on which an item's list stands; None where that is the page of the step itself."""
    for length in range(len(item.steps) - 1, 0, -1):
        if forms.lists[item.steps[length - 1][0]].on_own_pages:
            return Item(item.steps[:length])
    return None


def is_there(forms: PageForms, raw: Raw, item: Item) -> bool:
    """True for an item that the fields have, on the way of lists that it names, with a page of its own."""
    each: PageForms | ItemForms = forms
    prefix = ""
    for list_, id_ in item.steps:
        if list_ not in each.items or id_ not in item_ids(raw, prefix + list_):
            return False
        each, prefix = each.items[list_], f"{prefix}{id_}/"
    return isinstance(each, ItemForms) and each.on_own_pages


def position(forms: PageForms, raw: Raw, item: Item) -> Indices:
    """Where an item stands in each list around it."""
    found: list[int] = []
    prefix = ""
    for list_, id_ in item.steps:
        found.append(item_ids(raw, prefix + list_).index(id_))
        prefix += f"{id_}/"
    return tuple(found)
