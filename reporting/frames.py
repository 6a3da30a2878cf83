"""The data of one wave as tidy frames, read once: what the analyses count from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, func, select

from domain.answer import AnswerState
from domain.contact import Moment, Outcome, State
from domain.metric import Measure
from domain.refusal import NothingToAnalyse, Unknown
from domain.score import score
from domain.storage import tables
from domain.study import Study

VALUED = (AnswerState.GIVEN, AnswerState.CALCULATED)
"""States of an answer that carry a value."""
APPLIES = (*VALUED, AnswerState.SKIPPED)
"""States of an answer whose question concerned the contact."""

Spoken = Mapping[tuple[int, str, str], str]
"""Voice notes that have been written out, by contact, question and purpose."""
WORDS_OF = {"answer": "value", "comment": "comment"}
"""The column that a voice note of each purpose belongs to."""


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What became of the contacts of a wave."""

    planned: int
    counted: int
    unanswered: int
    """Counted ones that nobody answered."""
    excluded: int
    """Left out by the coordinator."""
    failed: int
    """Wrong address, or the shopper was recognised."""
    unfinished: int
    recordings: int
    returned: int
    """Counted contacts that a review returned for correction at least once."""


@dataclass(frozen=True, kw_only=True)
class Frames:
    """One wave of a study.

    contacts: a row each, index `contact`: service, unit, scenario, profile, channel, outcome, shopper, index (0..100 or
    NaN), started (local), wait and length (minutes or NaN). answers: contact, question, value (text), state, comment,
    score (0..100 or NaN), number (NaN when it is none). What was spoken and written out is in value and comment too.
    """

    study: Study
    simulated: bool
    wave: str
    contacts: pd.DataFrame
    answers: pd.DataFrame
    stories: Mapping[int, str]
    """What was told of a whole contact by voice and written out, by contact."""
    fate: Fate
    people: tuple[str, ...]
    """Names that must not be printed."""

    @property
    def n(self) -> int:
        """How many contacts count."""
        return len(self.contacts)


def read(connection: Connection, *, agency: int, study: int, wave: int) -> Frames:
    """Returns the frames of a wave; refuses one that isn't there, or of which nothing has been approved."""
    row = connection.execute(_study(agency, study, wave)).one_or_none()
    if row is None:
        raise Unknown()
    definition = Study.model_validate_json(row.definition)
    contacts = _contacts(connection, agency, wave, definition)
    if contacts.empty:
        raise NothingToAnalyse()
    spoken = _spoken(connection, agency, wave)
    return Frames(
        study=definition,
        simulated=row.simulated,
        wave=row.name,
        contacts=contacts,
        answers=_with_spoken(_answers(connection, agency, wave, definition), spoken),
        stories={contact: words for (contact, _, purpose), words in spoken.items() if purpose == "story"},
        fate=_fate(connection, agency, wave, contacts, definition),
        people=_people(connection, agency, definition),
    )


def _study(agency: int, study: int, wave: int) -> Select[Any]:
    of, inside = tables.study.c, tables.wave.c
    return (
        select(of.definition, of.simulated, inside.name)
        .join(tables.wave, inside.study_id == of.id)
        .where(of.agency_id == agency, inside.agency_id == agency, of.id == study, inside.id == wave)
    )


def _counted(agency: int, wave: int) -> Sequence[Any]:
    of = tables.contact.c
    outcomes = [outcome for outcome in Outcome if outcome.counts]
    return (of.agency_id == agency, of.wave_id == wave, of.state == State.APPROVED, of.outcome.in_(outcomes))


