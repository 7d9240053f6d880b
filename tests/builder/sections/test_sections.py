"""Every section of every shipped definition: what it lists, and that opening and saving an entry changes nothing."""

import time
from collections.abc import Iterator

import pytest

from builder.operations import perform
from builder.panel import properties
from builder.posters import Wish
from builder.refusals import Refused
from builder.sections import SECTIONS, Section, Subject, in_reach
from formengine.core.bundle import Bundle
from formengine.core.definition import read_definition
from formengine.fields import TYPES
from tests.builder.editing import SLUGS, compiled, shipped
from tests.core.forms import TODAY, bundle, control, form, leaf, page

STATIC = ("case", "handover", "message", "outcome", "parameter", "persona", "rule", "service")


def subject(of: Bundle) -> Subject:
    """What a page shows of a definition, the shipped ones beside it."""
    others = {slug: shipped(slug) for slug in SLUGS if slug != of.slug}
    return Subject(of, compiled(of), lambda: others, lambda slug: compiled(others[slug]) if slug in others else None)


def rooms() -> Iterator[tuple[str, str]]:
    """Every section that a shipped definition has."""
    for slug in SLUGS:
        yield from ((slug, name) for name, section in SECTIONS.items() if section.fits(shipped(slug).form))


def ids(section: Section, of: Subject) -> list[str]:
    """The entries that can be opened; one set of fields counts as one."""
    return [entry.id for entry in section.entries(of) if entry.editable] if section.entries else [""]


@pytest.mark.parametrize(("slug", "name"), [*rooms()])
def test_what_is_opened_and_saved_without_a_change_asks_for_none(slug: str, name: str) -> None:
    of, section = subject(shipped(slug)), SECTIONS[name]
    for id_ in ids(section, of):
        fields = section.fields(of, id_)
        assert section.wish(of, id_, fields.answers) is None, id_


@pytest.mark.parametrize(("slug", "name"), [*rooms()])
def test_fields_are_a_definition_that_takes_what_stands_in_them(slug: str, name: str) -> None:
    of, section = subject(shipped(slug)), SECTIONS[name]
    for id_ in ids(section, of):
        fields = section.fields(of, id_)
        content = {"title": "Eigenschaften", **fields.content}
        definition, findings = read_definition(Bundle("felder", content), TYPES, TODAY)
        assert definition is not None, findings
        assert fields.answers.keys() <= {control.path[0] for control in definition.controls.values()}
        offered = {
            control.path[0]: {choice.value for choice in control.choices} for control in definition.controls.values()
        }
        for field, answer in fields.answers.items():
            if offered[field]:
                assert set(answer if isinstance(answer, list) else [answer]) <= offered[field], (id_, field)


@pytest.mark.parametrize(("slug", "name"), [*rooms()])
def test_every_entry_has_words_for_people(slug: str, name: str) -> None:
    of, section = subject(shipped(slug)), SECTIONS[name]
    entries = [*section.entries(of)] if section.entries else []
    assert all(entry.title and entry.id for entry in entries)
    assert len({entry.id for entry in entries}) == len(entries)
    words = " ".join(line for entry in entries for line in entry.words)
    assert not {"#/", "eine Bedingung gilt", "eine Rechnung", "None"} & set(words.split(" ")), words
    assert "#/properties" not in words


@pytest.mark.parametrize(("slug", "name"), [*rooms()])
def test_a_button_asks_for_an_edit_that_is_done_or_refused_in_words(slug: str, name: str) -> None:
    of, section = subject(shipped(slug)), SECTIONS[name]
    entries = [*section.entries(of)] if section.entries else []
    for entry in [*entries[:2], *entries[-2:]]:
        for label, wish in section.acts(of, entry):
            assert outcome(of.bundle, wish) not in (of.bundle.hash, ""), (entry.id, label)


def outcome(before: Bundle, wish: Wish) -> str:
    """The hash of what comes of an edit, or why it was refused."""
    try:
        return perform(before, wish.operation, wish.arguments).hash
    except Refused as error:
        return error.message and error.mend


@pytest.mark.parametrize("kind", STATIC)
def test_the_panels_offer_only_field_types_that_there_are(kind: str) -> None:
    content = properties(kind)
    elements = content["uischema"]["elements"][0]["elements"]
    assert {element["options"]["type"] for element in elements} <= TYPES.keys()
    asked = [element["scope"].rpartition("/")[2] for element in elements if element["type"] == "Control"]
    assert asked == list(content["schema"]["properties"])


def test_sections_stand_in_the_order_of_their_places() -> None:
    places = [section.place for section in SECTIONS.values()]
    assert places == sorted(set(places))
    assert next(iter(SECTIONS.values())).entries is None


def large() -> Subject:
    """A form of more questions than can be ticked."""
    properties = {f"f{number}": {"type": "string", "maxLength": 9} for number in range(600)}
    asked = [control(name, label=name, options={"type": "text"}) for name in properties]
    rule = {
        "id": "R1",
        "require": leaf("f1", {"const": "a"}),
        "at": ["f3", "f2"],
        "message": "Nein.",
        "severity": "error",
    }
    return subject(bundle(form(properties, page("seite", *asked), rules=[rule])))


def test_where_there_is_too_much_to_tick_ids_are_written() -> None:
    of, section = large(), SECTIONS["regeln"]
    fields = in_reach(section.fields(of, "R1"))
    definition, findings = read_definition(Bundle("felder", {"title": "Felder", **fields.content}), TYPES, TODAY)
    assert definition is not None, findings
    assert fields.answers["bei"] == "f3\nf2"
    assert section.wish(of, "R1", fields.answers) is None
    wish = section.wish(of, "R1", {**fields.answers, "bei": "f9\nf2\n"})
    assert wish is not None
    assert wish.arguments["rule"]["at"] == ["f2", "f9"]


def test_a_large_form_is_opened_without_delay() -> None:
    of = large()
    started = time.perf_counter()
    for section in SECTIONS.values():
        if section.fits(of.form):
            assert section.fields(of, next((id_ for id_, _ in section.new(of)), "")).content
    assert time.perf_counter() - started < 2.0
