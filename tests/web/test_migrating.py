"""A draft whose questions change while somebody answers them: what the person sees, keeps and sends."""

from typing import Any

import pytest
from flask import Flask

from formengine.web import Settings, create_app
from tests.web import files, listed, probe, revising
from tests.web.person import Person, rooms, rows, submitted
from tests.web.revising import EDITS, added, form, publish, relabelled, removed, schema_of
from tests.web.screen import Screen


@pytest.fixture
def app(settings: Settings, tmp_path: Any) -> Any:
    folder = probe.write(tmp_path / "mehr", revising.FORM)
    made = create_app(Settings(data=settings.data, definitions=folder, clock=settings.clock))
    yield made
    rooms(made).store.close()


def filled(person: Person, **more: Any) -> Screen:
    """A draft that is complete up to the check page."""
    good = {**probe.GOOD, "eigene": {}, "gleich": {}, "anlagen": {"notiz": "siehe Beleg"}} | more
    return person.walk(good, person.begin(), until="pruefen")


def number_of(screen: Screen) -> str:
    return screen.action.split("/")[2]


def test_a_question_that_went_is_shown_with_its_answer(app: Flask, anna: Person) -> None:
    screen = filled(anna)
    publish(app, form(removed("telefon")))
    told = anna.open(screen.action)
    assert told.url.endswith("/neue-fassung")
    assert "Telefon" in told.html
    assert "0371 23125" in told.html
    assert "Diese Frage gibt es nicht mehr." in told.html
    assert "12 Ihrer Angaben stehen schon in der neuen Fassung" in told.html


def test_the_check_page_reminds_of_what_stands_nowhere(app: Flask, anna: Person) -> None:
    screen = filled(anna)
    publish(app, form(removed("telefon")))
    anna.open(screen.action)
    check = anna.open(screen.action)
    assert check.path == "pruefen"
    assert "nicht übernehmen" in check.html
    assert "/neue-fassung" in check.html
    assert "0371 23125" not in check.html


def test_a_new_required_question_opens_its_page_again(app: Flask, anna: Person) -> None:
    screen = filled(anna)
    publish(app, form(added("neu", "anlagen", required=True)))
    told = anna.open(screen.action)
    assert "Bitte sehen Sie diese Seiten noch einmal an" in told.html
    assert "Neu: „Neu: neu“" in told.html
    anlagen = anna.open(f"/antrag/{number_of(screen)}/")
    assert anlagen.path == "anlagen"
    assert "Neu: neu" in anlagen.html
    assert "siehe Beleg" in anlagen.html
    done = anna.send(anlagen, {"neu": "gern"})
    assert anna.send(done, {"bestaetigt": "ja"}, button="_absenden").path == "eingang"


def test_changes_that_touch_no_question_of_the_person_say_nothing(app: Flask, anna: Person) -> None:
    screen = filled(anna)
    hash_ = publish(app, form(relabelled("geheim", "Etwas ganz anderes"), schema_of("text", maxLength=4000)))
    assert anna.open(screen.action).path == "pruefen"
    number = number_of(screen)
    assert rooms(app).store.database.row("SELECT revision FROM draft WHERE number = :n", {"n": number}) == {
        "revision": hash_
    }


def test_a_question_with_other_words_is_named_with_both(app: Flask, anna: Person) -> None:
    screen = filled(anna)
    publish(app, form(relabelled("name", "Familienname")))
    told = anna.open(screen.action)
    assert "Diese Fragen lauten jetzt anders" in told.html
    assert "Familienname" in told.html
    assert "Vorher: Name" in told.html
    assert anna.open(screen.action).path == "pruefen"


def test_a_declaration_with_other_words_must_be_confirmed_again(app: Flask, anna: Person) -> None:
    screen = filled(anna)
    anna.send(screen, {"bestaetigt": "ja"}, button="_speichern")
    publish(app, form(relabelled("bestaetigt", "Alles richtig, auch die Anlagen")))
    told = anna.open(screen.action)
    assert "Der Text der Erklärung hat sich geändert" in told.html
    check = anna.open(screen.action)
    assert 'name="bestaetigt"' in check.html
    assert "checked" not in check.html.split('name="bestaetigt"')[1].split(">")[0]


def test_an_option_that_went_is_named_and_its_page_asks_again(app: Flask, anna: Person) -> None:
    screen = filled(anna)
    publish(app, form(*EDITS["an option goes"]))
    told = anna.open(screen.action)
    assert "Zweitens" in told.html
    assert "steht nicht mehr zur Auswahl" in told.html
    assert anna.open(f"/antrag/{number_of(screen)}/").path == "angaben"


def test_a_file_of_a_question_that_went_can_still_be_downloaded(app: Flask, anna: Person) -> None:
    screen = filled(anna, anlagen={"belege": [(files.PDF, "beleg.pdf")]})
    publish(app, form(*EDITS["an upload goes"]))
    told = anna.open(screen.action)
    address = told.html.split("Datei herunterladen")[0].rsplit('href="', 1)[1].split('"')[0]
    assert anna.client.get(address).data == files.PDF


