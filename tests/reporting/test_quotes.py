"""Shoppers' words without what tells who somebody is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mask import MASK
from domain.storage import tables
from reporting.analyses.quotes import LONGEST, Quote, chosen, cut, masked
from tests.reporting.conftest import MakeField, analysed
from tests.reporting.field import NOW, Field

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


def test_a_wave_without_names_masks_no_other_words() -> None:
    assert masked("Asiakaspalvelija vastasi Virtaselle", ()) == "Asiakaspalvelija vastasi Virtaselle"


@given(st.text(max_size=1000))
def test_a_cut_quote_is_short_and_begins_as_it_was(text: str) -> None:
    short = cut(text)
    assert len(short) <= LONGEST + 2
    assert text.startswith(short.removesuffix(" …").rstrip(".,;:"))


def test_a_few_are_chosen_one_a_contact_and_never_the_same_words_twice(field: MakeField) -> None:
    analysis = analysed(field(40))
    few = chosen(analysis.remarks, analysis.frames.people, 5)
    assert len({quote.contact for quote in few}) == len(few) == len({quote.text for quote in few})


def test_no_quote_of_a_report_holds_a_name_or_an_address(field: MakeField) -> None:
    texts = " ".join(quote.text for quote in analysed(field(40)).quotes)
    assert MASK in texts
    assert "@" not in texts
    assert "+358" not in texts
    assert "Virta" not in texts


SPOKEN = "Virtaselle luvattiin soittaa numeroon 040-1234567, eikä soitettu."
PRINTED = "[…] luvattiin soittaa numeroon […], eikä soitettu."


def speaks(field: Field, contact: int, question: str, purpose: str, *, said: str = SPOKEN, state: str = "kept") -> None:
    """A voice note that has been written out."""
    about = {"agency_id": 1, "contact_id": contact, "question": question, "purpose": purpose}
    file = {"kind": "voice", "file_id": "f", "file_unique_id": "u", "state": state, "added_at": NOW}
    field.connection.execute(tables.attachment.insert().values(**about, **file, transcript=said))


def change(field: Field, contact: int, question: str, **values: str) -> None:
    of = tables.answer.c
    here = tables.answer.update().where(of.contact_id == contact, of.question == question)
    field.connection.execute(here.values(**values))


def of_contact(field: Field, contact: int) -> list[Quote]:
    return [quote for quote in analysed(field).quotes if quote.contact == contact]


@pytest.mark.parametrize("typed", ["", "Sain vastauksen heti."])
def test_a_spoken_answer_that_was_written_out_is_quoted_and_masked_after_what_was_typed(
    field: MakeField, typed: str
) -> None:
    made = field(8)
    change(made, 3, "parasta", value=typed, state="given")
    speaks(made, 3, "parasta", "answer")
    assert f"{typed} {PRINTED}".strip() in {quote.text for quote in of_contact(made, 3)}


def test_a_spoken_comment_is_quoted_with_the_score_it_comments(field: MakeField) -> None:
    made = field(8)
    change(made, 3, "ensivaikutelma", value="1", comment="")
    speaks(made, 3, "ensivaikutelma", "comment")
    (quote,) = [quote for quote in of_contact(made, 3) if quote.text == PRINTED]
    assert quote.score == 10


def test_what_was_told_of_the_whole_contact_is_quoted_of_its_service(field: MakeField) -> None:
    made = field(8)
    speaks(made, 3, "", "story")
    quote = of_contact(made, 3)[-1]
    assert (quote.text, quote.question, quote.score) == (PRINTED, "The whole contact", None)
    assert quote.place == quote.service != ""


@pytest.mark.parametrize("purpose", ["answer", "comment"])
def test_words_change_no_number(field: MakeField, purpose: str) -> None:
    made = field(8)
    before = analysed(made).numbers()
    for question in made.study.form.questions:
        if purpose == "comment" or question.name in {"parasta", "puuttui"}:
            speaks(made, 3, question.name, purpose, said="5")
    assert analysed(made).numbers() == before


def test_a_removed_voice_note_and_one_of_a_skipped_question_are_not_quoted(field: MakeField) -> None:
    made = field(8)
    before = analysed(made).quotes
    change(made, 3, "puuttui", value="", state="skipped")
    skipped = analysed(made).quotes
    speaks(made, 3, "puuttui", "answer")
    speaks(made, 3, "parasta", "answer", state="removed")
    assert analysed(made).quotes == skipped != before


def test_what_was_spoken_in_a_contact_that_does_not_count_is_not_quoted(field: MakeField) -> None:
    made = field(8)
    made.connection.execute(tables.contact.update().where(tables.contact.c.id == 3).values(state="excluded"))
    for purpose in ("answer", "story"):
        speaks(made, 3, "parasta" if purpose == "answer" else "", purpose)
    assert of_contact(made, 3) == []


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Matti Virtanen lupasi soittaa.", "[…] Virtanen lupasi soittaa."),
        ("Puhuin ensin Matin kanssa, sitten Liisalle.", "Puhuin ensin […] kanssa, sitten […]."),
        ("Pian sain vastauksen, kai.", "Pian sain vastauksen, kai."),
        ("Kai se siitä. Anna palautetta, hän sanoi.", "Kai se siitä. Anna palautetta, hän sanoi."),
        ("Vastasi Anna, ja Kai siirsi puhelun.", "Vastasi […], ja […] siirsi puhelun."),
        ("HANNA OLI YSTÄVÄLLINEN", "HANNA OLI YSTÄVÄLLINEN"),
        ("I spoke with Sarah about the bill.", "I spoke with […] about the bill."),
    ],
)
def test_common_given_names_are_masked_where_a_capital_says_that_they_are_names(written: str, printed: str) -> None:
    assert masked(written, ()) == printed
