"""What belongs to a chat as a whole: who it is with, pins and reactions."""

from __future__ import annotations

from ..calls import Call
from ..chats import Message
from ..refusal import Json, bad_request
from ..telegram import Telegram

_REACTIONS = """
❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨
😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎
👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
REACTIONS = frozenset(_REACTIONS.split())


def get_chat(telegram: Telegram, call: Call) -> Json:
    """Who a chat is with."""
    chat = telegram.chat_for(call.bot, call.get("chat_id"))
    if not chat.messages:
        raise bad_request("chat not found")
    about = chat.person.as_chat() | {
        "accent_color_id": chat.person.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }
    if chat.person.username:
        about["active_usernames"] = [chat.person.username]
    if chat.pinned:
        about["pinned_message"] = chat.pinned[-1].as_json()
    return about


def pin_chat_message(telegram: Telegram, call: Call) -> bool:
    """Keep a message in sight."""
    message = _message(telegram, call, "message to pin")
    if message.is_service:
        raise bad_request("message can't be pinned")
    if message in message.chat.pinned:
        return True
    message.chat.pinned.append(message)
    telegram.touch(message)
    telegram.touch_chat(message.chat)
    telegram.post(message.chat, {"pinned_message": message.as_json(with_reply=False)}, from_bot=True)
    return True


def unpin_chat_message(telegram: Telegram, call: Call) -> bool:
    """Let go of one pinned message, the latest if none is named."""
    chat = telegram.chat_for(call.bot, call.get("chat_id")).writable()
    if call.get("message_id") is None:
        if not chat.pinned:
            raise bad_request("Message to unpin not found")
        telegram.unpin(chat.pinned[-1])
        return True
    message = chat.message(call.get("message_id"), "message to unpin")
    if message in chat.pinned:
        telegram.unpin(message)
    return True


def unpin_all_chat_messages(telegram: Telegram, call: Call) -> bool:
    """Let go of all pinned messages."""
    chat = telegram.chat_for(call.bot, call.get("chat_id")).writable()
    telegram.unpin(*reversed(chat.pinned))
    return True


def set_message_reaction(telegram: Telegram, call: Call) -> bool:
    """React to a message with one emoji, or with none."""
    message = _message(telegram, call, "message to react")
    reactions: list[Json] = call.get("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if reaction["type"] != "emoji" or reaction.get("emoji", "").replace("\ufe0f", "") not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    message.chat.reactions[message.id] = reactions
    telegram.touch(message)
    return True


def _message(telegram: Telegram, call: Call, purpose: str) -> Message:
    chat = telegram.chat_for(call.bot, call.get("chat_id")).writable()
    return chat.message(call.get("message_id"), purpose)
