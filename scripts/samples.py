"""Draws the sample files that participants upload instead of their own: `python -m scripts.samples`."""

import json
import os
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

FOLDER: Final = Path(__file__).parent.parent / "formengine/web/samples"
CHROMIUM: Final = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_QUALITY: Final = 72

_TREE: Final = """
<rect width="800" height="420" fill="#cfe3f2"/><rect y="420" width="800" height="180" fill="#9bbf7a"/>
<rect x="520" y="250" width="220" height="190" fill="#e6d3b3"/><path d="M500 250 630 160 760 250z" fill="#a4513c"/>
<rect x="560" y="300" width="50" height="50" fill="#7b95a8"/>
<rect x="650" y="340" width="45" height="100" fill="#6b4a2f"/>
<path d="M284 260h42c-2 110 6 200 16 320h-74c10-120 18-210 16-320z" fill="#e9e5da"/>
<path d="M290 330h20m-14 60h24m-26 70h18m4-120h16" stroke="#4a4a44" stroke-width="7"/>
<g fill="#5f8f3e"><circle cx="230" cy="210" r="80"/><circle cx="320" cy="140" r="95"/>
<circle cx="400" cy="220" r="75"/></g>
<path d="M318 300c60-30 110-40 170-30" stroke="#8a7f6a" stroke-width="14" fill="none"/>
<ellipse cx="305" cy="420" rx="17" ry="30" fill="#6b4a2f"/>
"""
_STREET: Final = """
<rect width="800" height="300" fill="#d8dde0"/><rect y="180" width="800" height="120" fill="#b7a58c"/>
<rect y="300" width="800" height="300" fill="#66696c"/>
<path d="M0 450h130m90 0h130m90 0h130m90 0h140" stroke="#eee" stroke-width="10"/>
<path d="M300 500c40-46 150-58 205-16 44 34 10 70-60 78-80 9-185-10-145-62z" fill="#2f3133"/>
<path d="M330 508c40-30 110-36 150-10" stroke="#8d9093" stroke-width="6" fill="none"/>
<rect x="90" y="60" width="150" height="150" fill="#c96f4a"/>
<rect x="290" y="90" width="170" height="120" fill="#d9c28f"/>
"""
_SKETCH: Final = """
<rect width="800" height="600" fill="#fffdf5"/>
<g fill="none" stroke="#2b3a67" stroke-width="4" stroke-linejoin="round">
<path d="M60 80 740 74 746 470 66 478z" stroke-dasharray="18 10"/><path d="M330 150 560 146 566 330 334 334z"/>
<path d="M40 520 770 512"/><path d="M40 570 770 562"/>
<circle cx="180" cy="200" r="42"/><circle cx="650" cy="390" r="34"/>
<path d="M180 180v40m-20-20h40M650 374v32m-16-16h32"/></g>
<g font-family="Fira Sans, sans-serif" font-size="26" fill="#2b3a67">
<text x="410" y="250">Haus</text><text x="110" y="280">Baum 1</text><text x="590" y="458">Baum 2</text>
<text x="330" y="552">Elbgasse</text><text x="80" y="120">Grundstück</text><text x="694" y="116">N ↑</text></g>
"""

PICTURES: Final = {
    "baum.jpg": ("Foto eines Baums mit einer Faulstelle am Stamm", _TREE),
    "strasse.jpg": ("Foto einer Straße mit einem Schlagloch", _STREET),
    "skizze.jpg": ("Handskizze: Haus, Straße und zwei Bäume", _SKETCH),
    "skizze.png": ("Handskizze: Haus, Straße und zwei Bäume", _SKETCH),
}
PAPERS: Final = {
    "unterlage.pdf": (
        "Unterlage",
        "Dieses Blatt steht für eine Unterlage, die Sie einem Antrag beilegen. Es enthält keine echten Angaben.",
    ),
    "vollmacht.pdf": (
        "Vollmacht",
        (
            "Hiermit bevollmächtige ich, Helga Beispiel, meinen Sohn Thomas Beispiel, für mich einen Antrag bei der "
            "Stadt Musterhausen zu stellen und Bescheide entgegenzunehmen."
        ),
    ),
    "zustimmung.pdf": (
        "Zustimmung der anderen Eigentümer",
        (
            "Wir sind Miteigentümer des Grundstücks Elbgasse 14 in 09999 Musterhausen. Wir stimmen zu, dass die Birke "
            "neben der Einfahrt gefällt wird."
        ),
    ),
    "lageplan.pdf": (
        "Lageplan",
        (
            "Grundstück Elbgasse 14, Gemarkung Musterhausen. Baum 1 steht vier Meter nördlich der Einfahrt, Baum 2 an "
            "der Grenze zum Nachbargrundstück."
        ),
    ),
    "gutachten.pdf": (
        "Stellungnahme eines Fachbetriebs",
        (
            "Die Birke hat am Stammfuß eine Faulstelle von 20 Zentimetern. Der Baum ist nicht mehr standsicher. Wir "
            "raten, ihn in den nächsten Monaten zu fällen."
        ),
    ),
}


def main() -> None:
    """Draw every file and write the list of them."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for name, (title, drawing) in PICTURES.items():
            _picture(browser, name, title, drawing)
        for name, (title, text) in PAPERS.items():
            _paper(browser, name, title, text)
        browser.close()
    listed = [{"file": name, "title": title} for name, (title, _) in {**PICTURES, **PAPERS}.items()]
    (FOLDER / "index.json").write_text(json.dumps(listed, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _picture(browser: Browser, name: str, title: str, drawing: str) -> None:
    page = browser.new_page(viewport={"width": 800, "height": 600})
    label = (
        '<rect y="552" width="800" height="48" fill="#fff"/>'
        f'<text x="20" y="584" font-family="Fira Sans, sans-serif" font-size="20">Beispiel, nicht echt: {title}</text>'
    )
    page.set_content(
        '<style>body{margin:0}</style><svg width="800" height="600">'
        f'<g transform="scale(1 .92)">{drawing}</g>{label}</svg>'
    )
    more: dict[str, Any] = {"type": "jpeg", "quality": _QUALITY} if name.endswith(".jpg") else {"type": "png"}
    page.screenshot(path=FOLDER / name, **more)
    page.close()


def _paper(browser: Browser, name: str, title: str, text: str) -> None:
    page = browser.new_page()
    page.set_content(
        f'<html lang="de"><title>Beispiel: {title}</title>'
        "<style>body{font:14pt/1.5 'Fira Sans',sans-serif;margin:2cm}p.b{border:2px dashed #555;padding:8pt}</style>"
        f'<p class="b">Beispiel aus der Antragswerkstatt. Nicht echt.</p><h1>{title}</h1><p>{text}</p>'
        "<p>Musterhausen, im November</p><p>(Unterschrift)</p>"
    )
    page.pdf(path=FOLDER / name, format="A4", tagged=True, outline=True)
    page.close()


if __name__ == "__main__":
    main()
