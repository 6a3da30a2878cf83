"""The people of an agency."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is to the agency."""

    OWNER = "owner"
    """Owns the agency: all of a coordinator's, and people, prices and pay."""
    COORDINATOR = "coordinator"
    """Plans studies, hands out contacts, reviews, reports."""
    SHOPPER = "shopper"
    """Makes contacts."""
    CLIENT = "client"
    """One of the people of a client company."""

    @property
    def runs_studies(self) -> bool:
        """Whether coordinators' work is theirs to do."""
        return self in {Role.OWNER, Role.COORDINATOR}


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who has joined, known by a short code and the agency's own name for them."""

    id: int
    code: str
    """A letter and a number that people can type, `A12`."""
    name: str
    role: Role
    client_id: int | None
    """The company of a client's person."""
    chat_id: int
    language: str
    reachable: bool
    """False once Telegram has told that the person blocked the bot or is gone."""
    accepts_quotes: bool = True
    """Whether a client's person may accept and decline quotes for the company."""
