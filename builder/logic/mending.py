"""A definition that does not run, without the rules that keep it from running: so that these can be seen and mended."""

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from builder.tree import Node, nodes
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition
from formengine.core.model import Finding

MOST: Final = 20
"""So many times a rule is left out and the rest is read again."""

Read = Callable[[Bundle], tuple[Definition | None, Sequence[Finding]]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and the element whose rules were left out for it ("" where it is no rule)."""

    finding: Finding
    element: str


@dataclass(frozen=True, slots=True)
class Mended:
    """The definition without what is wrong with it; None where that is more than rules."""

    definition: Definition | None
    faults: tuple[Fault, ...]


def mended(bundle: Bundle, read: Read) -> Mended:
    """Leave out rules until the rest runs. A bundle that runs comes back as it is, without faults."""
    faults: list[Fault] = []
    for _ in range(MOST):
        definition, findings = read(bundle)
        if definition is not None:
            return Mended(definition, tuple(faults))
        wrong = [Fault(finding, _ruled(bundle.form, finding)) for finding in findings if finding.level == "error"]
        faults += wrong
        ids = {fault.element for fault in wrong} - {""}
        if not ids:
            break
        bundle = replace(bundle, form=_without_rules(bundle.form, ids))
    return Mended(None, tuple(faults))


def _ruled(form: Mapping[str, Any], finding: Finding) -> str:
    """The innermost element with rules around the place of a finding."""
    around = [node for node in nodes(form).values() if _holds(node, finding) and "rule" in node.raw]
    return max(around, key=lambda node: len(node.pointer)).id if around else ""


def _holds(node: Node, finding: Finding) -> bool:
    return finding.part == "form" and f"{finding.place}/".startswith(f"{node.pointer}/")


def _without_rules(form: Mapping[str, Any], ids: set[str]) -> dict[str, Any]:
    left: dict[str, Any] = copy.deepcopy(dict(form))
    for id_, node in nodes(left).items():
        if id_ in ids and isinstance(node.raw, dict):
            del node.raw["rule"]
    return left
