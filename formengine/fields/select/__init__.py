"""One of many options, in a list that folds; a long list can be searched, a very long one is searched by the server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from formengine.core.model import Control
from formengine.fields.base import FieldType, Lookup, Schema, Unbound, by_token, token
from formengine.fields.edge import single_line
from formengine.fields.folding import MOST_HITS, exactly, hits
from formengine.fields.inputs import first, parts_field
from formengine.fields.options import display_one, one_of, shown
from formengine.fields.setting import Setting

SEARCHED_FROM: Final = 21
"""So many options are searched where JavaScript is at hand, unless the definition says otherwise."""
MOST_IN_PAGE: Final = 500
"""More options do not come with the page: they would outweigh everything else on it."""
SEARCH: Final = "suche"
PRESS: Final = "suchen"


def _accepts(schema: Schema) -> int:
    if schema.get("type") == "array":
        return 0
    return 4 if schema.keys() & {"oneOf", "enum", "x-codelist"} else 0


def is_long(control: Control) -> bool:
    """True where the options do not come with the page."""
    return len(control.choices) > MOST_IN_PAGE


def is_searched(control: Control) -> bool:
    """True where a script turns the list into a search."""
    wanted = control.options.get("search", len(control.choices) >= SEARCHED_FROM)
    return wanted is True or is_long(control)


def _field(control: Control) -> Unbound:
    if not is_long(control):
        return one_of(control.choices)
    values = by_token(control.choices)

    def read(posted: Lookup) -> Any:
        """The chosen entry, else the one whose title stands in the search, else what stands there."""
        chosen, typed = posted(""), single_line(posted(SEARCH))
        if chosen or not typed:
            return values.get(chosen, single_line(chosen) or None)
        found = exactly(typed, control.choices)
        return typed if found is None else found.value

    return parts_field(read)


def _raw(answer: Any, control: Control) -> dict[str, list[str]]:
    """What is no entry of a long list stands in its search."""
    strange = is_long(control) and token(answer) not in by_token(control.choices)
    return {SEARCH if strange else "": [token(answer)]}


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry of a long list that the page offers."""

    value: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries a search found."""

    words: str


def _offers(control: Control) -> Callable[[Any], list[Offer]]:
    """What a long list offers in a state: what is chosen, and what the search found."""
    values, titles = by_token(control.choices), {token(choice.value): choice.title for choice in control.choices}

    def offers(state: Any) -> list[Offer]:
        chosen, typed = _typed(control, state)
        found = [token(choice.value) for choice in hits(typed, control.choices)[:MOST_HITS]]
        kept = [chosen] if chosen in values else []
        return [Offer(value, titles[value], value == chosen) for value in dict.fromkeys([*kept, *found])]

    return offers


def _counts(control: Control, setting: Setting) -> Callable[[Any], list[Count]]:
    def counts(state: Any) -> list[Count]:
        typed = _typed(control, state)[1]
        if not typed:
            return []
        number = len(hits(typed, control.choices))
        word = "search_many" if number > MOST_HITS else "search_hits" if number else "search_none"
        return [Count(setting.say(word, number=number, most=MOST_HITS))]

    return counts


def _typed(control: Control, state: Any) -> tuple[str, str]:
    """What is chosen in a long list, and what stands in its search."""
    name = state.prefix + control.id
    return first(state.raw.get(name, ())), single_line(first(state.raw.get(f"{name}:{SEARCH}", ())))


def _view(control: Control, setting: Setting) -> Mapping[str, Any]:
    long = is_long(control)
    return {
        **(shown(control.choices) if not long else {"shown": ()}),
        "autocomplete": control.options.get("autocomplete", ""),
        "searched": is_searched(control),
        "long": long,
        "offers": _offers(control),
        "counts": _counts(control, setting),
        "source": setting.source(control) if long else "",
        "suffixes": {"search": SEARCH, "press": PRESS},
    }


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {
        "type": "string",
        "oneOf": [{"const": "eins", "title": "Erste Antwort"}, {"const": "zwei", "title": "Zweite Antwort"}],
    },
    field=_field,
    raw=_raw,
    display=display_one,
    view=_view,
    settles=True,
    scripts=lambda control: ("select/auswahl.js",) if is_searched(control) else (),
    presses=(PRESS,),
)
