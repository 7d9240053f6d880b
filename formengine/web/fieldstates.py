"""What each field of a page shows: its strings, its message, its hints, its mark; in items of lists too."""

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from flask import url_for

from formengine.core import pointer
from formengine.core.journey import Mistake
from formengine.core.model import Choice, Indices, Instance, Path, Source, lists_on
from formengine.core.texts import fill
from formengine.core.wording import sentence
from formengine.fields.page import FieldState, StoredFile
from formengine.web.display import Displayed, item_name, offers
from formengine.web.drafting import Working
from formengine.web.filling import Typed, given_tokens
from formengine.web.forms import PageForms
from formengine.web.places import Item, around, name_of, own_page


@dataclass(frozen=True)
class FieldStates:
    """The states of the fields of one page."""

    working: Working
    forms: PageForms
    typed: Typed
    mistakes: Sequence[Mistake]
    _known: dict[tuple[Path, str, Indices], tuple[Choice, ...]] = field(default_factory=dict)

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
            if (id_, indices) in told or prefix + id_ in files or id_ in marks or id_ in self._references:
                return self._more(plain, (id_, indices))
            return plain

        return state

    @cached_property
    def _told(self) -> Container[Instance]:
        """The fields of which there is more to say than their value."""
        settled = self.typed.settled
        return {*self.messages, *self._hints, *settled.required, *settled.disabled}

    def _more(self, plain: FieldState, instance: Instance) -> FieldState:
        (id_, indices), form = instance, self.working.form
        return plain._replace(
            error=self.messages.get(instance, ""),
            hints=self._hints.get(instance, ()),
            mark=form.words.say("page.handed_over") if not indices and self._is_handed_over(id_) else "",
            files=self._files(plain.prefix + id_),
            required=True if instance in self.typed.settled.required else None,
            disabled=instance in self.typed.settled.disabled,
            offers=self._offers(id_, indices) if id_ in self._references else (),
        )

    @cached_property
    def _references(self) -> Container[str]:
        return {id_ for id_, control in self.forms.asked.items() if control.source is not None}

    def _offers(self, id_: str, indices: Indices) -> tuple[Choice, ...]:
        """The items that a reference may name, as they stand now."""
        source = self.forms.asked[id_].source
        return () if source is None else self._offered(source, indices[: len(lists_on(source.list))])

    def _offered(self, source: Source, around_: Indices) -> tuple[Choice, ...]:
        key = (source.list, source.title, around_)
        if key not in self._known:
            self._known[key] = offers(self.working.form.definition, self.typed.settled.document, source, around_)
        return self._known[key]

    def _is_handed_over(self, id_: str) -> bool:
        marks, control = self.working.marks, self.forms.controls.get(id_)
        return id_ in marks and control is not None and pointer.get(self.typed.answers, control.path) == marks[id_]

    @cached_property
    def open_items(self) -> Mapping[Instance, int]:
        """How many mistakes stand in each item, by its list and its position; those of items in it count too."""
        found: Counter[Instance] = Counter()
        for mistake in self.typed.verdict.mistakes:
            control = self.forms.asked.get(mistake.element)
            for depth, path in enumerate(control.lists if control is not None else (), 1):
                found[self.forms.by_path[path].control.id, mistake.indices[:depth]] += 1
        return found

    @cached_property
    def shown_in(self) -> Mapping[str, frozenset[str]]:
        """What is rendered in each item, by the item's prefix."""
        found: dict[str, set[str]] = {}
        for name in self.typed.shown:
            if "/" in name:
                start = around(name)
                found.setdefault(start, set()).add(name[len(start) :])
        return {start: frozenset(names) for start, names in found.items()}

    @cached_property
    def given(self) -> Mapping[str, str]:
        """What the style sheet must know of earlier answers in the items of each list."""
        settled = self.typed.settled
        return {id_: " ".join(sorted(given_tokens(each, settled))) for id_, each in self.forms.lists.items()}

    def _files(self, name: str) -> tuple[StoredFile, ...]:
        number, language = self.working.draft.number, self.working.form.definition.language
        return tuple(
            StoredFile(
                file["_id"],
                file["name"],
                file["size"],
                url_for("assistant.file", number=number, id_=file["_id"]),
                language,
            )
            for file in self.typed.files.get(name, ())
            if "_id" in file
        )

    def summary(self, item: Item | None = None) -> list[tuple[str, str, str]]:
        """The entries of the error summary: where each leads, what it says, and in which language if not in the page's.

        An item that has a page of its own gets one entry on the page around it; on its own page the mistakes stand.
        """
        found: dict[str, tuple[str, str, str]] = {}
        form, depth = self.working.form, len(item.steps) if item else 0
        for (id_, indices), text in self.messages.items():
            name = name_of(self.forms, self.typed.raw, id_, indices)
            there = own_page(self.forms, name)
            if there == (item.prefix if item else ""):
                control = form.definition.controls[id_]
                label = fill(control.label, self._displayed.get)
                who = ", ".join((*self._items(id_, indices)[depth:], label))
                found[f"{around(name)}f-{id_}"] = who, text, form.words.foreign(control.language)
            else:
                found |= self._unfinished(there, id_, indices, depth)
        return _told_apart(found)

    def _items(self, element: str, indices: Indices) -> list[str]:
        """The items around a question, as a person knows them, the widest first."""
        paths = self.forms.asked[element].lists[: len(indices)]
        return [item_name(self.forms.by_path[path].control, i) for path, i in zip(paths, indices, strict=False)]

    def _unfinished(self, there: str, element: str, indices: Indices, depth: int) -> dict[str, tuple[str, str, str]]:
        """An entry for the outermost item, deeper than here, that has a page of its own and a mistake in it."""
        ids, names = there.rstrip("/").split("/"), self._items(element, indices)
        for i, path in enumerate(self.forms.asked[element].lists[: len(ids)]):
            each = self.forms.by_path[path]
            if i >= depth and each.on_own_pages:
                text = self.working.form.words.say("page.item_open", item=item_name(each.control, indices[i]))
                return {f"f-eintrag-{ids[i]}": (", ".join(names[depth:i]), text, "")}
        return {}


def _told_apart(entries: Mapping[str, tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Two links that say the same lead to the same place; where they do not, each names its question first."""
    often = Counter(text for _, text, _ in entries.values())
    return [
        (anchor, f"{who}: {text}" if who and often[text] > 1 else text, lang)
        for anchor, (who, text, lang) in entries.items()
    ]
