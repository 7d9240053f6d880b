"""What a definition may contain at most, checked before it is compiled: what passes cannot hang a worker."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

from formengine.core.model import Finding
from formengine.core.pointer import join
from formengine.core.schemas import check_schema
from formengine.core.strictjson import dumps

MAX_BYTES: Final = 4_000_000
MAX_DEPTH: Final = 64
MAX_CONTROLS: Final = 3_000
MAX_NODES: Final = 200_000
MOST: Final = 2**63
_WITH_CONDITIONS: Final = ("uischema", "elements", "conditions", "rules", "outcomes", "messages")


def walk(node: Any, place: str = "", depth: int = 0) -> Iterator[tuple[Any, str, int]]:
    """Every node of a JSON tree with its pointer and depth, without recursion."""
    stack: list[tuple[Any, str, int]] = [(node, place, depth)]
    while stack:
        current = stack.pop()
        yield current
        value, here, level = current
        if isinstance(value, Mapping):
            stack += [(part, here + join(str(name)), level + 1) for name, part in value.items()]
        elif isinstance(value, list):
            stack += [(part, f"{here}/{i}", level + 1) for i, part in enumerate(value)]


def check(part: Any) -> list[Finding]:
    """Findings for a part of a definition that is too large, too deep, or no JSON."""
    controls = 0
    for nodes, (value, place, depth) in enumerate(walk(part)):
        if depth > MAX_DEPTH:
            return [_finding("", f"Die Definition ist tiefer als {MAX_DEPTH} Ebenen.", "Verschachteln Sie weniger.")]
        if nodes > MAX_NODES:
            return [_finding("", f"Die Definition hat mehr als {MAX_NODES} Knoten.", "Teilen Sie sie auf.")]
        if _is_monster(value):
            return [_finding(place, "Diese Zahl kann nicht jeder lesen.", "Schreiben Sie eine kleinere Zahl.")]
        controls += isinstance(value, Mapping) and value.get("type") == "Control"
    if controls > MAX_CONTROLS:
        return [_finding("/uischema", f"Die Definition hat mehr als {MAX_CONTROLS} Fragen.", "Teilen Sie sie auf.")]
    return _check_bytes(part)


def _is_monster(value: Any) -> bool:
    """The numbers that strict JSON refuses, for definitions that were never JSON text."""
    return (isinstance(value, float) and not math.isfinite(value)) or (isinstance(value, int) and abs(value) >= MOST)


def _check_bytes(part: Any) -> list[Finding]:
    try:
        size = len(dumps(part))
    except UnicodeEncodeError:
        return [_finding("", "Ein Text enthält ein halbes Zeichen (einzelnes Surrogat).", "Löschen Sie es.")]
    if size > MAX_BYTES:
        return [_finding("", f"Die Definition ist größer als {MAX_BYTES // 1_000_000} MB.", "Teilen Sie sie auf.")]
    return []


def check_schemas(form: Mapping[str, Any]) -> list[Finding]:
    """Findings for the schemas in a form (or in a shared block) that a judge could choke on."""
    return [
        finding
        for schema, place in schemas_of(form)
        for finding in check_schema(schema, place, references=place == "/schema")
    ]


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
