"""What goes wrong on the command line is told in a sentence, and the exit status is 1."""

from pathlib import Path

import pytest

from bot.__main__ import main

Told = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_url: str) -> None:
    """An installation in a folder of its own; nobody takes the log for itself."""
    monkeypatch.setattr("bot.__main__.set_up", lambda: None)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", "4242:x")
    monkeypatch.setenv("DATABASE_URL", sqlite_url)


def says(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["bot", *words])
    return main()


def test_an_invitation_does_not_wait_for_telegram_for_ever(monkeypatch: pytest.MonkeyPatch, capsys: Told) -> None:
    monkeypatch.setattr("bot.__main__.PATIENCE", 0.0)
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:9")
    assert says(monkeypatch, "invite", "owner") == 1
    assert capsys.readouterr().out.startswith("Telegram does not answer;")
