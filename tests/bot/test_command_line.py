"""What goes wrong on the command line is told in a sentence, and the exit status is 1."""

from errno import EACCES
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


@pytest.mark.parametrize(
    ("setting", "value", "words", "sentence"),
    [
        ("LANGUAGE", "sv", ["check"], "LANGUAGE: the bot speaks en and fi"),
        ("DATABASE_URL", "garbage", ["check"], "DATABASE_URL: it is sqlite:///var/toteuma.db or"),
        ("DATABASE_URL", "postgresql://otso:secret@127.0.0.1:9/toteuma", ["check"], "The database cannot be used: "),
        ("DATABASE_URL", "postgresql://otso:secret@127.0.0.1:9/toteuma", [], "The database cannot be used: "),
        ("DATABASE_URL", "sqlite:///letter.txt", ["check"], "The database cannot be used: file is not a database"),
        ("LANGUAGE", "fi", ["backup", "/nonexistent/backup.db"], "/nonexistent/backup.db.part: No such file"),
        ("LANGUAGE", "fi", ["restore", "nothing.db"], "nothing.db: No such file or directory."),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(
    setting: str, value: str, words: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    Path("letter.txt").write_text("Dear Otso, " * 100)
    monkeypatch.setenv(setting, value)
    assert says(monkeypatch, *words) == 1
    told = capsys.readouterr().out
    assert told.startswith(sentence)
    assert told.count("\n") == 1
    assert "secret" not in told


def test_a_file_of_settings_that_belongs_to_somebody_else(monkeypatch: pytest.MonkeyPatch, capsys: Told) -> None:
    def closed() -> None:
        raise PermissionError(EACCES, "Permission denied", ".env")

    monkeypatch.setattr("bot.__main__.Settings", closed)
    assert says(monkeypatch, "check") == 1
    assert capsys.readouterr().out.startswith(".env cannot be read;")
