"""`formengine invite` and the link that `serve` prints: the way in for the first designer, or after a lost password."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from formengine.cli import main
from formengine.store import Store
from formengine.store.accounts import Role
from formengine.store.invitations import Invitation, Newcomer
from tests.cli.folder import fresh
from tests.cli.server import FIRST, serving

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CLOCK = ("--clock", "2026-11-23T09:00")
LINK = re.compile(r"(https?://[^/]+)/werkstatt/einladung/([A-Za-z0-9_-]{22})")


def invite(data: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    """The origin and the secret in the link that the command prints."""
    assert main(["invite", "--data", str(data), *CLOCK, *arguments]) == 0
    found = LINK.fullmatch(capsys.readouterr().out.strip())
    assert found
    return found[1], found[2]


def refusal(data: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["invite", "--data", str(data), *CLOCK, *arguments]) == 2
    return capsys.readouterr().err


def found(data: Path, secret: str, now: datetime = NOW) -> Invitation | None:
    store = Store.open(data)
    try:
        return store.invitations.find(secret, now)
    finally:
        store.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    store = Store.open(tmp_path)
    secret = store.invitations.make(Role.QA, "shell", NOW)
    store.invitations.accept(secret, Newcomer("anna", "Anna", "hash"), NOW)
    store.close()
    return tmp_path


@pytest.mark.parametrize("role", Role)
def test_the_link_is_for_the_role_and_for_a_week(data: Path, capsys: pytest.CaptureFixture[str], role: Role) -> None:
    origin, secret = invite(data, capsys, "--role", role.value)
    invitation = found(data, secret)
    assert origin == "http://127.0.0.1:8000"
    assert invitation is not None
    assert (invitation.role, invitation.account) == (role, None)
    assert invitation.expires == NOW + timedelta(days=7)
    assert found(data, secret, NOW + timedelta(days=7)) is None


def test_the_link_leads_to_the_public_address(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    public = ("--public-url", "https://werkstatt.example.org/")
    assert invite(data, capsys, "--role", "qa", *public)[0] == "https://werkstatt.example.org"
    assert "muss mit https://" in refusal(data, capsys, "--role", "qa", "--public-url", "http://amt.example")


def test_whoever_lost_a_password_gets_a_link_for_a_new_one(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    invitation = found(data, invite(data, capsys, "--password", "Anna")[1])
    assert invitation is not None
    assert invitation.account is not None
    assert invitation.account.name == "anna"
    assert "„boris“ gibt es nicht" in refusal(data, capsys, "--password", "boris")


def test_what_makes_no_sense_is_refused_in_german(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Es fehlt --role oder --password." in refusal(data, capsys)
    assert "gehen nicht zusammen" in refusal(data, capsys, "--role", "qa", "--password", "anna")
    assert "kennt „chef“ nicht" in refusal(data, capsys, "--role", "chef")
    assert "liegen keine Daten" in refusal(data / "leer", capsys, "--role", "qa")


def test_the_command_is_noted_without_its_secret(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = invite(data, capsys, "--role", "designer")[1]
    store = Store.open(data)
    (entry,) = store.audit.entries()
    store.close()
    assert (entry.account, entry.action, entry.details) == ("shell", "eingeladen", {"rolle": "designer"})
    assert secret not in str(entry)


def test_the_server_prints_the_way_to_the_first_account_until_there_is_one(tmp_path: Path) -> None:
    fresh(tmp_path / "definitions")
    with serving(tmp_path) as server:
        old = LINK.fullmatch(server.first)
        assert old
        assert old[1] == f"http://127.0.0.1:{server.port}"
    with serving(tmp_path) as server:
        new = LINK.fullmatch(server.first)
        assert new
        path = "/werkstatt/einladung/"
        assert (server.ask(path + old[2]).status, server.ask(path + new[2]).status) == (404, 200)
    store = Store.open(tmp_path / "data")
    account = store.invitations.accept(new[2], Newcomer("anna", "Anna", "hash"), datetime.now(UTC))  # noqa: TID251
    store.close()
    assert account.role is Role.ADMIN
    with serving(tmp_path) as server:
        assert not any(line.startswith(FIRST) for line in server.said)
