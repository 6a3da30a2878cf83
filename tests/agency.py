"""An agency at work without its bot: what the cast has done before a test begins, through operations alone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from itertools import count

from sqlalchemy import Connection

from domain import answering
from domain.answering import Act
from domain.contact import Contact, Outcome
from domain.figures.reading import read as read_csv
from domain.metric import QuestionType
from domain.operations import (
    analyses,
    answers,
    assignments,
    encounters,
    figures,
    people,
    plans,
    quotes,
    reviews,
    studies,
    submissions,
)
from domain.operations.sheets import sheet_of
from domain.person import Person, Role
from domain.sheet import Sheet, StepKind
from domain.storage import contacts, invitations, jobs
from domain.storage import people as stored_people
from domain.storage.tables import metadata
from domain.storage.transaction import Transaction
from domain.study import Study
from tests.domain.workbook_edits import study

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""A Monday, ten in the morning in Helsinki."""
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 20)
KEY = b"4242:secret"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
COMPANY = "Havu Energia Oy"

GOOD: Mapping[str, str] = {
    "siirrot": "0",
    "ensivaikutelma": "9",
    "aani": "lammin",
    "vastausohje": "3",
    "kuuntelukyky": "8",
    "tarkentavat": "tilanne sopimus",
    "ratkaisuaste": "solved",
    "lupaus_aika": "30.11.",
    "ratkaisu_miksi": "Asia siirtyi toiselle osastolle.",
    "myynnillisyys": "yes",
    "ammattitaito": "9",
    "lopputervehdys": "yes",
    "jatko": "yes",
    "nps": "9",
    "csat": "5",
    "ces": "6",
    "parasta": "Ystävällinen palvelu",
    "puuttui": "",
    "nauhoite": "",
    "lupaus_piti": "yes",
    "cx_saapui": "no",
    "cx_osat_kysytty": "nps csat",
    "kuva": "",
}
"""A good call, by question; an empty answer is skipped."""

_chat_ids = count(9_000_000_001)
_files = count(1)


@cache
def sample() -> Study:
    """Returns the study of the sample workbook."""
    return study()


def join(
    tx: Transaction,
    role: Role,
    name: str,
    *,
    client: str = "",
    language: str = "en",
    chat_id: int | None = None,
    now: datetime = NOW,
) -> Person:
    """Returns somebody who has come in by a join link."""
    id = people.invite(tx, by=None, role=role, name=name, client=client, key=KEY, now=now)
    found = invitations.code_of(tx, id, KEY)
    assert found is not None
    return people.join(
        tx, chat_id=chat_id or next(_chat_ids), first_name=name, language=language, code=found[1], now=now
    )


def a_study(tx: Transaction, by: Person, made: Study | None = None, *, now: datetime = NOW) -> int:
    """Returns the id of a study, by default of the sample's, created from a workbook that was sent."""
    number = next(_files)
    id = studies.receive(tx, by=by, file_id=f"file-{number}", filename="havu.xlsx", size=40_000, now=now)
    studies.note_read(tx, upload_id=id, sha256=f"{number:064}", study=made or sample(), faults=(), warnings=())
    return studies.create(tx, by=by, upload_id=id, simulated=False, now=now)


def planned(
    tx: Transaction, by: Person, study_id: int | None = None, *, made: Study | None = None, now: datetime = NOW
) -> int:
    """Returns the id of a study whose contacts have been created."""
    id = study_id or a_study(tx, by, made, now=now)
    plans.create_contacts(tx, by=by, study_id=id, first=FIRST, last=LAST, now=now)
    return id


def contact(tx: Transaction, code: str) -> Contact:
    """Returns the contact of a code."""
    found = contacts.of_code(tx, code)
    assert found is not None, code
    return found


def codes(numbers: Iterable[int]) -> list[str]:
    """Returns the sample's codes of some numbers."""
    return [f"HAVU-{number:03}" for number in numbers]


def ids(tx: Transaction, wanted: Iterable[str]) -> list[int]:
    """Returns the ids of some codes."""
    return [contact(tx, code).id for code in wanted]


def first_thread(tx: Transaction) -> tuple[str, str]:
    """Returns the codes of two contacts that are one customer's, in their order."""
    every = [contact(tx, code) for code in codes(range(1, 23))]
    thread = next(each.thread for each in every if each.thread)
    first, second = sorted((each for each in every if each.thread == thread), key=lambda each: each.step)
    return first.code, second.code


def offered(tx: Transaction, by: Person, shopper: Person, *wanted: str, now: datetime = NOW) -> None:
    """Offers contacts to a shopper."""
    assignments.offer(tx, by=by, contact_ids=ids(tx, wanted), shopper_id=shopper.id, now=now)


def taken(tx: Transaction, by: Person, shopper: Person, *wanted: str, now: datetime = NOW) -> None:
    """Lets a shopper have contacts."""
    offered(tx, by, shopper, *wanted, now=now)
    for id in ids(tx, wanted):
        assignments.accept(tx, by=shopper, contact_id=id, now=now)


def made(tx: Transaction, shopper: Person, code: str, *, now: datetime = NOW) -> None:
    """Lets a shopper tell of a taken contact that it was answered: a minute's wait, twelve minutes in all."""
    it = contact(tx, code)
    encounters.tell(
        tx, by=shopper, contact_id=it.id, started=now - 15 * MINUTE, wait=MINUTE, length=12 * MINUTE, now=now
    )
    reach_planned(tx, shopper, code)


def reach_planned(tx: Transaction, shopper: Person, code: str) -> None:
    """Says that the planned unit answered."""
    it = contact(tx, code)
    encounters.note_reached(tx, by=shopper, contact_id=it.id, version=it.version, unit=it.unit)


