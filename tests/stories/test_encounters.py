"""The encounter itself: by button, told afterwards, failed."""

import pytest

from bot.sandbox import Phone
from domain.storage import contacts
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import House, a_plan, is_asked, opens, takes

PHONE, MAIL = "HAVU-001", "HAVU-014"


async def _opens(house: House, kaisa: Phone, aino: Phone, *codes: str) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, *codes)
    await opens(aino, codes[0])
    await aino.sees(f"{codes[0]} is yours")


@pytest.mark.both_databases
async def test_a_call_by_button(house: House, kaisa: Phone, aino: Phone) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.presses("Start contact")
    await aino.sees("Started 23 Nov 2026 10:00", "Nothing needs pressing during a call")
    house.later(minutes=2)
    await aino.presses("Answered")
    await aino.sees("Answered 10:02")
    house.later(minutes=9)
    await aino.presses("Ended")
    card = await aino.sees("HAVU-001: who answered?", "Oulu team")
    assert aino.buttons(card) == ["Oulu team", "Tampere team", "Tell it first"]
    await aino.presses("Tampere team")
    await aino.sees("1/", "How many times was the call transferred?")
    assert (await house.does(agency.contact, PHONE)).answering_unit == "tampere"


async def test_how_long_one_waited_is_asked_when_answered_was_not_pressed(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.presses("Start contact")
    house.later(minutes=10)
    await aino.presses("Ended")
    await aino.sees("how long did you wait for an answer?")
    await aino.says("45")
    await aino.sees("longer than the whole contact")
    await aino.says("1,5")
    await aino.sees("who answered?")


async def test_a_call_told_afterwards_in_one_line(house: House, kaisa: Phone, aino: Phone) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.says("9.15, waited 3 min, took 12")
    await aino.sees("who answered?")
    await aino.presses("Oulu team")
    await aino.sees("1/")
    times = await house.does(_times, PHONE)
    assert times == ["09.15", "09.18", "09.27"]


async def test_a_call_told_step_by_step(house: House, kaisa: Phone, aino: Phone) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.presses("I called already")
    card = await aino.sees("when did it start?")
    assert len(aino.buttons(card)) == 7
    await aino.says("9.30")
    await aino.sees("how long did you wait")
    await aino.presses("2 min")
    await aino.sees("how long did it take in all?")
    await aino.says("kahdeksan")
    await aino.sees("I could not read how long it was")
    await aino.presses("8 min")
    await aino.sees("who answered?")
    assert await house.does(_times, PHONE) == ["09.30", "09.32", "09.38"]


async def test_a_call_that_was_started_may_still_be_told(house: House, kaisa: Phone, aino: Phone) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.presses("Start contact")
    house.later(minutes=30)
    await aino.presses("I called already")
    await aino.sees("when did it start?")
    await aino.says("10.02, 1, 8")
    await aino.sees("who answered?")
    assert await house.does(_times, PHONE) == ["10.02", "10.03", "10.10"]


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ("9.15, waited 20 min, took 12", "longer than the whole contact"),
        ("9.55, 1, 30", "it would end later than now"),
        ("tomorrow 9.15", "has not come yet"),
        ("9.15, 2 päivää, 3 päivää", "cannot have been that long"),
        ("9.15, waited -3 min, took 12", "I could not read the times"),
        ("25.99, 3, 12", "I could not read the times"),
        ("some time ago", "does not answer what is asked"),
        ("3 min", "does not answer what is asked"),
    ],
)
async def test_times_that_cannot_be_are_refused_kindly(
    house: House, kaisa: Phone, aino: Phone, told: str, answer: str
) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.says(told)
    await aino.sees(answer, "HAVU-001 is yours")
    assert await house.does(_times, PHONE) == []


