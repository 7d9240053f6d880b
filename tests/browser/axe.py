"""axe-core in a page: the vendored script with German messages, and no silent success."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from playwright.sync_api import Page

from formengine.web.assets import STATIC

VERSION: Final = "4.14.1"
TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

_FOLDER: Final = STATIC / "vendor/axe"
_SOURCE: Final = (_FOLDER / "axe.min.js").read_text(encoding="utf-8")
_LOCALE: Final = json.loads((_FOLDER / "de.json").read_text(encoding="utf-8"))
_LISTS: Final = ("passes", "violations", "incomplete", "inapplicable")
_RUN: Final = """async options => {
  try {
    return {found: await axe.run(document, options)};
  } catch (error) {
    return {error: String(error?.message ?? error)};
  }
}"""


def scan(page: Page, tags: Sequence[str] = TAGS, rules: Sequence[str] = (), *, frames: bool = True) -> dict[str, Any]:
    """What axe finds by all rules with one of the tags (or by the named rules). Raises where it could not judge.

    Pages in frames belong to it, unless they are pages of their own that are looked at elsewhere.
    """
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(tags)}
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SOURCE)
        page.evaluate("locale => axe.configure({locale})", _LOCALE)
    answer = page.evaluate(_RUN, {"runOnly": only, "resultTypes": ["violations", "incomplete"], "iframes": frames})
    if "error" in answer:
        raise RuntimeError(f"axe: {answer['error']}")
    found: dict[str, Any] = answer["found"]
    # axe takes a tag that it does not know without a word and then runs nothing.
    if not any(found[name] for name in _LISTS):
        raise RuntimeError("axe ran no rule")
    if found["testEngine"]["version"] != VERSION:
        raise RuntimeError(f"axe {found['testEngine']['version']} ran instead of {VERSION}")
    return found


def sentences(findings: Sequence[Any]) -> Iterator[str]:
    """Findings of one list as lines: the rule, what it says, and the elements."""
    for finding in findings:
        places = ", ".join(" ".join(map(str, node["target"])) for node in finding["nodes"])
        yield f"{finding['id']}: {finding['help']} ({places})"
