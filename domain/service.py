"""Services, the channels they are given through, and the units that give them."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from domain.label import Label
from domain.texts import N_
from domain.thing import Thing


class Channel(StrEnum):
    """Through what a service is given."""

    PHONE = "phone"
    """A call: the shopper's phone is at the ear, so everything can be told afterwards."""
    EMAIL = "email"
    """A letter; the reply may take days."""
    CHAT = "chat"
    WEB = "web"
    """A form or a self-service on the web."""
    VISIT = "visit"
    """The shopper goes there."""
    SOCIAL = "social"
    VIDEO = "video"

    @property
    def waits_for_reply(self) -> bool:
        """Whether the answer comes as a written reply, perhaps days later."""
        return self in {Channel.EMAIL, Channel.WEB, Channel.SOCIAL}


CHANNELS: Mapping[Channel, str] = {
    Channel.PHONE: N_("phone"),
    Channel.EMAIL: N_("e-mail"),
    Channel.CHAT: N_("chat"),
    Channel.WEB: N_("web"),
    Channel.VISIT: N_("visit"),
    Channel.SOCIAL: N_("social media"),
    Channel.VIDEO: N_("video call"),
}
"""What they are called on screens and papers."""


class Service(Thing):
    """What is measured through one channel, with the number of contacts that the client chose."""

    name: str
    label: Label
    channel: Channel
    contacts: int
    """Planned contacts in a wave (>= 1); at least 10 is recommended."""
    minutes: Decimal
    """Expected length of a contact, in minutes; research is priced by it."""
    fee: Decimal | None
    """To the shopper for a contact; None: by the agency's price list."""
    target: float | None = None
    answer_goal_seconds: int | None = None
    reply_goal_hours: float | None = None
    opening_hours: str = ""


class Unit(Thing):
    """A team or a location that gives one service."""

    name: str
    label: Label
    service: str
    address: str = ""
