"""The page with phones: files as they lie in page/, and rules for the browser that shows them."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Message as Sent
from starlette.types import Receive, Scope, Send

from .phone import ReceivedFile

FOLDER = Path(__file__).parent / "page"
_RULES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; "
    "connect-src 'self' blob:; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _RULES,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
_SHOWN = ("image/", "audio/", "video/")
_PDF = "application/pdf"
_SCRIPTED = {"image/svg+xml"}


def page_routes() -> list[BaseRoute]:
    """The page at /, and what it is made of under /page/."""
    return [Route("/", _page, methods=["GET"]), Mount("/page", _Ruled(directory=FOLDER))]


async def _page(request: Request) -> Response:
    return FileResponse(FOLDER / "index.html", headers=_HEADERS)


class _Ruled(StaticFiles):
    """Static files that come with the page's rules."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def ruled(sent: Sent) -> None:
            if sent["type"] == "http.response.start":
                MutableHeaders(scope=sent).update(_HEADERS)
            await send(sent)

        await super().__call__(scope, receive, ruled)


def file_shown(file: ReceivedFile) -> Response:
    """What somebody has sent, so that it cannot act as a page of ours: only pictures, sound and PDF are shown."""
    shown = file.mime == _PDF or (file.mime.startswith(_SHOWN) and file.mime not in _SCRIPTED)
    # a PDF is shown by a viewer of the browser's own, which a sandbox would keep from starting
    rules = "" if file.mime == _PDF else "sandbox; default-src 'none'; "
    headers = {
        "Content-Security-Policy": f"{rules}frame-ancestors 'self'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
        "Content-Disposition": "inline" if shown else "attachment",
    }
    return Response(file.content, media_type=file.mime if shown else "application/octet-stream", headers=headers)
