"""What the next wave is called."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.wave import LONGEST_NAME, named, next_name

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("present", "today", "expected"),
    [
        ("1/2026", TODAY, "2/2026"),
        (" 9/2026 ", TODAY, "10/2026"),
        ("4/2026", date(2027, 2, 1), "1/2027"),
        ("1/2027", TODAY, "2/2027"),
        ("2026-Q4", TODAY, "2027-Q1"),
        ("2026-Q4", date(2027, 5, 1), "2027-Q2"),
        ("2026 q1", date(2026, 2, 1), "2026 q2"),
        ("2026-11", TODAY, "2026-12"),
        ("2026-12", TODAY, "2027-01"),
        ("2025-03", TODAY, "2026-11"),
        ("2026", TODAY, "2027"),
        ("Autumn 2026", TODAY, "Autumn 2027"),
        ("Kierros 2", TODAY, "Kierros 3"),
        ("spring", TODAY, "spring 2"),
        ("", TODAY, "2"),
        ("١/2026", TODAY, "١/2027"),
    ],
)
def test_the_next_wave_is_called_as_the_present_one_suggests(present: str, today: date, expected: str) -> None:
    assert next_name(present, today) == expected


@given(st.text(max_size=LONGEST_NAME), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_next_name_fits_and_another_follows_it(present: str, today: date) -> None:
    names = [present]
    for _ in range(20):
        names.append(next_name(names[-1], today))
    assert len(set(names[1:])) == 20
    assert all(0 < len(name) <= LONGEST_NAME + 2 for name in names[1:])


def test_a_typed_name_is_one_line() -> None:
    assert named("  kevät\n 2027 ") == "kevät 2027"
