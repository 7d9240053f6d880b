"""The page of findings: at their elements, by kind, and mended at the press of a button."""

import json
import re

from flask import Flask

from tests.builder.accounts.people import Hands
from tests.builder.views.shop import edited, head, relabel
from tests.builder.views.test_versions import text

PAGE = "/werkstatt/probe/befunde"


def test_findings_stand_under_their_element_with_a_link_to_it(app: Flask, boris: Hands) -> None:
    edited(app, boris.id, relabel("name", "Gemäß Ausweis"))
    shown = boris.open(PAGE)
    assert "„Gemäß Ausweis“ Seite „Ihre Angaben“" in text(shown)
    assert 'href="/werkstatt/probe/?element=name"' in shown.html
    assert "Anregung, Verständlichkeit: „Gemäß“ in „Gemäß Ausweis“ ist Behördendeutsch. Schreiben Sie „Nach“." in text(
        shown
    )


def test_the_page_says_whether_amt24_can_do_it(boris: Hands) -> None:
    assert "Umsetzbar in Amt24: mit Verlust." in text(boris.open(PAGE))


def test_findings_can_be_narrowed_to_one_kind(app: Flask, boris: Hands) -> None:
    edited(app, boris.id, relabel("name", "Gemäß Ausweis"))
    only = text(boris.open(f"{PAGE}?art=Verst%C3%A4ndlichkeit"))
    assert "Behördendeutsch" in only
    assert "Der Dienst nennt keine Rechtsgrundlage." not in only
    assert "Der Dienst nennt keine Rechtsgrundlage." in text(boris.open(PAGE))


def test_findings_can_be_narrowed_to_one_element(app: Flask, boris: Hands) -> None:
    edited(app, boris.id, relabel("name", "Gemäß Ausweis"))
    edited(app, boris.id, relabel("notiz", "Gemäß Akte"))
    only = text(boris.open(f"{PAGE}?element=name"))
    assert "Gemäß Ausweis" in only
    assert "Gemäß Akte" not in only


def test_the_button_of_a_fix_mends_it_and_comes_back(app: Flask, boris: Hands) -> None:
    edited(app, boris.id, relabel("name", "Gemäß Ausweis"))
    forms = re.findall(r'<form[^>]*action="/werkstatt/probe/tun">.*?</form>', boris.open(PAGE).html)
    (form,) = [each for each in forms if "ist Behördendeutsch" in each]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    given = json.loads(fields.pop("angaben").replace("&#34;", '"'))
    fields.pop("_csrf")
    done = boris.press("/werkstatt/probe/tun", {**fields, "angaben": json.dumps(given)})
    assert done.url.endswith(PAGE)
    assert "Gemäß" not in done.html
    assert "Nach Ausweis" in str(head(app).bundle.form)


def test_a_head_that_does_not_run_still_has_a_page_of_errors(app: Flask, boris: Hands) -> None:
    def break_(form: dict[str, object]) -> None:
        form["uischema"]["elements"][0]["elements"][0]["scope"] = "#/properties/weg"  # type: ignore[index]

    edited(app, boris.id, break_)
    shown = text(boris.open(PAGE))
    assert "Fehler, Aufbau:" in shown


def test_whoever_only_tests_sees_findings_without_buttons(quinn: Hands) -> None:
    shown = quinn.open(PAGE)
    assert shown.status == 200
    assert "/tun" not in shown.html
