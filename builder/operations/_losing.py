"""What is lost with elements: their ids and answers, who names these, and how the rest does without."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from builder.operations._rescoping import reads
from builder.operations._sheet import Sheet, block_ids
from builder.operations._sites import REF, Site, absolute, sites
from builder.refusals import Refused
from builder.tree import Node
from formengine.core.model import Path
from formengine.core.texts import each_text, placeholders

_FOR_GOOD: Final = ("calc", "from", "recipient")
"""What cannot do without an answer that it names."""
_PARTS: Final = {
    "title": "dem Titel",
    "service": "den Angaben zur Leistung",
    "conditions": "dem Namen einer Bedingung",
    "rules": "der Meldung einer Regel",
    "outcomes": "dem Text eines Ergebnisses",
    "messages": "dem Betreff einer Nachricht",
}


@dataclass(frozen=True, slots=True)
class Loss:
    """Elements that go, with everything in them."""

    ids: frozenset[str]
    paths: frozenset[Path]
    owners: frozenset[str]
    """Those of the ids that are elements of the form itself: what they say of others goes with them."""

    def lacks(self, path: Path) -> bool:
        """True for an answer that is not asked any more."""
        return any(path[: len(gone)] == gone for gone in self.paths)

    def touches(self, site: Site) -> bool:
        """True where something that stays looks at an answer that goes."""
        return not self.owns(site) and any(self.lacks(path) for path in reads(site.tree, site.item))

    def ends(self, rule: Mapping[str, Any]) -> bool:
        """True for a rule of which no question is left that it could stand at."""
        return not set(rule.get("at", ())) - self.ids or rule.get("each") in self.ids

    def owns(self, site: Site) -> bool:
        """True for what goes itself."""
        return site.what in ("rule", "calc", "from") and site.owner in self.owners


def loss_of(sheet: Sheet, element: str) -> Loss:
    """What is lost with an element."""
    known, inner = sheet.nodes(), {element}
    for node in known.values():
        if node.parent in inner:
            inner.add(node.id)
    going = [node for node in known.values() if node.id in inner]
    staying = {node.path for node in known.values() if node.id not in inner and node.path}
    paths = {path for node in going if node.path for path in _paths(sheet, node, staying)}
    brought = {f"{node.id}.{id_}" for node in going if node.kind == "block" for id_ in block_ids(sheet.block(node))}
    return Loss(frozenset(inner | brought), frozenset(paths), frozenset(inner))


def _paths(sheet: Sheet, node: Node, staying: set[Path]) -> Iterator[Path]:
    """Where the answers of an element live; of a block that shares its place only its own ones."""
    shared = any(path[: len(node.path)] == node.path for path in staying)
    if node.kind == "block" and shared:
        yield from ((*node.path, name) for name in asked_by(sheet, node))
    else:
        yield node.path


def asked_by(sheet: Sheet, block: Node) -> list[str]:
    """The properties that a block asks for here."""
    shared = sheet.block(block)
    every = list(shared.get("schema", {}).get("properties", ()))
    found: list[str] = list(block.options.get("only", shared.get("default", every)))
    return found


def mentions(sheet: Sheet, loss: Loss) -> list[str]:
    """Where what goes is named by what stays, as German phrases that stand after „in“."""
    found = [site.where for site in sites(sheet) if loss.touches(site)]
    found += [f"der Regel „{rule.get('id')}“" for rule in sheet.form.get("rules", ()) if loss.ends(rule)]
    return list(dict.fromkeys([*found, *_texts_naming(sheet, loss)]))


def _texts_naming(sheet: Sheet, loss: Loss) -> list[str]:
    staying = (node for node in sheet.nodes().values() if node.id not in loss.owners)
    found = [f"einem Text von „{node.label or node.id}“" for node in staying if _names(_alone(node.raw), loss)]
    return found + [where for name, where in _PARTS.items() if _names({name: sheet.form.get(name, {})}, loss)]


def _alone(raw: Mapping[str, Any]) -> dict[str, Any]:
    options = raw.get("options")
    own = {name: part for name, part in raw.items() if name not in ("elements", "options", "rule")}
    if isinstance(options, Mapping):
        own["options"] = {name: part for name, part in options.items() if name != "detail"}
    return own


def _names(part: Any, loss: Loss) -> bool:
    found: list[str] = []

    def note(text: str, _place: str) -> str:
        found.extend(placeholders(text))
        return text

    each_text(part, note)
    return any(name in loss.ids for name in found)


def do_without(sheet: Sheet, loss: Loss) -> None:
    """Take what goes out of every condition that stays; Refused for what cannot do without it."""
    lost_names: set[str] = set()
    while any(_taken_out(sheet, site, loss, lost_names) for site in sites(sheet)):
        pass


def _taken_out(sheet: Sheet, site: Site, loss: Loss, lost: set[str]) -> bool:
    """Prune one place; True where whole entries vanished, so that the list of places is another one now."""
    if loss.owns(site):
        return False
    new = pruned(site.tree, site.item, loss, lost)
    if new == site.tree:
        return False
    if site.what in _FOR_GOOD:
        raise Refused(f"Dagegen steht ein Verweis in {site.where}.", "Ändern Sie diese zuerst.")
    if new is not None:
        site.holder[site.key] = new
        return False
    _vanish(sheet, site, lost)
    return True


def _vanish(sheet: Sheet, site: Site, lost: set[str]) -> None:
    """Nothing is left of a condition: its effect, name or rule goes too."""
    rules = sheet.form.get("rules", [])
    if site.what == "condition":
        del sheet.form["conditions"][site.owner]
        lost.add(site.owner)
    elif site.what == "rule":
        drop_effect(sheet.raw(site.owner), site.holder)
    elif site.what == "handover":
        del site.holder[site.key]
    elif any(rule is site.holder for rule in rules):
        sheet.form["rules"] = [rule for rule in rules if rule is not site.holder]
    else:
        raise Refused(
            f"Dagegen steht ein Verweis in {site.where}: Es würde dann immer gelten.", "Ändern Sie es zuerst."
        )


def drop_effect(raw: dict[str, Any], effect: Any) -> None:
    """Take one effect off an element."""
    rule = raw.get("rule")
    left = [one for one in rule if one is not effect] if isinstance(rule, list) else []
    if left:
        raw["rule"] = left
    else:
        del raw["rule"]


def pruned(tree: Any, item: Path, loss: Loss, lost: set[str]) -> Any:
    """A condition without what looks at lost answers or names; None where nothing is left."""
    if isinstance(tree, list):
        kept = [new for part in tree if (new := pruned(part, item, loss, lost)) is not None]
        return kept or None
    if not isinstance(tree, Mapping):
        return tree
    if "scope" in tree:
        return None if loss.lacks(absolute(tree, item)) else tree
    if "$ref" in tree:
        return None if str(tree["$ref"]).removeprefix(REF) in lost else tree
    if "conditions" in tree:
        children = pruned(tree["conditions"], item, loss, lost)
        if children is None:
            return tree if not tree["conditions"] else None
        return {**tree, "conditions": children}
    gone = any(loss.lacks(path) for path in reads(tree, item)) or any(
        str(one).removeprefix(REF) in lost for one in _refs(tree)
    )
    return None if gone else tree


def _refs(tree: Any) -> Iterator[Any]:
    parts = tree if isinstance(tree, list) else tree.values() if isinstance(tree, Mapping) else ()
    if isinstance(tree, Mapping) and "$ref" in tree:
        yield tree["$ref"]
    for part in parts:
        yield from _refs(part)
