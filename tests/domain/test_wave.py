"""What the next wave is called."""

import pytest

from domain.wave import named, next_name


@pytest.mark.parametrize(
    ("present", "year", "expected"),
    [
        ("1/2026", 2026, "2/2026"),
        (" 9/2026 ", 2026, "10/2026"),
        ("4/2026", 2027, "1/2027"),
        ("1/2027", 2026, "2/2027"),
        ("2026-Q4", 2026, "otherwise"),
        ("spring", 2026, "otherwise"),
        ("1/26", 2026, "otherwise"),
        ("", 2026, "otherwise"),
        ("١/2026", 2026, "otherwise"),
    ],
)
def test_a_numbered_wave_is_followed_by_the_next_number(present: str, year: int, expected: str) -> None:
    assert next_name(present, year=year, otherwise="otherwise") == expected


def test_a_typed_name_is_one_line() -> None:
    assert named("  kevät\n 2027 ") == "kevät 2027"
