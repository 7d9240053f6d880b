"""A leaf while somebody makes it: which question, which operator, which value, and what is still wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from builder.logic.offers import Offer, choices_of, dress_of, offer_of, offers_for
from builder.logic.questions import Question, question_of
from builder.logic.rules import At
from builder.logic.sentences import Leaf, Not, Term
from builder.logic.typed import Mistyped, key_of, shown, value_of
from formengine.core.formats import is_date


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form says of the leaf that is being made."""

    at: At
    adding: bool
    """A further part at this place; else the leaf there is changed."""
    question: str = ""
    offer: str = ""
    typed: tuple[str, ...] = ()
    parameter: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A draft with everything that can be chosen for it."""

    draft: Draft
    question: Question | None
    offers: tuple[Offer, ...]
    offer: Offer | None
    choices: tuple[tuple[str, str, bool], ...]
    """Key, words, and whether it is chosen."""
    text: str
    parameters: tuple[tuple[str, str], ...]

    @property
    def takes(self) -> str:
        """The kind of value that is asked for."""
        return self.offer.takes if self.offer is not None else ""


def sheet(draft: Draft, asked: Sequence[Question], parameters: Mapping[str, Any]) -> Sheet:
    """What to show for a draft."""
    question = _question(draft, asked)
    control = question.control if question is not None else None
    offers = offers_for(control) if question is not None else ()
    offer = next((one for one in offers if one.name == draft.offer), offers[0] if offers else None)
    choices = tuple((key_of(value), words, key_of(value) in draft.typed) for value, words in choices_of(control))
    fitting = _parameters(offer, parameters) if offer is not None and offer.bound else ()
    return Sheet(draft, question, offers, offer, choices, draft.typed[0] if draft.typed else "", fitting)


def opened(at: At, term: Term, asked: tuple[Question, ...]) -> Draft:
    """A leaf taken up to be changed."""
    leaf = term.part if isinstance(term, Not) else term
    place = At(at.rule, (*at.place, 0)) if isinstance(term, Not) else at
    question = question_of(asked, leaf) if isinstance(leaf, Leaf) else None
    offer = offer_of(leaf, question.control) if isinstance(leaf, Leaf) and question is not None else None
    if not isinstance(leaf, Leaf) or question is None or offer is None:
        return Draft(place, adding=False)
    typed = tuple(shown(offer.takes, leaf.value))
    return Draft(place, False, question.key, offer.name, typed, leaf.parameter)


def changeable(leaf: Leaf, asked: tuple[Question, ...]) -> bool:
    """Whether there are fields for a leaf; else it is kept as it is."""
    question = question_of(asked, leaf)
    return question is not None and offer_of(leaf, question.control) is not None


def leaf_of(draft: Draft, asked: Sequence[Question], parameters: Mapping[str, Any], before: Term | None) -> Leaf:
    """The finished leaf. Raises Mistyped for what is missing or does not fit."""
    shape = sheet(draft, asked, parameters)
    question, offer = shape.question, shape.offer
    if question is None or offer is None:
        raise Mistyped("Wählen Sie, nach welcher Frage die Bedingung sieht.")
    named = {name for name, _ in shape.parameters}
    if draft.parameter in named:
        value = parameters[draft.parameter].get("default")
    else:
        value = value_of(offer.takes, draft.typed, question.control)
    parameter = draft.parameter if draft.parameter in named else ""
    own = Leaf(question.scope, offer.operator, value, question.root, question.entry, parameter)
    if isinstance(before, Leaf) and _same_question(before, own):
        return replace(own, dress=before.dress, root=before.root)
    return replace(own, dress=dress_of(offer, question.control))


def _same_question(one: Leaf, other: Leaf) -> bool:
    return (one.scope, one.entry, one.operator) == (other.scope, other.entry, other.operator)


def _question(draft: Draft, asked: Sequence[Question]) -> Question | None:
    return next((one for one in asked if one.key == draft.question), None)


def _parameters(offer: Offer, declared: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The parameters whose value can be compared with."""
    return tuple(
        (name, str(spec.get("title", name))) for name, spec in declared.items() if _fits(offer, spec.get("default"))
    )


def _fits(offer: Offer, value: Any) -> bool:
    if offer.takes in ("number", "count"):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str) and (offer.takes == "text" or is_date(value))
