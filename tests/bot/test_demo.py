"""Two demos would write over each other: the second one says so. What a killed one has left stops nobody."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.demo.__main__ import main
from bot.demo.stage import clear
from domain.storage.alone import holding

HOLDS = (
    "from pathlib import Path; from domain.storage.alone import holding\n"
    "with holding(Path({lock!r})): print('held', flush=True); input()"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demo's folder with something in it."""
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "toteuma.db").write_text("of the first demo")
    monkeypatch.setattr("bot.demo.__main__.FOLDER", folder)
    monkeypatch.setattr("sys.argv", ["bot.demo", "--once"])
    return folder


def test_a_second_demo_is_refused_and_touches_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with holding(folder.with_suffix(".lock")):
        assert main() == 1
    assert "A demo is running already" in capsys.readouterr().err
    assert (folder / "toteuma.db").read_text() == "of the first demo"


@contextmanager
def _another(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a lock until it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS.format(lock=str(lock))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_after_a_killed_demo_the_next_one_may_start(folder: Path) -> None:
    lock = folder.with_suffix(".lock")
    with _another(lock):
        pass
    with holding(lock):
        assert lock.exists()


def test_the_bot_that_a_killed_demo_has_left_behind_is_ended(folder: Path) -> None:
    with _another(folder / "toteuma.db.lock") as bot:
        clear(folder)
        assert bot.wait() == -signal.SIGKILL
    assert list(folder.iterdir()) == []
