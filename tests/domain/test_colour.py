import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.running import tell_of_colour
from domain.colour import READABLE, contrast, darkened, luminance, named, written
from domain.imprint import Imprint

WHITE, BLACK, WASH = (255, 255, 255), (0, 0, 0), (241, 245, 247)
channel = st.integers(0, 255)
colours = st.tuples(channel, channel, channel)


def test_a_colour_is_named_by_six_digits_with_or_without_a_hash() -> None:
    assert named("#0B4f6c") == named(" 0b4f6c ") == (11, 79, 108)


@pytest.mark.parametrize("text", ["", "petrol", "#fff", "#12345g", "#1234567", "rgb(1,2,3)"])
def test_anything_else_is_no_colour(text: str) -> None:
    with pytest.raises(ValueError, match="six digits"):
        named(text)


def test_contrasts_are_those_of_the_guidelines() -> None:
    """The pairs are the usual examples: black on white, the greys on either side of 4.5, pure red."""
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast((118, 118, 118), WHITE) == pytest.approx(4.54, abs=0.005)
    assert contrast((119, 119, 119), WHITE) == pytest.approx(4.48, abs=0.005)
    assert contrast(WHITE, (255, 0, 0)) == pytest.approx(4.0, abs=0.005)


def test_a_colour_dark_enough_stays_as_it_is() -> None:
    assert darkened((11, 79, 108), WASH) == (11, 79, 108)


@given(colours)
def test_every_colour_becomes_readable_and_no_lighter(colour: tuple[int, int, int]) -> None:
    made = darkened(colour, WASH)
    assert contrast(made, WASH) >= READABLE
    assert contrast(made, WHITE) >= READABLE
    assert luminance(made) <= luminance(colour)


@given(colours)
def test_a_colour_is_written_as_it_is_read(colour: tuple[int, int, int]) -> None:
    assert named(written(colour)) == colour


@pytest.mark.parametrize(
    ("colour", "told"),
    [("#0b4f6c", []), ("#ffcc00", ["AGENCY_COLOUR #ffcc00 is too pale for text to be read in it; papers print it as"])],
)
def test_a_colour_that_is_printed_darker_is_told_at_the_start(
    colour: str, told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    tell_of_colour(Imprint(agency="Aalto Mystery", colour=named(colour)))
    assert [message[: len(start)] for message, start in zip(caplog.messages, told, strict=True)] == told


def test_yellow_stays_yellow_enough_to_be_known() -> None:
    red, green, blue = darkened((255, 204, 0), WASH)
    assert red > green > blue == 0
