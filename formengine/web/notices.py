"""The notes that the assistant puts above the fields of a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from formengine.web import asked


@dataclass(frozen=True, slots=True)
class Notice:
    """A note above the fields; `kind` is info, success or warning."""

    kind: str
    title: str
    text: str = ""
    link: tuple[str, str] | None = None
    """Where to read more: the words and the address."""


NOT_YET: Final = Notice(
    "info", "Diese Seite kommt vorher", "Ihre Angaben bleiben gespeichert. Bitte füllen Sie zuerst diese Seite aus."
)
REVEALED: Final = Notice(
    "info", "Es kommt noch eine Frage dazu", "Das hängt von Ihrer Antwort ab. Bitte füllen Sie auch diese Frage aus."
)
PENDING: Final = Notice(
    "info",
    "Diese Seite ist noch nicht fertig",
    "Ihre Eingaben sind gespeichert. Klicken Sie auf „Weiter“, wenn alles stimmt.",
)
ITEM_SAVED: Final = Notice(
    "success", "Der Eintrag ist gespeichert", "Fügen Sie weitere Einträge hinzu oder klicken Sie auf „Weiter“."
)
EXPIRED: Final = Notice(
    "warning",
    "Bitte senden Sie die Seite noch einmal",
    "Die Seite war zu lange offen. Ihre Eingaben stehen noch hier. Klicken Sie noch einmal auf „Weiter“.",
)
CHANGED: Final = Notice(
    "warning", "Diese Seite wurde in einem anderen Fenster geändert", "Bitte prüfen Sie, was hier jetzt steht."
)
NOT_ON_THE_WAY: Final = Notice(
    "info",
    "Die gewählte Seite kommt mit diesen Antworten nicht vor",
    "Sie erscheint nur bei anderen Antworten. Ändern Sie eine Antwort, oder beginnen Sie neu mit einer anderen Person.",
)
JUMPED: Final = Notice(
    "success",
    "Die Seiten davor sind ausgefüllt",
    "Was noch leer war, steht jetzt mit Beispieldaten da. Was Sie selbst eingegeben haben, ist geblieben.",
)
NO_EXAMPLE: Final = Notice(
    "info",
    "Hier reichen die Beispieldaten nicht weiter",
    "Was hier steht, passt nicht zu den Beispieldaten. Bitte füllen Sie diese Seite selbst aus.",
)
FILLED: Final = Notice(
    "success", "Beispieldaten eingesetzt", "Sie können alles ändern. Klicken Sie auf „Weiter“, wenn es so bleiben soll."
)
NOBODY: Final = Notice("info", "Bitte wählen Sie eine Beispielperson", "Ihre Eingaben stehen noch hier.")
ANEW: Final = Notice(
    "success",
    "Sie haben neu begonnen",
    "Ihr alter Entwurf bleibt gespeichert. Mit „Zurück“ im Browser kommen Sie wieder zu ihm.",
)
UPDATED: Final = Notice(
    "info",
    "Die Fragen haben sich inzwischen geändert",
    "Ihre Angaben sind übernommen. Bitte prüfen Sie sie noch einmal und senden Sie dann ab.",
)
BY_NAME: Final = {
    "aktualisiert": UPDATED,
    "vorher": NOT_YET,
    "geaendert": CHANGED,
    "eintrag": ITEM_SAVED,
    "nicht-dabei": NOT_ON_THE_WAY,
    "gesprungen": JUMPED,
    "beispiel-fehlt": NO_EXAMPLE,
    "beispiel": FILLED,
    "person-fehlt": NOBODY,
    "neu": ANEW,
}


def of_request() -> Notice | None:
    """The note that the address asks for."""
    return BY_NAME.get(asked.noted())


def without_files(notice: Notice) -> Notice:
    """The note for a page that could not take in the files that were sent with it."""
    return replace(notice, text=f"{notice.text} Dateien wählen Sie bitte noch einmal aus.")


def late(left: int) -> Notice:
    """A page was sent that still had the old questions; `left` answers have no question any more."""
    lost = " Was nicht mehr passt, haben wir aufgehoben." if left else ""
    return Notice(
        "warning",
        "Die Fragen haben sich inzwischen geändert",
        f"Hier sehen Sie die neuen Fragen mit Ihren Eingaben.{lost} Prüfen Sie bitte alles und senden Sie noch einmal.",
    )


def conflict(lines: Sequence[str]) -> Notice:
    """Somebody else changed the page; `lines` say what stands there now."""
    there = f"Dort steht jetzt: {'; '.join(lines)}. " if lines else ""
    return Notice(
        "warning",
        "Diese Seite wurde in einem anderen Fenster geändert",
        f"{there}Hier sehen Sie Ihre eigenen Eingaben. Mit „Weiter“ gelten diese.",
    )
