"""Shoppers' words without what tells who somebody is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.analyses.names import MASK
from reporting.analyses.quotes import LONGEST, chosen, cut, masked
from tests.reporting.conftest import MakeField, analysed

NAMES = ("Aino Salmi", "Virtanen (testi 1)")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Kirjoita osoitteeseen aino.salmi@toteuma.example heti.", "Kirjoita osoitteeseen […] heti."),
        ("Soitin numeroon +358 20 000 1001 kahdesti.", "Soitin numeroon […] kahdesti."),
        ("Numero 040-1234567 oli varattu", "Numero […] oli varattu"),
        ("Virtaselle luvattiin soittaa.", "[…] luvattiin soittaa."),
        ("Aino Salmen tilaus A-5531 puuttui.", "[…] tilaus […] puuttui."),
        ("Odotin 20 minuuttia, lasku oli 45,50 €.", "Odotin 20 minuuttia, lasku oli 45,50 €."),
        ("Vuonna 2026 hinta nousi 12.10.", "Vuonna 2026 hinta nousi 12.10."),
        ("Se toimi testissä hyvin.", "Se toimi testissä hyvin."),
    ],
)
def test_addresses_numbers_and_names_are_masked(written: str, printed: str) -> None:
    assert masked(written, NAMES) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("bo ja aino auttoivat", "[…] ja […] auttoivat"),
        ("Aino, AINO ja Kai vastasivat", "[…], […] ja […] vastasivat"),
        ("Ainon kanssa sujui, Ainolle kiitos", "[…] kanssa sujui, […] kiitos"),
        ("kysyin ainolta, ja ainokin epäröi", "kysyin […], ja […] epäröi"),
        ("Tapasin Ainoa vasta illalla", "Tapasin […] vasta illalla"),
        ("Ainoa miinus oli jonotus. Ainoa plussa hinta.", "Ainoa miinus oli jonotus. Ainoa plussa hinta."),
        ("Se oli ainoa kerta, ainoastaan kerran", "Se oli ainoa kerta, ainoastaan kerran"),
        ("Kaikki toimi, bonus ja boksi tulivat kaiketi", "Kaikki toimi, bonus ja boksi tulivat kaiketi"),
        ("Bo:n ja Kai:lle luvattu", "[…] ja […] luvattu"),
        ("Matin ja Pekan vuoro, sitten Rannalle", "[…] ja […] vuoro, sitten […]"),
        ("Olin rannalla, virtaa riitti, toivon parasta", "Olin rannalla, virtaa riitti, toivon parasta"),
        ("Toivon parempaa, mutta Toivon vuoro oli ohi", "Toivon parempaa, mutta […] vuoro oli ohi"),
        ("virtaselle soitettiin, Virtasta odotettiin", "[…] soitettiin, […] odotettiin"),
        ("Laineella ja Markuksen Erikille", "[…] ja […]"),
    ],
)
def test_names_are_masked_in_their_case_forms_and_other_words_are_left(written: str, printed: str) -> None:
    names = ("Aino", "Kai", "Bo", "Matti Ranta", "Pekka", "Toivo", "Virtanen (testi 1)", "Laine", "Markus", "erik")
    assert masked(written, names) == printed


def test_a_wave_without_names_masks_no_words() -> None:
    assert masked("Aino vastasi", ()) == "Aino vastasi"


@given(st.text(max_size=1000))
def test_a_cut_quote_is_short_and_begins_as_it_was(text: str) -> None:
    short = cut(text)
    assert len(short) <= LONGEST + 2
    assert text.startswith(short.removesuffix(" …").rstrip(".,;:"))


def test_a_few_are_chosen_one_a_contact_and_never_the_same_words_twice(field: MakeField) -> None:
    quotes = analysed(field(40)).quotes
    few = chosen(quotes, 5)
    assert len({quote.contact for quote in few}) == len(few) == len({quote.text for quote in few})


def test_no_quote_of_a_report_holds_a_name_or_an_address(field: MakeField) -> None:
    texts = " ".join(quote.text for quote in analysed(field(40)).quotes)
    assert MASK in texts
    assert "@" not in texts
    assert "+358" not in texts
    assert "Virta" not in texts
