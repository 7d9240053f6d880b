"""Every edit is a named pure function `bundle, **arguments -> bundle`; each module of this folder holds one kind.

A module offers its operations in OPERATIONS, by name. An operation addresses elements by id, takes JSON values only
(its arguments are kept in the history), leaves the bundle that it was given as it is, and raises Refused where the
edit makes no sense. What it returns must compile wherever what it was given did.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import Any, Final

from builder.operations._arguments import unfit
from builder.operations._judging import errors, judge
from builder.refusals import Refused
from formengine.core.bundle import Bundle

__all__ = ["OPERATIONS", "Operation", "Refused", "perform"]

Operation = Callable[..., Bundle]


def _operations() -> Mapping[str, Operation]:
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name[0] != "_")
    found: dict[str, Operation] = {}
    for name in names:
        own: Mapping[str, Operation] = importlib.import_module(f"{__name__}.{name}").OPERATIONS
        doubled = own.keys() & found.keys()
        if doubled:
            raise ImportError(f"two modules offer {', '.join(sorted(doubled))}")
        found |= own
    return found


OPERATIONS: Final = _operations()
"""Every operation by its name, derived from the folder."""


def perform(bundle: Bundle, name: str, arguments: Mapping[str, Any]) -> Bundle:
    """The bundle after an operation. Raises Refused, for an unknown name, unfit arguments or a broken result too."""
    operation = OPERATIONS.get(name)
    if operation is None:
        raise Refused(f"Den Arbeitsschritt „{name}“ gibt es nicht.", "Laden Sie die Seite neu.")
    wrong = unfit(operation, arguments)
    if wrong:
        raise Refused(f"Die Angaben zu „{name}“ passen nicht ({wrong}).", "Laden Sie die Seite neu.")
    return judge(bundle, _performed(bundle, operation, arguments))


def _performed(bundle: Bundle, operation: Operation, arguments: Mapping[str, Any]) -> Bundle:
    """An operation may rely on a definition that runs; one that does not may be too broken for it."""
    try:
        return operation(bundle, **arguments)
    except RecursionError as error:
        raise Refused("Das ist zu tief verschachtelt.", "Laden Sie die Seite neu.") from error
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        found = errors(bundle)
        if not found:
            raise
        message = f"Solange die Definition nicht läuft, geht das nicht: {found[0].message}"
        raise Refused(message, found[0].mend) from error
