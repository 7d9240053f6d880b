"""The Bewohnerparkausweis (LP08-A) as a designer would type it, and answers that tell whether it was built right."""

from typing import Any, Final

_HOLDER: Final = "Auf wen ist das Fahrzeug zugelassen?"
TITLE: Final = "Bewohnerparkausweis beantragen"
LINES: Final = f"""\
# Antrag
Was möchten Sie? * | Neuer Ausweis | Verlängerung | Anderes Kennzeichen oder Umzug | Ersatz
Nummer des bisherigen Ausweises * wenn Was möchten Sie? = Verlängerung | Anderes Kennzeichen oder Umzug | Ersatz
Gültig ab (Datum) *
Laufzeit: 1 Jahr | 2 Jahre * wenn Was möchten Sie? = Neuer Ausweis | Verlängerung
# Wohnung
Ist das Ihre Haupt- oder Nebenwohnung? * | Hauptwohnung | Nebenwohnung
Parkgebiet: Gebiet A | Gebiet B *
Haben Sie eine Garage oder einen Stellplatz im Gebiet? (Ja/Nein) *
Hat jemand anderes in Ihrem Haushalt schon einen Ausweis? (Ja/Nein)
# Fahrzeug
Auf wen ist das Fahrzeug zugelassen? * | Auf mich | Auf eine andere Person oder Firma | Carsharing
Kennzeichen * wenn {_HOLDER} = Auf mich | Auf eine andere Person oder Firma
Anbieter: teilAuto Muster | Anderer Anbieter * wenn {_HOLDER} = Carsharing
Mitgliedsbestätigung (Datei) * wenn {_HOLDER} = Carsharing
Name der Halterin oder des Halters * wenn {_HOLDER} = Auf eine andere Person oder Firma
Bestätigung der dauerhaften Nutzung (Datei) * wenn {_HOLDER} = Auf eine andere Person oder Firma
Zulassungsbescheinigung Teil I (Datei) * wenn {_HOLDER} = Auf mich | Auf eine andere Person oder Firma
# Versand
Wie möchten Sie den Ausweis bekommen? * | Per Post | Selbst ausdrucken | Digitaler Nachweis über das Kennzeichen
"""
"""Everything but person and address, which are blocks."""

BLOCKS: Final = ("person", "anschrift", "kontakt")


def good(**changes: Any) -> dict[str, Any]:
    """An application that must be accepted but for what stands in `changes`, by the words of the questions."""
    return {
        "Was möchten Sie?": "Neuer Ausweis",
        "Laufzeit": "1 Jahr",
        "Gültig ab": "2026-12-01",
        "Ist das Ihre Haupt- oder Nebenwohnung?": "Hauptwohnung",
        "Parkgebiet": "Gebiet A",
        "Haben Sie eine Garage oder einen Stellplatz im Gebiet?": False,
        "Auf wen ist das Fahrzeug zugelassen?": "Auf mich",
        "Kennzeichen": "MGB-AR 412",
        "Zulassungsbescheinigung Teil I": ["zb1.pdf"],
        "Wie möchten Sie den Ausweis bekommen?": "Per Post",
    } | changes
