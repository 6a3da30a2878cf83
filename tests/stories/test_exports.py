"""The data behind an outcome analysis: a workbook for who may read it, and the other formats for the agency."""

import csv
import io
import json
import zipfile

import pytest
from openpyxl import load_workbook

from bot.sandbox import Phone
from domain.person import Role
from tests import agency
from tests.cast import House, a_plan, approves

MAKING = 60.0
SOME = agency.codes([3, 4, 8])


async def _analysed(house: House, kaisa: Phone, aino: Phone, **given: str) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, *SOME, **given)
    await kaisa.says("/analysis")
    await kaisa.sees_document(".pdf", within=MAKING)


def _told(workbook: bytes) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.title: [*sheet.iter_rows(values_only=True)] for sheet in load_workbook(io.BytesIO(workbook))}


async def test_coordinator_and_client_get_each_their_own_workbook(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await _analysed(house, kaisa, aino, parasta="=Aino kuunteli, sanoi Aino")
    shopper = await house.person(aino)
    await kaisa.presses("Excel")
    await kaisa.sees("Making the workbook")
    ours = await kaisa.sees_document(".xlsx", within=MAKING)
    assert ours.name == "Havu_Outcome_analysis_2026-Q4.xlsx"
    assert "For the agency alone" in ours.message.text
    sheets = _told(ours.content)
    assert [*sheets] == ["Summary", "Answers", "Timings", "Codebook", "About"]
    assert {row[1] for row in sheets["Answers"][1:]} == {shopper.code}
    assert any("=Aino kuunteli, sanoi Aino" in row for row in sheets["Answers"])
    await kaisa.presses("Send to client")
    await helmi.sees_document(".pdf")
    await helmi.presses("Excel")
    await helmi.sees("Making the workbook")
    theirs = await helmi.sees_document(".xlsx", within=MAKING)
    assert "For the agency alone" not in theirs.message.text
    sheets = _told(theirs.content)
    assert "Shopper" not in sheets["Answers"][0]
    assert any("=[…] kuunteli, sanoi […]" in row for row in sheets["Answers"])
    with zipfile.ZipFile(io.BytesIO(theirs.content)) as parts:
        found = " ".join(parts.read(name).decode() for name in parts.namelist())
    for secret in ("Aino", f">{shopper.code}<", str(shopper.chat_id)):
        assert secret not in found
    assert not [button for row in theirs.message.buttons for button in row if "Other" in button]
    assert len([row for row in (await house.dump())["audit"] if "export data" in row]) == 2


@pytest.mark.both_databases
async def test_the_other_formats_come_in_one_zip(house: House, kaisa: Phone, aino: Phone) -> None:
    await _analysed(house, kaisa, aino)
    await kaisa.presses("Excel")
    await kaisa.sees_document(".xlsx", within=MAKING)
    await kaisa.presses("Other formats")
    await kaisa.sees("Making the files")
    sent = await kaisa.sees_document(".zip", within=MAKING)
    with zipfile.ZipFile(io.BytesIO(sent.content)) as archive:
        assert archive.namelist() == ["answers.csv", "contacts_wide.csv", "study.json"]
        wide = archive.read("contacts_wide.csv").decode("utf-8-sig")
        data = json.loads(archive.read("study.json"))
    assert [row["_contact"] for row in csv.DictReader(io.StringIO(wide), delimiter=";")] == SOME
    assert (data["n"], data["simulated"]) == (3, False)


async def test_asked_twice_within_seconds_makes_one(house: House, kaisa: Phone, aino: Phone) -> None:
    await _analysed(house, kaisa, aino)
    card = await kaisa.sees("Outcome analysis")
    kaisa.press_raw(card.id, "excel:1")
    kaisa.press_raw(card.id, "excel:1")
    await kaisa.sees_document(".xlsx", within=MAKING)
    house.later(seconds=5)
    kaisa.press_raw(card.id, "excel:1")
    await house.owes_nothing()
    assert len(_exports(await house.dump())) == 1
    house.later(seconds=30)
    kaisa.press_raw(card.id, "excel:1")
    await kaisa.sees_document(".xlsx", within=MAKING)
    assert len(_exports(await house.dump())) == 2


def _exports(dump: dict[str, list[tuple[object, ...]]]) -> list[tuple[object, ...]]:
    return [job for job in dump["job"] if "export" in job]


async def test_the_data_of_an_analysis_that_is_not_theirs_are_unknown(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    mikko = await house.joins("Mikko", Role.CLIENT, client="Kilpailija Oy")
    await _analysed(house, kaisa, aino)
    for phone, data in ((helmi, "excel:1"), (mikko, "excel:1"), (aino, "excel:1"), (kaisa, "excel:7")):
        await _is_told_nothing(phone, data)
    await kaisa.presses("Send to client")
    await helmi.sees_document(".pdf")
    for phone, data in ((helmi, "formats:1"), (mikko, "excel:1"), (mikko, "formats:1"), (aino, "formats:1")):
        await _is_told_nothing(phone, data)
    assert not _exports(await house.dump())


async def _is_told_nothing(phone: Phone, data: str) -> None:
    await phone.says("/help")
    card = await phone.sees("/privacy")
    phone.press_raw(card.id, data)
    await phone.sees("I do not know that")


async def test_a_file_that_cannot_be_made_is_told(
    house: House, kaisa: Phone, aino: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.may_err = True
    await _analysed(house, kaisa, aino)
    monkeypatch.setattr(house.worker, "do", _breaks)
    await kaisa.presses("Excel")
    await kaisa.sees("The file could not be made", "nothing is lost")
    assert not [job for job in (await house.dump())["job"] if "waiting" in job]


async def _breaks(*_: object) -> None:
    raise RuntimeError("a fault of ours")


async def test_in_finnish_everything_has_its_finnish_name(house: House) -> None:
    kaisa, aino, helmi = await house.kaisa("fi"), await house.aino("fi"), await house.helmi("fi")
    await _analysed(house, kaisa, aino)
    await kaisa.presses("Excel")
    await kaisa.sees("Teen Excel-tiedostoa")
    ours = await kaisa.sees_document(".xlsx", within=MAKING)
    assert "Vain toimistolle" in ours.message.text
    assert [*_told(ours.content)] == ["Yhteenveto", "Vastaukset", "Ajat", "Koodikirja", "Tietoja"]
    await kaisa.presses("Muut muodot")
    await kaisa.sees("Teen tiedostoja")
    await kaisa.sees_document(".zip", within=MAKING)
    await kaisa.presses("Lähetä asiakkaalle")
    await helmi.sees_document(".pdf")
    await helmi.presses("Excel")
    theirs = await helmi.sees_document(".xlsx", within=MAKING)
    assert _told(theirs.content)["Vastaukset"][0][:3] == ("Kontakti", "Palvelu", "Yksikkö")
