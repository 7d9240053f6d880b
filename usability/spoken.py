"""What a screen reader would say of a page, in German, and the tree that the browser gives it: text to be read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from formengine.web.assets import STATIC
from usability.browser import Page
from usability.rendering import normalized

_FOLDER: Final = STATIC / "vendor/screenreader"
_EXPORT: Final = re.compile(r"export\{(?:[^}]*,)?([\w$]+) as virtual\};?")
_SPEAK: Final = (Path(__file__).parent / "spoken.js").read_text(encoding="utf-8")
_MOST: Final = 5000
_OPTIONS: Final = 12
"""So many entries of a list are written out."""

ROLES: Final = {
    "alert": "Warnung",
    "alertdialog": "Warnmeldung",
    "application": "Anwendung",
    "article": "Artikel",
    "banner": "Kopfbereich",
    "blockquote": "Zitat",
    "button": "Schalter",
    "caption": "Beschriftung",
    "cell": "Zelle",
    "checkbox": "Kontrollkästchen",
    "columnheader": "Spaltenkopf",
    "combobox": "Kombinationsfeld",
    "complementary": "Ergänzung",
    "contentinfo": "Fußbereich",
    "definition": "Angabe",
    "dialog": "Dialog",
    "figure": "Abbildung",
    "form": "Formular",
    "grid": "Tabelle",
    "gridcell": "Zelle",
    "group": "Gruppe",
    "heading": "Überschrift",
    "image": "Grafik",
    "img": "Grafik",
    "link": "Link",
    "list": "Liste",
    "listbox": "Auswahlliste",
    "listitem": "Listeneintrag",
    "log": "Protokoll",
    "main": "Hauptbereich",
    "meter": "Anzeige",
    "navigation": "Navigation",
    "note": "Hinweis",
    "option": "Eintrag",
    "progressbar": "Fortschritt",
    "radio": "Auswahlschalter",
    "radiogroup": "Auswahlgruppe",
    "region": "Bereich",
    "row": "Zeile",
    "rowgroup": "Zeilengruppe",
    "rowheader": "Zeilenkopf",
    "search": "Suche",
    "searchbox": "Suchfeld",
    "separator": "Trennlinie",
    "slider": "Schieberegler",
    "spinbutton": "Zahlenfeld",
    "status": "Statusmeldung",
    "switch": "Umschalter",
    "table": "Tabelle",
    "term": "Begriff",
    "textbox": "Eingabefeld",
    "time": "Zeit",
    "timer": "Zeitgeber",
}
"""The words of NVDA where it has one."""
_SILENT: Final = frozenset(
    {"document", "paragraph", "strong", "emphasis", "code", "generic", "superscript", "subscript"}
)
"""Said by no screen reader: only what is inside."""
_WHOLE: Final = frozenset({"heading", "link", "button"})
"""Said once: their content is their name."""
STATES: Final = {
    "required": "erforderlich",
    "invalid": "ungültige Eingabe",
    "expanded": "erweitert",
    "not expanded": "reduziert",
    "checked": "aktiviert",
    "not checked": "nicht aktiviert",
    "partially checked": "teilweise aktiviert",
    "selected": "ausgewählt",
    "not selected": "",
    "pressed": "gedrückt",
    "not pressed": "nicht gedrückt",
    "disabled": "nicht verfügbar",
    "read only": "schreibgeschützt",
    "busy": "beschäftigt",
    "modal": "",
    "multi-line": "mehrzeilig",
    "multi-selectable": "mehrere möglich",
    "has popup listbox": "klappt eine Liste auf",
    "has popup menu": "klappt ein Menü auf",
    "has popup dialog": "öffnet einen Dialog",
    "has popup grid": "klappt einen Kalender auf",
    "current step": "aktueller Schritt",
    "current page": "aktuelle Seite",
    "current item": "aktueller Eintrag",
    "current date": "heute",
    "autocomplete in list": "mit Vorschlägen",
    "autocomplete inline": "mit Vorschlägen",
    "orientated vertically": "",
    "orientated horizontally": "",
}
_NUMBERS: Final = (
    (re.compile(r"level (\d+)"), r"Ebene \1"),
    (re.compile(r"position (\d+)"), r"\1 von"),
    (re.compile(r"set size (\d+)"), r"\1"),
)


def version() -> str:
    """The model's name, version and licence."""
    return (_FOLDER / "VERSION").read_text(encoding="utf-8").strip()


