"""What stands on several pages (navigation, help, contact) has the same order and the same name on each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from usability.browser import Page
from usability.checks import Verdict, journey, over, script, told
from usability.model import Fact, Rule

_RULE = Rule(
    id="gleiche-stelle",
    title="Was auf mehreren Seiten steht, steht nicht immer an derselben Stelle oder heißt nicht immer gleich",
    wcag=("3.2.3", "3.2.4", "3.2.6"),
    whom="Menschen, die sich schwer orientieren; Menschen, die nur einen kleinen Ausschnitt der Seite sehen",
    mend=(
        "Lassen Sie Kopf, Fuß, Navigation und Hilfe auf allen Seiten in derselben Reihenfolge und mit denselben Namen."
    ),
)
_Said = Iterator[tuple[Fact, Mapping[str, Any]]]
_REGIONS = {"header": "Kopf", "nav": "Navigation", "footer": "Fuß", "help": "Hilfe"}


def _collect(page: Page) -> Mapping[str, Any]:
    return told(page, script(__file__))


def _conclude(facts: Sequence[Fact]) -> Verdict:
    several = len({(fact.state.page, fact.state.item) for fact in facts}) > 1
    return over(_RULE, several and any(fact.data["regions"] for fact in facts), [*_moved(facts), *_renamed(facts)])


def _moved(facts: Sequence[Fact]) -> _Said:
    """Two links that change places from one page to another."""
    before: dict[tuple[str, str, str], Fact] = {}
    told_of: set[tuple[str, str, str]] = set()
    for fact in facts:
        for region, links in fact.data["regions"].items():
            targets = [str(link["target"]) for link in links]
            for i, one in enumerate(targets):
                for other in targets[i + 1 :]:
                    earlier = before.get((region, other, one))
                    before.setdefault((region, one, other), fact)
                    if earlier is not None and (region, *sorted((one, other))) not in told_of:
                        told_of.add((region, *sorted((one, other))))
                        yield fact, _order(region, links, one, other, earlier)


def _order(region: str, links: Sequence[Mapping[str, Any]], one: str, other: str, earlier: Fact) -> Mapping[str, Any]:
    names = {link["target"]: link["name"] for link in links}
    place = next(link["place"] for link in links if link["target"] == one)
    message = (
        f"{_REGIONS[region]}: „{names[one]}“ steht hier vor „{names[other]}“, auf „{earlier.state.title}“ dahinter."
    )
    return {"message": message, "place": place, "key": f"ort {region} {min(one, other)} {max(one, other)}"}


def _renamed(facts: Sequence[Fact]) -> _Said:
    """A link to the same place under another name; what a step list adds to a name may change."""
    named: dict[tuple[str, str], tuple[str, Fact]] = {}
    for fact in facts:
        for region in ("header", "footer", "help"):
            for link in fact.data["regions"].get(region, ()):
                name, earlier = named.setdefault((region, link["target"]), (link["name"], fact))
                if name != link["name"] and earlier.state.page != fact.state.page:
                    message = f"{_REGIONS[region]}: „{link['name']}“ heißt auf „{earlier.state.title}“ „{name}“."
                    yield fact, {"message": message, "place": link["place"], "key": f"name {region} {link['target']}"}


CHECK = journey(_RULE, _collect, _conclude)
