"""Writers killed at any moment: what was acknowledged is there, a page is old or new, no submission is double."""

import hashlib
import json
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from formengine.store import Store
from tests.faults.writer import LIFETIME, NOW, content, submit

ROOT = Path(__file__).resolve().parents[2]
CYCLES = 20
WRITERS = 2


def start(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.faults.writer", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def heard(process: subprocess.Popen[bytes]) -> list[dict[str, Any]]:
    """What a finished process acknowledged."""
    assert process.stdout is not None
    lines = process.stdout.read().splitlines()
    process.stdout.close()
    process.wait()
    return [json.loads(line) for line in lines]


def killed_after(data: Path, seconds: float, seeds: list[int]) -> list[dict[str, Any]]:
    """Let the writers run for a while from their first acknowledgement on, kill them, return what they said."""
    processes = [start("work", str(data), str(seed)) for seed in seeds]
    first = [process.stdout.readline() for process in processes if process.stdout]
    time.sleep(seconds)
    for process in processes:
        process.kill()
    return [json.loads(line) for line in first] + [fact for process in processes for fact in heard(process)]


def check_pages(store: Store, facts: list[dict[str, Any]]) -> None:
    promised: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        if fact["kind"] == "draft":
            assert store.drafts.open(fact["number"], fact["secret"]) is not None
        if fact["kind"] == "page":
            promised[fact["number"], fact["page"]] = max(promised[fact["number"], fact["page"]], fact["rev"])
    for row in store.database.rows("SELECT number FROM draft", {}):
        for page, kept in store.drafts.pages(row["number"]).items():
            assert kept.answers == content(row["number"], page, kept.rev)
            assert 0 <= kept.rev - promised.pop((row["number"], page), 0) <= 1
    assert not promised


def check_files(store: Store, facts: list[dict[str, Any]]) -> None:
    for fact in facts:
        if fact["kind"] == "file":
            file = store.files.get(fact["number"], fact["id"])
            assert file is not None
            assert file.sha256 == fact["sha256"]
    for row in store.database.rows("SELECT draft, id FROM upload", {}):
        file = store.files.get(row["draft"], row["id"])
        assert file is not None
        assert hashlib.sha256(store.files.path(file).read_bytes()).hexdigest() == file.sha256


def check_submissions(store: Store, facts: list[dict[str, Any]]) -> None:
    promised = {fact["number"]: fact["reference"] for fact in facts if fact["kind"] == "submitted"}
    for fact in facts:
        if fact["kind"] == "submitting":
            # The person whose answer never came sends the same once more.
            submission = submit(store, fact["number"], fact["rev"], {"fotos": fact["files"]})
            assert submission.reference == promised.get(fact["number"], submission.reference)
            assert [message.payload for message in store.submissions.obligations(submission.reference)] == [
                {"n": 1},
                {"vorgang": submission.reference},
            ]
            kept = {(file.id, file.sha256) for file in store.submissions.files(submission.reference)}
            assert kept == {(file["_id"], file["sha256"]) for file in fact["files"]}
    tried = {fact["number"] for fact in facts if fact["kind"] == "submitting"}
    references = store.database.rows("SELECT reference, draft FROM submission ORDER BY reference", {})
    assert {row["draft"] for row in references} == tried
    assert len(references) == len(tried)
    assert [int(row["reference"][-6:]) for row in references] == list(range(1, len(tried) + 1))


def test_nothing_acknowledged_is_lost_when_the_writers_are_killed(tmp_path: Path) -> None:
    dice = random.Random(20261123)  # noqa: S311
    data = tmp_path / "daten"
    facts: list[dict[str, Any]] = []
    for cycle in range(CYCLES):
        facts += killed_after(data, dice.uniform(0, 0.3), [cycle * WRITERS + writer for writer in range(WRITERS)])
        store = Store.open(data)
        assert store.database.rows("PRAGMA integrity_check", {}) == [{"integrity_check": "ok"}]
        assert store.database.rows("PRAGMA foreign_key_check", {}) == []
        check_submissions(store, facts)
        store.close()
    store = Store.open(data)
    check_pages(store, facts)
    check_files(store, facts)
    assert store.purge(NOW + LIFETIME) > CYCLES
    assert store.database.rows("SELECT * FROM upload", {}) == []
    kinds = Counter(fact["kind"] for fact in facts)
    assert min(kinds[kind] for kind in ("draft", "page", "file", "submitting", "submitted")) >= CYCLES, kinds


def test_no_guarded_save_of_four_processes_is_lost(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    number, _ = store.drafts.create("probe", "a" * 64, {}, NOW, LIFETIME)
    processes = [start("count", str(tmp_path), number, name, "30") for name in "abcd"]
    said = {fact["mark"] for process in processes for fact in heard(process)}
    page = store.drafts.pages(number)["gemeinsam"]
    assert said == set(page.answers or {}) == {f"{name}-{turn}" for name in "abcd" for turn in range(30)}
    assert page.rev == 120