async def test_times_are_corrected_from_the_check_card_and_the_first_ones_stay(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    by = await house.person(aino)
    await house.does(agency.made, by, PHONE, now=house.now)
    await house.does(agency.answered, by, PHONE, now=house.now)
    await opens(aino, PHONE)
    await aino.presses("Correct the times")
    await aino.says("9.00, 2, 10")
    await aino.sees("check and submit", "Started 23 Nov 2026 09:00", "Ended 09:10")
    assert len((await house.dump())["timing"]) == 6


@pytest.mark.parametrize("start", [True, False])
async def test_what_tells_no_time_does_not_answer_the_card(
    house: House, kaisa: Phone, aino: Phone, start: bool
) -> None:
    await _opens(house, kaisa, aino, PHONE)
    if start:
        await aino.presses("Start contact")
        await aino.sees("Started")
    await aino.says("Olen jonossa")
    await aino.sees("That does not answer what is asked here")


async def test_the_first_end_is_kept_until_the_wait_is_told(house: House, kaisa: Phone, aino: Phone) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.presses("Start contact")
    await aino.sees("Started")
    house.later(minutes=10)
    await aino.presses("Ended")
    await aino.sees("how long did you wait for an answer?")
    house.later(minutes=50)
    await aino.presses("Back")
    card = await aino.sees("Ended 10:10", "is still missing")
    assert aino.buttons(card) == ["Tell how long you waited", "No answer", "Brief"]
    it = await house.does(agency.contact, PHONE)
    aino.press_raw(card.id, f"ended:{it.id}:{it.version}")
    card = await aino.sees("how long did you wait for an answer?")
    aino.press_raw(card.id, f"answered:{it.id}:{it.version}")
    await aino.sees("That cannot be done with HAVU-001 now", "Ended 10:10")
    await aino.presses("Tell how long you waited")
    await aino.sees("how long did you wait for an answer?")
    await aino.says("11")
    await aino.sees("longer than the whole contact")
    await aino.says("90 s")
    await aino.sees("who answered?")
    assert await house.does(_times, PHONE) == ["10.00", "10.10", "10.01"]


async def test_a_reply_may_have_taken_days(house: House, kaisa: Phone, aino: Phone) -> None:
    await _opens(house, kaisa, aino, MAIL)
    house.later(days=5)
    await aino.presses("I did it already")
    await aino.sees("when did you send it?")
    await aino.says("24.11. 9.00")
    card = await aino.sees("how long until the reply?")
    assert aino.buttons(card) == ["1 h", "4 h", "1 day", "2 days", "3 days", "Back"]
    await aino.presses("2 days")
    card = await aino.sees("how long did it take in all?")
    assert aino.buttons(card) == ["2 days", "3 days", "7 days", "Back"]
    await aino.says("2 päivää 3 h")
    await aino.sees("1/", "First impression")
    times = await house.does(_moments, MAIL)
    assert times == ["24.11. 09.00", "26.11. 09.00", "26.11. 12.00"]


async def test_a_call_does_not_take_days(house: House, kaisa: Phone, aino: Phone) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.presses("I called already")
    await aino.says("eilen 9.00")
    await aino.sees("how long did you wait")
    await aino.says("2 päivää")
    await aino.sees("cannot have been that long", "how long did you wait")
    it = await house.does(agency.contact, PHONE)
    aino.press_raw(aino.last.id, f"tell:{it.id}:w:1440")
    await house.owes_nothing()
    await aino.presses("2 min")
    card = await aino.sees("how long did it take in all?")
    aino.press_raw(card.id, f"tell:{it.id}:l:1440")
    await aino.sees("cannot have been that long", "how long did it take in all?")
    assert await house.does(_times, PHONE) == []


async def test_a_length_that_is_told_first_is_kept_while_the_wait_is_asked(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.says("9.15, kesti 12 min")
    await aino.sees("how long did you wait")
    await aino.says("3")
    await aino.sees("who answered?")
    assert await house.does(_times, PHONE) == ["09.15", "09.18", "09.27"]


@pytest.mark.parametrize("how", ["Nobody answered", "Wrong number or address", "I was recognised"])
async def test_a_mistaken_failure_is_taken_back_until_it_is_handed_in(
    house: House, kaisa: Phone, aino: Phone, how: str
) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.presses("Start contact")
    await aino.presses("No answer")
    await aino.presses(how)
    await aino.sees("check and submit", "Ended 10:00")
    house.later(minutes=2)
    await aino.presses("Change how it went")
    card = await aino.sees("Started 23 Nov 2026 10:00", "Nothing needs pressing during a call")
    assert "Ended 1" not in card.text
    await aino.presses("Answered")
    await aino.sees("Answered 10:02")
    house.later(minutes=5)
    await aino.presses("Ended")
    await aino.presses("Oulu team")
    await aino.sees("1/")
    assert await house.does(_times, PHONE) == ["10.00", "10.02", "10.07"]
    assert len((await house.dump())["timing"]) == 4


async def test_only_a_failure_is_taken_back_and_not_once_it_is_handed_in(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.says("9.15, 1, 12")
    card = await aino.sees("who answered?")
    it = await house.does(agency.contact, PHONE)
    aino.press_raw(card.id, f"undo:{it.id}:{it.version}")
    await aino.sees("That cannot be done with HAVU-001 now")
    await takes(house, kaisa, aino, "HAVU-002")
    by = await house.person(aino)
    await house.does(agency.nobody_answered, by, "HAVU-002", now=house.now)
    await opens(aino, "HAVU-002")
    await aino.presses("Submit")
    card = await aino.sees("HAVU-002 received")
    it = await house.does(agency.contact, "HAVU-002")
    aino.press_raw(card.id, f"undo:{it.id}:{it.version}")
    await aino.sees("That cannot be done with HAVU-002 now")


async def test_nobody_answered_is_a_result_of_its_own(house: House, kaisa: Phone, aino: Phone) -> None:
    helmi = await house.helmi()
    await _opens(house, kaisa, aino, PHONE)
    await aino.presses("Start contact")
    await aino.presses("No answer")
    await aino.sees("how did it go?", "this is a result too")
    await aino.presses("Nobody answered")
    await aino.sees("check and submit", "How it went: nobody answered")
    await aino.presses("Submit")
    await aino.sees("HAVU-001 received")
    await kaisa.sees("Critical failure: HAVU-001", "The contact was answered", "without the shopper’s name")
    helmi.looks_away()
    await kaisa.presses("Confirm")
    await kaisa.sees("The client has been told")
    told = await helmi.sees("A critical failure in your service", "HAVU-001", "Oulu")
    assert "Aino" not in told.text


async def test_a_critical_failure_that_is_dropped_stays_inside(house: House, kaisa: Phone, aino: Phone) -> None:
    helmi = await house.helmi()
    await _opens(house, kaisa, aino, PHONE)
    await aino.presses("Start contact")
    await aino.presses("No answer")
    await aino.presses("Nobody answered")
    await aino.presses("Submit")
    alert = await kaisa.sees("Critical failure: HAVU-001")
    helmi.looks_away()
    await kaisa.presses("Do not tell")
    await kaisa.sees("Not told to the client")
    kaisa.press_raw(alert.id, "confirm:1")
    await kaisa.sees("earlier card")
    await house.owes_nothing()
    assert not [message for message in helmi.chat if "critical" in message.text]


async def test_a_failed_try_is_tried_again(house: House, kaisa: Phone, aino: Phone) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.presses("Start contact")
    await aino.presses("No answer")
    await aino.presses("I try again later")
    await aino.sees("HAVU-001 is yours", "Tries so far: 1. Try again from 11:00 on")
    house.later(minutes=40)
    await aino.presses("Start contact")
    await aino.sees(
        "too soon after the last try: the next one may begin on 23 Nov 2026 from 11:00 on", "HAVU-001 is yours"
    )
    house.later(hours=2, minutes=20)
    await aino.says("/tasks")
    await aino.presses(PHONE)
    card = await aino.sees("Tries so far: 1. Try again at another time of day")
    assert "from 11:00" not in card.text
    await aino.presses("Start contact")
    await aino.sees("Started 23 Nov 2026 13:0", "Tries so far: 1")
    await aino.presses("No answer")
    await aino.sees("Tries so far: 1")
    await aino.presses("Back")
    await aino.presses("Answered")
    await aino.presses("Ended")
    await aino.sees("who answered?")


@pytest.mark.parametrize("how", ["Wrong number or address", "I was recognised"])
async def test_other_failures_are_paid_and_left_out(house: House, kaisa: Phone, aino: Phone, how: str) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.presses("Start contact")
    await aino.presses("No answer")
    await aino.presses(how)
    await aino.sees("check and submit")
    await aino.presses("Submit")
    await aino.sees("HAVU-001 received", "Fee €22")
    await house.owes_nothing()
    assert not [message for message in kaisa.chat if "Critical" in message.text]


async def test_an_e_mail_waits_while_another_contact_is_done(house: House, kaisa: Phone, aino: Phone) -> None:
    await _opens(house, kaisa, aino, MAIL, PHONE)
    await aino.presses("Start contact")
    await aino.sees("When the reply comes, even days later, press Reply received")
    await opens(aino, PHONE)
    await aino.says("9.15, 1, 12")
    await aino.presses("Oulu team")
    await aino.says("0")
    await aino.sees("2/")
    house.later(hours=20)
    await aino.says("/tasks")
    await aino.sees(MAIL, "under way", PHONE, "being answered")
    await aino.presses(MAIL)
    await aino.presses("Reply received")
    await aino.presses("Ended")
    await aino.sees("1/", "First impression")
    await opens(aino, PHONE)
    await aino.sees("2/")


async def test_an_alias_is_used_once_at_a_time(house: House, kaisa: Phone, aino: Phone, eero: Phone) -> None:
    await a_plan(house, kaisa)
    first, second = await house.does(_same_profile)
    await takes(house, kaisa, aino, first)
    await takes(house, kaisa, eero, second)
    await opens(aino, first)
    await aino.presses("Start contact")
    await aino.sees("You are")
    await opens(eero, second)
    await eero.presses("Start contact")
    await eero.sees(f"is in use until {first} has ended", f"{second} is yours")
    await aino.presses("Answered")
    await aino.presses("Ended")
    await eero.presses("Start contact")
    await eero.sees("Started")


async def test_the_earlier_step_of_one_customer_comes_first(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    first, second = await house.does(agency.first_thread)
    await takes(house, kaisa, aino, first, second)
    await opens(aino, second)
    await aino.sees("Before this:", first)
    await aino.presses("Start contact")
    await aino.sees(f"{first} comes first")
    await aino.says("9.15, 1, 12")
    await aino.sees(f"{first} comes first")


async def test_the_brief_tells_what_the_earlier_encounter_promised_in_words_too(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    first, second = await house.does(agency.first_thread)
    await takes(house, kaisa, aino, first, second)
    by = await house.person(aino)
    await house.does(agency.made, by, first, now=house.now)
    await house.does(agency.answered, by, first, "lupaus_aika", now=house.now, ratkaisuaste="promised")
    await opens(aino, first)
    await aino.sees("By when was it promised")
    await aino.says("27.11.")
    await aino.sees("extra service")
    await aino.presses("Back")
    await aino.presses("Comment")
    await aino.says("They call back by Friday noon & write too.")
    await opens(aino, second)
    await aino.sees(
        "Before this:", f"{first}, Question about a bill", "promised by 27 Nov 2026; “They call back by Friday"
    )
    await aino.says("/language")
    await aino.presses("Suomi")
    await aino.says("/tasks")
    await aino.presses(second)
    await aino.sees("Ennen tätä:", "27.11.2026; ”They call back by Friday noon & write too.”")


async def test_the_brief_can_be_read_again(house: House, kaisa: Phone, aino: Phone) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.presses("Start contact")
    await aino.presses("Brief")
    await aino.sees("What you do:", "Record the call")
    await aino.presses("Back")
    await aino.sees("Started")


async def test_a_started_contact_cannot_be_given_up(house: House, kaisa: Phone, aino: Phone) -> None:
    await _opens(house, kaisa, aino, PHONE)
    await aino.presses("Start contact")
    card = await aino.sees("Started")
    id = (await house.does(agency.contact, PHONE)).id
    aino.press_raw(card.id, f"release!:{id}:9")
    await aino.sees("That cannot be done with HAVU-001 now")


async def test_another_shopper_s_contact_is_unknown(house: House, kaisa: Phone, aino: Phone, eero: Phone) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE)
    it = await house.does(agency.contact, PHONE)
    for verb in ("contact", "brief", "pause", "told", "release", "failed"):
        await eero.says("/help")
        card = await eero.sees("/tasks")
        eero.press_raw(card.id, f"{verb}:{it.id}")
        await eero.sees("I do not know that")


def _times(tx: Transaction, code: str) -> list[str]:
    it = agency.contact(tx, code)
    zone = agency.sample().terms.zone
    return [f"{at.astimezone(zone):%H.%M}" for at in contacts.times_of(tx, it).values()]


def _moments(tx: Transaction, code: str) -> list[str]:
    it = agency.contact(tx, code)
    zone = agency.sample().terms.zone
    return [f"{at.astimezone(zone):%d.%m. %H.%M}" for at in contacts.times_of(tx, it).values()]


def _same_profile(tx: Transaction) -> tuple[str, str]:
    """Two contacts of one profile that are not of one thread."""
    every = [agency.contact(tx, code) for code in agency.codes(range(1, 13))]
    pairs = (
        (a, b)
        for a in every
        for b in every
        if a.code < b.code and a.profile == b.profile and not (a.thread or b.thread)
    )
    first, second = next(pairs)
    return first.code, second.code
