"""Structures of conditions changed at a place: a place is the way of positions from the outermost part."""

from collections.abc import Iterator

from builder.logic.sentences import Group, GroupKind, Named, Not, Term

Place = tuple[int, ...]
EMPTY = Group("AND", ())
"""A condition that does not say anything yet."""


def at(term: Term, place: Place) -> Term:
    """The part at a place. Raises KeyError where there is none."""
    for position in place:
        parts = _parts(term)
        if position >= len(parts):
            raise KeyError(place)
        term = parts[position]
    return term


def replaced(term: Term, place: Place, new: Term) -> Term:
    """The structure with another part at a place. Raises KeyError."""
    if not place:
        return new
    parts, position = list(_parts(term)), place[0]
    if position >= len(parts):
        raise KeyError(place)
    parts[position] = replaced(parts[position], place[1:], new)
    return Not(parts[0]) if isinstance(term, Not) else Group(_kind(term), tuple(parts))


def removed(term: Term, place: Place) -> Term:
    """The structure without a part; a denied part goes with its denial, the whole leaves an empty group."""
    if not place:
        return EMPTY
    around = at(term, place[:-1])
    if isinstance(around, Not):
        return removed(term, place[:-1])
    parts = [part for i, part in enumerate(_parts(around)) if i != place[-1]]
    return replaced(term, place[:-1], Group(_kind(around), tuple(parts)))


def added(term: Term, place: Place, new: Term) -> Term:
    """The structure with one more part: in the group at the place, or beside what stands there in a new AND.

    What says nothing yet is replaced.
    """
    here = at(term, place)
    if here == EMPTY and not place:
        return new
    if isinstance(here, Group):
        return replaced(term, place, Group(here.kind, (*here.parts, new)))
    return replaced(term, place, Group("AND", (here, new)))


def denied(term: Term, place: Place) -> Term:
    """The structure with the contrary of a part; denied twice it is the part itself."""
    here = at(term, place)
    return replaced(term, place, here.part if isinstance(here, Not) else Not(here))


def grouped(term: Term, place: Place) -> Term:
    """A part in a group of its own."""
    return replaced(term, place, Group("OR", (at(term, place),)))


def dissolved(term: Term, place: Place) -> Term:
    """A group's parts where the group stood; a group that cannot melt into the one around it stays."""
    here = at(term, place)
    if not isinstance(here, Group):
        return term
    if len(here.parts) == 1:
        return replaced(term, place, here.parts[0])
    around = at(term, place[:-1]) if place else None
    if not isinstance(around, Group):
        return term
    parts = (*around.parts[: place[-1]], *here.parts, *around.parts[place[-1] + 1 :])
    return replaced(term, place[:-1], Group(around.kind, parts))


def incomplete(term: Term) -> bool:
    """Whether some group in it says nothing."""
    parts = _parts(term)
    return (isinstance(term, Group) and not parts) or any(map(incomplete, parts))


def names(term: Term) -> Iterator[str]:
    """The named conditions in it."""
    if isinstance(term, Named):
        yield term.name
    for part in _parts(term):
        yield from names(part)


def _parts(term: Term) -> tuple[Term, ...]:
    if isinstance(term, Not):
        return (term.part,)
    return term.parts if isinstance(term, Group) else ()


def _kind(term: Term) -> GroupKind:
    if not isinstance(term, Group):
        raise KeyError(term)
    return term.kind
