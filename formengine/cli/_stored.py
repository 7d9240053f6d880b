"""Opens the data that a command works on beside a running application."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from formengine.cli._problems import CommandError
from formengine.store import DATABASE_NAME, Store


@contextmanager
def stored(options: argparse.Namespace) -> Iterator[Store]:
    """The store that `--data` names. Raises CommandError where there is none: a new one would be of no use."""
    if not (options.data / DATABASE_NAME).is_file():
        raise CommandError(
            f"Im Ordner „{options.data}“ liegen keine Daten. Nennen Sie mit --data den richtigen Ordner."
        )
    store = Store.open(options.data)
    try:
        yield store
    finally:
        store.close()
