"""The German of explanations: what stands in an answer, why a rule takes hold, and the sentence of it all."""

from collections.abc import Sequence
from typing import Any, Final

from formengine.core.conditions import leaves
from formengine.core.explain._facts import Facts
from formengine.core.explain._judging import Judged, grounds
from formengine.core.explain._model import Cause
from formengine.core.model import Condition, Effect, Element, Instance
from formengine.core.numbers import any_words
from formengine.core.phrases import Subject, item_of, listed, quoted
from formengine.core.pointer import MISSING

MANY: Final = 4
"""Of a condition with more leaves only the deciding ones are named, of answers only so many."""
_UNSEEN: Final = "ist selbst nicht zu sehen"
_RULES: Final = {
    "SHOW": "erscheint nur, wenn",
    "HIDE": "ist verborgen, sobald",
    "FORBID": "entfällt, sobald",
    "ENABLE": "lässt sich nur ändern, wenn",
    "DISABLE": "ist gesperrt, sobald",
    "REQUIRE": "ist nur dann Pflicht, wenn",
}


class Words:
    """Speaks of the facts of one set of answers."""

    def __init__(self, facts: Facts) -> None:
        self.phrases = facts.phrases
        self.subjects = facts.phrases.subjects
        self.definition = facts.definition

    def name(self, element: Element) -> str:
        """What an element is called."""
        return self.subjects.name(element)

    def instance(self, instance: Instance) -> str:
        """The name with the entries of the lists that it stands in: `„Baumart“ (Baum 2)`."""
        id_, indices = instance
        element = self.definition.elements[id_]
        entries = []
        for path, index in zip(element.lists, indices, strict=False):
            control = self.subjects.at(path).control
            noun = control.options.get("item", "Eintrag") if control else "Eintrag"
            entries.append(f"{noun} {index + 1}")
        return self.name(element) + (f" ({', '.join(entries)})" if entries else "")

    def not_seen(self, element: Element) -> tuple[str, str]:
        """That an element is hidden, as a sentence and as a clause after *weil*."""
        name = self._inside(element)
        if element.kind in ("page", "section"):
            return f"{name} kommt nicht vor", f"{name} nicht vorkommt"
        return f"{name} ist nicht zu sehen", f"{name} nicht zu sehen ist"

    def locked(self, element: Element) -> tuple[str, str]:
        """That an element is locked, likewise."""
        name = self._inside(element)
        return f"{name} ist gesperrt", f"{name} gesperrt ist"

    def _inside(self, element: Element) -> str:
        if not self.subjects.named(element.id):
            return "der Teil der Seite darum herum"
        name = self.name(element)
        return name[0].lower() + name[1:] if name[0].isalpha() else name

    def rule(self, element: Element, effect: Effect, found: Judged) -> str:
        """What a rule does and when: `es erscheint nur, wenn …`."""
        clause = self._clause(element, effect.condition, found, holds=True)
        return f"{self.subjects.pronoun(element)} {_RULES[effect.name]} {clause}"

    def because(self, element: Element, condition: Condition, found: Judged) -> str:
        """Why a condition has its verdict, as a clause after *weil*."""
        return self._clause(element, condition, found, holds=found.holds)

    def _clause(self, element: Element, condition: Condition, found: Judged, *, holds: bool) -> str:
        """The whole condition; of a long one without a title the first leaf that decides."""
        item = item_of(element)
        titled = bool(self.phrases.title(condition))
        if len([*leaves(condition)]) <= MANY or titled:
            return self.phrases.clause(condition, item, holds=holds, titles=True)
        first = next(grounds(found), found)
        leaf_holds = first.holds if holds == found.holds else not first.holds
        return f"außer anderem {self.phrases.clause(first.condition, item, holds=leaf_holds)}"

    def answer(self, subject: Subject, value: Any) -> str:
        """What stands in an answer: `bei „Wer?“ steht jetzt „Ich“`."""
        if subject.kind == "list" and isinstance(value, list):
            return f"{subject.name} hat jetzt {self._entries(len(value))}"
        if subject.kind == "box" and isinstance(value, bool):
            return f"{subject.name} ist {'' if value else 'nicht '}angekreuzt"
        return f"bei {subject.name} steht jetzt {self._shown(subject, value)}"

    def answer_here(self, subject: Subject, value: Any) -> str:
        """The same where the question was just named."""
        if subject.kind == "list" and isinstance(value, list):
            return f"jetzt gibt es dort {self._entries(len(value))}"
        if subject.kind == "box" and isinstance(value, bool):
            return f"das Kästchen ist {'' if value else 'nicht '}angekreuzt"
        return f"jetzt steht dort {self._shown(subject, value)}"

    def _shown(self, subject: Subject, value: Any) -> str:
        if subject.control is None:
            return "eine Angabe" if isinstance(value, dict | list) else quoted(any_words(value))
        return self.subjects.answer(subject.control, value)

    def _entries(self, count: int) -> str:
        return f"{count} {'Eintrag' if count == 1 else 'Einträge'}"

    def absent(self, subject: Subject) -> str:
        """That nobody answered yet."""
        if subject.kind == "list":
            return f"{subject.name} hat noch keinen Eintrag"
        return f"{subject.name} ist noch nicht {'angekreuzt' if subject.kind == 'box' else 'beantwortet'}"

    def absent_here(self, subject: Subject) -> str:
        """The same where the question was just named."""
        if subject.kind == "list":
            return "dort gibt es noch keinen Eintrag"
        return f"diese Frage ist noch nicht {'angekreuzt' if subject.kind == 'box' else 'beantwortet'}"

    def not_counted(self, subject: Subject, given: Any) -> str:
        """That a question is hidden, and what happens to the answer that it had."""
        text = f"{subject.name} {_UNSEEN}"
        if given is MISSING or subject.control is None:
            return text
        had = self._entries(len(given)) if isinstance(given, list) and subject.kind == "list" else None
        return f"{text} und zählt nicht, obwohl dort {had or self._shown(subject, given)} steht"

    def not_counted_here(self, subject: Subject, text: str) -> str:
        """The same where the question was just named."""
        noun = "dieser Wert" if subject.calculated else "diese Liste" if subject.kind == "list" else "diese Frage"
        return f"{noun} {_UNSEEN}{text.partition(_UNSEEN)[2]}"

    def group(self, subject: Subject, value: Any) -> str:
        """Whether something in a group is answered."""
        return f"in {subject.name} ist {'noch nichts' if value is MISSING else 'etwas'} angegeben"

    def environment(self, subject: Subject, value: Any) -> str:
        """What comes from around the application."""
        if value is MISSING:
            return f"zu {subject.name} ist nichts bekannt"
        return f"bei {subject.name} steht jetzt {self._shown(subject, value)}"

    def entries(self, subject: Subject, count: int) -> str:
        """That a list has no such entry."""
        return f"{subject.name} hat {f'nur {self._entries(count)}' if count else 'noch keinen Eintrag'}"

    def in_entries(self, subject: Subject, values: Sequence[Any]) -> str:
        """What the entries of a list have at one question."""
        shown = [
            f"{'nichts' if value is MISSING else self._shown(subject, value)} (Eintrag {number})"
            for number, value in enumerate(values[:MANY], start=1)
        ]
        rest = f" und {len(values) - MANY} weitere" if len(values) > MANY else ""
        return f"bei {subject.name} steht jetzt {', '.join(shown)}{rest}"

    def result(self, subject: Subject, value: Any) -> str:
        """What a calculation comes to."""
        if value is MISSING:
            return f"{subject.name} hat noch keinen Wert"
        return f"{subject.name} ergibt jetzt {self._shown(subject, value)}"

    def own_result(self, cause: Cause) -> str:
        """The same of the value that a sentence is about."""
        rest = cause.short.removeprefix("das ")
        return f"er {rest}" if rest != cause.short else rest

    def result_here(self, subject: Subject, value: Any) -> str:
        """The same where the value was just named."""
        return "dort steht noch kein Wert" if value is MISSING else f"das ergibt jetzt {self._shown(subject, value)}"

    def made_of(self, sources: Sequence[Cause]) -> str:
        """The answers that a calculation looked at, to stand behind its result."""
        if not sources:
            return ""
        texts = list(dict.fromkeys(_of_source(source) for source in sources))
        rest = [f"{len(texts) - MANY} weiteren Angaben"] if len(texts) > MANY else []
        return f" (berechnet: {listed([*texts[:MANY], *rest])})"

    def nothing_on(self, page: Element) -> str:
        """That nothing of a page is seen."""
        return "nichts darauf ist zu sehen" if page.children else "darauf steht nichts"


def _of_source(cause: Cause) -> str:
    """What one answer says to a calculation; what a calculation was made of does not stand inside another."""
    return cause.text.partition(" (berechnet")[0]
