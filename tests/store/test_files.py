"""Uploads: judged by content and name together, kept under their hash, and gone when nobody refers to them."""

import errno
import hashlib
import io
import os
import tracemalloc
from pathlib import Path
from typing import IO

import pytest

from formengine.store import Store, disk
from formengine.store.errors import NoDraft, StoreFull, Submitted, Unstorable
from formengine.store.sniff import UNKNOWN, Upload
from tests.store.helpers import NOW, begin, keep, picture, submit
from tests.store.test_filetypes import EICAR, PDF, archive, exif

JPEG, PNG = picture("JPEG"), picture("PNG")


def judge(store: Store, name: str, content: bytes, limit: int = 1_000_000) -> Upload:
    return store.files.judge(name, io.BytesIO(content), limit)


def aside(store: Store) -> list[Path]:
    """Files that were received and belong to nobody yet."""
    return sorted((store.database.path.parent / "files" / "tmp").iterdir())


@pytest.mark.parametrize(
    ("name", "content", "mime"),
    [
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.JPEG", JPEG, "image/jpeg"),
        ("a.png", PNG, "image/png"),
        ("a.pdf", PDF, "application/pdf"),
        ("a.exe.jpg", JPEG, "image/jpeg"),
        ("a.jpg.exe", JPEG, UNKNOWN),
        ("a.png", JPEG, UNKNOWN),
        ("a.jpg", PNG, UNKNOWN),
        ("a.jpg", PDF, UNKNOWN),
        ("a", JPEG, UNKNOWN),
        (".jpg", JPEG, UNKNOWN),
        ("a.jpg", b"", UNKNOWN),
        ("a.pdf", EICAR, UNKNOWN),
        ("a.pdf", archive(), UNKNOWN),
        ("a.zip", archive(), UNKNOWN),
        ("a.docx", archive(), UNKNOWN),
        ("a.svg", b"<svg onload='alert(1)'/>", UNKNOWN),
        ("a.png", b"<svg onload='alert(1)'/>", UNKNOWN),
        ("a.html", b"<script>alert(1)</script>", UNKNOWN),
        ("a\u202egpj.exe", JPEG, UNKNOWN),
    ],
)
def test_a_type_counts_only_when_content_and_name_agree(store: Store, name: str, content: bytes, mime: str) -> None:
    assert judge(store, name, content).mime == mime


@pytest.mark.parametrize(
    "name", ["\udcff.png", "../../../x.png", "x" * 300 + ".png", "CON.png", "a\0b.png", "~/.ssh/x.png"]
)
def test_a_hostile_name_never_reaches_the_disk(store: Store, name: str) -> None:
    number = begin(store)
    before = set(store.database.path.parent.rglob("*"))
    file = keep(store, number, PNG, name)
    path = store.files.path(file)
    assert path.name == hashlib.sha256(PNG).hexdigest() == file.sha256
    assert path.parent.name == file.sha256[:2]
    assert set(store.database.path.parent.rglob("*")) - before == {path, path.parent}
    assert store.files.get(number, file.id) == file
    assert len(file.name) <= 150
    file.name.encode("utf-8")


def test_what_is_kept_is_the_cleaned_picture(store: Store) -> None:
    number = begin(store)
    original = picture("JPEG", exif=exif(6))
    file = keep(store, number, original + b"<script>", "urlaub.jpg")
    kept = store.files.path(file).read_bytes()
    assert b"Geheim" not in kept
    assert b"script" not in kept
    assert file.size == len(kept) < len(original)
    assert file.sha256 == hashlib.sha256(kept).hexdigest()


def test_a_file_of_an_unknown_type_is_kept_as_it_is(store: Store) -> None:
    number = begin(store)
    file = keep(store, number, EICAR, "a.jpg")
    assert store.files.path(file).read_bytes() == EICAR
    assert (file.mime, file.size) == (UNKNOWN, len(EICAR))


def test_a_file_beyond_the_limit_is_read_no_further_and_not_kept(store: Store) -> None:
    class Endless(io.RawIOBase):
        read_so_far = 0

        def read(self, size: int = -1) -> bytes:
            assert size >= 0
            self.read_so_far += size
            return JPEG[:3] + b"x" * (size - 3)

    stream = Endless()
    upload = store.files.judge("gross.jpg", stream, 3_000_000)  # type: ignore[arg-type]
    assert (upload.name, upload.mime, upload.size, upload.path) == ("gross.jpg", "image/jpeg", 3_000_001, None)
    assert stream.read_so_far == 3_000_001
    assert aside(store) == []
    with pytest.raises(Unstorable):
        store.files.add(begin(store), "ort", "foto", upload, NOW)


def test_a_file_of_exactly_the_limit_is_kept(store: Store) -> None:
    assert judge(store, "a.txt", b"x" * 1000, limit=1000).path is not None
    assert judge(store, "a.txt", b"x" * 1001, limit=1000).path is None


