"""Small papers: the report of one contact, and praise for a unit; who may ask for them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping

from domain.contact import Contact
from domain.operations import quotes
from domain.operations.access import Action, ensure
from domain.operations.analyses import readable
from domain.operations.reviews import HANDED_IN
from domain.operations.scopes import approved_of
from domain.operations.sheets import study_of
from domain.person import Person
from domain.refusal import NotThatState, Stale, TooFewToPraise, Unknown
from domain.service import Unit
from domain.storage import audit, contacts, jobs, studies
from domain.storage.transaction import Transaction

LEAST_PRAISED = 3
"""Contacts of a unit below which a success might tell who was met."""


def ask_for_report(tx: Transaction, *, by: Person, contact_id: int, now: datetime) -> int:
    """Asks for the report of a contact that has been handed in; returns the job's id."""
    contact = reportable(tx, by, contact_id)
    language = study_of(tx, contact).terms.report_language
    audit.note(tx, by.id, "ask for report", contact.code, now)
    return jobs.add(tx, "contact_report", now, contact=contact_id, by=by.id, language=language)


def reportable(tx: Transaction, by: Person, contact_id: int) -> Contact:
    """Returns a contact that may be reported of (Unknown, or NotThatState before it has been handed in)."""
    ensure(by, Action.RUN)
    contact = contacts.get(tx, contact_id)
    if contact is None:
        raise Unknown
    if contact.state not in HANDED_IN:
        raise NotThatState(code=contact.code, place={"kind": "review", "contact": contact_id})
    return contact


def units_to_praise(tx: Transaction, *, by: Person, analysis_id: int) -> Sequence[Unit]:
    """Returns the units that have a result in an analysis that the person may read, in the study's order."""
    row, study_row = readable(tx, by, analysis_id)
    met = {contact.answering_unit for contact in _counted(tx, row)}
    return [unit for unit in studies.definition(study_row).units if unit.name in met]


def _counted(tx: Transaction, analysis: RowMapping) -> Sequence[Contact]:
    return [contact for contact in approved_of(tx, analysis) if contact.outcome and contact.outcome.counts]


def ask_for_praise(tx: Transaction, *, by: Person, analysis_id: int, unit: str, now: datetime) -> int:
    """Asks for a unit's praise; returns the job's id (TooFewToPraise where it could tell who was met)."""
    row, study_row = readable(tx, by, analysis_id)
    met = [contact for contact in _counted(tx, row) if contact.answering_unit == unit]
    if len(met) < LEAST_PRAISED:
        raise TooFewToPraise(least=LEAST_PRAISED, place={"kind": "analysis", "analysis": analysis_id})
    language = studies.definition(study_row).terms.report_language
    audit.note(tx, by.id, "ask for praise", f"{analysis_id} {unit}"[:60], now)
    return jobs.add(tx, "praise", now, analysis=analysis_id, unit=unit, by=by.id, language=language)


def ask_for_accepted_quote(tx: Transaction, *, by: Person, quote_id: int, now: datetime) -> int:
    """Asks for a copy of an accepted quote that says who accepted it and when; returns the job's id."""
    row, _, _ = quotes.readable(tx, by, quote_id)
    if not row["acceptance"]:
        raise Stale(place={"kind": "quote", "quote": quote_id})
    return jobs.add(tx, "accepted_quote", now, quote=quote_id, by=by.id)
