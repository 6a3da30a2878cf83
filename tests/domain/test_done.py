"""What has been done of a wave: which contacts are billed, and how long they took."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.contact import Contact, Moment, Outcome, State
from domain.done import Fate, ServiceDone, done_of, fate
from domain.service import Channel
from tests.domain.havu import EMAIL, PHONE

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)


def contact(
    state: State = State.APPROVED, outcome: Outcome | None = Outcome.ANSWERED, *, id: int = 1, attempts: int = 0
) -> Contact:
    return Contact(
        id=id, study_id=1, wave_id=1, code=f"HAVU-{id:03}", service=PHONE.name, unit="", scenario="", profile="",
        channel=Channel.PHONE, thread="", step=0, opens_on=date(2026, 12, 1), closes_on=date(2026, 12, 20),
        fee=Decimal(15), state=state, version=1, shopper_id=1, alias="", outcome=outcome, reached_unit="",
        attempts=attempts, asking="", submitted_at=None, submitted_from=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "outcome", "becomes"),
    [
        (State.APPROVED, Outcome.ANSWERED, Fate.BILLED),
        (State.APPROVED, Outcome.NO_ANSWER, Fate.BILLED),
        (State.APPROVED, Outcome.WRONG_NUMBER, Fate.FAILED),
        (State.APPROVED, Outcome.EXPOSED, Fate.FAILED),
        (State.EXCLUDED, Outcome.ANSWERED, Fate.LEFT_OUT),
        (State.EXCLUDED, Outcome.EXPOSED, Fate.LEFT_OUT),
        (State.SUBMITTED, Outcome.ANSWERED, Fate.GOING_ON),
        (State.RETURNED, Outcome.ANSWERED, Fate.GOING_ON),
        (State.UNDERWAY, None, Fate.GOING_ON),
        (State.ACCEPTED, None, Fate.GOING_ON),
        (State.OFFERED, None, Fate.OPEN),
        (State.OPEN, None, Fate.OPEN),
    ],
)
def test_a_contact_is_billed_when_it_is_a_result(state: State, outcome: Outcome | None, becomes: Fate) -> None:
    assert fate(contact(state, outcome)) is becomes


def took(minutes: Iterable[float]) -> ServiceDone:
    lengths = list(minutes)
    every = [contact(id=number) for number, _ in enumerate(lengths)]
    times = {
        number: {Moment.STARTED: NOW, Moment.ENDED: NOW + timedelta(minutes=each)}
        for number, each in enumerate(lengths)
    }
    return done_of(PHONE, every, times)


@pytest.mark.parametrize(
    ("minutes", "middle", "proposed", "indicative"),
    [
        ([12.0] * 4, None, None, True),
        ([12.0] * 5, "12", "12", True),
        ([12.4, 12.4, 12.4, 90, 1], "12.4", "12", True),
        ([12.5] * 10, "12.5", "13", False),
        ([9.3] * 9, "9.3", "9.5", True),
        ([9.2] * 10, "9.2", "9", False),
        ([0.1] * 10, "0.1", "0.5", False),
        ([8, 9, 10, 11, 12, 13], "10.5", "11", True),
    ],
)
def test_a_length_is_proposed_from_enough_contacts(
    minutes: list[float], middle: str | None, proposed: str | None, indicative: bool
) -> None:
    done = took(minutes)
    assert done.median == (Decimal(middle) if middle else None)
    assert done.proposed == (Decimal(proposed) if proposed else None)
    assert done.is_indicative is indicative


def test_only_answered_and_billed_ones_are_measured() -> None:
    every = [
        contact(id=1),
        contact(outcome=Outcome.NO_ANSWER, id=2),
        contact(outcome=Outcome.EXPOSED, id=3),
        contact(State.SUBMITTED, id=4),
        contact(id=5, attempts=2),
    ]
    times = {each.id: {Moment.STARTED: NOW, Moment.ENDED: NOW + timedelta(minutes=each.id)} for each in every}
    del times[5][Moment.ENDED]
    done = done_of(PHONE, every, times)
    assert done.minutes == (Decimal(1),)
    assert (done.billed, done.contacts[Fate.FAILED], done.contacts[Fate.GOING_ON], done.in_vain) == (3, 1, 1, 2)


def test_what_waits_for_a_reply_is_not_measured() -> None:
    mail = EMAIL.model_copy(update={"name": PHONE.name})
    times = {1: {Moment.STARTED: NOW, Moment.ENDED: NOW + timedelta(days=2)}}
    assert done_of(mail, [contact()], times).minutes == ()
    assert done_of(EMAIL, [contact()], times).billed == 0
