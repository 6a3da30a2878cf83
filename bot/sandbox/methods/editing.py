"""Changing what was sent."""

from __future__ import annotations

from ..calls import Call
from ..chats import Message
from ..markup import checked_markup
from ..refusal import Json, bad_request, not_played
from ..telegram import Telegram
from .albums import item_fields
from .sending import caption_fields, text_fields

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_TEXT = {"text", "entities", "link_preview_options"}
_CAPTION = {"caption", "caption_entities", "show_caption_above_media"}
_CAPTIONED = {"photo", "audio", "document", "video", "animation", "voice"}
_KEPT = {"has_protected_content", "media_group_id"}


def edit_message_text(telegram: Telegram, call: Call) -> Json:
    """Change a text and its buttons."""
    if call.get("rich_message"):
        raise not_played("rich messages")
    fields = text_fields(call, "MESSAGE_TOO_LONG")
    message = _editable(telegram, call)
    if "text" not in message.fields:
        raise bad_request("There is no text in the message to edit")
    return _change(telegram, call, message, _except(message, _TEXT) | fields)


def edit_message_caption(telegram: Telegram, call: Call) -> Json:
    """Change the words under a file, and the buttons."""
    fields = caption_fields(call.params, "MEDIA_CAPTION_TOO_LONG")
    message = _editable(telegram, call)
    if message.media not in _CAPTIONED:
        raise bad_request("There is no caption in the message to edit")
    return _change(telegram, call, message, _except(message, _CAPTION) | fields)


def edit_message_media(telegram: Telegram, call: Call) -> Json:
    """Put another file in the place of one, or of a text."""
    if not call.get("media"):
        raise bad_request('Parameter "media" is required')
    message = _editable(telegram, call)
    if message.media in {"voice", "video_note", "location"}:
        raise bad_request("Message media can't be edited")
    item: Json = call.get("media")
    if "media_group_id" in message.fields and message.media not in {item["type"], "photo", "video"}:
        raise bad_request("Can't change media type in the album")
    kept = {key: value for key, value in message.fields.items() if key in _KEPT}
    return _change(telegram, call, message, kept | item_fields(call, item, "MEDIA_CAPTION_TOO_LONG"))


def edit_message_reply_markup(telegram: Telegram, call: Call) -> Json:
    """Change only the buttons, or take them away."""
    message = _editable(telegram, call)
    return _change(telegram, call, message, message.fields, dated=False)


def _editable(telegram: Telegram, call: Call) -> Message:
    """The bot's own message; one with another keyboard than inline buttons can't be changed any more."""
    if call.get("inline_message_id"):
        raise not_played("inline messages")
    if call.get("business_connection_id"):
        raise not_played("business_connection_id")
    if call.get("chat_id") is None and call.get("message_id") is None:
        raise bad_request("Message identifier is not specified")
    chat = telegram.chat_for(call.bot, call.get("chat_id")).writable()
    message = chat.message(call.get("message_id"), "message to edit")
    other_keyboard = message.markup is not None and message.inline_markup is None
    if not message.from_bot or message.is_service or other_keyboard or "forward_origin" in message.fields:
        raise bad_request("Message can't be edited")
    return message


def _except(message: Message, names: set[str]) -> Json:
    return {key: value for key, value in message.fields.items() if key not in names}


def _change(telegram: Telegram, call: Call, message: Message, fields: Json, *, dated: bool = True) -> Json:
    markup = checked_markup(call.get("reply_markup"), inline_only=True)
    if fields == message.fields and markup == message.markup:
        raise bad_request(_NOT_MODIFIED)
    message.fields, message.markup = fields, markup
    if dated:
        message.edited = telegram.clock()
    telegram.touch(message)
    return message.as_json()
