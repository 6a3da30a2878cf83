"""Actions: offered out of a report; agreed, changed and ended by the client, or by the agency on its behalf."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping

from domain.action import OWNER, WHAT, Action, ActionState, read_due_day
from domain.operations import access
from domain.operations.access import may
from domain.operations.secrecy import ensure_nobody_named
from domain.person import Person, Role
from domain.refusal import Stale, Unknown, WordsTooLong
from domain.scope import Scope
from domain.storage import actions, analyses, audit, outbox, people, studies
from domain.storage.transaction import Transaction

_DONE = {ActionState.AGREED: "agree action", ActionState.DONE: "finish action", ActionState.DROPPED: "drop action"}
"""What the audit trail calls a change of state."""

EASTERNMOST = timedelta(days=1)
"""By how much a study's day may be ahead of that of UTC."""


def a_study_of_mine(tx: Transaction, by: Person, study_id: int) -> RowMapping:
    """Returns a study, to coordinators and to the people of its client (Unknown to anybody else)."""
    row = studies.get(tx, study_id)
    if row is None or not (may(by, access.Action.RUN) or may(by, access.Action.COMMISSION, int(row["client_id"]))):
        raise Unknown
    return row


def readable(tx: Transaction, by: Person, action_id: int) -> tuple[Action, RowMapping]:
    """Returns an action and its study, to coordinators and to the people of its client."""
    found = actions.get(tx, action_id)
    if found is None:
        raise Unknown
    return found, a_study_of_mine(tx, by, found.study_id)


def of_mine(tx: Transaction, by: Person, study_id: int | None = None) -> Sequence[Action]:
    """Returns the actions of a study, or of all studies of a client's person; the newest wave first."""
    if study_id is not None:
        return actions.of_studies(tx, [a_study_of_mine(tx, by, study_id)["id"]])
    access.ensure(by, access.Action.COMMISSION)
    return actions.of_studies(tx, [row["id"] for row in studies.of_client(tx, by.client_id or 0)])


def offer(tx: Transaction, *, by: Person, analysis_id: int, now: datetime) -> int:
    """Offers the decisions of a report as actions, and returns how many were new.

    What its wave has already, by its metric or its words, is not offered again, whatever became of it.
    """
    access.ensure(by, access.Action.RUN)
    row = analyses.get(tx, analysis_id)
    if row is None:
        raise Unknown
    new = _new(tx, row)
    for decision in new:
        actions.add(
            tx,
            study_id=row["study_id"],
            wave_id=row["wave_id"],
            what=decision["what"],
            owner=decision["owner"][:OWNER],
            due_on=date.fromisoformat(decision["due_on"]) if decision["due_on"] else None,
            metric=decision["metric"],
            state=ActionState.PROPOSED,
            by=by.id,
            now=now,
        )
    return len(new)


def offerable(tx: Transaction, by: Person, study_id: int) -> int | None:
    """Returns the newest analysis of a study when it has decisions that are no actions yet, to coordinators.

    Of a client who isn't here nothing is sent: its decisions are recorded from the study's card.
    """
    if not may(by, access.Action.RUN):
        return None
    newest = next(iter(analyses.of_studies(tx, [study_id], "made", "sent")), None)
    return int(newest["id"]) if newest is not None and _new(tx, newest) else None


def _new(tx: Transaction, analysis: RowMapping) -> Sequence[Mapping[str, str]]:
    """The decisions of an analysis that its wave has no actions of."""
    known = actions.of_wave(tx, analysis["wave_id"])
    metrics, told = {one.metric for one in known} - {""}, {one.what for one in known}
    return [one for one in analysis["decisions"] or () if one["metric"] not in metrics and one["what"] not in told]


def add(tx: Transaction, *, by: Person, study_id: int, what: str, now: datetime) -> int:
    """Adds an action that the client has agreed on, after the newest wave there are results of; returns its id."""
    row = a_study_of_mine(tx, by, study_id)
    known = analyses.of_studies(tx, [study_id], "sent")
    wave_id = known[0]["wave_id"] if known else studies.present_wave(tx, study_id)["id"]
    id = actions.add(
        tx,
        study_id=row["id"],
        wave_id=wave_id,
        what=_worded(tx, by, study_id, what),
        state=ActionState.AGREED,
        by=by.id,
        now=now,
    )
    _note(tx, by, "add action", id, now, what=what)
    return id


def become(tx: Transaction, *, by: Person, action_id: int, state: ActionState, now: datetime) -> None:
    """Agrees, ends, drops or takes up an action again; one that is there already is left as it is."""
    found, _ = readable(tx, by, action_id)
    if found.state is state:
        return
    if not found.may_become(state):
        raise _stale(found)
    _change(tx, by, found, _DONE[state], now, state=state)


