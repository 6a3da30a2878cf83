"""Sending text and places, and what every kind of message has in common."""

from __future__ import annotations

from typing import Any

from ..calls import Call
from ..chats import Chat, Message
from ..markup import checked_markup
from ..refusal import Json, bad_request, not_played
from ..telegram import Telegram
from ..texts import MAX_CAPTION, MAX_TEXT, FormattedText, formatted

NOT_PLAYED = (
    "business_connection_id",
    "message_thread_id",
    "direct_messages_topic_id",
    "suggested_post_parameters",
    "message_effect_id",
)
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(telegram: Telegram, call: Call) -> Json:
    """Send a text."""
    chat = addressed(telegram, call)
    return send(telegram, call, chat, text_fields(call)).as_json()


def send_location(telegram: Telegram, call: Call) -> Json:
    """Send a place; live ones are not played."""
    chat = addressed(telegram, call)
    if call.get("live_period"):
        raise not_played("live locations")
    place: Json = {}
    for name, limit in (("latitude", 90), ("longitude", 180)):
        if call.get(name) is None:
            raise bad_request(f"{name} is empty")
        if not -limit <= call.get(name) <= limit:
            raise bad_request("wrong latitude or longitude specified")
        place[name] = call.get(name)
    if call.get("horizontal_accuracy"):
        place["horizontal_accuracy"] = call.get("horizontal_accuracy")
    return send(telegram, call, chat, {"location": place}).as_json()


def send_chat_action(telegram: Telegram, call: Call) -> bool:
    """Show for a while what the bot is doing."""
    chat = telegram.chat_for(call.bot, call.get("chat_id")).writable()
    if call.get("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    telegram.act(chat, call.get("action"))
    return True


def addressed(telegram: Telegram, call: Call) -> Chat:
    """The chat that a call writes to, if it may and has not been too fast."""
    for name in NOT_PLAYED:
        if call.get(name):
            raise not_played(name)
    chat = telegram.chat_for(call.bot, call.get("chat_id")).writable()
    if telegram.flood:
        telegram.flood.admit(chat.person.id, telegram.clock())
    return chat


def send(telegram: Telegram, call: Call, chat: Chat, fields: Json, **more: Any) -> Message:
    """Put a bot's message into a chat with what the call says about keyboards, replies, sound and protection."""
    markup = checked_markup(call.get("reply_markup"))
    reply_to = replied(call, chat)
    fields = fields | more
    if call.get("protect_content"):
        fields["has_protected_content"] = True
    silent = bool(call.get("disable_notification"))
    return telegram.post(chat, fields, from_bot=True, silent=silent, markup=markup, reply_to=reply_to)


def replied(call: Call, chat: Chat) -> Message | None:
    """The message that is replied to, if it is there or need not be."""
    asked: Json = call.get("reply_parameters") or {}
    if not asked:
        return None
    if asked.get("chat_id", chat.person.id) not in {chat.person.id, str(chat.person.id)}:
        raise not_played("replies to another chat")
    found = chat.messages.get(asked["message_id"])
    if found is None and not asked.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    if found and (quote := asked.get("quote")) and quote not in found.text:
        raise bad_request("QUOTE_TEXT_INVALID")
    return found


def text_fields(call: Call, too_long: str = "message is too long") -> Json:
    """The text of a call as fields of a message."""
    if not call.get("text"):
        raise bad_request("message text is empty")
    text = formatted(call.get("text"), call.get("parse_mode"), call.get("entities"))
    if not text.text:
        raise bad_request("text must be non-empty")
    if len(text) > MAX_TEXT:
        raise bad_request(too_long)
    fields: Json = {"text": text.text}
    if text.entities:
        fields["entities"] = text.entities
    if call.get("link_preview_options"):
        fields["link_preview_options"] = call.get("link_preview_options")
    return fields


def caption_fields(asked: Json, too_long: str = "message caption is too long") -> Json:
    """The caption of a call, or of one item of an album, as fields of a message."""
    caption: FormattedText = formatted(
        asked.get("caption") or "", asked.get("parse_mode"), asked.get("caption_entities")
    )
    if len(caption) > MAX_CAPTION:
        raise bad_request(too_long)
    fields: Json = {}
    if caption.text:
        fields["caption"] = caption.text
    if caption.entities:
        fields["caption_entities"] = caption.entities
    if caption.text and asked.get("show_caption_above_media"):
        fields["show_caption_above_media"] = True
    return fields
