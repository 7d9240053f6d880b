"""Code lists: versioned lists of codes that supply the options of a question (`x-codelist`)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from formengine import locales
from formengine.core.formats import is_date
from formengine.core.model import Finding
from formengine.core.pointer import join

KEYWORD: Final = "x-codelist"
_BY_TITLE: Final = 20
"""More options than this are looked up by their titles."""


def uris(node: Any) -> set[str]:
    """The names of all lists that a form or a block refers to."""
    return {reference["uri"] for reference, _ in references(node)}


def references(node: Any, place: str = "") -> Iterator[tuple[Mapping[str, Any], str]]:
    """Every reference to a list, and where it stands."""
    if isinstance(node, list):
        for i, part in enumerate(node):
            yield from references(part, f"{place}/{i}")
    elif isinstance(node, Mapping):
        if is_reference(node.get(KEYWORD)):
            yield node[KEYWORD], place + join(KEYWORD)
        for name, part in node.items():
            yield from references(part, place + join(str(name)))


def is_reference(value: Any) -> bool:
    """True for the value of `x-codelist` that names a list and a version or a day."""
    return isinstance(value, Mapping) and isinstance(value.get("uri"), str) and bool({"version", "at"} & value.keys())


def check(lists: Mapping[str, Any]) -> Iterator[Finding]:
    """Findings for lists in which a code, or a version, stands twice, or whose days of validity are none."""
    for name, content in lists.items():
        versions = content["versions"]
        for version in _twice(each["version"] for each in versions):
            yield _finding(f"codelists/{name}", "/versions", f"Die Version „{version}“ steht zweimal in der Liste.")
        for i, version in enumerate(versions):
            if not is_date(version.get("validFrom", "2000-01-01")):
                place = join("versions", i, "validFrom")
                mend = "Schreiben Sie den ersten Tag, an dem die Version gilt, als JJJJ-MM-TT."
                yield _finding(f"codelists/{name}", place, "Diesen Tag gibt es nicht.", mend)
            for code in _twice(entry["code"] for entry in version["codes"]):
                place = join("versions", i, "codes")
                yield _finding(f"codelists/{name}", place, f"Der Code „{code}“ steht zweimal in der Liste.")


def _twice(names: Iterator[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _finding(part: str, place: str, message: str, mend: str = "Streichen Sie einen der Einträge.") -> Finding:
    return Finding("error", part, place, message, mend)


def problems(schema: Any, lists: Mapping[str, Any]) -> Iterator[Finding]:
    """Findings for references that lead nowhere."""
    for reference, place in references(schema, "/schema"):
        content = _named(lists, reference["uri"])
        if content is None:
            mend = "Legen Sie die Datei in _codelists/ an: formengine codelist import."
            yield _finding("form", place, f"Die Codeliste „{reference['uri']}“ gibt es nicht.", mend)
        elif chosen(content, reference) is None:
            known = ", ".join(_words(version) for version in content["versions"])
            yield _finding("form", place, "Diese Version der Codeliste gibt es nicht.", f"Es gibt: {known}.")


def _words(version: Mapping[str, Any]) -> str:
    return f"{version['version']} (ab {version['validFrom']})" if "validFrom" in version else str(version["version"])


def _named(lists: Mapping[str, Any], uri: str) -> Mapping[str, Any] | None:
    return next((content for content in lists.values() if content["uri"] == uri), None)


def chosen(content: Mapping[str, Any], reference: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The version that a reference means: the one it names, or the newest that is valid on its day."""
    if "version" in reference:
        return next((one for one in content["versions"] if one["version"] == reference["version"]), None)
    valid = [one for one in content["versions"] if "validFrom" in one and one["validFrom"] <= reference["at"]]
    return max(valid, key=lambda one: str(one["validFrom"]), default=None)


def fill(schema: Any, lists: Mapping[str, Any], language: str = locales.GERMAN) -> Any:
    """The schema with the codes of each list in its place, as options. What leads nowhere stays (see `problems`)."""
    if isinstance(schema, list):
        return [fill(part, lists, language) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    filled = {name: fill(part, lists, language) for name, part in schema.items()}
    version = version_of(schema.get(KEYWORD), lists)
    return filled if version is None else filled | {"oneOf": _options(version["codes"], language)}


def version_of(reference: Any, lists: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The version that a reference means, None where it leads nowhere."""
    content = _named(lists, reference["uri"]) if is_reference(reference) else None
    return None if content is None else chosen(content, reference)


def _options(codes: Sequence[Mapping[str, Any]], language: str) -> list[dict[str, str]]:
    """In the order of the list; translated ones in that of their titles, if the German ones stood in such an order."""
    found = [_option(entry, language) for entry in codes]
    translated = any(language in entry.get("labels", {}) for entry in codes)
    return sorted(found, key=lambda option: option["title"]) if translated and len(found) > _BY_TITLE else found


def _option(entry: Mapping[str, Any], language: str) -> dict[str, str]:
    option = {"const": entry["code"], "title": entry.get("labels", {}).get(language, entry["label"])}
    return option | ({"description": entry["help"]} if "help" in entry else {})
