"""Who starts the bot without a token is told the first steps, in the language of the terminal."""

from collections.abc import Mapping

import pytest

from bot.__main__ import main
from bot.first_steps import first_steps, language_of
from domain.texts import languages


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "fi"}, "fi"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "fi_FI.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_terminal_says_which_language(environment: Mapping[str, str], language: str) -> None:
    assert language_of(environment) == language


@pytest.mark.parametrize("language", languages())
def test_the_steps_name_botfather_and_the_sandbox_and_fit_a_terminal(language: str) -> None:
    told = first_steps(language)
    for words in ("@BotFather", "/newbot", "BOT_TOKEN=", "invite owner", "make demo", "python -m bot.sandbox"):
        assert words in told
    assert max(map(len, told.splitlines())) <= 80


def test_the_bot_without_a_token_tells_them_and_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "")
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")
    monkeypatch.setattr("sys.argv", ["bot"])
    # it would take the log for itself
    monkeypatch.setattr("bot.__main__.set_up", lambda: None)
    assert main() == 1
    assert capsys.readouterr().out.strip() == first_steps("fi")
