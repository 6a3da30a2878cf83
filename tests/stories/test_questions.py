"""The questions come by themselves, one card each."""

import asyncio
import json

import pytest
from sqlalchemy import select

from bot.sandbox import Phone
from domain.person import Role
from domain.storage import answers
from domain.storage.tables import attachment, inbox
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import RECORDING, VOICE, House, a_plan, approves, is_asked, opens, takes

PHONE = "HAVU-003"


async def _asked(house: House, kaisa: Phone, aino: Phone, question: str, **given: str) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, question, **given)


@pytest.mark.both_databases
async def test_a_whole_call_is_answered_by_pressing_and_typing(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    await aino.sees("HAVU-003", "1/17", "How many times was the call transferred?", "Type a whole number")
    await aino.says("0")
    await aino.sees("Greeting and first impression", "2/17", "First impression")
    await aino.presses("9")
    await aino.sees("3/17", "Voice and clarity")
    await aino.presses("5 Warm and clear")
    await aino.sees("4/17", "Answering guideline")
    await aino.presses("All three")
    await aino.sees("5/17", "Listening")
    await aino.says("8")
    await aino.sees("6/17", "What did the agent ask unprompted?", "Choose all that fit, then Done")
    await aino.presses("My situation and need")
    await aino.sees_button("☑ My situation and need")
    await aino.presses("The present contract")
    await aino.presses("My situation and need")
    await aino.presses("Done")
    await aino.sees("7/17", "How was your matter solved?")
    await aino.presses("A later solution was promised")
    await aino.sees("8/18", "By when was it promised")
    await aino.says("tomorrow")
    await aino.sees("9/18", "Was a suitable extra service offered?")
    await aino.presses("Does not apply")
    await aino.sees("Professionalism")
    await aino.presses("10")
    await aino.sees("Closing greeting")
    await aino.says("yes")
    await aino.sees("Were you told what happens next?")
    await aino.presses("Yes")
    await aino.sees("How likely would you be to recommend")
    await aino.presses("10")
    await aino.sees("How satisfied were you")
    await aino.presses("4")
    await aino.sees("How easy was it")
    await aino.presses("7")
    await aino.sees("What was best?", "Write or send a voice note.")
    await aino.sends_voice(VOICE, seconds=7)
    await aino.sees("What was missing?")
    await aino.presses("Skip")
    await aino.sees("18/18", "Call recording")
    await aino.sends_audio(RECORDING, seconds=61)
    card = await aino.sees(
        "HAVU-003: check and submit",
        "6. What did the agent ask unprompted? The present contract",
        "8. By when was it promised to be settled? 24 Nov 2026",
        "16. What was best? voice note 0:07",
        "17. What was missing? skipped",
        "18. Call recording: recording 1:01",
    )
    assert "missing first" not in card.text
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received", "Fee €22", "More questions come on")
    await kaisa.sees("HAVU-003 waits for a review")


async def test_a_comment_is_asked_when_the_value_is_low(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    await aino.presses("3")
    card = await aino.sees("Your answer: 3", "What happened?")
    assert "Skip" not in aino.buttons(card)
    await aino.says("The agent sounded tired.")
    await aino.sees("3/17")
    assert (await house.does(_answer, "ensivaikutelma"))[1] == "The agent sounded tired."


async def test_a_comment_may_be_spoken(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    await aino.presses("3")
    await aino.sees("What happened?")
    await aino.sends_voice(VOICE)
    await aino.sees("3/17")
    await aino.presses("Back")
    await aino.sees("Now: 3", "Comment: voice note")


async def test_a_comment_may_be_given_freely_before_or_after(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "kuuntelukyky")
    await aino.presses("Comment")
    card = await aino.sees("Your comment:")
    assert "Skip" in aino.buttons(card)
    await aino.says("Took notes")
    await aino.sees("Listening", "Comment: Took notes")
    await aino.presses("8")
    await aino.presses("Back")
    await aino.sees("Now: 8", "Comment: Took notes")


async def test_a_constraint_speaks_in_its_own_words(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    await aino.says("21")
    message = _constraint("siirrot")
    await aino.sees(message, "1/17")
    await aino.says("2")
    await aino.sees("2/17")


async def test_choices_that_exclude_each_other_are_refused(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "tarkentavat")
    await aino.presses("My situation and need")
    await aino.presses("Asked nothing")
    await aino.presses("Done")
    await aino.sees(_constraint("tarkentavat"), "6/17")


async def test_done_without_a_choice_needs_one(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "tarkentavat")
    await aino.presses("Done")
    await aino.sees("This question needs an answer", "6/17")


@pytest.mark.parametrize(
    ("question", "typed", "kind"),
    [
        ("siirrot", "two or three", "A whole number is needed"),
        ("siirrot", "1,5", "A whole number is needed"),
        ("ensivaikutelma", "11", "from 0 to 10"),
        ("aani", "purple", "None of the choices begins like that"),
        ("lupaus_aika", "soon", "I could not read the day"),
        ("parasta", "x" * 4001, "too long"),
    ],
)
async def test_what_does_not_answer_is_refused_kindly_and_the_card_stays(
    house: House, kaisa: Phone, aino: Phone, question: str, typed: str, kind: str
) -> None:
    given = {"ratkaisuaste": "promised"} if question == "lupaus_aika" else {}
    await _asked(house, kaisa, aino, question, **given)
    label = agency.sample().form.label(agency.sample().form.question(question), "en")
    await aino.says(typed)
    await aino.sees(kind, label)
    assert await house.does(_answer, question) == ("", "")


async def test_a_choice_may_be_typed_by_how_it_begins(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ratkaisuaste")
    await aino.says("solved")
    await aino.sees("8/17")
    assert (await house.does(_answer, "ratkaisuaste"))[0] == "solved"


async def test_a_voice_note_does_not_answer_a_number(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    await aino.sends_voice(VOICE)
    await aino.sees("A voice note answers questions for words", "2/17")


async def test_a_photo_or_a_sticker_answers_no_question_for_words(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "parasta")
    await aino.sends_photo(_png())
    await aino.sees("does not answer what is asked", "What was best?")
    await aino.sends_location(60.17, 24.94)
    await house.owes_nothing()
    assert "What was best?" in aino.last.text


async def test_words_typed_after_a_voice_note_join_it(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "parasta")
    await aino.sends_voice(VOICE, seconds=7)
    await aino.sees("What was missing?")
    await aino.presses("Back")
    await aino.sees("Now: voice note 0:07")
    await aino.says("Kindness")
    await aino.presses("Back")
    await aino.sees("Now: voice note 0:07: Kindness")


async def test_the_copy_of_a_replaced_voice_note_is_destroyed(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "parasta")
    await aino.sends_voice(VOICE, seconds=7)
    path = await house.until(_kept_path)
    assert house.office.media.get(path)
    await aino.presses("Back")
    await aino.sees("Now: voice note 0:07")
    await aino.sends_voice(RECORDING, seconds=9)
    await house.until(lambda tx: tx.one(attachment, attachment.c.state == "removed", attachment.c.path == ""))
    with pytest.raises(FileNotFoundError):
        house.office.media.get(path)
    assert house.office.media.get(await house.until(_kept_path))


def _kept_path(tx: Transaction) -> str | None:
    files = answers.attachments_of(tx, agency.contact(tx, PHONE).id)
    return next((file.path for file in files if file.state == "kept"), None)


async def test_a_photo_answers_a_question_for_one(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, PHONE)
    house.later(hours=49)
    await aino.sees("HAVU-003", "a few more questions can be answered now")
    await aino.presses("Continue")
    await aino.sees("Did a customer experience survey arrive?")
    await aino.presses("Yes")
    await aino.presses("NPS: recommendation")
    await aino.presses("Done")
    await aino.sees("Screenshot of the survey", "Send one photo or several, at most 20 MB each")
    await aino.says("here it is")
    await aino.sees("does not answer what is asked")
    await aino.sends_photo(_png())
    await aino.sees("check and submit", "photo")
    await house.until(lambda tx: True if "kept" in _files(tx) else None)


async def test_our_own_copy_of_a_recording_is_kept(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "nauhoite")
    await aino.sends_document(RECORDING, name="puhelu.m4a")
    await aino.sees("check and submit", "file")
    await house.until(lambda tx: True if _files(tx) == ["kept"] else None)
    path = await house.does(_path)
    assert house.office.media.get(path) == RECORDING.read_bytes()


async def test_a_file_above_20_mb_is_kept_by_telegram_s_reference_and_said_so(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _asked(house, kaisa, aino, "nauhoite")
    await aino.sends_audio(bytes(21 * 1024 * 1024), seconds=3600, name="long.m4a")
    await aino.sees("over 20 MB", "only Telegram’s reference", "check and submit")
    assert await house.does(_files) == ["too_large"]
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received")


async def test_back_goes_back_and_stays_at_the_first(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "aani")
    await aino.presses("Back")
    await aino.sees("2/17", "Now: 9")
    await aino.presses("Back")
    await aino.sees("1/17", "Now: 0")
    await aino.presses("Back")
    await house.owes_nothing()
    assert "1/17" in aino.last.text
    await aino.says("3")
    await aino.sees("3/17")


async def test_a_paused_contact_goes_on_where_it_was(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "aani")
    await aino.presses("Pause")
    await aino.sees("Paused. Everything you answered about HAVU-003 is kept.")
    await aino.presses("Continue")
    await aino.sees("3/17")


async def test_cancel_keeps_what_is_stored(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    await aino.says("4")
    await aino.sees("2/17")
    await aino.says("/cancel")
    await aino.sees("Left as it was. Everything stored is kept.")
    await opens(aino, PHONE)
    await aino.sees("2/17")
    assert (await house.does(_answer, "siirrot"))[0] == "4"


async def test_nothing_is_submitted_while_something_is_missing(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    card = await aino.sees("1/17")
    it = await house.does(agency.contact, PHONE)
    aino.press_raw(card.id, f"submit:{it.id}:{it.version}")
    await aino.sees("Something is still missing", "1/17")
    assert (await house.does(agency.contact, PHONE)).submitted_at is None


async def test_a_line_of_the_check_card_changes_its_answer(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    by = await house.person(aino)
    await house.does(agency.made, by, PHONE, now=house.now)
    await house.does(agency.answered, by, PHONE, now=house.now)
    await opens(aino, PHONE)
    await aino.presses("2")
    await aino.sees("2/17", "Now: 9")
    await aino.presses("8")
    await aino.sees("check and submit", "2. First impression: 8")
    trail = [row for row in (await house.dump())["answer_change"] if "ensivaikutelma" in row]
    assert len(trail) == 2


async def test_an_answer_that_makes_another_irrelevant_leaves_it_out(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "lupaus_aika", ratkaisuaste="promised")
    await aino.says("30.11.")
    await aino.sees("9/18")
    await aino.presses("Back")
    await aino.sees("8/18")
    await aino.presses("Back")
    await aino.sees("7/18")
    await aino.presses("Solved at once")
    await aino.sees("8/17", "Was a suitable extra service offered?")


async def test_only_one_card_is_open_at_a_time(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    for words in ("0", "9", "5 Warm"):
        await aino.says(words)
    await aino.sees("4/17")
    await house.owes_nothing()
    with_buttons = [message for message in aino.chat if message.from_bot and message.buttons]
    assert [message.text.splitlines()[0] for message in with_buttons] == [aino.last.text.splitlines()[0]]


async def test_a_stale_button_answers_kindly_and_shows_how_things_stand(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    it = await house.does(agency.contact, PHONE)
    await aino.says("0")
    await aino.sees("2/17")
    before = await house.dump()
    aino.press_raw(aino.last.id, f"a:{it.id}:{it.version}:3")
    await aino.sees("That button was from an earlier card", "2/17")
    assert await house.dump() == before


async def test_words_after_help_lead_back_to_what_can_be_done(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    await aino.says("/help")
    await aino.sees("/tasks")
    await aino.says("0")
    await aino.sees("Nothing is asked here, so your message was not used.", "or go on with /tasks")
    eetu = await house.joins("Eetu", Role.COORDINATOR, "fi")
    await eetu.says("/help")
    await eetu.sees("/studies")
    await eetu.says("Hei")
    await eetu.sees("Tässä ei kysytä mitään", "jatka komennolla /studies")


async def test_a_double_tap_answers_once(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    card = await aino.sees("2/17")
    it = await house.does(agency.contact, PHONE)
    for _ in range(2):
        aino.press_raw(card.id, f"a:{it.id}:{it.version}:9")
    await house.owes_nothing()
    assert "3/17" in aino.message(card.id).text
    assert "earlier card" not in aino.message(card.id).text
    assert (await house.does(_answer, "ensivaikutelma"))[0] == "9"
    assert (await house.does(_answer, "aani")) == ("", "")
    house.later(seconds=5)
    aino.press_raw(card.id, f"a:{it.id}:{it.version}:9")
    await aino.sees("That button was from an earlier card", "3/17")


@pytest.mark.both_databases
async def test_an_update_that_comes_twice_is_done_once(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    message = await aino.says("0")
    await aino.sees("2/17")
    await house.owes_nothing()
    again = json.loads(await house.does(_newest_update))
    assert again["message"]["message_id"] == message.id
    before = await house.dump()
    await house.intake().take([again, again])
    await house.owes_nothing()
    assert await house.dump() == before


@pytest.mark.both_databases
@pytest.mark.both_ways
async def test_a_restart_in_the_middle_shows_the_same_card(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    await aino.says("0")
    card = await aino.sees("2/17")
    await house.owes_nothing()
    await house.restarts()
    await aino.presses("9")
    shown = await aino.sees("3/17")
    assert shown.id == card.id


async def test_what_came_while_the_bot_was_down_is_done_in_order(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    await house.bot_dies()
    for words in ("2", "9", "5 Warm", "All three", "8"):
        await aino.says(words)
    house.clock.moved += 10 * agency.MINUTE
    await house.bot_starts()
    await aino.sees("6/17")
    given = [await house.does(_answer, name) for name in ("siirrot", "ensivaikutelma", "aani", "kuuntelukyky")]
    assert [value for value, _ in given] == ["2", "9", "lammin", "8"]


async def test_the_open_card_is_shown_again_after_a_long_silence(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "siirrot")
    await aino.sees("1/17")
    await house.owes_nothing()
    await house.bot_dies()
    aino.press_raw(aino.last.id, "na:1:1")
    house.clock.moved += agency.HOUR
    await house.bot_starts()
    await house.owes_nothing()
    assert "1/17" in aino.last.text
    assert len(aino.last.buttons) > 0


async def test_five_shoppers_answer_side_by_side(house: House, kaisa: Phone) -> None:
    await a_plan(house, kaisa)
    crew = [await house.aino() for _ in range(5)]
    for code, shopper in zip(agency.codes([1, 2, 3, 4, 5]), crew, strict=True):
        await is_asked(house, kaisa, shopper, code)

    async def answers_three(shopper: Phone) -> None:
        await shopper.says("0")
        await shopper.sees("2/17")
        await shopper.presses("9")
        await shopper.sees("3/17")
        await shopper.presses("5 Warm and clear")
        await shopper.sees("4/17")

    await asyncio.gather(*(answers_three(shopper) for shopper in crew))


def _constraint(name: str) -> str:
    return agency.sample().form.question(name).constraint_message.text("en", "en")


def _answer(tx: Transaction, question: str) -> tuple[str, str]:
    found = answers.of_contact(tx, agency.contact(tx, PHONE).id).get(question)
    return (found.value, found.comment) if found else ("", "")


def _newest_update(tx: Transaction) -> str:
    return str(tx.connection.scalar(select(inbox.c.body).order_by(inbox.c.arrival.desc()).limit(1)))


def _files(tx: Transaction) -> list[str]:
    return [file.state for file in answers.attachments_of(tx, agency.contact(tx, PHONE).id)]


def _path(tx: Transaction) -> str:
    return str(answers.attachments_of(tx, agency.contact(tx, PHONE).id)[0].path)


def _png() -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x06@\x00\x00\x04\xb0\x08\x02"
