"""The database file: how it is opened, what is refused, and that a transaction is all or nothing."""

import os
import random
import sqlite3
import threading
import traceback
from contextlib import closing, suppress
from pathlib import Path

import pytest

from formengine.store import DATABASE_NAME, Store, database, migrations
from formengine.store.database import Database
from formengine.store.errors import StoreBusy, StoreError, StoreFull, StoreRefused
from formengine.store.values import ALPHABET, is_id, new_id
from tests.store.helpers import LIFETIME, NOW, begin, bundle, submit


def filled(folder: Path) -> Path:
    """A closed database with something in every table."""
    store = Store.open(folder)
    store.bundles.publish_shipped(bundle(), NOW)
    for _ in range(20):
        number = begin(store)
        store.drafts.save_page(number, "ort", 0, now=NOW, answers={"strasse": "Am Markt " * 20})
    submit(store, number)
    store.close()
    return folder / DATABASE_NAME


def settings(db: Database) -> dict[str, object]:
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
    return {name: db.connection().execute(f"PRAGMA {name}").fetchone()[0] for name in names}


def test_every_thread_gets_a_connection_of_its_own_with_all_settings(store: Store) -> None:
    found: list[tuple[object, dict[str, object]]] = []
    for _ in range(2):
        thread = threading.Thread(
            target=lambda: found.append((store.database.connection(), settings(store.database))),
        )
        thread.start()
        thread.join()
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000, "secure_delete": 1}
    assert [kept for _, kept in found] == [wanted, wanted]
    assert len({id(connection) for connection, _ in found} | {id(store.database.connection())}) == 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_a_forked_worker_does_not_share_its_parents_connection(store: Store) -> None:
    parents = store.database.connection()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        own = store.database.connection() is not parents and store.database.rows("SELECT 1 AS one", {}) == [{"one": 1}]
        os.write(writing, b"own" if own else b"shared")
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reading, 10) == b"own"


def delete_then_fail(store: Store) -> None:
    with store.database.transaction() as db:
        db.execute("DELETE FROM draft")
        db.execute("INSERT INTO draft_page (draft, page, rev) VALUES ('nobody', 'ort', 1)")


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    number = begin(store)
    with pytest.raises(sqlite3.IntegrityError):
        delete_then_fail(store)
    assert store.database.row("SELECT number FROM draft", {}) == {"number": number}


