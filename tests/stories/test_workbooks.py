"""A study comes in as a workbook."""

import io

import pytest
from openpyxl import load_workbook

from bot.sandbox import Phone
from tests.cast import WORKBOOK, House, a_study
from tests.domain.workbook_edits import changed, edited

READING = 30.0
"""Seconds that the worker may take to come up and to read."""


@pytest.mark.both_databases
async def test_a_workbook_is_previewed_and_created(house: House, kaisa: Phone) -> None:
    before = await house.dump()
    await kaisa.sends_document(WORKBOOK)
    await kaisa.sees(
        "Havu Energia Oy", "Customer service, phone (phone): 12 contacts", "Calls are recorded", within=READING
    )
    assert (await house.dump())["study"] == before["study"]
    await kaisa.presses("Create study")
    card = await kaisa.sees("Havu Energia Oy", "No contacts yet: 22 are to be planned")
    assert {
        "Plan contacts",
        "Assign",
        "Board",
        "Review",
        "Analysis",
        "Quote",
        "Hours",
        "Invoice basis",
        "Actions",
        "Questions",
        "Try the form",
    } == set(kaisa.buttons(card))
    await kaisa.says("/studies")
    await kaisa.sees_button("Havu Energia Oy: Asiakaspalvelun")


async def test_the_card_that_says_reading_becomes_the_preview(kaisa: Phone) -> None:
    await kaisa.sends_document(WORKBOOK)
    reading = await kaisa.sees("Reading havu_energia.xlsx")
    shown = await kaisa.sees("12 contacts", within=READING)
    assert shown.id == reading.id


async def test_a_workbook_that_is_read_meanwhile_waits_behind_a_button(kaisa: Phone) -> None:
    await kaisa.sends_document(WORKBOOK)
    await kaisa.says("/help")
    await kaisa.sees("I have read havu_energia.xlsx", within=READING)
    await kaisa.presses("Open")
    await kaisa.sees("Havu Energia Oy", "12 contacts")


async def test_the_same_file_twice_is_there_already(house: House, kaisa: Phone) -> None:
    await kaisa.sends_document(WORKBOOK)
    await kaisa.sees("12 contacts", within=READING)
    await kaisa.presses("Create study")
    await kaisa.sees("No contacts yet")
    await kaisa.sends_document(WORKBOOK)
    card = await kaisa.sees("is here already, as the study", "12 contacts", within=READING)
    assert kaisa.buttons(card) == ["Open the study", "Discard", "Try the form"]
    kaisa.press_raw(card.id, "create:2")
    await kaisa.sees("is here already, as the study", "No contacts yet")
    assert len((await house.dump())["study"]) == 1


async def test_another_file_of_the_same_client_name_and_wave_is_warned_of(house: House, kaisa: Phone) -> None:
    await a_study(house, kaisa)
    await kaisa.sends_document(WORKBOOK)
    card = await kaisa.sees("Havu Energia Oy already has the study", "made from another file", within=READING)
    assert kaisa.buttons(card) == ["Open the study", "Create study", "Discard", "Try the form"]


async def test_many_faults_are_told_by_kind_with_their_rows(kaisa: Phone) -> None:
    edits: dict[tuple[str, int, str], object] = {
        ("survey", row, "touchpoint"): f"nowhere{row}" for row in range(13, 40)
    }
    edits |= {("aliases", row, "profile"): "nobody" for row in range(2, 5)}
    edits[("study", 10, "value")] = "perhaps"
    edits[("services", 3, "channel")] = "pigeon"
    await kaisa.sends_document(edited(edits), name="broken.xlsx")
    message = await kaisa.sees("broken.xlsx has", "nothing was stored", within=READING)
    assert "rows 13–" in message.text, message.text
    places = [message.text.index(words) for words in ("perhaps", "pigeon", "nobody", "nowhere13")]
    assert places == sorted(places), message.text
    assert "returned copy" not in message.text


async def test_a_workbook_in_which_no_cell_can_be_marked_promises_no_copy(house: House, kaisa: Phone) -> None:
    await kaisa.sends_document(b"PK\x03\x04 and nothing more", name="words.xlsx")
    await kaisa.sees("nothing was stored", within=READING)
    await house.owes_nothing()
    assert not [message for message in kaisa.chat if "comment in each faulty cell" in message.text]


async def test_a_workbook_that_was_decided_is_not_being_read(house: House, kaisa: Phone) -> None:
    await kaisa.sends_document(WORKBOOK)
    card = await kaisa.sees("12 contacts", within=READING)
    await kaisa.presses("Discard")
    await kaisa.sees("Left as it was")
    kaisa.press_raw(card.id, "workbook:1")
    await kaisa.sees("havu_energia.xlsx was not kept")


async def test_pressing_create_twice_creates_once(house: House, kaisa: Phone) -> None:
    await kaisa.sends_document(WORKBOOK)
    card = await kaisa.sees("12 contacts", within=READING)
    for _ in range(3):
        kaisa.press_raw(card.id, _press(card, "Create study"))
    await kaisa.sees("No contacts yet")
    await house.owes_nothing()
    assert len((await house.dump())["study"]) == 1


async def test_a_discarded_workbook_leaves_nothing(house: House, kaisa: Phone) -> None:
    await kaisa.sends_document(WORKBOOK)
    await kaisa.sees("12 contacts", within=READING)
    await kaisa.presses("Discard")
    await kaisa.sees("Left as it was")
    assert (await house.dump())["study"] == []


