"""What no answers can bring about: pages and elements that nobody sees, rules that never or always take hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from formengine.core.conditions import leaves
from formengine.core.definition import Definition
from formengine.core.lint._solver import Answer, Part, Solver, showing, unlocking
from formengine.core.lint._subject import error, hint
from formengine.core.model import ITEM, UNSURE, Condition, CrossRule, Effect, Element, Finding, Path
from formengine.core.order import descend
from formengine.core.phrases import Phrases, item_of

Kind = Literal["unreachable", "contradiction", "always", "never", "optional"]
"""unreachable: nobody sees it; contradiction: part of a condition, or a rule, cannot hold or never be kept; always: a
condition that always holds; never: a rule that never takes hold; optional: a question that is never required."""

LONGEST: Final = 8
"""Of more conditions than this it is not worked out which exclude each other."""


@dataclass(frozen=True, slots=True)
class Insight:
    """One finding and the kind of thing that it says."""

    kind: Kind
    finding: Finding


@dataclass
class Reach:
    """What was found, and to how many questions there is which answer."""

    insights: list[Insight] = field(default_factory=list)
    answers: dict[Answer, int] = field(default_factory=lambda: {"can": 0, "cannot": 0, "untold": 0})

    def of(self, kind: Kind) -> list[Finding]:
        """The findings of one kind."""
        return [insight.finding for insight in self.insights if insight.kind == kind]


def analyse(definition: Definition) -> Reach:
    """Look at every element and every rule over several answers."""
    return _Analysis(definition).run()


class _Analysis:
    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.solver = Solver(definition)
        self.phrases = Phrases(definition)
        self.reach = Reach()
        self.unseen: set[str] = set()
        """Elements that nobody can see."""

    def run(self) -> Reach:
        for element in self.definition.elements.values():
            if element.parent in self.unseen:
                self.unseen.add(element.id)
            elif element.effects:
                self._element(element)
        for page in self.definition.pages:
            self._page(page.element)
        for element in self.definition.elements.values():
            if element.id not in self.unseen:
                self._demand(element)
        for rule in self.definition.rules:
            self._rule(rule)
        return self.reach

    def _ask(self, parts: Sequence[Part]) -> Answer:
        answer = self.solver.ask(parts)
        self.reach.answers[answer] += 1
        return answer

    def _say(self, kind: Kind, place: str, message: str, mend: str, *, wrong: bool = False) -> None:
        self.reach.insights.append(Insight(kind, (error if wrong else hint)(place, message, mend)))

    def _element(self, element: Element) -> None:
        """Whether it can be seen, and whether its rules make a difference."""
        around, own = self.solver.visible(element.parent), showing(element)
        if own and self._ask([*own, *around]) == "cannot":
            self.unseen.add(element.id)
            self._unseen(element, [*own, *around])
            return
        for number, effect in enumerate(element.effects):
            if not self._offered(effect):
                self._effect(element, effect, number, around)

    def _offered(self, effect: Effect) -> bool:
        """The rules that come with *Weiß ich nicht*, which no author wrote."""
        named = [leaf.schema for leaf in leaves(effect.condition)]
        return self.definition.kind == "klaerung" and all(schema == {"const": UNSURE} for schema in named)

    def _unseen(self, element: Element, parts: list[Part]) -> None:
        page = element.kind in ("page", "section")
        verb = "kommt nie vor" if page else "ist nie zu sehen"
        message = f"{self.phrases.subjects.name(element)} {verb}: {self._why_not(parts)}"
        mend = "Ändern Sie eine der Bedingungen" + (" oder löschen Sie die Seite." if page else ".")
        self._say("unreachable", self._place(element, None), message, mend, wrong=element.kind == "page")

    def _why_not(self, parts: list[Part]) -> str:
        """Which conditions exclude each other: as few as do."""
        core = self._core(_flat(parts))
        clauses = list(dict.fromkeys(self._clause(part) for part in core))
        if len(clauses) == 1:
            return f"Es kann nie gelten, dass {clauses[0]}."
        text = f"Es kann nicht zugleich gelten, dass {' und dass '.join(clauses)}."
        if self.solver.ask(core, chains=False) != "cannot":
            text += " Fragen, die dabei nicht zu sehen sind, zählen als nicht beantwortet."
        return text

    def _core(self, parts: list[Part]) -> list[Part]:
        if len(parts) > LONGEST:
            return parts[:LONGEST] if self.solver.ask(parts[:LONGEST]) == "cannot" else parts
        for part in list(parts):
            fewer = [one for one in parts if one is not part]
            if fewer and self.solver.ask(fewer) == "cannot":
                parts = fewer
        return parts

    def _clause(self, part: Part) -> str:
        return self.phrases.clause(part.condition, part.item, holds=part.holds, titles=True)

    def _effect(self, element: Element, effect: Effect, number: int, around: list[Part]) -> None:
        """A rule that never or always takes hold."""
        holds = Part(effect.condition, item_of(element))
        base = around if effect.name in ("SHOW", "HIDE", "FORBID") else self.solver.visible(element.id)
        place = self._place(element, number)
        positive = effect.name in ("SHOW", "ENABLE")
        if not positive and self._ask([holds, *base]) == "cannot":
            if _only_demand(element, effect):
                return
            message = f"Diese Regel greift nie: {self.phrases.effect(element, effect)}. {self._why_not([holds, *base])}"
            self._say("never", place, message, "Ändern oder löschen Sie die Regel.")
        elif self._ask([replace(holds, holds=False), *base]) == "cannot":
            message = f"Diese Bedingung gilt immer: {self.phrases.effect(element, effect)}."
            self._say("always", place, message, _SUPERFLUOUS.get(effect.name, "Streichen Sie die Regel."))
        elif effect.name == "ENABLE" and self._ask([holds, *base]) == "cannot":
            message = f"{self.phrases.subjects.name(element)} lässt sich nie ändern: {self._why_not([holds, *base])}"
            self._say("contradiction", place, message, "Ändern Sie die Bedingung.")
        else:
            self._inside(effect.condition, item_of(element), place, root=True)

    def _inside(self, condition: Condition, item: Path, place: str, *, root: bool) -> None:
        """A part of a condition that can never hold; a part of a part is not looked at any further."""
        within = condition.kind in ("LEAF", "AND")
        if within and not root and self._ask([Part(condition, item)]) == "cannot":
            message = f"Ein Teil der Bedingung kann nie gelten. {self._why_not([Part(condition, item)])}"
            self._say("contradiction", place, message, "Ändern oder streichen Sie diesen Teil.")
            return
        for child in condition.children:
            self._inside(child, item, place, root=condition.kind == "AND" and root)

    def _page(self, page: Element) -> None:
        """A page on which nothing can be seen is as good as hidden."""
        content = [
            one
            for one in descend(page)
            if one.kind in ("label", "control", "list")
            and not one.lists
            and (one.control is None or one.control.displayed)
        ]
        if page.id not in self.unseen and content and all(one.id in self.unseen for one in content):
            message = f"{self.phrases.subjects.name(page)} kommt nie vor: Nichts darauf ist je zu sehen."
            mend = "Ändern Sie die Bedingungen darauf oder löschen Sie die Seite."
            self._say("unreachable", page.pointer, message, mend, wrong=True)

    def _demand(self, element: Element) -> None:
        """A question that rules or the schema make required, but never while it can be answered."""
        control = element.control
        if control is None or element.kind == "label" or control.fixed:
            return
        base = [*self.solver.visible(element.id), *self.solver.enabled(element.id)]
        demands = [Part(one.condition, item_of(element)) for one in element.effects if one.name == "REQUIRE"]
        if control.required:
            demands = []
        locked = any(unlocking(one) for one in self._around(element))
        if not (demands or (control.required and locked)):
            return
        answers = [self._ask([*base, demand]) for demand in demands] or [self._ask(base)]
        if all(answer == "cannot" for answer in answers):
            why = self._why_not([*base, *demands[:1]])
            message = f"{self.phrases.subjects.name(element)} kann nie Pflicht sein: {why}"
            self._say("optional", self._place(element, None), message, "Ändern Sie eine der Bedingungen.")

    def _around(self, element: Element) -> Iterator[Element]:
        yield element
        while element.parent:
            element = self.definition.elements[element.parent]
            yield element

    def _rule(self, rule: CrossRule) -> None:
        """A rule over several answers that nobody can break, or that nobody can keep."""
        item: Path = (*rule.each, ITEM) if rule.each else ()
        when, require = Part(rule.when, item), Part(rule.require, item)
        seen = [self.solver.visible(id_) for id_ in rule.at if id_ not in self.unseen]
        broken = [self._ask([*base, when, replace(require, holds=False)]) for base in seen]
        if seen and all(answer == "cannot" for answer in broken):
            why = self._why_not([when, replace(require, holds=False), *seen[0]])
            message = f"Die Regel „{rule.id}“ greift nie. {why}"
            self._say("never", rule.pointer, message, "Ändern oder löschen Sie die Regel.")
        elif seen and rule.severity == "error" and all(self._never_kept(base, when, require) for base in seen):
            message = f"Die Regel „{rule.id}“ ist immer verletzt, sobald ihre Frage zu sehen ist: Niemand kommt weiter."
            self._say("contradiction", rule.pointer, message, "Ändern Sie „when“ oder „require“.", wrong=True)

    def _never_kept(self, base: list[Part], when: Part, require: Part) -> bool:
        return all(self._ask([*base, part]) == "cannot" for part in (replace(when, holds=False), require))

    def _place(self, element: Element, number: int | None) -> str:
        if number is None:
            return element.pointer + ("/rule" if showing(element) else "")
        return f"{element.pointer}/rule" + (f"/{number}" if len(element.effects) > 1 else "")


def _only_demand(element: Element, effect: Effect) -> bool:
    """Whether a rule alone makes a question required: then it is said of the question that it never is."""
    demands = [one for one in element.effects if one.name == "REQUIRE"]
    return demands == [effect] and not (element.control and element.control.required)


_SUPERFLUOUS: Final = {
    "REQUIRE": "Nennen Sie die Angabe in „required“ und streichen Sie die Regel.",
    "DISABLE": "Zeigen Sie statt der Frage einen Hinweis oder streichen Sie die Regel.",
}


def _flat(parts: Sequence[Part]) -> list[Part]:
    """The parts with every AND taken apart, as far as it has no title."""
    found: list[Part] = []
    for part in parts:
        joint = part.condition.kind == ("AND" if part.holds else "OR")
        if part.condition.kind == "NOT":
            found += _flat([Part(part.condition.children[0], part.item, not part.holds)])
        elif joint and part.condition.children:
            found += _flat([replace(part, condition=child) for child in part.condition.children])
        else:
            found.append(part)
    return found
