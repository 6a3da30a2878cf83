"""Which methods of the Bot API are played here, and which are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .methods import PLAYED
from .schema import bot_api


def played() -> Mapping[str, str]:
    """What each method that is played does, in the order of the documentation."""
    return {name: _sentence(PLAYED[name].__doc__) for name in bot_api().methods if name in PLAYED}


def declined() -> Sequence[str]:
    """The methods that are answered with 501."""
    return [name for name in bot_api().methods if name not in PLAYED]


def told() -> str:
    """Both as text for a terminal."""
    width = max(map(len, PLAYED)) + 2
    lines = [f"  {name:{width}}{does}" for name, does in played().items()]
    return "\n".join([f"{bot_api().version}. Played:", *lines, "", "Not played:", *_columns(declined())])


def _columns(names: Sequence[str]) -> list[str]:
    width = max(map(len, names)) + 2
    return [
        "  " + "".join(f"{name:{width}}" for name in names[row : row + 3]).rstrip() for row in range(0, len(names), 3)
    ]


def _sentence(docstring: str | None) -> str:
    return (docstring or "").partition("\n")[0]