def say_what(tx: Transaction, *, by: Person, action_id: int, what: str, now: datetime) -> None:
    """Words an open action anew."""
    found = _open(tx, by, action_id)
    _change(tx, by, found, "change action", now, what=_worded(tx, by, found.study_id, what))


def say_who(tx: Transaction, *, by: Person, action_id: int, who: str, now: datetime) -> None:
    """Says who sees to an open action."""
    _change(tx, by, _open(tx, by, action_id), "change action", now, owner=_fitting(who, OWNER))


def say_when(tx: Transaction, *, by: Person, action_id: int, told: str, now: datetime) -> None:
    """Says by when an open action is done, as people type a day; its day will be called to mind anew."""
    found = _open(tx, by, action_id)
    today = _today(tx, found, now)
    _change(tx, by, found, "change action", now, due_on=read_due_day(told, today), reminded=0)


def choose_metric(tx: Transaction, *, by: Person, action_id: int, metric: str, now: datetime) -> None:
    """Says which metric of its study an open action should move; empty: none in particular."""
    found = _open(tx, by, action_id)
    if metric and metric not in metrics_of(tx, found):
        raise Unknown
    _change(tx, by, found, "change action", now, metric=metric)


def metrics_of(tx: Transaction, action: Action) -> Sequence[str]:
    """Returns the metrics that an action of its study can move, in the form's order."""
    row = studies.get(tx, action.study_id)
    return [question.name for question in studies.definition(row).form.questions if question.is_measured] if row else []


def standing(tx: Transaction, by: Person, action: Action) -> Mapping[str, Any] | None:
    """Returns where an action's metric stood in the newest analysis of its wave that the reader may know, if any.

    What an analysis of several waves together says is not where this one stood.
    """
    states = ("made", "sent") if may(by, access.Action.RUN) else ("sent",)
    for row in analyses.of_studies(tx, [action.study_id], *states):
        alone = Scope.of(row["scope"]).counted_waves(row["wave_id"]) == (action.wave_id,)
        if alone and action.metric in (row["standing"] or {}):
            found: Mapping[str, Any] = row["standing"][action.metric]
            return found
    return None


def to_remind_of(tx: Transaction, now: datetime) -> Sequence[Action]:
    """Returns the actions whose people are told of their day now."""
    found = actions.promised(tx, now.date() + EASTERNMOST)
    return [one for one in found if one.is_to_be_reminded_of(now, _zone_of(tx, one))]


def remind(tx: Transaction, *, action: Action, now: datetime) -> None:
    """Tells a client's people that an action's day has come; of a client who isn't here, the one who recorded it."""
    present = actions.get(tx, action.id)
    row = studies.get(tx, action.study_id)
    if present is None or row is None or not present.is_to_be_reminded_of(now, _zone_of(tx, present)):
        return
    actions.change(tx, action.id, reminded=present.reminders_by(_today(tx, present, now)))
    recorder = people.get(tx, present.made_by)
    theirs = people.all_of(tx, Role.CLIENT, client_id=row["client_id"])
    for reader in theirs or ([recorder] if recorder else []):
        outbox.tell(tx, reader, "action_due", now, action=action.id)


def _zone_of(tx: Transaction, action: Action) -> ZoneInfo:
    row = studies.get(tx, action.study_id)
    assert row is not None
    return studies.definition(row).terms.zone


def _today(tx: Transaction, action: Action, now: datetime) -> date:
    return now.astimezone(_zone_of(tx, action)).date()


def _worded(tx: Transaction, by: Person, study_id: int, what: str) -> str:
    """What an action is, as typed; the agency names no shopper in it, for the client reads it (NamesAShopper)."""
    if may(by, access.Action.RUN):
        ensure_nobody_named(tx, study_id, what)
    return _fitting(what, WHAT)


def _fitting(text: str, most: int) -> str:
    """A text on one line, whole."""
    text = " ".join(text.split())
    if len(text) > most:
        raise WordsTooLong(most=most)
    return text


def _open(tx: Transaction, by: Person, action_id: int) -> Action:
    found, _ = readable(tx, by, action_id)
    if not found.is_open:
        raise _stale(found)
    return found


def _stale(action: Action) -> Stale:
    return Stale(place={"kind": "action", "action": action.id})


def _change(tx: Transaction, by: Person, action: Action, called: str, now: datetime, **values: Any) -> None:
    """Changes an action and keeps what stood there; what says the same leaves no trace."""
    before = {name: getattr(action, name) for name in values}
    if before == values:
        return
    actions.change(tx, action.id, changed_by=by.id, changed_at=now, **values)
    _note(tx, by, called, action.id, now, before=_plain(before), after=_plain(values))


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _note(tx: Transaction, by: Person, called: str, action_id: int, now: datetime, **details: Any) -> None:
    """Notes who changed what; what the agency records, it records on the client's behalf."""
    if may(by, access.Action.RUN):
        details["on_behalf_of"] = "client"
    audit.note(tx, by.id, called, str(action_id), now, **details)
