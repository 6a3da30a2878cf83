"""Where a person is in the conversation: what their card shows, computed anew from storage each time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Place:
    """A kind of card and what it needs to be drawn again: ids, and what was typed and is stored nowhere else.

    The words of a return until it is sent, and a practice run, are such; never words of ours.
    """

    kind: str
    about: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.about[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Returns what the place says of `name`, or the default."""
        return self.about.get(name, default)

    def to_json(self) -> dict[str, Any]:
        """Returns the place as it is stored."""
        return {"kind": self.kind, **self.about}

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> "Place":
        """Returns the place that was stored."""
        return Place(stored["kind"], {name: value for name, value in stored.items() if name != "kind"})


def place(kind: str, **about: Any) -> Place:
    """Returns the place of that kind, about those things."""
    return Place(kind, about)
