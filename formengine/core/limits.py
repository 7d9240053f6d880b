"""What a definition may contain at most, checked before it is compiled: what passes cannot hang a worker."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from formengine.core import formats
from formengine.core.model import Finding
from formengine.core.pointer import join
from formengine.core.schemas import MAX_PATTERN, check_schema, subschemas
from formengine.core.strictjson import dumps

MAX_BYTES: Final = 4_000_000
MAX_DEPTH: Final = 64
MAX_CONTROLS: Final = 3_000
MAX_NODES: Final = 200_000
MAX_ELEMENTS: Final = 8_000
"""Pages, groups, texts and questions together."""
MAX_POINTER: Final = 1_000
"""Characters of the pointer to any place."""
MAX_ENTRIES: Final = 1_000
"""Of rules, outcomes and messages, each."""
MAX_LOOKS: Final = 250_000
"""Nodes of a parameter's schema times nodes of its values: so much may judging them cost."""
MAX_PATTERNS: Final = 1_000
MAX_TEXT: Final = 50_000
"""Characters of any one text."""
MAX_PROGRAM: Final = 400_000
"""Instructions of all patterns together, as RE2 counts them."""
MOST: Final = 2**63
_PLAIN: Final = frozenset({str, int, float, bool, type(None)})
_ELEMENTS: Final = frozenset(
    {"Control", "Label", "Group", "VerticalLayout", "HorizontalLayout", "Category", "Categorization", "Block"}
)
_WITH_CONDITIONS: Final = ("uischema", "elements", "conditions", "rules", "outcomes", "messages")


def walk(node: Any, place: str = "", depth: int = 0) -> Iterator[tuple[Any, str, int]]:
    """Every node of a JSON tree with its pointer and depth, without recursion.

    Pointers are written one at a time: those of all parts of a long list below a long name would fill the memory.
    """
    yield node, place, depth
    stack = [(place, _parts(node))]
    while stack:
        above, parts = stack[-1]
        found = next(parts, None)
        if found is None:
            stack.pop()
            continue
        name, part = found
        here = f"{above}/{name}" if isinstance(name, int) else above + join(name)
        yield part, here, depth + len(stack)
        if part.__class__ in _PLAIN:
            continue
        stack.append((here, _parts(part)))


def _parts(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict | Mapping):
        return iter(value.items())
    return iter(enumerate(value)) if isinstance(value, list) else iter(())


def measure(node: Any) -> Iterator[tuple[Any, int, int]]:
    """Every node of a JSON tree, its depth and the length of its pointer, which is not written."""
    stack = [(node, 0, 0)]
    while stack:
        current = stack.pop()
        yield current
        value, depth, length = current
        if value.__class__ in _PLAIN:
            continue
        if isinstance(value, dict | Mapping):
            stack += [(part, depth + 1, length + 1 + len(name)) for name, part in value.items()]
        elif isinstance(value, list):
            stack += [(part, depth + 1, length + 7) for part in value]


def nodes(node: Any) -> Iterator[Any]:
    """Every node of a JSON tree."""
    stack = [node]
    while stack:
        value = stack.pop()
        yield value
        if value.__class__ in _PLAIN:
            continue
        if isinstance(value, dict | Mapping):
            stack += value.values()
        elif isinstance(value, list):
            stack += value


def size(node: Any) -> int:
    """How many nodes a JSON tree has."""
    return sum(1 for _ in nodes(node))


