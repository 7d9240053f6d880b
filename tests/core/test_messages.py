"""The messages of a submission, the texts of another language, and the placeholders in author texts."""

from typing import Any

import pytest

from formengine.core.messages import compose
from formengine.core.texts import Messages, fill, placeholders
from tests.core.forms import NOW, calculated, compiled, control, form, leaf, page, travel

TEXT = {"type": "string"}
OFFICES = {"schema": {"type": "object"}, "default": {"licht": "Tiefbauamt"}}


def content(*messages: dict[str, Any]) -> dict[str, Any]:
    """A form with messages."""
    properties = {
        "art": TEXT,
        "name": TEXT,
        "mail": TEXT,
        "g": {"type": "object", "properties": {"x": TEXT}},
        "stufe": TEXT,
    }
    elements = [control("art"), control("g/x"), calculated("stufe", "hoch", display=False)]
    group = {"type": "Group", "id": "kontakt", "elements": [control("name"), control("mail")]}
    return form(properties, page("s", *elements, group), messages=list(messages), parameters={"amt": OFFICES})


def sent(spec: dict[str, Any], **answers: Any) -> list[tuple[str, Any]]:
    """Recipient and data of what is sent."""
    definition = compiled(content({"id": "M", "recipient": "Amt"} | spec))
    messages = compose(definition.messages, travel(content(), answers).document, NOW, {})
    return [(message.recipient, message.data) for message in messages]


ANSWERS: dict[str, Any] = {"art": "licht", "name": "Ada", "mail": "a@b.de", "g": {"x": "1"}}


def test_without_a_choice_a_message_holds_all_that_a_person_saw() -> None:
    assert sent({}, **ANSWERS) == [("Amt", ANSWERS)]


def test_fields_may_name_questions_groups_and_pages() -> None:
    assert sent({"fields": ["art"]}, **ANSWERS) == [("Amt", {"art": "licht"})]
    assert sent({"fields": ["kontakt"]}, **ANSWERS) == [("Amt", {"name": "Ada", "mail": "a@b.de"})]
    assert sent({"fields": ["s"]}, **ANSWERS) == [("Amt", ANSWERS)]


def test_a_value_that_nobody_sees_is_sent_only_when_named() -> None:
    assert sent({"fields": ["stufe", "art"]}, **ANSWERS) == [("Amt", {"art": "licht", "stufe": "hoch"})]
    assert sent({"fields": ["s"]}, art="x") == [("Amt", {"art": "x"})]


def test_exclude_leaves_out() -> None:
    assert sent({"exclude": ["kontakt", "g.x"]}, **ANSWERS) == [("Amt", {"art": "licht"})]


def test_a_message_may_depend_on_answers_and_on_parameters() -> None:
    when = leaf("art", {"const": "licht"})
    assert [len(sent({"when": when}, art=art)) for art in ("licht", "muell")] == [1, 0]
    bounded = leaf("art", {"maxLength": 1, "x-param": {"maxLength": "grenze"}})
    definition = content({"id": "M", "recipient": "Amt", "when": bounded})
    definition["parameters"]["grenze"] = {"schema": {"type": "integer"}, "default": 5}
    assert len(compose(compiled(definition).messages, {"art": "licht"}, NOW, {})) == 1


@pytest.mark.parametrize(("art", "recipient"), [("licht", "Tiefbauamt"), ("muell", "Poststelle"), (None, "Poststelle")])
def test_a_recipient_may_be_looked_up_and_falls_back_to_the_post_room(art: Any, recipient: str) -> None:
    lookup = {"lookup": {"param": "amt", "key": {"value": "#/properties/art"}}}
    assert [each for each, _ in sent({"recipient": lookup}, **({"art": art} if art else {}))] == [recipient]


def test_placeholders_are_names_in_braces_and_nothing_else() -> None:
    assert placeholders("{a} {param.x} {a.b-c} {A} {} {{a}} {a!r} {a:>9} {__class__}") == [
        "a",
        "param.x",
        "a.b-c",
        "a",
    ]


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Hallo {name}!", "Hallo Ada!"),
        ("{name}{name}", "AdaAda"),
        ("{nix}", "{nix}"),
        ("{{name}}", "{Ada}"),
        ("{name.__class__}", "{name.__class__}"),
        ("{{7*7}} {% raw %} %(name)s ${name}", "{{7*7}} {% raw %} %(name)s $Ada"),
        ("ohne", "ohne"),
    ],
)
def test_only_known_names_are_filled_in(text: str, filled: str) -> None:
    assert fill(text, {"name": "Ada"}.get) == filled


def test_what_is_filled_in_is_not_looked_at_again() -> None:
    assert fill("{a}", {"a": "{b}", "b": "geheim"}.get) == "{b}"


@pytest.mark.parametrize(
    ("code", "keyword", "type_", "own", "text"),
    [
        ("pflicht", "required", "text", {"pflicht": "Eigener {n}."}, "Eigener 3."),
        ("max", "maxLength", "date", {}, "Datum {n}"),
        ("max", "maxLength", "text", {}, "Länge 3"),
        ("max", "maximum", "text", {}, "Höchstens."),
        ("nix", "nix", "text", {}, "Stimmt nicht."),
    ],
)
def test_the_most_special_message_wins(code: str, keyword: str, type_: str, own: dict[str, str], text: str) -> None:
    table = {"max": "Höchstens.", "max.maxLength": "Länge {n}", "max.date": "Datum {m}", "unbekannt": "Stimmt nicht."}
    expected = text.replace("{n}", "{m}") if type_ == "date" else text
    assert Messages(table).text(code, keyword, type_, own, {"n": "3"}) == expected
