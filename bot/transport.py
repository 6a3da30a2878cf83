"""How requests reach the Bot API: python-telegram-bot's own interface, over aiohttp."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

log = logging.getLogger(__name__)

LONGEST_WAIT = 30.0
CONNECTIONS = 128
"""At once; a pool too small makes chats wait for each other."""


class Unreachable(Exception):
    """Telegram has not answered for as long as somebody would wait."""


class Transport(BaseRequest):
    """Sends python-telegram-bot's requests with one aiohttp session (a fifth of the CPU of its own transport)."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer when nobody said otherwise."""
        return 20.0

    async def initialize(self) -> None:
        """Opens the session."""
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS))

    async def shutdown(self) -> None:
        """Closes the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Returns the status and the body; raises TimedOut or NetworkError, neither of which names the URL."""
        seconds = read_timeout if isinstance(read_timeout, int | float) else self.read_timeout
        if request_data is not None and request_data.contains_files:
            seconds += 60
        status, body = await self._request(method, url, seconds, data=_form(request_data))
        if method == "POST" and not _is_answer(_read(body)):
            # files come by GET; anything else that is no answer comes from something between Telegram and us
            raise NetworkError(f"no answer of the Bot API came ({status})")
        return status, body

    async def call(self, url: str, *, seconds: float, **parameters: Any) -> Any:
        """Calls a Bot API method and returns its raw JSON answer; used where objects would only cost time."""
        status, body = await self._request("POST", url, seconds, json=parameters)
        answer = _read(body)
        return answer if _is_answer(answer) else {"ok": False, "error_code": status, "description": "not JSON"}

    async def _request(self, method: str, url: str, seconds: float, **body: Any) -> tuple[int, bytes]:
        patience = aiohttp.ClientTimeout(total=seconds, sock_connect=10)
        try:
            async with self._open.request(method, url, timeout=patience, **body) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            # the error's own words would hold the URL, and with it the token
            raise NetworkError(type(error).__name__) from None

    @property
    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the transport has not been opened")
        return self._session


async def until_reached(call: Callable[[], Awaitable[object]], patience: float | None = None) -> None:
    """Makes a call that the bot cannot begin without, for as long as it takes Telegram to answer.

    With patience, for so many seconds at most (Unreachable after them).
    """
    try:
        async with asyncio.timeout(patience):
            await _until_reached(call)
    except TimeoutError:
        raise Unreachable from None


async def _until_reached(call: Callable[[], Awaitable[object]]) -> None:
    wait = 0.5
    while True:
        try:
            await call()
            return
        except (BadRequest, InvalidToken):
            raise
        except TelegramError as failure:
            log.warning("Telegram does not answer: %s", failure.message)
            await asyncio.sleep(max(wait, told_to_wait(failure)))
            wait = min(wait * 2, LONGEST_WAIT)


def told_to_wait(failure: TelegramError) -> float:
    """Returns how long Telegram asked to be left in peace; 0 when it did not."""
    told = failure.retry_after if isinstance(failure, RetryAfter) else 0
    return float(told) if isinstance(told, int | float) else told.total_seconds()


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _is_answer(answer: Any) -> bool:
    """Whether it has the shape that every answer of the Bot API has."""
    if not isinstance(answer, Mapping) or not isinstance(answer.get("parameters", {}), Mapping):
        return False
    return "result" in answer if answer.get("ok") is True else answer.get("ok") is False and "error_code" in answer


def _form(data: RequestData | None) -> aiohttp.FormData | None:
    if data is None:
        return None
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime_type) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form
