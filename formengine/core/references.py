"""Local `$ref`s of a data schema, inlined once; everything else that calls itself a reference is refused."""

from collections.abc import Mapping
from typing import Any

from formengine.core.pointer import at, join, split

MAX_EXPANDED = 200_000
MAX_CHAIN = 30


class DanglingReference(ValueError):
    """A reference that cannot be followed; `place` is where it stands."""

    def __init__(self, place: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message
        self.mend = mend


class _Inliner:
    """Inlines one schema, after it has reckoned how large the result will be."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root
        self.sizes: dict[str, int] = {}

    def size(self, node: Any, seen: tuple[str, ...]) -> int:
        """How many nodes a node will be; what is refused later counts as nothing."""
        if isinstance(node, list):
            return 1 + sum(self.size(part, seen) for part in node)
        if not isinstance(node, Mapping):
            return 1
        size = 1 + sum(self.size(part, seen) for name, part in node.items() if name != "$defs")
        ref = node.get("$ref")
        if not isinstance(ref, str) or ref in seen or len(seen) > MAX_CHAIN:
            return size
        if ref not in self.sizes:
            self.sizes[ref] = self.size(self.target(ref), (*seen, ref))
        return size + self.sizes[ref]

    def target(self, ref: str) -> Any:
        """What a reference points at, None where that is nothing here."""
        return at(self.root, split(ref[1:])) if ref == "#" or ref.startswith("#/") else None

    def inline(self, node: Any, place: str, seen: tuple[str, ...]) -> Any:
        if isinstance(node, list):
            return [self.inline(part, f"{place}/{i}", seen) for i, part in enumerate(node)]
        if not isinstance(node, Mapping):
            return node
        if isinstance(node.get("$ref"), str):
            return self.follow(node, place, seen)
        return {name: self.inline(part, place + join(name), seen) for name, part in node.items() if name != "$defs"}

    def follow(self, node: Mapping[str, Any], place: str, seen: tuple[str, ...]) -> Any:
        ref = node["$ref"]
        target = self.target(ref)
        if not isinstance(target, Mapping):
            why = ("gibt es nicht", "Legen Sie das Ziel unter „$defs“ an.")
            if not ref.startswith("#"):
                why = ("zeigt aus der Definition hinaus", "Erlaubt ist nur „#/$defs/…“.")
            raise DanglingReference(f"{place}/$ref", f"„{ref}“ {why[0]}.", why[1])
        if ref in seen:
            message = f"„{ref}“ verweist im Kreis auf sich selbst."
            raise DanglingReference(f"{place}/$ref", message, "Lösen Sie den Kreis auf.")
        if len(seen) > MAX_CHAIN:
            message = f"Mehr als {MAX_CHAIN} Verweise folgen aufeinander."
            raise DanglingReference(f"{place}/$ref", message, "Verweisen Sie direkt.")
        inlined = self.inline(target, ref[1:], (*seen, ref))
        beside = self.inline({name: part for name, part in node.items() if name != "$ref"}, place, seen)
        return inlined | beside


def inline(schema: Mapping[str, Any]) -> Any:
    """The schema without references. Raises DanglingReference for remote, dangling, circular or exploding ones."""
    inliner = _Inliner(schema)
    if inliner.size(schema, ("#",)) > MAX_EXPANDED:
        message = f"Das Schema wächst beim Auflösen über {MAX_EXPANDED} Knoten."
        raise DanglingReference("", message, "Verweisen Sie seltener.")
    return inliner.inline(schema, "", ("#",))
