"""A case of a definition as what stands in the fields of a page: with items, sample files, and today's dates."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from formengine.core import pointer
from formengine.core.cases import Case, media_type
from formengine.core.itemmarks import resolved
from formengine.core.model import ITEM, ITEM_ID, Control, Document, Indices, Page, lists_on
from formengine.core.pointer import MISSING
from formengine.fields.posting import raw_of
from formengine.web import lists, uploads
from formengine.web.drafting import Working
from formengine.web.filled import FileAnswer, Filled, Raw
from formengine.web.filled import uploads as takes_files
from formengine.web.forms import ItemForms, PageForms
from formengine.web.places import Item, inside, item_ids, owner
from formengine.web.samples import sample_for
from formengine.web.services import services


@dataclass(frozen=True)
class Example:
    """What a case says of one page; files are stored when they are asked for."""

    working: Working
    page: Page
    case: Case

    @property
    def forms(self) -> PageForms:
        """The compiled page."""
        return self.working.form.pages[self.page.id]

    @cached_property
    def _answers(self) -> dict[str, Any]:
        """The answers of the case; the items of the page's lists are new ones, and references name them."""
        document, definition = copy.deepcopy(dict(self.case.answers)), self.working.form.definition
        for list_ in (each.control for each in self.forms.lists.values()):
            path = (*list_.path, ITEM)
            for indices in pointer.positions(document, lists_on(path)):
                item = pointer.at(document, pointer.place(path, indices))
                if isinstance(item, dict):
                    item[ITEM_ID] = lists.new_item_id()
        return resolved(definition, document, lambda list_, indices: self._id_of(document, list_, indices))

    def _id_of(self, document: Document, list_: Control, indices: Indices) -> str:
        """The id of an item of this page, or of one that an earlier page has in the draft."""
        whole = document if list_.page == self.page.id else self.working.answers.get(list_.page, {})
        return str(pointer.at(whole, pointer.place((*list_.path, ITEM, ITEM_ID), indices)))

    def filled(self) -> Filled:
        """What the case would have in the fields."""
        whole = self._fields(self.forms.controls, self._answers, "", _path)
        for each in self.forms.items.values():
            whole = _joined(whole, self._list(each, pointer.get(self._answers, each.control.path), ""))
        return whole

    def item(self, item: Item, indices: Indices) -> Filled:
        """What the case would have in the fields of one item; where it has fewer items, of its last."""
        each, found = self.forms.lists[item.element], self._answers
        start = 0
        for path, i in zip((*each.control.lists, each.control.path), indices, strict=True):
            items = pointer.get(found, path[start:])
            if not isinstance(items, list) or not items:
                return Filled()
            found, start = items[min(i, len(items) - 1)], len(path) + 1
        return self._item(each, found, item.prefix)

    def _list(self, each: ItemForms, items: Any, around: str) -> Filled:
        """A list with its items."""
        listed = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
        whole = Filled({around + each.control.id: [item[ITEM_ID] for item in listed]} if listed else {})
        for item in listed:
            whole = _joined(whole, self._item(each, item, f"{around}{item[ITEM_ID]}/"))
        return whole

    def _item(self, each: ItemForms, item: Any, prefix: str) -> Filled:
        """One item, with the lists in it."""
        whole = self._fields(each.controls, item, prefix, inside)
        for inner in each.items.values():
            whole = _joined(whole, self._list(inner, pointer.get(item, inside(inner.control)), prefix))
        return whole

    def _fields(self, controls: Mapping[str, Control], answers: Any, prefix: str, place: Any) -> Filled:
        found = {id_: pointer.get(answers, place(control)) for id_, control in controls.items()}
        present = {id_: value for id_, value in found.items() if value is not MISSING}
        names = {id_: value for id_, value in present.items() if takes_files(controls[id_])}
        files = {prefix + id_: list(self._files(controls[id_], prefix + id_, value)) for id_, value in names.items()}
        return Filled(raw_of(controls.values(), present, prefix), {name: kept for name, kept in files.items() if kept})

    def _files(self, control: Control, name: str, answer: Any) -> Iterator[FileAnswer]:
        """A stored sample for each file that the case names; a promise to send it later is none."""
        present: list[FileAnswer] = []
        shared = services()
        for wanted in answer if isinstance(answer, list) else ():
            sample = sample_for(control, media_type(self.case, wanted)) if isinstance(wanted, str) else None
            upload = sample.upload(wanted) if sample else None
            kept = upload and uploads.take(
                self.working, self.page, control, upload, present, shared.store, shared.settings
            )
            if kept:
                present.append(kept)
                yield kept


def _joined(one: Filled, other: Filled) -> Filled:
    return Filled(one.raw | other.raw, {**one.files, **other.files})


def _path(control: Control) -> Sequence[str]:
    return control.path


def over(forms: PageForms, below: Filled, above: Filled) -> Filled:
    """Two fillings of a page, question by question: where `above` says something, it counts.

    Items of a list that give way can be restored like removed ones.
    """
    raw: Raw = dict(below.raw)
    files = {**below.files, **{name: listed for name, listed in above.files.items() if listed}}
    removed = dict(below.removed)
    for id_ in _answered(above):
        control = owner(forms, id_)
        if control is not None and control.type == "list" and below.raw.get(id_):
            gone = [[item, i] for i, item in enumerate(item_ids(below.raw, id_)) if item not in above.raw[id_]]
            removed[id_] = [*removed.get(id_, ()), *gone]
        raw = {name: values for name, values in raw.items() if name.split(":")[0] != id_}
    raw |= {name: values for name, values in above.raw.items() if any(values)}
    return Filled(raw, files, removed)


def _answered(filled: Filled) -> set[str]:
    """The input names, without suffix, of the questions that a filling says something about."""
    said = {name.split(":")[0] for name, values in filled.raw.items() if any(values)}
    return said | {name for name, listed in filled.files.items() if listed}
