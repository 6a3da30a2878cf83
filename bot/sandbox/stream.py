"""The stream of events that a page listens to (server-sent events)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import datetime

from starlette.requests import Request
from starlette.responses import StreamingResponse

from .clock import real_time
from .telegram import Telegram

SIGN_OF_LIFE = 15.0
"""Seconds after which a quiet stream says that it is there."""
_RETRY = 1000
_MOVED = 1.0


def stream(telegram: Telegram, request: Request) -> StreamingResponse:
    """Everything from `?after=PLACE` on, or from the `Last-Event-ID` of somebody who comes back.

    A `reset` says that too much has been missed: the page then looks at everything anew, and goes on from there.
    """
    place = request.headers.get("last-event-id") or request.query_params.get("after") or telegram.journal.now
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(telegram, place), media_type="text/event-stream", headers=headers)


async def _events(telegram: Telegram, place: str) -> AsyncIterator[str]:
    journal, moved = telegram.journal, None
    yield f"retry: {_RETRY}\n\n"
    while not journal.closed:
        events = journal.after(place)
        if events is None:
            place = journal.now
            yield _written("reset", {}, place)
            continue
        parts = [_written(*event.tell(), journal.place(event)) for event in events]
        if moved is None or abs(_moved(telegram) - moved) > _MOVED:
            moved = _moved(telegram)
            parts.append(_written("clock", {"now": telegram.clock().isoformat()}))
        if parts:
            place = journal.place(events[-1]) if events else place
            yield "".join(parts)
        elif not await journal.bell.rings(SIGN_OF_LIFE):
            yield ": quiet\n\n"


def _moved(telegram: Telegram) -> float:
    now: datetime = telegram.clock()
    return (now - real_time()).total_seconds()


def _written(kind: str, data: object, place: str = "") -> str:
    head = f"id: {place}\n" if place else ""
    return f"{head}event: {kind}\ndata: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n"
