"""Text as Telegram keeps it: cleaned, trimmed, measured, with its entities."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .html import parse_html, utf16
from .refusal import Json, bad_request, not_played

MAX_TEXT = 4096
MAX_CAPTION = 1024
_MAX_RAW_BYTES = 1 << 15
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u0333\u033f\u030a\r]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_DETECTED = re.compile(
    r"(?P<url>https?://[^\s<>]*[^\s<>.,!?;:)\"'])"
    r"|(?P<email>(?<![\w.@/])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31})"
    r"|(?P<hashtag>(?<![\w#/])#\w*[^\W\d]\w*)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{3,31})?(?![\w/<>]))"
)
_WHOLE = {"pre", "code", "text_link", "text_mention", "url"}


@dataclass(frozen=True)
class FormattedText:
    """A text and what is marked in it."""

    text: str
    entities: list[Json] = field(default_factory=list)

    def __len__(self) -> int:
        return utf16(self.text)


def formatted(text: str, parse_mode: str | None = None, entities: list[Any] | None = None) -> FormattedText:
    """A text as sent by a bot, read by its parse mode or with the entities given."""
    if len(text.encode("utf-8", "surrogatepass")) > _MAX_RAW_BYTES:
        raise bad_request("text is too long")
    mode = (parse_mode or "none").lower()
    given: list[Json] = [dict(entity) for entity in entities or []]
    if text and mode == "html":
        text, given = parse_html(text)
    elif text and mode in {"markdown", "markdownv2"}:
        raise not_played(f"parse_mode {parse_mode}")
    elif mode not in {"none", "html", "markdown", "markdownv2"}:
        raise bad_request("unsupported parse_mode")
    return tidy(text, given)


def tidy(text: str, entities: list[Json]) -> FormattedText:
    """A text without what Telegram takes away, its entities in order, links and commands found."""
    clean = text
    if _UNSEEN.search(clean) or _CONTROL.search(clean):
        clean = _CONTROL.sub(" ", clean if entities else _UNSEEN.sub("", clean))
    trimmed = clean.strip()
    before = utf16(clean[: len(clean) - len(clean.lstrip())])
    length = utf16(trimmed)
    kept: list[Json] = []
    for entity in entities:
        start = max(entity["offset"] - before, 0)
        end = min(entity["offset"] + entity["length"] - before, length)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    kept += detected(trimmed, kept)
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return FormattedText(trimmed, kept)


def detected(text: str, taken: list[Json]) -> list[Json]:
    """The commands, links, mentions and tags that Telegram finds in a text by itself."""
    closed = [(e["offset"], e["offset"] + e["length"]) for e in taken if e["type"] in _WHOLE]
    found: list[Json] = []
    for match in _DETECTED.finditer(text):
        start, length = utf16(text[: match.start()]), utf16(match.group())
        if not any(low < start + length and start < high for low, high in closed):
            found.append({"type": str(match.lastgroup), "offset": start, "length": length})
    return found
