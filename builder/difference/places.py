"""Elements that came, went, moved or have another name."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from builder.difference.change import Change, Severity
from builder.difference.pair import Pair
from builder.difference.renaming import parent
from builder.difference.side import Side
from builder.difference.wording import shown
from builder.inventory import PARENT
from builder.tree import ROOT


def changes(pair: Pair) -> Iterator[Change]:
    """Every change of where elements are; what stands in a new or gone element is counted with it."""
    yield from _new(pair)
    yield from _gone(pair)
    yield from _moved(pair)
    yield from _renamed(pair)


def _new(pair: Pair) -> Iterator[Change]:
    for id_ in pair.new:
        if pair.after.elements[id_].get(PARENT) not in pair.new:
            inside = _inside(pair.after, id_, pair.new)
            yield pair.change(
                id_, "new", f"Neu{_where(pair.after, id_)}: {_what(pair.after, id_, inside)}", short="neu"
            )


def _gone(pair: Pair) -> Iterator[Change]:
    for id_ in pair.gone:
        if pair.before.elements[id_].get(PARENT) not in pair.gone:
            inside = _inside(pair.before, id_, pair.gone)
            asked = any(pair.before.asks(each) for each in (id_, *inside))
            sentence = f"Entfernt{_where(pair.before, id_)}: {_what(pair.before, id_, inside)}"
            yield pair.former(id_, "gone", sentence, "bricht" if asked else "harmlos", short="entfernt")


def _inside(side: Side, id_: str, among: Sequence[str]) -> list[str]:
    """What stands in an element and came or went with it."""
    found = [id_]
    for each in among:
        if each not in found and side.elements[each].get(PARENT) in found:
            found.append(each)
    return found[1:]


def _where(side: Side, id_: str) -> str:
    page = side.page(id_)
    around = str(side.elements[id_].get(PARENT, ROOT))
    if page in (ROOT, id_):
        return f" im {side.place(id_)}" if around != ROOT else ""
    return f" auf {'der ' if not side.called(page).startswith('„') else ''}Seite {side.called(page)}"


def _what(side: Side, id_: str, inside: Sequence[str]) -> str:
    kind, count = side.kind(id_), sum(side.noun(each) in ("Frage", "Liste") for each in inside)
    more = f" ({kind})" if kind else ""
    more += f" mit {count} {'Frage' if count == 1 else 'Fragen'}" if count else ""
    return f"{side.noun(id_)} {side.called(id_)}{more}"


def _moved(pair: Pair) -> Iterator[Change]:
    elsewhere = set()
    for new, old in pair.both.items():
        if parent(pair.before.elements[old], pair.renamed) != pair.after.elements[new].get(PARENT):
            elsewhere.add(new)
            yield _away(pair, new, old)
    for id_, order in pair.after.inventory["order"].items():
        former = pair.before.inventory["order"].get(pair.both.get(id_, id_), ())
        names = [pair.renamed.id(child) for child in former]
        stayed = [child for child in order if child in set(names) and child not in elsewhere and child in pair.both]
        places = {child: place for place, child in enumerate(names)}
        for child in _displaced([places[child] for child in stayed], stayed):
            yield _within(pair, child, order)


def _away(pair: Pair, new: str, old: str) -> Change:
    one, other = pair.before.page(old), pair.after.page(new)
    source, target = pair.before.place(old), pair.after.place(new)
    if one != other and one and other:
        source, target = f"Seite {pair.before.called(one)}", f"Seite {pair.after.called(other)}"
    path = "von {} nach {}".format(source or "ganz oben", target or "ganz oben")
    lists = _lists(pair.before, old) != _lists(pair.after, new)
    sentence = f"{pair.after.called(new)} {path} verschoben"
    return pair.change(new, "moved", sentence, "bricht" if lists else "harmlos", short="verschoben")


def _lists(side: Side, id_: str) -> tuple[str, ...]:
    return side.nodes[id_].item if id_ in side.nodes else ()


def _within(pair: Pair, id_: str, order: Sequence[str]) -> Change:
    place = list(order).index(id_)
    where = f"nach {pair.after.called(order[place - 1])}" if place else "am Anfang"
    around = pair.after.place(id_)
    there = f" {'auf' if around.startswith('Seite') else 'in'} {around}" if around else ""
    return pair.change(
        id_, "moved", f"{pair.after.called(id_)}{there} verschoben: steht jetzt {where}", short="verschoben"
    )


def _displaced(places: Sequence[int], ids: Sequence[str]) -> list[str]:
    """The fewest elements that have to be moved for all others to be in their old order."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for i, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        at[length : length + 1] = [i]
    kept, i = set(), at[-1] if at else -1
    while i >= 0:
        kept.add(i)
        i = before[i]
    return [id_ for i, id_ in enumerate(ids) if i not in kept]


def _renamed(pair: Pair) -> Iterator[Change]:
    for new, old in pair.both.items():
        if new != old and new in pair.after.nodes:
            sentence = f"Kennung von {pair.after.called(new)}: {shown(old)} → {shown(new)}"
            severity: Severity = "bricht" if pair.after.asks(new) else "harmlos"
            yield pair.change(new, "renamed", sentence, severity, short="umbenannt")
        one, other = pair.before.elements[old].get("scope"), pair.after.elements[new].get("scope")
        if one != other:
            sentence = f"Technischer Name von {pair.after.called(new)}: {_name(one)} → {_name(other)}"
            yield pair.change(new, "renamed", sentence, short="umbenannt")


def _name(scope: object) -> str:
    return shown(str(scope or "").removeprefix("#/properties/").replace("/properties/", "/"))
