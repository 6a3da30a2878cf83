import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ordering import KEYS, LONGEST, NotOrderDetails, Ordering


def test_lines_are_read_in_both_languages() -> None:
    told = Ordering().told("Purchase order: PO-88213\nviite Kustannuspaikka 42; Verkkolaskuosoite 003712345671\n\n")
    assert told == Ordering(purchase_order="PO-88213", reference="Kustannuspaikka 42", einvoice_address="003712345671")
    assert told.told("operaattori=003721291126").einvoice_operator == "003721291126"


def test_what_is_told_again_goes_before_and_a_dash_takes_it_away() -> None:
    told = Ordering(purchase_order="PO-1", reference="R")
    assert told.told("po PO-2") == Ordering(purchase_order="PO-2", reference="R")
    assert told.told("tilaus –") == Ordering(reference="R")


def test_what_is_not_told_is_taken_from_elsewhere() -> None:
    assert Ordering(reference="R").over(Ordering(reference="Old", purchase_order="PO-1")) == Ordering(
        reference="R", purchase_order="PO-1"
    )


@pytest.mark.parametrize("text", ["", "\n \n", "thanks", "po", "ordering is fine", "po A\nthanks", "po " + "x" * 71])
def test_a_line_that_says_nothing_is_refused_and_nothing_of_it_is_taken(text: str) -> None:
    with pytest.raises(NotOrderDetails):
        Ordering().told(text)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_and_fits(text: str) -> None:
    try:
        told = Ordering().told(text)
    except NotOrderDetails:
        return
    assert all(len(getattr(told, field)) <= most for field, most in LONGEST.items())


def test_every_detail_has_words_to_begin_with() -> None:
    assert set(KEYS) == set(LONGEST) == set(Ordering.model_fields)
