"""Archives that this program never wrote but that pass every check of their shape (threats A5, A15, A27)."""

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from flask import Flask

from builder.archive import packed
from formengine.core import strictjson
from tests.builder.accounts.people import Hands
from tests.builder.views.garden import SLUG
from tests.web.person import rooms

pytestmark = pytest.mark.usefixtures("garden")
STRANGE: list[Any] = [
    {},
    {"uischema": 5, "schema": "x"},
    {"uischema": {"elements": 7}, "schema": {"properties": []}},
    {"uischema": {"elements": [1, None, "x", [], {"type": "Category", "elements": [3]}]}, "schema": []},
    {
        "uischema": {"elements": [{"type": 7, "id": [], "label": {}, "options": 5, "rule": "x"}]},
        "schema": {"properties": {"a": 5}},
    },
    {
        "uischema": {"elements": [{"type": "Category", "id": {"a": 1}}]},
        "rules": 5,
        "conditions": [],
        "outcomes": {},
        "messages": "x",
    },
    {
        "title": ["x"],
        "kind": 7,
        "service": 5,
        "rules": [1],
        "conditions": {"a": 1},
        "outcomes": [1],
        "parameters": {"a": 1},
    },
]


def archive(app: Flask, form: Any, arguments: Any = None, **more: Any) -> bytes:
    """The history of the garden under another name, its first revision replaced by a form of one's own."""
    data = packed(rooms(app).store.histories.of(SLUG))
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        files = {name: whole.read(name) for name in whole.namelist()}
    listed = json.loads(files.pop("antragswerkstatt.json"))
    first = listed["revisions"][0]
    second = {**first, "number": 2, "parts": dict(first["parts"]), **more}
    body = strictjson.pretty(form)
    first["parts"] = {"form": hashlib.sha256(body).hexdigest()}
    files[f"teile/{first['parts']['form']}.json"] = body
    for one in (first, second):
        digest = hashlib.sha256()
        for name, hash_ in sorted(one["parts"].items()):
            digest.update(name.encode() + b"\0" + bytes.fromhex(hash_))
        one["hash"] = digest.hexdigest()
    edit = {
        "number": 1,
        "parent": 0,
        "author": "x",
        "operation": "anlegen",
        "arguments": arguments or {},
        "summary": "x",
    }
    later = {**edit, "number": 2, "parent": 1, "operation": "set", "arguments": {}}
    listed |= {"revisions": [first, second], "edits": [edit, later], "head": 2}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("antragswerkstatt.json", json.dumps(listed))
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def take_in(person: Hands, data: bytes) -> int:
    fields = {"archiv-datei": (io.BytesIO(data), "x.zip"), "archiv-kennung": "fremd"}
    return person.press("/werkstatt/einspielen", fields).status


@pytest.mark.parametrize("form", STRANGE, ids=range(len(STRANGE)))
def test_an_earlier_revision_of_any_shape_breaks_no_page(app: Flask, boris: Hands, form: Any) -> None:
    assert take_in(boris, archive(app, form)) == 200
    for place in ("fassungen", "", "export.zip", "stand?ab=1", "fassungen/2/2"):
        assert boris.client.get(f"/werkstatt/fremd/{place}").status_code == 200, place
    for place in ("fassungen/1/2", "fassungen/2/1", "fassungen/1/1"):
        assert boris.client.get(f"/werkstatt/fremd/{place}").status_code in (200, 422), place
    for place in ("?fassung=1", "eins?fassung=1", "?fassung=2"):
        assert boris.client.get(f"/vorschau/fremd/{place}", follow_redirects=True).status_code in (200, 404), place
    tun = "/werkstatt/fremd/tun"
    for step in ("wiederherstellen", "veroeffentlichen", "auslieferung", "benennen"):
        assert boris.press(tun, {"schritt": step, "a.fassung": "1", "a.name": "x"}).status in (200, 409, 422), step
    late = {"schritt": "set", "basis": "1", "angaben": '{"element":"name","place":"label","value":"x"}'}
    assert boris.press(tun, late).status in (200, 409, 422)


@pytest.mark.parametrize("found", [5, "x", {}, [1], ["x"], [{}], [[]], [{"place": 1, "message": [], "mend": None}]])
def test_a_report_of_any_shape_breaks_no_page(app: Flask, boris: Hands, found: Any) -> None:
    data = archive(app, {"slug": SLUG}, {"findings": found, "format": {"a": 1}})
    assert take_in(boris, data) == 200
    assert boris.client.get("/werkstatt/fremd/bericht").status_code in (200, 404)


def test_a_base_that_is_no_revision_is_refused_in_words(app: Flask, boris: Hands) -> None:
    assert take_in(boris, archive(app, {"slug": SLUG}, base=77)) == 422
