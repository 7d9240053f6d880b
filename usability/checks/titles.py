"""The title of a page says where one is: errors first, then the step, the page and the service; no two are alike."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from usability.browser import Page
from usability.checks import Verdict, journey, over, script, told
from usability.model import Fact, Rule

_RULE = Rule(
    id="seitentitel",
    title="Der Titel einer Seite sagt nicht, wo man ist",
    wcag=("2.4.2",),
    whom="Menschen mit Screenreader: Der Titel ist das Erste, was sie hören; alle mit vielen offenen Seiten",
    mend=(
        "Schreiben Sie in den Titel: bei Fehlern zuerst „Fehler“, dann Schritt, Seite und Antrag. Jede Seite "
        "braucht einen eigenen."
    ),
)
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_Said = Iterator[tuple[Fact, Mapping[str, Any]]]


def _collect(page: Page) -> Mapping[str, Any]:
    return told(page, script(__file__))


def _conclude(facts: Sequence[Fact]) -> Verdict:
    said = [*_each(facts), *_alike(facts), *_services(facts)]
    return over(_RULE, bool(facts), said)


def _each(facts: Sequence[Fact]) -> _Said:
    """What a title lacks by itself."""
    for fact in facts:
        title, heading, step = (str(fact.data[name]) for name in ("title", "heading", "step"))
        key = f"{fact.state.page}/{fact.state.item}"
        if not title:
            yield fact, _entry("Die Seite hat keinen Titel.", f"leer {key}")
            continue
        if fact.data["errors"] and fact.data["german"] and not title.startswith("Fehler"):
            yield fact, _entry(f"Auf der Seite sind Fehler, der Titel „{title}“ beginnt nicht damit.", f"fehler {key}")
        if heading and heading.lower() not in title.lower() and not _words(title) & _words(heading):
            message = f"Die Seite heißt „{heading}“, der Titel „{title}“. Meint das dasselbe?"
            yield fact, _entry(message, f"seite {key}", unsure=True)
        if step and not all(number in re.findall(r"\d+", title) for number in re.findall(r"\d+", step)):
            yield (
                fact,
                _entry(f"Die Seite ist „{step}“. Der Titel „{title}“ sagt das nicht.", f"schritt {key}", best=True),
            )


def _alike(facts: Sequence[Fact]) -> _Said:
    """Pages that are told apart by nothing in their titles."""
    first: dict[str, Fact] = {}
    for fact in facts:
        title = str(fact.data["title"]).removeprefix("Fehler: ")
        known = first.setdefault(title, fact)
        if title and _which(known) != _which(fact) and known.data["heading"] != fact.data["heading"]:
            message = f"„{title}“ heißen zwei Seiten: „{known.data['heading']}“ und „{fact.data['heading']}“."
            yield fact, _entry(message, f"gleich {fact.state.page}/{fact.state.item}")


def _services(facts: Sequence[Fact]) -> _Said:
    """What belongs together says so by the same words."""
    pages = {_which(fact): fact for fact in facts if fact.data["title"]}
    if len(pages) > 1 and not set.intersection(*(_words(str(fact.data["title"])) for fact in pages.values())):
        fact = next(iter(pages.values()))
        yield (
            fact,
            _entry(
                "Die Titel der Seiten haben kein Wort gemeinsam: Sie sagen nicht, zu welchem Antrag sie gehören.",
                "antrag",
                best=True,
            ),
        )


def _which(fact: Fact) -> tuple[str, str]:
    return fact.state.page, fact.state.item


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _entry(message: str, key: str, *, unsure: bool = False, best: bool = False) -> Mapping[str, Any]:
    return {"message": message, "key": key, "unsure": unsure, "best": best}


CHECK = journey(_RULE, _collect, _conclude)
