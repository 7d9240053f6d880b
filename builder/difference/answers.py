"""What the schema says of an answer: its type, its options, its bounds."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from builder.difference.change import Change, Severity
from builder.difference.pair import Pair
from builder.difference.side import REQUIRED
from builder.difference.wording import same, shown, values
from builder.tree import Node
from formengine.core.answers import choices_of
from formengine.core.model import Choice, Path
from formengine.core.phrases import bounds, quoted
from formengine.core.pointer import MISSING

_TYPES: Final = {
    "string": "Text",
    "integer": "ganze Zahl",
    "number": "Zahl",
    "boolean": "Ja oder Nein",
    "array": "mehrere Werte",
    "object": "Gruppe von Angaben",
    "null": "nichts",
}
_OPTIONS: Final = frozenset({"oneOf", "enum"})
_LESS: Final = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems", "items/properties/size/maximum"})
_MORE: Final = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems"})


def changes(pair: Pair) -> Iterator[Change]:
    """The changes of what the schema says, each at the question whose answer it is about."""
    if pair.before.form.get("schema") == pair.after.form.get("schema") and not pair.renamed.paths:
        return
    former = {pair.renamed.path(path): path for path in pair.before.schema}
    explained = _explained(pair)
    for path in dict.fromkeys([*former, *pair.after.schema]):
        one = pair.before.schema.get(former[path]) if path in former else None
        other = pair.after.schema.get(path)
        if one is None or other is None:
            if not any(path[: len(way)] == way or way[: len(path)] == path for way in explained):
                yield _data(pair, path, "new" if one is None else "gone")
        elif one != other or not same(one, other):
            yield from _of_answer(pair, path, one, other)


def _explained(pair: Pair) -> set[Path]:
    """Places that are new or gone because an element is, or because it moved."""
    new = {pair.after.nodes[id_].path for id_ in pair.new if id_ in pair.after.nodes}
    gone = {pair.renamed.path(pair.before.nodes[id_].path) for id_ in pair.gone if id_ in pair.before.nodes}
    return {path for path in new | gone | {*pair.renamed.paths, *pair.renamed.paths.values()} if path}


def _data(pair: Pair, path: Path, kind: Any) -> Change:
    what = "Neue Angabe" if kind == "new" else "Entfernte Angabe"
    return Change("", "", kind, f"{what} im Datenmodell, nach der keine Frage fragt: „{_written(path)}“")


def _of_answer(pair: Pair, path: Path, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    node = pair.after.by_path.get(path)
    if node is None:
        yield from _unasked(path, one, other)
        return
    words = [
        word for word in dict.fromkeys([*one, *other]) if not same(one.get(word, MISSING), other.get(word, MISSING))
    ]
    told = {REQUIRED, *_told_by_type(pair, node, one, other)}
    if "type" in words and "type" not in told:
        told.add("type")
        yield from _type(pair, node, one, other)
    if told_options := _options_words(words, one, other):
        told |= told_options
        yield from _options(pair, node, one, other)
    limits = [(way, change) for way, change in _bounds(pair, node, one, other) if way not in told]
    told |= {way.split("/")[0] for way, _ in limits}
    yield from (change for _, change in limits)
    for word in words:
        if word not in told:
            yield _other(pair, node, word, one.get(word, MISSING), other.get(word, MISSING))


def _told_by_type(pair: Pair, node: Node, one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
    """What goes without saying where another field type was chosen."""
    former = pair.before.nodes.get(pair.both.get(node.id, node.id))
    if former is None or former.options.get("type") == node.options.get("type"):
        return set()
    same_options = list(_choices(one).values()) == list(_choices(other).values())
    return {"type", "uniqueItems"} | ({"items", *_OPTIONS} if same_options else set())


def stored_otherwise(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether an answer of before is none any more, since it is of another kind."""
    types = {str(one.get("type")), str(other.get("type"))}
    return len(types) > 1 and (not types <= {"integer", "number"} or other.get("type") == "integer")


