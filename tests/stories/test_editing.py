"""A report's words, edited in chat before the client gets it."""

import pytest

from bot.sandbox import Phone
from domain.manuscript import Manuscript, Section
from domain.storage import analyses
from domain.storage.transaction import Transaction
from domain.study import Study
from tests import agency
from tests.cast import House, approves
from tests.reporting.pdf.reading import text

MAKING = 60.0
SIX = agency.codes(range(2, 8))


def _in_english() -> Study:
    made = agency.sample()
    return made.model_copy(update={"terms": made.terms.model_copy(update={"report_language": "en"})})


async def _analysed(house: House, kaisa: Phone, aino: Phone, made: Study | None = None) -> None:
    """A report of six good contacts."""
    by = await house.person(kaisa)
    await house.does(agency.planned, by, made=made or _in_english(), now=house.now)
    await approves(house, kaisa, aino, *SIX)
    await kaisa.says("/analysis")
    await kaisa.sees_document(".pdf", within=MAKING)


def _manuscript(tx: Transaction) -> Manuscript:
    row = analyses.get(tx, 1)
    assert row is not None
    return Manuscript.stored(row["wording"])


async def test_sentences_are_put_otherwise_left_out_added_and_printed(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await _analysed(house, kaisa, aino)
    await kaisa.presses("Edit words")
    await kaisa.sees("Strengths", "1. ", "A number opens its sentence")
    await kaisa.presses("1")
    await kaisa.sees("Strengths · 1/", "at most 200 characters")
    await kaisa.says("Everybody was listened to, every time.")
    await kaisa.sees("Saved", "Everybody was listened to", "As it was:")
    await kaisa.presses("Down")
    await kaisa.sees("· 2/")
    await kaisa.presses("Back")
    await kaisa.sees("2. edited: Everybody was listened to, every time.")
    await kaisa.presses("In the agency's words")
    await kaisa.sees("Nothing here yet")
    await kaisa.presses("Add a sentence")
    await kaisa.sees("at most 600 characters")
    await kaisa.says("The new billing system came in October.")
    await kaisa.sees("1. own: The new billing system came in October.")
    await kaisa.presses("The shoppers' words")
    await kaisa.presses("1")
    await kaisa.presses("Drop")
    await kaisa.sees("Left out of the report", "Among the answers in Excel")
    await kaisa.presses("Back")
    await kaisa.presses("Back")
    await kaisa.sees("have been edited since the report was made")
    assert "Send to client" not in kaisa.buttons()
    await kaisa.presses("Make the report")
    await kaisa.sees("Making the outcome analysis")
    printed = await kaisa.sees_document(".pdf", within=MAKING)
    told = text(printed.content)
    assert "In the agency's words The new billing system came in October." in told
    assert "Everybody was listened to, every time." in told
    assert "Ystävällinen palvelu" not in told
    await kaisa.sees("Everybody was listened to, every time.")
    await kaisa.presses("Send to client")
    theirs = await helmi.sees_document(".pdf")
    assert theirs.content == printed.content
    await helmi.sees("Everybody was listened to, every time.")


async def test_a_report_is_edited_in_finnish(house: House) -> None:
    kaisa, aino = await house.kaisa("fi"), await house.aino("fi")
    await _analysed(house, kaisa, aino, agency.sample())
    await kaisa.presses("Muokkaa tekstejä")
    await kaisa.sees("Vahvuudet", "Numero avaa virkkeen")
    await kaisa.presses("Päätettäväksi")
    await kaisa.presses("1")
    await kaisa.sees("Kuka: ", "Mihin mennessä: ", "enintään 140 merkkiä")
    await kaisa.presses("Kuka")
    await kaisa.sees("Rooli tai tiimi")
    await kaisa.says("Asiakaspalvelun esimies")
    await kaisa.sees("Kuka: Asiakaspalvelun esimies")
    await kaisa.presses("Mihin mennessä")
    await kaisa.says("15.1.")
    await kaisa.sees("Mihin mennessä: 15.1.2027")
    await kaisa.presses("Takaisin")
    await kaisa.presses("Tee raportti uudelleen")
    printed = await kaisa.sees_document(".pdf", within=MAKING)
    assert "Asiakaspalvelun esimies 15.1.2027" in text(printed.content)


async def test_each_sentence_can_be_had_back_as_it_was(house: House, kaisa: Phone, aino: Phone) -> None:
    await _analysed(house, kaisa, aino)
    offered = await house.office.read(_manuscript)
    await kaisa.presses("Edit words")
    await kaisa.presses("1")
    await kaisa.says("Splendid")
    await kaisa.sees("Saved")
    await kaisa.presses("Drop")
    await kaisa.sees("Left out of the report")
    await kaisa.presses("As it was")
    await kaisa.sees_button("Drop")
    await kaisa.presses("Down")
    await kaisa.presses("Back")
    await kaisa.presses("Order as it was")
    await house.owes_nothing()
    now = await house.office.read(_manuscript)
    assert [now.printed(section) for section in Section] == [offered.printed(section) for section in Section]


async def test_a_shopper_s_name_a_long_sentence_and_another_s_words_are_refused(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _analysed(house, kaisa, aino)
    await kaisa.presses("Edit words")
    await kaisa.presses("1")
    await kaisa.says("Ainolle vastattiin heti.")
    await kaisa.sees("such a name in it: Ainolle")
    await kaisa.says("x" * 201)
    await kaisa.sees("at most 200 characters. Please shorten")
    await kaisa.presses("Back")
    await kaisa.presses("The shoppers' words")
    await kaisa.presses("1")
    await kaisa.says("Kurja palvelu")
    await kaisa.sees("can be cut, but not put otherwise")
    await kaisa.says("Ystävällinen")
    await kaisa.sees("Ystävällinen […]")


async def test_hostile_words_are_only_words(house: House, kaisa: Phone, aino: Phone) -> None:
    await _analysed(house, kaisa, aino)
    await kaisa.presses("Edit words")
    await kaisa.presses("1")
    hostile = "<b>{agency}</b> & %s \u202eevil\u200b </i><script>"
    await kaisa.says(hostile)
    await kaisa.sees("Saved", "<b>{agency}</b> & %s evil </i><script>")
    await kaisa.presses("Back")
    await kaisa.presses("Make the report")
    printed = await kaisa.sees_document(".pdf", within=MAKING)
    assert "<b>{agency}</b> & %s evil </i><script>" in text(printed.content)


async def test_an_old_card_and_a_double_press_do_nothing_twice(house: House, kaisa: Phone, aino: Phone) -> None:
    otso = await house.otso()
    await _analysed(house, kaisa, aino)
    await kaisa.presses("Edit words")
    await kaisa.presses("1")
    card = await kaisa.sees("Strengths · 1/")
    first = (await house.office.read(_manuscript)).lines(Section.STRENGTHS)[0]
    for _ in range(3):
        kaisa.press_raw(card.id, f"wchange:1:{first.code}:down:0")
    await kaisa.sees("· 2/")
    await house.owes_nothing()
    assert "earlier card" not in kaisa.last.text
    manuscript = await house.office.read(_manuscript)
    assert manuscript.version == 1
    assert manuscript.lines(Section.STRENGTHS)[1].code == first.code
    await otso.says("/help")
    home = await otso.sees("/analysis")
    otso.press_raw(home.id, f"sentence:1:{first.code}")
    await otso.sees("Strengths · 2/")
    await otso.says("Otso's words")
    await otso.sees("Saved")
    await kaisa.says("Kaisa's words")
    await kaisa.sees("Saved", "Kaisa's words")
    kaisa.press_raw(card.id, f"wchange:1:{first.code}:drop:2")
    await kaisa.sees("earlier card", "Kaisa's words")


async def test_the_bot_dies_in_the_middle_and_every_word_is_there(house: House, kaisa: Phone, aino: Phone) -> None:
    await _analysed(house, kaisa, aino)
    await kaisa.presses("Edit words")
    await kaisa.presses("1")
    await kaisa.says("Written before the fall.")
    await kaisa.sees("Saved")
    await kaisa.presses("Back")
    await kaisa.presses("Make the report")
    await kaisa.sees("Making the outcome analysis")
    await house.restarts()
    printed = await kaisa.sees_document(".pdf", within=MAKING)
    assert "Written before the fall." in text(printed.content)
    manuscript = await house.office.read(_manuscript)
    assert manuscript.is_printed


async def test_what_the_client_has_is_edited_no_more(house: House, kaisa: Phone, aino: Phone, helmi: Phone) -> None:
    await _analysed(house, kaisa, aino)
    await kaisa.presses("Edit words")
    await kaisa.sees("Strengths")
    await kaisa.presses("Back")
    await kaisa.presses("Send to client")
    await kaisa.sees("Sent to the client")
    code = (await house.office.read(_manuscript)).lines(Section.STRENGTHS)[0].code
    for data in ("words:1", "wprint:1", f"sentence:1:{code}", f"wchange:1:{code}:drop:0", "wadd:1:own"):
        await kaisa.says("/help")
        card = await kaisa.sees("/analysis")
        kaisa.press_raw(card.id, data)
        await kaisa.sees("The client has this analysis already")


async def test_edited_words_are_not_sent_before_they_are_printed(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await _analysed(house, kaisa, aino)
    report = kaisa.last
    await kaisa.presses("Edit words")
    await kaisa.presses("1")
    await kaisa.says("Other words")
    await kaisa.sees("Saved")
    kaisa.press_raw(report.id, "asend:1")
    await kaisa.sees("Please make the report, and look at it")
    await house.owes_nothing()
    assert not [message for message in helmi.chat if message.file_name]


async def test_while_it_is_made_its_words_rest(
    house: House, kaisa: Phone, aino: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.may_err = True
    await _analysed(house, kaisa, aino)
    await kaisa.presses("Edit words")
    card = await kaisa.sees("Strengths")
    await kaisa.presses("1")
    await kaisa.says("Other words")
    await kaisa.sees("Saved")
    monkeypatch.setattr(house.worker, "do", _breaks)
    kaisa.press_raw(card.id, "wprint:1")
    await kaisa.sees("Making the outcome analysis")
    kaisa.press_raw(card.id, "words:1")
    await kaisa.sees("being made right now")
    await kaisa.sees("could not be made", "nothing is lost")
    kaisa.press_raw(card.id, "words:1")
    await kaisa.sees("1. edited: Other words")


async def _breaks(*_: object) -> None:
    raise RuntimeError("a fault of ours")


async def test_new_figures_flag_what_was_written_over_the_old_ones(house: House, kaisa: Phone, aino: Phone) -> None:
    await _analysed(house, kaisa, aino)
    await kaisa.presses("Edit words")
    await kaisa.presses("1")
    await kaisa.says("Splendid")
    await kaisa.sees("Saved")
    await approves(house, kaisa, aino, *agency.codes([8, 9]))
    await kaisa.presses("Back")
    await kaisa.presses("Make the report")
    await kaisa.sees("The figures of 1 edited sentence have changed", within=MAKING)
    await kaisa.presses("Edit words")
    await kaisa.sees("1. ⚠ figures changed: Splendid")
    await kaisa.presses("1")
    await kaisa.sees("The numbers now say:")
    await kaisa.presses("It still holds")
    await kaisa.sees("As it was:")
    await kaisa.presses("Back")
    card = await kaisa.sees("1. edited: Splendid")
    assert "⚠" not in card.text
