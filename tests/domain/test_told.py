"""Times and days as people tell them."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contact import LONGEST, LONGEST_REPLY
from domain.refusal import DatesWrong, InTheFuture, NotALength, NotATelling, Refusal, TooLongToBe
from domain.told import read_day, read_days, read_length, read_telling, tells_a_time

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)

clocks = st.tuples(st.integers(0, 23), st.integers(0, 59))
moments = st.integers(0, 2 * 365 * 86_400).map(lambda s: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=s))


@pytest.mark.parametrize(
    ("line", "start", "wait", "length"),
    [
        ("10.15, waited 3 min, took 12 min", "23.11. 10.15", "3m", "12m"),
        ("10.15, jonotin 3 min, kesti 12", "23.11. 10.15", "3m", "12m"),
        ("9.15 3 12", "23.11. 9.15", "3m", "12m"),
        ("klo 9.15, jonotin 3 min, kesti 12", "23.11. 9.15", "3m", "12m"),
        ("9:15; 1,5; 12", "23.11. 9.15", "90s", "12m"),
        ("09.15.", "23.11. 9.15", "", ""),
        ("9.15, 0 min, 7.5 min", "23.11. 9.15", "0s", "450s"),
        ("klo 10", "23.11. 10.00", "", ""),
        ("11.30", "22.11. 11.30", "", ""),
        ("9.00, odotin 30 sekuntia, kesti 1 h", "23.11. 9.00", "30s", "60m"),
        ("9.00, 1 h 20 min", "23.11. 9.00", "80m", ""),
        ("9.00, kesti 12 min", "23.11. 9.00", "", "12m"),
        ("9.00, kesti 12, jonotin 3", "23.11. 9.00", "3m", "12m"),
        ("toissapäivänä 9.00", "21.11. 9.00", "", ""),
        ("eilen klo 10.15, noin 2 min", "22.11. 10.15", "2m", ""),
        ("9.00 yesterday", "22.11. 9.00", "", ""),
        ("the day before yesterday at 9:00, waited 2 min and took 1 hour and 5 minutes", "21.11. 9.00", "2m", "65m"),
        ("23.11. klo 9.00, jonotin 3 min, kesti 12 min", "23.11. 9.00", "3m", "12m"),
        ("12.11. 10.15", "12.11. 10.15", "", ""),
        ("20.11.2026 10.15, 2 päivää, 3 pv", "20.11. 10.15", "2880m", "4320m"),
        ("perjantaina 9.00", "20.11. 9.00", "", ""),
        ("monday 12.00", "16.11. 12.00", "", ""),
    ],
)
def test_a_line_tells_start_wait_and_length(line: str, start: str, wait: str, length: str) -> None:
    told, waited, took = read_telling(line, NOW + timedelta(hours=1), HELSINKI, LONGEST_REPLY)
    assert f"{told.astimezone(HELSINKI):%-d.%-m. %-H.%M}" == start
    assert (waited, took) == (_length(wait), _length(length))


def _length(told: str) -> timedelta | None:
    if not told:
        return None
    return timedelta(seconds=int(told[:-1]) * (60 if told[-1] == "m" else 1))


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", NotATelling),
        ("soon", NotATelling),
        ("25.10", NotATelling),
        ("9.60", NotATelling),
        ("9", NotATelling),
        ("12.11.", NotATelling),
        ("1.12.2026", NotATelling),
        ("31.2. 9.00", NotATelling),
        ("23.11.2024 9.00", NotATelling),
        ("1.1.0001 0.00", NotATelling),
        ("9.00, odotin -3 min", NotATelling),
        ("9.00-9.15", NotATelling),
        ("9.00, 9.15", NotATelling),
        ("9.00,3,12", NotATelling),
        ("9.00, 2 min 30", NotATelling),
        ("9.00, 1, 2, 3", NotATelling),
        ("9.00, odotin 3, odotin 4", NotATelling),
        ("9.00, 12 min kesti", NotATelling),
        ("9.00, puoli tuntia", NotATelling),
        ("eilen 22.11. 9.00", NotATelling),
        ("3 min, 9.00", NotATelling),
        ("9.00, 30 h", TooLongToBe),
        ("9.00, 99999 min", NotATelling),
        ("huomenna 10.15", InTheFuture),
        ("tomorrow 9.00", InTheFuture),
        ("24.11. 9.00", InTheFuture),
        ("today 23:59", InTheFuture),
    ],
)
def test_what_is_not_understood_whole_is_refused(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read_telling(text, NOW, HELSINKI, LONGEST)


@given(clocks, st.sampled_from(".:"), st.sampled_from(["", ",", " 3 min", ", 3, 12"]), moments)
def test_a_clock_time_is_the_last_time_it_was_so(clock: tuple[int, int], mark: str, after: str, now: datetime) -> None:
    told, _, _ = read_telling(f"{clock[0]}{mark}{clock[1]:02}{after}", now, HELSINKI, LONGEST)
    local = told.astimezone(HELSINKI)
    assert told <= now
    assert now - told <= timedelta(hours=25)
    if local.utcoffset() == now.astimezone(HELSINKI).utcoffset():
        assert (local.hour, local.minute) == clock


@given(
    st.integers(0, 300),
    clocks,
    st.integers(0, 60 * 86_400),
    st.integers(0, 60 * 86_400),
    st.sampled_from([("jonotin", "kesti", "ja"), ("waited", "took", "and")]),
)
def test_what_is_printed_is_what_was_read(
    ago: int, clock: tuple[int, int], wait: int, length: int, words: tuple[str, str, str]
) -> None:
    day = TODAY - timedelta(days=ago)
    waited, took, also = words
    start = f"{day.day}.{day.month}.{day.year} {clock[0]}.{clock[1]:02}"
    line = f"{start}, {waited} {_print(wait)} {also} {took} {_print(length)}"
    at = datetime(day.year, day.month, day.day, *clock, tzinfo=HELSINKI).astimezone(UTC)
    now = max(NOW, at)
    assert read_telling(line, now, HELSINKI, LONGEST_REPLY) == (at, timedelta(seconds=wait), timedelta(seconds=length))


def _print(seconds: int) -> str:
    parts = (seconds // 86_400, "pv"), (seconds // 3600 % 24, "h"), (seconds // 60 % 60, "min"), (seconds % 60, "s")
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("3", 180),
        ("0", 0),
        ("1,5", 90),
        ("3 min.", 180),
        ("odotin noin 30 sekuntia", 30),
        ("45s", 45),
        ("1h20min", 4800),
        ("1 h 20", 4800),
        ("1 tunti ja 5 minuuttia", 3900),
        ("2 päivää", 172_800),
        ("30 h", 108_000),
        ("1 pv 2 h", 93_600),
    ],
)
def test_a_length_is_read_with_its_units(text: str, seconds: int) -> None:
    assert read_length(text, LONGEST_REPLY) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "three", "99999", "-", "-3", "3 min 12", "3, 12", "10.15", "3 kuukautta", "3 %"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(NotALength):
        read_length(text, LONGEST)


@pytest.mark.parametrize("text", ["721", "30 h", "2 päivää", "13 tuntia"])
def test_a_call_takes_12_hours_at_most_and_a_reply_60_days(text: str) -> None:
    assert read_length(text, LONGEST_REPLY)
    with pytest.raises(TooLongToBe):
        read_length(text, LONGEST)
    with pytest.raises(TooLongToBe):
        read_length("61 days", LONGEST_REPLY)


ALPHABET = st.text("0123456789.,:;- hmspvklo\n²١", max_size=30)


@given(st.one_of(st.text(max_size=80), ALPHABET), moments)
def test_any_words_are_read_or_refused(text: str, now: datetime) -> None:
    for longest in (LONGEST, LONGEST_REPLY):
        with suppress(NotALength, TooLongToBe):
            assert timedelta() <= read_length(text, longest) <= longest
        try:
            told, wait, length = read_telling(text, now, HELSINKI, longest)
        except (NotATelling, TooLongToBe, InTheFuture):
            continue
        assert told <= now
        assert tells_a_time(text)
        assert all(each is None or timedelta() <= each <= longest for each in (wait, length))


@pytest.mark.parametrize("text", ["moi", "3", "2 päivää", "odotin 3,5 min", "maanantaina", "katso kuva 2"])
def test_most_talk_has_no_time_in_it(text: str) -> None:
    assert not tells_a_time(text)


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


@pytest.mark.parametrize(
    "text", ["", "1.12.", "30.2.-1.3.", "1.13.-2.13.", "1.1.-2.2.-3.3.", "99.99.2026-1.1.2027", "1.12.-1.11."]
)
def test_what_is_not_two_days_is_refused(text: str) -> None:
    with pytest.raises(DatesWrong):
        read_days(text, TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("until 20.12.", date(2026, 12, 20)),
        ("10.1. asti", date(2027, 1, 10)),
        ("20.11.", date(2026, 11, 20)),
        ("2027-11-20", date(2027, 11, 20)),
    ],
)
def test_one_day_is_read(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@given(st.text(max_size=60), st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_any_words_are_days_or_refused(text: str, today: date) -> None:
    try:
        first, last = read_days(text, today)
    except DatesWrong:
        return
    assert isinstance(first, date)
    assert isinstance(last, date)
