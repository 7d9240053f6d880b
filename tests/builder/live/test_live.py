"""Designers see each other's changes and each other, by a stream or by asking; strangers see nothing."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from builder import live
from builder.live import LIFE, Live, Watch
from builder.services import KEY, Rooms
from formengine.store.presence import STAYS, Window
from tests.builder.accounts.people import Hands
from tests.web.person import Person, everything, rooms

SLUG = "probe"


class Ticks:
    """Time that passes while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.during: list[Callable[[], object]] = []
        """What happens in the next pauses."""

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        if self.during:
            self.during.pop(0)()


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


def edit(app: Flask, account: str, element: str, label: str) -> int:
    """Somebody gives a question another label; the number of the new head."""
    made: Rooms = app.extensions[KEY]
    head = made.workshop.head(SLUG)
    saved = made.workshop.edit(
        SLUG, head.number, "set", {"element": element, "place": "label", "value": label}, account
    )
    return saved.head.number


def heard(stream: Iterator[str]) -> list[tuple[str, Any]]:
    """The events of a stream, as a browser reads them."""
    found = []
    for block in "".join(stream).split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        if "event" in fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def listening(app: Flask, ticks: Ticks, account: str, since: int = 1) -> list[tuple[str, Any]]:
    stream = Live(rooms(app).store, ticks).events(Watch(SLUG, account, "tab-of-anna", since), ticks.sleep)
    return heard(stream)


def test_a_change_is_heard_at_the_next_look_with_who_made_it_and_where(
    app: Flask, ticks: Ticks, anna: Hands, boris: Hands
) -> None:
    ticks.during = [lambda: edit(app, boris.id, "name", "Ganzer Name")]
    events = [said for name, said in listening(app, ticks, anna.id) if name == "revision"]
    assert len(events) == 1
    assert events[0] | {"summary": ""} == {
        "number": 2,
        "account": "Boris",
        "own": False,
        "summary": "",
        "elements": ["name"],
    }
    assert events[0]["summary"] == rooms(app).store.edits.history(SLUG, 1)[0].summary != ""


def test_several_changes_between_two_looks_are_one_event_with_all_elements(
    app: Flask, ticks: Ticks, anna: Hands, boris: Hands
) -> None:
    edit(app, boris.id, "name", "Ganzer Name")
    edit(app, anna.id, "anzahl", "Wie viele")
    events = [said for name, said in listening(app, ticks, anna.id) if name == "revision"]
    assert [(said["number"], said["own"], said["elements"]) for said in events] == [(3, True, ["anzahl", "name"])]


def test_who_knows_the_head_hears_nothing_of_it(app: Flask, ticks: Ticks, anna: Hands, boris: Hands) -> None:
    number = edit(app, boris.id, "name", "Ganzer Name")
    assert "revision" not in dict(listening(app, ticks, anna.id, since=number))


def test_publishing_is_heard(app: Flask, ticks: Ticks, anna: Hands) -> None:
    number = edit(app, anna.id, "name", "Ganzer Name")
    ticks.during = [lambda: rooms(app).store.edits.publish(SLUG, number)]
    published = [said["number"] for name, said in listening(app, ticks, anna.id) if name == "published"]
    assert published == [1, number]


def test_who_comes_and_goes_is_heard_and_silence_counts_as_gone(
    app: Flask, ticks: Ticks, anna: Hands, boris: Hands
) -> None:
    store, window = rooms(app).store, Window(boris.id, "tab-of-boris", "name")
    ticks.during = [
        lambda: store.presence.here(SLUG, window, ticks.now),
        lambda: store.presence.gone(SLUG, anna.id, "tab-of-boris"),
        lambda: store.presence.gone(SLUG, boris.id, "tab-of-boris"),
    ]
    seen = [said["people"] for name, said in listening(app, ticks, anna.id) if name == "presence"]
    assert seen == [[], [{"display": "Boris", "own": False, "elements": ["name"]}], []]
    store.presence.here(SLUG, window, ticks.now)
    assert store.presence.windows(SLUG, ticks.now + STAYS - 1) == [window]
    assert store.presence.windows(SLUG, ticks.now + STAYS + 1) == []
    assert store.presence.windows(SLUG, ticks.now - 1) == []


def test_one_account_with_two_windows_is_one_person(app: Flask, ticks: Ticks, anna: Hands, boris: Hands) -> None:
    for tab, element in (("tab-one-1", "name"), ("tab-two-2", "anzahl"), ("tab-three", "name")):
        rooms(app).store.presence.here(SLUG, Window(boris.id, tab, element), ticks.now)
    watch = Watch(SLUG, boris.id, "tab-one-1", 1)
    people = Live(rooms(app).store, ticks).people(watch)["people"]
    assert people == [{"display": "Boris", "own": True, "elements": ["anzahl", "name"]}]


def test_a_stream_ends_soon_so_that_a_server_can_stop(app: Flask, ticks: Ticks, anna: Hands) -> None:
    begun = ticks.now
    listening(app, ticks, anna.id)
    assert LIFE <= ticks.now - begun <= LIFE + 1


