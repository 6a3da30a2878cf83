"""Photos gather: several of them, albums, captions; each can be taken away again."""

from functools import cache

import pytest

from bot.sandbox import Phone
from domain.attachment import MOST_PHOTOS
from domain.storage import answers
from domain.storage.transaction import Transaction
from domain.study import Study
from tests import agency
from tests.cast import VOICE, House, is_asked
from tests.domain.workbook_edits import read_edited
from tests.photos import encoded, photo

PHONE = "HAVU-003"
BEST = 36
"""The row of what was best; here it wants photos."""


@cache
def picture(number: int) -> bytes:
    """One photo of many, small."""
    return encoded(photo(number, (320, 240)), quality=60)


@cache
def _with_photos() -> Study:
    edits = {"type": "image", "measure": ""}
    found = read_edited({("survey", BEST, heading): value for heading, value in edits.items()})
    assert found.study is not None, found.faults
    return found.study


async def _asked(house: House, kaisa: Phone, aino: Phone, question: str = "parasta") -> None:
    by = await house.person(kaisa)
    await house.does(agency.planned, by, made=_with_photos(), now=house.now)
    await is_asked(house, kaisa, aino, PHONE, question)
    await house.owes_nothing()


async def _files(house: House, question: str = "parasta", purpose: str = "answer") -> int:
    """How many files a question has."""
    found = await house.does(lambda tx: answers.attachments_of(tx, agency.contact(tx, PHONE).id))
    return len([each for each in found if (each.question, each.purpose) == (question, purpose)])


async def _stored(house: House, question: str) -> tuple[str, str]:
    """The value and the comment of an answer."""

    def look(tx: Transaction) -> tuple[str, str]:
        given = answers.of_contact(tx, agency.contact(tx, PHONE).id)[question]
        return given.value, given.comment

    return await house.does(look)


def _cards(phone: Phone, after: int) -> int:
    """How many messages of the bot came after a message."""
    return sum(message.from_bot and message.id > after for message in phone.chat)


