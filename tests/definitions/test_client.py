"""Every case through the web application without JavaScript: what is refused, in which words, and what is stored."""

import dataclasses
from collections.abc import Iterator

import pytest
from flask import Flask

from formengine.core.cases import Case
from formengine.core.definition import Definition
from formengine.store import Store
from formengine.web import create_app
from formengine.web.services import KEY
from tests.definitions.cases import cases, cases_of, definitions, settings
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
