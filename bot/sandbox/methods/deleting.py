"""Taking messages back, which bots can for two days."""

from __future__ import annotations

from datetime import timedelta

from ..calls import Call
from ..chats import Message
from ..refusal import bad_request
from ..telegram import Telegram
from .forwarding import listed_ids

DELETABLE_FOR = timedelta(hours=48)


def delete_message(telegram: Telegram, call: Call) -> bool:
    """Delete a message for both sides."""
    if call.get("chat_id") is None:
        raise bad_request("Chat identifier is not specified")
    if call.get("message_id") is None:
        raise bad_request("Message identifier is not specified")
    chat = telegram.chat_for(call.bot, call.get("chat_id")).writable()
    message = chat.message(call.get("message_id"), "message to delete")
    _check_age(telegram, message)
    telegram.remove(message)
    return True


def delete_messages(telegram: Telegram, call: Call) -> bool:
    """Delete several messages; those that are gone already are skipped."""
    chat = telegram.chat_for(call.bot, call.get("chat_id")).writable()
    messages = [chat.messages[each] for each in listed_ids(call) if each in chat.messages]
    for message in messages:
        _check_age(telegram, message)
    for message in messages:
        telegram.remove(message)
    return True


def _check_age(telegram: Telegram, message: Message) -> None:
    if telegram.clock() - message.date >= DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
