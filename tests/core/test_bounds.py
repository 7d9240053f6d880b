"""Constraints and relative days in words."""

from typing import Any

import pytest

from formengine.core import dates
from formengine.core.phrases import bounds

FILES = {
    "items": {"properties": {"mimeType": {"enum": ["application/pdf", "image/jpeg"]}, "size": {"maximum": 10485760}}}
}


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"minimum": 5, "maximum": 1000}, ["mindestens 5", "höchstens 1000"]),
        ({"exclusiveMinimum": 0.5}, ["mehr als 0,5"]),
        ({"minLength": 20, "maxLength": 12000}, ["mindestens 20 Zeichen", "höchstens 12.000 Zeichen"]),
        ({"minItems": 1, "maxItems": 4}, ["mindestens 1 Eintrag", "höchstens 4 Einträge"]),
        ({"multipleOf": 0.01}, ["durch 0,01 teilbar"]),
        ({"formatMinimum": "2026-03-01"}, ["frühestens am 1. März 2026"]),
        ({"formatMinimum": "@heute"}, ["frühestens am heutigen Tag"]),
        ({"formatMaximum": "@heute-16j-1d"}, ["spätestens am Tag 16 Jahre vor und 1 Tag vor heute"]),
        ({"formatMaximum": "@naechster-11-01+1m"}, ["spätestens am Tag 1 Monat nach dem nächsten 1. November"]),
        ({"formatMaximum": "18:00"}, ["spätestens um 18:00 Uhr"]),
        ({"uniqueItems": True}, ["jede Antwort nur einmal"]),
        ({"pattern": "^[0-9]{5}$"}, ["das Muster ^[0-9]{5}$"]),
        ({"const": True}, ["angekreuzt"]),
        (FILES, ["Dateien im Format PDF, JPG", "höchstens 10 MB je Datei"]),
        ({"type": "string", "title": "x"}, []),
    ],
)
def test_each_constraint_is_said_in_words(schema: Any, words: list[str]) -> None:
    assert list(bounds(schema).values()) == words


def test_a_mark_comes_apart_into_its_start_and_its_shifts() -> None:
    assert dates.parts("@heute-16j-9m") == (None, ((-16, "years"), (-9, "months")))
    assert dates.parts("@naechster-02-26+1j") == ((2, 26), ((1, "years"),))
    with pytest.raises(ValueError, match="gestern"):
        dates.parts("gestern")
