"""What the roles are called and what they are for, in German."""

from collections.abc import Mapping
from typing import Final

from formengine.store.accounts import Role

ROLE_NAMES: Final[Mapping[Role, str]] = {
    Role.ADMIN: "Verwaltung der Konten",
    Role.DESIGNER: "Gestaltung",
    Role.QA: "Prüfung",
    Role.MODERATOR: "Moderation",
}
ROLE_TASKS: Final[Mapping[Role, str]] = {
    Role.ADMIN: "darf alles, auch einladen und Konten schließen",
    Role.DESIGNER: "baut und ändert Prototypen",
    Role.QA: "prüft Prototypen und sieht Befunde",
    Role.MODERATOR: "führt durch die Werkstatt und gibt Änderungen frei",
}
