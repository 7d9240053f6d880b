"""A workshop over a store of its own, with the small definition of the web tests as its one definition."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.difference import difference, summary
from builder.workshop import Workshop
from formengine.core.bundle import Bundle
from formengine.store import Store
from tests.builder.editing import small

NOW = datetime.datetime.fromisoformat("2026-11-23T09:00:00+01:00")
SLUG = "probe"


def said(before: Bundle, after: Bundle) -> str:
    return summary(difference(before, after))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "daten")
    yield opened
    opened.close()


@pytest.fixture
def workshop(store: Store) -> Workshop:
    made = Workshop(store, lambda: NOW, said)
    made.create(small(), "anna", {})
    return made
