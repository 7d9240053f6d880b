"""Posts that hold more than their page asks (threat A13): nothing is stored where it does not belong or sent."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask

from formengine.core.cases import page_answers, read_cases
from formengine.fields import TYPES
from formengine.fields.posting import raw_of
from formengine.web.forms import Form, ItemForms
from formengine.web.settings import shipped_definitions
from tests.web import probe
from tests.web.files import JPEG, PDF, PNG
from tests.web.person import Person, Typed, rooms, rows, submitted
from tests.web.screen import Screen

CANARY = "KANARIE"
SLUGS = [*sorted(path.parent.name for path in shipped_definitions().glob("*/form.json")), probe.SLUG]
KEYS = ("{}", "{}[]", "{}[0]", "{}.x", "{}:x", "{}:tag", "_{}")
STRANGE = (
    "_id",
    "__proto__",
    "constructor[prototype][x]",
    "a[]",
    "_umgebung",
    "is_admin",
    "rev",
    "reference",
    "draft",
    "",
)
FILES = {"image/jpeg": (JPEG, "x.jpg"), "image/png": (PNG, "x.png"), "application/pdf": (PDF, "x.pdf")}


def form_of(app: Flask, slug: str) -> Form:
    published = rooms(app).catalogue.published(slug)
    assert published is not None, f"{slug} is not loaded: {rooms(app).catalogue.broken}"
    return published[1]


def good_posts(app: Flask, slug: str) -> Mapping[str, Typed]:
    """What the first good case of a definition posts on each page."""
    if slug == probe.SLUG:
        return probe.GOOD
    form = form_of(app, slug)
    case = next(case for case in read_cases(form.definition) if not case.expect.errors)
    posts: dict[str, Typed] = {}
    for page in form.definition.pages:
        answers = page_answers(page, case.answers)
        controls = form.pages[page.id].controls
        values = {id_: answers[id_] for id_ in controls if id_ in answers}
        nested = {id_: part for id_, control in controls.items() if (part := _at(answers, control.path)) is not None}
        typed: dict[str, Any] = raw_of(controls.values(), values | nested)
        for id_, control in controls.items():
            if TYPES[control.type].uploads and id_ in nested:
                typed[id_] = [_file(control.schema) for _ in nested[id_]]
        posts[page.path] = typed
    return posts


def _items(form: Form, screen: Screen) -> Iterator[tuple[ItemForms, Any]]:
    """The items of the first good case on the page of a screen, each with its list."""
    page = form.definition.page(screen.path)
    for each in form.pages[page.id].items.values() if page else ():
        case = next(case for case in read_cases(form.definition) if not case.expect.errors)
        yield from ((each, item) for item in _at(case.answers, each.control.path) or ())


def _posts_of_item(each: ItemForms, item: Any, id_: str) -> dict[str, Any]:
    present = {control.id: item[control.path[-1]] for control in each.controls.values() if control.path[-1] in item}
    typed: dict[str, Any] = raw_of(each.controls.values(), present, f"{id_}/")
    files = [each.controls[name] for name in present if TYPES[each.controls[name].type].uploads]
    return typed | {f"{id_}/{control.id}": [_file(control.schema) for _ in present[control.id]] for control in files}


def _add_items(person: Person, form: Form, screen: Screen, *, tamper: bool) -> Screen:
    """Fill in the items of the lists of a page, each on its own page."""
    for each, item in _items(form, screen):
        screen = person.send(screen, {"_liste": f"add:{each.control.id}"}, button="")
        id_ = screen.action.rpartition("/")[2]
        extra = tampered(form, screen, each.control.page) if tamper else {}
        screen = person.send(screen, {**extra, **_posts_of_item(each, item, id_)})
        assert screen.status == 200, screen.errors
    return screen


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _file(schema: Any) -> tuple[bytes, str]:
    allowed = schema["items"]["properties"]["mimeType"]["enum"]
    return next(FILES[mime] for mime in allowed if mime in FILES)


def tampered(form: Form, screen: Screen, page: str) -> dict[str, Any]:
    """For every question that this page does not ask: its name, and every spelling of it that a parser could take."""
    asked = set(screen.fields)
    others = [id_ for id_ in form.definition.controls if id_ not in asked]
    known = form.definition.page(page) or form.definition.page_by_id(page)
    here = {control.id for control in known.controls}
    names = [key.format(id_) for id_ in others if id_ not in here for key in KEYS] + list(STRANGE)
    posted: dict[str, Any] = {name: f"{CANARY} {name}" for name in names}
    posted |= {id_: f"{CANARY} {id_}" for id_ in others if id_ in here}
    return posted | {"_shown": " ".join([*screen.value("_shown").split(), *others, "gibtsnicht", "_id"])}


def run(person: Person, slug: str, *, tamper: bool) -> Screen:
    """Fill an application in, page by page."""
    posts, form = good_posts(person.app, slug), form_of(person.app, slug)
    screen = person.begin(slug)
    while screen.path not in ("eingang", "ergebnis"):
        here = screen.path
        screen = _add_items(person, form, screen, tamper=tamper)
        extra = tampered(form, screen, here) if tamper else {}
        screen = person.send(screen, {**extra, **posts[here]}, "_absenden" if here == "pruefen" else "_weiter")
        assert screen.path != here, f"{here} was not accepted: {screen.status} {screen.errors}"
    return screen


def without_ids(value: Any) -> Any:
    """Without what differs from one application to the next."""
    if isinstance(value, dict):
        passing = ("_id", "id", "item", "nachricht_id", "vorgang", "eingang")
        return {name: without_ids(part) for name, part in value.items() if name not in passing}
    return [without_ids(part) for part in value] if isinstance(value, list) else value


def sent(app: Flask, number: str) -> Any:
    """Document, receipt and messages of an application; of a Klärung the answers."""
    store = rooms(app).store.submissions
    found = store.get_for_draft(number)
    if found is None:
        return {id_: answers for id_, (answers, _) in rows(app, number).items()}
    return [
        without_ids(part)
        for part in (found.document, found.receipt, [each.payload for each in store.obligations(found.reference)])
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_fields_that_a_page_does_not_ask_for_are_never_sent(shipped: Flask, slug: str) -> None:
    plain, forged = (run(Person(shipped), slug, tamper=tamper).number for tamper in (False, True))
    assert sent(shipped, forged) == sent(shipped, plain)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_page_stores_what_belongs_to_another(shipped: Flask, slug: str) -> None:
    number = run(Person(shipped), slug, tamper=True).number
    for page in form_of(shipped, slug).definition.pages:
        answers, pending = rows(shipped, number).get(page.id, (None, None))
        own = {control.path[0] for control in page.controls}
        assert set(answers or {}) <= own
        assert pending is None


def angaben(**changed: Any) -> dict[str, Any]:
    return {**probe.GOOD["angaben"], **changed}


def test_what_is_put_aside_holds_only_the_names_of_its_page(app: Flask, anna: Person) -> None:
    first = anna.begin()
    posted = {"notiz": CANARY, "geheim": CANARY, "_id": CANARY, "__proto__": CANARY, "stufe": CANARY, "": CANARY}
    anna.send(first, posted | {"name": "Anna"}, "_speichern")
    pending = rows(app, first.number)["angaben"][1]
    assert pending["raw"]["name"] == ["Anna"]
    assert CANARY not in str(rows(app, first.number))


def test_a_calculated_value_is_calculated_whatever_is_posted(app: Flask, anna: Person) -> None:
    first = anna.begin()
    good = {**probe.GOOD, "angaben": angaben(stufe="viel", _shown=first.value("_shown") + " stufe")}
    document = submitted(app, anna.walk(good, first).number)
    assert document is not None
    assert document["stufe"] == "wenig"


def test_a_proposed_value_may_be_changed(app: Flask, anna: Person) -> None:
    first = anna.begin()
    assert first.value("vorschlag") == "sicher"
    document = submitted(app, anna.walk({**probe.GOOD, "angaben": angaben(vorschlag="eigener")}, first).number)
    assert document is not None
    assert document["vorschlag"] == "eigener"


def test_a_disabled_field_keeps_its_answer(app: Flask, anna: Person) -> None:
    first = anna.begin()
    anna.send(first, angaben(sperre="von früher"))
    again = anna.open(first.url)
    anna.send(again, angaben(art="zu", sperre=CANARY))
    locked = anna.open(first.url)
    assert "disabled" in next(n for n in locked.tree.all("input") if n.attributes.get("name") == "sperre").attributes
    anna.send(locked, angaben(art="zu", sperre=CANARY))
    assert rows(app, first.number)["angaben"][0]["sperre"] == "von früher"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("art", CANARY),
        ("liste", CANARY),
        ("mehr", ["eins", CANARY]),
        ("stimmt", CANARY),
        ("anzahl", "99999"),
        ("punkt:ort", CANARY),
    ],
)
def test_an_answer_that_is_not_offered_is_refused_and_stays_in_its_field(
    app: Flask, anna: Person, name: str, value: Any
) -> None:
    first = anna.begin()
    answer = anna.send(first, angaben(**{name: value}))
    assert answer.status == 422
    assert list(answer.errors) == [name.partition(":")[0]]
    assert rows(app, first.number)["angaben"][0] is None


def test_a_declaration_that_is_not_ticked_is_not_given(app: Flask, anna: Person) -> None:
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    for value in (None, "", "nein", "false", "on", "1"):
        assert anna.send(check, {"bestaetigt": value}, "_absenden").status == 422
        check = anna.open(check.url)
    assert submitted(app, check.number) is None


def test_a_page_off_the_path_is_neither_shown_nor_sent(app: Flask, anna: Person) -> None:
    end = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    url = f"/antrag/{end.number}/zusatz"
    assert anna.open(url).path == "pruefen"
    answer = anna.post(url, {"_csrf": end.value("_csrf"), "geheim": CANARY, "_shown": "geheim", "_rev": "0"})
    assert answer.path == "pruefen"
    receipt = anna.walk(probe.GOOD, answer)
    assert "geheim" not in (submitted(app, end.number) or {})
    assert CANARY not in receipt.html


def test_a_page_ahead_waits_for_its_turn_and_keeps_what_was_posted(app: Flask, anna: Person) -> None:
    first = anna.begin()
    for path in ("anlagen", "zusatz"):
        assert anna.open(f"/antrag/{first.number}/{path}").path == "angaben"
    body = {"_csrf": first.value("_csrf"), "notiz": "vorab", "_shown": "notiz", "_rev": "0", "_weiter": "1"}
    assert anna.post(f"/antrag/{first.number}/anlagen", body).path == "angaben"
    assert anna.walk(probe.GOOD, first, until="anlagen").value("notiz") == "vorab"


def test_submitting_at_once_leads_to_what_is_missing(app: Flask, anna: Person) -> None:
    first = anna.begin()
    url = f"/antrag/{first.number}/pruefen"
    body = {"_csrf": first.value("_csrf"), "bestaetigt": "ja", "_shown": "bestaetigt", "_rev": "0", "_absenden": "1"}
    assert anna.post(url, body).path == "angaben"
    assert submitted(app, first.number) is None


@pytest.mark.parametrize("rev", ["", "-1", "0", "2", "999999999", "9" * 5_000, "1.0", "\u0661", "1; DROP TABLE draft"])
def test_a_forged_revision_overwrites_nothing(app: Flask, anna: Person, rev: str) -> None:
    first = anna.begin()
    anna.send(first, angaben())
    answer = anna.send(anna.open(first.url), angaben(name=CANARY, _rev=rev))
    assert answer.status == 409
    assert rows(app, first.number)["angaben"][0]["name"] == "Jürgen Groß"


@pytest.mark.parametrize("shown", ["", "name", "gibtsnicht", "name " * 20_000, "\0", "angaben pruefen"])
def test_a_forged_list_of_shown_questions_gets_nobody_past_a_required_one(app: Flask, anna: Person, shown: str) -> None:
    first = anna.begin()
    assert anna.send(first, angaben(_shown=shown)).status in (200, 422)
    assert not any(answers for answers, _ in rows(app, first.number).values())


def forged_references(id_: str) -> Iterator[dict[str, Any]]:
    file = f'[{{"_id":"{id_}","name":"x.pdf","mimeType":"application/pdf","size":1,"sha256":"{"a" * 64}"}}]'
    yield {"belege": file}
    yield {"belege[0][_id]": id_, "belege[0][sha256]": "a" * 64}
    yield {"belege:_id": id_, "files": file, "_dateien": file}


def test_a_forged_reference_to_a_file_attaches_nothing(app: Flask, anna: Person) -> None:
    screen = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    for forged in forged_references("22222222"):
        anna.send(screen, forged)
        screen = anna.open(f"/antrag/{screen.number}/anlagen")
    anna.walk(probe.GOOD, anna.open(f"/antrag/{screen.number}/pruefen"))
    assert "belege" not in (submitted(app, screen.number) or {"belege": 1})
