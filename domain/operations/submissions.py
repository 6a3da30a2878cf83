"""Submitting a contact, and the later stages that follow."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping

from domain.answer import Answer, AnswerState
from domain.answering import ensure_ready
from domain.clock import in_daytime, morning_of
from domain.contact import Contact, Moment, Move, State
from domain.form import stage_date, stages
from domain.metric import LATER, Question, QuestionType
from domain.operations.access import own_contact
from domain.operations.sheets import own_sheet, sheet_of
from domain.person import Person, Role
from domain.refusal import ClientWasTold, NotThatState, RecallTooLate, Stale
from domain.score import index
from domain.sheet import Sheet
from domain.storage import answers, audit, contacts, outbox, people, reviews, studies
from domain.storage.transaction import Transaction


def submit(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> None:
    """Hands what has been asked in for review; a receipt is owed, and later stages are set to wait."""
    sheet = own_sheet(tx, by=by, contact_id=contact_id, version=version, now=now)
    ensure_ready(sheet, by.language)
    contact = sheet.contact
    contacts.hand_in_stages(tx, contact.id, now)
    _mark_irrelevant(tx, sheet)
    _write_calculated(tx, by, sheet, now)
    _plan_stages(tx, sheet, now)
    audit.note(tx, by.id, "submit", contact.code, now, **_standing(tx, contact))
    contacts.change(
        tx,
        contact,
        state=State.SUBMITTED,
        asking="",
        submitted_at=now,
        submitted_from=contact.state,
        score_index=_index(tx, sheet, now),
    )
    _tell_coordinator(tx, contact, now)


def recount(tx: Transaction, *, by: Person, contact: Contact, now: datetime) -> None:
    """Counts anew what rests on the facts of a contact that has been handed in, when one of them was corrected.

    What is being answered in a later stage is a draft, and stays out of it.
    """
    sheet = sheet_of(tx, contact, now)
    drafts = {question.name for question in sheet.study.form.questions if sheet.stages.get(question.stage) == "due"}
    handed_in = replace(
        sheet,
        answers={name: answer for name, answer in sheet.answers.items() if name not in drafts},
        stages={name: state for name, state in sheet.stages.items() if state != "due"},
    )
    _mark_irrelevant(tx, handed_in)
    _write_calculated(tx, by, handed_in, now)
    contacts.change(tx, contact, score_index=_index(tx, handed_in, now))


def _standing(tx: Transaction, contact: Contact) -> dict[str, Any]:
    """How a contact stood before it was handed in, as the trail keeps it."""
    at = contact.submitted_at
    return {
        "submitted_at": at.isoformat() if at else None,
        "submitted_from": contact.submitted_from,
        "score_index": contacts.index_of(tx, contact.id),
    }


def _stood(noted: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a contact, from what the trail keeps of how it stood."""
    at, state = noted.get("submitted_at"), noted.get("submitted_from")
    return {
        "submitted_at": datetime.fromisoformat(at) if at else None,
        "submitted_from": State(state) if state else None,
        "score_index": noted.get("score_index"),
    }


