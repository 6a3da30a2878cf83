"""What a message holds when a person sends a file."""

from __future__ import annotations

from pathlib import Path

from .files import FileStore, Kind, Upload
from .methods.media import file_fields, keep
from .refusal import Json
from .texts import MAX_CAPTION, tidy

Content = bytes | Path | str


def file_sent(
    files: FileStore, kind: Kind, content: Content, name: str | None, mime: str | None, caption: str, about: Json
) -> Json:
    """Keeps a file, and returns the fields of its message with the words under it."""
    if not isinstance(content, bytes):
        name, content = name or Path(content).name, Path(content).read_bytes()
    if not content:
        raise ValueError("Telegram takes no empty files")
    fields = file_fields(files, keep(files, Upload(name or "file", content, mime), kind, about, strict=False))
    if not caption:
        return fields
    words = tidy(caption, [])
    if len(words) > MAX_CAPTION:
        raise ValueError(f"the app takes a caption of 1 to {MAX_CAPTION} characters")
    return fields | {"caption": words.text, **({"caption_entities": words.entities} if words.entities else {})}


def kind_in(fields: Json) -> Kind:
    """Returns what kind of file a message holds, of those that the app lets people replace."""
    replaceable = (Kind.PHOTO, Kind.AUDIO, Kind.VIDEO, Kind.DOCUMENT)
    return next(kind for kind in replaceable if kind.value in fields)
