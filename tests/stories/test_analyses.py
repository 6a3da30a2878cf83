"""The outcome analysis, and the recordings that go with it."""

from collections.abc import Sequence

import pytest
from sqlalchemy import RowMapping

from bot.sandbox import Phone
from domain.person import Role
from domain.storage import answers
from domain.storage.tables import outbox
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import RECORDING, House, a_plan, approves, opens, submits

MAKING = 60.0
SOME = agency.codes([3, 4, 8])


async def _recorded(house: House, kaisa: Phone, aino: Phone) -> None:
    """An approved contact with a recording that came through the chat."""
    code = "HAVU-003"
    by, coordinator = await house.person(aino), await house.person(kaisa)
    await house.does(agency.taken, coordinator, by, code, now=house.now)
    await house.does(agency.made, by, code, now=house.now)
    await house.does(agency.answered, by, code, "nauhoite", now=house.now)
    await opens(aino, code)
    await aino.sends_audio(RECORDING, seconds=61)
    await aino.presses("Submit")
    await aino.sees("received")
    await kaisa.sees("waits for a review")
    await kaisa.presses("Open")
    await kaisa.presses("Approve")
    await kaisa.sees("approved")
    await house.until(lambda tx: True if _kept(tx, code) else None)


async def _analysed(kaisa: Phone) -> None:
    await kaisa.says("/analysis")
    await kaisa.sees("Making the outcome analysis")
    await kaisa.sees("Outcome analysis", "2026-Q4", within=MAKING)


async def test_an_analysis_is_made_sent_and_opened(house: House, kaisa: Phone, aino: Phone, helmi: Phone) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, *SOME)
    await _analysed(kaisa)
    pdf = await kaisa.sees_document(".pdf")
    assert pdf.content.startswith(b"%PDF")
    await kaisa.presses("Send to client")
    await kaisa.sees("Sent to the client")
    theirs = await helmi.sees_document(".pdf")
    assert theirs.content == pdf.content
    await helmi.says("/reports")
    await helmi.presses("2026-Q4")
    again = await helmi.sees_document(".pdf")
    assert again.content == pdf.content
    _never_named(helmi, "Aino")


@pytest.mark.both_databases
async def test_recordings_are_handed_out_on_demand_protected_noted_and_deleted(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await a_plan(house, kaisa)
    await _recorded(house, kaisa, aino)
    await _analysed(kaisa)
    await kaisa.presses("Send to client")
    await helmi.sees_document(".pdf")
    await helmi.presses("Recordings")
    await helmi.sees("deleted from this chat within 48 hours")
    await helmi.presses("HAVU-003")
    heard = await helmi.sees("HAVU-003 · recording")
    assert heard.media == "audio"
    assert heard.fields.get("has_protected_content") is True
    assert await helmi.downloads(heard) == RECORDING.read_bytes()
    noted = (await house.dump())["disclosure"]
    assert len(noted) == 1
    assert (await house.person(helmi)).id in noted[0]
    await house.owes_nothing()
    (kept,) = await house.does(_outbox, "kept")
    # by Telegram's own clock, however late its answer was read
    assert kept["due_at"] == heard.date.replace(microsecond=0) + 47 * agency.HOUR
    house.later(hours=46)
    await house.owes_nothing()
    assert heard in helmi.chat
    house.later(hours=1, minutes=30)
    await house.until(lambda tx: True if not _outbox(tx, "kept") else None)
    assert heard not in helmi.chat
    assert house.clock() - heard.date < 48 * agency.HOUR
    _never_named(helmi, "Aino")


async def test_recordings_of_another_company_are_unknown(house: House, kaisa: Phone, aino: Phone, helmi: Phone) -> None:
    mikko = await house.joins("Mikko", Role.CLIENT, client="Kilpailija Oy")
    await a_plan(house, kaisa)
    await _recorded(house, kaisa, aino)
    await _analysed(kaisa)
    await kaisa.presses("Send to client")
    await helmi.sees_document(".pdf")
    for data in ("recordings:1", "hear:1:1", "aopen:1"):
        await mikko.says("/help")
        card = await mikko.sees("/recordings")
        mikko.press_raw(card.id, data)
        await mikko.sees("I do not know that")
    await mikko.says("/recordings")
    await mikko.sees("No outcome analyses yet")
    await mikko.says("/reports")
    await mikko.sees("No outcome analyses yet")
    assert (await house.dump())["disclosure"] == []


async def test_an_analysis_that_is_not_sent_is_not_the_client_s(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await a_plan(house, kaisa)
    await _recorded(house, kaisa, aino)
    await _analysed(kaisa)
    for data in ("recordings:1", "hear:1:1", "aopen:1"):
        await helmi.says("/help")
        card = await helmi.sees("/recordings")
        helmi.press_raw(card.id, data)
        await helmi.sees("I do not know that")


async def test_with_nothing_approved_there_is_nothing_to_analyse(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, *SOME)
    await kaisa.says("/analysis")
    await kaisa.sees("No contact of this wave has been approved yet")


async def test_an_analysis_for_nobody_says_whom_to_invite(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, *SOME)
    await _analysed(kaisa)
    await kaisa.presses("Send to client")
    await kaisa.sees("Nobody of Havu Energia Oy has joined yet")


async def test_an_analysis_that_cannot_be_made_is_told(
    house: House, kaisa: Phone, aino: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.may_err = True
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, *SOME)
    monkeypatch.setattr(house.worker, "do", _breaks)
    await kaisa.says("/analysis")
    await kaisa.sees("could not be made", "nothing is lost")
    assert not [job for job in (await house.dump())["job"] if "waiting" in job]


async def _breaks(*_: object) -> None:
    raise RuntimeError("a fault of ours")


async def test_our_copies_of_recordings_are_destroyed_on_their_day(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await a_plan(house, kaisa)
    await _recorded(house, kaisa, aino)
    path = str(await house.does(_kept, "HAVU-003"))
    house.later(days=89)
    await house.owes_nothing()
    assert house.office.media.get(path)
    house.later(days=1, hours=1)
    await house.until(lambda tx: True if not _kept(tx, "HAVU-003") else None)
    with pytest.raises(FileNotFoundError):
        house.office.media.get(path)
    assert [row for row in (await house.dump())["audit"] if "destroy recording" in row]


def _kept(tx: Transaction, code: str) -> str | None:
    files = answers.attachments_of(tx, agency.contact(tx, code).id)
    return next((file.path for file in files if file.state == "kept"), None)


def _outbox(tx: Transaction, state: str) -> Sequence[RowMapping]:
    return tx.all(outbox, state=state)


def _never_named(client: Phone, *names: str) -> None:
    for message in client.chat:
        for name in names:
            assert name not in message.text
            assert name not in (message.file_name or "")
