"""A form is tried as a shopper would answer it, and nothing of it is kept."""

import pytest

from bot.sandbox import Phone
from bot.sandbox.chats import Message
from domain.person import Role
from domain.service import Channel
from tests import agency
from tests.cast import RECORDING, VOICE, WORKBOOK, House, a_plan, a_study, opens, takes
from tests.photos import encoded, photo

READING = 30.0
"""Seconds that the worker may take to come up and to read."""
BANNER = "A practice run: nothing of it is kept or counted."
PHONE = "HAVU-003"


async def _begins(kaisa: Phone, scenario: str = "") -> Message:
    """Presses [Try the form] and, where it is asked, the scenario; returns the first question's card."""
    await kaisa.presses("Try the form")
    if scenario:
        await kaisa.sees("Which scenario?")
        await kaisa.presses(scenario)
    return await kaisa.sees(BANNER, "1/")


async def _of_a_study(house: House, kaisa: Phone) -> None:
    await a_study(house, kaisa)
    await house.owes_nothing()
    await kaisa.says("/studies")
    await kaisa.presses("Havu Energia Oy")
    await kaisa.sees("No contacts yet")
    await house.owes_nothing()


def _a_call() -> str:
    """The scenario of a phone call, as its button says it."""
    study = agency.sample()
    found = next(each for each in study.scenarios if study.service(each.service).channel is Channel.PHONE)
    return found.label.text("en", study.form.default_language)


async def _answers_all(shopper: Phone) -> Message:
    """Every kind of question that the sample's call asks, and what stands beside some."""
    await shopper.says("none")
    await shopper.sees("A whole number is needed", BANNER, "1/")
    await shopper.says("0")
    await shopper.sees("First impression", "2/")
    await shopper.presses("3")
    await shopper.sees("Your answer: 3", "What happened?", BANNER)
    await shopper.sends_voice(VOICE, seconds=7)
    await shopper.sees("Voice and clarity")
    await shopper.presses("Back")
    await shopper.sees("First impression", "Now: 3", "voice note 0:07")
    await shopper.presses("9")
    await shopper.sees("Voice and clarity")
    await shopper.presses("5 Warm and clear")
    await shopper.sees("Answering guideline")
    await shopper.presses("All three")
    await shopper.sees("Listening")
    await shopper.presses("Comment")
    await shopper.sees("Your comment:")
    await shopper.says("Took notes")
    await shopper.sees("Comment: Took notes")
    await shopper.says("8")
    await shopper.sees("What did the agent ask unprompted?")
    await shopper.presses("My situation and need")
    await shopper.sees_button("☑ My situation and need")
    await shopper.presses("Done")
    await shopper.sees("How was your matter solved?")
    await shopper.presses("A later solution was promised")
    await shopper.sees("By when was it promised")
    await shopper.says("tomorrow")
    await shopper.sees("Was a suitable extra service offered?")
    await shopper.presses("Does not apply")
    await shopper.sees("Professionalism")
    await shopper.presses("10")
    await shopper.sees("Closing greeting")
    await shopper.presses("Yes")
    await shopper.sees("Were you told what happens next?")
    await shopper.presses("Yes")
    await shopper.sees("How likely would you be to recommend")
    await shopper.presses("10")
    await shopper.sees("How satisfied were you")
    await shopper.presses("4")
    await shopper.sees("How easy was it")
    await shopper.presses("7")
    await shopper.sees("What was best?")
    await shopper.says("Kindness")
    await shopper.sees("What was missing?")
    await shopper.presses("Skip")
    await shopper.sees("Call recording")
    await shopper.sends_audio(RECORDING, seconds=61)
    return await _goes_on_to_the_end(shopper)


async def _goes_on_to_the_end(shopper: Phone) -> Message:
    """The questions of later stages come at once."""
    await shopper.sees(BANNER, "19/")
    await shopper.presses("Yes")
    await shopper.sees("Did a customer experience survey arrive?")
    await shopper.presses("Yes")
    await shopper.sees("What did the survey ask?")
    await shopper.presses("NPS: recommendation")
    await shopper.sees_button("☑ NPS: recommendation")
    await shopper.presses("Done")
    await shopper.sees("Screenshot of the survey")
    await shopper.sends_album([encoded(photo(1)), encoded(photo(2))], caption="Two screens")
    await shopper.sees(BANNER, "check and submit")
    await shopper.presses("Next ›")
    card = await shopper.sees("22. Screenshot of the survey: 2 photos · comment")
    await shopper.presses("‹ Previous")
    await shopper.sees("18. Call recording: recording 1:01")
    return card


