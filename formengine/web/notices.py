"""The notes that the assistant puts above the fields of a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Notice:
    """A note above the fields; `kind` is info, success or warning."""

    kind: str
    title: str
    text: str = ""


NOT_YET: Final = Notice(
    "info", "Diese Seite kommt vorher", "Ihre Angaben bleiben gespeichert. Bitte füllen Sie zuerst diese Seite aus."
)
REVEALED: Final = Notice(
    "info", "Es kommt noch eine Frage dazu", "Das hängt von Ihrer Antwort ab. Bitte füllen Sie auch diese Frage aus."
)
SAVED: Final = Notice(
    "success",
    "Gespeichert",
    "Sie können später in diesem Browser weitermachen. Öffnen Sie dazu wieder diese Adresse. "
    "Der Entwurf bleibt 30 Tage.",
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
BY_NAME: Final = {"vorher": NOT_YET, "gespeichert": SAVED, "geaendert": CHANGED, "eintrag": ITEM_SAVED}


def without_files(notice: Notice) -> Notice:
    """The note for a page that could not take in the files that were sent with it."""
    return replace(notice, text=f"{notice.text} Dateien wählen Sie bitte noch einmal aus.")


def conflict(lines: Sequence[str]) -> Notice:
    """Somebody else changed the page; `lines` say what stands there now."""
    there = f"Dort steht jetzt: {'; '.join(lines)}. " if lines else ""
    return Notice(
        "warning",
        "Diese Seite wurde in einem anderen Fenster geändert",
        f"{there}Hier sehen Sie Ihre eigenen Eingaben. Mit „Weiter“ gelten diese.",
    )