def nobody_answered(tx: Transaction, shopper: Person, code: str, *, now: datetime = NOW) -> None:
    """Lets a shopper have called in vain."""
    it = contact(tx, code)
    encounters.fail(tx, by=shopper, contact_id=it.id, version=it.version, outcome=Outcome.NO_ANSWER, now=now)


def answered(
    tx: Transaction, /, shopper: Person, code: str, until: str = "", *, now: datetime = NOW, **given: str
) -> None:
    """Answers everything that is asked (as in a good call, but for what is given), or all before a question."""
    values = {**GOOD, **given}
    moment = now - 3 * MINUTE
    while True:
        it = contact(tx, code)
        sheet = sheet_of(tx, it, moment)
        step = sheet.step
        if step.question is None or step.question.name == until:
            return
        moment += timedelta(seconds=5)
        if step.kind is StepKind.COMMENT:
            words = values.get(f"{step.question.name}_comment", "Siitä jäi parannettavaa.")
            said(tx, shopper, code, words, now=moment)
        else:
            _answer(tx, shopper, sheet, values[step.question.name], moment)


def _answer(tx: Transaction, by: Person, sheet: Sheet, value: str, now: datetime) -> None:
    it, question = sheet.contact, sheet.step.question
    assert question is not None
    offered_values = answering.offered_values(sheet, question)
    if not value:
        acted(tx, by, it.code, partial(answering.skip, language=by.language), now=now)
    elif question.type is QuestionType.SELECT_MULTIPLE:
        for name in value.split():
            chosen(tx, by, it.code, offered_values.index(name), now=now)
        acted(tx, by, it.code, partial(answering.done_picking, language=by.language), now=now)
    elif value in offered_values:
        chosen(tx, by, it.code, offered_values.index(value), now=now)
    else:
        said(tx, by, it.code, value, now=now)


def said(tx: Transaction, by: Person, code: str, text: str, *, now: datetime = NOW) -> None:
    """Types an answer or a comment to what is asked."""
    acted(tx, by, code, partial(answering.say, text=text, language=by.language), now=now)


def chosen(tx: Transaction, by: Person, code: str, number: int, *, now: datetime = NOW) -> None:
    """Presses the button of a value, counted from 0."""
    acted(tx, by, code, partial(answering.choose, number=number, language=by.language), now=now)


def acted(tx: Transaction, by: Person, code: str, act: Act, *, now: datetime = NOW) -> None:
    """Does one act on what is asked of a contact, from its newest card."""
    it = contact(tx, code)
    answers.take(tx, by=by, contact_id=it.id, version=it.version, act=act, now=now)


def submitted(tx: Transaction, /, shopper: Person, code: str, *, now: datetime = NOW, **given: str) -> None:
    """Hands a taken contact in, made and answered."""
    made(tx, shopper, code, now=now)
    answered(tx, shopper, code, now=now, **given)
    it = contact(tx, code)
    submissions.submit(tx, by=shopper, contact_id=it.id, version=it.version, now=now)


def approved(tx: Transaction, /, by: Person, shopper: Person, *wanted: str, now: datetime = NOW, **given: str) -> None:
    """Lets contacts be taken, made, answered, submitted and approved."""
    for code in wanted:
        taken(tx, by, shopper, code, now=now)
        submitted(tx, shopper, code, now=now, **given)
        reviews.approve(tx, by=by, contact_id=contact(tx, code).id, version=None, now=now)


def quoted(tx: Transaction, by: Person, study_id: int, *, now: datetime = NOW) -> int:
    """Asks for a quote and returns its id."""
    return quotes.make(tx, by=by, study_id=study_id, now=now)


def analysed(tx: Transaction, by: Person, study_id: int, *, now: datetime = NOW) -> int:
    """Asks for an outcome analysis and returns its id."""
    return analyses.request(tx, by=by, study_id=study_id, now=now)


def figures_sent(tx: Transaction, by: Person, text: str, *, now: datetime = NOW) -> int:
    """Returns the id of a CSV that somebody has sent, and that has been read."""
    id = figures.receive(tx, by=by, file_id=f"file-{next(_files)}", filename="figures.csv", size=len(text), now=now)
    row = figures.readable(tx, by, id)
    if row["study_id"] is not None:
        made, sought = figures.sought_of(tx, row)
        figures.note_read(tx, figures_id=id, found=read_csv(text.encode(), made.terms.zone, sought))
    return id


def figures_saved(tx: Transaction, by: Person, text: str = "date;nps\n2026-11-02;9\n", *, now: datetime = NOW) -> int:
    """Returns the id of a CSV whose figures have been saved."""
    id = figures_sent(tx, by, text, now=now)
    figures.save(tx, by=by, figures_id=id, now=now)
    return id


def papers_made(tx: Transaction) -> bool:
    """Says whether no paper waits to be made."""
    return not jobs.waiting(tx, NOW + timedelta(days=3650))


def dump(connection: Connection, *, besides: Sequence[str] = ()) -> dict[str, list[tuple[object, ...]]]:
    """Returns everything that the business tables hold (not cards, inbox, heartbeat: they are of the chat)."""
    chat = {"card", "inbox", "heartbeat", *besides}
    return {
        table.name: [tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key))]
        for table in metadata.sorted_tables
        if table.name not in chat
    }


def person(tx: Transaction, chat_id: int) -> Person:
    """Returns who writes in a chat."""
    found = stored_people.of_chat(tx, chat_id)
    assert found is not None
    return found
