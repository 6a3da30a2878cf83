"""Invoice bases: made from what was done, or as an instalment; sent, taken back."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import RowMapping

from domain.billed import instalment, lines_done, read_instalment
from domain.biller import Biller
from domain.invoice_basis import (
    CANCELLED,
    DRAFT,
    SENT,
    BasisBeingMade,
    BasisDecided,
    BasisOutdated,
    BasisOvertaken,
    Billed,
    Earlier,
    InvoiceBasis,
    Kind,
    NothingToBill,
    Worked,
    sums_due,
    taken_back,
)
from domain.operations.access import Action, ensure, may
from domain.operations.billing import Account, account, taxed_on
from domain.person import Person, Role
from domain.quote import PAYMENT_TERM_DAYS
from domain.reference import reference
from domain.refusal import NobodyThere, Unknown
from domain.storage import audit, invoice_bases, jobs, outbox, people, studies
from domain.storage.transaction import Transaction


def make(tx: Transaction, *, by: Person, study_id: int, wave_id: int, biller: Biller, now: datetime) -> int:
    """Computes what a wave's client is billed for all that has been done, less what was billed, and prints it.

    Returns its id. A draft of the wave is made anew under its number (NothingToBill when nothing is left).
    """
    of = account(tx, by=by, study_id=study_id, wave_id=wave_id, now=now)
    return _keep(tx, by, of, Kind.DONE, lines_to_date(of), biller, now)


def lines_to_date(of: Account) -> tuple[Billed, ...]:
    """Returns all that a wave's client is billed for to date."""
    return lines_done(of.quote, of.work, of.taxed, of.discounts)


def make_instalment(
    tx: Transaction, *, by: Person, study_id: int, wave_id: int, typed: str, biller: Biller, now: datetime
) -> int:
    """Bills a part of the quote, `40 %` or `1200`, ahead of the rest; returns the id of its draft.

    Raises NotAnInstalment and InstalmentTooLarge.
    """
    of = account(tx, by=by, study_id=study_id, wave_id=wave_id, now=now)
    percent, amount = read_instalment(typed)
    lines = _instalment(tx, of, percent, amount)
    return _keep(tx, by, of, Kind.INSTALMENT, lines, biller, now)


def _instalment(tx: Transaction, of: Account, percent: Decimal | None, amount: Decimal | None) -> tuple[Billed, ...]:
    earlier = earlier_of(tx, of.wave["id"])
    return instalment(of.quote, of.taxed_ahead, earlier, percent=percent, amount=amount)


def make_anew(tx: Transaction, *, by: Person, basis_id: int, biller: Biller, now: datetime) -> None:
    """Makes a draft of today: of all that has been done, or of the same instalment (BasisDecided for no draft)."""
    ensure(by, Action.RUN)
    row, _, made = readable(tx, by, basis_id)
    if not _is_open(row):
        raise BasisDecided(place=_card(basis_id))
    of = account(tx, by=by, study_id=row["study_id"], wave_id=row["wave_id"], now=now)
    if made.kind is Kind.DONE:
        lines = lines_to_date(of)
    else:
        # the share or the sum is what was typed; rates and taxation may have changed since
        share = next((Decimal(line.reason) for line in made.lines if line.reason), None)
        lines = _instalment(tx, of, share, made.total)
    _keep(tx, by, of, made.kind, lines, biller, now)


def earlier_of(tx: Transaction, wave_id: int) -> tuple[Earlier, ...]:
    """Returns what of a wave has been billed and stands, oldest first."""
    sent = [document(row) for row in invoice_bases.of_wave(tx, wave_id) if row["state"] == SENT]
    return tuple(
        Earlier(number=one.number, dated=one.dated, sums=one.sums) for one in sent if one.kind is not Kind.CREDIT
    )


def document(row: RowMapping) -> InvoiceBasis:
    """Returns an invoice basis as it was on its day."""
    return InvoiceBasis.model_validate(row["document"])


def _keep(
    tx: Transaction, by: Person, of: Account, kind: Kind, lines: tuple[Billed, ...], biller: Biller, now: datetime
) -> int:
    wave_id = of.wave["id"]
    is_whole = kind is Kind.DONE
    earlier = earlier_of(tx, wave_id)
    taxed = of.taxed if is_whole else of.taxed_ahead
    sums = sums_due(lines, earlier, is_whole=is_whole, general=taxed.general, others=taxed.others)
    if not sums:
        raise NothingToBill(place={"kind": "study", "study": of.study_row["id"]})
    draft = next((row for row in invoice_bases.of_wave(tx, wave_id) if _is_open(row)), None)
    number = draft["number"] if draft else invoice_bases.next_number(tx, of.today)
    term = of.study.terms.payment_term_days
    days = PAYMENT_TERM_DAYS if term is None else term
    made = InvoiceBasis(
        number=number,
        kind=kind,
        dated=of.today,
        due_on=of.today + timedelta(days=days),
        payment_term_days=days,
        reference=reference(number, biller.country),
        study=of.study.terms.name,
        wave=of.wave["name"],
        seller=biller,
        buyer=of.billing,
        purchase_order=of.purchase_order,
        quote=of.quote.number,
        accepted_on=of.accepted_on,
        currency=of.quote.currency,
        default_language=of.study.form.default_language,
        first=of.first if is_whole else None,
        last=of.last if is_whole else None,
        lines=lines,
        worked=_worked(of) if is_whole else (),
        earlier=earlier if is_whole else (),
        sums=sums,
    )
    return _stored(tx, by, of.study_row["id"], wave_id, made, now, draft=draft)


def _is_open(row: RowMapping) -> bool:
    return row["state"] == DRAFT and document(row).kind is not Kind.CREDIT


