"""Who is in Telegram: people and bots."""

from __future__ import annotations

from dataclasses import dataclass, field

from .files import FileStore
from .refusal import Json
from .updates import UpdateQueue


@dataclass
class Person:
    """Somebody with a Telegram account."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "en"
    deactivated: bool = False

    @property
    def name(self) -> str:
        """What others see."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def as_user(self) -> Json:
        """The `User` object."""
        user = {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return {key: value for key, value in user.items() if value is not None}

    def as_chat(self) -> Json:
        """The `Chat` object of the private chat with this person."""
        chat = {
            "id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "type": "private",
        }
        return {key: value for key, value in chat.items() if value is not None}


@dataclass
class Profile:
    """What a bot tells of itself; every part can differ by language."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, int, str], list[Json]] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})
    menu_buttons: dict[int, Json] = field(default_factory=dict)

    def shown_commands(self, person: Person) -> list[Json]:
        """The menu that somebody sees in the private chat: the narrowest scope wins, and in it their language."""
        for scope, chat_id in (("chat", person.id), ("all_private_chats", 0), ("default", 0)):
            for code in (person.language_code or "", ""):
                if commands := self.commands.get((scope, chat_id, code)):
                    return commands
        return []


class BotAccount:
    """A bot with its token, its queue of updates and its files."""

    def __init__(self, bot_id: int, token: str, username: str, first_name: str) -> None:
        self.id = bot_id
        self.token = token
        self.username = username
        self.first_name = first_name
        self.profile = Profile()
        self.updates = UpdateQueue(bot_id)
        self.files = FileStore(bot_id)
        self.last_message_id = 0

    @property
    def name(self) -> str:
        """What people see above the chat."""
        return self.profile.names.get("", self.first_name)

    def next_message_id(self) -> int:
        """Message identifiers rise over all private chats of a bot."""
        self.last_message_id += 1
        return self.last_message_id

    def as_user(self) -> Json:
        """The `User` object as others see it."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def as_me(self) -> Json:
        """The `User` object that getMe returns."""
        return self.as_user() | {
            "can_join_groups": False,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
