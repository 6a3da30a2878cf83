"""The data of a wave, or of several counted together, as tidy frames, read once: what the analyses count from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select, String, cast, func, select, type_coerce

from domain.contact import Moment, Outcome
from domain.refusal import NothingToAnalyse, Unknown
from domain.scope import WHOLE, Scope, together
from domain.storage import tables
from domain.study import Study
from reporting import coded
from reporting.chosen import Chosen
from reporting.coded import NONE, VALUED, Coded
from reporting.fate import Fate, fate_of

Spoken = Mapping[tuple[int, str, str], str]
"""Voice notes that have been written out, by contact, question and purpose."""


@dataclass(frozen=True, kw_only=True)
class Frames:
    """A wave of a study, or several; `study` has the services that are counted, and no others.

    contacts: a row each, index `contact`: wave (its name), service, unit, scenario, profile, channel, outcome, shopper,
    thread and step (empty and 0 outside of a thread), index (0..100 or NaN), started (local), wait and length (minutes
    or NaN). answers: contact, question, value (text), state, comment, score (0..100 or NaN), number (NaN when it is
    none). What was spoken and written out is in value and comment too.
    """

    study: Study
    simulated: bool
    waves: tuple[str, ...]
    """Names of the waves that are counted together, oldest first."""
    chosen: Chosen
    """Which contacts are looked at."""
    contacts: pd.DataFrame
    coded: Coded
    """The same answers as a table of numbers, its rows those of `contacts`: what is counted."""
    stories: Mapping[int, str]
    """What was told of a whole contact by voice and written out, by contact."""
    fate: Fate
    people: tuple[str, ...]
    """Names that must not be printed."""

    @property
    def wave(self) -> str:
        """What the wave is called, or the waves together: `1/2026 + 2/2026`."""
        return together(self.waves)

    @property
    def n(self) -> int:
        """How many contacts count."""
        return len(self.contacts)

    @cached_property
    def answers(self) -> pd.DataFrame:
        """A row for each answer, by contact and in the form's order."""
        return self.coded.frame()


def read(connection: Connection, *, agency: int, study: int, wave: int, scope: Scope = WHOLE) -> Frames:
    """Returns the frames of a wave, or of what a scope counts together with it.

    Refuses a wave that isn't there (Unknown), and a scope of which nothing has been approved (NothingToAnalyse).
    """
    row = connection.execute(_study(agency, study)).one_or_none()
    waves = connection.execute(_waves(agency, study, scope.counted_waves(wave))).all()
    if row is None or {each.id for each in waves} != set(scope.counted_waves(wave)):
        raise Unknown()
    definition = scope.narrowed(Study.model_validate_json(row.definition))
    chosen = Chosen(agency, study, tuple(each.id for each in waves), scope.services)
    contacts = _contacts(connection, chosen, definition, {each.id: each.name for each in waves})
    if contacts.empty:
        raise NothingToAnalyse()
    spoken = _spoken(connection, chosen)
    return Frames(
        study=definition,
        simulated=row.simulated,
        waves=tuple(each.name for each in waves),
        chosen=chosen,
        contacts=contacts,
        coded=_with_spoken(_answers(connection, chosen, contacts, definition), spoken),
        stories={contact: words for (contact, _, purpose), words in spoken.items() if purpose == "story"},
        fate=fate_of(connection, chosen, contacts, definition),
        people=_people(connection, agency, definition),
    )


def _study(agency: int, study: int) -> Select[Any]:
    of = tables.study.c
    return select(of.definition, of.simulated).where(of.agency_id == agency, of.id == study)


def _waves(agency: int, study: int, ids: Sequence[int]) -> Select[Any]:
    of = tables.wave.c
    mine = (of.agency_id == agency, of.study_id == study, of.id.in_(ids))
    return select(of.id, of.name).where(*mine).order_by(of.number)


def _contacts(connection: Connection, chosen: Chosen, study: Study, waves: Mapping[int, str]) -> pd.DataFrame:
    of = tables.contact.c
    plain = (type_coerce(column, String) for column in (of.channel, of.outcome))
    columns = (of.id, of.wave_id, of.service, of.unit, of.reached_unit, of.scenario, of.profile, *plain, of.shopper_id)
    followed = (of.thread, of.step, of.score_index)
    rows = connection.execute(select(*columns, *followed).where(*chosen.counted).order_by(of.id)).all()
    names = ["contact", "wave", "service", "unit", "reached", "scenario", "profile", "channel", "outcome", "shopper"]
    names += ["thread", "step", "index"]
    frame = pd.DataFrame(list(map(tuple, rows)), columns=names).set_index("contact")
    frame["wave"] = frame["wave"].map(waves)
    reached = frame.pop("reached")
    frame["unit"] = reached.where(reached != "", frame["unit"])
    frame["shopper"] = frame["shopper"].map(str)
    frame["index"] = frame["index"].astype(float)
    started, answered, ended = _moments(connection, chosen, frame.index.to_numpy())
    frame["started"] = started.dt.tz_convert(study.terms.zone)
    frame["wait"] = _minutes(started, answered).where(frame["outcome"].to_numpy() == Outcome.ANSWERED.value)
    frame["length"] = _minutes(answered, ended)
    # few different names over many rows: they are compared as numbers
    return frame.astype(dict.fromkeys(("service", "unit", "scenario", "profile", "channel", "outcome"), "category"))


