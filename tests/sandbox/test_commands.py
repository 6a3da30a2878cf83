"""Commands by scope and language, names and descriptions."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox import Phone, Telegram
from bot.sandbox.people import BotAccount

from .conftest import Client


def menu(*names: str) -> list[Any]:
    return [{"command": name, "description": f"About {name}"} for name in names]


async def test_the_narrowest_scope_wins_and_in_it_the_language(
    client: Client, telegram: Telegram, bot: BotAccount, aino: Phone, aino_id: int
) -> None:
    mallory = Phone(telegram, bot, first_name="Mallory", language_code="sv")
    own = {"type": "chat", "chat_id": aino_id}
    await client("setMyCommands", commands=menu("help"))
    await client("setMyCommands", commands=menu("start"), scope={"type": "all_private_chats"})
    await client("setMyCommands", commands=menu("tasks"), scope=own)
    await client("setMyCommands", commands=menu("tasks", "earnings"), scope=own, language_code="fi")
    assert list(aino.commands()) == ["tasks", "earnings"]
    assert list(mallory.commands()) == ["start"]
    assert await client("getMyCommands", scope=own) == menu("tasks")
    await client("deleteMyCommands", scope=own, language_code="fi")
    assert list(aino.commands()) == ["tasks"]
    await client("deleteMyCommands", scope=own)
    assert list(aino.commands()) == ["start"]
    assert await client("getMyCommands", scope=own) == []


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([{"command": "Tasks", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "t" * 33, "description": "x"}], "command length must not exceed 32"),
        ([{"command": "tasks", "description": ""}], "command description must be non-empty"),
        ([{"command": "tasks", "description": "x" * 257}], "command description length must not exceed 256"),
        ([{"command": "tasks"}], 'Can\'t find field "description"'),
        (menu(*(f"c{number}" for number in range(101))), "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_it_refuses_faulty_commands(client: Client, commands: Any, words: str) -> None:
    assert words in await client.refusal("setMyCommands", commands=commands)


async def test_it_refuses_scopes_and_languages_that_are_none(client: Client) -> None:
    unknown = {"type": "chat", "chat_id": 1}
    assert await client.refusal("setMyCommands", commands=menu("a"), scope=unknown) == "Bad Request: chat not found"
    assert "is unsupported" in await client.refusal("setMyCommands", commands=menu("a"), scope={"type": "moon"})
    assert "invalid language code" in await client.refusal("setMyCommands", commands=menu("a"), language_code="fin")


async def test_a_bot_says_who_it_is_by_language(client: Client) -> None:
    assert (await client("getMe"))["username"] == "havu_bot"
    assert await client("getMyName") == {"name": "Havu"}
    await client("setMyName", name="Havu shopping")
    await client("setMyName", name="Havun testiasiakkaat", language_code="fi")
    await client("setMyDescription", description="A bot")
    await client("setMyShortDescription", short_description="Short")
    assert await client("getMyName", language_code="fi") == {"name": "Havun testiasiakkaat"}
    assert await client("getMyName", language_code="sv") == {"name": "Havu shopping"}
    assert await client("getMyDescription") == {"description": "A bot"}
    assert await client("getMyShortDescription") == {"short_description": "Short"}
    await client("setMyDescription")
    assert await client("getMyDescription") == {"description": ""}


async def test_the_menu_button_can_differ_by_chat(client: Client, aino_id: int) -> None:
    assert await client("getChatMenuButton") == {"type": "commands"}
    button = {"type": "web_app", "text": "Board", "web_app": {"url": "https://havu.example/"}}
    await client("setChatMenuButton", chat_id=aino_id, menu_button=button)
    assert await client("getChatMenuButton", chat_id=aino_id) == button
    await client("setChatMenuButton", chat_id=aino_id, menu_button={"type": "default"})
    assert await client("getChatMenuButton", chat_id=aino_id) == {"type": "default"}
