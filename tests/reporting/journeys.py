"""A simulated wave in which customers meet the service twice, and the second time tells of the first one's promise."""

from collections.abc import Iterable
from functools import cache, lru_cache

from openpyxl import Workbook
from sqlalchemy import create_engine, update

from domain.storage import tables
from domain.study import Study
from domain.workbook import read
from tests.domain.workbook_edits import changed
from tests.reporting.field import Field, database

JOURNEY = "laskusta_reklamaatioon"
KEPT = "edellinen_piti"
"""Asked at once in a reply by e-mail: was what the call promised kept?"""


@cache
def study_of_journeys() -> Study:
    """Returns the sample study with a question about the promise of the earlier encounter."""

    def ask(book: Workbook) -> None:
        sheet = book["survey"]
        headings = [cell.value for cell in sheet[1]]
        asked = {
            "type": "select_one kylla_ei",
            "name": KEPT,
            "label::Suomi (fi)": "Pitikö edellinen lupaus?",
            "label::English (en)": "Was the earlier promise kept?",
            "relevant": "${channel} = 'email' and ${answered} = 'yes'",
            "measure": "fact",
        }
        for heading, value in asked.items():
            sheet.cell(sheet.max_row + (heading == "type"), headings.index(heading) + 1).value = value
        sheet.cell(1, len(headings) + 1, "shows")
        sheet.cell(sheet.max_row, len(headings) + 1).value = "kept"

    found = read(changed(ask), "havu.xlsx").study
    assert found is not None
    return found


def journeyed(contacts: int = 22, *, threads: int = 100, study: Study | None = None) -> Field:
    """Returns a wave in a new database, with as many threads of a call and a letter as its contacts bear."""
    if study is not None:
        return _made(contacts, threads, study)
    return _usual(contacts, threads).copied(create_engine("sqlite://").connect())


@lru_cache(maxsize=16)
def _usual(contacts: int, threads: int) -> Field:
    """A wave of the study of journeys; it is only copied."""
    return _made(contacts, threads, study_of_journeys())


def _made(contacts: int, threads: int, study: Study) -> Field:
    made = Field(database().connect(), study)
    made.contacts(contacts)
    calls, letters = (of_service(made, service) for service in ("puhelin", "sahkoposti"))
    join(made, list(zip(calls, letters, strict=False))[:threads])
    return made


def of_service(field: Field, service: str) -> list[int]:
    """Returns the contacts of a service, in their order."""
    of = tables.contact.c
    return list(
        field.connection.execute(tables.contact.select().where(of.service == service).order_by(of.id)).scalars()
    )


def join(field: Field, pairs: Iterable[tuple[int, int]]) -> None:
    """Makes threads of pairs of contacts: one shopper, one profile, a call and then a letter."""
    for number, pair in enumerate(pairs, 1):
        for step, (contact, scenario) in enumerate(zip(pair, ("laskukysely", "reklamaatio"), strict=True), 1):
            values = {"thread": f"{JOURNEY}-{number}", "step": step, "scenario": scenario, "profile": "lapsiperhe"}
            place = update(tables.contact).where(tables.contact.c.id == contact)
            field.connection.execute(place.values(**values, shopper_id=1 + number % 2))


def say(field: Field, contact: int, question: str, value: str) -> None:
    """Sets what a contact answered."""
    of = tables.answer
    mine = (of.c.contact_id == contact, of.c.question == question)
    field.connection.execute(of.delete().where(*mine))
    answer = {"agency_id": 1, "contact_id": contact, "question": question, "value": value, "state": "given"}
    field._add(of, **answer, answered_at=tables_now(field), comment="")


def tables_now(field: Field) -> object:
    """Returns the moment at which the field's answers were given."""
    return field.connection.execute(tables.answer.select().limit(1)).mappings().one()["answered_at"]
