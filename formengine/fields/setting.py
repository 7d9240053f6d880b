"""What a widget takes from its surroundings when it is compiled: words, parameters, addresses of pictures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from markupsafe import Markup

from formengine.core.model import Control

GERMAN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "optional": "(freiwillig)",
        "help": "Hilfe",
        "error": "Fehler:",
        "choose": "Bitte wählen",
        "nothing": "–",
        "no_answer": "Keine Angabe",
        "day": "Tag",
        "month": "Monat",
        "year": "Jahr",
        "date_example": "Zum Beispiel: 9 4 1985",
        "partial_date_example": "Tag und Monat dürfen leer bleiben. Zum Beispiel: 9 4 1985 oder nur 1985",
        "time_example": "Zum Beispiel: 9:30",
        "clock": "Uhr",
        "euro": "€",
        "iban_example": "Zum Beispiel: DE89 3704 0044 0532 0130 00",
        "plate_example": "Zum Beispiel: B-AB 1234",
        "length": "Höchstens {max} Zeichen.",
        "and": "und",
        "types": "Erlaubt: {types}.",
        "size": "Höchstens {size} je Datei.",
        "one_file": "Sie können eine Datei hochladen.",
        "files": "Sie können bis zu {max} Dateien hochladen.",
        "stored": "Hochgeladene Dateien",
        "later": "Ich reiche die Unterlage nach.",
        "remove": "Entfernen",
        "sample": "Beispieldatei verwenden",
        "search": "Suchen",
        "search_found": "Gefundene Einträge",
        "reference_lost": "Diesen Eintrag gibt es nicht mehr",
        "search_first": "Bitte suchen und wählen",
        "search_one": "1 Treffer",
        "search_hits": "{number} Treffer",
        "search_many": "{number} Treffer, gezeigt werden {most}. Tippen Sie mehr, um weniger zu finden.",
        "search_none": "Kein Eintrag gefunden",
        "search_open": "Noch kein Eintrag ausgewählt",
        "sketch": "Skizze",
        "sketch_says": "Hier entsteht noch eine Frage. Sie können hier nichts eingeben.",
        "table_row": "Zeile {number}",
        "table_more": "Zeile hinzufügen",
        "table_back": "Entfernte Zeile zurückholen",
        "table_sum": "Summe",
        "table_count": "Summe berechnen",
        "table_actions": "Ändern",
        "tone_info": "Hinweis",
        "tone_warning": "Wichtig",
        "tone_success": "Gut zu wissen",
        "map": "Karte von {town}",
        "map_click": "Karte von {town}. Klicken Sie auf die Stelle, die Sie meinen.",
        "map_place": "Bekannter Ort oder Straße",
        "map_none": "Kein Ort ausgewählt",
        "map_hint": "Wählen Sie einen Ort aus der Liste oder klicken Sie auf die Karte.",
        "map_chosen": "Ausgewählt:",
        "map_empty": "Noch kein Punkt ausgewählt.",
        "map_expert": "Koordinaten eingeben (für Fachleute)",
        "map_system": "Koordinaten in ETRS89/UTM Zone 33N (EPSG:25833), in ganzen Metern.",
        "map_e": "Rechtswert (E)",
        "map_n": "Hochwert (N)",
        "map_keys": "Pfeiltasten bewegen den Punkt um 10 Meter, mit der Umschalttaste um 100 Meter. Entf löscht ihn.",
    }
)
"""The words of the widgets. Texts of a definition never stand here."""


def plain_address(name: str) -> str:
    """Where a picture is looked for when the web gives no address."""
    return f"/static/felder/{name}"


def no_source(_control: Control) -> str:
    """Where nobody serves the options of long lists."""
    return ""


def no_sample(_control: Control) -> bool:
    """Where nobody offers sample files."""
    return False


@dataclass(frozen=True, slots=True)
class Marks:
    """Attributes by which a measuring browser finds its way; nothing where nobody measures."""

    wanted: bool = False

    @property
    def next(self) -> Markup:
        """At the button that leads to the next step."""
        return Markup(" data-bench-next") if self.wanted else Markup()

    def error(self, id: str) -> Markup:
        """At the place of a question's message."""
        return Markup(' data-bench-error="{}"').format(id) if self.wanted else Markup()


UNMARKED: Final = Marks()


@dataclass(frozen=True, slots=True)
class Setting:
    """Words, parameters (for suggestions) and the address of a picture by its name in `formengine.fields.ASSETS`."""

    texts: Mapping[str, str] = field(default_factory=lambda: GERMAN)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    asset: Callable[[str], str] = plain_address
    sample: Callable[[Control], bool] = no_sample
    """Whether a question that asks for files can be given a sample file."""
    source: Callable[[Control], str] = no_source
    """Where a script finds the options of a list that is too long for the page."""
    marks: Marks = UNMARKED

    def say(self, key: str, **values: object) -> str:
        """A text with its `{places}` filled in."""
        text = self.texts[key]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text
