"""Opening hours, as people write them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.opening_hours import read_hours

MONDAY, FRIDAY, SATURDAY, SUNDAY = 23, 27, 28, 29
"""Days of November 2026."""


@pytest.mark.parametrize(
    ("written", "day", "clock", "is_open"),
    [
        ("ma-pe 8-18", MONDAY, "08.00", True),
        ("ma-pe 8-18", MONDAY, "07.59", False),
        ("ma-pe 8-18", FRIDAY, "18.00", True),
        ("ma-pe 8-18", FRIDAY, "18.01", False),
        ("ma-pe 8-18", SATURDAY, "12.00", False),
        ("ma–pe 8.00–16.15, la 10-14", FRIDAY, "16.15", True),
        ("ma–pe 8.00–16.15, la 10-14", FRIDAY, "16.16", False),
        ("ma–pe 8.00–16.15, la 10-14", SATURDAY, "13.59", True),
        ("Mon-Fri 9:30-17:00; Sat 10-14", MONDAY, "09.29", False),
        ("Mon-Fri 9:30-17:00; Sat 10-14", SATURDAY, "10.00", True),
        ("ma, pe klo 9-12 ja 13-16", FRIDAY, "12.30", False),
        ("ma, pe klo 9-12 ja 13-16", FRIDAY, "15.00", True),
        ("ma-la 9-21, su suljettu", SUNDAY, "12.00", False),
        ("8-20", SUNDAY, "19.00", True),
        ("arkisin 8-16", SUNDAY, "12.00", False),
        ("Arkisin 8-16, viikonloppuisin 10-14", SUNDAY, "12.00", True),
        ("24/7", SUNDAY, "03.00", True),
        ("24 h", SUNDAY, "23.59", True),
        ("pe 20-2", SATURDAY, "01.30", True),
        ("pe 20-2", SATURDAY, "02.30", False),
        ("su 20-2", MONDAY, "01.30", True),
        ("la-ma 10-14", MONDAY, "11.00", True),
        ("la-ma 10-14", FRIDAY, "11.00", False),
        ("daily 0-24", FRIDAY, "23.59", True),
    ],
)
def test_hours_are_understood(written: str, day: int, clock: str, is_open: bool) -> None:
    hours = read_hours(written)
    assert hours is not None
    assert hours.includes(datetime(2026, 11, day, int(clock[:2]), int(clock[3:]))) is is_open  # noqa: DTZ001


@pytest.mark.parametrize(
    "written",
    ["", "by appointment", "ma-pe", "ma-pe 8", "ma-xx 8-16", "8-16 paitsi juhlapyhinä", "ma 8-25", "ma 8.75-9"],
)
def test_what_is_not_understood_whole_tells_no_hours(written: str) -> None:
    assert read_hours(written) is None


@given(st.text(alphabet="mapetolsu0123456789-–.:,; /h", max_size=20))
def test_nothing_typed_breaks_the_reader(written: str) -> None:
    hours = read_hours(written)
    assert hours is None or all(0 <= first < end <= 2 * 1440 for _, first, end in hours.spans)
