"""A client's own figures and its telephone exchange's calls: sent as a CSV, looked at, saved, used."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import RowMapping

from domain.contact import Contact, Moment, Outcome, Source, State
from domain.fault import Fault
from domain.figures import exchange, own
from domain.figures.exchange import Calls, Compared, Comparison, Made, Sought, Standing
from domain.figures.own import Change, Figure, OwnFigures
from domain.figures.reading import Kind, ReadCsv
from domain.figures.table import LARGEST
from domain.operations.access import Action, ensure, may
from domain.operations.submissions import recount
from domain.person import Person, Role
from domain.refusal import FileTooLarge, NoStudyYet, Stale, Unknown
from domain.scope import Scope
from domain.service import Channel
from domain.storage import analyses, audit, contacts, figures, outbox, people, studies
from domain.storage.tables import contact as contact_table
from domain.storage.transaction import Transaction
from domain.study import Study

MADE = (State.SUBMITTED, State.RETURNED, State.APPROVED)
"""States in which a contact's unit and wait may be taken from the exchange: its shopper has told them."""


def studies_of(tx: Transaction, by: Person) -> Sequence[RowMapping]:
    """Returns the studies that somebody may send figures to, newest first: all, or their own company's."""
    if may(by, Action.RUN):
        return studies.all_of(tx)
    ensure(by, Action.COMMISSION)
    return list(reversed(studies.of_client(tx, by.client_id or 0)))


