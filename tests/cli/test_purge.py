"""`formengine purge`: what has expired goes, what lives stays."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from formengine.cli import main
from formengine.store import Store

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_what_has_expired_is_deleted_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store.open(tmp_path)
    for days in (1, 1, 3):
        store.drafts.create("slug", "hash", {}, NOW, timedelta(days=days))
    store.close()
    for said in ("Gelöscht: 2 Entwürfe.", "Gelöscht: 0 Entwürfe."):
        assert main(["purge", "--data", str(tmp_path), "--clock", "2026-11-25T09:00"]) == 0
        assert capsys.readouterr().out.strip() == said
    assert main(["purge", "--data", str(tmp_path), "--clock", "2027-11-25T09:00"]) == 0
    assert capsys.readouterr().out.strip() == "Gelöscht: 1 Entwurf."


def test_a_folder_without_data_is_named_and_stays_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["purge", "--data", str(tmp_path)]) == 2
    assert "liegen keine Daten" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
