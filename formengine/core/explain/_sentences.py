"""One German sentence for an element: what is the case, and why, down to the first cause."""

from typing import Final

from formengine.core.conditions import leaves
from formengine.core.explain._causes import DEMANDING, NOT_DEMANDING, SHOWING, Causes
from formengine.core.explain._facts import Facts
from formengine.core.explain._model import Cause
from formengine.core.explain._words import MANY, Words
from formengine.core.model import ALWAYS, Element, Instance
from formengine.core.phrases import listed
from formengine.core.pointer import MISSING, at, place

LINKS: Final = 5
"""Of a longer chain the links in the middle are only counted."""


def first_upper(text: str) -> str:
    """A sentence begins with a capital letter."""
    return text[:1].upper() + text[1:]


def because(causes: tuple[Cause, ...]) -> str:
    """The end of a sentence: the causes, and for the first of them its own, until there is none."""
    text, rules, pronoun = "", 0, ""
    while causes:
        cause = causes[0]
        if cause.kind == "parent":
            while cause.causes and cause.causes[0].kind == "parent":
                cause = cause.causes[0]
            text, causes, pronoun = f"{text}, weil {cause.short}", cause.causes, ""
        elif cause.kind == "effect":
            rules += 1
            if rules > LINKS and cause.rules > 1:
                return (
                    f"{text}; und so weiter über {cause.rules} weitere Bedingungen, bis zur ersten: {cause.first.text}"
                )
            more, causes, pronoun = _rules(causes, pronoun)
            text += more
        elif cause.kind in ("hidden", "calculated"):
            text, causes, pronoun = f"{text}; {cause.text}", _deeper(cause), ""
        else:
            return f"{text}: {first_upper(cause.text)}"
    return text


def _rules(causes: tuple[Cause, ...], pronoun: str) -> tuple[str, tuple[Cause, ...], str]:
    """What the rules say and what they rest on; then the causes with which the sentence goes on, and their pronoun."""
    texts = [f"{pronoun}{cause.text.removeprefix('es')}" if pronoun else cause.text for cause in causes[:2]]
    said = ": " + first_upper("; und ".join(texts))
    found = tuple({cause.text: cause for rule in causes[:2] for cause in rule.causes}.values())
    if not found:
        return said, (), ""
    first, others = found[0], [other.text for other in found[1:MANY]]
    deeper = _deeper(first)
    if not others and _names_one_answer(causes):
        called = first.short.startswith("diese Frage")
        return f"{said}; {first.short or first.text}", deeper, "sie" if called else ""
    return f"{said}; {listed([*others, first.text] if deeper else [first.text, *others])}", deeper, ""


def _names_one_answer(rules: tuple[Cause, ...]) -> bool:
    """Whether it is clear which answer *dort* means."""
    return len(rules) == 1 and len([*leaves(rules[0].condition or ALWAYS)]) == 1


def _deeper(cause: Cause) -> tuple[Cause, ...]:
    """What the sentence must still tell of a cause; a calculation has named what it was made of."""
    if cause.kind == "hidden":
        return cause.causes
    inner = cause.causes[0] if cause.kind == "calculated" and cause.causes else None
    return (inner,) if inner is not None and inner.causes else ()


class Sentences:
    """Puts the causes of one set of answers into sentences."""

    def __init__(self, facts: Facts, causes: Causes) -> None:
        self.facts = facts
        self.causes = causes
        self.words: Words = causes.words

    def hidden(self, instance: Instance, causes: tuple[Cause, ...]) -> str:
        """Of something that is not visible."""
        element = self.facts.element(instance)
        verb = "kommt nicht vor" if element.kind in ("page", "section") else "ist nicht zu sehen"
        return f"{self.words.instance(instance)} {verb}{because(causes)}."

    def page(self, page: Element, cause: Cause) -> str:
        """Of a page on which nothing is seen."""
        text = f"{self.words.name(page)} kommt nicht vor: {first_upper(cause.text)}"
        if cause.causes:
            inner = cause.causes[0]
            name = self.words.name(self.facts.definition.elements[inner.element])
            text += f"; zum Beispiel ist {_lower(name)} nicht zu sehen{because(inner.causes)}"
        return f"{text}."

    def visible(self, instance: Instance, *, required: bool) -> str:
        """Of something that is visible: why, and whether it is locked or asked for."""
        element = self.facts.element(instance)
        control = element.control
        if control is not None and control.fixed:
            return self._result(instance, control.displayed)
        base = f"{self.words.instance(instance)} {self._is_there(element)}{self._why(instance)}"
        if instance in self.facts.settled.disabled:
            return f"{base}, lässt sich aber nicht ändern{because(self.causes.locked(instance))}."
        if element.kind not in ("control", "list"):
            return f"{base}."
        return f"{base} {self._demand(instance, required=required)}."

    def _is_there(self, element: Element) -> str:
        return "kommt vor" if element.kind in ("page", "section") else "ist zu sehen"

    def _why(self, instance: Instance) -> str:
        """The rules that show it, as a clause between commas."""
        element = self.facts.element(instance)
        found = [*self.facts.rules(instance, {"SHOW": True})] or [*self.facts.rules(instance, SHOWING)]
        if not found:
            return ""
        clauses = [self.words.because(element, effect.condition, judged) for effect, judged in found[:2]]
        return f", weil {listed(clauses)}" + ("," if element.kind in ("control", "list") else "")

    def _demand(self, instance: Instance, *, required: bool) -> str:
        element = self.facts.element(instance)
        control = element.control
        must = "und muss ausgefüllt werden"
        if required:
            demanding = [*self.facts.rules(instance, DEMANDING)] if not (control and control.required) else []
            clauses = [self.words.because(element, effect.condition, judged) for effect, judged in demanding[:1]]
            return f"{must}, weil {clauses[0]}" if clauses else must
        if control is not None and control.required:
            return f"und muss erst ausgefüllt werden, wenn {self._begun(instance)}"
        return "und ist freiwillig" + because(self.causes.rules(instance, NOT_DEMANDING))

    def _begun(self, instance: Instance) -> str:
        """An optional group asks for its answers once something in it is answered."""
        control = self.facts.element(instance).control
        path = control.path if control else ()
        for length in range(1, len(path)):
            part = path[:length]
            missing = at(self.facts.settled.document, place(part, instance[1])) is MISSING
            if missing and self.facts.definition.objects.get(part) is False:
                return f"in {self.words.subjects.at(part).name} etwas angegeben ist"
        return "darum herum etwas angegeben ist"

    def _result(self, instance: Instance, displayed: bool) -> str:
        control = self.facts.element(instance).control
        cause = self.causes.result(control, instance[1]) if control else None
        text = f"{self.words.instance(instance)} wird {'' if displayed else 'nicht gezeigt, nur '}berechnet"
        if cause is None:
            return f"{text}."
        return f"{text}: {first_upper(self.words.own_result(cause))}{because(_deeper(cause))}."


def _lower(name: str) -> str:
    """A name in the middle of a sentence."""
    return name[0].lower() + name[1:]
