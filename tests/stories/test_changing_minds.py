"""A message that was edited changes what came in it, and nothing else."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox import Phone
from bot.sandbox.chats import Message
from domain.contact import Moment
from domain.storage import answers, contacts
from domain.storage.tables import answer_change, timing
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import RECORDING, VOICE, House, a_plan, approves, is_asked, opens, takes
from tests.photos import encoded, photo

PHONE, OTHER = "HAVU-003", "HAVU-004"
HELSINKI = ZoneInfo("Europe/Helsinki")


async def _asked(house: House, kaisa: Phone, aino: Phone, question: str, **given: str) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, question, **given)


async def _stored(house: House, question: str, code: str = PHONE) -> tuple[str, str]:
    """The value and the comment of an answer; empty when there is none."""

    def look(tx: Transaction) -> tuple[str, str]:
        given = answers.of_contact(tx, agency.contact(tx, code).id).get(question)
        return (given.value, given.comment) if given else ("", "")

    return await house.does(look)


async def _edits_in_vain(house: House, phone: Phone, message: Message, words: str) -> None:
    """An edit that changes no message of the bot, and brings no new one."""
    await house.owes_nothing()
    await phone.edits(message, words)
    await _nothing_happens(house, phone)


async def _nothing_happens(house: House, phone: Phone) -> None:
    await house.owes_nothing()
    with pytest.raises(AssertionError):
        await phone.sees("", within=0)


async def _stays_on(phone: Phone, card: int, *words: str) -> None:
    """The card is edited in place, and nothing comes below it."""
    assert (await phone.sees(*words)).id == card
    assert phone.last.id == card


# An answer.


@pytest.mark.both_databases
async def test_an_edited_answer_takes_the_place_of_the_first_and_the_card_stays(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    nine = await aino.says("9")
    card = await aino.sees("3/17", "Voice and clarity")
    await aino.edits(nine, "7")
    told = "HAVU-003: changed as you edited it. “First impression” was answered “9” and is now “7”"
    await _stays_on(aino, card.id, told, "3/17", "Voice and clarity")
    assert await _stored(house, "ensivaikutelma") == ("7", "")
    await aino.presses("Back")
    await aino.sees("2/17", "Now: 7")


async def test_the_buttons_of_the_card_work_on_after_an_edit(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    nine = await aino.says("9")
    await aino.sees("3/17")
    await aino.edits(nine, "7")
    await aino.sees("changed as you edited it")
    await aino.presses("5 Warm and clear")
    await aino.sees("4/17")


async def test_the_trail_keeps_both_values_with_their_times(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    nine = await aino.says("9")
    await aino.sees("3/17")
    first = house.now
    house.later(minutes=7)
    await aino.edits(nine, "7")
    await aino.sees("changed as you edited it")
    (old, then), (new, afterwards) = await house.does(_trail, "ensivaikutelma")
    assert (old, new) == ("9", "7")
    assert abs((then - first).total_seconds()) < 60
    assert 360 < (afterwards - then).total_seconds() < 480


async def test_an_edit_that_is_refused_keeps_the_earlier_value_and_the_card(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    nine = await aino.says("9")
    card = await aino.sees("3/17")
    await aino.edits(nine, "12")
    await _stays_on(aino, card.id, "from 0 to 10", "3/17", "Voice and clarity")
    assert await _stored(house, "ensivaikutelma") == ("9", "")


async def test_an_edit_after_a_refused_edit_still_changes_its_own_answer(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    none = await aino.says("0")
    await aino.sees("2/17", "First impression")
    await aino.edits(none, "none at all")
    await aino.sees("A whole number is needed", "2/17")
    await aino.edits(none, "2")
    await aino.sees("changed as you edited it", "2/17")
    assert await _stored(house, "siirrot") == ("2", "")
    assert await _stored(house, "ensivaikutelma") == ("", "")


async def test_a_constraint_holds_for_an_edit_too(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    none = await aino.says("0")
    await aino.sees("2/17")
    await aino.edits(none, "21")
    form = agency.sample().form
    await aino.sees(form.question("siirrot").constraint_message.text("en", form.default_language), "2/17")
    assert await _stored(house, "siirrot") == ("0", "")


async def test_an_edit_that_makes_an_answer_low_asks_for_its_comment(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    nine = await aino.says("9")
    card = await aino.sees("3/17")
    await aino.edits(nine, "3")
    await _stays_on(aino, card.id, "First impression", "Your answer: 3", "What happened?")
    await aino.says("Tired.")
    await aino.sees("3/17")
    assert await _stored(house, "ensivaikutelma") == ("3", "Tired.")


async def test_a_choice_that_was_typed_is_edited(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ratkaisuaste")
    solved = await aino.says("solved")
    await aino.sees("8/17")
    await aino.edits(solved, "a later")
    await aino.sees(
        "was answered “Solved at once” and is now “A later solution was promised”", "8/18", "By when was it promised"
    )
    assert await _stored(house, "ratkaisuaste") == ("promised", "")


async def test_what_was_changed_is_told_in_finnish_too(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "lupaus_aika", ratkaisuaste="promised")
    said = await aino.says("27.11.")
    await aino.sees("9/18")
    await aino.says("/language")
    await aino.presses("Suomi")
    await aino.sees("Tallennettu")
    await aino.edits(said, "30.11.")
    await aino.sees(
        "HAVU-003: muutettu muokatun viestisi mukaiseksi. ”Mihin mennessä asia luvattiin hoitaa?”: "
        "vastaus oli ”27.11.2026” ja on nyt ”30.11.2026”"
    )


@pytest.mark.parametrize("words", ["9", " 9 "])
async def test_an_edit_that_says_the_same_says_nothing(house: House, kaisa: Phone, aino: Phone, words: str) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    nine = await aino.says("9")
    await aino.sees("3/17")
    await house.owes_nothing()
    before = await house.dump()
    await _edits_in_vain(house, aino, nine, words)
    assert await house.dump() == before


async def test_tomorrow_stays_the_day_that_it_was_when_it_was_said(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "lupaus_aika", ratkaisuaste="promised")
    said = await aino.says("tomorrow")
    await aino.sees("9/18")
    house.later(days=1)
    await _edits_in_vain(house, aino, said, "tomorrow")
    assert await _stored(house, "lupaus_aika") == ("2026-11-24", "")
    await aino.edits(said, "25.11.")
    await aino.sees("changed as you edited it")
    assert await _stored(house, "lupaus_aika") == ("2026-11-25", "")


async def test_an_answer_that_was_given_anew_by_a_button_stands(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    nine = await aino.says("9")
    await aino.sees("3/17")
    await aino.presses("Back")
    await aino.presses("6")
    card = await aino.sees("3/17")
    await aino.edits(nine, "7")
    await _stays_on(aino, card.id, "You have answered that otherwise since", "3/17")
    assert await _stored(house, "ensivaikutelma") == ("6", "")
    await _edits_in_vain(house, aino, nine, "9")


async def test_a_skipped_answer_does_not_come_back_by_an_edit(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "puuttui")
    said = await aino.says("Nothing")
    await aino.sees("Call recording")
    await aino.presses("Back")
    await aino.presses("Skip")
    await aino.sees("Call recording")
    await aino.edits(said, "Nothing at all")
    await aino.sees("You have answered that otherwise since")
    assert await _stored(house, "puuttui") == ("", "")


async def test_an_edit_into_a_command_is_no_answer(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "parasta")
    said = await aino.says("Kindness")
    card = await aino.sees("What was missing?")
    await aino.edits(said, "/find kindness")
    await _stays_on(aino, card.id, "That does not answer what is asked", "What was missing?")
    assert await _stored(house, "parasta") == ("Kindness", "")


async def test_an_edited_command_does_nothing(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "parasta")
    command = await aino.says("/tasks")
    await aino.sees("Your contacts")
    for words in ("/earnings", "9", "Kindness"):
        await _edits_in_vain(house, aino, command, words)
    assert await _stored(house, "parasta") == ("", "")


async def test_edits_of_others_are_passed_over(house: House, kaisa: Phone, mallory: Phone) -> None:
    hello, studies = await mallory.says("Hello"), await kaisa.says("/studies")
    await mallory.sees("join link")
    await house.owes_nothing()
    await _edits_in_vain(house, mallory, hello, "/start let-me-in")
    await _edits_in_vain(house, kaisa, studies, "/people")


# A message that was refused.


async def test_a_refused_message_that_is_edited_is_heard_anew(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    said = await aino.says("none")
    card = await aino.sees("A whole number is needed", "1/17")
    await aino.edits(said, "0")
    await _stays_on(aino, card.id, "2/17", "First impression")
    assert await _stored(house, "siirrot") == ("0", "")
    await aino.edits(said, "1")
    await aino.sees("changed as you edited it", "2/17")
    assert await _stored(house, "siirrot") == ("1", "")


async def test_a_refused_message_may_be_refused_again_and_again(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    said = await aino.says("none")
    card = await aino.sees("A whole number is needed")
    for words in ("zero", "1,5", "21"):
        await aino.edits(said, words)
        await house.owes_nothing()
        assert aino.last.id == card.id
    await aino.edits(said, "1")
    await aino.sees("2/17")


async def test_an_old_refused_message_answers_nothing_once_the_shopper_has_gone_on(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    none = await aino.says("none")
    await aino.sees("A whole number is needed")
    await aino.says("0")
    await aino.sees("2/17")
    await _edits_in_vain(house, aino, none, "5")
    assert await _stored(house, "ensivaikutelma") == ("", "")


# A comment, a caption.


async def test_an_edited_comment(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    await aino.presses("3")
    await aino.sees("What happened?")
    tired = await aino.says("Tired.")
    card = await aino.sees("3/17")
    await aino.edits(tired, "The agent sounded tired.")
    told = "The comment on “First impression” was “Tired.” and is now “The agent sounded tired.”"
    await _stays_on(aino, card.id, told, "3/17")
    assert await _stored(house, "ensivaikutelma") == ("3", "The agent sounded tired.")


async def test_a_comment_is_edited_after_the_value_was_changed(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    await aino.presses("3")
    await aino.sees("What happened?")
    tired = await aino.says("Tired.")
    await aino.sees("3/17")
    await aino.presses("Back")
    await aino.presses("4")
    await aino.sees("3/17")
    await aino.edits(tired, "Very tired.")
    await aino.sees("changed as you edited it")
    assert await _stored(house, "ensivaikutelma") == ("4", "Very tired.")


async def test_a_value_is_edited_after_it_was_commented(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    three = await aino.says("3")
    await aino.sees("What happened?")
    await aino.says("Tired.")
    await aino.sees("3/17")
    await aino.edits(three, "2")
    await aino.sees("changed as you edited it", "3/17")
    assert await _stored(house, "ensivaikutelma") == ("2", "Tired.")


async def _come_to_the_photo(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, PHONE)
    house.later(hours=49)
    await aino.sees("a few more questions can be answered now")
    await aino.presses("Continue")
    await aino.presses("Yes")
    await aino.presses("NPS: recommendation")
    await aino.presses("Done")
    await aino.sees("Screenshot of the survey")


async def test_an_edited_caption_changes_the_comment_it_became(house: House, kaisa: Phone, aino: Phone) -> None:
    await _come_to_the_photo(house, kaisa, aino)
    sent = await aino.sends_photo(encoded(photo(1)), caption="The begining")
    card = await aino.sees("check and submit")
    await aino.edits(sent, "The beginning")
    await _stays_on(aino, card.id, "changed as you edited it", "check and submit")
    assert (await _stored(house, "kuva"))[1] == "The beginning"


async def test_a_caption_may_come_later(house: House, kaisa: Phone, aino: Phone) -> None:
    await _come_to_the_photo(house, kaisa, aino)
    sent = await aino.sends_photo(encoded(photo(1)))
    await aino.sees("check and submit")
    value, _ = await _stored(house, "kuva")
    await aino.edits(sent, "The beginning")
    await aino.sees("“Screenshot of the survey” now has the comment “The beginning”")
    assert await _stored(house, "kuva") == (value, "The beginning")


async def test_a_caption_is_edited_beside_words_that_were_there_before(house: House, kaisa: Phone, aino: Phone) -> None:
    await _come_to_the_photo(house, kaisa, aino)
    await aino.presses("Comment")
    await aino.sees("Your comment:")
    await aino.says("Came on Tuesday.")
    await aino.sees("Screenshot of the survey")
    sent = await aino.sends_photo(encoded(photo(1)), caption="Begining")
    await aino.sees("check and submit")
    await aino.edits(sent, "Beginning")
    await aino.sees("changed as you edited it")
    assert (await _stored(house, "kuva"))[1] == "Came on Tuesday.\nBeginning"


async def test_a_caption_that_is_taken_away_leaves_what_was_there_before(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _come_to_the_photo(house, kaisa, aino)
    sent = await aino.sends_photo(encoded(photo(1)), caption="The beginning")
    await aino.sees("check and submit")
    await aino.edits(sent, "")
    await aino.sees("“Screenshot of the survey” no longer has the comment “The beginning”")
    assert (await _stored(house, "kuva"))[1] == ""


async def test_a_photo_without_words_that_is_edited_for_nothing(house: House, kaisa: Phone, aino: Phone) -> None:
    await _come_to_the_photo(house, kaisa, aino)
    sent = await aino.sends_photo(encoded(photo(1)))
    await aino.sees("check and submit")
    await _edits_in_vain(house, aino, sent, "")


# A file.


async def _files(house: House, question: str) -> list[str]:
    """The unique ids of a question's files, in their order."""

    def look(tx: Transaction) -> list[str]:
        every = answers.attachments_of(tx, agency.contact(tx, PHONE).id)
        return [file.file_unique_id for file in every if file.question == question]

    return await house.does(look)