def receive(tx: Transaction, *, by: Person, file_id: str, filename: str, size: int, now: datetime) -> int:
    """Notes a CSV to be read, at once when there is but one study it can belong to; returns its id."""
    known = studies_of(tx, by)
    if not known:
        raise NoStudyYet
    if size > LARGEST:
        raise FileTooLarge(limit=LARGEST // 1024**2)
    study_id = known[0]["id"] if len(known) == 1 else None
    return figures.add(
        tx, person_id=by.id, study_id=study_id, file_id=file_id, filename=filename[:255], size=size, now=now
    )


def readable(tx: Transaction, by: Person, figures_id: int) -> RowMapping:
    """Returns a file to the one who sent it, and when it has been saved to coordinators (Unknown otherwise)."""
    row = figures.get(tx, figures_id)
    if row is None or not (may(by, Action.RUN) or may(by, Action.COMMISSION)):
        raise Unknown
    mine = row["person_id"] == by.id
    study = studies.get(tx, row["study_id"]) if row["study_id"] else None
    if may(by, Action.COMMISSION) and study is not None and study["client_id"] != by.client_id:
        raise Unknown
    if not mine and not (may(by, Action.RUN) and row["state"] in {"saved", "used"}):
        raise Unknown
    return row


def choose_study(tx: Transaction, *, by: Person, figures_id: int, study_id: int) -> None:
    """Says to which study a file belongs, so that it can be read."""
    row = readable(tx, by, figures_id)
    if study_id not in {study["id"] for study in studies_of(tx, by)}:
        raise Unknown
    _ensure_state(row, "asking")
    figures.change(tx, figures_id, study_id=study_id, state="waiting")


def _ensure_state(row: RowMapping, *states: str) -> None:
    if row["state"] not in states:
        raise Stale(place={"kind": "figures", "figures": row["id"]})


def _begun(tx: Transaction, study_id: int) -> list[Made]:
    """The calls of a study that have begun, with their times."""
    found = contacts.find(tx, contact_table.c.study_id == study_id, contact_table.c.channel == Channel.PHONE)
    times = contacts.times_of_all(tx, found)
    return [Made(each, times[each.id]) for each in found if Moment.STARTED in times.get(each.id, {})]


def _handed_in(tx: Transaction, study_id: int) -> list[Made]:
    """Those of which unit and wait may be taken from the exchange."""
    counted = {Outcome.ANSWERED, Outcome.NO_ANSWER}
    return [each for each in _begun(tx, study_id) if each.contact.state in MADE and each.contact.outcome in counted]


def sought_of(tx: Transaction, row: RowMapping) -> tuple[Study, Sought]:
    """Returns the study that a file belongs to, and by what its calls are known (Unknown without a study)."""
    study = studies.get(tx, row["study_id"])
    if study is None:
        raise Unknown
    definition = studies.definition(study)
    return definition, exchange.sought(definition, _begun(tx, study["id"]))


def note_read(tx: Transaction, *, figures_id: int, found: ReadCsv) -> None:
    """Keeps what was read of a file, or its faults."""
    content = found.own or found.calls
    figures.change(
        tx,
        figures_id,
        sha256=found.sha256,
        kind=found.kind.value,
        state="previewed" if content else "refused",
        content=content.model_dump(mode="json") if content else None,
        faults=[_stored(fault) for fault in found.faults],
    )


def _stored(fault: Fault) -> dict[str, object]:
    return {**asdict(fault), "details": {name: str(value) for name, value in fault.details.items()}}


def own_content(row: RowMapping) -> OwnFigures:
    """Returns the figures of a file that holds a client's own."""
    return OwnFigures.model_validate(row["content"])


def present(tx: Transaction, study_id: int) -> list[Figure]:
    """Returns the figures of a study that count: of a period what the newest file says."""
    return own.in_force(own_content(row).figures for row in figures.own_of(tx, study_id))


def changes(tx: Transaction, row: RowMapping) -> list[Change]:
    """Returns what a file would replace of what is there."""
    return own.changes(own_content(row), present(tx, row["study_id"]))


def same_file(tx: Transaction, row: RowMapping) -> RowMapping | None:
    """Returns what has been saved from exactly the same file."""
    return figures.of_file(tx, row["study_id"], row["sha256"])


def save(tx: Transaction, *, by: Person, figures_id: int, now: datetime) -> None:
    """Saves a file that was looked at; of a client's the agency is told."""
    row = readable(tx, by, figures_id)
    _ensure_state(row, "previewed")
    if same_file(tx, row) is not None:
        raise Stale(place={"kind": "figures", "figures": figures_id})
    figures.change(tx, figures_id, state="saved", saved_at=now)
    audit.note(tx, by.id, "save figures", str(figures_id), now, kind=row["kind"])
    if not may(by, Action.RUN):
        for person in people.all_of(tx, Role.COORDINATOR) or people.all_of(tx, Role.OWNER):
            outbox.tell(tx, person, "figures_sent", now, figures=figures_id)


def discard(tx: Transaction, *, by: Person, figures_id: int, now: datetime) -> None:
    """Drops a file that was looked at, or takes back a saved one; what it held is not kept."""
    row = readable(tx, by, figures_id)
    _ensure_state(row, "asking", "previewed", "saved")
    figures.change(tx, figures_id, state="discarded", content=None)
    audit.note(tx, by.id, "discard figures", str(figures_id), now)


def compared(tx: Transaction, *, by: Person, figures_id: int) -> Comparison:
    """Returns a study's handed-in calls beside the exchange's, those that began within the file's time."""
    ensure(by, Action.RUN)
    row = readable(tx, by, figures_id)
    if row["kind"] != Kind.EXCHANGE or row["content"] is None:
        raise Unknown
    calls = Calls.model_validate(row["content"])
    study, _ = sought_of(tx, row)
    within = (calls.first - exchange.NEAR, calls.last + exchange.NEAR)
    made = [each for each in _handed_in(tx, row["study_id"]) if within[0] <= each.started <= within[1]]
    rows = exchange.compare(study, made, calls.calls)
    waves = {each.made.contact.wave_id for each in rows if each.standing is Standing.DIFFERS}
    known = analyses.of_studies(tx, [row["study_id"]], "sent")
    sent = {wave for one in known for wave in Scope.of(one["scope"]).counted_waves(one["wave_id"])}
    return Comparison(calls, rows, bool(waves & sent))


def use_exchange(tx: Transaction, *, by: Person, figures_id: int, now: datetime) -> int:
    """Takes unit and wait of the differing contacts from the exchange, counts them anew, and returns how many.

    What the shopper told stays in the trail. A contact on which a person has to decide is left alone.
    """
    ensure(by, Action.RUN)
    row = readable(tx, by, figures_id)
    _ensure_state(row, "previewed", "saved")
    differing = compared(tx, by=by, figures_id=figures_id).of(Standing.DIFFERS)
    for each in differing:
        _take(tx, by, each, row["filename"], now)
    figures.change(tx, figures_id, state="used", saved_at=row["saved_at"] or now)
    audit.note(tx, by.id, "use exchange file", str(figures_id), now, contacts=len(differing))
    return len(differing)


def _take(tx: Transaction, by: Person, each: Compared, filename: str, now: datetime) -> None:
    contact = each.made.contact
    if each.wait is not None:
        at = each.made.started + each.wait
        contacts.set_time(tx, contact, Moment.ANSWERED, at, source=Source.EXCHANGE, reason=filename, now=now)
    if each.unit:
        contacts.change(tx, contact, reached_unit=each.unit)
    details = {
        "file": filename,
        "unit": contact.answering_unit if each.unit else None,
        "wait": _seconds(each.made.wait) if each.wait is not None else None,
    }
    audit.note(tx, by.id, contacts.FROM_EXCHANGE, contact.code, now, **details)
    recount(tx, by=by, contact=_anew(tx, contact), now=now)


def _anew(tx: Transaction, contact: Contact) -> Contact:
    found = contacts.get(tx, contact.id)
    if found is None:
        raise Unknown
    return found


def _seconds(wait: timedelta | None) -> float | None:
    return None if wait is None else wait.total_seconds()
