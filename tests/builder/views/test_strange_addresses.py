"""Addresses that no page of the builder leads to (threats A13, A25): answered in words, never with an error of ours."""

import random
from urllib.parse import quote, urlencode

import pytest
from flask import Flask

from tests.builder.accounts.people import Hands
from tests.builder.views.garden import SLUG
from tests.web.person import everything

pytestmark = pytest.mark.usefixtures("garden")
JUNK = (
    *("", "0", "-1", "1", "2", "999999999", "9" * 40, "9" * 5_000, "²", "1.5", "true", "null", "x" * 3_000, "ä", "\0"),
    *(
        "../../etc/passwd",
        "..%2f..",
        "/",
        "//evil.example",
        "javascript:alert(1)",
        "<b>",
        "{{7*7}}",
        "%s%n",
        "\r\nX: y",
    ),
    *("name", "seite-eins", "seite-zwei", "eins", "zwei", "viele", "R1", "leer", "fehler", "de", "en", "320", "320;x"),
    *("a=b&c", "~", "~~", "a~b~c", "[]", "[1]", '{"a":1}', "\ud7ff", "\u202e", "pruefen", "eingang", "ergebnis"),
)
ASKED = (
    *("vor", "ab", "was", "sprache", "zoom", "zu", "fragen", "person", "aus", "nach", "art", "element", "tab"),
    *("fassung", "breite", "alle", "zustand", "eintrag", "bild", "gespeichert", "von", "bis", "hinweis", "dienst"),
)
PLACES = (
    *("{}", "{}/", "{}/befunde", "{}/logik", "{}/logik/{}", "{}/bedingungen/{}", "{}/warum/{}", "{}/texte"),
    *("{}/json/{}", "{}/json/{}.json", "{}/fassungen", "{}/fassungen/{}/{}", "{}/fassungen/vergleich", "{}/bericht"),
    *("{}/storyboard", "{}/storyboard.zip", "{}/dienst/{}", "{}/dienst/{}/{}", "{}/uebernehmen", "{}/format/{}.json"),
    *("{}/stand", "{}/befunde/am-element", "{}/fragenkatalog", "konten/protokoll", "konten/{}", "einladung/{}"),
)
PREVIEWS = ("{}/", "{}/{}", "{}/{}/{}", "{}/{}/{}/{}/{}")


def address(chance: random.Random, forms: tuple[str, ...], root: str) -> str:
    """Any address; the definition is mostly one that is there."""
    form = chance.choice(forms)
    parts = [quote(chance.choice(JUNK), safe="") for _ in range(form.count("{}"))]
    parts[:1] = [SLUG if chance.random() < 0.9 else parts[0]] if form.startswith("{}") else parts[:1]
    asked = {name: chance.choice(JUNK) for name in chance.sample(ASKED, 4)}
    return f"{root}{form.format(*parts)}?{urlencode(asked)}"


@pytest.mark.parametrize("seed", range(4))
def test_no_address_is_an_error_of_ours_or_writes(app: Flask, anna: Hands, seed: int) -> None:
    chance, before = random.Random(seed), everything(app)  # noqa: S311  no secret
    for number in range(150):
        root, forms = ("/vorschau/", PREVIEWS) if number % 3 == 0 else ("/werkstatt/", PLACES)
        url = address(chance, forms, root)
        answer = anna.client.get(url, headers={"HX-Request": "true"} if number % 2 else {})
        assert answer.status_code < 500, url[:400]
        target = answer.headers.get("Location", "/")
        assert target.startswith("/"), url[:400]
        assert not target.startswith(("//", "/\\")), url[:400]
        answer.close()
    assert everything(app) == before
