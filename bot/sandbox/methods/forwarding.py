"""Forwarding and copying what was said."""

from __future__ import annotations

from ..calls import Call
from ..chats import Chat, Message
from ..clock import unix
from ..refusal import Json, bad_request
from ..telegram import Telegram
from .sending import addressed, caption_fields, send

MAX_AT_ONCE = 100


def forward_message(telegram: Telegram, call: Call) -> Json:
    """Forward a message, with where it came from."""
    chat, source = addressed(telegram, call), _source(telegram, call)
    message = source.message(call.get("message_id"), "message to forward")
    if not _forwardable(message):
        raise bad_request("message can't be forwarded")
    return _forward(telegram, call, chat, message).as_json()


def forward_messages(telegram: Telegram, call: Call) -> list[Json]:
    """Forward several messages; those that cannot be are skipped."""
    chat, source = addressed(telegram, call), _source(telegram, call)
    messages = [message for message in _listed(call, source) if _forwardable(message)]
    if not messages:
        raise bad_request("there are no messages to forward")
    return [{"message_id": _forward(telegram, call, chat, message).id} for message in messages]


def copy_message(telegram: Telegram, call: Call) -> Json:
    """Send a message again without saying where it came from."""
    chat, source = addressed(telegram, call), _source(telegram, call)
    message = source.message(call.get("message_id"), "message to copy")
    if message.is_service:
        raise bad_request("message can't be copied")
    fields = _content(message)
    if "caption" in call.params and message.media not in {None, "location"}:
        fields = _without_caption(fields) | caption_fields(call.params)
    return {"message_id": send(telegram, call, chat, fields).id}


def copy_messages(telegram: Telegram, call: Call) -> list[Json]:
    """Send several messages again; those that cannot be are skipped."""
    chat, source = addressed(telegram, call), _source(telegram, call)
    messages = [message for message in _listed(call, source) if not message.is_service]
    if not messages:
        raise bad_request("there are no messages to forward")
    bare = bool(call.get("remove_caption"))
    contents = [_without_caption(_content(each)) if bare else _content(each) for each in messages]
    return [{"message_id": send(telegram, call, chat, fields).id} for fields in contents]


def _source(telegram: Telegram, call: Call) -> Chat:
    if call.get("from_chat_id") is None:
        raise bad_request('Parameter "from_chat_id" is required')
    return telegram.chat_for(call.bot, call.get("from_chat_id"))


def _listed(call: Call, source: Chat) -> list[Message]:
    ids = listed_ids(call)
    return [source.messages[message_id] for message_id in ids if message_id in source.messages]


def listed_ids(call: Call) -> list[int]:
    """The message identifiers of a call, 1 to 100 of them."""
    ids: list[int] = call.get("message_ids") or []
    if not ids:
        raise bad_request("Message identifiers are not specified")
    if len(ids) > MAX_AT_ONCE:
        raise bad_request("Too many message identifiers specified")
    if min(ids) <= 0:
        raise bad_request("Invalid message identifier specified")
    return ids


def _forwardable(message: Message) -> bool:
    return not message.is_service and not message.protected


def _content(message: Message) -> Json:
    leave = {"has_protected_content", "forward_origin", "media_group_id"}
    return {key: value for key, value in message.fields.items() if key not in leave}


def _without_caption(fields: Json) -> Json:
    return {key: value for key, value in fields.items() if not key.startswith("caption")}


def _forward(telegram: Telegram, call: Call, chat: Chat, message: Message) -> Message:
    sender = message.chat.bot.as_user() if message.from_bot else message.chat.person.as_user()
    origin = {"type": "user", "date": unix(message.date), "sender_user": sender}
    fields = _content(message) | {"forward_origin": message.fields.get("forward_origin", origin)}
    return send(telegram, call, chat, fields)
