"""What a page is shown: a message, a chat, a press, as JSON with what the Bot API does not write."""

from __future__ import annotations

from .calls import LoggedCall
from .chats import Chat, Message
from .people import BotAccount, Person
from .presses import Press
from .refusal import Json


def message_seen(message: Message) -> Json:
    """The `Message` object, and beside it how new it is, whose it is, and what the bot put on it."""
    markup = message.markup or {}
    return message.as_json() | {
        "stamp": message.stamp,
        "own": not message.from_bot,
        "silent": message.silent,
        "service": message.is_service,
        "force_reply": bool(markup.get("force_reply")),
        "reactions": [each.get("emoji", "") for each in message.chat.reactions.get(message.id, [])],
    }


def chat_seen(chat: Chat) -> Json:
    """How a chat stands, without its messages."""
    return {
        "person": chat.person.id,
        "bot": chat.bot.username,
        "started": chat.started,
        "blocked": chat.blocked,
        "keyboard": chat.keyboard,
        "commands": chat.bot.profile.shown_commands(chat.person),
        "heard": chat.heard,
        "pinned": chat.pinned[-1].id if chat.pinned else None,
    }


def bot_seen(bot: BotAccount) -> Json:
    """A bot, and what it tells of itself, by language."""
    return bot.as_user() | {"descriptions": bot.profile.descriptions, "names": bot.profile.names}


def person_seen(person: Person) -> Json:
    """Somebody with a phone."""
    return person.as_user() | {"deactivated": person.deactivated}


def call_seen(call: LoggedCall) -> Json:
    """A call in a line; what was said in it is asked for one by one."""
    seen = call.as_json()
    return {name: seen[name] for name in ("number", "at", "bot", "method", "verdict", "code", "harm")}


def message_told(message: Message) -> tuple[str, Json]:
    """A message that is new or has changed, or is there no more."""
    if message.deleted:
        return "deleted", _of(message.chat) | {"message_id": message.id, "stamp": message.stamp}
    return "message", _of(message.chat) | {"message": message_seen(message)}


def chat_told(chat: Chat) -> tuple[str, Json]:
    """A chat of which something else than its messages has changed."""
    return "chat", chat_seen(chat)


def action_told(chat: Chat, action: str) -> tuple[str, Json]:
    """What the bot says that it is doing."""
    return "action", _of(chat) | {"action": action}


def press_told(press: Press) -> tuple[str, Json]:
    """A press that waits for its answer, or has it."""
    about = _of(press.chat) | {"id": press.id, "message_id": press.message_id, "data": press.data}
    if press.answer is None:
        return "press", about
    said = press.answer
    return "answer", about | {"text": said.text, "show_alert": said.show_alert, "url": said.url}


def call_told(call: LoggedCall) -> tuple[str, Json]:
    """A call that has been answered."""
    return "call", call_seen(call)


def person_told(person: Person) -> tuple[str, Json]:
    """Somebody new."""
    return "person", person_seen(person)


def bot_told(bot: BotAccount) -> tuple[str, Json]:
    """A bot that is new, or tells something else of itself."""
    return "bot", bot_seen(bot)


def _of(chat: Chat) -> Json:
    return {"person": chat.person.id, "bot": chat.bot.username}
