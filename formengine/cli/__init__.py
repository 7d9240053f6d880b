"""The command `formengine`: its commands are the modules of this folder, and only the called one is loaded."""

import difflib
import importlib
import io
import keyword
import os
import pkgutil
import sys
from collections.abc import Sequence
from typing import Final

from formengine import __version__
from formengine.cli._parsing import Command, Parser
from formengine.cli._problems import CommandError
from formengine.store.errors import StoreError

__all__ = ["main"]
COMMANDS: Final = tuple(
    sorted(found.name.rstrip("_") for found in pkgutil.iter_modules(__path__) if found.name[0] != "_")
)
COULD_NOT_RUN: Final = 2
_HELP: Final = ("-h", "--help", "hilfe", "help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0: all is well; 1: it found errors in definitions; 2: it could not run."""
    _speak_utf8()
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except (CommandError, StoreError) as error:
        return _refuse(str(error))
    except BrokenPipeError:
        # Whoever read along (head, less) has left; Python would complain about it once more when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_RUN
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _refuse(f"{where}{error.strerror or error}")
    except KeyboardInterrupt:
        return 130


def _run(arguments: list[str]) -> int:
    name = arguments[0] if arguments else ""
    if name in COMMANDS:
        command = _load(name)
        parser = Parser(name, command)
        return command.run(parser.parse_args(arguments[1:]))
    if name == "--version":
        print(f"Antragswerkstatt {__version__}")
        return 0
    if name in _HELP or not name:
        print(_overview())
        return 0 if name else COULD_NOT_RUN
    near = difflib.get_close_matches(name, COMMANDS, n=1)
    hint = f" Meinten Sie „{near[0]}“?" if near else f" Es gibt: {', '.join(COMMANDS)}."
    raise CommandError(f"Den Befehl „{name}“ gibt es nicht.{hint}")


def _load(name: str) -> Command:
    # A module cannot be called `import`: it has an underscore behind its name.
    module = f"{name}_" if keyword.iskeyword(name) else name
    command: Command = importlib.import_module(f"{__name__}.{module}")
    return command


def _overview() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}   {_load(name).SUMMARY}" for name in COMMANDS]
    return "\n".join(
        [
            "Antragswerkstatt: aus einer Definition wird ein Antragsassistent zum Durchklicken.",
            "",
            "Aufruf: formengine BEFEHL [Optionen]",
            "",
            "Befehle:",
            *lines,
            "",
            "Mehr zu einem Befehl:  formengine BEFEHL --help",
            "Zum Anfangen:          formengine serve",
        ]
    )


def _refuse(text: str) -> int:
    print(f"formengine: {' '.join(text.split())}", file=sys.stderr)
    return COULD_NOT_RUN


def _speak_utf8() -> None:
    """German and JSON survive a pipe on Windows, and a file name that is no text does not end in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
