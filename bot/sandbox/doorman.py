"""Who may come in: no page of another site, and nobody who came by a name that leads here by a trick."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_OTHERS = {b"cross-site", b"same-site"}
_BOT_API = ("/bot", "/file/bot")


class Doorman:
    """Stands before the application and refuses what a hostile web page can make a browser ask.

    A name may be bound to 127.0.0.1 by whoever owns it (DNS rebinding), so people come in by an address, by
    `localhost`, or by the host that the server was told to serve. Bots may call by any name: they bring their token.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = ()) -> None:
        self._app = app
        self._hosts = {"localhost", *hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer 403."""
        if scope["type"] == "http" and (why := self._objection(scope)):
            await PlainTextResponse(why, 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _objection(self, scope: Scope) -> str:
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1")
        origin = headers.get(b"origin", b"").decode("latin-1")
        if not scope["path"].startswith(_BOT_API) and not self._is_ours(host):
            return "This name does not lead here."
        if origin and origin != f"{scope['scheme']}://{host}":
            return "Pages of other sites have no business here."
        if headers.get(b"sec-fetch-site") in _OTHERS and not _opens_page(scope, headers):
            return "Pages of other sites have no business here."
        return ""

    def _is_ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in self._hosts or _is_address(name)


def _opens_page(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    """Whether somebody has followed a link to the page itself, which may stand anywhere."""
    return scope["path"] == "/" and scope["method"] == "GET" and headers.get(b"sec-fetch-dest") == b"document"


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
