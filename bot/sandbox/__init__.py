"""A local Telegram: a Bot API server and the phones of its people."""

from .actions import Action, Field
from .clock import MovableClock
from .faults import Fault, Faults, Harm
from .flood import FloodLimits
from .phone import Phone, ReceivedFile
from .presses import Answer, Press
from .server import serve
from .telegram import Telegram

__all__ = [
    "Action",
    "Answer",
    "Fault",
    "Faults",
    "Field",
    "FloodLimits",
    "Harm",
    "MovableClock",
    "Phone",
    "Press",
    "ReceivedFile",
    "Telegram",
    "serve",
]