def test_the_data_folder_is_closed_to_other_users(store: Store) -> None:
    assert store.database.path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a SQLite database"),
        (b"Hallo Welt, ich bin keine Datenbank. " * 40, "not a SQLite database"),
        (b"SQLite format 3\0", "not a SQLite database"),
    ],
)
def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / DATABASE_NAME
    path.write_bytes(content)
    with pytest.raises(StoreRefused, match=reason) as caught:
        Store.open(tmp_path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / DATABASE_NAME
    with closing(sqlite3.connect(path)) as foreign:
        foreign.executescript("CREATE TABLE draft (number TEXT); INSERT INTO draft VALUES ('x');")
    before = path.read_bytes()
    with pytest.raises(StoreRefused, match="another program"):
        Store.open(tmp_path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [99, 0, -1])
def test_a_database_of_an_unknown_schema_version_is_refused_and_kept(tmp_path: Path, version: int) -> None:
    path = filled(tmp_path)
    with closing(sqlite3.connect(path)) as changed:
        changed.execute(f"PRAGMA user_version = {version}")
    before = path.read_bytes()
    with pytest.raises(StoreRefused, match=f"schema version {version}"):
        Store.open(tmp_path)
    assert path.read_bytes() == before


def test_a_database_without_its_second_half_is_refused_and_kept(tmp_path: Path) -> None:
    path = filled(tmp_path)
    half = path.read_bytes()[: path.stat().st_size // 2]
    path.write_bytes(half)
    with pytest.raises(StoreRefused, match="damaged"):
        Store.open(tmp_path)
    assert path.read_bytes() == half


def test_a_flipped_byte_is_refused_or_harmless_but_never_a_crash(tmp_path: Path) -> None:
    sound = filled(tmp_path / "sound").read_bytes()
    dice = random.Random(7)  # noqa: S311
    refused = 0
    folder = tmp_path / "flipped"
    folder.mkdir()
    path = folder / DATABASE_NAME
    for _ in range(200):
        position = dice.choice([dice.randrange(100), dice.randrange(len(sound))])
        content = bytearray(sound)
        content[position] ^= dice.randrange(1, 256)
        for old in folder.glob(f"{DATABASE_NAME}*"):
            old.unlink()
        path.write_bytes(content)
        refused += not opens(folder, bytes(content))
    assert 20 < refused < 200


def opens(folder: Path, content: bytes) -> bool:
    """Whether the store opens; a refused file must be byte-equal, an accepted one readable or named as damaged."""
    store = None
    with suppress(StoreRefused):
        store = Store.open(folder)
    if store is None:
        assert (folder / DATABASE_NAME).read_bytes() == content
        return False
    with suppress(StoreRefused):
        for row in store.database.rows("SELECT number FROM draft", {}):
            store.drafts.pages(row["number"])
    store.close()
    return True


def test_a_damaged_text_is_named_without_being_quoted(store: Store) -> None:
    number = begin(store)
    store.drafts.save_page(number, "ort", 0, now=NOW, answers={})
    with store.database.transaction() as db:
        db.execute("UPDATE draft_page SET answers = CAST(:damaged AS TEXT)", {"damaged": b'"Geheim\xff"'})
    with pytest.raises(StoreRefused, match="damaged") as caught:
        store.drafts.pages(number)
    assert "Geheim" not in "".join(traceback.format_exception(caught.value))


def test_a_damaged_database_keeps_its_log_too(tmp_path: Path) -> None:
    running = Store.open(tmp_path / "sound")
    running.bundles.publish_shipped(bundle("x" * 50_000), NOW)
    running.database.checkpoint()
    begin(running)
    path = tmp_path / DATABASE_NAME
    log = path.with_name(f"{DATABASE_NAME}-wal")
    content = bytearray(running.database.path.read_bytes())
    content[-4096 * 4 :] = bytes(4096 * 4)
    path.write_bytes(content)
    log.write_bytes(running.database.path.with_name(log.name).read_bytes())
    before = log.read_bytes()
    with pytest.raises(StoreRefused, match="damaged"):
        Store.open(tmp_path)
    assert path.read_bytes() == content
    assert log.read_bytes() == before != b""


def test_a_log_without_its_database_is_not_taken_for_a_new_start(tmp_path: Path) -> None:
    (tmp_path / f"{DATABASE_NAME}-wal").write_bytes(b"something")
    with pytest.raises(StoreRefused, match="write-ahead log"):
        Store.open(tmp_path)
    assert not (tmp_path / DATABASE_NAME).exists()


def test_a_database_deleted_while_running_does_not_come_back_empty(store: Store) -> None:
    store.database.close()
    store.database.path.unlink()
    with pytest.raises(StoreError):
        store.database.rows("SELECT * FROM draft", {})
    assert not store.database.path.exists()


def test_many_processes_may_make_the_database_at_once(tmp_path: Path) -> None:
    stores: list[Store] = []
    threads = [threading.Thread(target=lambda: stores.append(Store.open(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stores) == 8
    number = begin(stores[0])
    assert all(store.database.row("SELECT number FROM draft", {}) == {"number": number} for store in stores)


def test_a_migration_keeps_a_copy_of_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path)
    steps = (*migrations.MIGRATIONS, "ALTER TABLE draft ADD COLUMN colour TEXT; CREATE TABLE extra (x TEXT) STRICT;")
    monkeypatch.setattr(database, "MIGRATIONS", steps)
    store = Store.open(tmp_path)
    assert store.database.row("SELECT count(*) AS n, max(colour) AS colour FROM draft", {}) == {"n": 20, "colour": None}
    old = len(migrations.MIGRATIONS)
    with closing(sqlite3.connect(tmp_path / "backups" / f"antragswerkstatt-v{old}.db")) as copy:
        assert copy.execute("SELECT count(*) FROM draft").fetchone() == (20,)
        assert copy.execute("PRAGMA user_version").fetchone() == (old,)


def test_a_file_of_the_first_release_is_taken_over_with_its_drafts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", migrations.MIGRATIONS[:1])
        old = Store.open(tmp_path)
        number, secret = old.drafts.create("slug", "hash", {}, NOW, LIFETIME)
        old.close()
    store = Store.open(tmp_path)
    assert store.drafts.open(number, secret) is not None
    assert store.resume.generation(number) == 0
    store.close()


def test_a_migration_that_fails_half_way_leaves_the_old_file_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", (*migrations.MIGRATIONS, "DROP TABLE upload; SELECT * FROM nowhere;"))
        with pytest.raises(StoreRefused, match="could not be brought up to date"):
            Store.open(tmp_path)
    store = Store.open(tmp_path)
    assert store.database.row("SELECT count(*) AS n FROM upload", {}) == {"n": 0}
    assert begin(store)


def test_a_step_that_another_worker_took_meanwhile_is_not_taken_twice(tmp_path: Path) -> None:
    path = filled(tmp_path)
    steps = (*migrations.MIGRATIONS, "CREATE TABLE extra (x TEXT) STRICT;")
    with closing(database.connect(path)) as mine, closing(database.connect(path)) as theirs:
        migrations.migrate(mine, lambda _: migrations.migrate(theirs, lambda _: None, steps), steps)
        assert migrations.version(mine) == len(steps)


def test_a_new_file_needs_no_copy(store: Store) -> None:
    assert not (store.database.path.parent / "backups").exists()


def test_a_held_lock_is_reported_as_busy_and_passes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    number = begin(store)
    store.close()
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(store.database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            store.drafts.save_page(number, "ort", 0, now=NOW, answers={})
        assert store.drafts.pages(number) == {}
        other.execute("ROLLBACK")
    assert store.drafts.save_page(number, "ort", 0, now=NOW, answers={}) == 1


def test_a_full_disk_is_reported_and_nothing_is_half_written(store: Store) -> None:
    number = begin(store)
    pages = store.database.connection().execute("PRAGMA page_count").fetchone()[0]
    store.database.connection().execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreFull):
        store.drafts.save_page(number, "ort", 0, now=NOW, answers={"text": "x" * 100_000}, flags={"a": 1})
    assert store.drafts.pages(number) == {}
    store.database.connection().execute("PRAGMA max_page_count = 100000")
    assert store.drafts.save_page(number, "ort", 0, now=NOW, answers={"text": "x" * 100_000}) == 1


def test_on_a_full_disk_a_submission_gives_up_the_reserve(store: Store) -> None:
    reserve = store.database.path.with_name("reserve")
    assert reserve.stat().st_size == database.RESERVE_BYTES
    tries: list[bool] = []

    def work(_: object) -> str:
        tries.append(reserve.exists())
        if reserve.exists():
            raise StoreFull
        return "done"

    assert store.database.write_at_all_costs(work) == "done"
    assert tries == [True, False]
    assert reserve.exists(), "there is room again, so the reserve is back"


def test_names_are_read_out_over_the_telephone() -> None:
    assert not set("01iloO") & set(ALPHABET)
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(is_id(name) for name in made)
    assert not any(is_id(text) for text in ("", "abc", "2345678O", "2345678 ", "23456789a", "2345678\n", "../../ab"))


def test_times_without_a_zone_are_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="zone"):
        store.drafts.create("s", "h", {}, NOW.replace(tzinfo=None), LIFETIME)
