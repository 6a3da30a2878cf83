"""One planned or made encounter: the unit that is counted and priced."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.service import Channel


class State(StrEnum):
    """Where a contact is on its way from the plan to the results."""

    OPEN = "open"
    """Planned; nobody has it."""
    OFFERED = "offered"
    """Offered to a shopper who has not answered yet."""
    ACCEPTED = "accepted"
    """A shopper has taken it and not begun."""
    UNDERWAY = "underway"
    """Begun: the call goes on, or the reply is waited for."""
    ANSWERING = "answering"
    """The encounter is over; its questions are being answered."""
    SUBMITTED = "submitted"
    """Waits for the coordinator's review."""
    RETURNED = "returned"
    """Some metrics came back with words; the shopper corrects just those."""
    APPROVED = "approved"
    """Counts in the results, and is paid."""
    EXCLUDED = "excluded"
    """Paid, but left out of the results, with a reason."""


UNFINISHED = frozenset(State) - {State.APPROVED, State.EXCLUDED}
"""States of contacts of which something is to come."""
MAY_FINISH = UNFINISHED - {State.OPEN, State.OFFERED}
"""States of contacts that go on when their wave is closed."""


class Move(StrEnum):
    """What can happen to a contact."""

    OFFER = "offer"
    DECLINE = "decline"
    ACCEPT = "accept"
    RELEASE = "release"
    """The shopper gives it up before beginning."""
    WITHDRAW = "withdraw"
    """The coordinator takes it back before it has begun."""
    START = "start"
    END = "end"
    """The encounter is over, by button or told afterwards."""
    RETRY = "retry"
    """It failed in a way that is tried again."""
    UNDO = "undo"
    """A failure that was a slip of the finger is taken back, before it is handed in."""
    SUBMIT = "submit"
    RECALL = "recall"
    """The shopper takes back what was just handed in."""
    APPROVE = "approve"
    RETURN = "return"
    EXCLUDE = "exclude"


MOVES: dict[Move, dict[State, State | None]] = {
    Move.OFFER: {State.OPEN: State.OFFERED},
    Move.DECLINE: {State.OFFERED: State.OPEN},
    Move.ACCEPT: {State.OFFERED: State.ACCEPTED},
    Move.RELEASE: {State.ACCEPTED: State.OPEN},
    Move.WITHDRAW: {State.OFFERED: State.OPEN, State.ACCEPTED: State.OPEN},
    Move.START: {State.ACCEPTED: State.UNDERWAY},
    Move.END: {State.ACCEPTED: State.ANSWERING, State.UNDERWAY: State.ANSWERING},
    Move.RETRY: {State.UNDERWAY: State.ACCEPTED},
    Move.UNDO: {State.ANSWERING: State.UNDERWAY},
    Move.SUBMIT: {
        State.ANSWERING: State.SUBMITTED,
        State.RETURNED: State.SUBMITTED,
        State.SUBMITTED: State.SUBMITTED,
        State.APPROVED: State.SUBMITTED,
    },
    Move.RECALL: {State.SUBMITTED: None},
    Move.APPROVE: {State.SUBMITTED: State.APPROVED},
    Move.RETURN: {State.SUBMITTED: State.RETURNED},
    Move.EXCLUDE: {State.SUBMITTED: State.EXCLUDED, State.APPROVED: State.EXCLUDED},
}
"""The state machine, as a table: from which states a move may be made, and where it leads.

None is the state that the contact was handed in from.
"""


class Outcome(StrEnum):
    """How an encounter went."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    """Nobody answered: the worst contact, not a missing one. Counts, and is paid."""
    CLOSED = "closed"
    """The service was closed or busy: tried again, nothing counted. Of a try that is behind, never of the contact."""
    WRONG_NUMBER = "wrong_number"
    """The address does not lead there: paid, left out of the results."""
    EXPOSED = "exposed"
    """The shopper was recognised: paid, left out of the results."""

    @property
    def counts(self) -> bool:
        """Whether the contact is a result."""
        return self in {Outcome.ANSWERED, Outcome.NO_ANSWER}


class Moment(StrEnum):
    """A moment of a contact that is timed."""

    STARTED = "started"
    ANSWERED = "answered"
    ENDED = "ended"


class Source(StrEnum):
    """How we know a time."""

    BUTTON = "button"
    """Pressed as it happened."""
    TOLD = "told"
    """Told afterwards."""
    CORRECTED = "corrected"
    """Corrected by hand, with a reason."""
    EXCHANGE = "exchange"
    """Counted by the client's telephone exchange."""


