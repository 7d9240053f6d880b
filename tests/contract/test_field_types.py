"""The contract of a field type: four files, examples that come true, markup that names its parts and never executes."""

from typing import Any

import pytest

from formengine.core.answers import answer_schema
from formengine.core.model import Choice, Control
from formengine.core.validation import judge, schema_errors
from formengine.fields import TYPES, best_fit
from formengine.fields.page import FieldState, StoredFile, compile_control
from formengine.fields.posting import PageForm, raw_of, read
from tests.fields.examples import ASKED, PASSIVE, QUESTIONS, SAID, Example, document, folder, make
from tests.fields.markup import inputs, parse, posted

FILES = ("__init__.py", "widget.html", "properties.json", "examples.json")
EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'`{{7*7}}\x000\x00</textarea></select></svg>"
PREFIX = "baeume.a1b2c3d4."


def _can_be_shown(example: Example) -> bool:
    """A browser keeps files, and no radio button or list has a place for a value that is no option."""
    kind = TYPES[example.type]
    return not (kind.uploads or kind.passive) and not (
        kind.settles and example.data.get("code") in ("codeliste", "format")
    )


SHOWN = [example for example in ASKED if _can_be_shown(example)]


def _id(example: Example) -> str:
    return str(example)


@pytest.mark.parametrize("name", TYPES)
def test_a_type_is_a_folder_with_four_files(name: str) -> None:
    assert [file for file in FILES if not (folder(name) / file).is_file()] == []


@pytest.mark.parametrize("name", TYPES)
def test_a_type_has_at_least_six_examples_and_shows_what_goes_wrong(name: str) -> None:
    lines = document(name, "examples.json")["examples"]
    assert len(lines) >= 6
    assert TYPES[name].static or any("fails" in line for line in lines)


@pytest.mark.parametrize("name", [*QUESTIONS, "list"])
def test_a_new_schema_is_json_schema_and_fits_its_type_best(name: str) -> None:
    schema = TYPES[name].new_schema()
    assert schema_errors(schema) == []
    assert TYPES[name].accepts(schema) > 0
    fit = best_fit(schema)
    assert fit is not None
    assert fit.name == {"select": "choice", "date-picker": "date", "reference": "text"}.get(name, name)


@pytest.mark.parametrize("example", ASKED, ids=_id)
def test_an_example_parses_as_told(example: Example) -> None:
    if TYPES[example.type].uploads or TYPES[example.type].passive:
        assert read([example.control], example.post) == {}
        return
    assert read([example.control], example.post) == ({"feld": example.data["answer"]} if example.answered else {})


@pytest.mark.parametrize("example", [each for each in ASKED if each.answered], ids=_id)
def test_an_answer_fits_or_fails_as_told(example: Example) -> None:
    verdict = judge(answer_schema(example.control), TYPES[example.type].codes)
    found = [(problem.keyword, problem.code) for problem in verdict.problems(example.data["answer"])]
    expected = [(example.data["fails"], example.data["code"])] if "fails" in example.data else []
    assert found[:1] == expected


@pytest.mark.parametrize("example", [each for each in ASKED if each.answered], ids=_id)
def test_an_answer_is_shown_as_told(example: Example) -> None:
    assert TYPES[example.type].display(example.data["answer"], example.control) == example.data["shown"]


@pytest.mark.parametrize("example", SAID, ids=_id)
def test_a_text_is_shown_as_told(example: Example) -> None:
    html = compile_control(example.control).render()
    assert parse(html).words() == example.data["shown"]


@pytest.mark.parametrize("name", PASSIVE)
def test_a_type_that_is_answered_elsewhere_asks_and_posts_nothing(name: str) -> None:
    control = make(name, hint="Hinweis", help="Hilfe")
    tree = parse(compile_control(control).render(FieldState(answers={"feld": "5"})))
    assert list(tree.all("input", "select", "textarea", "button")) == []
    assert "(freiwillig)" not in tree.words()
    assert read([control], {"feld": ["5"], "feld:tag": ["5"]}) == {}
    assert raw_of([control], {"feld": [{"_id": "a1b2c3d4"}]}) == {}


