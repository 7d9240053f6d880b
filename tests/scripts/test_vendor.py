"""Tests that vendored files are verified before and after they are written, and that the fonts hold their letters."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts import subset, vendor

EVERYDAY = "Grüße aus Görlitz – „Straße“, 5 € für z. B. 3 × Ärger…"
NAMES = "Žofia Dvořák, Łukasz Wójcik, Ștefan Țîrlea, Đorđe, Şükrü Ağaoğlu, Nguyễn Thị Ánh"


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of nothing: one vendored file and the lock that knows it."""
    folder = tmp_path / "static"
    (folder / "vendor/htmx").mkdir(parents=True)
    (folder / "vendor/htmx/htmx.min.js").write_bytes(b"1")
    lock = tmp_path / "vendor.lock.json"
    lock.write_text(f'{{"files": {{"vendor/htmx/htmx.min.js": "{vendor.digest(b"1")}"}}, "names": ["kern-btn"]}}')
    monkeypatch.setattr(vendor, "STATIC", folder)
    monkeypatch.setattr(vendor, "LOCK", lock)
    monkeypatch.setattr(vendor, "names_used", lambda: frozenset({"kern-btn"}))
    return folder


def test_intact_files_raise_no_finding(static: Path) -> None:
    assert static.is_dir()
    assert list(vendor.findings()) == []


def test_a_changed_file_is_found(static: Path) -> None:
    (static / "vendor/htmx/htmx.min.js").write_bytes(b"2")
    assert list(vendor.findings()) == ["vendor/htmx/htmx.min.js was changed by hand."]


def test_a_missing_file_is_found(static: Path) -> None:
    (static / "vendor/htmx/htmx.min.js").unlink()
    assert list(vendor.findings()) == ["vendor/htmx/htmx.min.js is missing."]


def test_a_file_slipped_in_is_found(static: Path) -> None:
    (static / "vendor/htmx/more.js").write_bytes(b"")
    assert list(vendor.findings()) == ["vendor/htmx/more.js is not in scripts/vendor.lock.json."]


@pytest.mark.usefixtures("static")
def test_a_class_that_the_stylesheet_was_not_cut_for_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vendor, "names_used", lambda: frozenset({"kern-btn", "kern-card"}))
    assert list(vendor.findings()) == ["kern-card is new, and the stylesheet may lack it: run `make vendor`."]


def test_an_icon_named_by_its_tone_keeps_the_icons_of_the_tones_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "formengine").mkdir()
    (tmp_path / "formengine/note.html").write_text('<span class="kern-icon kern-icon--{{ tone }}">')
    monkeypatch.setattr(vendor, "ROOT", tmp_path)
    icons = {f"kern-icon--{tone}" for tone in ("info", "success", "warning", "danger")}
    assert vendor.names_used() == icons | {"kern-icon"}


def test_an_archive_with_another_hash_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vendor, "CACHE", tmp_path)
    (tmp_path / vendor.KERN.archive).write_bytes(b"something else")
    with pytest.raises(SystemExit, match=r"kern-ux-native-2\.7\.2\.tgz is not the file"):
        vendor.fetch(vendor.KERN)


@pytest.mark.parametrize("face", subset.FACES)
def test_the_small_font_holds_what_a_german_page_shows(face: subset.Face) -> None:
    letters = TTFont(BytesIO((vendor.STATIC / f"fonts/{face.name}.latin.woff2").read_bytes())).getBestCmap()
    assert [letter for letter in EVERYDAY if ord(letter) not in letters] == []


@pytest.mark.parametrize("face", subset.FACES)
def test_the_large_font_holds_names_from_all_over_europe(face: subset.Face) -> None:
    letters = TTFont(BytesIO((vendor.STATIC / f"fonts/{face.name}.extended.woff2").read_bytes())).getBestCmap()
    assert [letter for letter in EVERYDAY + NAMES if ord(letter) not in letters] == []


def test_the_stylesheet_of_the_fonts_is_the_one_that_would_be_written() -> None:
    assert (vendor.STATIC / "fonts.css").read_text(encoding="utf-8") == subset.stylesheet()
