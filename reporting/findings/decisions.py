"""What to decide: for each shortfall who, by when, and which metric it should move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.metric import Measure
from domain.study import RECOMMENDED_CONTACTS, Study
from reporting import ladder
from reporting.findings.finding import certainty
from reporting.findings.standing import named, shortfalls
from reporting.measured import Measured
from reporting.telling import NOTHING, Telling

SOON, LATER = timedelta(days=30), timedelta(days=60)
"""When what is clearly below its target should be decided on, and when the rest."""
_FRIDAY = 4


@dataclass(frozen=True)
class Decision:
    """One proposal for the board."""

    what: str
    who: str
    by: date
    moves: str
    metric: str = ""
    """The question whose value it should move; empty: none alone."""


def decisions(
    study: Study,
    index: Measured,
    metrics: Sequence[Measured],
    telling: Telling,
    today: date,
    first: Sequence[str] = (),
) -> tuple[Decision, ...]:
    """Returns at most three: the surest shortfalls; with too few contacts the one to make more of them.

    What is told to be short in the touchpoints to be mended `first` goes before the others, in their order. How
    shoppers felt (NPS, CSAT, CES) comes of what was done, so it is decided on only where nothing else is short.
    """
    if index.n < ladder.VALUE_FROM:
        return (_more_contacts(study, index, telling, today),)
    levers = [metric for metric in metrics if study.form.question(metric.name).measure is Measure.SCORE]
    poor = shortfalls(study, levers, first=first) or shortfalls(study, metrics, first=first)
    made = tuple(_decision(study, metric, telling, today) for metric in poor)
    return made or (_hold(study, index, telling, today),)


def _decision(study: Study, metric: Measured, telling: Telling, today: date) -> Decision:
    name = study.form.question(metric.name).touchpoint
    touchpoint = next((one for one in study.touchpoints if one.name == name), None)
    where = (
        metric.headline
        if touchpoint is None
        else touchpoint.label.text(telling.words.language, study.form.default_language)
    )
    goal = "" if touchpoint is None else touchpoint.company_goal
    if not certainty(metric):
        what = telling.words(
            "{place} follow the next contacts before anything is changed; the value cannot be told from its target",
            place=named(where),
        )
    elif goal:
        what = telling.words(
            "{place} agree how the goal {goal} comes true", place=named(where), goal=telling.quoted(goal)
        )
    else:
        what = telling.words("{place} agree what changes", place=named(where))
    return Decision(
        what=what,
        who=(touchpoint.owner if touchpoint else "") or study.terms.journey_owner or study.terms.client,
        by=working_day(today + (SOON if certainty(metric) == 2 else LATER)),
        moves=telling.words(
            "{name} {value}\u00a0→\u00a0{target}",
            name=named(metric.headline),
            value=telling.value(metric),
            target=telling.target(metric),
        ),
        metric=metric.name,
    )


def working_day(day: date) -> date:
    """Returns the day, or the Monday after it when it falls on a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > _FRIDAY else 0)


def _more_contacts(study: Study, index: Measured, telling: Telling, today: date) -> Decision:
    return Decision(
        what=telling.words(
            "Make more contacts before anything is concluded: at least {n} for each service", n=RECOMMENDED_CONTACTS
        ),
        who=study.terms.journey_owner or study.terms.client,
        by=working_day(today + SOON),
        moves=telling.words("{name}: contacts so far {n}", name=index.label, n=index.n),
    )


def _hold(study: Study, index: Measured, telling: Telling, today: date) -> Decision:
    """Nothing is below its target: the decision is whether to aim higher."""
    return Decision(
        what=telling.words("No metric is below its target: decide what is kept as it is, and which target is raised"),
        who=study.terms.journey_owner or study.terms.client,
        by=working_day(today + LATER),
        moves=f"{index.label}: {telling.value(index)}" if index.value is not None else NOTHING,
    )
