"""Whoever takes the pictures works in a process of its own: what is missing there is said, and it ends in time."""

from pathlib import Path

import pytest

from builder.studio import NoPictures, Order
from formengine.wsgi import photograph


def order(folder: Path, seconds: float = 30) -> Order:
    return Order("http://127.0.0.1:9", {}, {"01-was-leer.png": "/vorschau/probe/was"}, 320, folder, seconds)


def test_a_missing_browser_is_named_with_the_way_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "keiner"))
    with pytest.raises(NoPictures, match=r"gibt es nicht\. Installieren Sie Chromium"):
        photograph(order(tmp_path))


def test_pictures_that_take_too_long_are_given_up(tmp_path: Path) -> None:
    with pytest.raises(NoPictures, match="waren die Bilder nicht fertig"):
        photograph(order(tmp_path, 0.01))
