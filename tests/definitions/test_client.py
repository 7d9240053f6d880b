"""Every case through the web application without JavaScript: what is refused, in which words, and what is stored."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from formengine.core.cases import Case
from formengine.core.definition import Definition
from formengine.store import Store
from formengine.web import create_app
from formengine.web.services import KEY
from tests.definitions import inline
from tests.definitions.cases import cases, cases_of, definitions, settings, smoke
from tests.definitions.client import ScriptlessPerson
from tests.definitions.travel import Trip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(settings(tmp_path_factory.mktemp("daten")))


@pytest.fixture(scope="module")
def store(app: Flask) -> Iterator[Store]:
    opened: Store = app.extensions[KEY].store
    yield opened
    opened.close()


@pytest.mark.parametrize("id_", cases())
def test_a_case_comes_out_the_same_without_javascript(app: Flask, store: Store, id_: str) -> None:
    definition, case = cases()[id_]
    Trip(definition, case, ScriptlessPerson(app), store).run()


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return inline.write(tmp_path_factory.mktemp("definitionen") / "alle")


@pytest.fixture(scope="module")
def inline_app(tmp_path_factory: pytest.TempPathFactory, elsewhere: Path) -> Iterator[Flask]:
    data = tmp_path_factory.mktemp("daten")
    started = create_app(dataclasses.replace(settings(data), definitions=elsewhere))
    yield started
    started.extensions[KEY].store.close()


_LISTED = [
    pytest.param(case.id, marks=[] if case in smoke(definition) else [pytest.mark.slow])
    for definition in map(definitions().__getitem__, inline.with_items_of_their_own())
    for case in cases_of(definition)
]


@pytest.mark.parametrize("id_", _LISTED)
def test_a_case_comes_out_the_same_with_all_items_on_the_page(inline_app: Flask, elsewhere: Path, id_: str) -> None:
    definition, case = inline.case(elsewhere, id_)
    Trip(definition, case, ScriptlessPerson(inline_app), inline_app.extensions[KEY].store).run()


def _with_errors(case: Case, **errors: str) -> Case:
    return dataclasses.replace(case, expect=dataclasses.replace(case.expect, errors=errors))


def _bad_case(definition: Definition) -> Case:
    return next(case for case in cases_of(definition) if case.expect.errors)


@pytest.mark.parametrize("slug", definitions())
def test_a_mistake_that_the_case_does_not_expect_is_seen(app: Flask, store: Store, slug: str) -> None:
    definition = definitions()[slug]
    careless = _with_errors(_bad_case(definition))
    with pytest.raises(AssertionError):
        Trip(definition, careless, ScriptlessPerson(app), store).run()


@pytest.mark.parametrize("slug", definitions())
def test_a_mistake_with_another_code_is_seen(app: Flask, store: Store, slug: str) -> None:
    definition = definitions()[slug]
    case = _bad_case(definition)
    other = _with_errors(case, **dict.fromkeys(case.expect.errors, "dateityp"))
    with pytest.raises(AssertionError):
        Trip(definition, other, ScriptlessPerson(app), store).run()
