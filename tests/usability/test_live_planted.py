"""Checks that act find what is planted into the assistant's own pages, and nothing in them as they are."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from formengine.core.settling import Context
from formengine.web.clock import Clock
from formengine.web.services import KEY
from usability.browser import Browser, Chromium, Stage, stage
from usability.checks import CHECKS, CLOCK, keyboard_journey
from usability.looking import Judge, Looking
from usability.model import Answer, Look
from usability.places import HELPER
from usability.placing import Placing
from usability.playing import Play, chosen
from usability.site import Site, running
from usability.states import Placed, enumerate_states
from usability.ways import Way, find

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DEFINITIONS: Final = Path(__file__).parents[2] / "definitions"
SLUG: Final = "lp03-maengelmelder"
NOW: Final = datetime.datetime.fromisoformat("2026-11-23T09:00")
_STYLE: Final = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
STYLES: Final = {
    "fokus-sichtbar": ("wo/filled/1", "*:focus {outline: none !important; box-shadow: none !important}"),
    "fokus-deutlich": ("wo/filled/1", "*:focus {outline: 1px dotted #999 !important; box-shadow: none !important}"),
    "fokus-verdeckt": ("wo/filled/1", ".aw-header {position: sticky; top: 0; min-height: 300px; background: #fff}"),
    "vergroesserung": ("wo/empty/1", ".kern-hint {height: 1.5em; overflow: hidden}"),
    "ausrichtung": ("wo/filled/1", "@media (orientation: portrait) {main {transform: rotate(90deg)}}"),
    "zielgroesse": (
        "wo/empty/1",
        ".aw-footer :is(ul, li, a) {display: block; font-size: 10px; line-height: 1; padding: 0}",
    ),
    "druck": ("wo/filled/1", "@media print {.aw-footer {display: block !important}}"),
    "erzwungene-farben": ("wo/filled/1", "@media (forced-colors: active) {*:focus {outline: none !important}}"),
    "bewegung": ("wo/filled/1", "h1 {animation: weg 3s infinite} @keyframes weg {to {transform: rotate(9deg)}}"),
    "weniger-bewegung": (
        "wo/filled/1",
        "h1 {animation: weg 3s infinite !important} @keyframes weg {to {rotate: 9deg}}",
    ),
    "blitzen": ("wo/filled/1", "main {animation: b .2s steps(1) infinite} @keyframes b {50% {opacity: 0}}"),
}
"""By check: the state, and the style that spoils it."""
_MOUSE: Final = """() => {
  const node = document.createElement("div");
  node.textContent = "Mehr";
  node.addEventListener("click", () => {});
  document.querySelector("main").append(node);
}"""
_TIGHT: Final = """() => document.querySelectorAll(".kern-hint, legend").forEach(node => Object.assign(node.style,
  {height: `${node.offsetHeight}px`, width: `${node.offsetWidth}px`, overflow: "hidden"}))"""
_FIELD: Final = """() => document.querySelector("main form")
  .insertAdjacentHTML("beforeend", "<label>Neu <input name=neu></label>")"""
_TIP: Final = """() => {
  const tip = document.createElement("p"), link = document.querySelector(".aw-brand__link");
  tip.textContent = "Zur Startseite";
  Object.assign(tip.style, {position: "absolute", top: "0", left: "0", width: "900px", height: "500px"});
  link.addEventListener("mouseenter", () => document.body.append(tip));
  link.addEventListener("mouseleave", () => tip.remove());
}"""
SCRIPTS: Final = {
    "textabstaende": ("wo/empty/1", _TIGHT),
    "nur-maus": ("wo/empty/1", _MOUSE),
    "ohne-javascript": ("wo/filled/1", _FIELD),
    "fokus-nach-auswahl": (
        "wo/empty/1",
        "() => document.addEventListener('change', () => setTimeout(() => document.querySelector('h1').focus(), 50))",
    ),
    "einblenden-angesagt": ("wo/empty/1", "() => document.getElementById('ansage').removeAttribute('role')"),
    "verschwindende-meldungen": (
        "was/errors/1",
        "() => setTimeout(() => document.getElementById('fehlerliste').remove(), 5000)",
    ),
    "eingeblendetes": ("wo/empty/1", _TIP),
    "tastatur": ("wo/empty/1", "() => { document.querySelector('main .aw-actions button').tabIndex = 5; }"),
}
"""By check: the state, and what a script does to it."""
PLANTED: Final = {**STYLES, **SCRIPTS}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running(definitions=DEFINITIONS, kommune="musterhausen", clock=Clock(NOW)) as site:
        yield site


@pytest.fixture(scope="module")
def ways(site: Site) -> list[Way]:
    published = site.app.extensions[KEY].catalogue.published(SLUG)
    return find(published[1].definition, Context(Clock(NOW).now())).ways


@pytest.fixture(scope="module")
def states(site: Site, ways: list[Way]) -> dict[str, Placed]:
    definition = site.app.extensions[KEY].catalogue.published(SLUG)[1].definition
    placed = enumerate_states(definition, ways, Context(Clock(NOW).now())).placed
    return {each.state.id: each for each in placed}


@pytest.fixture
def window(browser: Browser, site: Site) -> Iterator[Stage]:
    with stage(browser, site.address, Look()) as opened:
        yield opened


def opened(window: Stage, site: Site, placed: Placed, *, clock: bool) -> None:
    if clock:
        window.page.clock.install()
    visit = Placing(site.app, SLUG).place(placed)
    site.keys.know(visit)
    window.open(site.address + visit.url, visit.button)
    window.page.evaluate(HELPER)


@pytest.mark.parametrize("id_", PLANTED)
def test_what_is_planted_is_found(window: Stage, site: Site, states: dict[str, Placed], id_: str) -> None:
    opened(window, site, states[PLANTED[id_][0]], clock=CHECKS[id_].stage == CLOCK)
    if id_ in STYLES:
        window.page.evaluate(_STYLE, STYLES[id_][1])
    else:
        window.page.evaluate(SCRIPTS[id_][1])
    assert CHECKS[id_].evaluate(window.page).answer is Answer.FAIL


def test_a_page_that_never_moves_the_focus_is_found(window: Stage, site: Site, states: dict[str, Placed]) -> None:
    window.page.add_init_script("HTMLElement.prototype.focus = () => {};")
    opened(window, site, states["was/errors/1"], clock=False)
    assert CHECKS["fokus-nach-fehler"].evaluate(window.page).answer is Answer.FAIL


@pytest.mark.parametrize("id_", PLANTED)
def test_nothing_is_found_where_nothing_is_planted(
    window: Stage, site: Site, states: dict[str, Placed], id_: str
) -> None:
    opened(window, site, states[PLANTED[id_][0]], clock=CHECKS[id_].stage == CLOCK)
    verdict = CHECKS[id_].evaluate(window.page)
    assert not verdict.found
    assert verdict.answer in (Answer.PASS, Answer.NONE)


def test_the_keyboard_alone_reaches_the_receipt(window: Stage, site: Site, ways: list[Way]) -> None:
    way = next(chosen(ways))
    play = Play(Placing(site.app, SLUG), way, Placing(site.app, SLUG).begin(way.case))
    site.keys.know(play.visit)
    window.open(site.address + play.visit.url)
    assert keyboard_journey.play(window.page, play.answers).answer is Answer.PASS
    assert window.page.evaluate("location.pathname").endswith("/eingang")


def test_a_button_that_takes_no_enter_key_ends_the_way(window: Stage, site: Site, ways: list[Way]) -> None:
    window.page.add_init_script(
        "addEventListener('keydown', event => { if (event.key === 'Enter') event.preventDefault(); }, true);"
    )
    way = next(chosen(ways))
    play = Play(Placing(site.app, SLUG), way, Placing(site.app, SLUG).begin(way.case))
    site.keys.know(play.visit)
    window.open(site.address + play.visit.url)
    verdict = keyboard_journey.play(window.page, play.answers)
    assert verdict.answer is Answer.FAIL
    assert verdict.found[0].place.html


def test_a_run_counts_the_seconds_of_each_check(
    browser: Browser, site: Site, states: dict[str, Placed], ways: list[Way]
) -> None:
    some = [states["wo/empty/1"], states["wo/errors/1"]]
    judge = Judge(SLUG, Look(), ("zielgroesse", "fokus-nach-fehler", "tastaturweg"))
    looking = Looking(site, Chromium(browser), judge)
    looked = looking.run(some, lambda _: None, list(chosen(ways)))
    assert not looked.failed
    assert {"zielgroesse", "fokus-nach-fehler", "tastaturweg"} <= looked.seconds.keys()
    assert [dict(looked.tallies[id_].counts) for id_ in ("zielgroesse", "fokus-nach-fehler", "tastaturweg")] == [
        {Answer.PASS: 2}, {Answer.PASS: 1}, {Answer.PASS: 1},
    ]  # fmt: skip


def test_a_page_that_forbids_styles_is_measured_all_the_same(
    window: Stage, site: Site, states: dict[str, Placed]
) -> None:
    """The assistant's own CSP stands in no check's way."""
    complaints: list[str] = []
    window.page.on("console", lambda message: complaints.append(message.text))
    opened(window, site, states["wo/filled/1"], clock=False)
    for check in CHECKS.values():
        if check.scope == "live" and not check.stage and "filled" in check.kinds:
            check.evaluate(window.page)
    assert not [text for text in complaints if "Content Security Policy" in text]
