"""Every place of a form that looks at answers: conditions, calculations, references; and where their scopes start."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from builder.operations._sheet import Sheet
from formengine.core.model import ITEM, Path

What = Literal["rule", "calc", "from", "condition", "when", "require", "handover", "recipient"]
REF: Final = "#/conditions/"


@dataclass(frozen=True, slots=True)
class Site:
    """One tree that looks at answers; it stands at `holder[key]`."""

    holder: dict[str, Any]
    key: str
    item: Path
    """What its scopes are relative to; () for the document."""
    what: What
    owner: str
    """The id of the element, rule, outcome or message, or the name of the condition."""
    where: str
    """The same for people, in German, to stand after „in“."""

    @property
    def tree(self) -> Any:
        """What stands there."""
        return self.holder[self.key]


def sites(sheet: Sheet) -> list[Site]:
    """All of them; a named condition once for each place that its scopes start from."""
    own = [*_of_elements(sheet), *_of_rules(sheet), *_of_ends(sheet)]
    return [*own, *_of_conditions(sheet, own)]


def _of_elements(sheet: Sheet) -> Iterator[Site]:
    for node in sheet.nodes().values():
        raw: Any = node.raw
        where = f"„{node.label or node.id}“"
        rules = raw.get("rule", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            yield Site(rule, "condition", node.item, "rule", node.id, f"der Bedingung von {where}")
        options = raw.get("options", {})
        if "calc" in options:
            yield Site(options, "calc", node.item, "calc", node.id, f"der Rechnung von {where}")
        if "from" in options:
            yield Site(options, "from", node.item, "from", node.id, f"der Auswahl von {where}")


def _of_rules(sheet: Sheet) -> Iterator[Site]:
    known = sheet.nodes()
    for rule in sheet.form.get("rules", ()):
        each = known.get(str(rule.get("each")))
        item: Path = (*each.path, ITEM) if each else ()
        for key in ("when", "require"):
            if key in rule:
                what: What = "when" if key == "when" else "require"
                yield Site(rule, key, item, what, str(rule.get("id")), f"der Regel „{rule.get('id')}“")


def _of_ends(sheet: Sheet) -> Iterator[Site]:
    for outcome in sheet.form.get("outcomes", ()):
        id_ = str(outcome.get("id", outcome.get("kind")))
        where = f"dem Ergebnis „{outcome.get('title', id_)}“"
        if "when" in outcome:
            yield Site(outcome, "when", (), "when", id_, where)
        handover = outcome.get("handover", {})
        for key, value in handover.items():
            if isinstance(value, Mapping) and "scope" in value:
                yield Site(handover, key, (), "handover", id_, where)
    for message in sheet.form.get("messages", ()):
        id_ = str(message.get("id"))
        for key in ("when", "recipient"):
            if isinstance(message.get(key), Mapping):
                what: What = "when" if key == "when" else "recipient"
                yield Site(message, key, (), what, id_, f"der Nachricht „{message.get('title', id_)}“")


def _of_conditions(sheet: Sheet, own: list[Site]) -> Iterator[Site]:
    conditions = sheet.form.get("conditions", {})
    starts = _starts(conditions, own)
    for name, entry in conditions.items():
        for item in sorted(starts.get(name) or {()}):
            where = f"der Bedingung „{entry.get('title', name)}“"
            yield Site(entry, "condition", item, "condition", name, where)


def _starts(conditions: Mapping[str, Any], own: list[Site]) -> dict[str, set[Path]]:
    """From where each named condition is asked, directly or by another one."""
    found: dict[str, set[Path]] = {}
    waiting = [(site.tree, site.item) for site in own]
    while waiting:
        tree, item = waiting.pop()
        for name, start in references(tree, item):
            if name in conditions and start not in found.setdefault(name, set()):
                found[name].add(start)
                waiting.append((conditions[name].get("condition"), start))
    return found


def references(tree: Any, item: Path) -> Iterator[tuple[str, Path]]:
    """The named conditions that a tree asks, and what their scopes then start from."""
    if isinstance(tree, list):
        for part in tree:
            yield from references(part, item)
    elif isinstance(tree, Mapping):
        if isinstance(tree.get("$ref"), str):
            yield tree["$ref"].removeprefix(REF), item
        inner = inside(tree, item)
        for name, part in tree.items():
            if name != "schema":
                yield from references(part, inner if name in ("where", "value") else item)


def inside(node: Mapping[str, Any], item: Path) -> Path:
    """What `where` and `value` of a look at the items of a list start from; `item` for anything else."""
    return (*absolute(node["of"], item), ITEM) if "of" in node else item


def absolute(scope: Any, item: Path) -> Path:
    """A scope as a path from the root of the document; () for what is none."""
    from_root = isinstance(scope, Mapping) and scope.get("from") == "root"
    path = path_of(scope.get("scope") if isinstance(scope, Mapping) else scope)
    return path if from_root or not path else item + path


def path_of(scope: Any) -> Path:
    """The names of a scope; () for what is none."""
    names = scope.split("/") if isinstance(scope, str) and scope.startswith("#/") else []
    return tuple(name.replace("~1", "/").replace("~0", "~") for name in names[2::2]) if len(names) % 2 else ()
