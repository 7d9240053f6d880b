"""Command lines in German: help that a newcomer understands, and mistakes answered in one line."""

import argparse
import re
from collections.abc import Callable
from typing import Any, Final, NoReturn, Protocol

from formengine.cli._problems import CommandError


class Command(Protocol):
    """What the module of a command offers."""

    SUMMARY: str
    """One line for the overview."""
    HELP: str
    """What it does, and examples."""
    arguments: Callable[[argparse.ArgumentParser], None]
    """Declares its options."""
    run: Callable[[argparse.Namespace], int]
    """Does it; returns the exit code."""


_GERMAN: Final = (
    (re.compile(r"unrecognized arguments: (.*)"), r"„\1“ gehört nicht zu diesem Befehl."),
    (re.compile(r"the following arguments are required: (.*)"), r"Es fehlt: \1."),
    (re.compile(r"one of the arguments (\S+) (\S+) is required"), r"Es fehlt \1 oder \2."),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), r"\1 und \2 gehen nicht zusammen."),
    (re.compile(r"argument (\S+): expected (?:one|at least one) argument"), r"Nach \1 fehlt ein Wert."),
    (
        re.compile(r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)"),
        r"\1 kennt „\2“ nicht. Erlaubt: \3.",
    ),
    (re.compile(r"argument (\S+): ignored explicit argument '?(.*?)'?"), r"\1 nimmt keinen Wert an."),
    (re.compile(r"argument (\S+): (.*)"), r"\1: \2"),
)


class Parser(argparse.ArgumentParser):
    """The parser of one command."""

    def __init__(self, name: str, command: Command) -> None:
        super().__init__(
            prog=f"formengine {name}",
            description=command.SUMMARY,
            epilog=command.HELP,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self._positionals.title, self._optionals.title = "Angaben", "Optionen"
        command.arguments(self)
        self.add_argument("-h", "--help", action="help", help="zeigt diese Hilfe")

    def error(self, message: str) -> NoReturn:
        """Refuse in German; the usage stands in the help, not in front of every mistake."""
        german = next((pattern.sub(text, message) for pattern, text in _GERMAN if pattern.fullmatch(message)), message)
        raise CommandError(f"{german} Hilfe: {self.prog} --help")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the line breaks of the examples and says *Aufruf*."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The line that shows how the command is called."""
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)
