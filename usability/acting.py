"""What live checks do to a page, undone at the end: another window, other media, other styles, motion set free."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from usability.browser import Page
from usability.places import HELPER

_SCRIPT: Final = (Path(__file__).parent / "acting.js").read_text(encoding="utf-8")
_MEDIA: Final = """() => ({
  color_scheme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  reduced_motion: matchMedia("(prefers-reduced-motion: reduce)").matches ? "reduce" : "no-preference",
  forced_colors: matchMedia("(forced-colors: active)").matches ? "active" : "none",
})"""
_STYLE: Final = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  (window.__aw.sheets ??= []).push(sheet);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
_UNSTYLE: Final = """() => {
  const sheet = window.__aw.sheets.pop();
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet);
}"""
_FREE: Final = "() => { if (window.__awStill) window.__awStill.disabled = true; }"
_FREEZE: Final = "() => { if (window.__awStill) window.__awStill.disabled = false; }"


def prepare(page: Page) -> None:
    """Put into a page what the scripts of live checks share; nothing has the focus, and the page stands at its top."""
    page.evaluate(HELPER)
    page.evaluate(_SCRIPT)
    page.evaluate("() => { document.activeElement?.blur?.(); scrollTo(0, 0); }")


@contextmanager
def sized(page: Page, width: int, height: int) -> Iterator[None]:
    """A window of another size."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": height})
    try:
        yield
    finally:
        if before is not None:
            page.set_viewport_size(before)


@contextmanager
def media(page: Page, **wanted: Any) -> Iterator[None]:
    """Other media, as `emulate_media` takes them."""
    before: Mapping[str, Any] = page.evaluate(_MEDIA)
    page.emulate_media(**wanted)
    try:
        yield
    finally:
        page.emulate_media(**{name: before.get(name, "screen") for name in wanted})


@contextmanager
def styled(page: Page, css: str) -> Iterator[None]:
    """A further style sheet, as a person's own browser would apply it; the page's CSP has no say in it."""
    page.evaluate(HELPER)
    page.evaluate(_STYLE, css)
    try:
        yield
    finally:
        page.evaluate(_UNSTYLE)


@contextmanager
def moving(page: Page) -> Iterator[None]:
    """Motion, which is frozen otherwise."""
    page.evaluate(_FREE)
    try:
        yield
    finally:
        page.evaluate(_FREEZE)
