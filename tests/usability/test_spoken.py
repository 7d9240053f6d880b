"""The spoken text: German roles and states, nothing said twice, and the same words in every run."""

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from usability.spoken import ROLES, STATES, german, said, source, speak, version

PAGE: Final = """<!doctype html><html lang="de"><title>Probe</title><main><h1>Wo ist <em>es</em>?</h1>
<p>Entwurf ppdtmvwq</p><form><div role="radiogroup" aria-labelledby="g"><p id="g">Art</p>
<label><input type="radio" name="a" value="b" checked> Baum</label>
<label><input type="radio" name="a"> Strauch</label></div>
<label for="n">Name</label><p id="h">Wie im Ausweis, ganz</p>
<input id="n" aria-describedby="h" aria-invalid="true" required value="Ada, Gräfin">
<label><input type="checkbox"> Stimmt</label><select aria-label="Land">{options}</select>
<button name="_weiter" value="1">Weiter</button></form></main>"""
OPTIONS: Final = "".join(f'<option value="{n}">Land {n}</option>' for n in range(40))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="de-DE")
    yield context.new_page()
    context.close()


def spoken(page: Page) -> str:
    page.set_content(PAGE.format(options=OPTIONS))
    return speak(page, "ppdtmvwq")


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("heading, Wo ist es?, level 1", "Überschrift, Wo ist es?, Ebene 1"),
        ("textbox, Name, Hilfe, invalid, required", "Eingabefeld, Name, Hilfe, ungültige Eingabe, erforderlich"),
        ("listitem, level 1, position 2, set size 4", "Listeneintrag, Ebene 1, 2 von 4"),
        ("option, Schild, Poller, not selected, position 7, set size 17", "Eintrag, Schild, Poller, 7 von 17"),
        ("combobox, Land, has popup listbox, not expanded", "Kombinationsfeld, Land, klappt eine Liste auf, reduziert"),
        ("current step", "aktueller Schritt"),
        ("main", "Hauptbereich"),
        ("list of trees", "list of trees"),
        ("Ein Satz, der mit required endet, required", "Ein Satz, der mit required endet, required"),
    ],
)  # fmt: skip
def test_a_phrase_is_said_in_german_and_the_words_of_the_page_stay(phrase: str, words: str) -> None:
    assert said(phrase) == words


def test_what_has_its_content_as_its_name_is_said_once() -> None:
    heading = "heading, Schritt 1 von 4: Was ist los?, level 1"
    assert german([heading, "Schritt 1 von 4:", "Was ist los?", f"end of {heading}", "paragraph", "Text"]) == [
        "Überschrift, Schritt 1 von 4: Was ist los?, Ebene 1",
        "Text",
    ]


def test_what_lies_inside_stands_further_right() -> None:
    log = ["main", "navigation, Schritte", "eins", "end of navigation, Schritte", "zwei", "end of main", "drei"]
    assert german(log) == ["Hauptbereich", "  Navigation, Schritte", "    eins", "  zwei", "drei"]


def test_a_long_list_of_entries_is_cut() -> None:
    found = german(["listbox, Land", *(f"option, Land {n}" for n in range(40)), "end of listbox, Land"])
    assert len(found) == 14
    assert found[-1] == "  … 28 weitere Einträge"


def test_the_tables_hold_no_english() -> None:
    assert len(ROLES) + len(STATES) > 40
    assert not {word for word in (*ROLES.values(), *STATES.values()) if word in {*ROLES, *STATES} - {""}}


def test_the_model_comes_with_its_version_and_runs_as_a_plain_script() -> None:
    assert version().startswith("@guidepup/virtual-screen-reader 0.33.0")
    assert "window.__vsr = " in source()
    assert "export{" not in source()


@pytest.mark.browser
def test_a_page_is_spoken_with_names_descriptions_and_states(page: Page) -> None:
    text = spoken(page)
    for line in (
        "Hauptbereich",
        "  Überschrift, Wo ist es?, Ebene 1",
        "    Auswahlgruppe, Art",
        "      Auswahlschalter, Baum, aktiviert, 1 von 2",
        "    Eingabefeld, Name, Ada, Gräfin, Wie im Ausweis, ganz, ungültige Eingabe, erforderlich",
        "    Kontrollkästchen, Stimmt, nicht aktiviert",
        "    Schalter, Weiter",
        "Eingabefeld „Name“: Wie im Ausweis, ganz",
        '  - heading "Wo ist es?" [level=1]:',
    ):  # fmt: skip
        assert f"\n{line}\n" in text, text


@pytest.mark.browser
def test_the_number_of_the_draft_is_not_in_it_and_two_runs_say_the_same(page: Page) -> None:
    first = spoken(page)
    assert "Entwurf NUMMER" in first
    assert spoken(page) == first