async def test_a_broken_workbook_gets_every_fault_in_one_message_and_a_marked_copy(house: House, kaisa: Phone) -> None:
    broken = edited(
        {
            ("survey", 13, "touchpoint"): "nowhere",
            ("services", 2, "minutes"): "a quarter",
            ("survey", 14, "relevant"): "frobnicate(${channel})",
            ("profiles", 3, "profile"): "lapsiperhe",
        }
    )
    await kaisa.sends_document(broken, name="broken.xlsx")
    message = await kaisa.sees("broken.xlsx has", "faults; nothing was stored", within=READING)
    for words in ("nowhere", "a quarter", "frobnicate", "lapsiperhe"):
        assert words in message.text, message.text
    assert kaisa.buttons(message) == []
    copy = await kaisa.sees_document("marked_broken.xlsx")
    sheet = load_workbook(io.BytesIO(copy.content))["survey"]
    assert any(cell.comment for row in sheet.iter_rows() for cell in row)
    told = [each for each in kaisa.chat if each.from_bot and "nothing was stored" in each.text]
    assert len(told) == 1
    after = await house.dump()
    assert (after["study"], after["client"], after["wave"]) == ([], [], [])


async def test_a_missing_sheet_is_named(kaisa: Phone) -> None:
    await kaisa.sends_document(changed(lambda book: book.remove(book["units"])), name="no_units.xlsx")
    await kaisa.sees("nothing was stored", "units", within=READING)


async def test_a_faulty_workbook_cannot_be_created_by_a_forged_press(house: House, kaisa: Phone) -> None:
    await kaisa.sends_document(edited({("services", 2, "minutes"): "a quarter"}), name="broken.xlsx")
    card = await kaisa.sees("nothing was stored", within=READING)
    kaisa.press_raw(card.id, "create:1")
    await kaisa.sees("The workbook has faults")
    assert (await house.dump())["study"] == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("setup.xlsx", b"MZ\x90\x00" + bytes(500)), ("blank.xlsx", b"\n"), ("words.xlsx", b"PK\x03\x04 and nothing more")],
)
async def test_a_file_that_is_no_workbook_at_all_is_told_kindly(
    house: House, kaisa: Phone, name: str, content: bytes
) -> None:
    await kaisa.sends_document(content, name=name)
    await kaisa.sees("nothing was stored", within=READING)
    await kaisa.says("/help")
    await kaisa.sees("/studies")
    assert (await house.dump())["study"] == []


async def test_other_files_are_not_read(kaisa: Phone) -> None:
    await kaisa.sends_document(b"MZ", name="setup.exe")
    await kaisa.sees("I read study workbooks in .xlsx form")


async def test_a_workbook_above_5_mb_is_refused_at_once(house: House, kaisa: Phone) -> None:
    await kaisa.sends_document(b"PK\x03\x04" + bytes(6 * 1024 * 1024), name="huge.xlsx")
    await kaisa.sees("too large", "5 MB")
    assert (await house.dump())["upload"] == []


async def test_a_workbook_that_a_shopper_sends_is_no_study(house: House, aino: Phone) -> None:
    await aino.sends_document(WORKBOOK)
    await aino.sees("Nothing is asked here")
    assert (await house.dump())["upload"] == []


async def test_another_coordinator_s_workbook_is_not_one_s_own(house: House, kaisa: Phone) -> None:
    await kaisa.sends_document(WORKBOOK)
    await kaisa.sees("12 contacts", within=READING)
    otso = await house.otso()
    for verb in ("create", "discard", "workbook"):
        await otso.says("/help")
        card = await otso.sees("/studies")
        otso.press_raw(card.id, f"{verb}:1")
        await otso.sees("I do not know that")
    assert (await house.dump())["study"] == []


async def test_the_example_is_sent_and_is_whole(kaisa: Phone) -> None:
    await kaisa.says("/template")
    await kaisa.sees("The sheet survey may have a column shows", "kept where it is told whether a promise was kept")
    example = await kaisa.sees_document("toteuma_example.xlsx")
    await kaisa.sends_document(example.content, name="mine.xlsx")
    await kaisa.sees("12 contacts", within=READING)


async def test_a_workbook_on_which_the_reader_breaks_holds_up_no_other(
    house: House, kaisa: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.may_err = True
    with monkeypatch.context() as broken:
        broken.setattr(house.worker, "do", _breaks)
        await kaisa.sends_document(WORKBOOK, name="cursed.xlsx")
        await kaisa.sees("cursed.xlsx has 1 fault", "damaged")
    await kaisa.sends_document(WORKBOOK)
    await kaisa.sees("12 contacts", within=READING)


async def _breaks(*_: object) -> None:
    raise RuntimeError("a fault of ours")


async def test_a_workbook_survives_a_restart_before_it_is_read(house: House, kaisa: Phone) -> None:
    house.telegram.faults.fails("getFile", times=2)
    house.may_err = True
    await kaisa.sends_document(WORKBOOK)
    await kaisa.sees("Reading")
    await house.restarts()
    await kaisa.sees("12 contacts", within=READING)


def _press(message: object, label: str) -> str:
    rows = getattr(message, "inline_markup", {})["inline_keyboard"]
    return next(str(button["callback_data"]) for row in rows for button in row if label in button["text"])
