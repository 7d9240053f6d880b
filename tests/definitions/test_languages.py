"""Every case in every language: the same answers, the same verdicts, the same data, in words of that language."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask

from formengine import locales
from formengine.core.cases import play
from formengine.core.translation import coverage
from formengine.store import Store
from formengine.web import create_app
from formengine.web.services import KEY
from tests.definitions.cases import cases, cases_of, definitions, settings, smoke, spoken, visiting
from tests.definitions.client import ScriptlessPerson
from tests.definitions.travel import Trip
from tests.fields.markup import Node

OTHERS = locales.LANGUAGES[1:]
GERMAN = re.compile(
    r"\b(und|oder|nicht|ist|sind|wir|Sie|Ihre?n?|der|die|das|den|dem|ein|eine|für|mit|auf|bitte|Weiter)\b"
)
"""Words that no English sentence has."""

_LISTED = [
    pytest.param(language, case.id, marks=[] if case in smoke(definition) else [pytest.mark.slow])
    for definition in definitions().values()
    for case in cases_of(definition)
    for language in OTHERS
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(settings(tmp_path_factory.mktemp("daten")))


@pytest.fixture(scope="module")
def store(app: Flask) -> Iterator[Store]:
    opened: Store = app.extensions[KEY].store
    yield opened
    opened.close()


@pytest.mark.parametrize(("language", "id_"), _LISTED)
def test_a_case_comes_out_the_same_in_every_language(app: Flask, store: Store, language: str, id_: str) -> None:
    definition, case = cases()[id_]
    assert play(spoken(definition.slug, language), case) == play(definition, case)
    Trip(spoken(definition.slug, language), case, ScriptlessPerson(app, language), store).run()


class Reader(ScriptlessPerson):
    """Somebody who reads each page and finds it in one language, but for what they typed."""

    typed: frozenset[str] = frozenset()

    def open(self, address: str) -> None:
        super().open(address)
        self.look()

    def press(self, name: str, value: str | None = None) -> None:
        super().press(name, value)
        self.look()

    def look(self) -> None:
        (root,) = self.page.all("html")
        assert root.attributes["lang"] == locales.tag(self.language)
        assert [text for text in _texts(root) if GERMAN.search(self._said(text))] == []

    def _said(self, text: str) -> str:
        """What the page says of it, without what the person typed."""
        for own in self.typed:
            text = text.replace(own, "")
        return text


def _strings(value: Any) -> Iterator[str]:
    """The longer strings in answers, line by line: those that a person typed."""
    if isinstance(value, str) and " " in value:
        yield from (line for line in value.splitlines() if line.strip())
    elif isinstance(value, Mapping | list | tuple):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _strings(part)


def _texts(node: Node) -> Iterator[str]:
    """The texts of a page that are in the language of the page; what a script shows instead is there, too."""
    for name in ("aria-label", "alt", "title", "placeholder"):
        yield node.attributes.get(name, "")
    yield from (value for name, value in node.attributes.items() if name.startswith("data-") and " " in value)
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif not child.attributes.get("lang", "en").startswith("de"):
            yield from _texts(child)


@pytest.mark.parametrize("slug", definitions())
def test_no_page_in_english_holds_german_that_does_not_say_so(app: Flask, store: Store, slug: str) -> None:
    for case in visiting(definitions()[slug]):
        reader = Reader(app, "en")
        reader.typed = frozenset(_strings([case.answers, case.good]))
        Trip(spoken(slug, "en"), case, reader, store).run()
    for address in ("/", "/hinweise", f"/dienste/{slug}", "/weitermachen", "/gibt-es-nicht"):
        reader.open(address)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("slug", definitions())
def test_the_shipped_definitions_lack_no_text(slug: str, language: str) -> None:
    total, lacking = coverage(definitions()[slug].bundle, language)
    assert total > 50
    assert [(slot.id, slot.keys) for slot in lacking] == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("slug", definitions())
def test_every_text_of_a_translated_definition_is_in_its_language(slug: str, language: str) -> None:
    definition = spoken(slug, language)
    languages = {each.language for each in definition.elements.values()}
    languages |= {each.language for each in definition.controls.values() if each.displayed}
    assert languages | {definition.title_language} == {language}
