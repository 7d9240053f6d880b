"""How a task came out, in words: why it failed, which bound it missed, and what else a designer should look at."""

from typing import Final

from usability.tasks.model import Played

BOUNDS: Final = {
    "pages": "Seiten",
    "fields": "Felder",
    "keys": "Anschläge und Klicks",
    "words": "Wörter",
    "errors": "Fehlermeldungen",
    "minutes": "Minuten",
}


def failures(played: Played) -> tuple[str, ...]:
    """Why the task did not succeed; nothing where it did."""
    wanted, found = played.task.success.end, list[str]()
    if played.stuck:
        found.append(played.stuck)
    elif played.end != wanted:
        found.append(f"Die Aufgabe endet bei „{played.end}“ statt bei „{wanted}“.")
    found += [f"Der Fehler bei „{label}“ fällt niemandem auf." for label in played.unnoticed]
    found += [f"Die Meldung „{each.text}“ führt zu keiner Stelle." for each in played.messages if not each.placed]
    return tuple(found)


def missed(played: Played) -> tuple[str, ...]:
    """The bounds that the task went over."""
    bounds = {name: getattr(played.task.success, name) for name in BOUNDS}
    return tuple(
        f"{BOUNDS[name]}: höchstens {number(most, 2)}, gemessen {number(getattr(played, name), 2)}."
        for name, most in bounds.items()
        if most is not None and getattr(played, name) > most
    )


def remarks(played: Played) -> tuple[str, ...]:
    """What fails nothing, but costs somebody something."""
    titles = {visit.page: visit.title for visit in played.visits}
    found = [f"Umweg über die Seite „{titles.get(page, page)}“." for page in played.detours]
    found += [f"Die erwartete Seite „{page}“ kam nicht." for page in played.skipped]
    found += [f"„{label}“ wird zweimal gefragt." for label in played.twice]
    found += [f"Diese Meldung sagt nicht, was zu tun ist: „{each.text}“" for each in played.messages if not each.helps]
    return tuple(dict.fromkeys(found))


def succeeded(played: Played) -> bool:
    """True where the task came out well and within its bounds."""
    return not failures(played) and not missed(played)


def number(value: float, places: int = 1) -> str:
    """As it is written in German."""
    return (str(value) if isinstance(value, int) else f"{value:.{places}f}").replace(".", ",")
