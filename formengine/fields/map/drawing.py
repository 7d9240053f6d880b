"""Draws a town's picture from its data: `python -m formengine.fields.map.drawing` writes the SVG files anew.

The light colours stand in attributes, so that the picture is right even where its style sheet is not applied; the
style sheet adds dark colours and, where the picture is shown small, fewer and larger labels.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from markupsafe import escape

from formengine.fields.map.town import HEIGHT, WIDTH, Town, town, towns

_FILLS: Final = {
    "land": ("#f4f1ea", "#23262b"),
    "wald": ("#c3d9b4", "#2c4331"),
    "park": ("#d3e8c3", "#35523a"),
    "garten": ("#e2ecd0", "#3b4a34"),
    "sport": ("#c9e3cf", "#315447"),
    "wiese": ("#e6eed7", "#2d3a2f"),
    "platz": ("#ebe3d3", "#4a463d"),
    "wasser": ("#a9cfe6", "#1f4a66"),
    "haus": ("#ddd4c6", "#3c3f46"),
}
_INKS: Final = {
    "schrift": ("#2b2b2b", "#f1f1f1"),
    "flussname": ("#1d5578", "#b5dcf3"),
    "raster": ("#6a6a6a", "#a9adb5"),
}
_LINES: Final = {
    "rand": ("#c9bfae", "#5b5f68"),
    "weg": ("#ffffff", "#6c717b"),
    "fluss": ("#a9cfe6", "#1f4a66"),
    "gitter": ("#8a8f98", "#8a8f98"),
    "grenze": ("#8d2f68", "#e79ac6"),
    "bahn": ("#5f6368", "#b9bdc5"),
    "schwelle": ("#ffffff", "#23262b"),
}
_WIDE: Final = {"haupt": (11, 8), "neben": (8, 5), "platz": (3, 1)}

_FONT: Final = "Fira Sans, Segoe UI, Roboto, Arial, sans-serif"

Point: TypeAlias = tuple[float, float]


def draw(place: Town) -> str:
    """The picture as SVG text."""
    title = f"Karte von {place.name}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"',
            f'role="img" aria-label="{escape(title)}" font-family="{_FONT}" font-size="11">',
            f"<style>{_style()}</style>",
            f'<rect class="land" width="{WIDTH}" height="{HEIGHT}" fill="{_FILLS["land"][0]}"/>',
            *_areas(place),
            *_river(place),
            *_blocks(place),
            *_streets(place),
            *_railway(place),
            *_grid(place),
            *_boundary(place),
            *_labels(place),
            "</svg>\n",
        ]
    )


def _style() -> str:
    dark = [f".{name}{{fill:{pair[1]}}}" for name, pair in (_FILLS | _INKS).items()]
    dark += [f".{name}{{stroke:{pair[1]}}}" for name, pair in _LINES.items()]
    dark.append(".schrift{stroke:#23262b}")
    small = (
        ".fein{display:none}.klein{display:inline}.raster{font-size:17px}"
        ".grenze{stroke-width:3}.flussname{font-size:24px}.schrift circle{r:6px}"
    )
    return (
        ".klein{display:none}"
        f"@media (max-width:420px){{{small}}}"
        f"@media (prefers-color-scheme:dark){{{''.join(dark)}}}"
    )


def _areas(place: Town) -> Iterator[str]:
    for area in place.drawing["areas"]:
        kind = area["kind"]
        points = _pixels(place, area["line"])
        path = _polygon(points) if kind in ("platz", "sport", "garten") else _curve([*points, points[0]]) + "Z"
        yield f'<path class="{kind}" d="{path}" fill="{_FILLS[kind][0]}"/>'


def _river(place: Town) -> Iterator[str]:
    path = _curve(_pixels(place, place.drawing["river"]["line"]))
    yield f'<path class="fluss" d="{path}" fill="none" stroke="{_LINES["fluss"][0]}" stroke-width="30"/>'


def _blocks(place: Town) -> Iterator[str]:
    scale = WIDTH / (place.east - place.west)
    boxes = []
    for e, n, wide, high in place.drawing["blocks"]:
        x, y = place.pixel(e, n)
        boxes.append(f"M{_n(x)} {_n(y)}h{_n(wide * scale)}v{_n(high * scale)}h{_n(-wide * scale)}z")
    yield f'<path class="haus" d="{"".join(boxes)}" fill="{_FILLS["haus"][0]}"/>'


def _streets(place: Town) -> Iterator[str]:
    """All edges first and all roadways after them, so that crossings are open."""
    streets = sorted(place.drawing["streets"], key=lambda street: street["kind"] == "haupt")
    for layer, name in enumerate(("rand", "weg")):
        ends = 'stroke-linecap="round" stroke-linejoin="round"'
        yield f'<g class="{name}" fill="none" stroke="{_LINES[name][0]}" {ends}>'
        for street in streets:
            points = _pixels(place, street["line"])
            path = _polygon(points) if street["kind"] == "platz" else _curve(points)
            yield f'<path d="{path}" stroke-width="{_WIDE[street["kind"]][layer]}"/>'
        yield "</g>"


def _railway(place: Town) -> Iterator[str]:
    path = _curve(_pixels(place, place.drawing["railway"]))
    yield f'<path class="bahn" d="{path}" fill="none" stroke="{_LINES["bahn"][0]}" stroke-width="4"/>'
    yield (
        f'<path class="schwelle" d="{path}" fill="none" stroke="{_LINES["schwelle"][0]}" stroke-width="2" '
        'stroke-dasharray="8 8"/>'
    )


def _grid(place: Town) -> Iterator[str]:
    step_x, step_y = WIDTH / len(place.columns), HEIGHT / place.rows
    across = "".join(f"M{_n(i * step_x)} 0V{HEIGHT}" for i in range(1, len(place.columns)))
    down = "".join(f"M0 {_n(i * step_y)}H{WIDTH}" for i in range(1, place.rows))
    dotted = 'stroke-width=".6" stroke-dasharray="2 4"'
    yield f'<path class="gitter" d="{across}{down}" stroke="{_LINES["gitter"][0]}" {dotted}/>'
    yield f'<g class="raster" fill="{_INKS["raster"][0]}" font-weight="600" text-anchor="middle">'
    for i, letter in enumerate(place.columns):
        yield f'<text x="{_n((i + 0.5) * step_x)}" y="15">{letter}</text>'
    for i in range(place.rows):
        yield f'<text x="11" y="{_n((i + 0.5) * step_y + 4)}">{i + 1}</text>'
    yield "</g>"


def _boundary(place: Town) -> Iterator[str]:
    edge = place.boundary
    (x, y), (right, bottom) = place.pixel(edge["west"], edge["north"]), place.pixel(edge["east"], edge["south"])
    yield (
        f'<rect class="grenze" x="{_n(x)}" y="{_n(y)}" width="{_n(right - x)}" height="{_n(bottom - y)}" rx="3" '
        f'fill="none" stroke="{_LINES["grenze"][0]}" stroke-width="1.8" stroke-dasharray="9 4 2 4"/>'
    )


def _labels(place: Town) -> Iterator[str]:
    """Letters get a rim of the land's colour, so that they stand out from lines."""
    rim = f'stroke="{_FILLS["land"][0]}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    x, y = _pixels(place, place.drawing["river"]["line"])[2]
    yield (
        f'<text class="flussname" x="{_n(x)}" y="{_n(y + 5)}" transform="rotate(74 {_n(x)} {_n(y)})" '
        f'font-style="italic" font-size="16" letter-spacing="3" text-anchor="middle" fill="{_INKS["flussname"][0]}">'
        f"{escape(place.drawing['river']['name'])}</text>"
    )
    yield f'<g class="schrift fein" fill="{_INKS["schrift"][0]}" {rim} text-anchor="middle">'
    for street in place.drawing["streets"]:
        if street["name"]:
            e, n, turn = street["label"]
            x, y = place.pixel(e, n)
            where = f'x="{_n(x)}" y="{_n(y)}" transform="rotate({turn} {_n(x)} {_n(y)})"'
            yield f"<text {where}>{escape(street['name'])}</text>"
    yield "</g>"
    yield from _signs(place, rim)