def _type(pair: Pair, node: Node, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    severity: Severity = "bricht" if stored_otherwise(one, other) else "harmlos"
    sentence = f"{pair.after.called(node.id)}: {_typed(one)} → {_typed(other)}"
    yield pair.change(node.id, "retyped", sentence, severity, short="anderer Feldtyp")


def _typed(schema: Mapping[str, Any]) -> str:
    found = schema.get("type", MISSING)
    return _TYPES.get(found, shown(found)) if isinstance(found, str) else shown(found)


def _options_words(words: list[str], one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
    """The keywords whose differences are those of the options; none where the options are the same."""
    if list(_choices(one).items()) == list(_choices(other).items()):
        return set()
    return {word for word in words if word in _OPTIONS or word == "items"}


def _options(pair: Pair, node: Node, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    subject, before, after = pair.after.called(node.id), _choices(one), _choices(other)
    for key, choice in before.items():
        if key not in after:
            sentence = f"{subject}: Antwortmöglichkeit {quoted(choice.title)} entfernt"
            yield pair.change(node.id, "options", sentence, "bricht", short="Antwort entfernt")
    for key, choice in after.items():
        if key not in before:
            sentence = f"{subject}: Antwortmöglichkeit {quoted(choice.title)} neu"
            yield pair.change(node.id, "options", sentence, short="Antwort ergänzt")
        elif choice != before[key]:
            said = values([before[key].title, before[key].description], [choice.title, choice.description])
            if choice.description == before[key].description:
                said = values(before[key].title, choice.title)
            yield pair.change(node.id, "options", f"{subject}: Antwortmöglichkeit {said}", short="Antwort umformuliert")
    if [key for key in before if key in after] != [key for key in after if key in before]:
        sentence = f"{subject}: Die Antwortmöglichkeiten stehen in anderer Reihenfolge"
        yield pair.change(node.id, "options", sentence, short="Antworten umgestellt")


def _choices(schema: Mapping[str, Any]) -> dict[str, Choice]:
    return {f"{type(choice.value).__name__}:{choice.value}": choice for choice in choices_of(schema, {})}


def _bounds(pair: Pair, node: Node, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[tuple[str, Change]]:
    before, after = bounds(one), bounds(other)
    for way in dict.fromkeys([*before, *after]):
        if before.get(way) != after.get(way):
            said = f"{before.get(way, 'ohne Grenze')} → {after.get(way, 'ohne Grenze')}"
            severity: Severity = "bricht" if _narrower(way, _at(one, way), _at(other, way)) else "harmlos"
            sentence = f"{pair.after.called(node.id)}: {said}"
            yield way, pair.change(node.id, "constraint", sentence, severity, short="Grenze geändert")


def _narrower(way: str, before: Any, after: Any) -> bool:
    """Whether an answer that was allowed might be no more; what cannot be compared might."""
    if after is None:
        return False
    if way in ("minLength", "minItems") and after == 1:
        # What is empty counts as no answer anyway.
        return False
    numbers = isinstance(before, int | float) and isinstance(after, int | float)
    if way in _LESS and numbers:
        return bool(after < before)
    if way in _MORE and numbers:
        return bool(after > before)
    return True


def _at(node: Any, way: str) -> Any:
    for name in way.split("/"):
        node = node.get(name) if isinstance(node, Mapping) else None
    return node


def _other(pair: Pair, node: Node, word: str, before: Any, after: Any) -> Change:
    subject = pair.after.called(node.id)
    if word == "x-param":
        said = f"Grenzen aus Parametern: {values(before, after)}"
    elif word == "x-codelist":
        return pair.change(
            node.id, "options", f"{subject}: Codeliste {values(before, after)}", "bricht", "Antworten geändert"
        )
    elif _plain(before) and _plain(after):
        said = f"Vorgabe „{word}“ für die Antwort: {values(before, after)}"
    else:
        said = f"Vorgabe „{word}“ für die Antwort ist geändert"
    return pair.change(node.id, "constraint", f"{subject}: {said}", "bricht", short="Grenze geändert")


def _plain(value: Any) -> bool:
    return value is MISSING or isinstance(value, str | int | float)


def _unasked(path: Path, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    """Objects around answers, and what no question asks for."""
    name = f"„{_written(path)}“" if path else "des ganzen Antrags"
    if one.get(REQUIRED) != other.get(REQUIRED):
        words = {True: "Pflicht", False: "freiwillig"}
        said = f"{words[bool(one.get(REQUIRED))]} → {words[bool(other.get(REQUIRED))]}"
        yield Change("", "", "requirement", f"Gruppe von Angaben {name}: {said}", short="Pflicht geändert")
    plain = [{word: part for word, part in side.items() if word != REQUIRED} for side in (one, other)]
    if not same(*plain):
        yield Change("", "", "data", f"Datenmodell {name}: Die Vorgaben sind geändert", "bricht")


def _written(path: Path) -> str:
    return "/".join("je Eintrag" if name == "*" else name for name in path)
