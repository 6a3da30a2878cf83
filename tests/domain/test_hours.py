"""Hours are typed in a line, as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.hours import NotHours, Told, TooManyHours, WorkTooLong, WorkUntold, read_hours
from domain.refusal import InTheFuture, Refusal

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("2.5 x", "2.5"),
        ("2,5 x", "2.5"),
        ("2 x", "2"),
        ("2:30 x", "2.5"),
        ("0:20 x", "0.33"),
        ("0:40 x", "0.67"),
        ("2h 30min x", "2.5"),
        ("2 h 30 min x", "2.5"),
        ("2h30 x", "2.5"),
        ("1 h x", "1"),
        ("1,5 h x", "1.5"),
        ("2 tuntia 15 minuuttia x", "2.25"),
        ("1 tunti x", "1"),
        ("2 hours x", "2"),
        ("3 t 45 x", "3.75"),
        ("45 min x", "0.75"),
        ("90 minutes x", "1.5"),
        ("24 x", "24"),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, hours: str) -> None:
    assert read_hours(typed, TODAY) == Told(Decimal(hours), "x", TODAY)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2.5 results shown to the board", Told(Decimal("2.5"), "results shown to the board", TODAY)),
        ("2.5 21.11. results", Told(Decimal("2.5"), "results", date(2026, 11, 21))),
        ("21.11. 2,5 tulosten esittely", Told(Decimal("2.5"), "tulosten esittely", date(2026, 11, 21))),
        ("2 21.11.2025 results", Told(Decimal(2), "results", date(2025, 11, 21))),
        ("2 2026-11-02 results", Told(Decimal(2), "results", date(2026, 11, 2))),
        ("1:15 eilen raportin läpikäynti", Told(Decimal("1.25"), "raportin läpikäynti", date(2026, 11, 22))),
        ("1 yesterday @havu call", Told(Decimal(1), "call", date(2026, 11, 22), "havu")),
        ("@Havu 2 a call with the board", Told(Decimal(2), "a call with the board", TODAY, "Havu")),
        ("2 @havu, 20.10. interviews", Told(Decimal(2), "interviews", date(2026, 10, 20), "havu")),
        ("2 workshop 21.11. in Turku", Told(Decimal(2), "workshop 21.11. in Turku", TODAY)),
        ("2 mail to helmi@havu.example", Told(Decimal(2), "mail to helmi@havu.example", TODAY)),
        ("2 3 interviews", Told(Decimal(2), "3 interviews", TODAY)),
        ("2 - interviews", Told(Decimal(2), "interviews", TODAY)),
        ("2 meetings", Told(Decimal(2), "meetings", TODAY)),
        ("2 tuntikirjausta", Told(Decimal(2), "tuntikirjausta", TODAY)),
    ],
)
def test_a_day_and_a_study_may_stand_beside_the_hours(typed: str, told: Told) -> None:
    assert read_hours(typed, TODAY) == told


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", NotHours),
        ("what was done", NotHours),
        ("@havu what", NotHours),
        ("21.11. what", NotHours),
        ("2.5.3 what", NotHours),
        ("2:75 what", NotHours),
        ("-2 what", NotHours),
        ("1e3 what", NotHours),
        ("٢ what", NotHours),
        ("0 nothing", TooManyHours),
        ("0:00 nothing", TooManyHours),
        ("24:01 everything", TooManyHours),
        ("25 everything", TooManyHours),
        ("2.5", WorkUntold),
        ("2.5 @havu 21.11.", WorkUntold),
        ("2 tomorrow results", InTheFuture),
        ("2 20.12. interviews", InTheFuture),
        ("2 24.11. results", InTheFuture),
        ("2 " + "x" * 301, WorkTooLong),
    ],
)
def test_what_cannot_be_read_is_refused(typed: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read_hours(typed, TODAY)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        told = read_hours(text, TODAY)
    except Refusal:
        return
    assert 0 < told.hours <= 24
    assert told.day <= TODAY
    assert told.what


@given(st.integers(0, 23), st.integers(1, 59))
def test_the_same_time_is_the_same_in_every_form(hours: int, minutes: int) -> None:
    forms = (f"{hours}:{minutes:02} x", f"{hours} h {minutes} min x", f"{hours * 60 + minutes} min x")
    assert len({read_hours(form, TODAY).hours for form in forms}) == 1
