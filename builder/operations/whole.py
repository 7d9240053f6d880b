"""Documents replaced as a whole, as the JSON view does it."""

import copy
import dataclasses
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

from builder.operations._judging import errors, read
from builder.refusals import Refused
from formengine.core import limits, strictjson
from formengine.core.bundle import Bundle
from formengine.core.cases import CaseError, read_cases
from formengine.core.model import Finding
from formengine.core.pointer import join
from formengine.core.validation import judge

_SHAPE: Final = judge(strictjson.loads((files("formengine.core") / "cases.schema.json").read_bytes()))
_MEND: Final = "Prüfen Sie die Fälle; die Spezifikation nennt, was darin stehen darf."


def set_form(bundle: Bundle, form: Mapping[str, Any]) -> Bundle:
    """Replace the whole `form`; refused with the place of the first mistake where it would not run."""
    if form.get("slug", bundle.slug) != bundle.slug:
        raise Refused("„slug“ lässt sich nicht ändern.", f"Schreiben Sie „{bundle.slug}“.")
    after = dataclasses.replace(bundle, form=copy.deepcopy(dict(form)))
    found = errors(after)
    if found:
        raise _refused(found[0])
    return after


def _refused(finding: Finding) -> Refused:
    where = f"{finding.part}{finding.place}" if finding.part != "form" else finding.place
    return Refused(f"{where}: {finding.message}" if where else finding.message, finding.mend)


def set_cases(bundle: Bundle, cases: Mapping[str, Any]) -> Bundle:
    """Replace all `cases`, personas and tasks; refused where they cannot be read."""
    after = dataclasses.replace(bundle, cases=copy.deepcopy(dict(cases)))
    for finding in limits.check(after.cases):
        raise _refused(dataclasses.replace(finding, part="cases"))
    wrong = _SHAPE.problems(after.cases)
    if wrong:
        place = join(*wrong[0].path)
        raise Refused(f"In den Fällen stimmt {place or 'der Aufbau'} nicht ({wrong[0].keyword}).", _MEND)
    definition = read(after)[0]
    try:
        if definition is not None:
            read_cases(definition)
    except CaseError as error:
        raise Refused(str(error), _MEND) from error
    return after


OPERATIONS: Final = {"set_form": set_form, "set_cases": set_cases}
