"""Planning the contacts of a wave."""

from datetime import date, datetime, timedelta

from domain.contact import State
from domain.fees import fee_of
from domain.operations.studies import a_study, ensure_wave_open
from domain.person import Person
from domain.plan import Planned, plan
from domain.refusal import AlreadyPlanned, DatesWrong, PlanTooFar, PlanTooLong
from domain.storage import audit, clients, contacts, prices, studies
from domain.storage.transaction import Transaction

LONGEST = timedelta(days=366)
"""A wave that takes longer is a slip of the finger."""
YEARS_AHEAD = 2


def propose(tx: Transaction, *, by: Person, study_id: int, first: date, last: date, today: date) -> tuple[Planned, ...]:
    """Returns the contacts that a wave would have between two days."""
    row = a_study(tx, by, study_id)
    if last < first or last < today:
        raise DatesWrong
    if last - first >= LONGEST:
        raise PlanTooLong(most=LONGEST.days)
    if last > today + YEARS_AHEAD * LONGEST:
        raise PlanTooFar(years=YEARS_AHEAD)
    return plan(studies.definition(row), first, last)


def create_contacts(tx: Transaction, *, by: Person, study_id: int, first: date, last: date, now: datetime) -> int:
    """Creates the contacts of the present wave and returns how many."""
    row = a_study(tx, by, study_id)
    study = studies.definition(row)
    wave = studies.present_wave(tx, study_id)
    here = {"kind": "study", "study": study_id}
    ensure_wave_open(wave)
    if contacts.of_wave(tx, wave["id"]):
        raise AlreadyPlanned(place=here)
    today = study.local(now).date()
    planned = propose(tx, by=by, study_id=study_id, first=first, last=last, today=today)
    listed = prices.price_list(tx, today)
    fees = {name: fee_of(study, name, listed) for name in {contact.scenario for contact in planned}}
    numbers = clients.take_numbers(tx, row["client_id"], len(planned))
    client = clients.get(tx, row["client_id"])
    assert client is not None
    contacts.add_all(
        tx,
        [
            {
                "study_id": study_id,
                "wave_id": wave["id"],
                "code": f"{client['letters']}-{number:03}",
                "service": contact.service,
                "unit": contact.unit,
                "scenario": contact.scenario,
                "profile": contact.profile,
                "channel": study.service(contact.service).channel,
                "thread": contact.thread,
                "step": contact.step,
                "opens_on": contact.opens_on,
                "closes_on": contact.closes_on,
                "fee": fees[contact.scenario],
                "state": State.OPEN,
            }
            for number, contact in zip(numbers, planned, strict=True)
        ],
    )
    studies.set_dates(tx, wave["id"], first, last)
    audit.note(tx, by.id, "create contacts", str(study_id), now, count=len(planned))
    return len(planned)
