"""The other files of a bundle: cases, languages, blocks, code lists, what a Kommune sets."""

from collections.abc import Iterator, Mapping
from typing import Any

from builder.difference.change import Change, Kind
from builder.difference.pair import Pair
from builder.difference.parts import entries, listed, named, title_of
from builder.difference.wording import same, shortened, values
from formengine import locales
from formengine.core.phrases import quoted
from formengine.core.pointer import MISSING
from formengine.core.translation import FORM


def changes(pair: Pair) -> Iterator[Change]:
    """Changes of the bundle's other files: cases, languages, blocks, values of the Kommune, code lists."""
    one, other = pair.before.bundle, pair.after.bundle
    yield from _cases(pair, one.cases or {}, other.cases or {})
    if (one.cases is None) != (other.cases is None):
        yield Change("", "", "case", f"Die Beispiele sind {'neu' if one.cases is None else 'entfernt'}")
    yield from _files("block", "Baustein", one.shared, other.shared)
    yield from _files("codelist", "Codeliste", one.codelists, other.codelists)
    mine, theirs = one.parameters.get("values", {}), other.parameters.get("values", {})
    yield from named("parameter", _titles(pair), mine, theirs)
    rest = [{name: part for name, part in side.parameters.items() if name != "values"} for side in (one, other)]
    yield from named("parameter", {"kommune": "Kommune", "title": "Name der Kommune"}, *rest)
    yield from _languages(pair)


def _titles(pair: Pair) -> dict[str, str]:
    declared = pair.after.form.get("parameters", {})
    return {name: f"Wert der Kommune für {quoted(str(spec.get('title', name)))}" for name, spec in declared.items()}


def _cases(pair: Pair, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    yield from entries(pair, one.get("personas", {}), other.get("personas", {}), "case", "Person")
    yield from listed(pair, one.get("cases", []), other.get("cases", []), "case", "Beispiel")
    yield from listed(pair, one.get("tasks", []), other.get("tasks", []), "case", "Aufgabe")
    rest = [
        {name: part for name, part in side.items() if name not in ("personas", "cases", "tasks")}
        for side in (one, other)
    ]
    yield from named("case", {"now": "Zeitpunkt der Beispiele"}, *rest)


def _files(kind: Kind, noun: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys([*one, *other]):
        before, after = one.get(name, MISSING), other.get(name, MISSING)
        if not same(before, after):
            found = after if isinstance(after, Mapping) else before if isinstance(before, Mapping) else {}
            title = quoted(str(found.get("title", name)))
            how = "neu" if before is MISSING else "entfernt" if after is MISSING else "geändert"
            mirrored: Kind = "new" if before is MISSING else "gone" if after is MISSING else kind
            more = f": {shortened(values(before, after))}" if how == "geändert" else ""
            yield Change("", "", mirrored, f"{noun} {title} {how}{more}", subject=title, short=how)


def _languages(pair: Pair) -> Iterator[Change]:
    one, other = pair.before.bundle.texts, pair.after.bundle.texts
    for language in dict.fromkeys([*one, *other]):
        if language not in one or language not in other:
            name, how = _language(language), "neu" if language not in one else "entfernt"
            kind: Kind = "new" if language not in one else "gone"
            yield Change("", "", kind, f"Sprache {name}: {how}", subject=name, short=how)
        elif one[language] != other[language] or not same(one[language], other[language]):
            yield from _texts(pair, language, one[language], other[language])


def _language(language: str) -> str:
    return str(locales.speech(language)["name"]) if language in locales.LANGUAGES else language


def _texts(pair: Pair, language: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    former, name = pair.renamed.keyed(one, other), _language(language)
    for id_ in dict.fromkeys([*former, *other]):
        before, after = former.get(id_, MISSING), other.get(id_, MISSING)
        if pair.renamed.same(before, after) or _came_along(pair, id_, before, after):
            continue
        known = id_ in pair.after.nodes
        title, page = _owner(pair, id_), pair.after.page(id_) if known else ""
        for said in _words(before, after):
            sentence = f"{name}, {title}: {said}"
            yield Change(id_ if known else "", page, "language", sentence, subject=title, short="Übersetzung geändert")


def _came_along(pair: Pair, id_: str, before: Any, after: Any) -> bool:
    """Whether texts are new or gone because their element is."""
    if before is MISSING:
        return any(id_ == new or id_.startswith(f"{new}.") for new in pair.new)
    return after is MISSING and any(id_ == gone or id_.startswith(f"{gone}.") for gone in pair.gone)


def _owner(pair: Pair, id_: str) -> str:
    """Whose texts they are."""
    if id_ in pair.after.nodes:
        return pair.after.called(id_)
    block = next((name for name in pair.after.nodes if id_.startswith(f"{name}.")), None)
    if block is not None:
        return f"{quoted(id_.removeprefix(f'{block}.'))} im Baustein {pair.after.called(block)}"
    lists = [pair.after.form.get(part, ()) for part in ("rules", "outcomes", "messages")]
    found = next((entry for entries_ in lists for entry in entries_ if entry.get("id") == id_), None)
    if found is None:
        found = pair.after.form.get("conditions", {}).get(id_, {})
    return title_of("Angaben zum Dienst" if id_ == FORM else id_, found)


def _words(before: Any, after: Any) -> Iterator[str]:
    """The texts that differ, however deep they stand; what is new or gone as a whole is told as one."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys([*before, *after]):
            if not same(before.get(name, MISSING), after.get(name, MISSING)):
                yield from _words(before.get(name, MISSING), after.get(name, MISSING))
    elif isinstance(before, Mapping) or isinstance(after, Mapping):
        yield "neu übersetzt" if before is MISSING else "Übersetzung entfernt" if after is MISSING else "geändert"
    else:
        yield values(before, after)
