"""Takes the README's pictures from a running application: `python -m scripts.pictures http://127.0.0.1:8000`."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def main(address: str) -> None:
    """Click to the page with the map, and to the check page, and take both."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        wide = _open(browser, address, 1100)
        wide.screenshot(path=FOLDER / "assistant.png")
        narrow = _open(browser, address, 360)
        narrow.screenshot(path=FOLDER / "assistant-phone.png")
        _report(browser)
        browser.close()


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
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
