"""Quotes: computed from the plan and the prices, printed, sent, and made anew when the plan has changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping

from domain.acceptance import Acceptance
from domain.adjustments import Adjustments
from domain.billing import Billing, billing_of
from domain.comparing import difference, strays
from domain.difference import Difference
from domain.fingerprint import precedents
from domain.operations.access import Action, ensure, may
from domain.operations.studies import a_study
from domain.ordering import Ordering
from domain.person import Person, Role
from domain.quote import NOTHING_SET, NOTHING_TOLD, Quote, Timetable, quote_for
from domain.quote_state import QuoteState
from domain.refusal import NobodyThere, QuoteBeingMade, QuoteDecided, QuoteExpired, QuoteReplaced, Stale, Unknown
from domain.storage import audit, clients, contacts, jobs, outbox, people, prices, quotes, studies
from domain.storage.quotes import QuoteTaken
from domain.storage.transaction import Transaction
from domain.study import Study

TRIES = 5
"""How often a number of the series is looked for before it is said to be a fault."""
DECIDED = {QuoteState.ACCEPTED, QuoteState.DECLINED}


@dataclass(frozen=True, kw_only=True)
class ByHand:
    """What a draft is made with besides the plan and the prices."""

    adjustments: Adjustments = NOTHING_SET
    ordering: Ordering = NOTHING_TOLD

    @staticmethod
    def of(row: RowMapping) -> "ByHand":
        """Returns what a quote was made with."""
        return ByHand(
            adjustments=Adjustments.model_validate(row["adjustments"] or {}),
            ordering=Ordering.model_validate(row["ordering"] or {}),
        )


def make(tx: Transaction, *, by: Person, study_id: int, now: datetime) -> int:
    """Computes the quote of the study's present wave and asks for its PDF; returns its id.

    A draft keeps its number. One that the client has, or has decided on, stays as it is.
    """
    study_row = a_study(tx, by, study_id)
    wave = studies.present_wave(tx, study_id)
    known = next(iter(quotes.of_wave(tx, wave["id"])), None)
    if known is not None:
        if known["state"] == QuoteState.DRAFT:
            redraw(tx, by, known, ByHand.of(known), now)
        return int(known["id"])
    for _ in range(TRIES):
        number = quotes.next_number(tx, today_of(study_row, now))
        try:
            return _add(tx, by, study_row, wave, number, ByHand(), now)
        except QuoteTaken:
            continue
    raise RuntimeError("no number of the series is free")


def renew(tx: Transaction, *, by: Person, quote_id: int, now: datetime) -> int:
    """Makes the next version of a quote as a draft, and returns its id; what was set by hand is taken over.

    A draft, of this quote or after it, is computed anew instead.
    """
    ensure(by, Action.RUN)
    row, study_row, _ = readable(tx, by, quote_id)
    later = quotes.after(tx, quote_id)
    if later is not None and later["state"] != QuoteState.DRAFT:
        raise QuoteReplaced(number=later["number"], place=_card(later["id"]))
    if later is not None or row["state"] == QuoteState.DRAFT:
        draft = later or row
        redraw(tx, by, draft, ByHand.of(draft), now)
        return int(draft["id"])
    number = f"{row['number'].partition('/')[0]}/{row['version'] + 1}"
    wave = studies.get_wave(tx, row["wave_id"])
    try:
        return _add(tx, by, study_row, wave, number, ByHand.of(row), now, before=row)
    except QuoteTaken:
        raise Stale(place=_card(quote_id)) from None


def redraw(tx: Transaction, by: Person, row: RowMapping, by_hand: ByHand, now: datetime) -> None:
    """Computes a draft anew under its number and asks for its PDF (Stale for what is no draft)."""
    study_row = studies.get(tx, row["study_id"])
    before = quotes.get(tx, row["replaces_id"]) if row["replaces_id"] else None
    assert study_row is not None
    wave = studies.get_wave(tx, row["wave_id"])
    made = _made(tx, study_row, wave, row["number"], by_hand, now, before)
    if not quotes.change(tx, row["id"], QuoteState.DRAFT, path="", sha256="", made_by=by.id, made_at=now, **made):
        raise Stale(place=_card(row["id"]))
    jobs.add(tx, "quote", now, quote=row["id"])
    audit.note(tx, by.id, "make quote", row["number"], now)


def _add(
    tx: Transaction,
    by: Person,
    study_row: RowMapping,
    wave: RowMapping,
    number: str,
    by_hand: ByHand,
    now: datetime,
    before: RowMapping | None = None,
) -> int:
    """Adds a draft; `before` is the version that it is to replace."""
    made = _made(tx, study_row, wave, number, by_hand, now, before)
    version = {"version": before["version"] + 1, "replaces_id": before["id"]} if before else {}
    id = quotes.add(
        tx, study_id=study_row["id"], wave_id=wave["id"], number=number, by=by.id, now=now, **version, **made
    )
    jobs.add(tx, "quote", now, quote=id)
    audit.note(tx, by.id, "make quote", number, now)
    return id


def _made(
    tx: Transaction,
    study_row: RowMapping,
    wave: RowMapping,
    number: str,
    by_hand: ByHand,
    now: datetime,
    before: RowMapping | None,
) -> dict[str, Any]:
    """What is stored of a draft."""
    study, today = studies.definition(study_row), today_of(study_row, now)
    # what can be held to is an agreement, even when a change of it was declined or has expired since
    ground = (agreed(tx, wave["id"]) or before) if before is not None else None
    held = document(ground) if ground is not None and _is_held(ground, today) else None
    priced_on = (held.priced_on or held.dated) if held else today
    billing = _billing(tx, study_row, study)
    quote = quote_for(
        study,
        price_list=prices.price_list(tx, priced_on),
        vat=prices.vat_rates(tx),
        currency=held.currency if held else prices.currency(tx),
        number=number,
        version=before["version"] + 1 if before else 1,
        today=today,
        priced_on=priced_on,
        wave=wave["name"],
        timetable=_timetable(wave),
        adjustments=by_hand.adjustments,
        ordering=by_hand.ordering.over(_known(billing)),
        vat_treatment=billing.treatment,
        precedents=precedents(study, _earlier(tx, study_row["client_id"], wave["id"])),
    )
    since = difference(document(ground), quote) if ground is not None else None
    quote = quote.model_copy(
        update={
            "since": since if since and since.is_any else None,
            "business_id": billing.business_id or quote.business_id,
        }
    )
    return {
        "document": quote.model_dump(mode="json"),
        "adjustments": by_hand.adjustments.model_dump(mode="json"),
        "ordering": by_hand.ordering.model_dump(mode="json"),
    }


def _billing(tx: Transaction, study_row: RowMapping, study: Study) -> Billing:
    """What is known of the client as a company that is billed."""
    company = clients.get(tx, study_row["client_id"])
    return billing_of(company["billing"] if company else None, client=study.terms.client)


def _known(billing: Billing) -> Ordering:
    """What every order of the client says."""
    return Ordering(
        reference=billing.reference,
        einvoice_address=billing.e_invoice_address,
        einvoice_operator=billing.e_invoice_operator,
    )


def planned(tx: Transaction, study_row: RowMapping, wave: RowMapping, now: datetime) -> Quote:
    """Returns what the plan of a wave would cost today, without a number: nobody has been offered it."""
    return Quote.model_validate(_made(tx, study_row, wave, "", ByHand(), now, None)["document"])


def _is_held(row: RowMapping, today: date) -> bool:
    """Whether the next version keeps a quote's prices: the agreed ones, and those that the agency is still bound by."""
    return row["state"] == QuoteState.ACCEPTED or (row["state"] == QuoteState.SENT and document(row).is_valid(today))


