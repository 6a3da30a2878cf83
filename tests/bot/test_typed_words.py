"""What refusals say to those who typed something else, each in their own way of writing."""

from decimal import Decimal

import pytest

from bot.refusals import note_of, sentence
from bot.view import ChatWords
from domain.answer_value import NotADate, NotADayAhead, NotADayAndTime, NotANumber, OutOfRange
from domain.refusal import Refusal

HALVES = OutOfRange(low=Decimal(0), high=Decimal(10), step=Decimal("0.5"))


@pytest.mark.parametrize(
    ("refused", "language", "said"),
    [
        (HALVES, "en", "from 0 to 10 in steps of 0.5"),
        (HALVES, "fi", "askel on 0,5"),
        (NotANumber(), "en", "3 or 2.5"),
        (NotANumber(), "fi", "3 tai 2,5"),
        (NotADate(), "en", "or yesterday"),
        (NotADayAhead(), "en", "or tomorrow"),
        (NotADayAndTime(), "en", "21.11. 10.15"),
    ],
)
def test_an_example_is_one_that_would_be_read(refused: Refusal, language: str, said: str) -> None:
    assert said in str(sentence(note_of(refused), ChatWords(language)))
