"""What a coordinator sets in the draft of a quote: discounts, hours, order details, setup charged or waived."""

from datetime import datetime

from sqlalchemy import RowMapping

from domain.adjustments import SetupDecision
from domain.discount_words import REASON, read_discount, read_hours
from domain.operations.access import Action, ensure
from domain.operations.quotes import ByHand, readable, redraw
from domain.operations.secrecy import ensure_nobody_named
from domain.person import Person
from domain.quote_state import QuoteState
from domain.refusal import Stale, Unknown, WordsTooLong
from domain.storage import audit, quotes
from domain.storage.transaction import Transaction


def draft(tx: Transaction, by: Person, quote_id: int) -> RowMapping:
    """Returns a quote that can still be changed, to coordinators (Stale once the client has it)."""
    ensure(by, Action.RUN)
    row, _, _ = readable(tx, by, quote_id)
    if row["state"] != QuoteState.DRAFT:
        raise Stale(place={"kind": "quote", "quote": quote_id})
    return row


def give_discount(tx: Transaction, *, by: Person, quote_id: int, text: str, now: datetime) -> None:
    """Adds a discount as it is typed: `10 % regular client`, `150 € first study`; the client reads the reason."""
    row = draft(tx, by, quote_id)
    given = read_discount(text)
    ensure_nobody_named(tx, row["study_id"], given.reason)
    by_hand = ByHand.of(row)
    _change(tx, by, row, by_hand, now, discounts=(*by_hand.adjustments.discounts, given))
    audit.note(tx, by.id, "give discount", row["number"], now, discount=given.model_dump(mode="json"))


def take_discounts(tx: Transaction, *, by: Person, quote_id: int, now: datetime) -> None:
    """Takes all discounts out of a draft."""
    row = draft(tx, by, quote_id)
    _change(tx, by, row, ByHand.of(row), now, discounts=())
    audit.note(tx, by.id, "take discounts", row["number"], now)


def estimate_hours(tx: Transaction, *, by: Person, quote_id: int, text: str, now: datetime) -> None:
    """Sets the estimated hours of work beyond the content, as they are typed; 0 takes them away."""
    row = draft(tx, by, quote_id)
    _change(tx, by, row, ByHand.of(row), now, extra_hours=read_hours(text))


def decide_setup(
    tx: Transaction, *, by: Person, quote_id: int, service: str, charged: bool, reason: str, now: datetime
) -> None:
    """Charges or waives the setup of a service against the rule; the owner alone does, and says why."""
    ensure(by, Action.OWN)
    row = draft(tx, by, quote_id)
    if service not in {scope["of"] for scope in row["document"]["scope"]}:
        raise Unknown
    if len(reason) > REASON:
        raise WordsTooLong(most=REASON)
    ensure_nobody_named(tx, row["study_id"], reason)
    decision = SetupDecision(service=service, charged=charged, reason=" ".join(reason.split()), by=by.name)
    by_hand = ByHand.of(row)
    others = tuple(one for one in by_hand.adjustments.setups if one.service != service)
    _change(tx, by, row, by_hand, now, setups=(*others, decision))
    action = "charge setup" if charged else "waive setup"
    audit.note(tx, by.id, action, row["number"], now, service=service, reason=decision.reason)


def tell_order(tx: Transaction, *, by: Person, quote_id: int, text: str, now: datetime) -> None:
    """Keeps the order's details as typed lines tell them: of a draft in its document too, afterwards beside it.

    Coordinators tell them, and the client's people of what they have been sent.
    """
    row, _, _ = readable(tx, by, quote_id)
    by_hand = ByHand.of(row)
    told = by_hand.ordering.told(text)
    if row["state"] == QuoteState.DRAFT:
        redraw(tx, by, row, ByHand(adjustments=by_hand.adjustments, ordering=told), now)
    else:
        quotes.change(tx, quote_id, ordering=told.model_dump(mode="json"))
    audit.note(tx, by.id, "tell order", row["number"], now, order=told.model_dump(mode="json"))


def _change(tx: Transaction, by: Person, row: RowMapping, by_hand: ByHand, now: datetime, **changed: object) -> None:
    adjustments = by_hand.adjustments.model_copy(update=changed)
    redraw(tx, by, row, ByHand(adjustments=adjustments, ordering=by_hand.ordering), now)
