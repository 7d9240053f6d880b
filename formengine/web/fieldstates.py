"""What each field of a page shows: its strings, its message, its hints, its mark; in items of lists too."""

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import url_for

from formengine.core import pointer
from formengine.core.journey import Mistake
from formengine.core.model import Indices, Instance
from formengine.core.texts import fill
from formengine.core.wording import sentence
from formengine.fields.page import FieldState, StoredFile
from formengine.web import lists
from formengine.web.display import HANDED_OVER, Displayed, item_name
from formengine.web.drafting import Working
from formengine.web.filling import Typed
from formengine.web.forms import PageForms


@dataclass(frozen=True)
class FieldStates:
    """The states of the fields of one page."""

    working: Working
    forms: PageForms
    typed: Typed
    mistakes: Sequence[Mistake]

    @cached_property
    def messages(self) -> Mapping[Instance, str]:
        """The first message for each question that has a mistake."""
        return {instance: texts[0] for instance, texts in self._said(self.mistakes).items()}

    @cached_property
    def _hints(self) -> Mapping[Instance, list[str]]:
        return self._said(self.typed.verdict.hints)

    def _said(self, mistakes: Sequence[Mistake]) -> dict[Instance, list[str]]:
        form = self.working.form
        found: dict[Instance, list[str]] = {}
        for mistake in mistakes:
            text = sentence(form.definition, form.messages, mistake, self._displayed)
            found.setdefault((mistake.element, mistake.indices), []).append(text)
        return found

    @cached_property
    def _displayed(self) -> Displayed:
        return Displayed(self.working.form.definition, self.typed.settled.document)

    def of(self, prefix: str, indices: Indices) -> Callable[[str], FieldState]:
        """The states of the page's own fields (with "" and ()), or of one item's."""
        plain = FieldState(self.typed.raw, prefix=prefix, answers=self._displayed)
        told, files, marks = self._told, self.typed.files, () if indices else self.working.marks

        def state(id_: str) -> FieldState:
            if (id_, indices) in told or prefix + id_ in files or id_ in marks:
                return self._more(plain, (id_, indices))
            return plain

        return state

    @cached_property
    def _told(self) -> Container[Instance]:
        """The fields of which there is more to say than their value."""
        settled = self.typed.settled
        return {*self.messages, *self._hints, *settled.required, *settled.disabled}

    def _more(self, plain: FieldState, instance: Instance) -> FieldState:
        id_, indices = instance
        return plain._replace(
            error=self.messages.get(instance, ""),
            hints=self._hints.get(instance, ()),
            mark=HANDED_OVER if not indices and self._is_handed_over(id_) else "",
            files=self._files(plain.prefix + id_),
            required=True if instance in self.typed.settled.required else None,
            disabled=instance in self.typed.settled.disabled,
        )

    def _is_handed_over(self, id_: str) -> bool:
        marks, control = self.working.marks, self.forms.controls.get(id_)
        return id_ in marks and control is not None and pointer.get(self.typed.answers, control.path) == marks[id_]

    def _files(self, name: str) -> tuple[StoredFile, ...]:
        number = self.working.draft.number
        return tuple(
            StoredFile(
                file["_id"], file["name"], file["size"], url_for("assistant.file", number=number, id_=file["_id"])
            )
            for file in self.typed.files.get(name, ())
            if "_id" in file
        )

    def summary(self, item: tuple[str, str] | None = None) -> list[tuple[str, str]]:
        """The entries of the error summary: where each leads and what it says.

        A list whose items have pages of their own gets one entry an item; on the item's own page the mistakes stand.
        """
        found: dict[str, tuple[str, str]] = {}
        for (id_, indices), text in self.messages.items():
            label = fill(self.working.form.definition.controls[id_].label, self._displayed.get)
            list_ = next((each for each in self.forms.items.values() if indices and id_ in each.controls), None)
            if list_ is None:
                found[f"f-{id_}"] = label, text
                continue
            name = lists.item_ids(self.typed.raw, list_.control.id)[indices[0]]
            heading = item_name(list_.control, indices[0])
            if list_.on_own_pages and item is None:
                message = f"{heading} ist noch nicht vollständig. Bitte füllen Sie den Eintrag aus."
                found[f"f-eintrag-{name}"] = heading, message
            else:
                found[f"{lists.prefix(name)}f-{id_}"] = f"{heading}, {label}", text
        return _told_apart(found)


def _told_apart(entries: Mapping[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """Two links that say the same lead to the same place; where they do not, each names its question first."""
    often = Counter(text for _, text in entries.values())
    return [(anchor, f"{who}: {text}" if often[text] > 1 else text) for anchor, (who, text) in entries.items()]
