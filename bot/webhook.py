"""Updates that Telegram brings to us: answered 200 only once they are stored. And whether we are well."""

import asyncio
import hmac
import json

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.intake import KINDS, Intake
from bot.office import Office
from bot.transport import until_reached

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_UPDATE = 1024 * 1024


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
        await self._intake.take([update])
        return PlainTextResponse("stored")

    async def _health(self, _: Request) -> PlainTextResponse:
        await self._office.read(lambda tx: tx.connection.exec_driver_sql("SELECT 1").scalar())
        return PlainTextResponse("well")

    async def serve(self) -> None:
        """Tells Telegram the address, and listens until it is cancelled."""
        settings = self._office.settings
        host, _, port = settings.listen.rpartition(":")
        server = uvicorn.Server(
            uvicorn.Config(self.app, host=host or "127.0.0.1", port=int(port), log_config=None, access_log=False)
        )
        async with asyncio.TaskGroup() as both:
            both.create_task(_listen(server))
            both.create_task(self._tell_telegram())

    async def _tell_telegram(self) -> None:
        settings = self._office.settings
        await until_reached(
            lambda: self._office.bot.set_webhook(
                f"{settings.webhook_url.rstrip('/')}/telegram",
                secret_token=settings.webhook_secret,
                allowed_updates=KINDS,
            )
        )


async def _listen(server: uvicorn.Server) -> None:
    """Serves until it is cancelled, and then lets the port go, which uvicorn would keep."""
    try:
        await server.serve()
    finally:
        for listener in getattr(server, "servers", ()):
            listener.close()