@cache
def source() -> str:
    """The vendored model as a plain script; it comes as a module, and a page of ours lets none in."""
    text = (_FOLDER / "screenreader.js").read_text(encoding="utf-8")
    exported = _EXPORT.search(text)
    if exported is None:
        raise RuntimeError("The virtual screen reader exports no `virtual`.")
    return f"(() => {{{text.replace(exported[0], f'window.__vsr = {exported[1]};')}\n}})()"


def speak(page: Page, number: str) -> str:
    """Everything of a page; the page is spent afterwards. `number` is that of its draft."""
    tree = page.locator("body").aria_snapshot()
    described = _descriptions(page)
    page.evaluate(source())
    phrases: list[str] = page.evaluate(_SPEAK, _MOST)
    parts = ["== Gesprochen ==", *german(phrases), "", "== Beschreibungen ==", *(described or ["keine"])]
    return normalized("\n".join([*parts, "", "== Baum für Hilfsmittel ==", tree]), number) + "\n"


def _descriptions(page: Page) -> list[str]:
    """What is said behind the name: the snapshot of the tree leaves it out."""
    session = page.context.new_cdp_session(page)
    try:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    finally:
        session.detach()
    found = (node for node in nodes if not node.get("ignored") and node.get("description", {}).get("value"))
    return sorted(map(_described, found))


def _described(node: dict[str, Any]) -> str:
    role, name = (node.get(part, {}).get("value", "") for part in ("role", "name"))
    return f"{ROLES.get(role, role)} „{name}“: {node['description']['value']}"


def german(phrases: Sequence[str]) -> list[str]:
    """The log of the model as an indented text: what lies inside is further right, its end needs no word."""
    return list(_shortened(_lines(phrases)))


def _lines(phrases: Sequence[str]) -> Iterator[str]:
    every, depth, inside = {*phrases}, 0, ""
    for phrase in phrases:
        role = phrase.partition(", ")[0]
        if inside:
            inside = "" if phrase == inside else inside
        elif phrase.startswith(("end of ", "end, ")):
            depth -= _opens(phrase.removeprefix("end of "))
        elif role not in _SILENT:
            yield "  " * max(depth, 0) + said(phrase)
            closes = f"end of {phrase}" in every
            inside = f"end of {phrase}" if role in _WHOLE and closes else ""
            depth += _opens(phrase) and not inside and closes
    if len(phrases) >= _MOST:
        yield "… (hier bricht das Modell ab)"


def _opens(phrase: str) -> bool:
    role = phrase.partition(", ")[0]
    return role in ROLES and role not in _WHOLE


def said(phrase: str) -> str:
    """One phrase: the role first, the states last, what the page itself says stays."""
    role, comma, rest = phrase.partition(", ")
    if not (role in ROLES and (comma or role == phrase)):
        return STATES.get(phrase, phrase)
    words, states = rest.split(", ") if comma else [], list[str]()
    while words and (state := _state(words[-1])) is not None:
        states.insert(0, state)
        words.pop()
    text = ", ".join([ROLES[role], *filter(None, [", ".join(words)]), *filter(None, states)])
    return re.sub(r"(\d+) von, (\d+)", r"\1 von \2", text)


def _state(word: str) -> str | None:
    if word in STATES:
        return STATES[word]
    return next((pattern.sub(by, word) for pattern, by in _NUMBERS if pattern.fullmatch(word)), None)


def _shortened(lines: Iterable[str]) -> Iterator[str]:
    """Long lists of entries are cut: nobody reads 250 countries."""
    for is_entry, several in groupby(lines, lambda line: line.lstrip().startswith(ROLES["option"] + ", ")):
        found = [*several]
        yield from found[:_OPTIONS] if is_entry else found
        if is_entry and len(found) > _OPTIONS:
            indent = found[0][: len(found[0]) - len(found[0].lstrip())]
            yield f"{indent}… {len(found) - _OPTIONS} weitere Einträge"
