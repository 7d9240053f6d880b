"""What people type, in every place where it is shown again (threat A6): always text, never markup."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.web import probe
from tests.web.files import PNG
from tests.web.person import Person
from tests.web.screen import Screen, shape

PLAIN = "Kontrolle"
MARKUP = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    '" onmouseover="alert(1)" x="',
    "</textarea><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "</option></select><b>",
    "</style><style>*{display:none}",
    "<!--",
    "--><!--",
    "<![CDATA[<b>]]>",
    "<base href=//boese.example>",
    "<form action=//boese.example><input name=_csrf>",
    "<a href=javascript:alert(1)>klick",
    "<p hx-get=/antrag data-hx-on:load=alert(1)>",
    "<meta http-equiv=refresh content=0;url=//boese.example>",
    "&lt;b&gt;&amp;&#60;b&#62;",
    "&",
    "{{7*7}}{% print 1 %}{name}{0.__class__}",
    "${7*7}#{7*7}<%= 7 %>",
    "`",
    "\u2028\u2029",
    "\ufeff<b>",
]
UNCLEAN = [  # besides, each is a mistake of its own in every text
    "\0",
    "\x01<b>",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\u00ad",
    "\ufffe",
    "\ufdd0",
    "\U0001fffe",
    "a\x0bb\x0cc",
]

TEXTS = ("name", "email", "anzahl", "art", "nurb", "sperre", "text", "tag:tag", "tag:jahr", "mehr", "liste", "stimmt")
MORE = ("telefon", "punkt:e", "punkt:n", "punkt:ort", "punkt:vorher", "vorschlag")


def refused(person: Person, said: str) -> Iterator[tuple[str, Screen]]:
    """Every place that shows what was typed and not accepted."""
    first = person.begin()
    typed = dict.fromkeys((*TEXTS, *MORE), f"x{said}")
    yield "errors at the fields and in the summary", person.send(first, typed)
    yield "errors, to htmx", person.send(first, typed, headers={"HX-Request": "true"})
    yield "what is pending", person.open(first.url)
    yield "the page again", person.send(first, {**typed, "_aktualisieren": "1"}, "")
    for name in ("name", "email", "telefon", "anzahl", "text"):
        yield f"the message on leaving {name}", person.send(first, {**typed, "_blick": name}, "")
    person.client.delete_cookie("aw-sitzung")
    yield "an expired token", person.send(first, typed)


def accepted(person: Person, said: str) -> Iterator[tuple[str, Screen]]:
    """Every place that shows what was typed and accepted."""
    text = f"x{said}y"
    angaben = {**probe.GOOD["angaben"], "name": text, "text": text, "sperre": text, "vorschlag": text, "nurb": text}
    files = person.walk({**probe.GOOD, "angaben": angaben}, person.begin(), until="anlagen")
    called = text.replace('"', "%22")  # as browsers send it
    yield "a file name beside an error", person.send(files, {"belege": [(PNG, f"{called}.png")], "notiz": "x" * 300})
    yield "a refused file", person.send(person.open(files.url), {"belege": [(b"", f"{called}.exe")], "notiz": text})
    check = person.send(person.open(files.url), {"notiz": text})
    yield "the check page", check
    first = person.open(f"/antrag/{files.number}/angaben")
    person.send(first, {"name": f"{text} anders"})
    yield "the other side of a conflict", person.send(first, {"name": text, "text": "anders"})
    yield "the receipt", person.walk(probe.GOOD, person.open(check.url))


def addressed(person: Person, said: str) -> Iterator[tuple[str, Screen]]:
    """Every place that could show what stands in the address or the headers."""
    number = person.begin().number
    for name in ("zurueck", "hinweis", "_csrf", "next"):
        yield f"the parameter {name}", person.open(f"/antrag/{number}/angaben", query_string={name: said})
    segment = f"x{said}y".replace("/", "|")
    quoted = "%" + "%".join(f"{byte:02x}" for byte in segment.encode())
    for url in (f"/{quoted}", f"/antrag/{number}/{quoted}", f"/antrag/{quoted}/angaben", f"/dienste/{quoted}"):
        yield f"an address like {url.split('/')[1][:8]}", person.open(url)
    yield "a header", person.open("/", headers={"Referer": "http://x/?<script>", "User-Agent": "<b>"})


def same_shape(one: list[tuple[str, Screen]], other: list[tuple[str, Screen]]) -> None:
    for (place, screen), (_, control) in zip(one, other, strict=True):
        assert screen.status == control.status, place
        assert shape(screen.tree) == shape(control.tree), place


@pytest.fixture(scope="module")
def plain(shipped: Flask) -> dict[str, list[tuple[str, Screen]]]:
    """The same places with an ordinary word."""
    person = Person(shipped)
    found = {find.__name__: list(find(person, PLAIN)) for find in (refused, accepted, addressed)}
    return found | {"unclean": list(refused(person, f"\x02{PLAIN}"))}


def test_the_word_of_the_control_is_shown_in_more_than_a_dozen_places(
    plain: dict[str, list[tuple[str, Screen]]],
) -> None:
    shown = [place for found in plain.values() for place, screen in found if PLAIN in screen.html]
    assert len(shown) >= 9
    assert sum(screen.html.count(PLAIN) for found in plain.values() for _, screen in found) >= 60


@pytest.mark.parametrize("said", MARKUP)
def test_markup_in_an_accepted_answer_adds_no_element(
    shipped: Flask, plain: dict[str, list[tuple[str, Screen]]], said: str
) -> None:
    found = list(accepted(Person(shipped), said))
    same_shape(found, plain["accepted"])
    for place, screen in found:
        if place in ("the check page", "the receipt"):
            assert screen.answer("name") == [f"x{said}y"] or "anders" in screen.answer("name")[0]


@pytest.mark.parametrize("said", MARKUP + UNCLEAN)
def test_markup_in_a_refused_answer_adds_no_element(
    shipped: Flask, plain: dict[str, list[tuple[str, Screen]]], said: str
) -> None:
    found = list(refused(Person(shipped), said))
    same_shape(found, plain["unclean" if said in UNCLEAN else "refused"])
    assert dict(found)["what is pending"].value("telefon") == f"x{said}".replace("\r", "\n")


@pytest.mark.parametrize("said", MARKUP + UNCLEAN)
def test_markup_in_an_address_adds_no_element(
    shipped: Flask, plain: dict[str, list[tuple[str, Screen]]], said: str
) -> None:
    same_shape(list(addressed(Person(shipped), said)), plain["addressed"])


def test_a_value_handed_over_from_the_klaerung_is_marked(shipped: Flask, anna: Person) -> None:
    person = Person(shipped)
    end = person.send(person.begin(probe.KLAERUNG), {"frage": "b"})
    first = person.send(end)
    assert first.value("name") == "Übernommener Name"
    assert "Aus der Anliegensklärung" in first.around("name")
    assert "Aus der Anliegensklärung" in first.around("art")
