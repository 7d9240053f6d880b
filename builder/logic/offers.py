"""What one can say of a question in a condition: the operators by the kind of question, in German."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from builder.logic.sentences import Leaf
from formengine.core.model import Control
from formengine.core.phrases import kind_of

Takes = Literal["nothing", "choice", "choices", "number", "count", "date", "years", "text", "texts"]
"""The kind of value that goes with an operator."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One operator as it is offered; several offers may write the same operator."""

    name: str
    words: str
    operator: str
    takes: Takes

    @property
    def bound(self) -> bool:
        """Whether the value may come from a parameter."""
        return self.takes in ("number", "count", "date", "text")


def _offer(operator: str, words: str, takes: Takes) -> Offer:
    return Offer(operator, words, operator, takes)


_ANSWERED: Final = _offer("answered", "ist beantwortet", "nothing")
AGED: Final = Offer("aged", "ist mindestens so viele Jahre her (älter als)", "until", "years")
YOUNGER: Final = Offer("younger", "ist noch nicht so viele Jahre her (jünger als)", "after", "years")
_TEXT: Final = (
    _offer("is", "ist", "text"),
    _offer("is_not", "ist nicht", "text"),
    _offer("one_of", "ist eine von", "texts"),
    _ANSWERED,
)
_OFFERS: Final[Mapping[str, tuple[Offer, ...]]] = {
    "box": (_offer("is", "ist", "choice"),),
    "truth": (_offer("is", "ist", "choice"), _ANSWERED),
    "choice": (
        _offer("is", "ist", "choice"),
        _offer("is_not", "ist nicht", "choice"),
        _offer("one_of", "ist eine von", "choices"),
        _offer("none_of", "ist keine von", "choices"),
        _ANSWERED,
    ),
    "many": (
        _offer("has", "enthält", "choice"),
        _offer("has_one_of", "enthält eine von", "choices"),
        _offer("has_not", "enthält nicht", "choice"),
        _ANSWERED,
    ),
    "number": (
        _offer("at_least", "ist mindestens", "number"),
        _offer("more_than", "ist größer als", "number"),
        _offer("at_most", "ist höchstens", "number"),
        _offer("less_than", "ist kleiner als", "number"),
        _offer("is", "ist genau", "number"),
        _offer("is_not", "ist nicht", "number"),
        _ANSWERED,
    ),
    "date": (
        _offer("before", "ist vor", "date"),
        _offer("after", "ist nach", "date"),
        _offer("since", "ist am oder nach", "date"),
        _offer("until", "ist am oder vor", "date"),
        AGED,
        YOUNGER,
        _offer("is", "ist genau am", "date"),
        _ANSWERED,
    ),
    "list": (
        _offer("answered", "hat mindestens einen Eintrag", "nothing"),
        _offer("entries_at_least", "hat mindestens so viele Einträge:", "count"),
        _offer("entries_at_most", "hat höchstens so viele Einträge:", "count"),
    ),
    "file": (
        _offer("answered", "ist hochgeladen oder wird nachgereicht", "nothing"),
        _offer("promised", "wird nachgereicht", "nothing"),
    ),
    "environment": _TEXT,
    "text": _TEXT,
    "group": (_offer("answered", "ist ausgefüllt", "nothing"),),
    "object": (_ANSWERED,),
}


def offers_for(control: Control | None) -> tuple[Offer, ...]:
    """What can be said of a question; None stands for a value of the environment."""
    return _OFFERS[_kind(control)]


def offer_of(leaf: Leaf, control: Control | None) -> Offer | None:
    """The offer that a leaf was made with; None where the question has none such."""
    fitting = [offer for offer in offers_for(control) if offer.operator == leaf.operator]
    aged = isinstance(leaf.value, str) and years_of(leaf.value) is not None
    preferred = [offer for offer in fitting if (offer.takes == "years") == aged]
    return next(iter(preferred or [one for one in fitting if one.takes != "years"]), None)


def years_of(mark: str) -> int | None:
    """The years in `@heute-16j`; None for any other day."""
    number = mark.removeprefix("@heute-").removesuffix("j")
    fits = mark == f"@heute-{number}j" and number.isascii() and number.isdigit()
    return int(number) if fits else None


def dress_of(offer: Offer, control: Control | None) -> tuple[tuple[str, Any], ...]:
    """What a fresh leaf carries beside its keyword: whoever compares days says so."""
    day = control is not None and _kind(control) == "date"
    return (("format", "date"),) if day and offer.operator in ("since", "until", "before", "after") else ()


def choices_of(control: Control | None) -> tuple[tuple[Any, str], ...]:
    """The values that a question can have, with what a person reads; () where they are not listed."""
    if control is None:
        return ()
    if control.box:
        return ((True, "angekreuzt"), (False, "nicht angekreuzt"))
    if control.choices:
        return tuple((choice.value, choice.title) for choice in control.choices)
    return ((True, "Ja"), (False, "Nein")) if control.schema.get("type") == "boolean" else ()


def _kind(control: Control | None) -> str:
    if control is None:
        return "environment"
    kind = kind_of(control)
    if kind == "choice" and control.schema.get("type") == "boolean":
        return "truth"
    # References and long code lists have no choices here: whoever names one types its value.
    return "text" if kind in ("choice", "many") and not choices_of(control) else kind
