"""What a card tells of a client's CSV before it is saved: as much as so few customers bear, and why nothing fits."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.view import ChatWords
from bot.views import figures as views
from domain.contact import Moment
from domain.figures.exchange import Calls, Compared, Comparison, Made, Sought, Standing
from domain.figures.reading import read
from tests.domain.test_flags import CONTACT, NOW
from tests.domain.workbook_edits import study

NOBODY = Sought(frozenset(), frozenset(), ())
CALLS = Calls(
    calls=(), rows=3, first=datetime(2026, 11, 20, 8, tzinfo=UTC), last=datetime(2026, 11, 20, 15, tzinfo=UTC)
)


def previewed(*rows: tuple[int, int, int], language: str = "en") -> str:
    """The card of customers who answered NPS, CSAT and CES."""
    text = "date;nps;csat (1-5);ces\n" + "".join(f"2026-11-0{1 + n};{a};{b};{c}\n" for n, (a, b, c) in enumerate(rows))
    found = read(text.encode(), ZoneInfo("Europe/Helsinki"), NOBODY)
    assert found.own is not None, found.faults
    return str(
        views.own(ChatWords(language), 1, "own.csv", "Havu", found.own, changes=(), same=False, saved=False).text
    )


def test_of_two_customers_only_their_number_is_told() -> None:
    card = previewed((9, 5, 6), (10, 4, 7))
    assert "NPS (n = 2)" in card
    assert "CSAT (n = 2)" in card
    assert "CES (n = 2)" in card
    assert "100" not in card


def test_of_three_or_four_they_are_counted() -> None:
    card = previewed((9, 5, 6), (10, 4, 7), (0, 1, 5))
    assert "NPS promoters 2, detractors 1 (n = 3)" in card
    assert "CSAT 2 of 3 (n = 3)" in card
    assert "CES (n = 3)" in card


@pytest.mark.parametrize(("language", "mark"), [("en", "indicative"), ("fi", "suuntaa-antava")])
def test_of_five_to_nine_the_value_is_indicative(language: str, mark: str) -> None:
    card = previewed(*[(9, 5, 6)] * 5, language=language)
    assert f"NPS <b>100</b> (n = 5), {mark}" in card


def compared(*rows: Compared) -> str:
    found = Comparison(CALLS, rows, analysed=False)
    return str(views.compared(ChatWords("en"), 1, "calls.csv", "Havu", study(), found, used=False).text)


def test_where_no_contact_was_made_the_days_are_to_be_looked_at() -> None:
    card = compared()
    assert "Nothing here matches: no call of this study was made and handed in within that time." in card
    assert "Europe/Helsinki" in card


def test_where_no_call_fits_the_numbers_are_to_be_looked_at() -> None:
    card = compared(Compared(Made(CONTACT, {Moment.STARTED: NOW}), Standing.MISSING))
    assert "contacts made in that time 1, but no call came from a shopper’s number within 5 min of one" in card
    assert "No call found: HAVU-001" in card


def test_where_one_fits_all_are_counted() -> None:
    made = Made(CONTACT, {Moment.STARTED: NOW})
    card = compared(Compared(made, Standing.FITS), Compared(made, Standing.MISSING))
    assert "Contacts made in that time: 2. The same: 1, different: 0." in card
