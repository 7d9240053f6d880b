"""The workbench without JavaScript: what it shows of a definition, and that each edit is saved and said."""

import pytest

from tests.builder.workbench.desk import Desk
from tests.web.person import rooms
from tests.web.probe import SLUG
from tests.web.screen import sent_by


def structure(screen: object) -> list[str]:
    tree = screen.tree  # type: ignore[attr-defined]
    return [
        node.attributes["data-id"] for node in tree.all("li") if "wb-row" in node.attributes.get("class", "").split()
    ]


def test_the_structure_shows_the_open_page_with_all_its_elements(anna: Desk) -> None:
    screen = anna.bench("email")
    own = [id_ for id_, node in anna.elements().items() if node.page == "angaben" and node.kind != "page"]
    assert structure(screen) == own
    assert "anlagen" not in structure(screen)


def test_every_element_can_be_chosen_and_its_panel_opens(anna: Desk) -> None:
    for id_, node in anna.elements().items():
        screen = anna.bench(id_)
        assert screen.status == 200
        heading = next(h for h in screen.tree.all("h2") if h.attributes.get("id") == "wb-eigenschaften")
        assert heading.words() != "Eigenschaften", id_
        current = [a for a in screen.tree.all("a") if a.attributes.get("aria-current") == "true"]
        assert [link.attributes["id" if node.kind == "page" else "href"] for link in current], id_


def test_the_panel_is_rendered_by_the_engine_and_saves_what_changed(anna: Desk) -> None:
    screen = anna.do(anna.bench("email"), "eigenschaften", {"frage": "Ihre E-Mail", "kurzhinweis": "Für Rückfragen"})
    assert screen.status == 200
    node = anna.element("email")
    assert (node.label, node.options["hint"]) == ("Ihre E-Mail", "Für Rückfragen")
    assert "Fassung 2, alles gespeichert" in screen.html


def test_a_panel_with_a_mistake_says_so_at_the_field_and_keeps_what_was_typed(anna: Desk) -> None:
    screen = anna.do(anna.bench("anzahl"), "eigenschaften", {"frage": "", "kleinste": "viel"})
    assert screen.status == 422
    assert set(screen.errors) == {"frage", "kleinste"}
    assert 'value="viel"' in screen.html
    assert anna.element("anzahl").label != ""


def test_an_unchanged_panel_makes_no_revision(anna: Desk) -> None:
    anna.do(anna.bench("email"), "eigenschaften")
    assert "Fassung 1, alles gespeichert" in anna.bench("email").html


def test_a_taken_away_hint_is_gone(anna: Desk) -> None:
    anna.do(anna.bench("email"), "eigenschaften", {"kurzhinweis": "Weg damit"})
    anna.do(anna.bench("email"), "eigenschaften", {"kurzhinweis": ""})
    assert "hint" not in anna.element("email").options


def test_moving_up_and_down_changes_the_order_and_stays_at_the_element(anna: Desk) -> None:
    before = structure(anna.bench("email"))
    screen = anna.do(anna.bench("email"), "move", to="down")
    assert "element=email" in screen.url
    after = structure(screen)
    i = before.index("email")
    assert after == [*before[:i], before[i + 1], "email", *before[i + 2 :]]


def test_moving_to_another_page_takes_the_question_along(anna: Desk) -> None:
    screen = anna.bench("email")
    form = next(
        f for f in screen.tree.all("form") if any(s.attributes.get("name") == "a.parent" for s in f.all("select"))
    )
    assert form.attributes["action"] == f"/werkstatt/{SLUG}/tun"
    anna.press(
        form.attributes["action"],
        {"basis": "1", "schritt": "move", "a.element": "email", "a.parent": "anlagen"},
    )
    assert anna.element("email").page == "anlagen"


def test_options_are_edited_as_lines_and_keep_their_values(anna: Desk) -> None:
    screen = anna.bench("art")
    box = next(t for t in screen.tree.all("textarea") if t.attributes.get("id") == "wb-moeglichkeiten")
    lines = box.text().strip().split("\n")
    anna.do(screen, "paste_options", {"a.text": "\n".join([*lines, "Ganz etwas anderes"])})
    head = rooms(anna.app).store.bundles.head(SLUG)
    assert head is not None
    options = rooms(anna.app).store.bundles.load(head).form["schema"]["properties"]["art"]["oneOf"]
    assert [f"{option['const']}\t{option['title']}" for option in options[:-1]] == [line.rstrip() for line in lines]
    assert options[-1]["title"] == "Ganz etwas anderes"


