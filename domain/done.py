"""What of a wave has been done: contacts by what becomes of their price, and how long they took."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from statistics import median

from domain.contact import Contact, Moment, Outcome, State
from domain.service import Service

PROPOSED_FROM = 5
"""Contacts from which a length is proposed for the next quote."""
SURE_FROM = 10
"""Contacts below which it is indicative."""
LONG = 10
"""Minutes from which a length is told in whole minutes; a shorter one in halves."""

Times = Mapping[int, Mapping[Moment, datetime]]
"""The times of contacts, by their ids."""


class Fate(StrEnum):
    """What becomes of the price of a contact."""

    BILLED = "billed"
    """Approved and a result: answered, or nobody answered, which is a result too. Tries in vain before it are in it."""
    FAILED = "failed"
    """A wrong number, or recognised: its shopper is paid, the client does not pay."""
    LEFT_OUT = "left_out"
    """Excluded from the results by the coordinator: its shopper is paid, the client does not pay."""
    GOING_ON = "going_on"
    """A shopper has it, or it waits for its review."""
    OPEN = "open"
    """Nobody has it."""


def fate(contact: Contact) -> Fate:
    """Returns what becomes of a contact's price."""
    if contact.state is State.APPROVED:
        return Fate.BILLED if contact.outcome is not None and contact.outcome.counts else Fate.FAILED
    if contact.state is State.EXCLUDED:
        return Fate.LEFT_OUT
    return Fate.OPEN if contact.state in {State.OPEN, State.OFFERED} else Fate.GOING_ON


@dataclass(frozen=True, kw_only=True)
class ServiceDone:
    """What has been done of one service."""

    service: str
    contacts: Mapping[Fate, int]
    in_vain: int
    """Tries at a closed or busy place that were made again."""
    minutes: tuple[Decimal, ...]
    """From start to end of each answered contact that is billed, the shortest first; none where a reply is waited for:
    what lies between is not work."""

    @property
    def billed(self) -> int:
        """How many contacts the client pays."""
        return self.contacts.get(Fate.BILLED, 0)

    @property
    def median(self) -> Decimal | None:
        """The middle length in minutes, to a tenth; None below PROPOSED_FROM contacts."""
        if len(self.minutes) < PROPOSED_FROM:
            return None
        return median(self.minutes).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def proposed(self) -> Decimal | None:
        """The minutes that a next quote should expect: the median, below ten in halves; None from too few."""
        if self.median is None:
            return None
        step = Decimal(1) if self.median >= LONG else Decimal("0.5")
        return max(step, (self.median / step).quantize(Decimal(1), ROUND_HALF_UP) * step)

    @property
    def is_indicative(self) -> bool:
        """Whether the proposal rests on few contacts."""
        return len(self.minutes) < SURE_FROM


def done_of(service: Service, contacts: Iterable[Contact], times: Times) -> ServiceDone:
    """Returns what has been done of a service; `contacts` are a wave's, of every service."""
    own = [contact for contact in contacts if contact.service == service.name]
    fates = [fate(contact) for contact in own]
    measured = [
        minutes
        for contact, became in zip(own, fates, strict=True)
        if became is Fate.BILLED and contact.outcome is Outcome.ANSWERED and not service.channel.waits_for_reply
        if (minutes := _minutes(times.get(contact.id, {}))) is not None
    ]
    return ServiceDone(
        service=service.name,
        contacts={one: fates.count(one) for one in Fate},
        in_vain=sum(contact.attempts for contact in own),
        minutes=tuple(sorted(measured)),
    )


def _minutes(times: Mapping[Moment, datetime]) -> Decimal | None:
    if Moment.STARTED not in times or Moment.ENDED not in times:
        return None
    return Decimal(round((times[Moment.ENDED] - times[Moment.STARTED]).total_seconds())) / 60