async def test_a_photo_put_in_the_place_of_another_replaces_it_alone(house: House, kaisa: Phone, aino: Phone) -> None:
    await _come_to_the_photo(house, kaisa, aino)
    await aino.sends_photo(encoded(photo(1)))
    await aino.sees("check and submit")
    sent = await aino.sends_photo(encoded(photo(2)), caption="Second")
    await aino.sees("2 photos")
    first, second = await _files(house, "kuva")
    await aino.replaces(sent, encoded(photo(3)), caption="Third")
    await aino.sees(
        "HAVU-003: changed as you edited it. The new file has taken the place of the earlier one.", "2 photos"
    )
    kept, new = await _files(house, "kuva")
    assert kept == first
    assert new not in {first, second}
    assert await _stored(house, "kuva") == (f"{first} {new}", "Third")
    # the trail keeps which file it was
    assert f"{first} {second}" in [value for value, _ in await house.does(_trail, "kuva")]
    await aino.edits(sent, "Better")
    await aino.sees("The comment on “Screenshot of the survey” was “Third” and is now “Better”")


async def test_a_photo_that_is_there_already_or_was_taken_away_replaces_nothing(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _come_to_the_photo(house, kaisa, aino)
    one = await aino.sends_photo(encoded(photo(1)))
    await aino.sees("check and submit")
    other = await aino.sends_photo(encoded(photo(2)))
    await aino.sees("2 photos")
    await aino.replaces(other, encoded(photo(1)))
    await aino.sees("“Screenshot of the survey” stays as it was.")
    assert len(await _files(house, "kuva")) == 2
    await aino.presses("Submit")
    await aino.sees("received")
    await aino.replaces(one, encoded(photo(3)))
    await aino.sees("has been handed in, so the edited message changes nothing")


async def test_words_may_be_put_under_what_was_told_first(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    told = await aino.sends_voice(VOICE, seconds=42, caption="A begining")
    await aino.sees("Kept. You can play it while you answer.")
    await aino.edits(told, "A beginning")
    await aino.sees("Beside what you told first now stands “A beginning”", "1/17")

    def words(tx: Transaction) -> list[str]:
        return [file.transcript for file in answers.attachments_of(tx, agency.contact(tx, PHONE).id)]

    assert await house.does(words) == ["A beginning"]
    await _edits_in_vain(house, aino, told, "A beginning")
    await aino.edits(told, "")
    await aino.sees("No words stand beside what you told first any more.")
    assert await house.does(words) == [""]


async def test_words_under_a_recording_that_came_afterwards_are_its_comment(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, PHONE)
    await opens(aino, PHONE)
    await aino.presses("Add the recording")
    sent = await aino.sends_document(RECORDING, mime="audio/mp4", caption="The begining is missing.")
    await aino.sees("The recording of HAVU-003 has been added.")
    assert (await _stored(house, "nauhoite"))[1] == "The begining is missing."
    await aino.edits(sent, "The beginning is missing.")
    await aino.sees("and is now “The beginning is missing.”")
    assert (await _stored(house, "nauhoite"))[1] == "The beginning is missing."
    await aino.replaces(sent, RECORDING.read_bytes() + b"more", caption="The beginning is missing.")
    await aino.sees("The new file has taken the place of the earlier one.")
    assert (await _stored(house, "nauhoite"))[0] == (await _files(house, "nauhoite"))[0]


# Times that were told.


async def _calls(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    await opens(aino, PHONE)


async def test_an_edited_line_corrects_the_times_it_told(house: House, kaisa: Phone, aino: Phone) -> None:
    await _calls(house, kaisa, aino)
    line = await aino.says("9.15, waited 3 min, took 12")
    card = await aino.sees("who answered?")
    await aino.edits(line, "9.20, waited 2 min, took 12")
    told = "The times were: Started 23 Nov 2026 09:15, Answered 09:18, Ended 09:27. Now they are: Started"
    await _stays_on(aino, card.id, "HAVU-003: changed as you edited it.", told, "who answered?")
    assert await house.does(_times) == ["23.11. 09.20", "23.11. 09.22", "23.11. 09.32"]
    assert len(await house.does(_every_time)) == 6


async def test_a_line_that_is_edited_beyond_reading_leaves_the_times(house: House, kaisa: Phone, aino: Phone) -> None:
    await _calls(house, kaisa, aino)
    line = await aino.says("9.15, waited 3 min, took 12")
    await aino.sees("who answered?")
    for words, told in (
        ("9.15, waited 3 min", "I could not read the times"),
        ("9.15, waited 30 min, took 12", "longer than the whole contact"),
        ("9.55, waited 3 min, took 12", "would end later than now"),
    ):
        await aino.edits(line, words)
        await aino.sees(told, "who answered?")
    assert await house.does(_times) == ["23.11. 09.15", "23.11. 09.18", "23.11. 09.27"]
    await aino.edits(line, "9.16, waited 3 min, took 12")
    await aino.sees("changed as you edited it", "who answered?")


async def test_a_line_is_edited_to_a_time_that_came_after_it(house: House, kaisa: Phone, aino: Phone) -> None:
    await _calls(house, kaisa, aino)
    line = await aino.says("9.15, waited 3 min, took 12")
    await aino.sees("who answered?")
    house.later(minutes=30)
    await aino.edits(line, "10.05, waited 3 min, took 12")
    await aino.sees("changed as you edited it")
    assert await house.does(_times) == ["23.11. 10.05", "23.11. 10.08", "23.11. 10.17"]


async def test_a_line_still_means_the_day_on_which_it_was_written(house: House, kaisa: Phone, aino: Phone) -> None:
    await _calls(house, kaisa, aino)
    line = await aino.says("9.15, waited 3 min, took 12")
    await aino.sees("who answered?")
    house.later(days=1)
    await _edits_in_vain(house, aino, line, "9.15, waited 3 min, took 12")
    await aino.edits(line, "9.15, waited 4 min, took 12")
    await aino.sees("changed as you edited it")
    assert await house.does(_times) == ["23.11. 09.15", "23.11. 09.19", "23.11. 09.27"]


async def test_times_that_were_corrected_since_stand(house: House, kaisa: Phone, aino: Phone) -> None:
    await _calls(house, kaisa, aino)
    first = await aino.says("9.15, waited 3 min, took 12")
    await aino.sees("who answered?")
    await aino.presses("Oulu team")
    await aino.sees("1/17")
    await house.does(agency.answered, await house.person(aino), PHONE, now=house.now)
    await opens(aino, PHONE)
    await aino.presses("Correct the times")
    await aino.sees("when did it start?")
    await aino.says("9.30, waited 1 min, took 8")
    await aino.sees("check and submit")
    await aino.edits(first, "9.10, waited 3 min, took 12")
    await aino.sees("You have answered that otherwise since")
    assert await house.does(_times) == ["23.11. 09.30", "23.11. 09.31", "23.11. 09.38"]
    await _edits_in_vain(house, aino, first, "9.15, waited 3 min, took 12")


async def test_a_refused_line_that_is_edited_tells_the_times(house: House, kaisa: Phone, aino: Phone) -> None:
    await _calls(house, kaisa, aino)
    line = await aino.says("9.15, waited 30 min, took 12")
    card = await aino.sees("longer than the whole contact", PHONE)
    await aino.edits(line, "9.15, waited 3 min, took 12")
    await _stays_on(aino, card.id, "who answered?")
    await aino.edits(line, "9.15, waited 4 min, took 12")
    await aino.sees("changed as you edited it", "who answered?")


# Contacts that are elsewhere.


async def test_a_contact_that_was_handed_in_is_not_changed_by_an_edit(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "puuttui")
    said = await aino.says("Nothing")
    await aino.sees("Call recording")
    await aino.presses("Skip")
    await aino.presses("Submit")
    card = await aino.sees("HAVU-003 received")
    await house.owes_nothing()
    before = await house.dump()
    await aino.edits(said, "Patience")
    await _stays_on(aino, card.id, "HAVU-003 has been handed in, so the edited message changes nothing", PHONE)
    assert await house.dump() == before
    await _edits_in_vain(house, aino, said, "Nothing")


async def test_an_edit_while_another_contact_is_open_changes_its_own_and_stays_there(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, OTHER, "ensivaikutelma")
    first = await aino.says("9")
    await aino.sees("3/")
    await is_asked(house, kaisa, aino, PHONE, "kuuntelukyky")
    card = await aino.sees(PHONE, "5/17", "Listening")
    elsewhere = await _stored(house, "kuuntelukyky")
    await aino.edits(first, "7")
    await _stays_on(aino, card.id, "HAVU-004: changed as you edited it.", PHONE, "5/17", "Listening")
    assert await _stored(house, "ensivaikutelma", OTHER) == ("7", "")
    assert await _stored(house, "ensivaikutelma", PHONE) == ("9", "")
    assert await _stored(house, "kuuntelukyky") == elsewhere
    await aino.edits(first, "seventeen")
    await _stays_on(aino, card.id, "A number is needed", PHONE, "5/17", "Listening")
    await aino.presses("8")
    await aino.sees(PHONE, "6/17")


async def test_an_edit_for_a_contact_that_was_handed_in_does_not_take_the_shopper_to_it(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _asked(house, kaisa, aino, "puuttui")
    said = await aino.says("Nothing")
    await aino.sees("Call recording")
    await aino.presses("Skip")
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received")
    await is_asked(house, kaisa, aino, OTHER, "ensivaikutelma")
    card = await aino.sees(OTHER, "First impression")
    await aino.edits(said, "Patience")
    await _stays_on(
        aino, card.id, "HAVU-003 has been handed in, so the edited message changes nothing", OTHER, "First impression"
    )


async def test_an_edit_of_a_contact_that_is_another_shoppers_now(
    house: House, kaisa: Phone, aino: Phone, eero: Phone
) -> None:
    await _asked(house, kaisa, aino, "parasta")
    said = await aino.says("Kindness")
    await aino.sees("What was missing?")
    line = await aino.says("/tasks")
    await aino.sees("Your contacts")
    await house.does(_passes_to, (await house.person(eero)).id)
    await house.owes_nothing()
    before = await house.dump()
    await aino.edits(said, "Patience")
    await aino.sees("I do not know that", "No contacts for you now")
    await _edits_in_vain(house, aino, line, "/earnings")
    assert await house.dump() == before


# A position that moves.


async def test_a_shared_position_that_moves_does_not_disturb(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "parasta")
    shared = await aino.sends_location(60.17, 24.94, live=900)
    await aino.sees("does not answer what is asked")
    await aino.says("Kindness")
    await aino.sees("What was missing?")
    await house.owes_nothing()
    await aino.moves(shared, 60.18, 24.95)
    await _nothing_happens(house, aino)


def _trail(tx: Transaction, question: str) -> list[tuple[str, datetime]]:
    rows = tx.all(answer_change, answer_change.c.question == question)
    return [(row["value"], row["changed_at"]) for row in rows]


def _times(tx: Transaction) -> Sequence[str]:
    known = contacts.times_of(tx, agency.contact(tx, PHONE))
    return [f"{known[each].astimezone(HELSINKI):%d.%m. %H.%M}" for each in Moment]


def _every_time(tx: Transaction) -> Sequence[object]:
    return tx.all(timing, timing.c.contact_id == agency.contact(tx, PHONE).id)


def _passes_to(tx: Transaction, person: int) -> None:
    contacts.change(tx, agency.contact(tx, PHONE), shopper_id=person)