def check(part: Any) -> list[Finding]:
    """Findings for a part of a definition that is too large, too deep, or no JSON."""
    kinds: Counter[str] = Counter()
    longest = 0
    for count, (value, depth, length) in enumerate(measure(part)):
        if depth > MAX_DEPTH:
            return [_finding("", f"Die Definition ist tiefer als {MAX_DEPTH} Ebenen.", "Verschachteln Sie weniger.")]
        if count > MAX_NODES:
            return [_finding("", f"Die Definition hat mehr als {MAX_NODES} Knoten.", "Teilen Sie sie auf.")]
        if length > MAX_POINTER:
            message = f"Ein Name ist zu lang: Der Weg zu einem Wert hat mehr als {MAX_POINTER} Zeichen."
            return [_finding("", message, "Kürzen Sie den Namen.")]
        if _is_monster(value):
            place = next(place for found, place, _ in walk(part) if _is_monster(found))
            return [_finding(place, "Diese Zahl kann nicht jeder lesen.", "Schreiben Sie eine kleinere Zahl.")]
        longest = max(longest, len(value)) if value.__class__ is str else longest
        if value.__class__ is dict and isinstance(value.get("type"), str):
            kinds[value["type"]] += 1
    if kinds["Control"] > MAX_CONTROLS:
        return [_finding("/uischema", f"Die Definition hat mehr als {MAX_CONTROLS} Fragen.", "Teilen Sie sie auf.")]
    if sum(kinds[kind] for kind in _ELEMENTS) > MAX_ELEMENTS:
        return [_finding("/uischema", f"Die Definition hat mehr als {MAX_ELEMENTS} Elemente.", "Teilen Sie sie auf.")]
    found = _check_bytes(part)
    if longest > MAX_TEXT and not found:
        return [_finding("", f"Ein Text hat mehr als {MAX_TEXT} Zeichen.", "Kürzen Sie ihn oder teilen Sie ihn auf.")]
    return found


def _is_monster(value: Any) -> bool:
    """The numbers that strict JSON refuses, for definitions that were never JSON text."""
    return (isinstance(value, float) and not math.isfinite(value)) or (isinstance(value, int) and abs(value) >= MOST)


def _check_bytes(part: Any) -> list[Finding]:
    try:
        length = len(dumps(part))
    except UnicodeEncodeError:
        return [_finding("", "Ein Text enthält ein halbes Zeichen (einzelnes Surrogat).", "Löschen Sie es.")]
    if length > MAX_BYTES:
        return [_finding("", f"Die Definition ist größer als {MAX_BYTES // 1_000_000} MB.", "Teilen Sie sie auf.")]
    return []


def check_whole(parts: Iterable[Any]) -> list[Finding]:
    """Findings for parts that are within the limits one by one and beyond them together."""
    count = characters = 0
    for part in parts:
        for value in nodes(part):
            count += 1
            if isinstance(value, str | dict):
                characters += len(value) if isinstance(value, str) else sum(map(len, value))
        if count > MAX_NODES or characters > MAX_BYTES:
            message = f"Alle Teile zusammen haben mehr als {MAX_NODES} Knoten oder {MAX_BYTES // 1_000_000} MB."
            return [_finding("", message, "Kürzen Sie Texte, Fälle oder Codelisten.")]
    return []


def check_schemas(form: Mapping[str, Any]) -> list[Finding]:
    """Findings for the schemas in a form (or in a shared block) that a judge could choke on, and for long tables."""
    found = [
        _finding(f"/{name}", f"Hier stehen mehr als {MAX_ENTRIES} Einträge.", "Fassen Sie sie zusammen.")
        for name in ("rules", "outcomes", "messages")
        if len(form.get(name, ())) > MAX_ENTRIES
    ]
    program, known = 0, set[str]()
    for schema, place in schemas_of(form):
        for pattern in _patterns(schema):
            program += 0 if pattern in known else formats.cost(pattern)
            known.add(pattern)
            if program > MAX_PROGRAM or len(known) > MAX_PATTERNS:
                message = f"Die Definition hat mehr als {MAX_PATTERNS} Muster, oder sie sind zusammen zu aufwendig."
                return [_finding(place, message, "Kürzen Sie Wiederholungen wie {1,900}.")]
        found += check_schema(schema, place, references=place == "/schema")
    return found


def _patterns(schema: Any) -> Iterator[str]:
    found = (node.get("pattern") for node, _ in subschemas(schema, "") if "pattern" in node)
    return (pattern for pattern in found if isinstance(pattern, str) and len(pattern) <= MAX_PATTERN)


def schemas_of(form: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    """The data schema, the schemas of the parameters and of every condition leaf, with their places."""
    yield form.get("schema", {}), "/schema"
    for value, place, _ in walk({name: form[name] for name in _WITH_CONDITIONS if name in form}):
        if isinstance(value, Mapping) and "scope" in value and "schema" in value:
            yield value["schema"], f"{place}/schema"
    for name, spec in form.get("parameters", {}).items():
        yield spec.get("schema", {}), join("parameters", name, "schema")


def _finding(place: str, message: str, mend: str) -> Finding:
    return Finding("error", "form", place, message, mend)
