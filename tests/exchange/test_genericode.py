"""Genericode: the lists of XRepository are read, and nothing in the XML does anything else."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formengine.exchange import genericode
from formengine.exchange.codelist import Entry, ListVersion, Unreadable

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/"><Annotation><Description>'
    "Version</Description></Annotation><Identification><ShortName>farben</ShortName><LongName>Farben im Amt</LongName>"
    "<Version>2021-02-19</Version><CanonicalUri>urn:probe:farben</CanonicalUri>"
    "<CanonicalVersionUri>urn:probe:farben_2021-02-19</CanonicalVersionUri></Identification>"
)
COLUMNS = (
    '<ColumnSet><Column Id="Schluessel" Use="required"><ShortName>S</ShortName></Column>'
    '<Column Id="Bezeichnung" Use="required"><ShortName>B</ShortName></Column>'
    '<Column Id="Hinweis" Use="optional"><ShortName>H</ShortName></Column>'
    '<Key Id="k"><ShortName>k</ShortName><ColumnRef Ref="Schluessel"/></Key></ColumnSet>'
)
ROWS = (
    "<SimpleCodeList>"
    '<Row><Value ColumnRef="Schluessel"><SimpleValue>001</SimpleValue></Value>'
    '<Value ColumnRef="Bezeichnung"><SimpleValue>Gru\u0308n &amp; <![CDATA[<Blau>]]></SimpleValue></Value>'
    '<Value ColumnRef="Hinweis"><SimpleValue>wie Gras</SimpleValue></Value></Row>'
    "<Row><Value><SimpleValue>002</SimpleValue></Value><Value><SimpleValue>Rot</SimpleValue></Value></Row>"
    "</SimpleCodeList>"
)
WHOLE = f"{HEAD}{COLUMNS}{ROWS}</gc:CodeList>"


def read(text: str, **more: str) -> ListVersion:
    return genericode.read(text.encode(), **more)


def test_a_list_is_read_with_its_name_version_codes_and_help() -> None:
    found = read(WHOLE)
    assert (found.uri, found.title, found.version) == ("urn:probe:farben", "Farben im Amt", "2021-02-19")
    assert found.valid_from == "2021-02-19"
    assert found.name == "farben"
    assert found.entries == (Entry("001", "Grün & <Blau>", "wie Gras"), Entry("002", "Rot"))


def test_columns_can_be_named() -> None:
    found = read(WHOLE, code="Bezeichnung", label="Schluessel")
    assert found.entries[1] == Entry("Rot", "002")
    with pytest.raises(Unreadable, match="Es gibt: Schluessel, Bezeichnung, Hinweis"):
        read(WHOLE, code="fremd")


def test_a_list_without_a_key_takes_its_first_column() -> None:
    assert read(WHOLE.replace('<Key Id="k"><ShortName>k</ShortName><ColumnRef Ref="Schluessel"/></Key>', "")).entries[
        1
    ] == Entry("002", "Rot")


def test_the_name_of_the_list_is_taken_from_its_version_where_it_has_none() -> None:
    found = read(WHOLE.replace("<CanonicalUri>urn:probe:farben</CanonicalUri>", ""))
    assert found.uri == "urn:probe:farben"


def test_a_day_of_validity_can_be_given() -> None:
    assert read(WHOLE, valid_from="2022-01-01").valid_from == "2022-01-01"


_DOCTYPES = [
    '<!DOCTYPE x [<!ENTITY e "x">]>',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE x PUBLIC "p" "file:///etc/passwd">',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>',
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    '<!DOCTYPE x [<!ATTLIST Row Id CDATA "x">]>',
    '<!DOCTYPE x [<!NOTATION n SYSTEM "file:///bin/sh">]>',
    "<!DOCTYPE x>",
]


@pytest.mark.parametrize("doctype", _DOCTYPES)
def test_a_document_type_declaration_is_refused_whatever_it_declares(doctype: str) -> None:
    start = WHOLE.index("<gc:CodeList")
    with pytest.raises(Unreadable, match="DOCTYPE"):
        read(WHOLE[:start] + doctype + WHOLE[start:].replace("Rot", "&e;"))


@pytest.mark.parametrize("entity", ["&e;", "&nbsp;", "&#0;", "&#xD800;"])
def test_an_entity_that_nobody_declared_is_no_xml(entity: str) -> None:
    with pytest.raises(Unreadable, match="kein gültiges XML"):
        read(WHOLE.replace("Rot", entity))


@pytest.mark.parametrize("character", ["\x01", "\x0b", "\x1f"])
def test_a_control_character_is_no_xml(character: str) -> None:
    with pytest.raises(Unreadable, match="kein gültiges XML"):
        read(WHOLE.replace("Rot", f"R{character}t"))


def test_a_soft_hyphen_in_a_label_is_refused() -> None:
    with pytest.raises(Unreadable, match="Steuerzeichen"):
        read(WHOLE.replace("Rot", "R\u00adot"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "kein gültiges XML"),
        ("<html></html>", "beginnt mit <html>"),
        (WHOLE[:-5], "kein gültiges XML"),
        (f"{HEAD}{COLUMNS}</gc:CodeList>", "keine Codes"),
        (f"{HEAD}{ROWS}</gc:CodeList>", "nicht zu erkennen"),
        (WHOLE.replace("002", "001"), "„001“ steht 2-mal"),
        (WHOLE.replace("Rot", " "), "keinen Code oder keinen Text"),
        (WHOLE.replace("2021-02-19", ""), "ihre Version"),
        ("<CodeList>" + "<a>" * 50 + "</a>" * 50 + "</CodeList>", "verschachtelt"),
    ],
)
def test_what_is_no_list_is_refused_in_one_clear_line(text: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as caught:
        read(text)
    assert "\n" not in str(caught.value)


def test_too_many_codes_are_refused_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(genericode, "MOST_CODES", 1)
    with pytest.raises(Unreadable, match="mehr als 1 Codes"):
        read(WHOLE)


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(genericode, "MOST_BYTES", 10)
    with pytest.raises(Unreadable, match="größer"):
        read(WHOLE)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(WHOLE)), st.text(max_size=4), st.integers(0, 20))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(place: int, more: str, gone: int) -> None:
    try:
        damaged = (WHOLE[:place] + more + WHOLE[place + gone :]).encode()
    except UnicodeEncodeError:
        return
    with suppress(Unreadable):
        assert genericode.read(damaged).entries