def _contacts(connection: Connection, agency: int, wave: int, study: Study) -> pd.DataFrame:
    of = tables.contact.c
    columns = (
        of.id,
        of.service,
        of.unit,
        of.reached_unit,
        of.scenario,
        of.profile,
        of.channel,
        of.outcome,
        of.shopper_id,
    )
    rows = connection.execute(select(*columns, of.score_index).where(*_counted(agency, wave)).order_by(of.id)).all()
    moments = _moments(connection, agency, wave)
    return pd.DataFrame(
        [_contact(row, moments.get(row.id, {}), study) for row in rows],
        columns=[
            *("contact", "service", "unit", "scenario", "profile", "channel", "outcome", "shopper", "index"),
            *("started", "wait", "length"),
        ],
    ).set_index("contact")


def _contact(row: Any, moments: dict[Moment, datetime], study: Study) -> tuple[Any, ...]:
    started, answered, ended = (moments.get(moment) for moment in Moment)
    return (
        row.id,
        row.service,
        row.reached_unit or row.unit,
        row.scenario,
        row.profile,
        row.channel.value,
        row.outcome.value,
        str(row.shopper_id),
        float("nan") if row.score_index is None else row.score_index,
        None if started is None else study.local(started),
        _minutes(started, answered if row.outcome is Outcome.ANSWERED else None),
        _minutes(answered, ended),
    )


def _minutes(first: datetime | None, then: datetime | None) -> float:
    return float("nan") if first is None or then is None else (then - first).total_seconds() / 60


def _moments(connection: Connection, agency: int, wave: int) -> dict[int, dict[Moment, datetime]]:
    """The newest time of each moment of a contact's last attempt."""
    of, contact = tables.timing.c, tables.contact.c
    query = (
        select(of.contact_id, of.moment, of.at)
        .join(tables.contact, contact.id == of.contact_id)
        .where(of.agency_id == agency, of.attempt == contact.attempts, *_counted(agency, wave))
        .order_by(of.id)
    )
    newest: dict[int, dict[Moment, datetime]] = {}
    for contact, moment, at in connection.execute(query):
        newest.setdefault(contact, {})[moment] = at
    return newest


def _answers(connection: Connection, agency: int, wave: int, study: Study) -> pd.DataFrame:
    of = tables.answer.c
    query = (
        select(of.contact_id, of.question, of.value, of.state, of.comment)
        .join(tables.contact, tables.contact.c.id == of.contact_id)
        .where(of.agency_id == agency, of.state.in_([str(state) for state in APPLIES]), *_counted(agency, wave))
        .order_by(of.contact_id, of.id)
    )
    frame = pd.DataFrame(
        [tuple(row) for row in connection.execute(query)],
        columns=["contact", "question", "value", "state", "comment"],
        dtype=object,
    )
    pairs = frame[["question", "value"]].drop_duplicates()
    scores = {(question, value): _score(study, question, value) for question, value in pairs.itertuples(index=False)}
    keys = list(zip(frame["question"], frame["value"], strict=True))
    frame["score"] = pd.Series([scores[key] for key in keys], index=frame.index, dtype=float)
    frame["number"] = pd.to_numeric(frame["value"], errors="coerce").astype(float)
    outside, drafts = _outside(study), _drafts(connection, agency, wave, study)
    parts = zip(frame["contact"], frame["question"], keys, strict=True)
    stands = [key not in outside and (contact, name) not in drafts for contact, name, key in parts]
    return frame[pd.Series(stands, index=frame.index, dtype=bool)].reset_index(drop=True)


def _drafts(connection: Connection, agency: int, wave: int, study: Study) -> set[tuple[int, str]]:
    """The contacts and questions of later parts that have not been handed in: what they say is nobody's answer yet."""
    of = tables.stage.c
    query = (
        select(of.contact_id, of.stage)
        .join(tables.contact, tables.contact.c.id == of.contact_id)
        .where(of.agency_id == agency, of.state != "submitted", *_counted(agency, wave))
    )
    questions: defaultdict[str, list[str]] = defaultdict(list)
    for question in study.form.questions:
        questions[question.stage].append(question.name)
    return {(contact, name) for contact, stage in connection.execute(query) for name in questions[stage]}


