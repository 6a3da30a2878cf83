"""Our own copies of files."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.media import Media


@pytest.fixture(params=["file", "memory"])
def media(request: pytest.FixtureRequest, tmp_path: Path) -> Media:
    return Media(f"file://{tmp_path}/media" if request.param == "file" else f"memory://{tmp_path.name}")


def test_what_is_put_is_got(media: Media) -> None:
    assert media.put("contacts/1/2.ogg", b"words") == hashlib.sha256(b"words").hexdigest()
    assert media.get("contacts/1/2.ogg") == b"words"


def test_putting_again_replaces(media: Media) -> None:
    media.put("a.pdf", b"one")
    media.put("a.pdf", b"two")
    assert media.get("a.pdf") == b"two"


def test_what_is_removed_is_gone_and_may_be_removed_again(media: Media) -> None:
    media.put("a.pdf", b"one")
    media.remove("a.pdf")
    media.remove("a.pdf")
    with pytest.raises(FileNotFoundError):
        media.get("a.pdf")


def test_no_half_of_a_file_stays(tmp_path: Path) -> None:
    Media(f"file://{tmp_path}").put("folder/a.pdf", b"one")
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["a.pdf"]


def test_what_was_put_before_a_moment_is_found_and_nothing_newer(media: Media) -> None:
    assert list(media.before("exports", datetime.now(UTC))) == []
    media.put("exports/1-2.xlsx", b"data")
    media.put("analyses/1.pdf", b"report")
    hour = timedelta(hours=1)
    assert list(media.before("exports", datetime.now(UTC) + hour)) == ["exports/1-2.xlsx"]
    assert list(media.before("exports", datetime.now(UTC) - hour)) == []
