"""The parts of a bundle, judged one by one and together before any of them is compiled."""

from dataclasses import replace
from typing import Any

from formengine.core import codelists, limits, metaschema, parameters
from formengine.core.bundle import Bundle
from formengine.core.model import Finding


def check_parts(bundle: Bundle) -> list[Finding]:
    """Findings for parts that are too large, misshapen, or that hold schemas or values that cannot be used."""
    found = _check_part(bundle.form, "form", "form") or limits.check_whole(_contents(bundle))
    if found:
        return found
    for name, block in bundle.shared.items():
        found += _check_part(block, "block", f"shared/{name}")
    for language, words in bundle.texts.items():
        found += _check_part(words, "texts", f"texts/{language}")
    found += _check_part(bundle.parameters, "kommune", "parameters")
    found += [replace(finding, part="cases") for finding in limits.check(bundle.cases)]
    for name, content in bundle.codelists.items():
        found += _check_part(content, "codelist", f"codelists/{name}")
    found = found or list(codelists.check(bundle.codelists))
    return found or parameters.check(bundle.form, bundle.parameters)


def _contents(bundle: Bundle) -> list[Any]:
    rooms = (bundle.shared, bundle.texts, bundle.codelists)
    named = [content for room in rooms for content in room.values()]
    return [bundle.form, bundle.cases, bundle.parameters, *named]


def _check_part(part: Any, shape: str, name: str) -> list[Finding]:
    found = limits.check(part) or metaschema.check(part, shape)
    if not found and shape in ("form", "block"):
        found = limits.check_schemas(part)
    return [replace(finding, part=name) for finding in found]
