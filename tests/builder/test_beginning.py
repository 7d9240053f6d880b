"""A new definition runs at once, and lint has no error to tell."""

import pytest

from builder.beginning import TEMPLATES, begun, copy_of, empty
from builder.refusals import Refused
from formengine.core import strictjson
from formengine.core.lint import lint
from formengine.fields import TYPES
from tests.builder.editing import ROOT, compiled, shipped
from tests.core.forms import TODAY

SHARED = {
    path.stem: strictjson.loads(path.read_bytes()) for path in sorted((ROOT / "definitions/_shared").glob("*.json"))
}
ANSWERABLE = ("antrag", "anzeige", "klaerung", "meldung", "termin")


def test_there_is_a_template_for_each_kind_of_service() -> None:
    assert tuple(TEMPLATES) == ANSWERABLE
    assert all(template.title and template.description for template in TEMPLATES.values())


@pytest.mark.parametrize("name", ANSWERABLE)
def test_lint_has_no_error_to_tell_of_a_template(name: str) -> None:
    bundle = begun(name, "fest", "Etwas Neues", SHARED)
    findings = lint(bundle, TYPES, TODAY, {})
    assert [str(found) for found in findings if found.level == "error"] == []
    assert [str(found) for found in findings if "fehlt „id“" in found.message] == []


@pytest.mark.parametrize("name", ANSWERABLE)
def test_a_template_has_real_pages_with_questions(name: str) -> None:
    definition = compiled(begun(name, "fest", "Etwas Neues", SHARED))
    assert len(definition.pages) >= 2
    assert all(page.controls for page in definition.pages)
    if definition.kind == "antrag":
        assert definition.pages[-1].path == "pruefen"
        assert len(definition.messages) == 1
    else:
        assert {outcome.kind for outcome in definition.outcomes} == {"hilfe", "andere", "kein"}


@pytest.mark.parametrize("kind", ["antrag", "klaerung"])
def test_an_empty_definition_runs(kind: str) -> None:
    definition = compiled(empty("fest", " Etwas Neues ", kind))
    assert (definition.title, definition.kind, len(definition.pages)) == ("Etwas Neues", kind, 1)


def test_a_copy_has_another_slug_and_says_the_same() -> None:
    copied = copy_of(shipped(), "noch-eine")
    assert copied.form == {**shipped().form, "slug": "noch-eine"}
    assert copied.slug == "noch-eine"
    assert (copied.cases, copied.texts, copied.shared) == (shipped().cases, shipped().texts, shipped().shared)
    assert copy_of(shipped(), "noch-eine", "Anders").form["title"] == "Anders"
    compiled(copied)


def test_slugs_titles_and_templates_that_make_no_sense_are_refused() -> None:
    for slug in ("", "Groß", "a/b", "../etc"):
        with pytest.raises(Refused):
            empty(slug, "Titel")
        with pytest.raises(Refused):
            copy_of(shipped(), slug)
    with pytest.raises(Refused):
        empty("fest", " ")
    with pytest.raises(Refused):
        begun("zauberei", "fest", "Titel", SHARED)
