"""Tab reaches every control of a page, in an order that follows the page, and gets out again."""

from typing import Any, Final

from usability.browser import Page
from usability.checks import Check, Verdict, judged
from usability.model import Rule
from usability.places import HELPER

_RULE = Rule(
    id="tastatur",
    title="Ein Bedienelement ist mit der Tastatur nicht zu erreichen, oder die Tastatur kommt nicht weiter",
    wcag=("2.1.1", "2.1.2", "2.4.3"),
    whom="Menschen, die keine Maus benutzen können",
    mend="Nehmen Sie echte Links, Schaltflächen und Felder; verändern Sie die Reihenfolge nicht mit „tabindex“.",
)
_MOST: Final = 400
_CONTROLS: Final = """() => {
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [onclick], [role=button], [role=link]";
  const group = node => node.type === "radio" && node.name ? [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(node.name)}"]`)] : [node];
  const nodes = [...document.querySelectorAll(wanted)].filter(node => node.checkVisibility() && !node.disabled
    && !node.closest("[inert]") && node.getAttribute("tabindex") !== "-1");
  window.__aw.controls = nodes.filter(node => group(node)[0] === node || node.checked);
  window.__aw.radios = node => group(node);
  window.__aw.seen = new Set();
  document.activeElement?.blur?.();
  return window.__aw.controls.length;
}"""
_WHERE: Final = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const i = window.__aw.order ??= new Map();
  if (!i.has(at)) i.set(at, i.size);
  window.__aw.seen.add(at);
  return i.get(at);
}"""
_RESULT: Final = """() => {
  const reached = node => window.__aw.radios(node).some(one => window.__aw.seen.has(one));
  const missed = window.__aw.controls.filter(node => !reached(node));
  const found = missed.map(node => ({place: window.__aw.place(node), message: "Mit der Tab-Taste ist das nicht zu erreichen.", key: "unerreicht"}));
  const order = [...window.__aw.seen];
  for (let i = 1; i < order.length; i += 1)
    if (order[i - 1].compareDocumentPosition(order[i]) & Node.DOCUMENT_POSITION_PRECEDING)
      found.push({place: window.__aw.place(order[i]), message: "Die Tab-Taste springt hierher zurück: Die Reihenfolge weicht von der Seite ab.", key: "reihenfolge"});
  return found;
}"""


def _evaluate(page: Page) -> Verdict:
    page.evaluate(HELPER)
    page.evaluate("() => { window.__aw.order = undefined; }")
    count = page.evaluate(_CONTROLS)
    page.evaluate(
        "() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); }"
    )
    visited: list[Any] = []
    still = 0
    for _ in range(min(_MOST, 3 * count + 10)):
        page.keyboard.press("Tab")
        now = page.evaluate(_WHERE)
        if now is None:
            break
        still = still + 1 if visited and now == visited[-1] else 0
        if still >= 4:
            place = page.evaluate("() => window.__aw.place(document.activeElement)")
            return judged(
                _RULE, True, [{"place": place, "message": "Die Tab-Taste kommt hier nicht weiter.", "key": "falle"}]
            )
        if visited and now == 0:
            break
        visited.append(now)
    return judged(_RULE, count > 0, page.evaluate(_RESULT))


CHECK = Check(_RULE, "live", _evaluate)
