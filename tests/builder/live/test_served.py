"""Streams through a real server: a change is heard within a second, in any process, and nobody waits for a stream."""

import datetime
import json
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from builder.difference import difference, summary
from builder.workshop import Workshop
from formengine.store import Store
from formengine.store.accounts import Role, insert_account, new_account
from tests.cli.folder import SLUG, fresh
from tests.cli.server import Server, serving

NOW = datetime.datetime.fromisoformat("2026-11-23T09:00:00+01:00")
SERVERS = pytest.mark.parametrize("granian", [True, False], ids=["granian", "waitress"])


class Listener:
    """Somebody signed in, with a stream open."""

    def __init__(self, server: Server, secret: str) -> None:
        connection = HTTPConnection(server.address, server.port, timeout=20)
        headers = {"Host": "localhost", "Cookie": f"aw-konto={secret}"}
        connection.request("GET", f"/werkstatt/{SLUG}/ereignisse?ab=1&tab=abcdefgh", headers=headers)
        self.answer: HTTPResponse = connection.getresponse()

    def next(self, wanted: str) -> dict[str, Any]:
        """The next event of a kind."""
        name = ""
        while line := self.answer.readline():
            field, _, text = line.decode().rstrip("\n").partition(": ")
            name = text if field == "event" else name
            if field == "data" and name == wanted:
                found: dict[str, Any] = json.loads(text)
                return found
        raise AssertionError("the stream ended")


@contextmanager
def people(folder: Path) -> Iterator[tuple[Store, Workshop, str]]:
    """The store beside the server, a workshop over it, and the secret of somebody who is signed in."""
    store = Store.open(folder / "data")
    anna = new_account("anna", "Anna", Role.DESIGNER)
    with store.database.transaction() as db:
        insert_account(db, anna, "", NOW)
    secret = store.sign_ins.begin(anna.id, NOW)
    yield store, Workshop(store, lambda: NOW, lambda one, other: summary(difference(one, other))), secret
    store.close()


@SERVERS
def test_a_change_in_another_process_is_heard(
    tmp_path: Path, granian: bool, record_property: Callable[[str, object], None]
) -> None:
    fresh(tmp_path / "definitions")
    with (
        serving(tmp_path, "--clock", NOW.isoformat(), granian=granian) as server,
        people(tmp_path) as (_, shop, secret),
    ):
        listener = Listener(server, secret)
        assert listener.answer.status == 200
        assert listener.next("published") == {"number": 1}
        began = time.monotonic()
        page = shop.head(SLUG).bundle.form["uischema"]["elements"][0]["id"]
        shop.edit(SLUG, 1, "set", {"element": page, "place": "label", "value": "Ganz neu"}, "boris")
        assert listener.next("revision")["elements"] == [page]
        record_property("live", f"heard after {time.monotonic() - began:.2f} s")


@SERVERS
def test_a_server_with_open_streams_stops_by_itself(tmp_path: Path, granian: bool) -> None:
    fresh(tmp_path / "definitions")
    with serving(tmp_path, "--clock", NOW.isoformat(), granian=granian) as server, people(tmp_path) as (*_, secret):
        listeners = [Listener(server, secret) for _ in range(4)]
        for listener in listeners:
            listener.next("published")
        assert server.end(signal.SIGTERM) == 0
