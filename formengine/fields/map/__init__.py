"""A point on a town's map, chosen from a list of known places, by a click on the picture or by coordinates.

All three ways work without JavaScript. What counts when several are posted is what the person did last: a click sends
the page itself, so it wins; then the list, if it was changed; then the coordinates. The hidden `vorher` carries the
point that was shown, so that an unchanged list does not undo new coordinates and an emptied list takes the point back.
A click at 0/0 is the Enter key, not a place.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from formengine.core.model import Control
from formengine.fields.base import FieldType, Lookup, Raw, Schema, as_text
from formengine.fields.edge import single_line
from formengine.fields.german import parse_number, rounded
from formengine.fields.inputs import parts_field
from formengine.fields.map.town import HEIGHT, WIDTH, Town, town
from formengine.fields.setting import Setting

_DEFAULT: Final = "musterhausen"
_PICTURES: Final = {"karte": WIDTH, "karte-klein": 288}
"""A browser posts the pixel of the picture as it is shown and does not say how large that is. So there is one button a
size, the style sheet shows one of them and never scales it, and the button's name tells the width."""


_FARTHEST: Final = 10**12
"""Metres; what is farther away is no place on any map, but a slip that its question names."""
_PIXEL: Final = re.compile("[0-9]{1,4}")
_AWAY: Final = "-100"
"""Where the marker waits while there is no point: outside the picture."""


def _accepts(schema: Schema) -> int:
    names = schema.get("properties", {})
    return 6 if schema.get("type") == "object" and "e" in names and "n" in names else 0


def _town(control: Control) -> Town:
    return town(control.options.get("map", _DEFAULT))


def _value(place: Town, e: int, n: int) -> dict[str, Any]:
    return {"e": e, "n": n, "crs": place.crs}


def _clicked(posted: Lookup, place: Town) -> dict[str, Any] | None:
    for name, width in _PICTURES.items():
        x, y = posted(f"{name}.x"), posted(f"{name}.y")
        if _PIXEL.fullmatch(x) and _PIXEL.fullmatch(y) and (int(x), int(y)) != (0, 0):
            return _value(place, *place.point(int(x), int(y), width))
    return None


def _pair(e: str, n: str, place: Town) -> dict[str, Any] | str | None:
    """The point of two numbers; the typed text where they are not two numbers."""
    if not (e or n):
        return None
    east, north = parse_number(e, whole=True), parse_number(n, whole=True)
    if east is None or north is None or max(abs(east), abs(north)) > _FARTHEST:
        return f"{e} / {n}"
    return _value(place, rounded(east), rounded(north))


def _read(posted: Lookup, place: Town) -> dict[str, Any] | str | None:
    click = _clicked(posted, place)
    if click:
        return click
    chosen, before = single_line(posted("ort")), single_line(posted("vorher"))
    typed = _pair(single_line(posted("e")), single_line(posted("n")), place)
    shown = _pair(*_split(before), place)
    if chosen != _option(shown, place):
        if chosen:
            return _pair(*_split(chosen), place)
        if typed == shown:
            return None
    return typed


def _split(pair: str) -> tuple[str, str]:
    e, _, n = pair.partition(",")
    return e, n


def _option(point: Any, place: Town) -> str:
    """The value of the list entry that stands for a point, "" when it is no known place."""
    if not isinstance(point, dict):
        return ""
    known = ((spot.e, spot.n) for spot in place.places)
    return f"{point['e']},{point['n']}" if (point["e"], point["n"]) in known else ""


def _strings(point: Any, place: Town) -> dict[str, str]:
    if _is_point(point):
        e, n = as_text(point["e"]), as_text(point["n"])
        return {"e": e, "n": n, "ort": _option(point, place), "vorher": f"{e},{n}"}
    e, _, n = as_text(point).partition(" / ") if point is not None else ("", "", "")
    return {"e": e, "n": n, "ort": "", "vorher": ""}


def _is_point(answer: Any) -> bool:
    return isinstance(answer, dict) and all(
        isinstance(answer.get(key), int | float) and not isinstance(answer[key], bool) for key in "en"
    )


def _raw(answer: Any, control: Control) -> Raw:
    return {suffix: [text] for suffix, text in _strings(answer, _town(control)).items()}


def _refresh(posted: Lookup, control: Control) -> dict[str, str]:
    """After a click or a choice all inputs show the same point."""
    place = _town(control)
    point = _read(posted, place)
    shown = _strings(point, place)
    if not isinstance(point, dict):
        return shown | {"x": _AWAY, "y": _AWAY, "lage": "", "offen": shown["e"] or shown["n"]}
    e, n = point["e"], point["n"]
    x, y = (f"{pixel:g}" for pixel in place.pixel(e, n)) if place.holds(e, n) else (_AWAY, _AWAY)
    return shown | {"x": x, "y": y, "lage": place.words(e, n, control.language), "offen": ""}


def _display(answer: Any, control: Control) -> str:
    if not _is_point(answer):
        return as_text(answer)
    e, n = as_text(answer["e"]), as_text(answer["n"])
    return f"{_town(control).words(answer['e'], answer['n'], control.language)} (E {e}, N {n})"


def _view(control: Control, setting: Setting) -> Mapping[str, Any]:
    place = _town(control)
    return {
        "town": place,
        "spots": sorted((spot.name, f"{spot.e},{spot.n}") for spot in place.places),
        "pictures": [(name, width, width * HEIGHT // WIDTH) for name, width in _PICTURES.items()],
        "source": setting.asset(f"map/{control.options.get('map', _DEFAULT)}.svg"),
        "size": (WIDTH, HEIGHT),
        "extra_hint": "" if control.hint else setting.say("map_hint"),
    }


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {
        "type": "object",
        "properties": {
            "e": {"type": "number", "minimum": town(_DEFAULT).west, "maximum": town(_DEFAULT).east},
            "n": {"type": "number", "minimum": town(_DEFAULT).south, "maximum": town(_DEFAULT).north},
            "crs": {"const": town(_DEFAULT).crs},
        },
        "required": ["e", "n", "crs"],
        "additionalProperties": False,
    },
    field=lambda control: parts_field(lambda posted: _read(posted, _town(control))),
    raw=_raw,
    display=_display,
    view=_view,
    refresh=_refresh,
    frame="fieldset",
    scripts=lambda _control: ("map/karte.js",),
    presses=tuple(f"{name}.x" for name in _PICTURES),
)