@pytest.mark.parametrize("prefix", ["", PREFIX])
@pytest.mark.parametrize("name", PASSIVE)
def test_a_type_that_is_answered_elsewhere_shows_its_answer(name: str, prefix: str) -> None:
    piece = compile_control(make(name))
    assert "Stand: <b>5</b>" in parse(piece.render(FieldState(answers={"feld": "Stand: <b>5</b>"}))).words()
    assert parse(piece.render(FieldState(prefix=prefix, answers={"feld": ""}))).words().startswith("Frage –")
    failed = parse(piece.render(FieldState(prefix=prefix, error="Das passt nicht zusammen.")))
    assert failed.find(f"{prefix}f-feld-error").words() == "Fehler: Das passt nicht zusammen."
    assert failed.find(f"{prefix}f-feld").attributes["tabindex"] == "-1"


@pytest.mark.parametrize("prefix", ["", PREFIX])
@pytest.mark.parametrize("example", [each for each in SHOWN if each.answered], ids=_id)
def test_a_rendered_answer_posted_again_is_the_same_answer(example: Example, prefix: str) -> None:
    answers = {"feld": example.data["answer"]}
    state = FieldState(raw=raw_of([example.control], answers, prefix), prefix=prefix)
    html = compile_control(example.control).render(state)
    assert read([example.control], posted(html), prefix) == answers


@pytest.mark.parametrize("example", SHOWN, ids=_id)
def test_a_posted_page_comes_back_as_it_was_posted(example: Example) -> None:
    """Also where it cannot be parsed."""
    html = compile_control(example.control).render(FieldState(raw=example.post))
    assert read([example.control], posted(html)) == read([example.control], example.post)


