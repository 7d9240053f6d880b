"""Shipped bundles to change, and changes at random."""

import copy
import functools
import random
from collections.abc import Iterator
from typing import Any

from builder.difference import Change, difference
from builder.tree import nodes
from formengine.core.bundle import Bundle
from formengine.store.folder import read
from tests.core.forms import REPOSITORY

TREES = "lp01-baumfaellung"
SHIPPED = (TREES, "lp01-baumfaellung-klaerung", "lp03-maengelmelder", "lp03-maengelmelder-klaerung")


PARTS = ("form", "cases", "texts", "shared", "parameters", "codelists")


@functools.cache
def shipped(slug: str = TREES) -> Bundle:
    """A definition as it is delivered."""
    return read(REPOSITORY / "definitions", slug, "musterhausen")


def copied(bundle: Bundle) -> Bundle:
    """The same bundle, every part of it free to be changed."""
    parts = {name: copy.deepcopy(getattr(bundle, name)) for name in PARTS}
    return Bundle(bundle.slug, **parts)


def element(bundle: Bundle, id_: str) -> dict[str, Any]:
    """An element of a bundle that may be changed."""
    raw: dict[str, Any] = nodes(bundle.form)[id_].raw  # type: ignore[assignment]
    return raw


def sentences(before: Bundle, after: Bundle) -> list[str]:
    """What a person reads."""
    return [change.sentence for change in difference(before, after)]


def only(before: Bundle, after: Bundle) -> Change:
    """The single change."""
    (found,) = difference(before, after)
    return found


def disturbed(bundle: Bundle, seed: int) -> Bundle:
    """One value anywhere in a bundle changed, taken out, or put elsewhere among its neighbours."""
    chance, result = random.Random(seed), copied(bundle)  # noqa: S311 (nothing secret)
    parts = [getattr(result, name) for name in ("form", "form", "cases", "texts", "shared", "parameters")]
    places = [*_places(chance.choice([part for part in parts if part]))]
    holder, key = chance.choice(places)
    _disturb(holder, key, chance)
    return result


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    for key in list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
        yield node, key
        yield from _places(node[key])


def _disturb(holder: Any, key: Any, chance: random.Random) -> None:
    value = holder[key]
    if isinstance(holder, list) and len(holder) > 1 and chance.random() < 0.4:
        holder.insert(chance.randrange(len(holder)), holder.pop(key))
    elif isinstance(value, bool):
        holder[key] = not value
    elif isinstance(value, int | float):
        holder[key] = value + 1
    elif isinstance(value, str):
        holder[key] = value + " anders"
    elif key not in ("uischema", "schema", "type"):
        del holder[key]