def _spoken(connection: Connection, agency: int, wave: int) -> Spoken:
    of = tables.attachment.c
    query = (
        select(of.contact_id, of.question, of.purpose, of.transcript)
        .join(tables.contact, tables.contact.c.id == of.contact_id)
        .where(of.agency_id == agency, of.transcript != "", of.state != "removed", *_counted(agency, wave))
        .order_by(of.contact_id, of.id)
    )
    said: defaultdict[tuple[int, str, str], list[str]] = defaultdict(list)
    for contact, question, purpose, transcript in connection.execute(query):
        said[contact, question, purpose].append(transcript)
    return {about: "\n".join(words) for about, words in said.items()}


def _with_spoken(answers: pd.DataFrame, spoken: Spoken) -> pd.DataFrame:
    """Joins what was spoken to the words that were typed; a question that was skipped after all has no answer."""
    rows = {(contact, name): row for row, contact, name in answers[["contact", "question"]].itertuples()}
    for (contact, question, purpose), words in spoken.items():
        row, column = rows.get((contact, question)), WORDS_OF.get(purpose)
        if row is None or column is None or (column == "value" and answers.at[row, "state"] not in VALUED):
            continue
        answers.at[row, column] = "\n".join(part for part in (str(answers.at[row, column]), words) if part)
    return answers


def _outside(study: Study) -> set[tuple[str, str]]:
    """Choices that say that a question does not apply: they leave both sides of every average."""
    return {
        (question.name, choice.name)
        for question in study.form.questions
        for choice in study.form.choices_of(question)
        if choice.not_applicable
    }


def _score(study: Study, question: str, value: str) -> float:
    known = next((asked for asked in study.form.questions if asked.name == question), None)
    result = None if known is None else score(study.form, known, value)
    return float("nan") if result is None else result


def _fate(connection: Connection, agency: int, wave: int, contacts: pd.DataFrame, study: Study) -> Fate:
    of = tables.contact.c
    query = select(of.state, of.outcome, func.count()).where(of.agency_id == agency, of.wave_id == wave)
    rows = connection.execute(query.group_by(of.state, of.outcome)).all()
    finished = {State.APPROVED, State.EXCLUDED}
    return Fate(
        planned=sum(n for _, _, n in rows),
        counted=len(contacts),
        unanswered=int((contacts["outcome"] == Outcome.NO_ANSWER.value).sum()),
        excluded=sum(
            n for state, outcome, n in rows if state is State.EXCLUDED and (outcome is None or outcome.counts)
        ),
        failed=sum(n for state, outcome, n in rows if state in finished and outcome is not None and not outcome.counts),
        unfinished=sum(n for state, _, n in rows if state not in finished),
        recordings=_recordings(connection, agency, wave, study),
        returned=_returned(connection, agency, wave),
    )


def _recordings(connection: Connection, agency: int, wave: int, study: Study) -> int:
    asked = [question.name for question in study.form.questions if question.measure is Measure.RECORDING]
    of = tables.attachment.c
    query = (
        select(func.count(of.contact_id.distinct()))
        .join(tables.contact, tables.contact.c.id == of.contact_id)
        .where(of.agency_id == agency, of.purpose == "answer", of.state == "kept", of.question.in_(asked))
        .where(*_counted(agency, wave))
    )
    return int(connection.execute(query).scalar_one())


def _returned(connection: Connection, agency: int, wave: int) -> int:
    of, contact = tables.review.c, tables.contact.c
    query = (
        select(func.count(of.contact_id.distinct()))
        .join(tables.contact, contact.id == of.contact_id)
        .where(of.agency_id == agency, of.decision == "return", *_counted(agency, wave))
    )
    return int(connection.execute(query).scalar_one())


def _people(connection: Connection, agency: int, study: Study) -> tuple[str, ...]:
    query = select(tables.person.c.name).where(tables.person.c.agency_id == agency).order_by(tables.person.c.id)
    return (*connection.execute(query).scalars(), *(alias.name for alias in study.aliases))
