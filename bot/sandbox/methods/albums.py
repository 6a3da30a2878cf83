"""Sending several files as one album."""

from __future__ import annotations

from ..calls import Call
from ..files import Kind
from ..refusal import Json, bad_request
from ..telegram import Telegram
from .media import file_fields, file_meant
from .sending import addressed, caption_fields, send

MIN_ALBUM, MAX_ALBUM = 2, 10
_KINDS = {"photo": Kind.PHOTO, "video": Kind.VIDEO, "audio": Kind.AUDIO, "document": Kind.DOCUMENT}
_MIX = ({"photo", "video"}, {"audio"}, {"document"})


def send_media_group(telegram: Telegram, call: Call) -> list[Json]:
    """Send two to ten files that belong together."""
    chat = addressed(telegram, call)
    if not call.get("media"):
        raise bad_request('Parameter "media" is required')
    items: list[Json] = call.get("media")
    if len(items) > MAX_ALBUM:
        raise bad_request("Too many messages to send as an album")
    if len(items) < MIN_ALBUM:
        raise bad_request("Too few messages to send as an album")
    kinds = {item["type"] for item in items}
    for kind in kinds - _KINDS.keys():
        raise bad_request(f"can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup")
    if not any(kinds <= mix for mix in _MIX):
        raise bad_request("Can't use the media of the specified type in the album")
    album = {"media_group_id": telegram.next_album_id()}
    contents = [item_fields(call, item) | album for item in items]
    return [send(telegram, call, chat, fields).as_json() for fields in contents]


def item_fields(call: Call, item: Json, too_long: str = "message caption is too long") -> Json:
    """One `InputMedia` as fields of a message."""
    kind = Kind.ANIMATION if item["type"] == "animation" else _KINDS.get(item["type"])
    if kind is None:
        raise bad_request(f'can\'t parse InputMedia: type "{item["type"]}" is unsupported')
    if not item.get("media"):
        raise bad_request("can't parse InputMedia: media not found")
    stored = file_meant(call, kind, item["media"], None, item)
    fields = file_fields(call.files, stored) | caption_fields(item, too_long)
    if item.get("has_spoiler"):
        fields["has_media_spoiler"] = True
    return fields
