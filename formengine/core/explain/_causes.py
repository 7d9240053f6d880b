"""The reasons for what is seen, locked or asked, each with the reasons for it, down to answers and their absence."""

from collections.abc import Iterator
from typing import Any, Final

from formengine.core import pointer
from formengine.core.explain._facts import HIDING, LOCKING, Facts
from formengine.core.explain._judging import Judged, grounds
from formengine.core.explain._model import Cause, CauseKind
from formengine.core.explain._words import Words
from formengine.core.model import ITEM, Control, Effect, Element, Indices, Instance
from formengine.core.order import descend
from formengine.core.phrases import Subject, item_of
from formengine.core.pointer import MISSING

SHOWING: Final = {name: not verdict for name, verdict in HIDING.items()}
DEMANDING: Final = {"REQUIRE": True}
NOT_DEMANDING: Final = {"REQUIRE": False}


class Causes:
    """Asks the facts and puts what it finds into words."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.words = Words(facts)
        self._hidden: dict[Instance, tuple[Cause, ...]] = {}
        self._results: dict[Instance, Cause] = {}
        self._prepare()

    def _prepare(self) -> None:
        """In the order of settling each cause finds those that it rests on: chains may be as long as the form."""
        for node in self.facts.definition.nodes:
            element = node.element
            for indices in pointer.positions(self.facts.settled.document, element.lists) if element else ():
                if element is not None and not self.facts.visible((element.id, indices)):
                    self.hidden((element.id, indices))
                elif element is not None and element.control is not None and element.control.fixed:
                    self.result(element.control, indices)

    def hidden(self, instance: Instance) -> tuple[Cause, ...]:
        """Why an instance is not visible."""
        if instance not in self._hidden:
            self._hidden[instance] = self._why_hidden(instance)
        return self._hidden[instance]

    def _why_hidden(self, instance: Instance) -> tuple[Cause, ...]:
        facts, parent = self.facts, self.facts.parent(instance)
        lacking = facts.lacking(facts.element(instance).lists, instance[1])
        if lacking:
            parent = (facts.phrases.subjects.list_id(lacking[-1]), instance[1][: len(lacking) - 1])
        if parent is not None and not facts.visible(parent):
            text, short = self.words.not_seen(facts.element(parent))
            return (Cause("parent", text, *parent, causes=self.hidden(parent), short=short),)
        if lacking and parent is not None:
            subject = facts.phrases.subjects.at(lacking[-1])
            return (Cause("list", self.words.entries(subject, facts.entries(lacking, parent[1])), *parent),)
        return self.rules(instance, HIDING)

    def locked(self, instance: Instance) -> tuple[Cause, ...]:
        """Why a visible instance cannot be changed."""
        parent = self.facts.parent(instance)
        if parent in self.facts.settled.disabled and parent is not None:
            text, short = self.words.locked(self.facts.element(parent))
            return (Cause("parent", text, *parent, causes=self.locked(parent), short=short),)
        return self.rules(instance, LOCKING)

    def rules(self, instance: Instance, wanted: dict[str, bool]) -> tuple[Cause, ...]:
        """The rules of an instance that stand as wanted, with what they rest on."""
        return tuple(self.rule(instance, *found) for found in self.facts.rules(instance, wanted))

    def rule(self, instance: Instance, effect: Effect, found: Judged) -> Cause:
        """A rule with the answers that its verdict rests on."""
        element = self.facts.element(instance)
        leaves = (self.leaf(instance, one) for one in grounds(found))
        causes = tuple({(cause.element, cause.indices, cause.text): cause for cause in leaves}.values())
        text = self.words.rule(element, effect, found)
        return Cause("effect", text, *instance, effect.name, effect.condition, found.holds, causes)

    def leaf(self, instance: Instance, found: Judged) -> Cause:
        """What a leaf found, and why."""
        element = self.facts.element(instance)
        leaf = found.condition
        subject = self.facts.phrases.subject(leaf, item_of(element))
        cause = self.about(subject, instance, found.value)
        if subject.kind == "list" and cause.kind == "answer":
            cause = self._inside(cause, subject, found)
        return Cause(
            cause.kind, cause.text, cause.element, cause.indices, "", leaf, found.holds, cause.causes, cause.short
        )

    def about(self, subject: Subject, around: Instance, value: Any) -> Cause:
        """What stands at a place that an instance looks at, and why."""
        control, words = subject.control, self.words
        if subject.kind == "environment":
            return Cause("environment", words.environment(subject, value))
        if control is None:
            return self._group(subject, around, value)
        where = around[1][: len(control.lists)]
        if control.fixed and self.facts.visible((control.id, where)):
            return self.result(control, where)
        if value is not MISSING:
            shown = self.facts.value(control.path, where) if subject.path != control.path else value
            text, short = self.words.answer(subject, shown), self.words.answer_here(subject, shown)
            return Cause("answer", text, control.id, where, short=short)
        return self._unanswered(subject, control, where)

    def _unanswered(self, subject: Subject, control: Control, where: Indices) -> Cause:
        instance = (control.id, where)
        if not self.facts.visible(instance):
            text = self.words.not_counted(subject, self.facts.given(control, where))
            here = self.words.not_counted_here(subject, text)
            return Cause("hidden", text, *instance, causes=self.hidden(instance), short=here)
        return Cause("absent", self.words.absent(subject), *instance, short=self.words.absent_here(subject))

    def _group(self, subject: Subject, around: Instance, value: Any) -> Cause:
        """A group of answers is there once one of them is."""
        inside = self.facts.phrases.subjects.below(subject.path)
        instances = [(one.id, around[1][: len(one.lists)]) for one in inside if len(one.lists) <= len(around[1])]
        seen = [instance for instance in instances if self.facts.visible(instance)]
        if value is MISSING and instances and not seen:
            text = self.words.not_counted(subject, MISSING)
            return Cause("hidden", text, *instances[0], causes=self.hidden(instances[0]))
        first = (seen or instances or [("", ())])[0]
        kind: CauseKind = "absent" if value is MISSING else "answer"
        return Cause(kind, self.words.group(subject, value), *first)

    def result(self, control: Control, where: Indices) -> Cause:
        """A calculated value with the answers that went into it; for one that is absent those that miss come first."""
        instance = (control.id, where)
        if instance not in self._results:
            subject, value = self.facts.phrases.subjects.at(control.path), self.facts.value(control.path, where)
            sources = tuple(self.sources(control, where))
            if value is MISSING:
                sources = tuple(sorted(sources, key=lambda cause: cause.kind not in ("absent", "hidden")))
            made_of = self.words.made_of(sources)
            text, short = self.words.result(subject, value) + made_of, self.words.result_here(subject, value) + made_of
            self._results[instance] = Cause("calculated", text, *instance, causes=sources, short=short)
        return self._results[instance]

    def sources(self, control: Control, where: Indices) -> Iterator[Cause]:
        """What a calculation looks at, each answer once; of a list its entries' answers, if it looks at those."""
        element = self.facts.definition.elements[control.id]
        found = self.facts.definition.calculations[control.id].reads
        reads = {path[:-1] if path[-1:] == (ITEM,) else path for path in found}
        for path in self.facts.phrases.subjects.ordered(reads):
            deeper = any(other[: len(path) + 1] == (*path, ITEM) for other in reads)
            lists = tuple(path[:i] for i, name in enumerate(path) if name == ITEM)
            for position in self.facts.positions(lists, element, where):
                value = self.facts.value(path, position)
                if not deeper or value is MISSING:
                    subject = self.facts.phrases.subjects.at(path)
                    yield self.about(subject, (control.id, position), value)

    def _inside(self, cause: Cause, subject: Subject, found: Judged) -> Cause:
        """What the entries of a list say to a leaf that asks something of one of them."""
        schema = found.condition.schema
        asked = schema.get("contains", {}) if not isinstance(schema, bool) else {}
        names = [*asked.get("properties", {})] if isinstance(asked, dict) else []
        if not names:
            return cause
        parts = []
        for name in names:
            inner = self.facts.phrases.subjects.at((*subject.path, ITEM, name))
            values = [item.get(name, MISSING) for item in found.value if isinstance(item, dict)]
            parts.append(self.words.in_entries(inner, values))
        return Cause("answer", "; ".join(parts), cause.element, cause.indices)

    def nothing_on(self, page: Element) -> Cause:
        """Why nothing of a visible page is seen."""
        within = [one for one in descend(page) if one.kind in ("label", "control", "list") and not one.lists]
        hidden = next((one for one in within if not self.facts.visible((one.id, ()))), None)
        text = self.words.nothing_on(page)
        if hidden is None:
            return Cause("empty", text, page.id)
        inner = Cause("hidden", self.words.not_seen(hidden)[0], hidden.id, causes=self.hidden((hidden.id, ())))
        return Cause("empty", text, page.id, causes=(inner,))
