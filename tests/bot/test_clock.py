"""What time it is."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Clock


def _about(moment: datetime, ahead: timedelta) -> bool:
    return abs(moment - datetime.now(UTC) - ahead) < timedelta(seconds=5)


def test_it_is_the_machine_s_time() -> None:
    assert _about(Clock()(), timedelta())


def test_a_file_that_is_not_there_moves_nothing(tmp_path: Path) -> None:
    assert _about(Clock(tmp_path / "ahead")(), timedelta())


def test_a_file_moves_it_and_is_read_again_when_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "ahead"
    clock = Clock(file)
    for number, seconds in enumerate((3600, 7200, 0)):
        file.write_text(str(seconds))
        os.utime(file, ns=(number, number))
        assert _about(clock(), timedelta(seconds=seconds))


def test_an_empty_file_moves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "ahead"
    file.write_text("")
    assert _about(Clock(file)(), timedelta())
