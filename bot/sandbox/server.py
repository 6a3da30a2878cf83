"""Telegram's HTTP server on this machine."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from .actions import Action
from .control import control_routes
from .doorman import Doorman
from .files import MAX_DOWNLOAD
from .gateway import Dropped, Garbled, answer
from .refusal import Json, Refusal
from .requests import read_call
from .telegram import Telegram
from .website import page_routes

_LAST_WORDS = 2.0
_LINES: dict[tuple[str, int], asyncio.Transport] = {}


class _Line(H11Protocol):
    """A connection that can be cut, as faults want it."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if self.client:
            _LINES[self.client] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self.client:
            _LINES.pop(self.client, None)
        super().connection_lost(exc)


def application(telegram: Telegram, *, host: str = "127.0.0.1", actions: Sequence[Action] = ()) -> Starlette:
    """The Bot API, the files, the control API and the page as one ASGI application."""

    async def call(request: Request) -> Response:
        token, method = request.path_params["token"], request.path_params["method"]
        try:
            given, uploads = await read_call(request)
            return _reply(200, await answer(telegram, token, method, given, uploads))
        except Refusal as refusal:
            return _reply(refusal.code, refusal.as_json())
        except Dropped:
            return _cut(request)
        except Garbled as strange:
            return Response(str(strange), media_type="application/json")

    async def download(request: Request) -> Response:
        try:
            stored = telegram.bot_with(request.path_params["token"]).files.at(request.path_params["path"])
        except Refusal as refusal:
            return _reply(refusal.code, refusal.as_json())
        if stored is None or stored.size > MAX_DOWNLOAD:
            return _reply(404, Refusal(404, "Not Found").as_json())
        return Response(stored.content, media_type="application/octet-stream")

    async def unknown(request: Request, _: Exception) -> Response:
        return _reply(404, Refusal(404, "Not Found").as_json())

    async def broken(request: Request, _: Exception) -> Response:
        return _reply(500, Refusal(500, "Internal Server Error").as_json())

    routes = [
        Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
        *control_routes(telegram, actions),
        *page_routes(),
    ]
    doorman = Middleware(Doorman, hosts=[host])
    return Starlette(routes=routes, middleware=[doorman], exception_handlers={404: unknown, Exception: broken})


def _reply(code: int, body: Json) -> Response:
    headers = {}
    if retry_after := body.get("parameters", {}).get("retry_after"):
        headers["Retry-After"] = str(retry_after)
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(content, code, headers, media_type="application/json")


def _cut(request: Request) -> Response:
    line = _LINES.get((request.client.host, request.client.port)) if request.client else None
    if line:
        line.abort()
    return Response(status_code=500)


def _listener(host: str, port: int) -> socket.socket:
    # asyncio turns Nagle's delay off only on sockets that say they are TCP, and accepted ones inherit it from here
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(2048)
    return listener


@asynccontextmanager
async def serve(
    telegram: Telegram, *, host: str = "127.0.0.1", port: int = 0, actions: Sequence[Action] = ()
) -> AsyncIterator[str]:
    """Run the server while the block runs, and give its address; port 0 takes a free one.

    `actions` are offered on the page beside what the sandbox can do by itself.
    """
    config = uvicorn.Config(
        application(telegram, host=host, actions=actions),
        http=_Line,
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=False,
        timeout_keep_alive=60,
    )
    config.load()
    telegram.open()
    state, loop = ServerState(), asyncio.get_running_loop()
    listener = _listener(host, port)
    # uvicorn's own loop would look for its end only every tenth of a second, and take the program's signals
    server = await loop.create_server(lambda: _Line(config, state, {}, loop), sock=listener)
    try:
        yield f"http://{host}:{listener.getsockname()[1]}"
    finally:
        server.close()
        await telegram.close()
        await _hang_up(state)


async def _hang_up(state: ServerState) -> None:
    """Let calls that are being answered end, then close every connection."""
    for line in list(state.connections):
        line.shutdown()
    if state.tasks:
        _, late = await asyncio.wait(state.tasks, timeout=_LAST_WORDS)
        for task in late:
            task.cancel()
    for line in list(state.connections):
        if line.transport:
            line.transport.close()
