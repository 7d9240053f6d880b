"""Code lists in JSON, and how a version joins the file that is there."""

import json
from typing import Any

import pytest

from formengine.core import codelists, strictjson
from formengine.exchange import codelist_json
from formengine.exchange.codelist import Entry, ListVersion, Unreadable, merged
from tests.core.forms import shared

META = {"canonicalUri": "urn:probe:farben", "version": "2", "longName": "Farben", "shortName": "f"}
CODES = [{"code": "01", "label": "Rot"}, {"code": "02", "label": "Blau", "help": "wie der Himmel"}]


def read(content: Any, **more: str) -> list[ListVersion]:
    return codelist_json.read(json.dumps(content).encode(), **more)


def version(name: str, valid: str = "", label: str = "Rot") -> ListVersion:
    return ListVersion("urn:probe:farben", "Farben", name, (Entry("01", label),), valid)


def test_a_list_is_read() -> None:
    (found,) = read({"meta": META, "codes": CODES})
    assert (found.uri, found.version, found.title, found.valid_from) == ("urn:probe:farben", "2", "Farben", "")
    assert found.entries == (Entry("01", "Rot"), Entry("02", "Blau", "wie der Himmel"))


def test_a_file_of_our_own_comes_with_all_its_versions() -> None:
    own = merged(merged(None, version("1", "2020-01-01")), version("2", "2021-01-01"))
    assert read(own) == [version("1", "2020-01-01"), version("2", "2021-01-01")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ([], "keine Codeliste"),
        ({"meta": META}, "„codes“ muss eine Liste"),
        ({"meta": META, "codes": [1]}, "„codes“ muss eine Liste"),
        ({"meta": META, "codes": [{"code": 1, "label": "Rot"}]}, "„1“ muss ein Text sein"),
        ({"meta": META, "codes": [*CODES, CODES[0]]}, "„01“ steht 2-mal"),
        ({"meta": {**META, "canonicalUri": ""}, "codes": CODES}, "ihr Name"),
        ({"meta": META, "codes": []}, "keine Codes"),
        ({"uri": "urn:x", "versions": [3]}, "kein Objekt"),
    ],
)
def test_what_is_no_list_is_refused_in_one_clear_line(content: Any, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(content)


@pytest.mark.parametrize("data", [b"", b"{", b'{"a": 1, "a": 2}', b"\xff", b"[" * 5000])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        codelist_json.read(data)


def test_a_new_version_stands_beside_the_old_one_and_the_same_one_in_its_place() -> None:
    both = merged(merged(None, version("2", "2021-01-01")), version("1", "2020-01-01"))
    assert [each["version"] for each in both["versions"]] == ["1", "2"]
    again = merged(both, version("1", "2020-01-01", "Purpur"))
    assert [each["version"] for each in again["versions"]] == ["1", "2"]
    assert again["versions"][0]["codes"] == [{"code": "01", "label": "Purpur"}]


def test_versions_that_are_numbers_stand_in_their_order() -> None:
    content: Any = None
    for name in ("10", "9", "2"):
        content = merged(content, version(name))
    assert [each["version"] for each in content["versions"]] == ["2", "9", "10"]


def test_the_file_is_the_same_byte_for_byte_whatever_came_first() -> None:
    one = merged(merged(None, version("1", "2020-01-01")), version("2", "2021-01-01"))
    other = merged(merged(None, version("2", "2021-01-01")), version("1", "2020-01-01"))
    assert strictjson.pretty(one) == strictjson.pretty(other)


@pytest.mark.parametrize(
    ("uri", "name"), [("urn:de:x:Rechtsformen_Gängig", "rechtsformen-gangig"), ("::", "codeliste")]
)
def test_a_file_is_called_after_its_list(uri: str, name: str) -> None:
    assert ListVersion(uri, "", "1", ()).name == name


def test_the_lists_of_the_shared_material_are_taken_in_whole() -> None:
    folder = shared("data/codelists/staat.json").parent
    found = 0
    for path in sorted(folder.glob("*.json")):
        (one,) = codelist_json.read(path.read_bytes())
        content = merged(None, one)
        assert list(codelists.check({one.name: content})) == []
        original = json.loads(path.read_text(encoding="utf-8"))
        written = [(entry["code"], entry["label"]) for entry in content["versions"][0]["codes"]]
        assert written == [(entry["code"], " ".join(entry["label"].split())) for entry in original["codes"]]
        found += len(written)
    assert found == 794