def test_a_new_question_is_chosen_at_once(anna: Desk) -> None:
    opened = anna.do(anna.bench("email"), "add", {"a.kind": "date", "a.label": "Ab wann?"})
    assert "Ab wann?" in opened.html
    order = structure(opened)
    chosen = next(a for a in opened.tree.all("a") if a.attributes.get("aria-current") == "true")
    assert "Ab wann?" in chosen.words()
    assert order.index("email") + 1 == next(i for i, id_ in enumerate(order) if anna.element(id_).label == "Ab wann?")


def test_undo_says_what_it_takes_back(anna: Desk) -> None:
    anna.do(anna.bench("email"), "eigenschaften", {"frage": "Anders"})
    screen = anna.bench("email")
    words = anna.form(screen, "rueckgaengig").words()
    assert "E-Mail" in words or "Anders" in words
    anna.do(screen, "rueckgaengig")
    assert anna.element("email").label != "Anders"
    anna.do(anna.bench("email"), "wiederholen")
    assert anna.element("email").label == "Anders"


def test_nothing_to_undo_is_said_plainly(anna: Desk) -> None:
    screen = anna.press(f"/werkstatt/{SLUG}/tun", {"basis": "1", "schritt": "rueckgaengig"})
    assert screen.status == 422
    assert "nichts rückgängig" in screen.html


def test_an_edit_that_makes_no_sense_is_refused_in_words(anna: Desk) -> None:
    screen = anna.press(f"/werkstatt/{SLUG}/tun", {"basis": "1", "schritt": "add", "a.kind": "raumschiff"})
    assert screen.status == 422
    assert "raumschiff" in screen.html


def test_two_people_at_one_property_decide_with_both_in_sight(anna: Desk, boris: Desk) -> None:
    seen = boris.bench("email")
    anna.do(anna.bench("email"), "eigenschaften", {"frage": "Von Anna"})
    clash = boris.do(seen, "eigenschaften", {"frage": "Von Boris"})
    assert clash.status == 409
    assert all(word in clash.html for word in ("Anna", "Von Anna", "Von Boris"))
    assert anna.element("email").label == "Von Anna"
    boris.send(clash, {}, "")
    assert anna.element("email").label == "Von Boris"


def test_different_properties_of_two_people_both_stand(anna: Desk, boris: Desk) -> None:
    seen = boris.bench("email")
    anna.do(anna.bench("email"), "eigenschaften", {"frage": "Von Anna"})
    assert boris.do(seen, "eigenschaften", {"kurzhinweis": "Von Boris"}).status == 200
    node = anna.element("email")
    assert (node.label, node.options["hint"]) == ("Von Anna", "Von Boris")


def test_releasing_lets_participants_have_the_head(anna: Desk) -> None:
    anna.do(anna.bench("email"), "eigenschaften", {"frage": "Ihre Mailadresse"})
    stranger = Desk(anna.app)
    assert "Ihre Mailadresse" not in stranger.begin().html
    anna.do(anna.bench(), "veroeffentlichen")
    assert "Ihre Mailadresse" in stranger.begin().html
    assert "Für alle freigegeben" in anna.bench().html


@pytest.mark.parametrize("role", ["qa", "moderator"])
def test_who_may_not_design_may_look(anna: Desk, role: str) -> None:
    guest = Desk(anna.app)
    guest.joined("gast", role)
    screen = guest.bench("email")
    assert screen.status == 200
    assert "Ändern dürfen Designerinnen und Designer" in screen.html
    steps = {value for form in screen.tree.all("form") for value in sent_by(form).get("schritt", ())}
    assert not steps & {"rueckgaengig", "move", "delete", "add", "add_lines", "rename"}
    assert (
        guest.press(f"/werkstatt/{SLUG}/tun", {"basis": "1", "schritt": "delete", "a.element": "email"}).status == 403
    )
    assert "email" in anna.elements()


