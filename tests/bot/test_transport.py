"""Requests to the Bot API: what goes wrong names neither address nor token."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram.error import NetworkError, TimedOut

from bot.sandbox import Telegram, serve
from bot.transport import Transport, Unreachable, until_reached

TOKEN = "7000000042:CANARY-of-the-transport-itself"


@pytest.fixture
async def transport() -> AsyncIterator[Transport]:
    opened = Transport()
    await opened.initialize()
    yield opened
    await opened.shutdown()


def _chain(failure: BaseException | None) -> list[str]:
    told = []
    while failure is not None:
        told.append(repr(failure))
        failure = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)
    return told


async def test_a_refused_connection_tells_no_token(transport: Transport) -> None:
    with pytest.raises(NetworkError) as failure:
        await transport.call(f"http://127.0.0.1:9/bot{TOKEN}/getMe", seconds=5)
    assert not [told for told in _chain(failure.value) if "CANARY" in told]


async def test_an_address_that_is_none_tells_no_token(transport: Transport) -> None:
    with pytest.raises(NetworkError) as failure:
        await transport.do_request(f"http://nowhere.example.invalid/bot{TOKEN}/getMe", "POST")
    assert not [told for told in _chain(failure.value) if "CANARY" in told]


async def test_a_slow_answer_times_out_and_tells_no_token(transport: Transport) -> None:
    telegram = Telegram()
    telegram.create_bot(username="slow_bot", token=TOKEN)
    telegram.faults.holds("getMe")
    async with serve(telegram) as url:
        with pytest.raises(TimedOut) as failure:
            await transport.call(f"{url}/bot{TOKEN}/getMe", seconds=0.1)
    assert not [told for told in _chain(failure.value) if "CANARY" in told]


async def test_what_is_not_json_is_told_so(transport: Transport) -> None:
    async def page(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(page, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        answer = await transport.call(f"http://127.0.0.1:{port}/getMe", seconds=5)
    assert answer == {"ok": False, "error_code": 502, "description": "not JSON"}


async def test_it_has_to_be_opened_and_may_be_closed_twice() -> None:
    transport = Transport()
    with pytest.raises(RuntimeError):
        await transport.call("http://127.0.0.1:9/", seconds=1)
    await transport.initialize()
    await transport.shutdown()
    await transport.shutdown()


async def test_patience_with_a_telegram_that_does_not_answer_comes_to_an_end() -> None:
    async def unanswered() -> None:
        raise NetworkError("ClientConnectorError")

    with pytest.raises(Unreachable):
        await until_reached(unanswered, patience=0)