def test_the_stream_is_served_and_leaves_its_place_when_it_is_closed(
    app: Flask, anna: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "LIFE", 0.0)
    for _ in range(live.MOST + 3):
        answer = anna.client.get(f"/werkstatt/{SLUG}/ereignisse?tab=abcdefgh")
        assert answer.status_code == 200
        assert answer.mimetype == "text/event-stream"
        assert dict(heard(iter([answer.text])))["published"] == {"number": 1}
        answer.close()


def test_a_stream_that_nobody_read_leaves_its_place_too(app: Flask, anna: Hands) -> None:
    for _ in range(live.MOST + 3):
        answer = anna.client.get(f"/werkstatt/{SLUG}/ereignisse?tab=abcdefgh", buffered=False)
        assert answer.status_code == 200
        answer.close()


def test_beyond_the_limit_a_window_is_told_to_ask_instead(app: Flask, anna: Hands) -> None:
    people = [Hands(app).joined(f"gast{number}", "qa") for number in range(live.MOST)]
    held = [person.client.get(f"/werkstatt/{SLUG}/ereignisse", buffered=False) for person in people]
    assert anna.client.get(f"/werkstatt/{SLUG}/ereignisse").status_code == 503
    assert anna.client.get(f"/werkstatt/{SLUG}/stand").status_code == 200
    for answer in held:
        answer.close()


def test_nobody_s_windows_shut_out_everybody_else_s(app: Flask, anna: Hands, boris: Hands) -> None:
    held = [anna.client.get(f"/werkstatt/{SLUG}/ereignisse", buffered=False) for _ in range(live.EACH)]
    assert anna.client.get(f"/werkstatt/{SLUG}/ereignisse").status_code == 503
    answer = boris.client.get(f"/werkstatt/{SLUG}/ereignisse", buffered=False)
    assert answer.status_code == 200
    for each in (*held, answer):
        each.close()
    again = anna.client.get(f"/werkstatt/{SLUG}/ereignisse", buffered=False)
    assert again.status_code == 200
    again.close()


def test_who_asks_learns_the_same(app: Flask, anna: Hands, boris: Hands) -> None:
    edit(app, boris.id, "name", "Ganzer Name")
    assert boris.press(f"/werkstatt/{SLUG}/anwesend", {"tab": "abcdefgh-2", "element": "name"}).status == 204
    said = anna.client.get(f"/werkstatt/{SLUG}/stand?ab=1&tab=abcdefgh-1").get_json()
    assert (said["head"], said["published"]) == (2, 1)
    assert said["revision"]["elements"] == ["name"]
    assert said["presence"]["people"] == [{"display": "Boris", "own": False, "elements": ["name"]}]
    assert anna.client.get(f"/werkstatt/{SLUG}/stand?ab=2").get_json()["revision"] is None
    assert boris.press(f"/werkstatt/{SLUG}/anwesend", {"tab": "abcdefgh-2", "ende": "1"}).status == 204
    assert anna.client.get(f"/werkstatt/{SLUG}/stand").get_json()["presence"] == {"people": []}


def test_looking_writes_nothing(app: Flask, anna: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LIFE", 0.0)
    before = everything(app)
    anna.client.get(f"/werkstatt/{SLUG}/stand?ab=1")
    anna.client.get(f"/werkstatt/{SLUG}/ereignisse?ab=1").close()
    assert everything(app) == before


@pytest.mark.parametrize("tab", ["", "kurz", "x" * 41, "<script>"])
def test_a_window_without_a_proper_name_is_nobody(app: Flask, anna: Hands, tab: str) -> None:
    assert anna.press(f"/werkstatt/{SLUG}/anwesend", {"tab": tab}).status == 404


def test_a_definition_that_is_not_there_has_no_news(anna: Hands) -> None:
    assert anna.client.get("/werkstatt/nirgends/stand").status_code == 404
    assert anna.client.get("/werkstatt/nirgends/ereignisse").status_code == 404
    assert anna.press("/werkstatt/nirgends/anwesend", {"tab": "abcdefgh"}).status == 404


def test_strangers_learn_nothing(app: Flask) -> None:
    stranger = Person(app)
    for where in ("stand", "ereignisse"):
        answer = stranger.client.get(f"/werkstatt/{SLUG}/{where}")
        assert answer.status_code == 303
        assert "/werkstatt/anmelden" in answer.headers["Location"]
    body = {"_csrf": stranger.token(), "tab": "abcdefgh"}
    assert stranger.client.post(f"/werkstatt/{SLUG}/anwesend", data=body).status_code == 303
    assert rooms(app).store.presence.windows(SLUG, 1e9) == []


def test_a_name_cannot_begin_an_event_of_its_own(app: Flask, ticks: Ticks, anna: Hands) -> None:
    edit(app, anna.id, "name", "x\n\nevent: published\ndata: {}\n\n")
    events = listening(app, ticks, anna.id)
    assert [name for name, _ in events].count("published") == 1
