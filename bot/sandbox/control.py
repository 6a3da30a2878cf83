"""Playing people from outside: a small JSON API under /sandbox/, so that the server alone is of use.

    GET  /sandbox/                        bots, people, chats, the time, how many calls there were, what can be done
    GET  /sandbox/events                  what happens from now on, or ?after=PLACE, as server-sent events
    POST /sandbox/bots                    {"username": "some_bot", "token"?: "1:x", "name"?: "..."}
    POST /sandbox/people                  {"first_name": "Aino", "last_name"?, "username"?, "language_code"?}
    GET  /sandbox/chats/ID                the chat of person ID: messages as the Bot API writes them, and as text;
                                          what holds its keyboard, its commands and the like
    POST /sandbox/chats/ID/open           {"start"?: "CODE"}
    POST /sandbox/chats/ID/say            {"text": "...", "reply_to"?: 5}
    POST /sandbox/chats/ID/press          {"label": "Accept"} or {"message_id": 5, "data": "..."}, "wait"?: seconds;
                                          "wait": null gives the press at once, its answer comes as an event
    POST /sandbox/chats/ID/send           the file as the body; ?kind=photo|document|voice|audio|video
                                          &name=&caption=&seconds=&album=NUMBER
    POST /sandbox/chats/ID/location       {"latitude": 60.17, "longitude": 24.94}
    POST /sandbox/chats/ID/contact        {"phone_number": "+358401234567"}
    POST /sandbox/chats/ID/edit           {"message_id": 5, "text": "..."}
    POST /sandbox/chats/ID/delete         {"message_id": 5}
    POST /sandbox/chats/ID/block          and /unblock
    GET  /sandbox/chats/ID/files/5        the content of the file in message 5; /files/5/NAME too
    GET  /sandbox/chats/ID/pages/5        how many pages the PDF in message 5 has; /pages/5/1 is the first as a picture
    POST /sandbox/clock                   {"advance": seconds}
    GET  /sandbox/faults                  those still due; DELETE forgets them
    POST /sandbox/faults                  {"method"?: "sendMessage", "harm": "REFUSED" (see faults.Harm), "times"?,
                                          "code"?, "retry_after"?, "seconds"?}
    POST /sandbox/updates                 {"redeliver"?: 2, "double"?: 1, "restart_ids"?: 7}
    GET  /sandbox/calls                   ?method=&after=NUMBER&faulty=1&brief=1; /sandbox/calls/NUMBER gives one
    POST /sandbox/actions/NAME            its fields; what it gives is {"said": "..."}

Where there are several bots, `?bot=username` says which; without it the first one is meant.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .actions import Action
from .clock import MovableClock
from .faults import Fault, Harm
from .papers import pages_of, picture_of
from .people import BotAccount
from .phone import Phone
from .refusal import Json, Refusal, too_many_requests
from .sights import bot_seen, call_seen, chat_seen, message_seen, person_seen
from .stream import stream
from .telegram import Telegram
from .website import file_shown

_Handler = Callable[[Request], Awaitable[Any]]


def control_routes(telegram: Telegram, actions: Sequence[Action] = ()) -> list[Route]:
    """The routes under /sandbox/."""
    control = _Control(telegram, actions)

    async def events(request: Request) -> Response:
        return stream(telegram, request)

    acts: dict[str, _Handler] = {
        "open": control.open,
        "say": control.say,
        "press": control.press,
        "send": control.send,
        "location": control.location,
        "contact": control.contact,
        "edit": control.edit,
        "delete": control.delete,
        "block": control.block,
        "unblock": control.unblock,
    }
    return [
        _route("/sandbox/", control.overview, "GET"),
        Route("/sandbox/events", events, methods=["GET"]),
        _route("/sandbox/bots", control.add_bot, "POST"),
        _route("/sandbox/people", control.add_person, "POST"),
        _route("/sandbox/chats/{person:int}", control.chat, "GET"),
        *(_route(f"/sandbox/chats/{{person:int}}/{name}", act, "POST") for name, act in acts.items()),
        Route("/sandbox/chats/{person:int}/files/{message:int}", control.file, methods=["GET"]),
        Route("/sandbox/chats/{person:int}/files/{message:int}/{name:path}", control.file, methods=["GET"]),
        _route("/sandbox/chats/{person:int}/pages/{message:int}", control.pages, "GET"),
        Route("/sandbox/chats/{person:int}/pages/{message:int}/{page:int}", control.page, methods=["GET"]),
        _route("/sandbox/clock", control.move_clock, "POST"),
        _route("/sandbox/faults", control.list_faults, "GET"),
        _route("/sandbox/faults", control.add_fault, "POST"),
        _route("/sandbox/faults", control.clear_faults, "DELETE"),
        _route("/sandbox/updates", control.updates, "POST"),
        _route("/sandbox/calls", control.calls, "GET"),
        _route("/sandbox/calls/{number:int}", control.call, "GET"),
        _route("/sandbox/actions/{name}", control.act, "POST"),
    ]


def _route(path: str, handler: _Handler, method: str) -> Route:
    async def respond(request: Request) -> Response:
        try:
            return JSONResponse(await handler(request))
        except (AssertionError, ValueError, KeyError, TypeError) as fault:
            return JSONResponse({"error": f"{type(fault).__name__}: {fault}"}, 400)

    return Route(path, respond, methods=[method])


class _Control:
    def __init__(self, telegram: Telegram, actions: Sequence[Action]) -> None:
        self.telegram = telegram
        self.actions = {action.name: action for action in actions}
        self._phones: dict[tuple[int, int], Phone] = {}

    def _bot(self, request: Request) -> BotAccount:
        asked = request.query_params.get("bot")
        for bot in self.telegram.bots.values():
            if asked in {None, bot.username}:
                return bot
        raise ValueError("there is no such bot")

    def _phone(self, request: Request) -> Phone:
        bot, person = self._bot(request), self.telegram.people.get(request.path_params["person"])
        if person is None:
            raise ValueError("there is no such person")
        if (bot.id, person.id) not in self._phones:
            self._phones[bot.id, person.id] = Phone(self.telegram, bot, person=person)
        return self._phones[bot.id, person.id]

    async def overview(self, request: Request) -> Json:
        telegram = self.telegram
        return {
            "at": telegram.journal.now,
            "bots": [bot_seen(bot) | {"pending_updates": bot.updates.size()} for bot in telegram.bots.values()],
            "people": [person_seen(person) for person in telegram.people.values()],
            "chats": [chat_seen(chat) | {"last": message_seen(chat.visible()[-1])} for chat in telegram.chats()],
            "now": telegram.clock().isoformat(),
            "clock_moves": isinstance(telegram.clock, MovableClock),
            "calls": len(telegram.calls),
            "actions": [action.as_json() for action in self.actions.values()],
            "tour": telegram.tour,
            "seen_first": [person.id for person in telegram.seen_first],
            "harms": {harm.name: harm.value for harm in Harm},
        }

    async def add_bot(self, request: Request) -> Json:
        bot = self.telegram.create_bot(**await request.json())
        return bot.as_user() | {"token": bot.token}

    async def add_person(self, request: Request) -> Json:
        return self.telegram.add_person(**await request.json()).as_user()

    async def chat(self, request: Request) -> Json:
        phone = self._phone(request)
        messages = [message_seen(message) for message in phone.chat]
        chat = self.telegram.chat(phone.bot, phone.person)
        return {
            "messages": messages,
            "text": phone.transcript(),
            "commands": phone.commands(),
            "holds": chat_seen(chat),
        }

    async def open(self, request: Request) -> Json:
        phone, code = self._phone(request), (await _body(request)).get("start", "")
        link = f"https://t.me/{phone.bot.username}" + (f"?start={code}" if code else "")
        return (await phone.opens(link)).as_json()

    async def say(self, request: Request) -> Json:
        phone, body = self._phone(request), await _body(request)
        reply_to = phone.message(body["reply_to"]) if body.get("reply_to") else None
        return (await phone.says(body["text"], reply_to=reply_to)).as_json()

    async def press(self, request: Request) -> Json:
        phone, body = self._phone(request), await _body(request)
        wait = body.get("wait", 10)
        if "label" in body:
            answer = await phone.presses(body["label"], within=float(wait))
        else:
            press = phone.press_raw(body["message_id"], body["data"])
            if wait is None:
                return {"id": press.id}
            answer = await phone.answer_to(press, within=float(wait))
        return {"text": answer.text, "show_alert": answer.show_alert} if answer else {}

    async def send(self, request: Request) -> Json:
        phone, asked, content = self._phone(request), request.query_params, await request.body()
        name, caption, seconds = asked.get("name"), asked.get("caption", ""), int(asked.get("seconds", "5"))
        mime, album = _mime(request), asked.get("album")
        match asked.get("kind", "document"):
            case "photo":
                message = await phone.sends_photo(content, caption=caption, name=name or "photo.jpg", album=album)
            case "document":
                message = await phone.sends_document(content, name=name, mime=mime, caption=caption)
            case "voice":
                message = await phone.sends_voice(content, seconds=seconds, mime=mime or "audio/ogg", caption=caption)
            case "audio":
                message = await phone.sends_audio(content, seconds=seconds, name=name, mime=mime, caption=caption)
            case "video":
                message = await phone.sends_video(content, seconds=seconds, name=name or "video.mp4", caption=caption)
            case other:
                raise ValueError(f"there is no kind {other}")
        return message.as_json()

    async def location(self, request: Request) -> Json:
        body = await _body(request)
        return (await self._phone(request).sends_location(body["latitude"], body["longitude"])).as_json()

    async def contact(self, request: Request) -> Json:
        number = (await _body(request))["phone_number"]
        return (await self._phone(request).sends_contact(number)).as_json()

    async def edit(self, request: Request) -> Json:
        phone, body = self._phone(request), await _body(request)
        return (await phone.edits(phone.message(body["message_id"]), body["text"])).as_json()

    async def delete(self, request: Request) -> Json:
        phone, body = self._phone(request), await _body(request)
        await phone.deletes(phone.message(body["message_id"]))
        return {}

    async def block(self, request: Request) -> Json:
        self._phone(request).blocks()
        return {}

    async def unblock(self, request: Request) -> Json:
        self._phone(request).unblocks()
        return {}

    async def file(self, request: Request) -> Response:
        try:
            phone = self._phone(request)
            received = phone.file_of(phone.message(request.path_params["message"]))
        except (AssertionError, ValueError) as fault:
            return JSONResponse({"error": str(fault)}, 404)
        return file_shown(received)

    async def pages(self, request: Request) -> Json:
        return {"pages": await asyncio.to_thread(pages_of, self._content(request))}

    async def page(self, request: Request) -> Response:
        try:
            picture = await asyncio.to_thread(picture_of, self._content(request), request.path_params["page"])
        except (AssertionError, ValueError) as fault:
            return JSONResponse({"error": str(fault)}, 404)
        return Response(picture, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})

    def _content(self, request: Request) -> bytes:
        phone = self._phone(request)
        return phone.file_of(phone.message(request.path_params["message"])).content

    async def move_clock(self, request: Request) -> Json:
        if not isinstance(self.telegram.clock, MovableClock):
            raise ValueError("this Telegram has a clock of its own")
        self.telegram.clock.advance(timedelta(seconds=(await _body(request))["advance"]))
        self.telegram.changed.ring()
        self.telegram.journal.bell.ring()
        return {"now": self.telegram.clock().isoformat()}

    async def list_faults(self, request: Request) -> list[Json]:
        return [{"method": each.method, "harm": each.harm.name, "left": each.left} for each in self.telegram.faults]

    async def add_fault(self, request: Request) -> Json:
        body = await _body(request)
        harm, code = Harm[body["harm"]], body.get("code", 429 if "retry_after" in body else 500)
        refusal = too_many_requests(body.get("retry_after", 1)) if code == 429 else Refusal(code, f"Error {code}")
        fault = Fault(harm, body.get("method", "*"), body.get("times", 1), refusal, body.get("seconds"))
        self.telegram.faults.add(fault)
        return {"method": fault.method, "harm": harm.name, "left": fault.left}

    async def clear_faults(self, request: Request) -> Json:
        self.telegram.faults.clear()
        return {}

    async def updates(self, request: Request) -> Json:
        updates, body = self._bot(request).updates, await _body(request)
        if "redeliver" in body:
            updates.redeliver(body["redeliver"])
        if "restart_ids" in body:
            updates.restart_ids(body["restart_ids"])
        updates.doubles += body.get("double", 0)
        return {"pending": updates.size()}

    async def calls(self, request: Request) -> list[Json]:
        asked, after = request.query_params, int(request.query_params.get("after", "0"))
        return [
            call_seen(call) if asked.get("brief") else call.as_json()
            for call in self.telegram.calls
            if call.number > after
            and asked.get("method", call.method).lower() == call.method.lower()
            and (call.verdict or not asked.get("faulty"))
        ]

    async def call(self, request: Request) -> Json:
        number = request.path_params["number"]
        found = next((call for call in self.telegram.calls if call.number == number), None)
        if found is None:
            raise ValueError("there is no such call, or it was too long ago")
        return found.as_json()

    async def act(self, request: Request) -> Json:
        action = self.actions.get(request.path_params["name"])
        if action is None:
            raise ValueError("there is no such action")
        return {"said": await action.act(action.given(await _body(request)))}


def _mime(request: Request) -> str | None:
    kind = request.headers.get("content-type", "").split(";")[0].strip()
    return None if kind in {"", "application/octet-stream"} else kind


async def _body(request: Request) -> Json:
    body = await request.json() if await request.body() else {}
    if not isinstance(body, dict):
        raise TypeError("an object is expected")
    return body
