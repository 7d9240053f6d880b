"""Drafts of other people (threat A12): whoever lacks the secret learns nothing, not even that there is one."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from tests.web import probe
from tests.web.files import PDF
from tests.web.person import Person, everything, rows
from tests.web.screen import Screen
from tests.web.test_csrf import addresses

CANARY = "KANARIENVOGEL"
MALFORMED = ["0", "abcdefg", "abcdefghi", "ABCDEFGH", "a b", "..", "%00", "' OR 1=1 --", "ä" * 8, "x" * 3_000]


@pytest.fixture
def app(house: Flask) -> Flask:
    return house


@dataclass
class Theirs:
    """What Anna has: a draft with answers, something pending and a file, and an application."""

    open: str
    submitted: str
    file: str


@pytest.fixture
def theirs(app: Flask, anna: Person) -> Theirs:
    good = {**probe.GOOD, "angaben": {**probe.GOOD["angaben"], "name": CANARY}}
    draft = anna.walk(good, anna.begin(), until="anlagen")
    anna.send(draft, {"notiz": CANARY, "belege": [(PDF, f"{CANARY}.pdf")]}, "_speichern")
    done = anna.walk(good, anna.begin())
    files = rows(app, draft.number)["anlagen"][1]["files"]["belege"]
    return Theirs(draft.number, done.number, str(files[0]["_id"]))


def attempts(person: Person, number: str, file: str) -> Iterator[tuple[str, Screen]]:
    """Every route of a draft, asked in every way that it can be asked."""
    for path in ("angaben", "anlagen", "pruefen", "gibtsnicht"):
        for method in ("GET", "POST"):
            for url in addresses(person.app, method, number=number, path=path, id_=file, revision="0" * 64):
                if url.startswith("/antrag/") and not url.endswith("/loeschen"):
                    yield url, _ask(person, method, url)
    # Last, since nothing is left to ask about where it works.
    yield f"/antrag/{number}/loeschen", _ask(person, "POST", f"/antrag/{number}/loeschen")


def _ask(person: Person, method: str, url: str) -> Screen:
    body = {"_csrf": person.token(), "name": "X", "_rev": "1", "_weiter": "1"} if method == "POST" else None
    return person._screen(person.client.open(url, method=method, data=body))


def is_closed(person: Person, number: str, file: str) -> None:
    """Nothing answers, nothing leaks, nothing changes."""
    before = everything(person.app)
    asked = list(attempts(person, number, file))
    assert len(asked) >= 20
    for url, answer in asked:
        assert answer.status == 404, f"{url} answered {answer.status}"
        assert answer.title in ("Diesen Entwurf können wir nicht öffnen", "Diese Seite gibt es nicht")
        assert CANARY not in answer.html + str(answer.headers)
    assert everything(person.app) == before


def test_the_owner_gets_in_everywhere(anna: Person, theirs: Theirs) -> None:
    answers = [answer for url, answer in attempts(anna, theirs.open, theirs.file)]
    assert {answer.status for answer in answers} <= {200, 303, 404, 409, 422}
    assert sum(CANARY in answer.html for answer in answers) >= 2
    assert CANARY in anna.open(f"/antrag/{theirs.submitted}/eingang").html


@pytest.mark.parametrize("which", ["open", "submitted"])
def test_another_browser_gets_in_nowhere(boris: Person, theirs: Theirs, which: str) -> None:
    boris.begin()
    is_closed(boris, getattr(theirs, which), theirs.file)


def test_a_browser_without_cookies_gets_in_nowhere(boris: Person, theirs: Theirs) -> None:
    is_closed(boris, theirs.open, theirs.file)


def test_a_browser_that_lost_its_cookies_is_told_what_to_do(app: Flask, theirs: Theirs) -> None:
    answer = Person(app).open(f"/antrag/{theirs.open}/angaben")
    assert answer.status == 404
    assert "Haben Sie die Cookies gelöscht oder ein anderes Gerät genommen? Dann brauchen Sie den Code" in answer.html
    assert "Code eingeben" in answer.html


def test_numbers_that_nobody_has_look_just_like_those_of_others(boris: Person, theirs: Theirs) -> None:
    nothing = "22222222"
    foreign = [answer.html.replace(theirs.open, nothing) for _, answer in attempts(boris, theirs.open, theirs.file)]
    nobody = [answer.html for _, answer in attempts(boris, nothing, theirs.file)]
    assert foreign == nobody


@pytest.mark.parametrize("number", MALFORMED)
def test_malformed_numbers_open_nothing(boris: Person, theirs: Theirs, number: str) -> None:
    for path in ("angaben", "eingang", "ergebnis", f"datei/{theirs.file}", ""):
        assert boris.client.get(f"/antrag/{number}/{path}", follow_redirects=True).status_code == 404


@pytest.mark.parametrize("secret", ["", "x", "x" * 3_000, "ä", "\x01", "../..", "' OR 1=1 --", "None"])
def test_made_up_secrets_open_nothing(boris: Person, theirs: Theirs, secret: str) -> None:
    boris.client.set_cookie(f"aw-{theirs.open}", secret, path="/")
    is_closed(boris, theirs.open, theirs.file)


def test_the_secret_of_ones_own_draft_opens_no_other(boris: Person, theirs: Theirs) -> None:
    own = boris.begin()
    boris.client.set_cookie(f"aw-{theirs.open}", boris.cookies()[f"aw-{own.number}"], path="/")
    is_closed(boris, theirs.open, theirs.file)


def test_a_foreign_file_is_not_reached_through_ones_own_draft(boris: Person, theirs: Theirs) -> None:
    own = boris.begin().number
    for id_ in (theirs.file, "22222222", "..", "x" * 3_000, "%00", "' OR 1=1 --"):
        answer = boris.open(f"/antrag/{own}/datei/{id_}")
        assert answer.status == 404
        assert CANARY not in answer.html + str(answer.headers)


def test_a_foreign_file_cannot_be_removed_or_taken_over(
    app: Flask, boris: Person, anna: Person, theirs: Theirs
) -> None:
    own = boris.walk(probe.GOOD, boris.begin(), until="anlagen")
    boris.send(own, {"_entfernen": theirs.file, "belege": theirs.file, "belege:_id": theirs.file}, "")
    assert rows(app, own.number)["anlagen"][1].get("files") == {}
    assert anna.client.get(f"/antrag/{theirs.open}/datei/{theirs.file}").data == PDF


def test_a_draft_number_is_not_guessed_from_another(app: Flask, anna: Person) -> None:
    numbers = {anna.begin().number for _ in range(20)}
    secrets = {value for name, value in anna.cookies().items() if name != "aw-sitzung"}
    assert len(numbers) == len(secrets) == 20
    assert all(len(secret) >= 22 for secret in secrets)
    assert not any(secret in "\n".join(everything(app)) for secret in secrets)
