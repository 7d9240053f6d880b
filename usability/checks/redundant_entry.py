"""Nobody is asked for the same datum of theirs twice without finding it there or taking it over with a click."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from usability.browser import Page
from usability.checks import Verdict, journey, over, script, told
from usability.model import Fact, Rule

_RULE = Rule(
    id="doppelte-angaben",
    title="Dieselbe Angabe wird zweimal verlangt, ohne dass sie schon dasteht oder sich übernehmen lässt",
    wcag=("3.3.7",),
    whom="Menschen, denen Tippen schwerfällt oder die sich Angaben schlecht merken",
    mend=(
        "Fragen Sie nur einmal. Sonst füllen Sie das zweite Feld vor („prefill“) oder bieten Sie an, die Angabe "
        "zu übernehmen."
    ),
)
_Said = Iterator[tuple[Fact, Mapping[str, Any]]]


def _collect(page: Page) -> Mapping[str, Any]:
    return told(page, script(__file__))


def _conclude(facts: Sequence[Fact]) -> Verdict:
    asked: dict[str, dict[tuple[str, str, str], tuple[Fact, Mapping[str, Any]]]] = {}
    for fact in facts:
        for field in fact.data["fields"]:
            place = (fact.state.page, fact.state.item, str(field["id"]))
            asked.setdefault(str(field["meaning"]), {}).setdefault(place, (fact, field))
    said = [entry for several in asked.values() for entry in _twice(list(several.values()))]
    return over(_RULE, bool(asked), said)


def _twice(several: Sequence[tuple[Fact, Mapping[str, Any]]]) -> _Said:
    """Whatever is asked again although it is about the same person."""
    for i, (fact, field) in enumerate(several):
        earlier = next((one for one in several[:i] if _alike(one[1], field)), None)
        if earlier is None or field["filled"] or fact.data["choice"]:
            continue
        certain = bool(field["token"] and earlier[1]["token"]) and fact.state.page != earlier[0].state.page
        first = f"„{earlier[1]['name']}“ auf „{earlier[0].state.title}“"
        message = f"„{field['name']}“ wurde schon gefragt: {first}." + (
            "" if certain else " Ist dieselbe Person gemeint?"
        )
        yield fact, {"message": message, "place": field["place"], "key": str(field["meaning"]), "unsure": not certain}


def _alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both may be about the same person: neither names somebody else, or both the same."""
    return bool(one["whose"] == other["whose"] and one["id"] != other["id"])


CHECK = journey(_RULE, _collect, _conclude, kinds=("empty",))