def _earlier(tx: Transaction, client_id: int, before: int | None = None) -> list[tuple[Study, str]]:
    """The studies of a client with the names of their waves, newest first; those before a wave when it is said.

    A wave that was never ordered nor planned paid for nothing: a workbook that was sent in twice waives nothing.
    """
    return [
        (studies.definition(row), wave["name"])
        for row in reversed(studies.of_client(tx, client_id))
        for wave in reversed(studies.waves_of(tx, row["id"]))
        if (before is None or wave["id"] < before) and _was_begun(tx, wave["id"])
    ]


def _was_begun(tx: Transaction, wave_id: int) -> bool:
    return bool(contacts.count_by_state(tx, wave_id)) or any(
        row["acceptance"] or row["state"] == QuoteState.ACCEPTED for row in quotes.of_wave(tx, wave_id)
    )


def waived(tx: Transaction, *, by: Person, study_id: int) -> int:
    """Returns of how many services the next wave's quote charges no setup, since nothing in them has changed."""
    row = a_study(tx, by, study_id)
    return sum(found.waives for found in precedents(studies.definition(row), _earlier(tx, row["client_id"])))


def _timetable(wave: RowMapping) -> Timetable | None:
    first, last = wave["opens_on"], wave["closes_on"]
    return Timetable(opens_on=first, closes_on=last) if first and last else None


def today_of(study_row: RowMapping, now: datetime) -> date:
    """Returns the day that it is where a study is made."""
    return studies.definition(study_row).local(now).date()


def document(row: RowMapping) -> Quote:
    """Returns a quote as it was on its day."""
    return Quote.model_validate(row["document"])


def acceptance(row: RowMapping) -> Acceptance | None:
    """Returns who accepted a quote, when and how; None when nobody has."""
    return Acceptance.model_validate(row["acceptance"]) if row["acceptance"] else None


