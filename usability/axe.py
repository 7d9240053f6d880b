"""axe-core in a page: the vendored script with German messages, and no silent success."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from formengine.web.assets import STATIC
from usability.browser import Page
from usability.model import Answer, Found, Level, Place, Rule
from usability.places import element_of
from usability.stages import RunsAxe

VERSION: Final = "4.14.1"
TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_FOLDER: Final = STATIC / "vendor/axe"
_LISTS: Final = ("passes", "violations", "incomplete", "inapplicable")
_ANSWERS: Final = {
    "inapplicable": Answer.NONE,
    "passes": Answer.PASS,
    "incomplete": Answer.UNSURE,
    "violations": Answer.FAIL,
}
RUN: Final = (Path(__file__).parent / "axe.js").read_text(encoding="utf-8")
_WHOM: Final = {
    "color-contrast": "Menschen, die schlecht sehen",
    "target-size": "Menschen mit zitternden Händen oder kleinen Bildschirmen",
}
_READERS: Final = "Menschen mit Screenreader"


_RULES: Final = """tags => axe.getRules(tags).map(rule => ({id: rule.ruleId, help: rule.help,
  description: rule.description, tags: rule.tags}))"""


class AxeError(Exception):
    """axe could not judge."""


@cache
def source() -> str:
    """The vendored script."""
    return (_FOLDER / "axe.min.js").read_text(encoding="utf-8")


@cache
def locale() -> Any:
    """Its German messages, without the summaries, which nobody reads.

    axe makes those by `eval`, which our pages forbid, and WebKit heeds that for scripts of its driver, too.
    """
    found = json.loads((_FOLDER / "de.json").read_text(encoding="utf-8"))
    return {name: part for name, part in found.items() if name != "failureSummaries"}


def prepare(page: Page) -> None:
    """Put axe into a page, once a document."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
        page.evaluate("locale => axe.configure({locale})", locale())


@dataclass(frozen=True, slots=True)
class Scan:
    """What axe says of a page."""

    found: tuple[Found, ...]
    answers: Mapping[str, Answer]
    """Of every rule that ran, by its id."""


def scan(page: Page, tags: Sequence[str] = TAGS) -> list[Found]:
    """What axe finds wrong with a page, or cannot tell. Raises AxeError where it could not judge."""
    return list(judge(page, tags).found)


def judge(page: Page, tags: Sequence[str] = TAGS) -> Scan:
    """What every rule of axe says of a page. Raises AxeError where it could not judge."""
    options = {
        "runOnly": {"type": "tag", "values": list(tags)},
        "resultTypes": ["violations", "incomplete"],
        # A page in a frame is looked at for itself; one that has an axe of its own would be waited for in vain.
        "iframes": False,
    }
    if isinstance(page, RunsAxe):
        said = checked(page.axe(RUN, options, locale()))
    else:
        prepare(page)
        said = checked(page.evaluate(RUN, options))
    # A rule may be in several lists, for several places: the gravest counts, and stands last here.
    answers = {f"axe/{entry['id']}": answer for name, answer in _ANSWERS.items() for entry in said[name]}
    return Scan(tuple(findings(said)), answers)


def rules(page: Page, tags: Sequence[str] = TAGS) -> dict[str, Rule]:
    """Every rule that these tags name, by its id; of a page that was judged."""
    return {rule.id: rule for rule in map(rule_of, page.evaluate(_RULES, list(tags)))}


def checked(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """The result, if axe really judged. Raises AxeError."""
    if "error" in answer:
        raise AxeError(f"axe: {answer['error']}")
    found: Mapping[str, Any] = answer["found"]
    # axe takes a tag that it does not know without a word and then runs nothing.
    if not any(found[name] for name in _LISTS):
        raise AxeError("axe hat keine Regel ausgeführt")
    if found["version"] != VERSION:
        raise AxeError(f"axe {found['version']} lief statt {VERSION}")
    return found


def findings(found: Mapping[str, Any]) -> Iterator[Found]:
    """Violations are failures; what axe could not decide a person looks at."""
    for name, answer in (("violations", Answer.FAIL), ("incomplete", Answer.UNSURE)):
        for entry in found[name]:
            rule = rule_of(entry)
            for node in entry["nodes"]:
                selector = " ".join(map(str, node["target"]))
                box = tuple(node["box"]) if node.get("box") else None
                place = Place(element_of(node.get("around", "")), selector, str(node["html"])[:300], box)
                said = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
                yield Found(rule, answer, place, "; ".join(dict.fromkeys(said)) or entry["help"])


def rule_of(entry: Mapping[str, Any]) -> Rule:
    """A rule of axe in our words."""
    tags: Sequence[str] = entry["tags"]
    criteria = tuple(
        ".".join(tag[4:]) if len(tag) <= 7 else f"{tag[4]}.{tag[5]}.{tag[6:]}" for tag in tags if _is_number(tag)
    )
    return Rule(
        id=f"axe/{entry['id']}",
        title=str(entry["help"]),
        wcag=criteria,
        whom=_WHOM.get(entry["id"], _READERS),
        mend=str(entry["description"]),
        level=Level.FAILURE if criteria else Level.BEST,
    )


def _is_number(tag: str) -> bool:
    return tag.startswith("wcag") and tag[4:].isdigit() and len(tag) >= 7