def recall(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> State:
    """Takes back what the shopper handed in last; it stands as before, and returns the state that this is.

    Only for a few minutes, before a review, and before the client has been told of a critical failure in it. Later
    stages that were set to wait go on waiting: the next submission sets them anew.
    """
    contact = own_contact(tx, by, contact_id)
    here = {"kind": "contact", "contact": contact_id}
    if version != contact.version:
        raise Stale(place=here)
    if contact.submitted_at is None or contact.recall_until is None:
        raise NotThatState(code=contact.code, place=here)
    if now > contact.recall_until:
        raise RecallTooLate(place=here)
    if reviews.any_confirmed(tx, contact_id, since=contact.submitted_at):
        raise ClientWasTold(place=here)
    _take_answers_back(tx, by, contact, now)
    reviews.take_alerts_back(tx, contact_id, since=contact.submitted_at)
    before = _stood(contacts.noted_at_submission(tx, contact))
    contacts.change(tx, contact, state=contact.after(Move.RECALL), asking="", **before)
    audit.note(tx, by.id, "recall", contact.code, now)
    return contact.after(Move.RECALL)


def recallable_until(tx: Transaction, contact: Contact, now: datetime) -> datetime | None:
    """Returns until when a contact can be taken back; None when it cannot now."""
    until = contact.recall_until
    if contact.submitted_at is None or until is None or now > until:
        return None
    return None if reviews.any_confirmed(tx, contact.id, since=contact.submitted_at) else until


def _take_answers_back(tx: Transaction, by: Person, contact: Contact, now: datetime) -> None:
    """Makes the answers handed in last a draft again, and what is calculated rest on the earlier ones alone."""
    names = contacts.take_stages_back(tx, contact)
    sheet = sheet_of(tx, contact, now)
    taken = {question.name: question for question in sheet.study.form.questions if question.stage in names}
    set_aside = [
        name
        for name, question in taken.items()
        if question.type.is_asked and name in sheet.answers and sheet.answers[name].state is AnswerState.IRRELEVANT
    ]
    answers.set_state(tx, contact.id, set_aside, AnswerState.GIVEN)
    earlier = replace(
        sheet,
        answers={name: answer for name, answer in sheet.answers.items() if name not in taken},
        stages={name: state for name, state in sheet.stages.items() if name not in names},
    )
    _mark_irrelevant(tx, earlier)
    _write_calculated(tx, by, earlier, now)


def _mark_irrelevant(tx: Transaction, sheet: Sheet) -> None:
    for wanted, state in ((True, AnswerState.GIVEN), (False, AnswerState.IRRELEVANT)):
        left = {AnswerState.IRRELEVANT} if wanted else {AnswerState.GIVEN}
        names = [
            name
            for name, answer in sheet.answers.items()
            if answer.state in left and (name in sheet.filled.relevant) is wanted
        ]
        if names:
            answers.set_state(tx, sheet.contact.id, names, state)


def _write_calculated(tx: Transaction, by: Person, sheet: Sheet, now: datetime) -> None:
    """Keeps facts and calculations as they are now, so that the results need no expressions."""
    for question in sheet.study.form.questions:
        if question.type in {QuestionType.CALCULATE, QuestionType.HIDDEN}:
            value = sheet.filled.values[question.name] if question.name in sheet.filled.relevant else ""
            come = sheet.stages.get(question.stage) in {"due", "submitted"}
            state = AnswerState.CALCULATED if value and come else AnswerState.IRRELEVANT
            answers.put(tx, sheet.contact.id, Answer(question.name, value, state, "", now), by=by.id)


def _index(tx: Transaction, sheet: Sheet, now: datetime) -> float | None:
    contact = sheet.contact
    if contact.outcome is None or not contact.outcome.counts:
        return None
    not_applicable = {name for name, a in sheet.answers.items() if a.state is AnswerState.NOT_APPLICABLE}
    come = {name for name, state in sheet.stages.items() if state in {"due", "submitted"}}
    result = index(sheet.study, sheet.filled, not_applicable=not_applicable, stages=come)
    for name in result.failed:
        alert_id = reviews.raise_alert(tx, contact.id, name, now)
        if alert_id is not None:
            for person in people.all_of(tx, Role.COORDINATOR) or people.all_of(tx, Role.OWNER):
                outbox.tell(tx, person, "alert", now, alert=alert_id, contact=contact.id)
            if sheet.study.terms.critical_alert_at_once:
                _tell_client_at_once(tx, contact, alert_id, now)
    return result.value


def _tell_client_at_once(tx: Transaction, contact: Contact, alert_id: int, now: datetime) -> None:
    """Tells the client without waiting for a confirmation, as the study says."""
    reviews.decide_alert(tx, alert_id, "confirmed", by=None, now=now)
    study = studies.get(tx, contact.study_id)
    if study is not None:
        for person in people.all_of(tx, Role.CLIENT, client_id=study["client_id"]):
            outbox.tell(tx, person, "critical", now, alert=alert_id, contact=contact.id)


def _plan_stages(tx: Transaction, sheet: Sheet, now: datetime) -> None:
    """Sets the stages that still come to wait, and drops those whose questions no longer apply."""
    for name in stages(sheet.study.form)[1:]:
        known = sheet.stages.get(name)
        if known not in (None, "waiting"):
            continue
        due_at = _due_at(tx, sheet, name) if sheet.filled.questions(name) else None
        if due_at is not None:
            contacts.set_stage(tx, sheet.contact.id, name, "waiting", due_at)
        elif known:
            contacts.drop_stage(tx, sheet.contact.id, name)


def _due_at(tx: Transaction, sheet: Sheet, stage: str) -> datetime | None:
    """When a stage comes: so many hours after the end, or on the morning of the day that was promised."""
    terms = sheet.study.terms
    if stage == LATER:
        ended = contacts.times_of(tx, sheet.contact).get(Moment.ENDED)
        return in_daytime(ended + timedelta(hours=terms.later_hours), terms.zone) if ended else None
    question = stage_date(stage)
    value = sheet.filled.values.get(question, "") if question else ""
    return morning_of(date.fromisoformat(value[:10]), terms.zone) if value else None


def _tell_coordinator(tx: Transaction, contact: Contact, now: datetime) -> None:
    assigner_id = contacts.assigner_of(tx, contact.id)
    assigner = people.get(tx, assigner_id) if assigner_id else None
    if assigner is not None:
        outbox.tell(tx, assigner, "submitted", now, contact=contact.id)


def due_stages(tx: Transaction, now: datetime) -> Sequence[RowMapping]:
    """Returns the waiting stages whose time has come."""
    return contacts.stages_due(tx, now)


def wake(tx: Transaction, *, stage: RowMapping, now: datetime) -> None:
    """Asks the questions of a later stage whose time has come."""
    contact = contacts.get(tx, stage["contact_id"])
    shopper = people.get(tx, contact.shopper_id) if contact and contact.shopper_id else None
    contacts.set_stage(tx, stage["contact_id"], stage["stage"], "due", stage["due_at"])
    if contact is None or shopper is None:
        return
    contacts.change(tx, contact)
    if asked_of_stage(sheet_of(tx, contact, now), stage["stage"]):
        outbox.tell(tx, shopper, "later", now, contact=contact.id)


def asked_of_stage(sheet: Sheet, stage: str) -> tuple[Question, ...]:
    """Returns the questions that a stage brings as things stand."""
    return tuple(question for question in sheet.asked if question.stage == stage)
