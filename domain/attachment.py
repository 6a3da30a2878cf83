"""A file that came with an answer: a voice note, a photo, a call's recording."""

from dataclasses import dataclass
from enum import StrEnum

from domain.metric import QuestionType

DOWNLOAD_BYTES = 20 * 1024 * 1024
"""The largest file that Telegram hands a bot."""
MOST_PHOTOS = 10
"""Photos that one question takes."""


class Purpose(StrEnum):
    """What a file is to its question."""

    ANSWER = "answer"
    COMMENT = "comment"
    STORY = "story"
    """The whole contact, told in one breath before its questions; it belongs to no question."""


class FileKind(StrEnum):
    """What Telegram calls a file."""

    VOICE = "voice"
    AUDIO = "audio"
    PHOTO = "photo"
    VIDEO = "video"
    DOCUMENT = "document"


SPOKEN = frozenset({FileKind.VOICE, FileKind.AUDIO})
"""What answers a question for words, comments an answer, or tells the whole contact."""
FITTING = {
    QuestionType.AUDIO: {FileKind.VOICE, FileKind.AUDIO, FileKind.DOCUMENT, FileKind.VIDEO},
    QuestionType.VIDEO: {FileKind.VIDEO, FileKind.DOCUMENT},
    QuestionType.FILE: set(FileKind),
    QuestionType.TEXT: SPOKEN,
}
"""What Telegram may call a file that answers a question of a type; a picture tells by itself that it is one."""


@dataclass(frozen=True)
class ReceivedFile:
    """A file as Telegram described it."""

    kind: FileKind
    file_id: str
    unique_id: str
    name: str
    mime_type: str
    size: int
    seconds: int | None = None
    album: str = ""
    """Telegram's name of the album it is a part of."""

    @property
    def is_picture(self) -> bool:
        """Whether it is a photo, or a picture sent as a file."""
        return is_picture(self.kind, self.mime_type)

    @property
    def can_be_copied(self) -> bool:
        """Whether Telegram hands it to us; of a larger one only its reference is kept."""
        return self.size <= DOWNLOAD_BYTES


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file as it stands beside an answer."""

    id: int
    question: str
    """What it answers or comments; empty: the whole contact."""
    purpose: Purpose
    kind: FileKind
    file_unique_id: str
    seconds: int | None = None
    album: str = ""
    state: str = "owed"
    path: str = ""
    """Of our own copy, under MEDIA_URL; empty while there is none."""
    transcript: str = ""
    """Of a voice note, written out by a reviewer."""
    likeness: str = ""
    """Of a picture, as `domain.likeness` makes it."""

    mime_type: str = ""

    @property
    def is_spoken(self) -> bool:
        """Whether it is somebody's voice."""
        return self.kind in SPOKEN

    @property
    def is_picture(self) -> bool:
        """Whether it is a photo, or a picture sent as a file."""
        return is_picture(self.kind, self.mime_type)


def is_picture(kind: str, mime_type: str) -> bool:
    """Whether a file of a kind and a mime type is a picture."""
    return kind == FileKind.PHOTO or (kind == FileKind.DOCUMENT and mime_type.lower().startswith("image/"))
