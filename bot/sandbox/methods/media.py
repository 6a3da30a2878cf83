"""Sending files, new ones and known ones, and giving them out again."""

from __future__ import annotations

import re
from typing import Any

from ..calls import Call
from ..files import MAX_PHOTO_UPLOAD, FileStore, Kind, StoredFile, Upload, checked_upload
from ..images import dimensions
from ..refusal import Json, bad_request
from ..telegram import Telegram
from .sending import addressed, caption_fields, send

_ABOUT: dict[Kind, tuple[str, ...]] = {
    Kind.PHOTO: (),
    Kind.AUDIO: ("duration", "performer", "title"),
    Kind.DOCUMENT: (),
    Kind.VIDEO: ("duration", "width", "height"),
    Kind.ANIMATION: ("duration", "width", "height"),
    Kind.VOICE: ("duration",),
    Kind.VIDEO_NOTE: ("duration", "length"),
}
_NOMINAL: Json = {"duration": 0, "width": 320, "height": 320, "length": 240}
_PHOTO_SIDES = (90, 320, 800, 1280, 2560)
_NOMINAL_PHOTO = (1280, 960)


def send_photo(telegram: Telegram, call: Call) -> Json:
    """Send a picture."""
    return _send(telegram, call, Kind.PHOTO)


def send_audio(telegram: Telegram, call: Call) -> Json:
    """Send music or a recording, shown as a track."""
    return _send(telegram, call, Kind.AUDIO)


def send_document(telegram: Telegram, call: Call) -> Json:
    """Send any file."""
    return _send(telegram, call, Kind.DOCUMENT)


def send_video(telegram: Telegram, call: Call) -> Json:
    """Send a video."""
    return _send(telegram, call, Kind.VIDEO)


def send_animation(telegram: Telegram, call: Call) -> Json:
    """Send a silent, looping video."""
    return _send(telegram, call, Kind.ANIMATION)


def send_voice(telegram: Telegram, call: Call) -> Json:
    """Send a voice note."""
    return _send(telegram, call, Kind.VOICE)


def send_video_note(telegram: Telegram, call: Call) -> Json:
    """Send a round video."""
    return _send(telegram, call, Kind.VIDEO_NOTE)


def get_file(telegram: Telegram, call: Call) -> Json:
    """Where a file can be downloaded from."""
    if not call.get("file_id"):
        raise bad_request("file_id not specified")
    return call.files.asked(call.get("file_id")).as_json()


def _send(telegram: Telegram, call: Call, kind: Kind) -> Json:
    chat = addressed(telegram, call)
    caption = {} if kind is Kind.VIDEO_NOTE else caption_fields(call.params)
    stored = file_meant(call, kind, call.get(kind.value), call.uploads.get(kind.value), call.params)
    fields = file_fields(call.files, stored) | caption
    if call.get("has_spoiler") and kind in {Kind.PHOTO, Kind.VIDEO, Kind.ANIMATION}:
        fields["has_media_spoiler"] = True
    return send(telegram, call, chat, fields).as_json()


def file_meant(call: Call, kind: Kind, given: Any, upload: Upload | None, about: Json) -> StoredFile:
    """The file that a call brings, attaches or names."""
    if upload is None and isinstance(given, str) and given.startswith("attach://"):
        upload = call.uploads.get(given.removeprefix("attach://"))
        if upload is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
    if upload is not None:
        return keep(call.files, checked_upload(upload), kind, about, strict=True)
    if not given:
        raise bad_request(f"There is no {kind.value.replace('_', ' ')} in the request")
    if re.match(r"https?://", str(given)):
        raise bad_request("the sandbox does not play sending files by URL")
    return call.files.sent(str(given), kind)


def keep(files: FileStore, upload: Upload, kind: Kind, about: Json, *, strict: bool) -> StoredFile:
    """Store a file as one of its kind; `strict` refuses pictures that are none, as Telegram does with a bot's."""
    details = {name: about[name] for name in _ABOUT[kind] if about.get(name)}
    if kind is Kind.PHOTO:
        details["dimensions"] = _photo_dimensions(upload, strict)
    return files.keep(upload, kind, details)


def _photo_dimensions(upload: Upload, strict: bool) -> tuple[int, int]:
    found = dimensions(upload.content)
    if not strict:
        return found or _NOMINAL_PHOTO
    if len(upload.content) > MAX_PHOTO_UPLOAD:
        raise bad_request(
            f"file of size {len(upload.content)} bytes is too big for a photo; "
            f"the maximum size is {MAX_PHOTO_UPLOAD} bytes"
        )
    if found is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = found
    if not width or not height or width + height > 10_000 or max(found) > 20 * min(found):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return found


def file_fields(files: FileStore, stored: StoredFile) -> Json:
    """A stored file as the field of a message that holds it."""
    if stored.kind is Kind.PHOTO:
        return {"photo": _photo_sizes(files, stored)}
    thing: Json = {name: stored.about.get(name, _NOMINAL.get(name)) for name in _ABOUT[stored.kind]}
    thing = {name: value for name, value in thing.items() if value is not None}
    thing |= {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": stored.size}
    if stored.kind is not Kind.VIDEO_NOTE:
        thing["mime_type"] = stored.mime
    if stored.kind not in {Kind.VOICE, Kind.VIDEO_NOTE}:
        thing["file_name"] = stored.name
    fields: Json = {stored.kind.value: thing}
    if stored.kind is Kind.ANIMATION:
        fields["document"] = {key: value for key, value in thing.items() if key.startswith(("file", "mime"))}
    return fields


def _photo_sizes(files: FileStore, stored: StoredFile) -> list[Json]:
    width, height = stored.about["dimensions"]
    longest = max(width, height)
    sides = [side for side in _PHOTO_SIDES if side < longest] + [min(longest, _PHOTO_SIDES[-1])]
    sizes: list[Json] = []
    for index, side in enumerate(sides):
        last = index == len(sides) - 1
        file_id = stored.file_id if last else f"{stored.file_id}-{side}"
        if not last:
            files.also_known_as(stored, file_id)
        sizes.append(
            {
                "file_id": file_id,
                "file_unique_id": stored.unique_id if last else f"{stored.unique_id}-{side}",
                "width": max(round(width * side / longest), 1),
                "height": max(round(height * side / longest), 1),
                "file_size": stored.size if last else max(stored.size * side // longest // 2, 1),
            }
        )
    return sizes
