"""A payment finds its invoice by a reference whose check digits catch a slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reference import finnish, international, reference, told


@pytest.mark.parametrize(("base", "whole"), [(123, "1232"), (1234, "12344"), (2026001, "20260011"), (100, "1009")])
def test_a_finnish_reference_ends_in_its_check_digit(base: int, whole: str) -> None:
    assert finnish(base) == whole


@given(st.integers(100, 10**19 - 1))
def test_the_weighed_sum_is_a_multiple_of_ten(base: int) -> None:
    digits = [int(digit) for digit in reversed(finnish(base))]
    assert (digits[0] + sum(digit * (7, 3, 1)[place % 3] for place, digit in enumerate(digits[1:]))) % 10 == 0


@given(st.integers(100, 10**19 - 1))
def test_an_international_reference_leaves_one_by_97(base: int) -> None:
    made = international(base)
    assert int(f"{made[4:]}2715{made[2:4]}") % 97 == 1


def test_at_home_it_is_finnish_and_abroad_international() -> None:
    assert reference("L2026-001", "FI") == "20260011"
    assert reference("L2026-001", "SE").startswith("RF")


def test_people_read_it_in_groups() -> None:
    assert told("20260011") == "202 60011"
    assert told("RF18539007547034") == "RF18 5390 0754 7034"
