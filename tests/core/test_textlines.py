"""JSON Pointers lead to the lines where an editor shows them."""

import json
from pathlib import Path

import pytest

from formengine.core.limits import walk
from formengine.core.textlines import line_of, lines

REPOSITORY = Path(__file__).resolve().parents[2]
TEXT = """{
  "a": 1, "b": [
    {"c": "x, ] } \\" {"},
    [],
    {
      "d/e~": null
    }
  ],
  "f": {}
}
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("", 1),
        ("/a", 2),
        ("/b", 2),
        ("/b/0", 3),
        ("/b/0/c", 3),
        ("/b/1", 4),
        ("/b/2", 5),
        ("/b/2/d~1e~0", 6),
        ("/f", 9),
    ],
)
def test_a_pointer_leads_to_its_line(place: str, line: int) -> None:
    assert lines(TEXT)[place] == line


def test_a_place_that_is_not_in_the_file_leads_to_what_is_around_it() -> None:
    assert line_of(lines(TEXT), "/b/2/elements/7/label") == 5


def test_a_file_without_lines_leads_nowhere() -> None:
    assert line_of({}, "/a") == 0


@pytest.mark.parametrize("file", sorted((REPOSITORY / "definitions").glob("*/*.json")), ids=lambda file: file.name)
def test_every_place_of_a_shipped_file_is_found_where_it_stands(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = lines(text)
    assert set(found) == {place for _, place, _ in walk(json.loads(text))}
    for place, line in found.items():
        name = place.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        assert name.isdigit() or not name or f'"{name}":' in text.splitlines()[line - 1]