def _worked(of: Account) -> tuple[Worked, ...]:
    return tuple(Worked(day=one.day, hours=one.hours, what=one.what, charged=one.charged) for one in of.work.hours)


def _stored(
    tx: Transaction,
    by: Person,
    study_id: int,
    wave_id: int,
    made: InvoiceBasis,
    now: datetime,
    *,
    draft: RowMapping | None = None,
) -> int:
    kept = made.model_dump(mode="json")
    if draft is None:
        id = invoice_bases.add(
            tx, study_id=study_id, wave_id=wave_id, number=made.number, document=kept, by=by.id, now=now
        )
    else:
        id = draft["id"]
        if not invoice_bases.change(tx, id, DRAFT, document=kept, made_by=by.id, made_at=now, paths={}):
            raise BasisDecided(place=_card(id))
    jobs.add(tx, "invoice", now, invoice=id)
    audit.note(tx, by.id, "make invoice basis", made.number, now, kind=made.kind.value, gross=str(made.gross))
    return id


def note_made(
    tx: Transaction, *, basis_id: int, printed: Mapping[str, object], paths: Mapping[str, str], now: datetime
) -> None:
    """Keeps where the files are, and gives them to the one who asked; not when it has been made anew since."""
    row = invoice_bases.get(tx, basis_id)
    if row is None or row["document"] != printed:
        return
    invoice_bases.change(tx, basis_id, paths=dict(paths))
    maker = people.get(tx, row["made_by"])
    if maker is not None:
        outbox.tell(tx, maker, "invoice_made", now, invoice=basis_id)
        for form in paths:
            if form != "pdf":
                outbox.tell(tx, maker, "invoice_file", now, invoice=basis_id, form=form)


def readable(tx: Transaction, by: Person, basis_id: int) -> tuple[RowMapping, RowMapping, InvoiceBasis]:
    """Returns an invoice basis's row, its study's and itself, to coordinators, and to the client it was sent to."""
    row = invoice_bases.get(tx, basis_id)
    study = studies.get(tx, row["study_id"]) if row else None
    if row is None or study is None:
        raise Unknown
    theirs = may(by, Action.COMMISSION, int(study["client_id"])) and row["sent_at"] is not None
    if not (may(by, Action.RUN) or theirs):
        raise Unknown
    return row, study, document(row)


def send(tx: Transaction, *, by: Person, basis_id: int, elsewhere: bool = False, now: datetime) -> None:
    """Sends a draft to everyone of the client who has joined; or notes that it has gone to them otherwise.

    Raises BasisDecided, BasisBeingMade, BasisOutdated, BasisOvertaken and NobodyThere.
    """
    ensure(by, Action.RUN)
    row, study_row, made = readable(tx, by, basis_id)
    here = _card(basis_id)
    if row["state"] != DRAFT:
        raise BasisDecided(place=here)
    if not row["paths"]:
        raise BasisBeingMade(place=here)
    is_of_today = made.dated == studies.definition(study_row).local(now).date()
    if not is_of_today and made.kind is not Kind.CREDIT:
        raise BasisOutdated(day=made.dated.isoformat(), place=here)
    if _is_overtaken(tx, row, made):
        raise BasisOvertaken(place=here)
    readers = [] if elsewhere else people.all_of(tx, Role.CLIENT, client_id=study_row["client_id"])
    if not readers and not elsewhere:
        raise NobodyThere(client=made.buyer.name)
    if not invoice_bases.change(tx, basis_id, DRAFT, state=SENT, sent_at=now):
        raise BasisDecided(place=here)
    for reader in readers:
        outbox.tell(tx, reader, "invoice_sent", now, invoice=basis_id)
    audit.note(tx, by.id, "send invoice basis", made.number, now, **({"elsewhere": True} if elsewhere else {}))


def _is_overtaken(tx: Transaction, row: RowMapping, made: InvoiceBasis) -> bool:
    """Whether it would come to something else beside what has been billed by now."""
    if made.kind is Kind.CREDIT:
        return False
    taxed = taxed_on(tx, made.buyer, made.last or made.dated)
    return made.sums != sums_due(
        made.lines,
        earlier_of(tx, row["wave_id"]),
        is_whole=made.kind is Kind.DONE,
        general=taxed.general,
        others=taxed.others,
    )


def cancel(tx: Transaction, *, by: Person, basis_id: int, now: datetime) -> int:
    """Cancels an invoice basis: a draft as if it had not been; of a sent one a credit is made, whose id is returned.

    When that credit is cancelled before it has gone, what it was to take back stands again: the client has it.
    """
    ensure(by, Action.RUN)
    row, study_row, made = readable(tx, by, basis_id)
    if row["state"] == CANCELLED or (row["state"] == SENT and made.kind is Kind.CREDIT):
        raise BasisDecided(place=_card(basis_id))
    if not invoice_bases.change(tx, basis_id, row["state"], state=CANCELLED):
        raise BasisDecided(place=_card(basis_id))
    audit.note(tx, by.id, "cancel invoice basis", made.number, now)
    if row["state"] == DRAFT:
        if made.kind is Kind.CREDIT:
            _let_stand(tx, row["wave_id"], made.cancels)
        return basis_id
    today: date = studies.definition(study_row).local(now).date()
    number = invoice_bases.next_number(tx, today)
    credit = taken_back(
        made, number=number, reference=reference(number, made.seller.country), dated=today, due_on=today
    )
    return _stored(tx, by, row["study_id"], row["wave_id"], credit, now)


def _let_stand(tx: Transaction, wave_id: int, number: str) -> None:
    for row in invoice_bases.of_wave(tx, wave_id):
        if row["number"] == number:
            invoice_bases.change(tx, row["id"], CANCELLED, state=SENT)


def _card(basis_id: int) -> dict[str, object]:
    return {"kind": "invoice", "invoice": basis_id}
