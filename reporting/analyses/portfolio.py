"""Several studies of one client beside each other: each one's newest wave, and what they ask in the same words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from domain.metric import Measure, Question
from domain.study import Study
from reporting import statistics
from reporting.analyses.comparisons import Place
from reporting.analyses.metrics import ends
from reporting.analyses.outcome import Analysis
from reporting.analyses.series import SURE, change_of
from reporting.findings.decisions import Decision, decisions
from reporting.findings.finding import certainty
from reporting.findings.standing import shortfalls
from reporting.frames import Frames
from reporting.measured import Measured, Unit, points, printed
from reporting.telling import Telling

Cells = Mapping[str, Mapping[str, Measured]]
"""Values by the name of a row and `study:ID`."""


@dataclass(frozen=True, kw_only=True)
class Since:
    """How the index has changed since the wave before: after - before."""

    difference: float
    p: float | None
    """None under ten contacts in either wave; corrected over the studies of a portfolio (Holm)."""
    before: int
    after: int
    """Contacts in the two waves."""

    @property
    def survives(self) -> bool:
        """Whether the change is more than chance."""
        return self.p is not None and self.p < SURE


@dataclass(frozen=True, kw_only=True)
class Member:
    """One study in its newest wave that has results."""

    id: int
    analysis: Analysis
    label: str
    """Its name, and whether it is simulated."""
    since: Since | None
    """None where there is no wave before."""

    @property
    def frames(self) -> Frames:
        """Its data."""
        return self.analysis.frames

    @property
    def study(self) -> Study:
        """Its definition."""
        return self.frames.study

    @property
    def place(self) -> Place:
        """Its column in a map."""
        return Place("study", str(self.id), self.label, self.frames.n)

    def of(self, measure: Measure) -> Measured | None:
        """Returns its first metric of a measure."""
        return next(iter(self.analysis.asked(measure)), None)


@dataclass(frozen=True, kw_only=True)
class Shared:
    """Things that two studies or more have: a row each, and their values in each study."""

    rows: tuple[Measured, ...]
    cells: Cells


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """The studies of one client, oldest first."""

    client: str
    members: tuple[Member, ...]

    @property
    def simulated(self) -> bool:
        """Whether any of it is simulated."""
        return any(member.frames.simulated for member in self.members)

    @property
    def n(self) -> int:
        """Contacts in all."""
        return sum(member.frames.n for member in self.members)

    @cached_property
    def metrics(self) -> Shared:
        """The metrics that are the same question in several studies."""
        keyed = {member.id: _signatures(member) for member in self.members}
        return _shared(self.members, keyed)

    @cached_property
    def touchpoints(self) -> Shared:
        """The touchpoints that several studies name alike; each study scores them by metrics of its own."""
        keyed = {member.id: {part.name: part for part in member.analysis.touchpoints} for member in self.members}
        return _shared(self.members, keyed)

    def numbers(self) -> dict[str, Any]:
        """Returns every value as plain data, ready for JSON."""
        return {
            "n": self.n,
            "studies": {str(member.id): _numbers(member) for member in self.members},
            "metrics": _map(self.metrics),
            "touchpoints": _map(self.touchpoints),
        }


def _map(shared: Shared) -> dict[str, Any]:
    return {row: {place: cell.printed() for place, cell in cells.items()} for row, cells in shared.cells.items()}


def _numbers(member: Member) -> dict[str, Any]:
    since = member.since
    return {
        "n": member.frames.n,
        "wave": member.frames.wave,
        "index": member.analysis.index.printed(),
        "services": printed(member.analysis.services),
        "metrics": printed(member.analysis.metrics),
        "touchpoints": printed(member.analysis.touchpoints),
        "change": None if since is None else {"difference": since.difference, "p": since.p},
    }


def since(now: Frames, before: Frames | None) -> Since | None:
    """Returns how the index changed between two waves; None where either has too few contacts for a value."""
    if before is None:
        return None
    first, then = (frames.contacts["index"].dropna().to_numpy(dtype=float) for frames in (before, now))
    change = change_of(Unit.POINTS, first, then)
    if change is None or change.difference is None:
        return None
    return Since(difference=change.difference, p=change.p, before=len(first), after=len(then))


def corrected(members: Sequence[Member]) -> tuple[Member, ...]:
    """Returns the studies with the p of their changes corrected for how many are tested at once."""
    raw = {member.id: member.since.p for member in members if member.since and member.since.p is not None}
    p = dict(zip(raw, statistics.holm([*raw.values()]), strict=True))
    return tuple(
        replace(member, since=replace(member.since, p=p[member.id])) if member.since and member.id in p else member
        for member in members
    )


def signature(study: Study, question: Question) -> tuple[object, ...]:
    """Returns what makes two questions of two studies the same one: name, type, measure and scale."""
    choices = tuple((choice.name, choice.score, choice.not_applicable) for choice in study.form.choices_of(question))
    return question.name, question.type, question.measure, ends(study, question), choices


def _signatures(member: Member) -> dict[object, Measured]:
    asked = {question.name: question for question in member.study.form.questions}
    return {signature(member.study, asked[metric.name]): metric for metric in member.analysis.metrics}


def _shared(members: Sequence[Member], keyed: Mapping[int, Mapping[Any, Measured]]) -> Shared:
    """What several members have under one key, with something answered in two at least, in the order they are met."""
    keys = dict.fromkeys(key for member in members for key, one in keyed[member.id].items() if one.n)
    rows: list[Measured] = []
    cells: dict[str, dict[str, Measured]] = {}
    for key in keys:
        have = {member.id: keyed[member.id][key] for member in members if key in keyed[member.id]}
        if sum(one.n > 0 for one in have.values()) < 2:
            continue
        first = next(iter(have.values()))
        name = first.name if first.name not in cells else f"{first.name}:{len(cells)}"
        rows.append(replace(first, name=name))
        cells[name] = {f"study:{member.id}": have.get(member.id) or points(name, first.label, []) for member in members}
    return Shared(rows=tuple(rows), cells=cells)


@dataclass(frozen=True, kw_only=True)
class Mend:
    """The one thing to mend first: a study's metric, and what to decide of it."""

    member: Member
    metric: Measured
    decision: Decision


def first_to_mend(portfolio: Portfolio, telling: Telling, today: date) -> Mend | None:
    """Returns the surest and biggest shortfall of all studies; None where nothing is below its target.

    Simulated studies are passed over, unless all are.
    """
    real = [member for member in portfolio.members if not member.frames.simulated]
    members = real or portfolio.members
    poor = [(member, metric) for member in members for metric in shortfalls(member.study, member.analysis.metrics)]
    if not poor:
        return None
    member, metric = max(poor, key=lambda pair: (certainty(pair[1]), abs(pair[1].relative_gap)))
    decision, *_ = decisions(member.study, metric, [metric], telling, today)
    return Mend(member=member, metric=metric, decision=decision)
