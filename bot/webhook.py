"""Updates that Telegram brings to us: answered 200 only once they are stored. And whether we are well."""

import asyncio
import hmac
import json
import logging
import socket
from contextlib import suppress

import uvicorn
from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.heard import KINDS
from bot.intake import Intake
from bot.office import Office
from bot.transport import until_reached

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_UPDATE = 1024 * 1024
BEAT = 25.0
"""Seconds after which it is noted that somebody listens, though Telegram has brought nothing."""


class DoorTaken(Exception):
    """Another program listens there, or no program can."""


def see_that_it_is_free(door: tuple[str, int]) -> None:
    """Looks whether updates can be brought to a host and a port (DoorTaken), before anything is begun."""
    try:
        socket.create_server(door, family=socket.AF_INET6 if ":" in door[0] else socket.AF_INET).close()
    except OSError as failure:
        raise DoorTaken from failure


class Webhook:
    """The door for Telegram: a path that only it knows, checked by a secret header."""

    def __init__(self, office: Office, intake: Intake) -> None:
        self._office = office
        self._intake = intake
        self.app = Starlette(
            routes=[
                Route("/telegram", self._updated, methods=["POST"]),
                Route("/health", self._health, methods=["GET"]),
            ]
        )

    async def _updated(self, request: Request) -> PlainTextResponse:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._office.settings.webhook_secret.encode()):
            return PlainTextResponse("not Telegram", 403)
        body = await request.body()
        if len(body) > LARGEST_UPDATE:
            return PlainTextResponse("too large", 413)
        try:
            update = json.loads(body)
        except ValueError:
            return PlainTextResponse("not JSON", 400)
        try:
            await self._intake.take([update])
        except DBAPIError as failure:
            log.warning("an update could not be taken in: %s", type(failure).__name__)
            return PlainTextResponse("bring it again", 503)
        return PlainTextResponse("stored")

    async def _health(self, _: Request) -> PlainTextResponse:
        await self._office.read(lambda tx: tx.connection.exec_driver_sql("SELECT 1").scalar())
        return PlainTextResponse("well")

    async def serve(self) -> None:
        """Tells Telegram the address, and listens until it is cancelled."""
        host, port = self._office.settings.door
        config = uvicorn.Config(self.app, host=host, port=port, lifespan="off", log_config=None, access_log=False)
        async with asyncio.TaskGroup() as group:
            group.create_task(_listen(uvicorn.Server(config)))
            group.create_task(self._tell_telegram())
            group.create_task(self._beat())

    async def _tell_telegram(self) -> None:
        settings = self._office.settings
        await until_reached(
            lambda: self._office.bot.set_webhook(
                f"{settings.webhook_url.rstrip('/')}/telegram",
                secret_token=settings.webhook_secret,
                allowed_updates=KINDS,
            )
        )

    async def _beat(self) -> None:
        """Notes that somebody listens, as an empty poll does: else a quiet hour would pass for an absence."""
        while True:
            with suppress(DBAPIError):
                await self._intake.take([])
            await asyncio.sleep(BEAT)


async def _listen(server: uvicorn.Server) -> None:
    """Serves until it is cancelled, and then lets port and connections go, which uvicorn would keep."""
    try:
        await server.serve()
    finally:
        for listener in getattr(server, "servers", ()):
            listener.close()
        for connection in list(server.server_state.connections):
            connection.shutdown()