def test_author_text_is_text_everywhere(anna: Desk) -> None:
    evil = "<script>alert(1)</script>"
    anna.do(anna.bench("email"), "eigenschaften", {"frage": evil, "kurzhinweis": "{{7*7}} {0.__class__}"})
    screen = anna.bench("email")
    assert evil not in screen.html
    assert "{{7*7}} {0.__class__}" in screen.html


def test_an_unknown_definition_is_not_found(anna: Desk) -> None:
    assert anna.open("/werkstatt/gibt-es-nicht/").status == 404


def test_what_others_refer_to_is_deleted_only_on_request_with_the_places_named(anna: Desk) -> None:
    screen = anna.do(anna.bench("angaben"), "delete", element="angaben")
    assert screen.status == 422
    assert "angaben" in anna.elements()
    anna.do(screen, "delete", element="angaben", force="ja")
    assert "angaben" not in anna.elements()


def test_renaming_leads_on_to_the_new_name(anna: Desk) -> None:
    screen = anna.do(anna.bench("email"), "rename", {"a.id": "mailadresse", "a.property": "mailadresse"})
    assert "mailadresse" in anna.elements()
    assert "element=mailadresse" in screen.url


def test_another_kind_of_question_keeps_its_place(anna: Desk) -> None:
    before = structure(anna.bench("art"))
    anna.do(anna.bench("art"), "retype", {"a.kind": "select"})
    assert anna.element("art").options["type"] == "select"
    assert structure(anna.bench("art")) == before


def test_a_question_is_put_into_a_group_and_out_again(anna: Desk) -> None:
    opened = anna.do(anna.bench("email"), "group")
    group = anna.element("email").parent
    assert anna.element(group).kind == "group"
    assert f"element={group}" in opened.url
    anna.do(opened, "ungroup")
    assert anna.element("email").parent == "angaben"


def test_a_page_is_split_and_joined_again(anna: Desk) -> None:
    opened = anna.do(anna.bench("anzahl"), "split_page")
    (page,) = [id_ for id_ in anna.elements() if f"element={id_}" in opened.url and anna.element(id_).kind == "page"]
    assert anna.element("anzahl").page == page
    anna.do(anna.bench("angaben"), "join_pages")
    assert anna.element("anzahl").page == "angaben"


def test_a_moderator_releases_but_does_not_change(anna: Desk) -> None:
    anna.do(anna.bench("email"), "eigenschaften", {"frage": "Ihre Mailadresse"})
    guest = Desk(anna.app)
    guest.joined("mia", "moderator")
    typed = {"basis": "2", "schritt": "eigenschaften", "element": "email", "frage": "Anders"}
    assert guest.press(f"/werkstatt/{SLUG}/tun", typed).status == 403
    guest.do(guest.bench("email"), "veroeffentlichen")
    assert "Ihre Mailadresse" in Desk(anna.app).begin().html


def test_a_revision_with_a_sketch_is_not_released(anna: Desk) -> None:
    anna.do(anna.bench("email"), "add", {"a.kind": "sketch", "a.label": "Hier kommt eine Karte"})
    screen = anna.do(anna.bench(), "veroeffentlichen")
    assert screen.status == 422
    assert "Hier kommt eine Karte" in screen.html
    assert "Hier kommt eine Karte" not in Desk(anna.app).begin().html


def test_who_insists_on_one_property_takes_back_no_other(anna: Desk, boris: Desk) -> None:
    seen = boris.bench("email")
    anna.do(anna.bench("email"), "eigenschaften", {"frage": "Von Anna", "kurzhinweis": "Auch von Anna"})
    clash = boris.do(seen, "eigenschaften", {"frage": "Von Boris"})
    assert clash.status == 409
    boris.send(clash, {}, "")
    node = anna.element("email")
    assert (node.label, node.options["hint"]) == ("Von Boris", "Auch von Anna")


def test_who_insists_on_an_undo_gets_it(anna: Desk, boris: Desk) -> None:
    before = anna.element("email").label
    anna.do(anna.bench("email"), "eigenschaften", {"frage": "Von Anna", "kurzhinweis": "Neu"})
    boris.do(boris.bench("email"), "eigenschaften", {"frage": "Von Boris"})
    clash = anna.do(anna.bench("email"), "rueckgaengig")
    assert clash.status == 409
    assert anna.send(clash, {}, "").status == 200
    node = anna.element("email")
    assert node.label == before
    assert "hint" not in node.options