def test_a_large_file_never_lies_in_memory(store: Store, tmp_path: Path) -> None:
    big = tmp_path / "big.jpg"
    big.write_bytes(JPEG[:-2] + b"\0" * 40_000_000 + JPEG[-2:])
    tracemalloc.start()
    with big.open("rb") as stream:
        upload = store.files.judge("big.jpg", stream, 50_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert upload.mime == "image/jpeg"
    assert upload.size > 40_000_000
    assert peak < 8_000_000


def test_a_broken_connection_leaves_nothing_behind(store: Store) -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.files.judge("a.jpg", Broken(), 1000)  # type: ignore[arg-type]
    assert aside(store) == []


def test_a_full_disk_during_an_upload_is_reported_and_leaves_nothing_behind(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreFull):
        judge(store, "a.jpg", JPEG)
    assert aside(store) == []


def test_the_bytes_are_on_the_disk_before_the_row_names_them(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    number = begin(store)
    seen: list[str] = []
    sync_folder = disk.sync_folder

    def watching(path: Path) -> None:
        rows = Store.open(store.database.path.parent).files.list(number)
        seen.append(f"{path.name}: {len(list(path.iterdir()))} there, {len(rows)} rows")
        sync_folder(path)

    upload = judge(store, "a.jpg", JPEG)
    monkeypatch.setattr(disk, "sync_folder", watching)
    store.files.add(number, "ort", "foto", upload, NOW)
    assert seen[-1] == f"{upload.sha256[:2]}: 1 there, 0 rows"


def test_files_are_listed_in_order_and_only_for_their_draft(store: Store) -> None:
    mine, other = begin(store), begin(store)
    first, second = keep(store, mine, b"eins"), keep(store, mine, b"zwei")
    keep(store, other, b"drei")
    assert store.files.list(mine) == [first, second]
    assert (first.page, first.control) == ("ort", "foto")
    assert store.files.get(other, first.id) is None
    assert store.files.get(mine, "' OR 1=1") is None


def test_equal_bytes_are_stored_once_and_stay_until_the_last_file_goes(store: Store) -> None:
    one, two = begin(store), begin(store)
    first, second = keep(store, one, PNG, "a.png"), keep(store, two, PNG, "b.png")
    assert store.files.path(first) == store.files.path(second)
    assert first.id != second.id
    store.drafts.delete(one)
    assert store.files.purge() == 0
    store.drafts.delete(two)
    assert store.files.purge() == 1
    assert not store.files.path(first).exists()


def test_a_removed_file_is_hidden_and_its_bytes_go_with_the_purge(store: Store) -> None:
    number = begin(store)
    file = keep(store, number, b"weg damit")
    store.files.remove(number, file.id)
    assert store.files.get(number, file.id) is None
    assert store.files.list(number) == []
    assert store.files.path(file).exists()
    assert store.files.purge() == 1
    assert not store.files.path(file).exists()


def test_a_removed_file_stays_while_an_accepted_page_names_it(store: Store) -> None:
    number = begin(store)
    file = keep(store, number, b"noch gebraucht")
    store.drafts.save_page(number, "ort", 0, now=NOW, answers={"foto": [{"_id": file.id, "sha256": file.sha256}]})
    store.files.remove(number, file.id)
    assert store.files.purge() == 0
    store.drafts.save_page(number, "ort", 1, now=NOW, answers={})
    assert store.files.purge() == 1


def test_nobody_removes_a_file_of_another_draft(store: Store) -> None:
    mine, other = begin(store), begin(store)
    file = keep(store, mine, b"meins")
    store.files.remove(other, file.id)
    assert store.files.get(mine, file.id) == file


def test_a_submitted_or_deleted_draft_takes_no_files(store: Store) -> None:
    number = begin(store)
    file = keep(store, number, b"vorher")
    submit(store, number)
    with pytest.raises(Submitted):
        keep(store, number, b"nachher")
    with pytest.raises(Submitted):
        store.files.remove(number, file.id)
    with pytest.raises(NoDraft):
        keep(store, "22222222", b"niemandes")


def test_discarding_deletes_the_bytes_and_may_be_repeated(store: Store) -> None:
    upload = judge(store, "a.jpg", JPEG)
    assert len(aside(store)) == 1
    upload.discard()
    upload.discard()
    assert aside(store) == []


def test_the_purge_clears_what_was_received_long_ago_and_spares_what_is_being_received(store: Store) -> None:
    old, fresh = judge(store, "a.jpg", JPEG), judge(store, "b.jpg", JPEG)
    assert old.path is not None
    yesterday = old.path.stat().st_mtime - 25 * 3600
    os.utime(old.path, (yesterday, yesterday))
    store.files.purge()
    assert aside(store) == [fresh.path]


def test_a_file_added_while_the_purge_runs_keeps_its_bytes(store: Store) -> None:
    number = begin(store)
    gone = keep(store, number, PNG, "a.png")
    store.files.remove(number, gone.id)
    upload = judge(store, "b.png", PNG)
    store.files.purge()
    file = store.files.add(number, "ort", "foto", upload, NOW)
    assert store.files.path(file).read_bytes() == PNG


def test_one_upload_is_a_file_only_once_its_stream_has_ended(store: Store) -> None:
    class Slow(io.RawIOBase):
        parts = [PNG[:20], PNG[20:50], PNG[50:]]  # noqa: RUF012

        def read(self, size: int = -1) -> bytes:
            return self.parts.pop(0) if self.parts else b""

    stream: IO[bytes] = Slow()  # type: ignore[assignment]
    upload = store.files.judge("a.png", stream, 1_000_000)
    assert (upload.mime, upload.size) == ("image/png", len(PNG))
