"""What may be said of how many contacts."""

import pytest

from reporting.ladder import Rung, rung


@pytest.mark.parametrize(
    ("contacts", "reached"),
    [
        (0, Rung.NUMBER_ALONE),
        (2, Rung.NUMBER_ALONE),
        (3, Rung.COUNTS),
        (4, Rung.COUNTS),
        (5, Rung.INDICATIVE),
        (9, Rung.INDICATIVE),
        (10, Rung.TESTED),
        (29, Rung.TESTED),
        (30, Rung.EVERYTHING),
        (99, Rung.EVERYTHING),
        (100, Rung.RANKED),
    ],
)
def test_each_number_of_contacts_has_its_rung(contacts: int, reached: Rung) -> None:
    assert rung(contacts) is reached


def test_a_value_is_told_from_five_and_without_a_warning_from_ten() -> None:
    assert [n for n in range(12) if rung(n).shows_value] == [5, 6, 7, 8, 9, 10, 11]
    assert [n for n in range(12) if rung(n).is_indicative] == [5, 6, 7, 8, 9]