def strayed(tx: Transaction, row: RowMapping) -> Difference | None:
    """Returns how the plan has changed since a quote was made; None when it has not. Prices are no part of it."""
    study_row = studies.get(tx, row["study_id"])
    quote = document(row)
    if study_row is None or row["wave_id"] is None or not quote.contents:
        return None
    return strays(quote, studies.definition(study_row), _timetable(studies.get_wave(tx, row["wave_id"])))


def successor(tx: Transaction, row: RowMapping) -> RowMapping | None:
    """Returns the newest later version of a quote that the client has been sent, if there is one."""
    later = (one for one in quotes.of_wave(tx, row["wave_id"]) if one["id"] > row["id"])
    return next((one for one in later if one["state"] != QuoteState.DRAFT), None)


def agreed(tx: Transaction, wave_id: int) -> RowMapping | None:
    """Returns the quote of a wave that has been accepted and holds, if there is one."""
    return next((row for row in quotes.of_wave(tx, wave_id) if row["state"] == QuoteState.ACCEPTED), None)


def note_made(tx: Transaction, *, quote_id: int, path: str, sha256: str, now: datetime, printed: object = None) -> None:
    """Keeps where a quote's PDF is, and gives it to the one who asked for it; nothing when it has changed meanwhile."""
    row = quotes.get(tx, quote_id)
    if row is None or (printed is not None and printed != row["document"]):
        return
    if not quotes.change(tx, quote_id, QuoteState.DRAFT, path=path, sha256=sha256):
        return
    maker = people.get(tx, row["made_by"])
    if maker is not None:
        outbox.tell(tx, maker, "quote_made", now, quote=quote_id)


def readable(tx: Transaction, by: Person, quote_id: int) -> tuple[RowMapping, RowMapping, Quote]:
    """Returns a quote's row, its study's row and the quote, to coordinators and to the client it was sent to."""
    row = quotes.get(tx, quote_id)
    study = studies.get(tx, row["study_id"]) if row else None
    if row is None or study is None:
        raise Unknown
    theirs = may(by, Action.COMMISSION, int(study["client_id"])) and row["state"] != QuoteState.DRAFT
    if not (may(by, Action.RUN) or theirs):
        raise Unknown
    return row, study, document(row)


def readers(tx: Transaction, study_row: RowMapping) -> list[Person]:
    """Returns the people of a study's client who have joined."""
    return list(people.all_of(tx, Role.CLIENT, client_id=study_row["client_id"]))


def send(tx: Transaction, *, by: Person, quote_id: int, seen: str = "", forwarded: bool = False, now: datetime) -> None:
    """Sends a quote to everyone of the client who has joined; the version before it is replaced unless it is agreed.

    `seen` begins the hash of the PDF that the button stood under (Stale when it has been made anew since). When it is
    to be forwarded, the one who asks gets it with a covering text, and the client may be elsewhere.
    """
    ensure(by, Action.RUN)
    row, study, quote = readable(tx, by, quote_id)
    _ensure_may_go(row, study, quote, seen, now)
    company = clients.get(tx, study["client_id"])
    present = readers(tx, study)
    if not present and not forwarded:
        raise NobodyThere(client=company["name"] if company else "")
    if not quotes.change(tx, quote_id, QuoteState.DRAFT, state=QuoteState.SENT, sent_at=now):
        raise Stale(place=_card(quote_id))
    if row["replaces_id"]:
        left = (QuoteState.SENT, QuoteState.DECLINED)
        quotes.change(tx, row["replaces_id"], *left, state=QuoteState.REPLACED)
    for reader in present:
        outbox.tell(tx, reader, "quote_sent", now, quote=quote_id)
    if forwarded:
        outbox.tell(tx, by, "quote_forward", now, quote=quote_id)
    audit.note(tx, by.id, "send quote", row["number"], now, **({"forwarded": True} if forwarded else {}))


def _ensure_may_go(row: RowMapping, study: RowMapping, quote: Quote, seen: str, now: datetime) -> None:
    here = _card(row["id"])
    if row["state"] in DECIDED:
        raise QuoteDecided(place=here)
    if row["state"] != QuoteState.DRAFT:
        raise Stale(place=here)
    if not row["path"]:
        raise QuoteBeingMade(place=here)
    if not row["sha256"].startswith(seen):
        raise Stale(place=here)
    if not quote.is_valid(today_of(study, now)):
        raise QuoteExpired(day=quote.valid_until.isoformat(), place=here)


def hand_out(tx: Transaction, *, by: Person, quote_id: int, forwarded: bool = False, now: datetime) -> None:
    """Gives somebody who may read a quote its PDF again; to be forwarded, with a covering text."""
    row, _, _ = readable(tx, by, quote_id)
    if forwarded:
        ensure(by, Action.RUN)
    if not row["path"]:
        raise QuoteBeingMade(place=_card(quote_id))
    outbox.tell(tx, by, "quote_forward" if forwarded else "quote_made", now, quote=quote_id)


def _card(quote_id: int) -> dict[str, Any]:
    return {"kind": "quote", "quote": quote_id}
