"""The tables of words: every language says everything, with the same places, and nothing else is said anywhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup

from formengine import locales
from formengine.web.words import words

PACKAGE = Path(locales.__file__).parent.parent
TEMPLATES = sorted((PACKAGE / "web/templates").glob("*.html"))
WIDGETS = sorted((PACKAGE / "fields").rglob("*.html"))
SCRIPTS = sorted([*(PACKAGE / "web/static").glob("*.js"), *(PACKAGE / "fields").rglob("*.js")])
FOR_OPERATORS = frozenset({"accesscode", "addresses", "bench"})
"""What these say goes to whoever starts the server, in German like all of the command line."""
MACHINE_WORDS = frozenset({"gestört"})
"""What `/gesund` tells supervisors."""
PLACE = re.compile(r"\{[a-z_]+\}")
GERMAN = re.compile(
    r"[äöüÄÖÜß„“]|(?<![\w-])(?:und|oder|nicht|ist|wir|Sie|der|die|das|den|dem|ein|eine|für|mit|auf|bitte|zum|zur|Zum|Zur|Ihre?|Diese|Keine?|Neu|Weiter)(?![\w-])"
)
SAID = re.compile(r"""say\(\s*"([a-zA-Z0-9_.]+)"(?!\s*~)""")
STARTED = re.compile(r"""say\(\s*f?"([a-zA-Z0-9_]+\.)[^")]*(?:"\s*~|\{)""")


@pytest.mark.parametrize("name", locales.TABLES)
@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_every_language_says_everything_itself(language: str, name: str) -> None:
    german, own = locales.own("de", name), locales.own(language, name)
    assert sorted(own) == sorted(german)
    assert [key for key, text in own.items() if not text.strip()] == []
    assert all(isinstance(text, str) for text in own.values())


@pytest.mark.parametrize("name", ["messages", "fields", "web"])
@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_the_places_in_a_sentence_are_the_same_in_every_language(language: str, name: str) -> None:
    german, own = locales.own("de", name), locales.own(language, name)
    places = {key: sorted(PLACE.findall(text)) for key, text in own.items()}
    assert places == {key: sorted(PLACE.findall(text)) for key, text in german.items()}


@pytest.mark.parametrize("name", ["messages", "fields", "web"])
def test_english_is_not_german(name: str) -> None:
    assert [text for text in locales.own("en", name).values() if GERMAN.search(text.replace("“", ""))] == []


def test_what_a_language_lacks_german_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locales, "own", lambda language, _: {"a": "A"} if language == "en" else {"a": "Ä", "b": "B"})
    assert dict(locales.table.__wrapped__("en", "web")) == {"a": "A", "b": "B"}


@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_the_tag_is_a_language_that_browsers_know(language: str) -> None:
    assert re.fullmatch(r"[a-z]{2}(-[a-z0-9]{5,8})?", locales.tag(language))
    assert len({locales.speech(each)["name"] for each in locales.LANGUAGES}) == len(locales.LANGUAGES)


@pytest.mark.parametrize("language", ["de", "de-einfach"])
def test_plain_german_has_short_sentences(language: str) -> None:
    longest = {"de": 30, "de-einfach": 20}[language]
    for name in ("messages", "web"):
        for text in locales.own(language, name).values():
            for sentence in re.split(r"(?<=[.!?:]) ", text):
                assert len(sentence.split()) <= longest, sentence


def test_every_sentence_that_is_asked_for_exists_and_every_one_that_exists_is_asked_for() -> None:
    sources = [path.read_text(encoding="utf-8") for path in [*TEMPLATES, *sorted((PACKAGE / "web").glob("*.py"))]]
    asked = {key for source in sources for key in re.findall(r"\"([a-zA-Z_]+\.[a-zA-Z0-9_.]+)\"", source)}
    known = set(locales.own("de", "web"))
    said = {key for source in sources for key in SAID.findall(source)}
    assert said - known == set()
    starts = {start for source in sources for start in STARTED.findall(source)}
    used = (asked & known) | {key for key in known if any(key.startswith(start) for start in starts)}
    assert known - used == set()


def german_in_python(path: Path) -> Iterator[str]:
    """The strings of a module that people could read, docstrings left out."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if id(node) not in told and text not in MACHINE_WORDS and GERMAN.search(text):
            yield f"{path.name}:{getattr(node, 'lineno', 0)}: {text}"


def german_in_markup(text: str) -> list[str]:
    """The German words of a template, comments left out."""
    return [match[0] for match in GERMAN.finditer(re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL))]


def without_code(text: str) -> str:
    """What a template itself would show; attributes may stand outside of tags, in macros."""
    bare = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", text, flags=re.DOTALL)
    return re.sub(r"[\w-]+=(\"[^\"]*\"|'[^']*')|<[^>]*>|&[a-z]+;| (?:data-[a-z]+|disabled|autofocus)", " ", bare)


def test_no_module_of_the_web_says_anything_itself() -> None:
    modules = [path for path in sorted((PACKAGE / "web").glob("*.py")) if path.stem not in FOR_OPERATORS]
    letters = {"-_. äöüÄÖÜß"}
    found = [line for path in modules for line in german_in_python(path)]
    assert [line for line in found if line.partition(": ")[2] not in letters] == []


@pytest.mark.parametrize("path", [*TEMPLATES, *WIDGETS], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_template_says_anything_itself(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert german_in_markup(text) == []
    assert re.findall(r"(?<![\w:-])[A-Za-zÄÖÜäöüß]{3,}", without_code(text)) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_says_anything_itself(path: Path) -> None:
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    strings = re.findall(r"\"([^\"\n]*)\"|`([^`]*)`", code)
    spoken = [
        text for pair in strings for text in pair if re.search(r"[A-ZÄÖÜ][a-zäöüß]{2,}.* |[äöüß]{1}[a-z]{2,}", text)
    ]
    assert spoken == []


def test_the_gates_see_what_they_forbid(tmp_path: Path) -> None:
    module = tmp_path / "m.py"
    module.write_text('"""Für Menschen."""\nA = "Bitte prüfen"\nB = f"nicht {A}"\nC = "ok"\n', encoding="utf-8")
    assert [line.partition(": ")[2] for line in german_in_python(module)] == ["Bitte prüfen", "nicht "]
    assert german_in_markup("{# für #}<p>Hier ist {{ x }}</p>") == ["ist"]


def test_a_sentence_is_filled_and_only_markup_stays_markup() -> None:
    said = words("en")
    assert said.say("page.step", number=2, total=5) == "Step 2 of 5"
    assert said.say("page.draft", number="<b>") == "Draft <b>"
    linked = said.say("net.again", link=Markup("<a>x & y</a>"))
    assert "<a>x & y</a>" in linked
    assert "&lt;" not in linked
    with pytest.raises(KeyError):
        said.say("gibt.es.nicht")
