"""Questions whose time comes later: after some hours, on a promised day, or when the thing has come."""

from bot.sandbox import Phone
from tests import agency
from tests.cast import House, a_plan, approves, opens, submits

PHONE = "HAVU-003"
LATER = "a few more questions can be answered now"


def _told(phone: Phone) -> int:
    """How often a phone has been told; the message itself becomes the card when it is gone on from."""
    sent = phone.telegram.calls.of("sendMessage")
    return sum(call.params["chat_id"] == phone.person.id and LATER in call.params["text"] for call in sent)


async def test_the_survey_is_asked_about_after_48_hours_and_once(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, PHONE)
    house.later(hours=47)
    await house.owes_nothing()
    assert _told(aino) == 0
    aino.looks_away()
    house.later(hours=1)
    await aino.sees(PHONE, LATER)
    house.later(hours=100)
    await house.owes_nothing()
    assert _told(aino) == 1
    await aino.presses("Continue")
    await aino.sees("1/1", "Did a customer experience survey arrive?")
    await aino.presses("No")
    await aino.sees("check and submit")
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received")
    await house.owes_nothing()
    assert _told(aino) == 1


async def test_it_is_asked_in_daytime(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    house.later(hours=11)
    await submits(house, kaisa, aino, PHONE)
    house.later(hours=48)
    await house.owes_nothing()
    assert _told(aino) == 0
    aino.looks_away()
    house.later(hours=12, minutes=1)
    await aino.sees(PHONE, LATER)


async def test_a_promise_is_asked_about_on_its_day(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, PHONE, ratkaisuaste="promised", lupaus_aika="30.11.2026")
    await opens(aino, PHONE)
    await aino.sees("More questions come on 30 Nov 2026 09:00")
    house.later(days=6, hours=22)
    await house.owes_nothing()
    aino.looks_away()
    house.later(hours=1, minutes=1)
    await aino.sees(PHONE, LATER)
    await aino.presses("Continue")
    await aino.sees("Was it settled by the promised time?")


async def test_what_has_come_already_is_asked_about_at_once(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, PHONE)
    await opens(aino, PHONE)
    await aino.presses("It has come already")
    await aino.sees("1/1", "Did a customer experience survey arrive?")
    await aino.presses("Yes")
    await aino.sees("What did the survey ask?")
    house.later(hours=60)
    await house.owes_nothing()
    assert _told(aino) == 0


async def test_the_first_part_is_reviewed_before(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, PHONE)
    house.later(hours=49)
    await aino.sees(LATER)
    await aino.presses("Continue")
    await aino.presses("No")
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received")
    await kaisa.sees("HAVU-003 waits for a review")
    await kaisa.presses("Open")
    await kaisa.presses("Approve")
    await kaisa.sees("HAVU-003 approved")


async def test_what_waits_is_in_the_list_of_tasks(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, PHONE)
    await aino.says("/tasks")
    await aino.sees(PHONE, "approved")


async def test_a_contact_that_nobody_answered_has_no_later_stage(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await house.does(agency.taken, await house.person(kaisa), await house.person(aino), PHONE, now=house.now)
    await opens(aino, PHONE)
    await aino.presses("Start contact")
    await aino.presses("No answer")
    await aino.presses("Nobody answered")
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received")
    house.later(days=10)
    await house.owes_nothing()
    assert _told(aino) == 0


async def test_the_clock_works_through_a_restart(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, PHONE)
    await house.bot_dies()
    house.clock.moved += 50 * agency.HOUR
    await house.bot_starts()
    await aino.sees(LATER)
    await house.owes_nothing()
    await house.restarts()
    await house.owes_nothing()
    assert _told(aino) == 1
