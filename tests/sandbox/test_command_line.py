"""`python -m bot.sandbox`, as somebody with another bot meets it."""

import socket
import sys
from subprocess import PIPE, Popen

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
    [
        (["--username", "havu"], "ends in bot"),
        (["--token", "secret"], "a number, a colon and a secret"),
        (["--port", "99999"], "a number from 0 to 65535"),
        (["--person", ""], "a name has 1 to 64 letters"),
        (["--person", "N" * 65], "a name has 1 to 64 letters"),
        (["--person", "Aino:xx"], "a code such as fi or en: xx"),
        (["--clock-file", "there/is/none"], "there is no folder there/is"),
    ],
)
def test_it_says_in_a_sentence_what_is_set_wrongly(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--port", "0", *arguments])
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


def test_it_says_that_a_port_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(SystemExit) as ended:
        main(["--port", str(other.getsockname()[1])])
    assert ended.value.code == 2
    assert "it is taken, and --port 0 takes a free one" in capsys.readouterr().err


def test_it_prints_what_any_bot_needs_to_call_it() -> None:
    with Popen([sys.executable, "-m", "bot.sandbox", "--port", "0", "--token", "4242:secret"], stdout=PIPE) as sandbox:
        assert sandbox.stdout
        first, _, token, address, *_ = [sandbox.stdout.readline().decode().strip() for _ in range(6)]
        sandbox.terminate()
    assert token == "4242:secret"
    assert address in first
