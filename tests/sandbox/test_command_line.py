"""`python -m bot.sandbox`, as somebody with another bot meets it."""

import pytest

from bot.sandbox.__main__ import main
from bot.sandbox.methods import PLAYED
from bot.sandbox.schema import bot_api


def test_the_help_says_how_to_point_a_bot_at_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    for words in ("BOT_API_URL=", "base_url", "--token", "--person", "--flood", "501", "docs/sandbox.md"):
        assert words in told


def test_it_lists_every_method_once_played_or_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--methods"]) == 0
    played, not_played = capsys.readouterr().out.split("Not played:")
    assert {line.split()[0] for line in played.splitlines()[1:] if line} == PLAYED.keys()
    assert sorted(not_played.split()) == sorted(bot_api().methods.keys() - PLAYED.keys())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--username", "havu"], "ends in bot"), (["--token", "secret"], "a number, a colon and a secret")],
)
def test_it_says_in_a_sentence_what_is_set_wrongly(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(["--port", "0", *arguments]) == 1
    assert words in capsys.readouterr().err
