"""The data of a wave, or of several counted together, as tidy frames, read once: what the analyses count from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select, String, select, type_coerce

from domain.contact import Moment, Outcome
from domain.refusal import NothingToAnalyse, Unknown
from domain.scope import WHOLE, Scope, together
from domain.storage import tables
from domain.study import Study
from reporting import coded, digests
from reporting.chosen import Chosen
from reporting.coded import NONE, VALUED, Coded
from reporting.digests import Digest
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
    contacts = _contacts(connection, chosen, {each.id: each.name for each in waves})
    if contacts.empty:
        raise NothingToAnalyse()
    packed = digests.read(connection, chosen.ids(), len(contacts))
    _time(contacts, packed, definition)
    spoken = _spoken(connection, chosen)
    return Frames(
        study=definition,
        simulated=row.simulated,
        waves=tuple(each.name for each in waves),
        chosen=chosen,
        contacts=contacts,
        coded=_with_spoken(_answers(connection, chosen, contacts, packed, definition), spoken),
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


def _contacts(connection: Connection, chosen: Chosen, waves: Mapping[int, str]) -> pd.DataFrame:
    """The contacts as the database has them, without their times."""
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
    # few different names over many rows: they are compared as numbers
    return frame.astype(dict.fromkeys(("service", "unit", "scenario", "profile", "channel", "outcome"), "category"))


def _time(contacts: pd.DataFrame, packed: Sequence[Digest], study: Study) -> None:
    """Adds what was timed, as contacts' digests have it: started, wait and length."""
    times = pd.DataFrame(packed, columns=Digest._fields).set_index("contact")[list(Moment)].reindex(contacts.index)
    started, answered, ended = (pd.to_datetime(times[moment], utc=True, format="ISO8601") for moment in Moment)
    contacts["started"] = started.dt.tz_convert(study.terms.zone)
    contacts["wait"] = _minutes(started, answered).where(contacts["outcome"] == Outcome.ANSWERED.value)
    contacts["length"] = _minutes(answered, ended)


def _minutes(first: "pd.Series[Any]", then: "pd.Series[Any]") -> "pd.Series[Any]":
    return (then - first).dt.total_seconds() / 60


def _answers(
    connection: Connection, chosen: Chosen, contacts: pd.DataFrame, packed: Sequence[Digest], study: Study
) -> Coded:
    """The answers without choices that leave both sides of every average, and without drafts of later parts."""
    read = coded.unpacked(packed, contacts.index.to_numpy(), study)
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
