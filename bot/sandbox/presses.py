"""Pressing a button and what the bot answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from .chats import Chat, Message
from .clock import unix
from .refusal import Json, bad_request

ANSWER_WITHIN = timedelta(seconds=150)
MAX_ANSWER = 200
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True)
class Answer:
    """What a bot shows to the one who pressed: nothing, a line, or an alert."""

    text: str | None = None
    show_alert: bool = False
    url: str | None = None


@dataclass(eq=False)
class Press:
    """A press on a button: a callback query."""

    id: str
    chat: Chat
    message_id: int
    message: Message | None
    data: str
    at: datetime
    answer: Answer | None = None

    def as_json(self) -> Json:
        """The `CallbackQuery` object; of a message that is gone only its number is known."""
        gone = {"chat": self.chat.person.as_chat(), "message_id": self.message_id, "date": 0}
        return {
            "id": self.id,
            "from": self.chat.person.as_user(),
            "message": self.message.as_json() if self.message and not self.message.deleted else gone,
            "chat_instance": str(unix(datetime(2024, 1, 1, tzinfo=self.at.tzinfo)) * 1_000_003 + self.chat.person.id),
            "data": self.data,
        }


def answer_press(press: Press | None, now: datetime, answer: Answer) -> Press:
    """Keep the first answer to a press, as long as Telegram waits for one, and give the press."""
    if press is None or now - press.at > ANSWER_WITHIN:
        raise bad_request(_TOO_OLD)
    if answer.text and len(answer.text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if press.answer is None:
        press.answer = answer
    return press
