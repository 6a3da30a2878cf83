"""Times and days as people tell them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusal import DatesWrong, NotATime, Refusal
from domain.told import LONGEST, read_clock, read_days, read_minutes, read_telling

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)

clocks = st.tuples(st.integers(0, 23), st.integers(0, 59))
moments = st.integers(0, 2 * 365 * 86_400).map(lambda s: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=s))


@pytest.mark.parametrize(
    ("line", "start", "wait", "length"),
    [
        ("10.15, waited 3 min, took 12 min", "10.15", 3, 12),
        ("9.15 3 12", "9.15", 3, 12),
        ("klo 9.15, jonotin 3 min, kesti 12", "9.15", 3, 12),
        ("9:15; 1,5; 12", "9.15", 1.5, 12),
        ("09.15.", "9.15", None, None),
        ("9.15, 0 min, 7.5 min", "9.15", 0, 7.5),
    ],
)
def test_a_line_tells_start_wait_and_length(line: str, start: str, wait: float | None, length: float | None) -> None:
    told, waited, took = read_telling(line, NOW + timedelta(hours=3), HELSINKI)
    assert f"{told.astimezone(HELSINKI):%-H.%M}" == start
    assert waited == (None if wait is None else timedelta(minutes=wait))
    assert took == (None if length is None else timedelta(minutes=length))


@given(clocks, st.sampled_from(".:"), st.sampled_from(["", ",", ".", " min", ", 3, 12"]), moments)
def test_a_clock_time_is_the_last_time_it_was_so(clock: tuple[int, int], mark: str, after: str, now: datetime) -> None:
    told = read_clock(f"{clock[0]}{mark}{clock[1]:02}{after}", now, HELSINKI)
    local = told.astimezone(HELSINKI)
    assert told <= now
    assert now - told <= timedelta(hours=25)
    if local.utcoffset() == now.astimezone(HELSINKI).utcoffset():
        assert (local.hour, local.minute) == clock


@pytest.mark.parametrize("text", ["", "soon", "25.10", "9.60", "1.12.2026", "9", "9.5", "123.45"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(NotATime):
        read_clock(text, NOW, HELSINKI)


@given(st.integers(0, 720))
def test_minutes_are_read(minutes: int) -> None:
    assert read_minutes(f"{minutes} min") == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "three", "721", "9999", "99999", "-"])
def test_what_is_no_number_of_minutes_is_refused(text: str) -> None:
    with pytest.raises(NotATime):
        read_minutes(text)


@given(st.text(max_size=80), moments)
def test_any_words_are_read_or_refused(text: str, now: datetime) -> None:
    try:
        told, wait, length = read_telling(text, now, HELSINKI)
    except Refusal:
        return
    assert told <= now
    assert all(each is None or timedelta() <= each <= LONGEST for each in (wait, length))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1.12.-20.12.", (date(2026, 12, 1), date(2026, 12, 20))),
        ("1.12.–20.12.2026", (date(2026, 12, 1), date(2026, 12, 20))),
        ("2026-12-01 to 2026-12-20", (date(2026, 12, 1), date(2026, 12, 20))),
        ("20.12. - 10.1.", (date(2026, 12, 20), date(2027, 1, 10))),
        ("1.2.-2.2.", (date(2027, 2, 1), date(2027, 2, 2))),
    ],
)
def test_two_days_are_read(text: str, days: tuple[date, date]) -> None:
    assert read_days(text, TODAY) == days


@pytest.mark.parametrize("text", ["", "1.12.", "30.2.-1.3.", "1.13.-2.13.", "1.1.-2.2.-3.3.", "99.99.2026-1.1.2027"])
def test_what_is_not_two_days_is_refused(text: str) -> None:
    with pytest.raises(DatesWrong):
        read_days(text, TODAY)


@given(st.text(max_size=60), st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_any_words_are_days_or_refused(text: str, today: date) -> None:
    try:
        first, last = read_days(text, today)
    except DatesWrong:
        return
    assert isinstance(first, date)
    assert isinstance(last, date)
