"""An Anliegensklärung offers *Weiß ich nicht* at every question; that answer ends the questions and leads to help."""

import copy
from collections.abc import Mapping
from typing import Any

from formengine import locales
from formengine.core.model import UNSURE, Finding
from formengine.core.pointer import MISSING, get, parse_scope
from formengine.core.translation import LANG


def offer_unsure(form: Mapping[str, Any], language: str = locales.GERMAN) -> tuple[dict[str, Any], list[Finding]]:
    """The form of a Klärung with the extra answer at each question and the rule that hides what follows it."""
    result = copy.deepcopy(dict(form))
    findings: list[Finding] = []
    unsure: list[dict[str, Any]] = []
    for i, page in enumerate(result.get("uischema", {}).get("elements", ())):
        if unsure:
            own = page.get("rule", [])
            hide = {"effect": "HIDE", "condition": {"type": "OR", "conditions": list(unsure)}}
            page["rule"] = [*(own if isinstance(own, list) else [own]), hide]
        for j, element in enumerate(page.get("elements", ())):
            place = f"/uischema/elements/{i}/elements/{j}"
            options = element.get("options", {})
            if element.get("type") == "Control" and "calc" not in options and options.get("unsure", True):
                leaf = _add_answer(
                    result, element, place, locales.speech(element.get(LANG, language))["unsure"], findings
                )
                unsure += [leaf] if leaf else []
    return result, findings


def _add_answer(
    form: dict[str, Any], element: Mapping[str, Any], place: str, title: str, findings: list[Finding]
) -> dict[str, Any] | None:
    try:
        path = parse_scope(str(element.get("scope")))
    except ValueError:
        return None
    schema: Any = form.get("schema", {})
    for name in path:
        schema = get(schema, ("properties", name))
    options = schema.get("oneOf") if schema is not MISSING and isinstance(schema, dict) else None
    if not isinstance(options, list):
        mend = "Verwenden Sie eine Auswahl (oneOf mit const und title) oder setzen Sie „unsure“: false."
        findings.append(Finding("error", "form", place, f"Bei dieser Frage passt „{title}“ nicht dazu.", mend))
        return None
    if not any(isinstance(option, dict) and option.get("const") == UNSURE for option in options):
        options.append({"const": UNSURE, "title": title})
    return {"scope": element["scope"], "schema": {"const": UNSURE}, "failWhenUndefined": True}
