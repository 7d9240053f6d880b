"""A hundred items on a step: every further item costs what the one before it did."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.bench.lists import LAYOUTS, Houses, started
from tests.web.person import rooms

UNEVEN = 1.15
"""How much dearer the later items may be; twice as many of them would be twice as dear if each looked at all others."""


@pytest.fixture(params=LAYOUTS)
def app(request: Any, tmp_path: Path) -> Iterator[Flask]:
    app = started(tmp_path, request.param)
    yield app
    rooms(app).store.close()


def calls(ask: Callable[[], int]) -> int:
    """How many Python functions run; unlike time, it is the same on every machine."""
    count = 0

    def note(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "call"

    ask()
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        assert ask() in (200, 303)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("what", ["get", "post"])
@pytest.mark.parametrize(
    "shape", [lambda n: (n, 0), lambda n: (n, 3), lambda n: (1, n)], ids=["outer", "both", "inner"]
)
def test_the_hundredth_item_costs_what_the_tenth_does(
    app: Flask, what: str, shape: Callable[[int], tuple[int, int]]
) -> None:
    few, more, many = (calls(getattr(Houses.filled(app, *shape(n)), what)) for n in (20, 50, 100))
    assert (many - more) / 50 <= UNEVEN * (more - few) / 30
