"""What somebody else plugs into the page: named acts with a few fields, shown as buttons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from .refusal import Json

Given = Mapping[str, str]


@dataclass(frozen=True)
class Field:
    """Something to fill in before an act: free text, or one of its choices."""

    name: str
    label: str
    choices: Sequence[str] = ()
    value: str = ""
    """What stands in it at first."""
    required: bool = True

    def as_json(self) -> Json:
        """The field as the page draws it."""
        return {
            "name": self.name,
            "label": self.label,
            "choices": list(self.choices),
            "value": self.value,
            "required": self.required,
        }


@dataclass(frozen=True)
class Action:
    """An act that the page offers; what it returns is shown, and a link to the bot in it can be opened on a phone."""

    name: str
    label: str
    act: Callable[[Given], Awaitable[str]] = field(repr=False)
    hint: str = ""
    fields: Sequence[Field] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    """For each other language what its texts are in it."""

    def as_json(self) -> Json:
        """The act as the page draws it."""
        return {
            "name": self.name,
            "label": self.label,
            "hint": self.hint,
            "fields": [each.as_json() for each in self.fields],
            "words": {language: dict(texts) for language, texts in self.words.items()},
        }

    def given(self, body: Json) -> Given:
        """What was filled in; ValueError where a field is left empty or holds none of its choices."""
        given = {each.name: str(body.get(each.name, "")).strip() for each in self.fields}
        for each in self.fields:
            value = given[each.name]
            if each.required and not value:
                raise ValueError(f"{each.label} is missing")
            if value and each.choices and value not in each.choices:
                raise ValueError(f"{each.label} is none of {', '.join(each.choices)}")
        return given