def _signs(place: Town, rim: str) -> Iterator[str]:
    where = {spot.name: place.pixel(spot.e, spot.n) for spot in place.places}
    yield f'<g class="schrift" fill="{_INKS["schrift"][0]}" {rim} font-weight="600">'
    for sign in place.drawing["signs"]:
        (x, y), (dx, dy), name = where[sign["name"]], sign["offset"], escape(sign["name"])
        at = f'x="{_n(x + dx)}" y="{_n(y + dy + 4)}" text-anchor="{sign["anchor"]}"'
        yield f'<circle cx="{_n(x)}" cy="{_n(y)}" r="3.5"/>'
        yield f'<text class="fein" {at}>{name}</text>'
        if "wide" in sign:
            dx, dy = sign["wide"]
            at = f'x="{_n(x + dx)}" y="{_n(y + dy)}" text-anchor="{"start" if dx else "middle"}"'
            yield f'<text class="klein" display="none" {at} font-size="25" stroke-width="6">{name}</text>'
    yield "</g>"


def _pixels(place: Town, line: Iterable[Sequence[int]]) -> list[Point]:
    return [place.pixel(e, n) for e, n in line]


def _polygon(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _curve(points: Sequence[Point]) -> str:
    """A soft line through the points (Catmull-Rom as Bézier)."""
    closed = points[0] == points[-1]
    padded = [points[-2] if closed else points[0], *points, points[1] if closed else points[-1]]
    path = f"M{_n(points[0][0])} {_n(points[0][1])}"
    for i, (here, there) in enumerate(pairwise(points)):
        before, after = padded[i], padded[i + 3]
        first = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        second = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        path += "C" + " ".join(f"{_n(x)} {_n(y)}" for x, y in (first, second, there))
    return path


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def main() -> None:
    """Write the picture of every town anew."""
    for data in towns():
        data.with_suffix(".svg").write_text(draw(town(data.stem)), encoding="utf-8")


if __name__ == "__main__":
    main()