async def test_a_study_is_tried_from_its_card_and_nothing_is_kept(house: House, kaisa: Phone) -> None:
    await _of_a_study(house, kaisa)
    before = await house.dump()
    await _begins(kaisa, _a_call())
    card = await _answers_all(kaisa)
    assert "Still missing" not in card.text
    await house.owes_nothing()
    await kaisa.presses("Submit")
    over = await kaisa.sees("The practice run is over.", "would have made the index")
    assert kaisa.buttons(over) == ["Try the form", "Back"]
    await house.owes_nothing()
    assert await house.dump() == before
    await kaisa.presses("Back")
    await kaisa.sees("No contacts yet")


async def test_an_album_is_one_card_in_a_practice_run_too(house: House, kaisa: Phone) -> None:
    await _of_a_study(house, kaisa)
    await _begins(kaisa, _a_call())
    await kaisa.presses("Comment")
    await kaisa.sees("Your comment:")
    await house.owes_nothing()
    *_, last = await kaisa.sends_album([encoded(photo(1)), encoded(photo(2))])
    await kaisa.sees(BANNER, "Comment: 2 photos")
    await house.owes_nothing()
    assert sum(each.from_bot and each.id > last.id for each in kaisa.chat) == 1
    await kaisa.presses("Remove photo 1")
    await kaisa.sees("Comment: 1 photo")


async def test_what_is_missing_is_told_before_it_is_over(house: House, kaisa: Phone) -> None:
    await _of_a_study(house, kaisa)
    card = await _begins(kaisa, _a_call())
    assert not {"Tell it first", "Play what you told"} & set(kaisa.buttons(card))
    version = _version(card)
    kaisa.press_raw(card.id, f"submit:0:{version}")
    await kaisa.sees("Something is still missing: How many times was the call transferred?", "1/")
    await kaisa.presses("End the practice")
    await kaisa.sees("The practice run is over", "No contacts yet")


@pytest.mark.both_databases
async def test_a_workbook_is_tried_before_it_is_a_study(house: House, kaisa: Phone) -> None:
    await kaisa.sends_document(WORKBOOK)
    await kaisa.sees("12 contacts", within=READING)
    await house.owes_nothing()
    before = await house.dump()
    await _begins(kaisa, _a_call())
    await kaisa.says("0")
    await kaisa.sees("First impression")
    await kaisa.presses("9")
    await kaisa.sees("Voice and clarity")
    await kaisa.presses("End the practice")
    await kaisa.sees("The practice run is over. Nothing of it was kept.", "12 contacts")
    await house.owes_nothing()
    assert await house.dump() == before
    await kaisa.presses("Create study")
    await kaisa.sees("No contacts yet")


async def test_a_discarded_workbook_is_tried_no_more(house: House, kaisa: Phone) -> None:
    await kaisa.sends_document(WORKBOOK)
    preview = await kaisa.sees("12 contacts", within=READING)
    await house.owes_nothing()
    card = await _begins(kaisa, _a_call())
    version = _version(card)
    kaisa.press_raw(preview.id, "discard:1")
    await kaisa.sees("Left as it was")
    await house.owes_nothing()
    kaisa.press_raw(card.id, f"a:0:{version}:1")
    await kaisa.sees("That button was from an earlier card")
    kaisa.press_raw(preview.id, "try:upload:1")
    await kaisa.sees("I do not know that")


async def test_another_coordinators_workbook_is_not_there(house: House, kaisa: Phone) -> None:
    await kaisa.sends_document(WORKBOOK)
    await kaisa.sees("12 contacts", within=READING)
    await house.owes_nothing()
    other = await house.joins("Liisa", Role.COORDINATOR)
    await house.owes_nothing()
    for data in ("try:upload:1", "tryit:upload:1:0", "try:upload:99", "try:paper:1"):
        other.press_raw(other.last.id, data)
        await house.owes_nothing()
        assert "I do not know that" in other.last.text


