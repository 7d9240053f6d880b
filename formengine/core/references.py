"""Local `$ref`s of a data schema, inlined once; everything else that calls itself a reference is refused."""

from collections.abc import Mapping
from typing import Any

from formengine.core.pointer import at, split

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
    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root
        self.nodes = 0

    def inline(self, node: Any, place: str, seen: tuple[str, ...]) -> Any:
        self.nodes += 1
        if self.nodes > MAX_EXPANDED:
            raise DanglingReference(
                place, f"Das Schema wächst beim Auflösen über {MAX_EXPANDED} Knoten.", "Verweisen Sie seltener."
            )
        if isinstance(node, list):
            return [self.inline(part, f"{place}/{i}", seen) for i, part in enumerate(node)]
        if not isinstance(node, Mapping):
            return node
        if isinstance(node.get("$ref"), str):
            return self.follow(node, place, seen)
        return {name: self.inline(part, f"{place}/{name}", seen) for name, part in node.items() if name != "$defs"}

    def follow(self, node: Mapping[str, Any], place: str, seen: tuple[str, ...]) -> Any:
        ref = node["$ref"]
        if not ref.startswith("#"):
            raise DanglingReference(
                f"{place}/$ref", f"„{ref}“ zeigt aus der Definition hinaus.", "Erlaubt ist nur „#/$defs/…“."
            )
        if ref in seen:
            raise DanglingReference(
                f"{place}/$ref", f"„{ref}“ verweist im Kreis auf sich selbst.", "Lösen Sie den Kreis auf."
            )
        if len(seen) > MAX_CHAIN:
            raise DanglingReference(
                f"{place}/$ref", f"Mehr als {MAX_CHAIN} Verweise folgen aufeinander.", "Verweisen Sie direkt."
            )
        target = at(self.root, split(ref[1:])) if ref[1:2] in ("", "/") else None
        if not isinstance(target, Mapping):
            raise DanglingReference(f"{place}/$ref", f"„{ref}“ gibt es nicht.", "Legen Sie das Ziel unter „$defs“ an.")
        inlined = self.inline(target, ref[1:], (*seen, ref))
        beside = self.inline({name: part for name, part in node.items() if name != "$ref"}, place, seen)
        return inlined | beside


def inline(schema: Mapping[str, Any]) -> Any:
    """The schema without references. Raises DanglingReference for remote, dangling, circular or exploding ones."""
    return _Inliner(schema).inline(schema, "", ("#",))
