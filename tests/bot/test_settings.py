"""What an owner sets wrongly is told at start, in a sentence that helps."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.settings import Settings
from tests.domain.test_logo import DRAWN, svg


def settings(**values: Any) -> Settings:
    return Settings(_env_file=None, **values)


def test_without_a_colour_and_a_logo_papers_have_our_own_colour_and_none() -> None:
    imprint = settings(agency_name="Aalto").imprint
    assert (imprint.agency, imprint.colour, imprint.logo) == ("Aalto", (11, 79, 108), None)


def test_a_colour_and_a_logo_reach_the_imprint(tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_bytes(DRAWN)
    imprint = settings(agency_colour="#aa1144", agency_logo=str(file)).imprint
    assert imprint.colour == (170, 17, 68)
    assert imprint.logo is not None
    assert imprint.logo.content == DRAWN


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("agency_colour", "petrol", "six digits such as #0b4f6c"),
        ("agency_logo", "no/such/logo.png", "no such file"),
        ("agency_logo", ".", "no such file"),
        ("timezone", "Turku", "Europe/Helsinki"),
    ],
)
def test_a_wrong_value_is_told_by_its_setting(name: str, value: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence) as refused:
        settings(**{name: value})
    assert refused.value.errors()[0]["loc"] == (name,)


def test_a_logo_that_cannot_be_printed_is_told_at_start(tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_bytes(svg("<text>x</text>"))
    with pytest.raises(ValidationError, match=re.escape("the logo has <text>")):
        settings(agency_logo=file)


def test_the_colour_can_stand_in_a_file_of_settings(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text("AGENCY_COLOUR=#aa1144\nAGENCY_LOGO=\n")
    made = Settings(_env_file=file)
    assert made.imprint.colour == (170, 17, 68)
    assert made.agency_logo is None