async def test_a_button_of_an_earlier_practice_card_is_stale(house: House, kaisa: Phone) -> None:
    await _of_a_study(house, kaisa)
    card = await _begins(kaisa, _a_call())
    await kaisa.says("0")
    await kaisa.sees("First impression")
    kaisa.press_raw(card.id, f"comment:0:{_version(card)}")
    await kaisa.sees("That button was from an earlier card", "First impression")


async def test_a_button_of_an_earlier_run_is_stale(house: House, kaisa: Phone) -> None:
    await _of_a_study(house, kaisa)
    scenario = _a_call()
    first = await _begins(kaisa, scenario)
    old = _version(first)
    await kaisa.presses("End the practice")
    await kaisa.sees("The practice run is over")
    await house.owes_nothing()
    await _begins(kaisa, scenario)
    await house.owes_nothing()
    for version in (old, old + 1):
        kaisa.press_raw(first.id, f"comment:0:{version}")
        await house.owes_nothing()
        assert "That button was from an earlier card" in kaisa.last.text
        assert "1/" in kaisa.last.text


async def test_an_edited_answer_of_a_practice_run_changes_nothing(house: House, kaisa: Phone) -> None:
    await _of_a_study(house, kaisa)
    await _begins(kaisa, _a_call())
    said = await kaisa.says("0")
    await kaisa.sees("First impression")
    await house.owes_nothing()
    await kaisa.edits(said, "2")
    await house.owes_nothing()
    with pytest.raises(AssertionError):
        await kaisa.sees("", within=0)
    refused = await kaisa.says("eleven")
    await kaisa.sees("A number is needed", "First impression")
    await kaisa.edits(refused, "9")
    await kaisa.sees(BANNER, "Voice and clarity")


async def test_a_recording_sent_as_a_file_answers_and_a_workbook_is_read_all_the_same(
    house: House, kaisa: Phone
) -> None:
    await _of_a_study(house, kaisa)
    card = await _begins(kaisa, _a_call())
    await house.owes_nothing()
    await kaisa.sends_document(RECORDING, name="puhelu.m4a")
    await kaisa.sees("does not answer what is asked", BANNER, "1/")
    kaisa.press_raw(card.id, "try:study:99")
    await kaisa.sees("I do not know that", BANNER)
    await house.owes_nothing()
    await kaisa.sends_document(WORKBOOK)
    await kaisa.sees("12 contacts", within=READING)


async def test_a_shopper_tries_the_form_of_a_contact_that_was_taken(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    await opens(aino, PHONE)
    await house.owes_nothing()
    before = await house.dump()
    await _begins(aino)
    await _answers_all(aino)
    await house.owes_nothing()
    await aino.presses("Submit")
    await aino.sees("The practice run is over.")
    await house.owes_nothing()
    assert await house.dump() == before
    await aino.presses("Back")
    await aino.sees("HAVU-003 is yours")


async def test_a_practice_run_is_seen_by_nobody_else(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    await opens(aino, PHONE)
    await _begins(aino)
    await aino.says("0")
    await aino.sees("First impression")
    await kaisa.says("/board")
    board = await kaisa.sees("accepted")
    assert "answering" not in board.text
    await kaisa.says("/review")
    await kaisa.sees("Nothing waits for a review")
    await aino.says("/earnings")
    earned = await aino.sees("")
    assert "HAVU-003" not in earned.text


async def test_only_who_has_the_contact_tries_its_form(
    house: House, kaisa: Phone, aino: Phone, eero: Phone, mallory: Phone
) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    it = await house.does(agency.contact, PHONE)
    await mallory.says("Hello")
    await house.owes_nothing()
    for data in (f"try:contact:{it.id}", f"tryit:contact:{it.id}:0", "try:study:1", "a:0:1:1", "submit:0:1"):
        eero.press_raw(eero.last.id, data)
        await house.owes_nothing()
        assert ("I do not know that" if data.startswith("try") else "from an earlier card") in eero.last.text
    mallory.press_raw(mallory.last.id, f"try:contact:{it.id}")
    await house.owes_nothing()
    assert "you need a join link" in mallory.last.text


def _version(card: Message) -> int:
    """Which version the buttons of a practice card are of."""
    assert card.inline_markup is not None
    buttons = [button for row in card.inline_markup["inline_keyboard"] for button in row]
    return int(next(each for each in buttons if each["text"] == "Comment")["callback_data"].split(":")[2])
