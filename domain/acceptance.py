"""That a client has accepted a quote: who, when and how, and exactly which document."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from pydantic import Field

from domain.thing import Thing

NAME = 100
"""Longest name of who accepted, in characters."""


class Way(StrEnum):
    """How somebody accepted."""

    CHAT = "chat"
    """By the button under the quote."""
    EMAIL = "email"
    PHONE = "phone"
    PAPER = "paper"


ELSEWHERE = (Way.EMAIL, Way.PHONE, Way.PAPER)
"""How a client that is not in Telegram may have accepted."""


class Proof(Thing):
    """A letter or a picture that shows the acceptance, kept beside it."""

    name: str
    """Of the file, as it came."""
    file_id: str
    """Telegram's reference to it."""
    kind: str
    """What Telegram calls it: photo or document."""
    path: str = ""
    """Of our own copy; empty while there is none."""
    sha256: str = ""


class Acceptance(Thing):
    """One acceptance of one version of a quote."""

    name: str = Field(min_length=1)
    at: datetime
    """When it was given in chat, or recorded."""
    day: date | None = None
    """On which it was given elsewhere."""
    way: Way = Way.CHAT
    document: str
    """SHA-256 of the canonical document."""
    pdf: str
    """SHA-256 of the PDF that the client had."""
    recorded_by: str = ""
    """Who of the agency recorded it on the client's behalf; empty: the client itself."""
    proof: Proof | None = None


def canonical(document: Mapping[str, Any]) -> bytes:
    """Returns a stored document as the bytes that are hashed: JSON in UTF-8, keys in order, no white space."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(document: Mapping[str, Any]) -> str:
    """Returns the SHA-256 of a document's canonical bytes, in 64 hexadecimal digits."""
    return sha256(canonical(document)).hexdigest()
