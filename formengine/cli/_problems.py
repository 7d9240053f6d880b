"""What keeps a command from running, said in one line."""

import difflib
from collections.abc import Iterable


class CommandError(Exception):
    """A command could not run: the message says in German what is wrong and how to mend it."""


def unknown_slug(slug: str, known: Iterable[str]) -> CommandError:
    """The error for a definition that is not there, with the name that was probably meant."""
    names = sorted(known)
    near = difflib.get_close_matches(slug, names, n=1, cutoff=0.5)
    if near:
        hint = f"Meinten Sie „{near[0]}“?"
    else:
        hint = f"Es gibt: {', '.join(names)}." if names else "Hier gibt es noch keine; „formengine new“ legt eine an."
    return CommandError(f"Die Definition „{slug}“ gibt es nicht. {hint}")
