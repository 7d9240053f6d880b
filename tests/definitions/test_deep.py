"""A definition with lists in lists, played as the shipped ones are: by the journey, and without JavaScript."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from formengine.core.cases import Case, play, read_cases
from formengine.core.definition import Definition, compile_definition
from formengine.fields import TYPES
from formengine.store.folder import read_all
from formengine.web.services import KEY
from tests.definitions.cases import NOW, settings
from tests.definitions.client import ScriptlessPerson
from tests.definitions.travel import Trip
from tests.web import deep


@pytest.fixture(scope="module", params=["inline", "pages"])
def app(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, Path, str]]:
    folder = tmp_path_factory.mktemp("haeuser")
    started = deep.started(folder, request.param)
    yield started, folder / "definitionen", request.param
    started.extensions[KEY].store.close()


def read(folder: Path) -> tuple[Definition, Mapping[str, Case]]:
    """The definition and its cases."""
    reading = read_all(folder, settings(Path()).kommune)
    assert reading.errors == ()
    definition = compile_definition(reading.bundles[0], TYPES, NOW.date())
    return definition, {case.id: case for case in read_cases(definition)}


@pytest.mark.parametrize("id_", ["gut", "schlecht"])
def test_a_case_with_lists_in_lists_comes_out_as_the_journey_says(app: tuple[Flask, Path, str], id_: str) -> None:
    started, folder, _ = app
    definition, cases = read(folder)
    played = play(definition, cases[id_])
    assert played.complete
    assert dict(played.errors) == dict(cases[id_].expect.errors)
    Trip(definition, cases[id_], ScriptlessPerson(started), started.extensions[KEY].store).run()
