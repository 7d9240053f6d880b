"""Reading a page: posted forms of any kind, names with a prefix, many readers at a time."""

from concurrent.futures import ThreadPoolExecutor

from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from formengine.fields.posting import PageForm, raw_of, read
from tests.fields.examples import make

PAGE = [make("text", id="name"), make("choices", id="arten"), make("date", id="tag"), make("file", id="foto")]
POST = {
    "name": ["Anna", "Zweite"],
    "arten": ["zwei", "eins"],
    "tag:tag": ["9"],
    "tag:monat": ["4"],
    "tag:jahr": ["1985"],
}
ANSWERS = {"name": "Anna", "arten": ["eins", "zwei"], "tag": "1985-04-09"}


def test_forms_of_werkzeug_and_stored_strings_read_the_same() -> None:
    pairs = [(key, value) for key, values in POST.items() for value in values]
    for posted in (POST, MultiDict(pairs), ImmutableMultiDict(pairs)):
        assert read(PAGE, posted) == ANSWERS


def test_an_empty_post_has_no_answers() -> None:
    assert read(PAGE, {}) == read(PAGE, MultiDict()) == {}


def test_a_prefix_tells_the_items_of_a_list_apart() -> None:
    posted = {f"{prefix}name": [name] for prefix, name in (("kinder.a.", "Lena"), ("kinder.b.", "Tom"), ("", "Anna"))}
    assert [read(PAGE, posted, prefix)["name"] for prefix in ("kinder.a.", "kinder.b.", "")] == ["Lena", "Tom", "Anna"]
    assert raw_of(PAGE, {"name": "Lena"}, "kinder.a.") == {"kinder.a.name": ["Lena"]}


def test_a_page_without_questions_is_read_too() -> None:
    assert PageForm([make("note"), make("heading", id="ueber")]).read({"feld": ["x"]}) == {}


def test_names_that_wtforms_uses_itself_are_ordinary_names() -> None:
    names = ["data", "errors", "validate", "process", "meta", "prefix", "csrf_token", "a.b-c_d"]
    page = [make("text", id=name) for name in names]
    assert read(page, {name: ["x"] for name in names}) == dict.fromkeys(names, "x")


def test_many_readers_share_a_form_without_mixing_answers() -> None:
    form = PageForm(PAGE)
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda i: form.read({"name": [f"Name {i}"]})["name"], range(400)))
    assert names == [f"Name {i}" for i in range(400)]


def test_strange_options_are_kept_for_the_schema_and_blank_ones_dropped() -> None:
    assert read(PAGE, {"arten": ["vulkan", "", "eins", "vulkan"]}) == {"arten": ["eins", "vulkan"]}