def _minutes(first: "pd.Series[Any]", then: "pd.Series[Any]") -> "pd.Series[Any]":
    return (then - first).dt.total_seconds() / 60


def _moments(connection: Connection, chosen: Chosen, contacts: np.ndarray) -> list["pd.Series[Any]"]:
    """The newest time of each moment of the contacts' last attempts, in UTC."""
    of, contact = tables.timing.c, tables.contact.c
    packed = (func.aggregate_strings(cast(column, String), ",") for column in (of.id, of.moment, of.at))
    query = (
        select(contact.id, *packed)
        .join(tables.timing, contact.id == of.contact_id)
        .where(of.attempt == contact.attempts, *chosen.counted)
        .group_by(contact.id)
    )
    rows = connection.execute(query).all()
    newest = np.full((len(contacts), len(Moment)), None, dtype=object)
    if rows:
        timed, ids, moments, times = zip(*rows, strict=True)
        columns = {moment.value: column for column, moment in enumerate(Moment)}
        # most contacts have the same moments: each different row of them is taken apart once
        apart = {told: [columns[moment] for moment in told.split(",")] for told in set(moments)}
        column = np.asarray(list(chain.from_iterable(apart[told] for told in moments)))
        row = np.repeat(np.searchsorted(contacts, timed), [len(apart[told]) for told in moments])
        order = np.argsort(np.fromstring(",".join(ids), dtype=np.int64, sep=","))
        # of those for the same cell the last one stays
        newest[row[order], column[order]] = np.asarray(",".join(times).split(","), dtype=object)[order]
    index = pd.Index(contacts, name="contact")
    return [
        pd.Series(pd.to_datetime(newest[:, column], utc=True, format="ISO8601"), index=index)
        for column in range(len(Moment))
    ]


def _answers(connection: Connection, chosen: Chosen, contacts: pd.DataFrame, study: Study) -> Coded:
    """The answers without choices that leave both sides of every average, and without drafts of later parts."""
    read = coded.read(connection, chosen.ids(), contacts.index.to_numpy(), study)
    outside, cells = _outside(study), read.cells
    told = read.answers[read.answers["question"].isin({question for question, _ in outside})]
    leaves = np.zeros(len(read.answers) + 1, dtype=bool)
    leaves[told.index] = [pair in outside for pair in zip(told["question"], told["value"], strict=True)]
    cells[leaves[cells]] = NONE
    for contact, question in _drafts(connection, chosen, study):
        if question in read.columns:
            cells[np.searchsorted(read.contacts, contact), read.columns[question]] = NONE
    return read


def _drafts(connection: Connection, chosen: Chosen, study: Study) -> set[tuple[int, str]]:
    """The contacts and questions of later parts that have not been handed in: what they say is nobody's answer yet."""
    of = tables.stage.c
    query = (
        select(of.contact_id, of.stage)
        .join(tables.contact, tables.contact.c.id == of.contact_id)
        .where(of.agency_id == chosen.agency, of.state != "submitted", *chosen.counted)
    )
    questions: defaultdict[str, list[str]] = defaultdict(list)
    for question in study.form.questions:
        questions[question.stage].append(question.name)
    return {(contact, name) for contact, stage in connection.execute(query) for name in questions[stage]}


def _spoken(connection: Connection, chosen: Chosen) -> Spoken:
    of = tables.attachment.c
    query = (
        select(of.contact_id, of.question, of.purpose, of.transcript)
        .join(tables.contact, tables.contact.c.id == of.contact_id)
        .where(of.agency_id == chosen.agency, of.transcript != "", of.state != "removed", *chosen.counted)
        .order_by(of.contact_id, of.id)
    )
    said: defaultdict[tuple[int, str, str], list[str]] = defaultdict(list)
    for contact, question, purpose, transcript in connection.execute(query):
        said[contact, question, purpose].append(transcript)
    return {about: "\n".join(words) for about, words in said.items()}


def _with_spoken(read: Coded, spoken: Spoken) -> Coded:
    """Joins what was spoken to the words that were typed; a question that was skipped after all has no answer."""
    more: list[tuple[int, str]] = []
    for (contact, question, purpose), words in spoken.items():
        place = int(np.searchsorted(read.contacts, contact)), read.columns.get(question, NONE)
        number = NONE if place[1] == NONE else int(read.cells[place])
        if number == NONE:
            continue
        if purpose == "comment":
            row, column = place
            told = read.comments.setdefault(column, {})
            told[row] = _joined(told.get(row, ""), words)
        elif purpose == "answer" and read.answers.at[number, "state"] in VALUED:
            read.cells[place] = len(read.answers) + len(more)
            more.append((number, _joined(str(read.answers.at[number, "value"]), words)))
    spoken_too = read.answers.take([number for number, _ in more]).assign(value=[value for _, value in more])
    return replace(read, answers=pd.concat([read.answers, spoken_too], ignore_index=True)) if more else read


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _outside(study: Study) -> set[tuple[str, str]]:
    """Choices that say that a question does not apply: they leave both sides of every average."""
    return {
        (question.name, choice.name)
        for question in study.form.questions
        for choice in study.form.choices_of(question)
        if choice.not_applicable
    }


def _people(connection: Connection, agency: int, study: Study) -> tuple[str, ...]:
    query = select(tables.person.c.name).where(tables.person.c.agency_id == agency).order_by(tables.person.c.id)
    return (*connection.execute(query).scalars(), *(alias.name for alias in study.aliases))
