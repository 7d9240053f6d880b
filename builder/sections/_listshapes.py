"""The shapes of calculations over the entries of lists: adding up, counting, asking whether some or all are so."""

from collections.abc import Mapping
from typing import Any

from builder.refusals import Refused
from builder.sections._frame import Choices
from builder.sections._operands import NUMBERS, Operands
from builder.sections._shape import Known, argument
from formengine.core.model import Control
from formengine.core.pointer import write_scope


def _list_of(operands: Operands, scope: Any) -> Control | None:
    return next((control for control in operands.lists if operands.list_scope(control) == scope), None)


def total_parts(operands: Operands, tree: Any) -> Known | None:
    """A sum over the entries of a list."""
    found = argument(tree, "sum")
    if not isinstance(found, Mapping) or not set(found) <= {"of", "value", "where"}:
        return None
    list_, value = _list_of(operands, found.get("of")), argument(found.get("value"), "value")
    for control in operands.entries(*NUMBERS):
        if list_ and control.lists[0] == list_.path and value == _inside(operands, control):
            return {"was": control.id, "eintraege": found.get("where")}
    return None


def _inside(_operands: Operands, control: Control) -> str:
    """The scope of an answer as seen from its entry."""
    return write_scope(control.path[len(control.lists[0]) + 1 :])


def total(operands: Operands, known: Known) -> Any:
    """The inverse of `total_parts`."""
    control = next(each for each in operands.entries(*NUMBERS) if each.id == known["was"])
    list_ = next(each for each in operands.lists if each.path == control.lists[0])
    spec = {"of": operands.list_scope(list_), "value": {"value": _inside(operands, control)}}
    where = known["eintraege"](list_)
    return {"sum": spec if where is None else {**spec, "where": where}}


def entries_parts(operands: Operands, tree: Any) -> Known | None:
    """How many entries there are, or whether some or all are so."""
    for name in ("count", "any", "all"):
        found = argument(tree, name)
        spec = found if isinstance(found, Mapping) else {"of": found}
        list_ = _list_of(operands, spec.get("of"))
        if found is not None and list_ and set(spec) <= {"of", "where"}:
            return {"art": name, "liste": list_.id, "eintraege": spec.get("where")}
    return None


def entries(operands: Operands, known: Known) -> Any:
    """The inverse of `entries_parts`. Raises Refused."""
    list_ = next(each for each in operands.lists if each.id == known["liste"])
    where = known["eintraege"](list_)
    if where is None and known["art"] != "count":
        raise Refused("Es fehlt, wonach die Einträge geprüft werden.", "Wählen Sie eine Frage der Einträge.")
    of = operands.list_scope(list_)
    return {known["art"]: {"of": of} if where is None else {"of": of, "where": where}}


def offered(operands: Operands) -> Mapping[str, Choices]:
    """The lists there are, and the numbers in their entries."""
    numbers = [(each.id, each.label or each.id) for each in operands.entries(*NUMBERS)]
    return {"liste": [(each.id, each.label or each.id) for each in operands.lists], "was": numbers}
