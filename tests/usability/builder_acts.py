"""What somebody does on a screen of the builder, without a word about what it looks like."""

from collections.abc import Callable
from typing import Any, Final

import pyotp
from playwright.sync_api import Page

from tests.definitions.cases import NOW
from tests.usability.builder_site import PASSWORD, Built

Act = Callable[[Page, Built], None]
_ANSWER: Final = ("document", "fetch", "xhr")
_SETTLED: Final = "() => document.body && !document.querySelector('.htmx-request')"


def fill(selector: str, text: str) -> Act:
    """Type a text."""
    return lambda page, _site: page.locator(selector).first.fill(text)


def pick(selector: str, value: str = "", *, index: int | None = None) -> Act:
    """Choose from a list."""

    def act(page: Page, _site: Built) -> None:
        page.locator(selector).first.evaluate(
            "(list, [value, index]) => { if (index === null) list.value = value; else list.selectedIndex = index; }",
            [value, index],
        )

    return act


def press(selector: str, *, asks: bool = True) -> Act:
    """Press something, and wait for the answer of the server where it `asks` it."""

    def act(page: Page, _site: Built) -> None:
        def click() -> Any:
            return page.locator(selector).first.evaluate("it => it.click()")

        _answered(page, click) if asks else click()

    return act


def submit(form: str) -> Act:
    """Send a form without its button, as Enter in a field does; what the browser itself would refuse is sent, too."""

    def act(page: Page, _site: Built) -> None:
        sent = "form => { form.noValidate = true; form.requestSubmit(); }"
        _answered(page, lambda: page.locator(form).first.evaluate(sent))

    return act


def old(basis: int = 0) -> Act:
    """Let the page be an old one: it shows a revision that somebody has changed since."""
    script = "basis => document.querySelectorAll('[name=basis]').forEach(field => { field.value = basis; })"
    return lambda page, _site: page.evaluate(script, basis)


def unfold(page: Page, _site: Built) -> None:
    """Open everything that is folded."""
    page.evaluate("() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })")


def _answered(page: Page, act: Callable[[], Any]) -> None:
    with page.expect_response(
        lambda answer: answer.request.resource_type in _ANSWER and answer.frame == page.main_frame
    ):
        act()
    page.wait_for_load_state()
    page.wait_for_function(_SETTLED)


def codes(page: Page, site: Built) -> None:
    """Set the second factor up, as if there were none yet."""
    secret = page.locator("[name=schluessel]").get_attribute("value") or ""
    page.locator("[name=code]").fill(pyotp.TOTP(secret).at(NOW))
    page.locator("[name=kennwort]").fill(PASSWORD)
    submit("form.aw-form")(page, site)
    site.store.accounts.set_factor(site.accounts["moderator"].id, None)