def test_what_was_left_comes_back_with_its_question(app: Flask, anna: Person) -> None:
    screen = filled(anna)
    publish(app, form(removed("telefon")))
    anna.open(screen.action)
    publish(app, form())
    angaben = anna.open(f"/antrag/{number_of(screen)}/")
    assert angaben.path == "angaben"
    assert "0371 23125" in angaben.html
    assert "0371 23125" not in anna.open(f"/antrag/{number_of(screen)}/neue-fassung").html


def test_what_is_sent_answers_the_questions_of_today(app: Flask, anna: Person) -> None:
    screen = filled(anna)
    publish(app, form(added("neu", "anlagen", required=True)))
    sent = anna.send(screen, {"bestaetigt": "ja"}, button="_absenden")
    assert sent.url.endswith("/neue-fassung")
    assert submitted(app, number_of(screen)) is None


def test_a_change_of_no_consequence_asks_only_for_sending_again(app: Flask, anna: Person) -> None:
    screen = filled(anna)
    publish(app, form(schema_of("text", maxLength=4000)))
    sent = anna.send(screen, {"bestaetigt": "ja"}, button="_absenden")
    assert sent.path == "pruefen"
    assert "haben sich inzwischen geändert" in sent.html
    assert anna.send(sent, button="_absenden").path == "eingang"


def test_a_page_with_the_old_questions_loses_nothing_that_is_typed_on_it(app: Flask, anna: Person) -> None:
    first = anna.begin()
    publish(app, form(removed("telefon")))
    # A second window moves the draft; the first one still shows the old questions.
    anna.open(first.action)
    late = anna.send(first, probe.GOOD["angaben"])
    assert late.status == 409
    assert "Jürgen Groß" in late.html
    assert "haben wir aufgehoben" in late.html
    told = anna.open(f"/antrag/{number_of(first)}/neue-fassung")
    assert "0371 23125" in told.html
    assert "Telefon" in told.html
    assert anna.send(late).path == "eigene"


def test_a_page_that_there_is_no_more_loses_nothing_that_is_typed_on_it(app: Flask, anna: Person) -> None:
    good = {**probe.GOOD, "eigene": {}, "gleich": {}}
    screen = anna.walk(good, anna.begin(), until="anlagen")
    publish(app, form(*EDITS["a page goes"]))
    anna.open(f"/antrag/{number_of(screen)}/angaben")
    late = anna.send(screen, {"notiz": "Das war mir wichtig"})
    assert late.url.endswith("/neue-fassung")
    assert "Das war mir wichtig" in late.html


def test_a_draft_stays_with_its_questions_where_the_new_ones_cannot_be_read(app: Flask, anna: Person) -> None:
    screen = filled(anna)
    broken = form(lambda edited: edited["uischema"].update(type="Unsinn"))
    publish(app, broken)
    assert anna.open(screen.action).path == "pruefen"


def test_a_submitted_application_never_moves(app: Flask, anna: Person) -> None:
    screen = filled(anna)
    receipt = anna.send(screen, {"bestaetigt": "ja"}, button="_absenden")
    before = rows(app, number_of(screen))
    publish(app, form(removed("telefon")))
    assert anna.open(receipt.url).path == "eingang"
    assert anna.open(screen.action).path == "eingang"
    assert rows(app, number_of(screen)) == before


def test_a_draft_that_was_never_moved_has_no_such_page(app: Flask, anna: Person) -> None:
    first = anna.begin()
    assert anna.open(f"/antrag/{number_of(first)}/neue-fassung").path == "angaben"


def test_an_item_s_page_moves_with_its_list(app: Flask, anna: Person) -> None:
    screen = anna.walk(probe.GOOD, anna.begin(), until="eigene")
    item = listed.press(anna, screen, "add:eigene")
    publish(app, form(*EDITS["a list moves"]))
    again = anna.open(item.action)
    assert again.status == 200
    assert 'name="' in again.html
    back = anna.send(again, listed.tree(again.action.rsplit("/", 1)[-1], "eigene"))
    assert listed.items(back, "eigene")


def test_a_page_of_any_earlier_revision_loses_nothing(app: Flask, anna: Person) -> None:
    first = anna.begin()
    publish(app, form(removed("telefon")))
    anna.open(first.action)
    publish(app, form(removed("telefon"), removed("tag")))
    anna.open(first.action)
    late = anna.send(first, probe.GOOD["angaben"])
    assert late.status == 409
    assert "0371 23125" in anna.open(f"/antrag/{number_of(first)}/neue-fassung").html


def test_a_draft_that_cannot_move_can_be_sent(app: Flask, anna: Person) -> None:
    screen = filled(anna)
    publish(app, form(lambda edited: edited["uischema"].update(type="Unsinn")))
    assert anna.send(screen, {"bestaetigt": "ja"}, button="_absenden").path == "eingang"


def test_what_is_left_counts_as_part_of_the_draft(app: Flask, anna: Person) -> None:
    first = anna.begin()
    publish(app, form(*EDITS["a list goes"]))
    anna.open(first.action)
    for letter in "abcd":
        typed = {
            f"{letter}{number:07}".replace("0", "z").replace("1", "y") + "/eigene.welche": "x" * 1_000
            for number in range(400)
        }
        last = anna.send(first, typed)
    assert last.status == 413
    kept = rooms(app).store.database.row("SELECT flags FROM draft WHERE number = :n", {"n": number_of(first)})
    assert kept is not None
    assert len(kept["flags"]) < 1_000_000