LONGEST = timedelta(hours=12)
"""A call or a visit longer than this is a slip of the finger."""
LONGEST_REPLY = timedelta(days=60)
"""A written reply that takes longer than this is not waited for."""
BETWEEN_TRIES = timedelta(hours=1)
"""A place that was closed or busy gets this long before the next try."""
RECALL_WITHIN = timedelta(minutes=10)
"""For this long the shopper may take back what was handed in."""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A contact as stored."""

    id: int
    study_id: int
    wave_id: int
    code: str
    """What people type: letters of the client and a number, `HAVU-017`."""
    service: str
    unit: str
    scenario: str
    profile: str
    channel: Channel
    thread: str
    """Contacts that follow each other as one customer's journey share it; empty for a single one."""
    step: int
    opens_on: date
    closes_on: date
    fee: Decimal
    bonus: Decimal | None = None
    """On top of the fee, for an opening that was hard to fill."""
    state: State
    version: int
    """Rises with every change; a button made for another version is stale."""
    shopper_id: int | None
    alias: str
    outcome: Outcome | None
    reached_unit: str
    """The unit that answered, when it is not the planned one or has been asked."""
    attempts: int
    asking: str
    """The question the shopper went back to; empty: the first one without an answer."""
    submitted_at: datetime | None
    submitted_from: State | None
    """The state it was handed in from; None before that."""

    @property
    def answering_unit(self) -> str:
        """The unit whose service it measures: the reached one, else the planned one."""
        return self.reached_unit or self.unit

    @property
    def has_failed(self) -> bool:
        """Whether the encounter came to nothing: nobody answered, a wrong number, recognised."""
        return self.outcome not in (None, Outcome.ANSWERED)

    @property
    def longest(self) -> timedelta:
        """How long a wait or the whole encounter may be, as told afterwards."""
        return LONGEST_REPLY if self.channel.waits_for_reply else LONGEST

    def gives_cover(self, times: Mapping[Moment, datetime], now: datetime) -> bool:
        """Whether its shopper is in the middle of it, and nothing on their phone may give them away.

        An [Ended] that was forgotten does not keep them silent for ever.
        """
        if self.state is not State.UNDERWAY or self.channel.waits_for_reply or Moment.ENDED in times:
            return False
        return Moment.STARTED in times and now - times[Moment.STARTED] < LONGEST

    def next_try(self, last: datetime, zone: ZoneInfo) -> datetime:
        """Returns from when on it may be tried again, to the minute, after a failed try last heard of at `last`.

        On its last day, and when it is late, that is at once: the place may close before the time between tries is
        over, and a try too soon is better than none. An earlier day always leaves the next one.
        """
        is_last_day = last.astimezone(zone).date() >= self.closes_on
        return (last if is_last_day else last + BETWEEN_TRIES).replace(second=0, microsecond=0)

    def may(self, move: Move) -> bool:
        """Whether the move can be made from the state it is in."""
        return self._target(move) is not None

    def after(self, move: Move) -> State:
        """Returns the state that the move leads to (KeyError when it may not be made)."""
        target = self._target(move)
        if target is None:
            raise KeyError(move)
        return target

    def _target(self, move: Move) -> State | None:
        targets = MOVES[move]
        return (targets[self.state] or self.submitted_from) if self.state in targets else None

    @property
    def recall_until(self) -> datetime | None:
        """The last moment at which it may be taken back; None when there is nothing to take back."""
        if self.submitted_at is None or not self.may(Move.RECALL):
            return None
        return self.submitted_at + RECALL_WITHIN
