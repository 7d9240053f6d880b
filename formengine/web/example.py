"""A case of a definition as what stands in the fields of a page: with items, sample files, and today's dates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from formengine.core import pointer
from formengine.core.cases import Case, media_type
from formengine.core.model import Control, Page
from formengine.core.pointer import MISSING
from formengine.fields.posting import raw_of
from formengine.web import lists, uploads
from formengine.web.drafting import Working
from formengine.web.filled import FileAnswer, Filled, Raw
from formengine.web.filled import uploads as takes_files
from formengine.web.forms import PageForms
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

    def filled(self) -> Filled:
        """What the case would have in the fields."""
        whole = self._fields(self.forms.controls, self.case.answers, "", _path)
        for list_, each in self.forms.items.items():
            items = pointer.get(self.case.answers, each.control.path)
            ids = [lists.new_item_id() for _ in items] if isinstance(items, list) else []
            whole.raw[list_] = ids
            for id_, item in zip(ids, items if ids else (), strict=True):
                part = self._fields(each.controls, item, lists.prefix(id_), lists.inside)
                whole = Filled(whole.raw | part.raw, {**whole.files, **part.files})
        return whole

    def item(self, list_: str, id_: str, position: int) -> Filled:
        """What the case would have in the fields of one item; where it has fewer items, of its last."""
        each = self.forms.items[list_]
        items = pointer.get(self.case.answers, each.control.path)
        if not isinstance(items, list) or not items:
            return Filled()
        return self._fields(each.controls, items[min(position, len(items) - 1)], lists.prefix(id_), lists.inside)

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
        list_ = forms.items.get(id_)
        if list_ is not None and below.raw.get(id_):
            gone = [[item, i] for i, item in enumerate(lists.item_ids(below.raw, id_)) if item not in above.raw[id_]]
            removed[id_] = [*removed.get(id_, ()), *gone]
        raw = {name: values for name, values in raw.items() if name.split(":")[0] != id_}
    raw |= {name: values for name, values in above.raw.items() if any(values)}
    return Filled(raw, files, removed)


def _answered(filled: Filled) -> set[str]:
    """The input names, without suffix, of the questions that a filling says something about."""
    said = {name.split(":")[0] for name, values in filled.raw.items() if any(values)}
    return said | {name for name, listed in filled.files.items() if listed}
