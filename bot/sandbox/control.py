"""For later."""

from __future__ import annotations

from starlette.routing import Route

from .telegram import Telegram


def control_routes(telegram: Telegram) -> list[Route]:
    """The routes under /sandbox/."""
    return []
