"""A fresh store for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from formengine.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "daten")
    yield opened
    opened.close()