@pytest.mark.both_databases
async def test_an_album_of_three_is_one_card_that_counts_them(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sees_button("Pause")
    *_, last = await aino.sends_album([picture(1), picture(2), picture(3)])
    await aino.sees("Photos kept: 3. More can be sent right away.", "What was missing?")
    await house.owes_nothing()
    assert _cards(aino, last.id) == 1
    assert await _files(house) == 3
    assert len((await _stored(house, "parasta"))[0].split()) == 3
    await aino.presses("Back")
    card = await aino.sees("What was best?", "Now: 3 photos")
    assert aino.buttons(card)[:4] == ["Keep this", "Remove photo 1", "Remove photo 2", "Remove photo 3"]


async def test_a_photo_is_taken_away_and_the_others_stay(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_album([picture(1), picture(2), picture(3)])
    await aino.sees("Photos kept: 3")
    await aino.presses("Back")
    await aino.sees("Now: 3 photos")
    first, _, third = (await _stored(house, "parasta"))[0].split()
    await aino.presses("Remove photo 2")
    card = await aino.sees("What was best?", "Now: 2 photos")
    assert "Remove photo 3" not in aino.buttons(card)
    assert (await _stored(house, "parasta"))[0] == f"{first} {third}"
    assert await _files(house) == 2


async def test_without_its_last_photo_a_required_question_is_open_again(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_photo(picture(1))
    await aino.sees("Photos kept: 1", "What was missing?")
    await aino.presses("Back")
    await aino.presses("Remove photo 1")
    card = await aino.sees("What was best?", "Send one photo or several")
    assert "Now:" not in card.text
    assert "Skip" not in aino.buttons(card)
    await aino.says("/tasks")
    await aino.presses(PHONE)
    await aino.sees("What was best?")
    await aino.sends_photo(picture(1))
    await aino.sees("Photos kept: 1", "What was missing?")


async def test_it_cannot_be_submitted_without_the_photo_it_needs(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_photo(picture(1))
    await aino.sees("What was missing?")
    await aino.presses("Skip")
    await aino.sees("Call recording")
    await aino.presses("Skip")
    await aino.sees("check and submit", "What was best? 1 photo")
    await aino.presses("15")
    await aino.presses("Remove photo 1")
    await aino.sees("What was best?")
    it = await house.does(agency.contact, PHONE)
    aino.press_raw(aino.last.id, f"submit:{it.id}:{it.version}")
    await aino.sees("Something is still missing: What was best?")


async def test_the_eleventh_photo_is_refused(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_album([picture(number) for number in range(MOST_PHOTOS)])
    await aino.sees("Photos kept: 10")
    await aino.sends_photo(picture(MOST_PHOTOS))
    await aino.sees("A question takes at most 10 photos. Remove one first.", "What was missing?")
    assert await _files(house) == MOST_PHOTOS
    await aino.presses("Back")
    await aino.presses("Remove photo 10")
    await aino.sees("Now: 9 photos")
    await aino.sends_photo(picture(MOST_PHOTOS))
    await aino.sees("Photos kept: 10")


async def test_an_album_beyond_ten_keeps_what_there_is_room_for(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_album([picture(number) for number in range(8)])
    await aino.sees("Photos kept: 8")
    await house.owes_nothing()
    *_, last = await aino.sends_album([picture(number) for number in range(8, 12)])
    await aino.sees("at most 10 photos")
    await house.owes_nothing()
    assert _cards(aino, last.id) == 1
    assert await _files(house) == MOST_PHOTOS


async def test_the_same_photo_again_is_refused(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_photo(picture(1))
    await aino.sees("Photos kept: 1")
    await aino.sends_photo(picture(1))
    await aino.sees("That very file is here already.", "What was missing?")
    assert await _files(house) == 1


async def test_a_photo_that_comes_right_after_joins_the_others(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_photo(picture(1))
    await aino.sees("Photos kept: 1", "What was missing?")
    await aino.sends_photo(picture(2))
    await aino.sees("Photos kept: 2", "What was missing?")
    await aino.says("Nothing")
    await aino.sees("Call recording")
    await aino.sends_photo(picture(3))
    await aino.sees("does not answer what is asked", "Call recording")
    assert await _files(house) == 2
    assert (await _stored(house, "puuttui"))[0] == "Nothing"


async def test_a_caption_becomes_the_comment(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_album([picture(1), picture(2)], caption="Half empty")
    await aino.sees("Photos kept: 2")
    await house.owes_nothing()
    await aino.sends_photo(picture(3), caption="And dusty")
    await aino.sees("Photos kept: 3")
    assert (await _stored(house, "parasta"))[1] == "Half empty\nAnd dusty"
    await aino.presses("Back")
    await aino.sees("Now: 3 photos", "Comment: Half empty And dusty")


async def test_a_photo_with_words_is_the_comment_that_is_needed(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    await aino.presses("3")
    await aino.sees("What happened?")
    await aino.sends_photo(picture(1), caption="Nobody at the desk")
    await aino.sees("3/17")
    assert await _stored(house, "ensivaikutelma") == ("3", "Nobody at the desk")
    await aino.presses("Back")
    await aino.sees("Now: 3", "Comment: Nobody at the desk, 1 photo")


async def test_a_photo_alone_goes_with_a_comment_but_is_not_its_words(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    await aino.presses("3")
    await aino.sees("What happened?")
    await aino.sends_photo(picture(1))
    card = await aino.sees("What happened?", "Comment: 1 photo")
    assert "Remove photo 1" in aino.buttons(card)
    await aino.says("Nobody at the desk")
    await aino.sees("3/17")
    assert await _files(house, "ensivaikutelma", "comment") == 1


async def test_a_photo_of_a_comment_is_taken_away(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    await aino.presses("Comment")
    await aino.sees("Your comment:")
    await aino.sends_photo(picture(1))
    await aino.sees("Comment: 1 photo")
    await aino.presses("Remove photo 1")
    card = await aino.sees("Your comment:")
    assert "photo 1" not in card.text
    assert await _files(house, "ensivaikutelma", "comment") == 0


async def test_an_album_with_a_caption_comments_as_a_whole(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    await aino.presses("3")
    await aino.sees("What happened?")
    await aino.sends_album([picture(1), picture(2)], caption="Nobody at the desk")
    await aino.sees("3/17")
    await house.owes_nothing()
    assert await _files(house, "ensivaikutelma", "comment") == 2
    assert await _stored(house, "ensivaikutelma") == ("3", "Nobody at the desk")
    await house.owes_nothing()
    assert "3/17" in aino.last.text


async def test_a_voice_note_joins_the_photos_of_a_comment(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    await aino.presses("3")
    await aino.sees("What happened?")
    await aino.sends_album([picture(number) for number in range(MOST_PHOTOS)])
    await aino.sees("Comment: 10 photos")
    await house.owes_nothing()
    await aino.sends_voice(VOICE)
    await aino.sees("3/17")
    assert await _files(house, "ensivaikutelma", "comment") == MOST_PHOTOS + 1


async def test_an_album_that_answers_nothing_is_refused_once(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    *_, last = await aino.sends_album([picture(1), picture(2), picture(3)])
    await aino.sees("does not answer what is asked", "First impression")
    await house.owes_nothing()
    assert _cards(aino, last.id) == 1


async def test_a_stale_button_takes_no_photo_away(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_album([picture(1), picture(2)])
    await aino.sees("Photos kept: 2")
    await aino.presses("Back")
    card = await aino.sees("Now: 2 photos")
    assert card.inline_markup is not None
    rows = card.inline_markup["inline_keyboard"]
    remove = next(button for row in rows for button in row if button["text"] == "Remove photo 1")["callback_data"]
    aino.press_raw(card.id, remove)
    await aino.sees("Now: 1 photo")
    house.later(seconds=10)
    aino.press_raw(card.id, remove)
    await aino.sees("That button was from an earlier card", "Now: 1 photo")
    it = await house.does(agency.contact, PHONE)
    aino.press_raw(card.id, f"unfile:{it.id}:{it.version}:{remove.rsplit(':', 1)[1]}")
    await aino.sees("I do not know that")
    assert await _files(house) == 1


async def test_the_reviewer_sees_and_gets_every_photo_that_stayed(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_album([picture(1), picture(2), picture(3)], caption="Half empty")
    await aino.sees("Photos kept: 3")
    await aino.presses("Back")
    await aino.presses("Remove photo 2")
    await aino.sees("Now: 2 photos")
    await aino.sends_photo(picture(4))
    await aino.sees("What was missing?")
    await aino.presses("Skip")
    await aino.sees("Call recording")
    await aino.presses("Skip")
    await aino.sees("check and submit", "photos · comment")
    await aino.presses("Submit")
    await kaisa.sees("HAVU-003 waits for a review")
    await kaisa.presses("Open")
    await kaisa.sees("photos", "Half empty")
