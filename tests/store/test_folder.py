"""Definition folders: everything a form refers to is read, what is wrong is named, and the export is byte-stable."""

import json
from pathlib import Path
from typing import Any

import pytest

from formengine.core.bundle import Bundle
from formengine.store.folder import MAX_FILE_BYTES, FolderError, read, read_all, write

REPOSITORY = Path(__file__).resolve().parents[2]
SLUG = "lp99-probe"
BLOCK = {"type": "Block", "id": "e", "ref": "urn:formengine:shared:erklaerung", "scope": "#/properties/e"}


def form(slug: str = SLUG, **more: Any) -> dict[str, Any]:
    return {"slug": slug, "version": "1.0.0", "title": "Größe – „prüfen“", **more}


def put(path: Path, value: object) -> None:
    """Write a file: bytes as they are, anything else as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode())


def with_form(root: Path, content: object, slug: str = SLUG) -> Path:
    put(root / slug / "form.json", content)
    return root


def refusal(root: Path, slug: str = SLUG) -> FolderError:
    with pytest.raises(FolderError) as caught:
        read(root, slug, "musterhausen")
    return caught.value


def test_a_definition_is_read_with_its_cases_and_texts(tmp_path: Path) -> None:
    with_form(tmp_path, form())
    put(tmp_path / SLUG / "cases.json", {"cases": []})
    put(tmp_path / SLUG / "texts.en.json", {"a": {"label": "A"}})
    put(tmp_path / SLUG / "texts.de-einfach.json", {"a": {"label": "B"}})
    put(tmp_path / SLUG / "texts.json.bak", b"nobody reads this")
    put(tmp_path / SLUG / "README.md", b"nor this")
    bundle = read(tmp_path, SLUG, "musterhausen")
    assert (bundle.slug, bundle.form, bundle.cases) == (SLUG, form(), {"cases": []})
    assert bundle.texts == {"de-einfach": {"a": {"label": "B"}}, "en": {"a": {"label": "A"}}}
    assert (bundle.shared, bundle.parameters) == ({}, {})


def test_shared_blocks_are_found_wherever_they_are_referred_to_and_only_those(tmp_path: Path) -> None:
    deep = {"$ref": "urn:formengine:shared:anschrift#/schema"}
    with_form(tmp_path, form(uischema={"elements": [{"elements": [BLOCK]}]}))
    put(tmp_path / "_shared" / "erklaerung.json", {"name": "erklaerung", "schema": {"properties": {"a": deep}}})
    put(tmp_path / "_shared" / "anschrift.json", {"name": "anschrift", "elements": [BLOCK]})
    put(tmp_path / "_shared" / "person.json", {"name": "person"})
    assert list(read(tmp_path, SLUG, "musterhausen").shared) == ["anschrift", "erklaerung"]


def test_only_the_values_that_a_form_declares_belong_to_it(tmp_path: Path) -> None:
    with_form(tmp_path, form(parameters={"umfang_min": {"default": 50}}))
    put(tmp_path / "_parameters" / "musterhausen.json", {"kommune": "M", "values": {"umfang_min": 30, "andere": 1}})
    put(tmp_path / "_parameters" / "anderswo.json", {"kommune": "A", "values": {"umfang_min": 99}})
    bundle = read(tmp_path, SLUG, "musterhausen")
    assert bundle.parameters == {"kommune": "M", "values": {"umfang_min": 30}}
    put(tmp_path / "_parameters" / "musterhausen.json", {"kommune": "M", "values": {"umfang_min": 30, "andere": 2}})
    assert read(tmp_path, SLUG, "musterhausen").hash == bundle.hash
    assert read(tmp_path, SLUG, "anderswo").hash != bundle.hash
    assert read(tmp_path, SLUG, "../_parameters/anderswo").parameters == {}


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"", "Zeile 1", "kein g\u00fcltiges JSON"),
        (b'{\n  "a": 1,\n  "b": }', "Zeile 3", "kein g\u00fcltiges JSON"),
        (b"\xef\xbb\xbf{}", "Zeile 1", "BOM"),
        (b'{"a":\n"\xff"}', "Zeile 2", "UTF-8"),
        (b'{"a": 1, "a": 2}', "", "zweimal"),
        (b'{"a": NaN}', "", "NaN"),
        (b'{"a": -Infinity}', "", "Infinity"),
        (b'{"a": 1e999}', "", "1e999"),
        (b'{"a": ' + b"9" * 5000 + b"}", "", "gro\u00df"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "Zeile 1", "200 Ebenen"),
        (b'{"a": "\\ud800"}', "", "Zeichen"),
        (b"[]", "Zeile 1", "JSON-Objekt"),
        (b"null", "Zeile 1", "JSON-Objekt"),
        (b'"' + b"x" * MAX_FILE_BYTES + b'"', "", "MB"),
        ({"slug": "anders"}, "/slug", SLUG),
        ({}, "/slug", SLUG),
    ],
)
def test_what_is_wrong_is_named_with_file_and_place(tmp_path: Path, content: object, place: str, message: str) -> None:
    error = refusal(with_form(tmp_path, content))
    assert error.file == f"{SLUG}/form.json"
    assert place in error.place
    assert message in error.message
    assert str(error).startswith(f"{SLUG}/form.json")
    assert str(tmp_path) not in str(error)


def test_a_missing_form_is_named(tmp_path: Path) -> None:
    (tmp_path / SLUG).mkdir()
    assert "nicht lesen" in refusal(tmp_path).message


@pytest.mark.parametrize("name", ["gibt-es-nicht", "../lp99-probe/form", "", "/etc/passwd", "a\0b", "ä" * 300])
def test_a_missing_block_is_named_at_the_place_that_refers_to_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "_shared").mkdir()
    block = {**BLOCK, "ref": f"urn:formengine:shared:{name}"}
    error = refusal(with_form(tmp_path, form(uischema={"a/b": [{"x": 1}, block]})))
    assert (error.file, error.place) == (f"{SLUG}/form.json", "/uischema/a~1b/1/ref")
    assert f"„{name}“" in error.message


def test_a_broken_block_is_named_itself(tmp_path: Path) -> None:
    with_form(tmp_path, form(uischema=[BLOCK]))
    put(tmp_path / "_shared" / "erklaerung.json", b"{")
    assert refusal(tmp_path).file == "_shared/erklaerung.json"
    put(tmp_path / "_shared" / "erklaerung.json", {"elements": [{"ref": "urn:formengine:shared:fehlt"}]})
    error = refusal(tmp_path)
    assert (error.file, error.place) == ("_shared/erklaerung.json", "/elements/0/ref")


@pytest.mark.parametrize("content", [{"kommune": "M"}, {"values": []}, b"{"])
def test_a_broken_parameter_file_is_named(tmp_path: Path, content: object) -> None:
    with_form(tmp_path, form())
    put(tmp_path / "_parameters" / "musterhausen.json", content)
    assert refusal(tmp_path).file == "_parameters/musterhausen.json"


@pytest.mark.parametrize("slug", ["Groß", "a b", "-a", "..", "a.b", "x" * 65])
def test_a_folder_with_an_impossible_name_is_refused(tmp_path: Path, slug: str) -> None:
    assert "So darf der Ordner nicht heißen" in refusal(tmp_path, slug).message


def test_one_broken_definition_stops_no_other(tmp_path: Path) -> None:
    for slug in ("lp01-a", "lp03-c"):
        with_form(tmp_path, form(slug), slug)
    with_form(tmp_path, b"{", "lp02-b")
    put(tmp_path / "_shared" / "x.json", {})
    put(tmp_path / ".cache" / "x.json", {})
    put(tmp_path / "README.md", b"")
    reading = read_all(tmp_path, "musterhausen")
    assert [bundle.slug for bundle in reading.bundles] == ["lp01-a", "lp03-c"]
    assert [error.file for error in reading.errors] == ["lp02-b/form.json"]


def test_an_export_reads_back_equal_and_a_second_export_changes_nothing(tmp_path: Path) -> None:
    with_form(tmp_path, form(zahlen=[1, 1.5, 1e21, -0.0], leer={}, b=1, a=2))
    put(tmp_path / SLUG / "cases.json", {"cases": []})
    put(tmp_path / SLUG / "texts.en.json", {"a": {}})
    bundle = read(tmp_path, SLUG, "musterhausen")
    target = tmp_path / "export" / SLUG
    assert [path.name for path in write(bundle, target)] == ["cases.json", "form.json", "texts.en.json"]
    assert read(tmp_path / "export", SLUG, "musterhausen").parts() == bundle.parts()
    assert write(bundle, target) == []
    content = (target / "form.json").read_bytes().decode()
    assert content.endswith("}\n")
    assert '  "title": "Größe – „prüfen“",\n' in content
    assert content.index('"b"') < content.index('"a"'), "the author's order stays"


def test_an_export_removes_what_the_bundle_no_longer_has_and_leaves_the_rest(tmp_path: Path) -> None:
    with_form(tmp_path, form())
    put(tmp_path / SLUG / "README.md", b"bleibt")
    bundle = read(tmp_path, SLUG, "musterhausen")
    put(tmp_path / SLUG / "cases.json", {})
    put(tmp_path / SLUG / "texts.en.json", {})
    changed = write(bundle, tmp_path / SLUG)
    assert [path.name for path in changed] == ["cases.json", "form.json", "texts.en.json"]
    assert sorted(path.name for path in (tmp_path / SLUG).iterdir()) == ["README.md", "form.json"]


def test_the_shipped_definitions_can_be_read_and_their_export_can_be_read_back(tmp_path: Path) -> None:
    reading = read_all(REPOSITORY / "definitions", "musterhausen")
    assert not reading.errors
    assert reading.bundles
    for bundle in reading.bundles:
        write(bundle, tmp_path / bundle.slug)
        for name in ("_shared", "_parameters"):
            for source in (REPOSITORY / "definitions" / name).glob("*.json"):
                put(tmp_path / name / source.name, source.read_bytes())
        assert read(tmp_path, bundle.slug, "musterhausen").hash == bundle.hash


LIST = {"uri": "urn:probe:farben", "title": "Farben", "versions": [{"version": "1", "codes": []}]}


def asking(uri: str) -> dict[str, Any]:
    return form(schema={"properties": {"a": {"x-codelist": {"uri": uri, "version": "1"}}}})


def test_the_code_lists_of_a_form_and_of_its_blocks_come_along(tmp_path: Path) -> None:
    with_form(tmp_path, asking("urn:probe:farben") | {"uischema": {"elements": [BLOCK]}})
    put(tmp_path / "_shared" / "erklaerung.json", {"schema": asking("urn:formengine:codelist:sprachen")["schema"]})
    put(tmp_path / "_codelists" / "farben.json", LIST)
    put(tmp_path / "_codelists" / "andere.json", {**LIST, "uri": "urn:andere"})
    found = read(tmp_path, SLUG, "musterhausen")
    assert list(found.codelists) == ["farben", "sprachen"]
    assert found.codelists["farben"] == LIST
    assert "codelists/farben" in found.parts()
    assert Bundle.from_parts(SLUG, found.parts()) == found


def test_a_list_beside_the_definitions_wins_over_the_shipped_one(tmp_path: Path) -> None:
    with_form(tmp_path, asking("urn:formengine:codelist:sprachen"))
    own = {**LIST, "uri": "urn:formengine:codelist:sprachen"}
    put(tmp_path / "_codelists" / "unsere.json", own)
    assert read(tmp_path, SLUG, "musterhausen").codelists == {"unsere": own}


def test_a_list_changes_the_hash_only_of_what_uses_it(tmp_path: Path) -> None:
    with_form(tmp_path, asking("urn:probe:farben"))
    with_form(tmp_path, form("lp98-andere"), "lp98-andere")
    put(tmp_path / "_codelists" / "farben.json", LIST)
    before = {bundle.slug: bundle.hash for bundle in read_all(tmp_path, "musterhausen").bundles}
    put(tmp_path / "_codelists" / "farben.json", {**LIST, "title": "Neu"})
    after = {bundle.slug: bundle.hash for bundle in read_all(tmp_path, "musterhausen").bundles}
    assert {slug for slug in before if before[slug] != after[slug]} == {SLUG}


def test_a_broken_list_is_named_and_stops_only_what_needs_it(tmp_path: Path) -> None:
    with_form(tmp_path, asking("urn:probe:farben"))
    with_form(tmp_path, form("lp98-andere"), "lp98-andere")
    put(tmp_path / "_codelists" / "farben.json", b"{")
    reading = read_all(tmp_path, "musterhausen")
    assert [bundle.slug for bundle in reading.bundles] == ["lp98-andere"]
    assert [error.file for error in reading.errors] == ["_codelists/farben.json"]


@pytest.mark.parametrize("uri", [5, ["x"], {"a": 1}])
def test_a_list_without_a_proper_name_is_nobodys(tmp_path: Path, uri: object) -> None:
    with_form(tmp_path, asking("urn:probe:farben"))
    put(tmp_path / "_codelists" / "farben.json", {**LIST, "uri": uri})
    assert read(tmp_path, SLUG, "musterhausen").codelists == {}
