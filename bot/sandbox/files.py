"""Files in Telegram: stored once, known by two identifiers, limited in size."""

from __future__ import annotations

import base64
import hashlib
import mimetypes
from dataclasses import dataclass
from enum import Enum

from .refusal import Json, Refusal, bad_request

MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO_UPLOAD = 10 * 1024 * 1024


class Kind(Enum):
    """What a file is in a chat; its value is the parameter and the field that hold it."""

    PHOTO = "photo"
    AUDIO = "audio"
    DOCUMENT = "document"
    VIDEO = "video"
    ANIMATION = "animation"
    VOICE = "voice"
    VIDEO_NOTE = "video_note"


_EXTENSIONS = {
    Kind.PHOTO: ".jpg",
    Kind.AUDIO: ".mp3",
    Kind.DOCUMENT: "",
    Kind.VIDEO: ".mp4",
    Kind.ANIMATION: ".mp4",
    Kind.VOICE: ".oga",
    Kind.VIDEO_NOTE: ".mp4",
}
_FOLDERS = {Kind.PHOTO: "photos", Kind.VOICE: "voice", Kind.AUDIO: "music", Kind.DOCUMENT: "documents"}


@dataclass(frozen=True)
class Upload:
    """A file as it came in: name, type and content."""

    name: str
    content: bytes
    mime: str | None = None

    @property
    def mime_type(self) -> str:
        """The type that came with it, or the one its name tells."""
        if self.mime and self.mime != "application/octet-stream":
            return self.mime
        return mimetypes.guess_type(self.name)[0] or self.mime or "application/octet-stream"


@dataclass(frozen=True)
class StoredFile:
    """A file that Telegram keeps for one bot."""

    file_id: str
    unique_id: str
    kind: Kind
    path: str
    name: str
    mime: str
    content: bytes
    about: Json

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)

    def as_json(self) -> Json:
        """The `File` object that getFile returns."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
            "file_path": self.path,
        }


class FileStore:
    """All files that one bot has sent or been sent."""

    def __init__(self, bot_id: int) -> None:
        self._bot_id = bot_id
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(self, upload: Upload, kind: Kind, about: Json | None = None) -> StoredFile:
        """Store a file under new identifiers."""
        number = len(self._by_path)
        unique = hashlib.sha256(upload.content).digest()[:9] + kind.value.encode()[:3]
        seed = hashlib.sha256(f"{self._bot_id}/{number}".encode()).digest()[:21]
        name = upload.name or f"file{_EXTENSIONS[kind]}"
        extension = "." + name.rsplit(".", 1)[1] if "." in name and kind is Kind.DOCUMENT else _EXTENSIONS[kind]
        stored = StoredFile(
            file_id="AgACAgQ" + base64.urlsafe_b64encode(number.to_bytes(3, "big") + seed).decode(),
            unique_id=base64.urlsafe_b64encode(unique).decode().rstrip("="),
            kind=kind,
            path=f"{_FOLDERS.get(kind, 'videos')}/file_{number}{extension}",
            name=name,
            mime=upload.mime_type,
            content=upload.content,
            about=about or {},
        )
        self._by_id[stored.file_id] = self._by_path[stored.path] = stored
        return stored

    def also_known_as(self, stored: StoredFile, file_id: str) -> None:
        """Let another identifier lead to the same file, as a photo's smaller sizes do."""
        self._by_id[file_id] = stored

    def sent(self, file_id: str, kind: Kind) -> StoredFile:
        """The file that a bot sends again by its identifier."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("wrong remote file identifier specified: Wrong string length")
        if stored.kind is not kind:
            raise bad_request(f"can't use file of type {_spoken(stored.kind)} as {_spoken(kind)}")
        return stored

    def asked(self, file_id: str) -> StoredFile:
        """The file that getFile is asked for."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if stored.size > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        return stored

    def held(self, file_id: str) -> StoredFile | None:
        """The file under this identifier, whatever its size."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file at a path for downloading."""
        return self._by_path.get(path)


def checked_upload(upload: Upload) -> Upload:
    """An upload within Telegram's limit."""
    if len(upload.content) > MAX_UPLOAD:
        raise too_large()
    if not upload.content:
        raise bad_request("file must be non-empty")
    return upload


def too_large() -> Refusal:
    """A request that is larger than bots may send."""
    return Refusal(413, "Request Entity Too Large")


def _spoken(kind: Kind) -> str:
    return kind.value.replace("_", "").capitalize() if kind is not Kind.VIDEO_NOTE else "VideoNote"
