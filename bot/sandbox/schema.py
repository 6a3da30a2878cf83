"""What the Bot API's documentation says of each method's parameters, and whether a call keeps to it.

`bot_api.json` is reduced from PaulSonOfLars/telegram-bot-api-spec (MIT License, Copyright (c) 2020 Paul Larsen), which
reads Telegram's public documentation. Each parameter is written as `[types, required]`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from .refusal import Json, bad_request

_Kinds = list[str]
_Fields = dict[str, tuple[_Kinds, bool]]
_TRUE = {"true", "1", "yes"}
_FALSE = {"false", "0", "no"}
_FLOAT = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_SCALARS = {"Integer", "String", "Boolean", "Float", "InputFile"}


class WrongType(Exception):
    """A value is not of the type that the documentation gives."""


@dataclass
class Verdict:
    """What a call has that the documentation does not know."""

    faults: list[str] = field(default_factory=list)

    @property
    def fits(self) -> bool:
        """Whether the call keeps to the documentation."""
        return not self.faults


class Schema:
    """The methods and types of one version of the Bot API."""

    def __init__(self, source: Json) -> None:
        self.version: str = source["version"]
        self.methods: dict[str, _Fields] = source["methods"]
        self.types: dict[str, _Fields] = source["types"]
        self._names = {name.lower(): name for name in self.methods}

    def method(self, name: str) -> str | None:
        """The method as the documentation writes it; Telegram does not mind the case."""
        return self._names.get(name.lower())

    def read(self, method: str, given: Json, uploads: Collection[str]) -> tuple[Json, Verdict]:
        """The parameters as typed values; what is unknown goes to the verdict, what is mistyped is refused."""
        verdict = Verdict()
        fields = self.methods[method]
        read: Json = {}
        for name, value in given.items():
            if name not in fields:
                verdict.faults.append(f"{method} has no parameter {name}")
            elif value is not None and value != "":
                read[name] = self._parameter(name, value, fields[name][0], verdict)
        # an empty text is one: it takes a webhook away
        missing = [
            name
            for name, (_, required) in fields.items()
            if required and given.get(name) is None and name not in uploads
        ]
        verdict.faults += [f"{method} needs {name}" for name in missing]
        return read, verdict

    def _parameter(self, name: str, value: Any, kinds: _Kinds, verdict: Verdict) -> Any:
        if not isinstance(value, str):
            return self._typed(name, value, kinds, verdict)
        if "Integer" in kinds and value.strip().lstrip("-").isdigit():
            return int(value)
        if "String" in kinds or "InputFile" in kinds:
            return value
        if "Boolean" in kinds and value.lower() in _TRUE | _FALSE:
            return value.lower() in _TRUE
        if kinds == ["Float"] and _FLOAT.fullmatch(value.strip()):
            return float(value)
        if kinds[0] in _SCALARS:
            raise bad_request(f"parameter {_mistyped(name, kinds)}")
        try:
            decoded = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {_SPOKEN.get(name, name)} JSON object") from None
        return self._typed(name, decoded, kinds, verdict)

    def _typed(self, name: str, value: Any, kinds: _Kinds, verdict: Verdict) -> Any:
        try:
            self.check(value, kinds, name, verdict.faults)
        except WrongType as fault:
            spoken = _SPOKEN.get(name)
            raise bad_request(f"can't parse {spoken}: {fault}" if spoken else f"parameter {fault}") from None
        return value

    def check(self, value: Any, kinds: _Kinds, name: str, unknown: list[str]) -> None:
        """Raise WrongType where a value is not of any of these types; note fields nobody knows."""
        if isinstance(value, list):
            for kind in kinds:
                if kind.startswith("Array of "):
                    inner = [each.removeprefix("Array of ") for each in kinds if each.startswith("Array of ")]
                    for item in value:
                        self.check(item, inner, name, unknown)
                    return
            raise _mistyped(name, kinds)
        if kinds == ["KeyboardButton"] and isinstance(value, str):
            return
        if isinstance(value, dict):
            self._object(value, kinds, name, unknown)
        elif not any(_scalar_fits(value, kind) for kind in kinds):
            raise _mistyped(name, kinds)

    def _object(self, value: Json, kinds: _Kinds, name: str, unknown: list[str]) -> None:
        kind = self._which(value, kinds)
        if kind is None and "InlineKeyboardMarkup" in kinds:
            unknown.append(f"{name} is none of {', '.join(kinds)}")
            return
        if kind is None:
            raise self._no_such_type(value, kinds, name)
        fields = self.types[kind]
        for key, item in value.items():
            if key not in fields:
                unknown.append(f"{kind} has no field {key}")
            elif item is not None:
                self.check(item, fields[key][0], key, unknown)
        for key, (_, required) in fields.items():
            if required and value.get(key) is None:
                raise WrongType(f'Can\'t find field "{key}"')

    def _no_such_type(self, value: Json, kinds: _Kinds, name: str) -> WrongType:
        if not any(each in self.types for each in kinds):
            return _mistyped(name, kinds)
        if "type" in value:
            return WrongType(f'type "{value["type"]}" is unsupported')
        return WrongType('Can\'t find field "type"')

    def _which(self, value: Json, kinds: _Kinds) -> str | None:
        """Which of several types an object is, told by its `type` or else by the fields it needs."""
        candidates = [each for each in kinds if each in self.types]
        named = "".join(part.capitalize() for part in str(value.get("type", value.get("source", ""))).split("_"))
        if named:
            for kind in candidates:
                if self.types.get(f"{kind}{named}"):
                    return f"{kind}{named}"
            for kind in candidates:
                if kind.endswith(named) and self.types[kind]:
                    return kind
        for kind in candidates:
            if _has_required(value, self.types[kind]):
                return kind
        concrete = [kind for kind in candidates if self.types[kind]]
        keyed = [kind for kind in concrete if next(iter(self.types[kind])) in value]
        return next(
            iter(keyed or (concrete if kinds != ["InlineKeyboardMarkup"] and len(candidates) == 1 else [])), None
        )


def _has_required(value: Json, fields: _Fields) -> bool:
    return bool(fields) and all(value.get(key) is not None for key, (_, required) in fields.items() if required)


def _scalar_fits(value: Any, kind: str) -> bool:
    match kind:
        case "Boolean" | "True":
            return isinstance(value, bool)
        case "Integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "Float":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "String" | "InputFile":
            return isinstance(value, str)
    return False


def _mistyped(name: str, kinds: _Kinds) -> WrongType:
    return WrongType(f'Field "{name}" must be of type {" or ".join(kinds)}')


_SPOKEN = {
    "reply_markup": "reply keyboard markup",
    "reply_parameters": "reply parameters",
    "link_preview_options": "link preview options",
    "entities": "MessageEntity",
    "caption_entities": "MessageEntity",
    "commands": "BotCommand",
    "scope": "BotCommandScope",
    "menu_button": "menu button",
    "media": "InputMedia",
    "reaction": "ReactionType",
}


@cache
def bot_api() -> Schema:
    """The Bot API as documented."""
    return Schema(json.loads(Path(__file__).with_name("bot_api.json").read_text("utf-8")))