@pytest.mark.parametrize("state", [FieldState(), FieldState(error="Falsch.", hints=["Hm."], mark="Übernommen")])
@pytest.mark.parametrize("prefix", ["", PREFIX])
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_input_has_a_label_and_ids_are_unique(name: str, prefix: str, state: FieldState) -> None:
    control = make(name, id="person.name-1", hint="Hinweis", help="Eins.\n\nZwei.")
    state = FieldState(error=state.error, hints=state.hints, mark=state.mark, prefix=prefix)
    tree = parse(compile_control(control).render(state))
    ids = [node.attributes["id"] for node in tree.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    assert all(each.startswith(prefix) for each in ids)
    labelled = {label.attributes["for"] for label in tree.all("label") if label.words()}
    assert [
        node.attributes
        for node in inputs(tree)
        if node.attributes.get("id") not in labelled
        and not (node.attributes.get("type") == "image" and node.attributes["alt"])
    ] == []
    described = {each for node in tree.all() for each in node.attributes.get("aria-describedby", "").split()}
    assert described <= set(ids)


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_parts_of_a_field_stand_where_the_page_looks_for_them(name: str) -> None:
    control = make(name, id="person.name", hint="Hinweis", required=True)
    tree = parse(compile_control(control).render())
    frame = next(node for node in tree.all("div"))
    assert frame.attributes == {"class": "aw-field", "data-field": "person.name", "id": "w-person.name"}
    assert tree.find("f-person.name").tag in ("input", "select", "textarea")
    assert tree.find("f-person.name-hint").words().startswith("Hinweis")
    assert tree.find("f-person.name-error").words() == ""
    ids = "f-person.name-hint f-person.name-error"
    assert any(f"{node.attributes.get('aria-describedby')} ".startswith(f"{ids} ") for node in tree.all())
    names = {node.attributes["name"] for node in tree.all("input", "select", "textarea")}
    assert all(each == "person.name" or each.startswith("person.name:") for each in names)


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_error_stands_in_its_container_and_marks_the_field(name: str) -> None:
    tree = parse(compile_control(make(name)).render(FieldState(error="Bitte prüfen Sie das.")))
    assert tree.find("f-feld-error").words() == "Fehler: Bitte prüfen Sie das."
    assert any(node.attributes.get("aria-invalid") == "true" for node in tree.all())
    assert "aria-invalid" not in compile_control(make(name)).render()


@pytest.mark.parametrize("name", QUESTIONS)
def test_only_a_voluntary_question_says_so(name: str) -> None:
    asked = make(name, required=True)
    voluntary = make(name, required=False)
    assert "(freiwillig)" not in compile_control(asked).render()
    assert "(freiwillig)" in compile_control(voluntary).render()
    assert "(freiwillig)" not in compile_control(voluntary).render(FieldState(required=True))
    assert "(freiwillig)" in compile_control(asked).render(FieldState(required=False))


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_disabled_question_disables_every_input(name: str) -> None:
    tree = parse(compile_control(make(name)).render(FieldState(disabled=True)))
    assert [node.attributes for node in inputs(tree) if "disabled" not in node.attributes] == []


def _elements(html: str) -> list[str]:
    return [node.tag for node in parse(html).all()]


def _spoken(control: Control, text: str) -> Control:
    """The control with its words replaced, its shape unchanged."""
    choices = tuple(Choice(choice.value, text, text) for choice in control.choices)
    options: dict[str, Any] = {
        "unit": text,
        "title": text,
        "autocomplete": text,
        "suggest": "liste",
        "tone": "info",
        "nachreichen": True,
    }
    return make(control.type, schema=control.schema, options=options, label=text, hint=text, help=text, choices=choices)


def _state(control: Control, text: str) -> FieldState:
    names = ("feld", *(f"feld:{part}" for part in ("tag", "monat", "jahr", "e", "n", "ort", "vorher", "nachreichen")))
    return FieldState(
        raw={name: [text] for name in names},
        error=text,
        hints=[text],
        mark=text,
        files=[StoredFile(text, text, 12, "/" + text)],
        answers={"feld": text},
    )


@pytest.mark.parametrize("name", TYPES)
def test_no_text_of_anybody_becomes_an_element(name: str) -> None:
    control = make(name)
    parameters: dict[str, Any] = {"liste": [EVIL]}
    evil = compile_control(_spoken(control, EVIL), parameters=parameters).render(_state(control, EVIL))
    tame = compile_control(_spoken(control, "x"), parameters={"liste": ["x"]}).render(_state(control, "x"))
    assert _elements(evil) == _elements(tame)
    assert not any(key.startswith("on") for node in parse(evil).all() for key in node.attributes)


@pytest.mark.parametrize("name", TYPES)
def test_no_style_and_no_script_stands_in_the_markup(name: str) -> None:
    html = compile_control(make(name)).render(FieldState(error="Falsch", files=[StoredFile("1", "a.png", 1)]))
    assert "style=" not in html
    assert "<script" not in html


@pytest.mark.parametrize("name", TYPES)
def test_what_a_builder_edits_is_a_form_of_known_questions(name: str) -> None:
    form = document(name, "properties.json")
    assert schema_errors(form["schema"]) == []
    pages = form["uischema"]["elements"]
    assert [page["type"] for page in pages] == ["Category"]
    controls = pages[0]["elements"]
    assert controls
    for element in controls:
        schema: Any = form["schema"]
        for part in element["scope"].removeprefix("#/").split("/"):
            schema = schema[part]
        kind = element.get("options", {}).get("type")
        assert kind is None or TYPES[kind].accepts(schema) > 0, element["id"]
        assert element["label"]


def test_a_page_reads_all_its_questions_and_leaves_out_what_is_empty() -> None:
    controls = [make(name, id=f"feld-{name}") for name in QUESTIONS]
    form = PageForm(controls)
    assert form.read({}) == {"feld-confirm": False}
    assert form.read({"feld-text": ["Anna"], "feld-date:tag": ["9.4.1985"], "fremd": ["x"]}) == {
        "feld-text": "Anna",
        "feld-date": "1985-04-09",
        "feld-confirm": False,
    }


def test_no_type_imports_another() -> None:
    for name in TYPES:
        for module in folder(name).glob("*.py"):
            source = module.read_text(encoding="utf-8")
            others = [
                other for other in TYPES if other != name and f"formengine.fields.{other.replace('-', '_')}" in source
            ]
            assert others == [], module
