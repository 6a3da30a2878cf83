"""Telegram's HTML: a few tags, four named entities, and refusals that say at which byte."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from .refusal import Json, Refusal, bad_request

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"[^\s=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACE = re.compile(r"\s*")
_MENTION = re.compile(r"tg://user\?id=(\d+)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def utf16(text: str) -> int:
    """How long a text is as Telegram counts: in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The text of an HTML message and its entities; faulty markup is refused as Telegram refuses it."""
    return _Reader(source).read()


@dataclass
class _Open:
    tag: str
    argument: str
    extra: str
    offset: int
    piece: int


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            start = self.source.find("<", self.at)
            self._take(self.source[self.at : start if start >= 0 else None])
            if start < 0:
                break
            self.at = start
            if self.source.startswith("</", start):
                self._end_tag(start)
            else:
                self._start_tag(start)
        if self.open:
            raise bad_request(
                f"can't parse entities: Can't find end tag corresponding to start tag {self.open[-1].tag}"
            )
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        text = "".join(self.pieces)
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise bad_request(
                "can't parse entities: Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return text, self.entities

    def _take(self, raw: str) -> None:
        text = decode(raw)
        self.pieces.append(text)
        self.length += utf16(text)

    def _fault(self, what: str, at: int, then: str = "") -> Refusal:
        offset = len(self.source[:at].encode())
        return bad_request(f"can't parse entities: {what} at byte offset {offset}{then}")

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        assert found is not None
        self.at = found.end()
        return found.group()

    def _here(self) -> str:
        return self.source[self.at : self.at + 1]

    def _start_tag(self, start: int) -> None:
        self.at = start + 1
        tag = self._match(_NAME).lower()
        if not self._here():
            raise self._fault("Unclosed start tag", start)
        if tag not in _TAGS:
            raise self._fault(f'Unsupported start tag "{tag}"', start)
        attributes = self._attributes(tag, start)
        argument, extra = "", ""
        match tag:
            case "a":
                argument = attributes.get("href", "")
            case "code":
                argument = _after(attributes.get("class", ""), "language-")
            case "tg-emoji":
                argument = attributes.get("emoji-id", "")
            case "tg-time":
                argument, extra = attributes.get("unix", ""), attributes.get("format", "")
            case "blockquote":
                argument = "expandable" if "expandable" in attributes else ""
            case "span" if _after(attributes.get("class", ""), "tg-") != "spoiler":
                raise self._fault('Tag "span" must have class "tg-spoiler"', start)
        self.open.append(_Open(tag, argument, extra, self.length, len(self.pieces)))

    def _attributes(self, tag: str, start: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._match(_SPACE)
            if self._here() == ">":
                self.at += 1
                return found
            name = self._match(_ATTRIBUTE)
            if not name:
                raise self._fault(f'Empty attribute name in the tag "{tag}"', start)
            self._match(_SPACE)
            if self._here() == "=":
                self.at += 1
                self._match(_SPACE)
                if not self._here():
                    raise self._fault(f'Unclosed start tag "{tag}"', start)
                found[name] = self._value(start)
            elif not self._here():
                raise self._fault(f'Unclosed start tag "{tag}"', start)
            else:
                found[name] = ""

    def _value(self, start: int) -> str:
        quote = self._here()
        if quote in {'"', "'"}:
            end = self.source.find(quote, self.at + 1)
            if end < 0 or end + 1 >= len(self.source):
                raise self._fault("Unclosed start tag", start)
            value = decode(self.source[self.at + 1 : end])
            self.at = end + 1
            return value
        token = self.at
        value = self._match(_TOKEN).lower()
        if self._here() and not self._here().isspace() and self._here() != ">":
            raise self._fault("Unexpected end of name token", token)
        if not self._here():
            raise self._fault("Unclosed start tag", start)
        return value

    def _end_tag(self, start: int) -> None:
        if not self.open:
            raise self._fault("Unexpected end tag", start)
        self.at = start + 2
        tag = self._match(_NAME).lower()
        self._match(_SPACE)
        if self._here() != ">":
            raise self._fault("Unclosed end tag", start)
        self.at += 1
        opened = self.open[-1]
        if tag and tag != opened.tag:
            raise self._fault("Unmatched end tag", start, f', expected "</{opened.tag}>", found "</{tag}>"')
        self.open.pop()
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Json = {
            "type": _TAGS[opened.tag],
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        match opened.tag:
            case "a":
                if not _link(entity, opened.argument or "".join(self.pieces[opened.piece :])):
                    return
            case "tg-emoji":
                if not opened.argument.lstrip("-").isdigit() or int(opened.argument) == 0:
                    raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
                entity["custom_emoji_id"] = opened.argument
            case "tg-time":
                if not opened.argument.isdigit() or int(opened.argument) == 0:
                    return
                entity["unix_time"] = int(opened.argument)
                if opened.extra:
                    entity["date_time_format"] = opened.extra
            case "blockquote" if opened.argument:
                entity["type"] = "expandable_blockquote"
            case "code" if opened.argument:
                entity["language"] = opened.argument
        if not self._joins(entity):
            self.entities.append(entity)

    def _joins(self, entity: Json) -> bool:
        """Whether a `pre` and a `code` with a language are one entity, whichever is outside."""
        last = self.entities[-1] if self.entities else {}
        if (last.get("offset"), last.get("length")) != (entity["offset"], entity["length"]):
            return False
        if entity["type"] == "pre" and last["type"] == "code" and "language" in last:
            last["type"] = "pre"
            return True
        if entity["type"] == "code" and "language" in entity and last["type"] == "pre":
            last["language"] = entity["language"]
            return True
        return False


def _after(value: str, prefix: str) -> str:
    return value[len(prefix) :] if value.startswith(prefix) else ""


def _link(entity: Json, url: str) -> bool:
    if mention := _MENTION.fullmatch(url):
        entity["type"] = "text_mention"
        entity["user"] = {"id": int(mention[1]), "is_bot": False, "first_name": ""}
        return True
    address = checked_url(url)
    if address is None:
        return False
    entity["url"] = address
    return True


def checked_url(url: str) -> str | None:
    """The address as Telegram keeps it, or None for what it takes for no address."""
    address = url.strip()
    if re.match(r"(?:tg|ton|tonsite|mailto|tel):", address, re.IGNORECASE):
        return address
    if not _SCHEME.match(address):
        address = f"http://{address}"
    parts = re.fullmatch(r"(https?)://(?:[^/?#@]*@)?([^/?#:]+)(:\d+)?([/?#].*)?", address, re.IGNORECASE)
    if parts is None or re.search(r"\s", address) or "." not in parts[2].strip("."):
        return None
    return address if parts[4] else f"{address}/"


def decode(raw: str) -> str:
    """The characters of a raw piece: four named entities and numbers, everything else as it stands."""
    return _CHARACTER.sub(_character, raw) if "&" in raw else raw


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return unescape(f"&{found[3]};")
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if 0 < code < 0x10FFFF else found.group()
