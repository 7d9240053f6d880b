"""Takes the README's pictures from a running application: `python -m scripts.pictures http://127.0.0.1:8000 LINK`.

LINK is the one that `formengine serve` prints for the first account (or one of `formengine invite`); without it the
pictures of the builder stay as they are.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def main(address: str, link: str = "") -> None:
    """Click to the page with the map, and to the check page, and take both; then the report and the builder."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        wide = _open(browser, address, 1100)
        wide.screenshot(path=FOLDER / "assistant.png")
        narrow = _open(browser, address, 360)
        narrow.screenshot(path=FOLDER / "assistant-phone.png")
        _report(browser)
        if link:
            _builder(browser, address, link)
        browser.close()


def _builder(browser: Browser, address: str, link: str) -> None:
    """The workbench, the logic map and the storyboard, as a designer sees them."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="de-DE")
    page.goto(link)
    for name, text in (("name", "anna"), ("anzeige", "Anna Muster"), ("kennwort", "vier kurze bunte Wörter")):
        page.fill(f"[name={name}]", text)
    page.get_by_role("button", name="Konto anlegen").click()
    for name, path in (
        ("workbench", "lp03-maengelmelder/?element=beschreibung&person=LP03-A-P1&zustand=ausgefuellt"),
        ("logic", "lp01-baumfaellung/logik"),
        ("storyboard", "lp03-maengelmelder/storyboard"),
    ):
        page.goto(f"{address}/werkstatt/{path}")
        page.wait_for_timeout(6_000)
        page.screenshot(path=FOLDER / f"{name}.png")


def _report(browser: Browser) -> None:
    """The report on a definition with a defect: a question names a meaning that no browser knows."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "definitions"
        shutil.copytree(FOLDER.parent.parent / "definitions", place)
        file = place / "lp03-maengelmelder" / "form.json"
        form = file.read_text(encoding="utf-8")
        file.write_text(form.replace('"autocomplete": "email"', '"autocomplete": "e-post"'), encoding="utf-8")
        command = [sys.executable, "-m", "formengine.cli", "check", "lp03-maengelmelder", "--definitions", str(place)]
        # It finds something, so it does not end with 0.
        subprocess.run([*command, "--only", "axe", "--report", folder], check=False)
        page = browser.new_page(viewport={"width": 1100, "height": 900}, locale="de-DE")
        page.goto(f"file://{folder}/lp03-maengelmelder/bericht.html")
        page.screenshot(path=FOLDER / "check.png")


def _open(browser: Browser, address: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 1180 if width > 600 else 760}, locale="de-DE")
    page.goto(f"{address}/dienste/lp03-maengelmelder")
    page.get_by_role("button", name="Direkt zum Antrag").click()
    page.get_by_label("Was möchten Sie melden?").select_option("strasse")
    page.get_by_label("Beschreibung").fill("Tiefes Schlagloch direkt vor der Einfahrt.")
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.get_by_label("Auf der Karte").check()
    page.get_by_label("Bekannter Ort oder Straße").select_option(label="Schillerring")
    page.evaluate("window.scrollTo(0, 0)")
    return page


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["http://127.0.0.1:8000"]))
