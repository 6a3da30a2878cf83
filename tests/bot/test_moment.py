"""When something was done: Telegram's clock, where it can be believed."""

from datetime import timedelta

import pytest

from bot.heard import Heard
from bot.work import _moment
from domain.storage.inbox import Arrival
from tests.agency import NOW

ARRIVAL = Arrival(1, 42, "{}", NOW)


@pytest.mark.parametrize(
    ("before", "believed"),
    [
        (timedelta(seconds=2), True),
        (timedelta(hours=3), True),
        (timedelta(hours=24) - timedelta(seconds=1), True),
        (timedelta(hours=24), False),
        (timedelta(days=400), False),
        (timedelta(seconds=-5), False),
        (timedelta(days=-3), False),
        (timedelta(seconds=1), False),
    ],
    ids=str,
)
def test_a_message_is_of_when_it_was_written_within_a_day_before_it_came(before: timedelta, believed: bool) -> None:
    heard = Heard(42, "Aino", "en", text="9", at=NOW - before)
    assert _moment(heard, ARRIVAL) == (NOW - before if believed else NOW)


def test_what_bears_no_time_is_of_when_it_came() -> None:
    assert _moment(Heard(42, "Aino", "en"), ARRIVAL) == NOW
